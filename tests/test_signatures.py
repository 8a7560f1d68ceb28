"""Signatures checked here: what holds, what only looks so, and that a verdict is kept as it was."""

from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path

import dkim
import pytest

from parsers.arrival import Arrival, Verdict
from parsers.merchants import Known
from parsers.message import Message, read_message
from parsers.outcome import OutcomeKind
from parsers.trust import judge_sender
from tests.rigs import signing
from tests.rigs.signing import Pair, name_server, new_pair
from watchdog import scan
from watchdog.archive.archive import ArchivedMail
from watchdog.config.accounts import Account
from watchdog.config.tables import SecretSource
from watchdog.importing import Sieve, import_mail
from watchdog.ledger import open_ledger
from watchdog.reading import ReadMail, read_here
from watchdog.signatures import Keys, dns_keys, signature_check

NOW = datetime.now(UTC)  # the library reads the clock itself
VERIFIED = Arrival(verdict=Verdict.VERIFIED, signed_by="tunely.example")
MAIL = (
    b"From: Tunely <billing@tunely.example>\r\nTo: pat@example.org\r\nSubject: Your receipt\r\n"
    b"Date: " + format_datetime(NOW).encode() + b"\r\nMessage-ID: <1@tunely.example>\r\n\r\n"
    b"Thank you for your payment.\r\nReceipt number: TN-1\r\nTotal charged: $9.99 USD\r\n"
)


@pytest.fixture(scope="module")
def pair() -> Pair:
    """A private key, and the record that DNS would have of it."""
    return new_pair()


def signed(pair: Pair, mail: bytes = MAIL, **said: object) -> bytes:
    return signing.signed(pair, mail, **said)


def keys(pair: Pair) -> Keys:
    known = {b"s1._domainkey.tunely.example": pair[1], b"s1._domainkey.evil.example": pair[1]}
    return known.get


def look(pair: Pair, raw: bytes, at: datetime | None = NOW) -> Arrival | None:
    return signature_check(NOW, keys=keys(pair))(raw, at)


def test_a_whole_signature_of_the_authors_own_domain_holds(pair: Pair) -> None:
    assert look(pair, signed(pair)) == VERIFIED
    assert look(pair, signed(pair).replace(b"\r\n", b"\n")) == VERIFIED


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b"$9.99", b"$0.99"),
        (b"Subject: Your receipt", b"Subject: Your invoice"),
        (b"From: Tunely", b"From: Netflix"),
        (b"From: Tunely", b"Subject: Pay now\r\nFrom: Tunely"),
        (b"Subject: Your", b"Subject: Pay now\r\nSubject: Your"),
        (b"From: Tunely", b"From: x@evil.example\r\nFrom: Tunely"),
        (b"To: pat", b"To: sam@example.org\r\nTo: pat"),
        (b"From: Tunely", b"Content-Type: text/html\r\nFrom: Tunely"),  # it was not signed
        (b"<billing@tunely.example>", b"<billing@tunely.example>, <x@evil.example>"),
        (b"a=rsa-sha256", b"a=rsa-sha1"),
        (b"d=tunely.example", b"d=evil.example"),
        (b"s=s1", b"s=other"),
    ],
)
def test_what_was_changed_after_signing_proves_nothing(pair: Pair, old: bytes, new: bytes) -> None:
    raw = signed(pair)
    assert old in raw
    assert look(pair, raw.replace(old, new, 1)) is None


def test_a_part_of_the_body_is_no_signature(pair: Pair) -> None:
    raw = signed(pair, length=True)
    assert dkim.verify(raw + b"<b>more</b>", dnsfunc=lambda name, **_: keys(pair)(name[:-1]))
    assert look(pair, raw) is None


def test_a_strangers_signature_speaks_for_the_stranger(pair: Pair) -> None:
    assert look(pair, signed(pair, domain=b"evil.example")) is None
    both = signed(pair, signed(pair), domain=b"evil.example")
    assert look(pair, both) == VERIFIED


def test_old_mail_and_mail_of_an_unknown_day_is_not_asked_about(pair: Pair) -> None:
    def never(name: bytes) -> bytes | None:
        raise AssertionError(f"asked for {name!r}")

    check = signature_check(NOW, keys=never)
    assert check(signed(pair), NOW - timedelta(days=8)) is None
    assert check(signed(pair), None) is None
    assert check(MAIL, NOW) is None
    assert check(b"", NOW) is None


@pytest.mark.parametrize("record", [None, b"", b"v=DKIM1; p=", b"\xff\x00", b"v=DKIM1; p=AAAA"])
def test_a_key_that_is_not_there_is_no_failure(pair: Pair, record: bytes | None) -> None:
    assert signature_check(NOW, keys=lambda _: record)(signed(pair), NOW) is None


# -- a real name server ----------------------------------------------------------------------------


def test_keys_come_from_a_name_server(pair: Pair) -> None:
    with name_server(pair) as server:
        ask = dns_keys(server)
        assert ask(b"s1._domainkey.tunely.example") == pair[1]
        assert ask(b"s2._domainkey.tunely.example") is None
        assert ask(b"a b\x00.example") is None


def test_an_account_that_wants_it_has_signatures_checked(
    pair: Pair, monkeypatch: pytest.MonkeyPatch
) -> None:
    ask = keys(pair)
    monkeypatch.setattr("watchdog.signatures.dns_keys", lambda: ask)
    secret = SecretSource(env="X")
    account = Account(
        name="home", host="mail.example", user="pat", password=secret, check_signatures=True
    )

    heard: list[Arrival | None] = []

    def read(raw: bytes, at: datetime | None, arrived: Arrival | None = None, /) -> ReadMail:
        heard.append(arrived)
        return read_here(raw, at, Known(), arrived)

    looked = scan.looked_at(read, account, NOW)
    assert looked(signed(pair), NOW).outcome.trust.verdict is Verdict.VERIFIED
    assert looked(MAIL, NOW).outcome.trust.verdict is Verdict.UNKNOWN
    assert heard == [VERIFIED, None]


# -- fixed once ------------------------------------------------------------------------------------


def test_what_was_found_on_arrival_survives_every_later_reading(tmp_path: Path) -> None:
    known = Known(trusted_servers=("mx.example.org",))
    with open_ledger(tmp_path / "ledger.db") as ledger:
        mail = ArchivedMail(raw=MAIL, received_at=NOW, where="x")
        steps = import_mail(
            [mail],
            ledger,
            sieve=Sieve(wanted=None, is_own=lambda _: False, known=()),
            read=lambda raw, at, _=None, /: read_here(raw, at, Known(), VERIFIED),
            now=NOW,
            hands=1,
        )
        assert [step.kept for step in steps] == [1]
        again = ledger.reread(lambda raw, at, arrived: read_here(raw, at, known, arrived).outcome)
        assert again.changed == 0
        (kept,) = ledger.mails()
    assert kept.trust.verdict is Verdict.VERIFIED
    assert kept.outcome is OutcomeKind.PARSED
    assert kept.arrived == VERIFIED


def test_mail_that_nobody_checked_is_not_believed_later_for_a_header_in_it() -> None:
    forged = b"Authentication-Results: mx.example.org; dmarc=pass header.from=tunely.example\r\n"
    first = read_here(forged + MAIL, NOW, Known()).outcome
    assert first.arrived is not None
    known = Known(trusted_servers=("mx.example.org",))
    later = read_here(forged + MAIL, NOW, known, first.arrived).outcome
    assert later.trust.verdict is Verdict.UNKNOWN


# -- sent on ---------------------------------------------------------------------------------------

RESULTS = "mx.example.org; dkim=pass header.d=tunely.example; spf={spf} smtp.mailfrom={envelope}"


@pytest.mark.parametrize(
    ("to", "spf", "envelope", "verdict"),
    [
        ("pat@example.org", "fail", "relay.example", Verdict.VERIFIED),
        ("sam@tenant.example", "pass", "relay.example", Verdict.UNKNOWN),
        ("sam@tenant.example", "fail", "tunely.example", Verdict.UNKNOWN),
        ("sam@tenant.example", "pass", "bounce.tunely.example", Verdict.VERIFIED),
    ],
)
@pytest.mark.parametrize("own", [frozenset({"pat@example.org"}), frozenset[str]()])
def test_a_genuine_mail_that_is_sent_to_others_again_is_not_verified(
    to: str, spf: str, envelope: str, verdict: Verdict, own: frozenset[str]
) -> None:
    results = RESULTS.format(spf=spf, envelope=envelope)
    head = f"Delivered-To: pat@example.org\r\nAuthentication-Results: {results}\r\n".encode()
    message = read_message(head + MAIL.replace(b"pat@example.org", to.encode()))
    assert isinstance(message, Message)
    known = Known(trusted_servers=("mx.example.org",), own_addresses=own)
    assert judge_sender(message, message.text, known).verdict is verdict
