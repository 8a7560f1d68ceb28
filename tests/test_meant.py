"""Names that are meant and not spelled, and words that only look like one."""

from datetime import UTC, datetime
from time import perf_counter

import pytest
from msgspec.structs import replace

from parsers.fakes.meant import as_meant
from parsers.message import Message, read_message
from tests.mailed import receipt
from watchdog.catalog import load_catalog
from watchdog.setting import known_to

_KNOWN = known_to(load_catalog())


def _meant(text: str) -> tuple[str, str, str]:
    """The name, the subject and the text of a mail that has one text for all three."""
    mail = read_message(receipt(text=text).raw(), received_at=datetime(2026, 6, 1, tzinfo=UTC))
    assert isinstance(mail, Message)
    found, body = as_meant(replace(mail, subject=text, from_name=text), text, _KNOWN)
    return found.from_name, found.subject, body


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("Your Net-flix plan", "Your Netflix plan"),
        ("Your Net flix plan", "Your Netflix plan"),
        ("NET FLIX ended", "Netflix ended"),
        ("Your Spo.tify plan", "Your Spotify plan"),
        ("Your Nor-ton plan", "Your Norton plan"),
        ("Your Netfllix plan", "Your Netflix plan"),
        ("Your Nettflix plan,", "Your Netflix plan,"),
        ("Your Appple bill", "Your Apple bill"),
        ("Your Netf1ix plan", "Your Netflix plan"),
        ("Your Netf11x plan", "Your Netflix plan"),
        ("Your Micro$oft seat", "Your Microsoft seat"),
        ("Your P@yPal account", "Your PayPal account"),
        ("Your Netfl*x plan", "Your Netflix plan"),
        ("Your _Netflix_ plan", "Your Netflix plan"),
        ("Your Netf\u200blix plan", "Your Netflix plan"),
        ("Your Net\ufe0fflix plan", "Your Netflix plan"),
        ("Your NetflixAccount ends", "Your netflix account ends"),
        ("(MyNetflix) ends", "(my netflix) ends"),
    ],
)
def test_is_meant(text: str, meant: str) -> None:
    assert _meant(text) == (meant, meant, meant)


@pytest.mark.parametrize(
    "text",
    [
        "Your Netflix and Norton 360 plans",
        "A drop box for the keys, a head space, we linked in June",
        "The app le Nord, no tion, an apple",
        "Applied for by a courier and a coursier, patrons of PayPay",
        "An inaudible YouTuber, Disneys Filme, Disneyland, githubusercontent",
        "Amazone, Amazonas, Hullu, canvas, cloud",
        "B0B-77 1T $5 N360 abc-def x_y __init__",
        "Оплата за Нетфликс, Netflixin",
        "",
    ],
)
def test_is_as_written(text: str) -> None:
    assert _meant(text) == (text, text, text)


def test_what_stands_far_down_is_as_written() -> None:
    text = f"{'word ' * 200}Net-flix"
    assert _meant(text)[2] == text


@pytest.mark.parametrize("piece", ["Net-", "a_", "@$!", "Net flix ", "\ufe0f", "лN", "1l", "aa"])
def test_hostile_text_takes_no_time(piece: str) -> None:
    start = perf_counter()
    _meant(piece * 50_000)
    assert perf_counter() - start < 1
