"""Evidence that adds up: a stranger who bills in a brand's name, in no way that a rule knows."""

import pytest
from msgspec.structs import replace

from parsers.outcome import OutcomeKind, Verdict
from tests.mailed import read_signed, signed
from watchdog.language import language_of, speaking
from watchdog.language.reasons import said_reason

_FAKE = signed(
    "a membership",
    "Streaming Desk <hello@quillford.example>",
    "Open payment",
    "Dear customer,\n9.99 EUR for Spotify Premium are open since Monday. Settle it here"
    " within 24 hours:\nhttps://quillford.example/go/71\n\nSpotify Team, © Spotify AB\n",
)


def test_signs_that_are_weak_alone_add_up() -> None:
    """Another's domain, the brand in the letter and below it, a link, and nobody's own name."""
    outcome = read_signed(_FAKE)
    assert outcome.trust.verdict is Verdict.SUSPICIOUS
    assert outcome.trust.reasons[0] == "it speaks for Spotify but was sent from quillford.example"
    assert outcome.outcome is OutcomeKind.REVIEW
    assert [one.merchant for one in outcome.events] == ["spotify"]


def test_a_sign_less_is_not_enough() -> None:
    """Whoever says his own name in the letter, and is called so, bills for what he resells."""
    text = (
        "Hello Pat,\nyour Quillford bundle renews today: fibre and Netflix, 49.00 EUR.\n"
        "https://quillford.example/bill/71\n\nQuillford Fibre Ltd\n"
    )
    mail = signed("a bundle", "Quillford <bills@quillford.example>", "Your bundle", text)
    assert read_signed(mail).trust.verdict is Verdict.VERIFIED


def test_of_whom_we_have_met_more_is_asked() -> None:
    """Fewer signs that a stranger is called by are not enough then."""
    calm = replace(_FAKE, text=_FAKE.text.replace(" within 24 hours", ""))
    text = calm.text.removeprefix("Dear customer,\n").partition("\n\n")[0]
    calm = replace(calm, subject="For this month", text=text)
    assert read_signed(calm).trust.verdict is Verdict.SUSPICIOUS
    assert read_signed(calm, "quillford.example").trust.verdict is Verdict.VERIFIED


@pytest.mark.parametrize("language", ["de", "es", "fr"])
def test_what_weighs_most_is_told_in_the_users_language(language: str) -> None:
    reasons = read_signed(_FAKE).trust.reasons
    assert len(reasons) > 1
    with speaking(language_of(language, {})):
        assert all(said_reason(one) != one for one in reasons)


def test_what_one_mail_weighs_is_no_other_mails() -> None:
    """The weight of the last mail is kept, not that of any."""
    assert read_signed(_FAKE).trust.verdict is Verdict.SUSPICIOUS
    plain = signed("a note", "Quill Ford <hello@quillford.example>", "Hello", "See you at nine.\n")
    assert read_signed(plain).trust.verdict is Verdict.VERIFIED
    assert read_signed(_FAKE).trust.verdict is Verdict.SUSPICIOUS
