"""Who really sent it: forged, borrowed and genuine senders."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

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


OUTLOOK = (
    "spf=pass (sender IP is 192.0.2.7) smtp.mailfrom=netflix.com; dkim=pass (signature verified)"
    " header.d=netflix.com;dmarc=pass action=none header.from=netflix.com;compauth=pass reason=100"
)


@pytest.mark.parametrize(
    ("servers", "headers", "verdict"),
    [
        # Microsoft names no server: its own hop has to have written the mail down.
        (
            ("protection.outlook.com",),
            {
                "authentication-results": (OUTLOOK,),
                "received": ("from a by B.eurprd02.prod.outlook.com with HTTPS",),
            },
            Verdict.VERIFIED,
        ),
        (
            ("protection.outlook.com",),
            {"authentication-results": (OUTLOOK,), "received": ("from a by mx.attacker.example",)},
            Verdict.UNKNOWN,
        ),
        (("mx.google.com",), {"authentication-results": (OUTLOOK,)}, Verdict.UNKNOWN),
        # A provider with many hosts.
        (
            ("messagingengine.com",),
            {
                "authentication-results": (
                    "mx4.messagingengine.com; dkim=pass header.d=netflix.com",
                )
            },
            Verdict.VERIFIED,
        ),
        (
            ("messagingengine.com",),
            {
                "authentication-results": (
                    "evilmessagingengine.com; dkim=pass header.d=netflix.com",
                )
            },
            Verdict.UNKNOWN,
        ),
        # A comment that nests, one that is never closed, a result within quotes.
        (
            ("mx.example.org",),
            {"authentication-results": ("mx.example.org (a (b; dkim=pass) c); dmarc=none",)},
            Verdict.UNKNOWN,
        ),
        (
            ("mx.example.org",),
            {"authentication-results": ("mx.example.org; ( dkim=pass header.d=netflix.com",)},
            Verdict.UNKNOWN,
        ),
        (
            ("mx.example.org",),
            {
                "authentication-results": (
                    'mx.example.org; dkim=fail reason="(x); dkim=pass header.d=netflix.com"',
                )
            },
            Verdict.UNKNOWN,
        ),
        # Two domains in one result: the author's is only one of them.
        (
            ("mx.example.org",),
            {
                "authentication-results": (
                    "mx.example.org; dkim=pass header.d=netflix.com header.i=@attacker.example",
                )
            },
            Verdict.UNKNOWN,
        ),
    ],
)
def test_reads_what_providers_write(
    servers: tuple[str, ...], headers: dict[str, tuple[str, ...]], verdict: Verdict
) -> None:
    message = replace(_message(name="Netflix", address="info@netflix.com"), headers=headers)
    known = replace(KNOWN, trusted_servers=servers)
    assert judge_sender(message, "", known).verdict == verdict


SEALED = {
    "authentication-results": ("mx.example.org; arc=pass; dmarc=fail header.from=netflix.com",),
    "arc-seal": (
        "i=2; a=rsa-sha256; cv=pass; d=forward.example; s=k; b=x",
        "i=1; a=rsa-sha256; cv=none; d=somebody.example; s=k; b=x",
    ),
    "arc-authentication-results": (
        "i=2; mx.forward.example; dkim=pass header.d=netflix.com",
        "i=1; mx.somebody.example; dkim=pass header.d=netflix.com",
    ),
}


@pytest.mark.parametrize(
    ("forwarders", "results", "verdict"),
    [
        ((), SEALED["authentication-results"][0], Verdict.FAILED),
        (("forward.example",), SEALED["authentication-results"][0], Verdict.VERIFIED),
        (("somebody.example",), SEALED["authentication-results"][0], Verdict.FAILED),
        (
            ("forward.example",),
            "mx.example.org; arc=fail; dmarc=fail header.from=netflix.com",
            Verdict.FAILED,
        ),
        (("forward.example",), "mx.attacker.example; arc=pass", Verdict.UNKNOWN),
    ],
)
def test_a_forwarder_is_believed_if_the_user_names_it(
    forwarders: tuple[str, ...], results: str, verdict: Verdict
) -> None:
    headers = SEALED | {"authentication-results": (results,)}
    message = replace(_message(name="Netflix", address="info@netflix.com"), headers=headers)
    known = replace(KNOWN, trusted_forwarders=forwarders)
    assert judge_sender(message, "", known).verdict == verdict


def test_a_mail_with_two_subjects_proves_nothing() -> None:
    """A signature covers the last of two headers, and people see the first."""
    message = _message(name="Netflix", address="info@netflix.com", results=(PASS,))
    message = replace(message, defects=("two Subject headers",))
    assert judge_sender(message, "", KNOWN).verdict is Verdict.UNKNOWN


@given(value=st.text(max_size=300), forged=st.sampled_from(["", PASS]))
def test_nothing_that_is_written_into_a_mail_makes_it_verified(value: str, forged: str) -> None:
    """The user's own server comes first and found nothing; whatever follows is the sender's."""
    results = ("mx.example.org; dmarc=none; dkim=none", value, forged)
    message = _message(name="Netflix", address="info@netflix.com", results=results)
    assert judge_sender(message, value, KNOWN).verdict is not Verdict.VERIFIED


@given(
    value=st.text(alphabet=st.sampled_from(list('dkimarcps=;:()\\"/. netflix.com')), max_size=200)
)
def test_any_header_can_be_read(value: str) -> None:
    message = _message(address="info@netflix.com", results=(f"mx.example.org; {value}",))
    assert judge_sender(message, "", KNOWN).verdict in set(Verdict)


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


SENT_ON = (
    "mx.example.org; spf=pass smtp.mailfrom=relay.pats-studio.example; "
    "dkim=fail header.d={domain}; dmarc=fail (p=NONE) header.from={domain}"
)


@pytest.mark.parametrize(
    ("domain", "to", "verdict"),
    [
        ("tinyhost.example", "Pat <info@pats-studio.example>", Verdict.UNKNOWN),
        ("tinyhost.example", "Pat <pat@example.org>", Verdict.FAILED),
        ("netflix.com", "Pat <info@pats-studio.example>", Verdict.FAILED),
    ],
    ids=["its own house sent it on", "nobody that it is addressed to", "a brand that is imitated"],
)
def test_whoever_it_is_addressed_to_may_have_broken_its_signature(
    domain: str, to: str, verdict: Verdict
) -> None:
    results = SENT_ON.format(domain=domain)
    mail = _message(address=f"desk@{domain}", results=(results,))
    mail = replace(mail, headers={**mail.headers, "to": (to,)})
    assert judge_sender(mail, "", KNOWN).verdict is verdict
