"""The account that a mail names: labelled, or the address in a line that speaks of it."""

import pytest

from parsers import parse
from parsers.message import Message, read_message
from tests.mailed import receipt
from tests.test_senders import known

NAMED = {
    "Account: Ana@example.org": "ana@example.org",
    "Workspace: Acme Studio": "Acme Studio",
    "Licence key: TUNE-1234-ABCD": "TUNE-1234-ABCD",
    "Apple Account pat@example.org": "pat@example.org",
    "Your subscription for ana@example.org renews every month.": "ana@example.org",
    "Benutzername: ana.beispiel": "ana.beispiel",
    "Espace de travail : Acme": "Acme",
    "アカウント：ana@example.org": "ana@example.org",
}
NOT_NAMED = (
    "This message was sent to ana@example.org.",
    "Account: •••• 1234",
    "Account ending in 1234",
    "Questions about your account? Write to help@tunely.example.",
    "Your account balance: $12.00",
    "Account: ana@example.org\n\nAccount: pat@example.org",
)


def _account(line: str) -> str | None:
    text = f"Thank you for your payment.\n\n{line}\n\nTotal: $9.99\n"
    message = read_message(receipt(text=text).raw())
    assert isinstance(message, Message)
    (event,) = parse(message, known()).events
    return event.account


@pytest.mark.parametrize("line", NAMED)
def test_the_account_is_named(line: str) -> None:
    assert _account(line) == NAMED[line]


@pytest.mark.parametrize("line", NOT_NAMED)
def test_no_account_is_named(line: str) -> None:
    assert _account(line) is None
