"""How the bank gives back what was debited from an account, by the rules of where it was."""

from collections.abc import Iterator
from datetime import timedelta

from watchdog.fixes.model import Case
from watchdog.language import said_day
from watchdog.timeline.debits import Scheme, sepa_days, usual_scheme


def of_debits(case: Case) -> Iterator[str]:
    """The step that belongs to a direct debit; that to one that may have been, where no mail says
    how it was paid.
    """
    name = f"debited_{case.debit}" if case.debit else _perhaps(case)
    if name is None or case.charged_on is None:
        return
    until = case.charged_on + timedelta(days=sepa_days(case.catalog))
    is_over = name.endswith(Scheme.SEPA) and until < case.today
    if is_over and case.debit is None:
        return
    text = case.catalog.advice[f"{name}_late" if is_over else name].dispute
    if text is not None:
        yield case.say(text, dispute_until=said_day(until))


def _perhaps(case: Case) -> str | None:
    scheme = usual_scheme(case.currency)
    is_open = not case.is_way_known and scheme is not Scheme.OTHER
    return f"debited_perhaps_{scheme}" if is_open and case.payer is None else None
