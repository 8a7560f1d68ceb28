"""Functions that take any bytes and must not raise: each checks what has to hold of its answer."""

import re
from collections.abc import Callable
from datetime import UTC, date, datetime
from functools import cache

from imapclient.response_parser import parse_fetch_response

from parsers.dates import find_dates, find_periods
from parsers.fakes.authentication import believed, read_results
from parsers.fakes.calls import as_read, names_a_number, wants_a_call, wants_the_screen
from parsers.locale.locales import guess_locale
from parsers.markup.linear import read_html
from parsers.merchants import Known
from parsers.outcome import OutcomeKind, Verdict
from parsers.text.masking import masked
from parsers.values.found_money import find_amounts
from watchdog.catalog import load_catalog
from watchdog.mailbox.errors import CLIENT_ERRORS, problem_of
from watchdog.pipeline import read_mail
from watchdog.setting import known_to
from watchdog.signatures import signature_check
from watchdog.text import safe, unlinked

NOW = datetime(2026, 11, 23, tzinfo=UTC)
_HINTS = tuple(
    guess_locale(text="", html_language=tag, sender_domain="")
    for tag in ("en-US", "de-DE", "fr-FR", "ja-JP", "ar")
)

_BLANKS = {0xA0: " ", 0x202F: " "}  # spaces at which no line ends


@cache
def _known() -> Known:
    return known_to(load_catalog(), trusted_servers=("mx.example.org",))


def _text(content: bytes) -> str:
    return content.decode("utf-8", "surrogateescape")


def mime(content: bytes) -> None:
    """Any bytes are a mail with an outcome; noise is nobody's bill, and nobody is believed."""
    outcome = read_mail(content, received_at=NOW, known=_known()).outcome
    claims = b"mx.example.org" in content.lower()
    assert claims or outcome.trust.verdict is not Verdict.VERIFIED
    if outcome.outcome is OutcomeKind.PARSED:
        assert outcome.events


def results(content: bytes) -> None:
    """Any header is read; none but our own server's is believed."""
    value = _text(content)
    found = read_results(value)
    assert found.server == found.server.lower()
    headers: dict[str, tuple[str, ...]] = {
        "authentication-results": (value,),
        "arc-seal": (value,),
        "received": (value,),
    }
    told = believed(headers, ("mx.example.org",), ("forward.example",))
    assert told is None or "mx.example.org" in value.lower()


def amounts(content: bytes) -> None:
    """Amounts stand where they are said to stand, and are finite."""
    text = _text(content)
    for hint in _HINTS:
        for found in find_amounts(text, hint):
            assert 0 <= found.start < found.end <= len(text)
            assert found.money is None or found.money.amount.is_finite()


def dates(content: bytes) -> None:
    """Days and periods are days of a calendar."""
    text = _text(content)
    for hint in _HINTS:
        for found in find_dates(text, hint=hint, near=date(2026, 11, 23)):
            assert all(isinstance(day, date) for day in found.candidates)
        tuple(find_periods(text, hint=hint, near=date(2026, 11, 23)))


def html(content: bytes) -> None:
    """Any HTML is blocks of text."""
    for block in read_html(_text(content)).blocks:
        assert "\n" not in block.text


def claims(content: bytes) -> None:
    """What a mail wants is judged whatever it is made of; what is shown is plain."""
    text = _text(content)
    for judged in (wants_a_call, names_a_number, wants_the_screen):
        assert judged(text) in (True, False)
    assert as_read(as_read(text)) is not None
    assert masked(text) == masked(masked(text))
    assert safe(text).translate(_BLANKS).isprintable()
    assert not re.search(r"\w://\w", unlinked(text))


def imap(content: bytes) -> None:
    """Any answer of a server is understood, or told in one line."""
    try:
        parse_fetch_response([content], uid_is_key=True)
    except CLIENT_ERRORS as error:
        told = str(problem_of(error, where="home", host="mail.example", port=993))
        assert told
        assert "\n" not in told


def signature(content: bytes) -> None:
    """No bytes are a signature for which there is no key."""
    assert signature_check(NOW, keys=lambda _: content[:300])(content, NOW) is None


TARGETS: dict[str, Callable[[bytes], None]] = {
    one.__name__: one for one in (mime, results, amounts, dates, html, claims, imap, signature)
}
