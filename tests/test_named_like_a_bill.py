"""A sender that is called like a bill, and whose name heads each of its mails."""

from parsers.outcome import OutcomeKind
from tests.mailed import read_letter

_NEWS = """Invoice Larch

Hello Pat,

you can send electronic invoices with us from now on. Check your company's details first.

Invoice Larch"""


def test_its_name_is_no_bill() -> None:
    sender, reader = "Invoice Larch <news@invoicelarch.example>", "Pat <pat@example.org>"
    outcome = read_letter(sender, reader, "New: electronic invoices", _NEWS, "")
    assert outcome.outcome is OutcomeKind.IGNORED
