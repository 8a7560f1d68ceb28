"""Who really sent it: forged, borrowed and genuine senders."""

import pytest

from parsers.merchants import Known
from parsers.message import Message
from parsers.outcome import Verdict
from parsers.trust import judge_sender

KNOWN = Known(
    brands={
        "norton": frozenset({"norton.com", "nortonlifelock.com"}),
        "paypal": frozenset({"paypal.com", "paypal.de"}),
        "netflix": frozenset({"netflix.com"}),
    },
    trusted_servers=("mx.example.org",),
)


def _message(
    *, name: str = "", address: str, subject: str = "Your receipt", results: tuple[str, ...] = ()
) -> Message:
    return Message(
        fingerprint="f",
        message_id="<m@example.org>",
        from_name=name,
        from_address=address,
        subject=subject,
        sent_at=None,
        received_at=None,
        text="",
        html="",
        headers={"authentication-results": results} if results else {},
    )


PASS = "mx.example.org; dkim=pass header.d=netflix.com; dmarc=pass header.from=netflix.com"


@pytest.mark.parametrize(
    ("results", "verdict"),
    [
        ((PASS,), Verdict.VERIFIED),
        (("MX.example.org; dmarc=pass (p=REJECT) header.from=netflix.com",), Verdict.VERIFIED),
        (("mx.example.org; dkim=pass header.i=@netflix.com",), Verdict.VERIFIED),
        ((), Verdict.UNKNOWN),
        (("mx.attacker.example; dmarc=pass header.from=netflix.com",), Verdict.UNKNOWN),
        (("mx.attacker.example; dmarc=none", PASS), Verdict.UNKNOWN),
        (("mx.example.org; dkim=pass header.d=attacker.example",), Verdict.UNKNOWN),
        (("mx.example.org; spf=pass smtp.mailfrom=netflix.com",), Verdict.UNKNOWN),
        (("mx.example.org; notdkim=pass header.d=netflix.com",), Verdict.UNKNOWN),
        (("mx.example.org; (dmarc=pass header.from=netflix.com) dmarc=none",), Verdict.UNKNOWN),
        (("mx.example.org; dmarc=fail header.from=netflix.com",), Verdict.FAILED),
        (("",), Verdict.UNKNOWN),
        ((";;;===",), Verdict.UNKNOWN),
    ],
)
def test_only_the_users_own_server_is_believed(results: tuple[str, ...], verdict: Verdict) -> None:
    message = _message(name="Netflix", address="info@account.netflix.com", results=results)
    assert judge_sender(message, "", KNOWN).verdict == verdict


def test_an_address_in_the_name_must_be_the_senders_own() -> None:
    forged = _message(name="service@paypal.com", address="x@attacker.example")
    own = _message(name="bills@mail.shop.example", address="bills@shop.example")
    assert judge_sender(forged, "", Known()).verdict is Verdict.FAILED
    assert judge_sender(own, "", Known()).verdict is Verdict.UNKNOWN


CALL = "If you did not authorize this, call our support team at +1 (888) 555-0134 to cancel."


@pytest.mark.parametrize(
    ("message", "body"),
    [
        (_message(name="Norton Billing", address="dept-8812@gmail.com"), CALL),
        (_message(name="Norton Security", address="billing@invoice-desk.example"), ""),
        (_message(name="J. Doe", address="j-d@gmail.com", subject="Norton 360 renewed"), CALL),
        (
            _message(name="Accounts", address="-accounts-@outlook.com"),
            f"Invoice for Norton. {CALL}",
        ),
        (_message(name="PayPal", address="service@paypal.com.attacker.example"), ""),
        (_message(name="Accounts", address="the-accounts@yahoo.com"), CALL),
        (_message(name="Netflix", address="invoice+statements+acct_1@attacker.example"), ""),
    ],
)
def test_fakes_are_suspicious_and_say_why(message: Message, body: str) -> None:
    trust = judge_sender(message, body, KNOWN)
    assert trust.verdict is Verdict.SUSPICIOUS
    assert trust.reasons
    assert "555" not in " ".join(trust.reasons)


@pytest.mark.parametrize(
    ("message", "body"),
    [
        (_message(name="Norton", address="no-reply@norton.com"), "Call 800 555 0134 to cancel"),
        (_message(name="PayPal", address="service@intl.paypal.com"), ""),
        (_message(name="Netflix", address="invoice+statements+acct_1@stripe.com"), ""),
        (_message(name="Aunt May", address="aunt-may@gmail.com"), "Call me on 212 555 0134!"),
        (_message(name="Corner Shop", address="hello@shop.example"), CALL),
        (
            _message(name="Reader", address="the-reader@gmail.com", subject="Lunch?"),
            "My paypal is fine.",
        ),
    ],
)
def test_genuine_mail_is_left_alone(message: Message, body: str) -> None:
    assert judge_sender(message, body, KNOWN).verdict is Verdict.UNKNOWN
