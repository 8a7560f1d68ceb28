"""No mail has two readers: the addresses of every sender, and Stripe's in their name."""

import pytest

from parsers.domains import organisation
from parsers.message import Message, read_message
from parsers.readers import all_parsers

# How Stripe begins the addresses from which it writes for its customers.
STRIPES = (
    "invoice+statements",
    "invoice+statements+acct_1a0000000000000b",
    "receipts+acct_1a0000000000000b",
    "failed-payments",
    "upcoming-invoice",
    "trial-ending",
    "card-expiring",
)
SENDERS = sorted({sender for one in all_parsers() for sender in one.senders if sender != "*"})
DOMAINS = sorted({sender.rpartition("@")[2] for sender in SENDERS})
ORGANISATIONS = sorted({organisation(domain) for domain in DOMAINS})
LOCALS = ("no-reply", "noreply", "billing", "support", "notify", "prime", "service", "news")


def mail(address: str, subject: str = "Hello") -> Message:
    raw = f"From: <{address}>\nSubject: {subject}\nDate: Mon, 12 Oct 2026 08:02:14 +0000\n\n.\n"
    message = read_message(raw.encode())
    assert isinstance(message, Message), message.reason
    return message


def readers(address: str) -> list[str]:
    message = mail(address)
    return [one.name for one in all_parsers() if one.knows(message)]


@pytest.mark.parametrize("address", [one for one in SENDERS if "@" in one])
def test_an_address_has_one_reader_at_most(address: str) -> None:
    assert len(readers(address)) <= 1


@pytest.mark.parametrize("domain", DOMAINS)
def test_a_domain_has_one_reader_for_each_address(domain: str) -> None:
    for local in LOCALS:
        assert len(readers(f"{local}@{domain}")) <= 1
        assert len(readers(f"{local}@mail.{domain}")) <= 1


@pytest.mark.parametrize("domain", ORGANISATIONS)
def test_what_stripe_sends_in_the_name_of_others_is_read_as_stripes(domain: str) -> None:
    for local in STRIPES:
        assert readers(f"{local}@mail.{domain}") == ["senders.stripe.billing"]
