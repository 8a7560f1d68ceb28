"""Whole trips: raw mails of a story, and what the report has to say on a day."""

import tomllib
from collections.abc import Iterator
from datetime import UTC, date, datetime, time
from email.message import EmailMessage
from email.utils import format_datetime
from pathlib import Path
from typing import Any

import msgspec

from watchdog.demo.letter import long_date
from watchdog.timeline.cadence import step

FOLDER = Path(__file__).parent.parent / "fixtures" / "trips"
_ABROAD = {
    "de": "%d.%m.%Y",  # as Polish and the Nordic languages write it, too
    "nl": "%d-%m-%Y",
    "fr": "%d/%m/%Y",  # as Italian, Spanish and Portuguese
    "iso": "%Y-%m-%d",
    "ja": "%Y年%m月%d日",
}


class Trip(msgspec.Struct, frozen=True, kw_only=True):
    """`mails` are entries of the file, `letters` the texts that they fill in; `finds` the kinds
    of findings by the day of the report.
    """

    name: str
    says: str
    mails: tuple[dict[str, Any], ...]
    finds: dict[str, list[str]]
    letters: dict[str, dict[str, str]]


def trips() -> list[Trip]:
    """Every trip of the folder, in the order told."""
    found: list[Trip] = []
    for path in sorted(FOLDER.glob("*.toml")):
        told = tomllib.loads(path.read_text("utf-8"))
        letters = told.get("letters", {})
        found += [
            Trip(
                name=f"{path.stem}-{number}",
                says=one["says"],
                mails=tuple(one["mails"]),
                finds=one["finds"],
                letters=letters,
            )
            for number, one in enumerate(told["trips"], start=1)
        ]
    return found


def raw_mails(trip: Trip) -> Iterator[bytes]:
    """The mails of a trip as a server hands them out."""
    count = 0
    for entry in trip.mails:
        text = trip.letters[entry["letter"]] if "letter" in entry else entry
        cadence = entry.get("every", "P1M")
        for number in range(entry.get("times", 1)):
            count += 1
            on, due = (step(entry["on"], cadence, n) for n in (number, number + 1))
            words = {"ref": f"{count + 40}{on:%j}", "on": on, "next": due} | {
                key: value for key, value in entry.items() if key not in ("on", "body", "letter")
            }
            yield _written(text, _filled(words), entry.get("sent", on), entry, count)


def _filled(words: dict[str, Any]) -> dict[str, str]:
    days = {key: value for key, value in words.items() if isinstance(value, date)}
    abroad = {
        f"{key}_{name}": format(day, shape)
        for key, day in days.items()
        for name, shape in _ABROAD.items()
    }
    return (
        {key: str(value) for key, value in words.items()}
        | abroad
        | {key: long_date(day) for key, day in days.items()}
    )


def _written(
    text: dict[str, str], words: dict[str, str], sent: date, entry: dict[str, Any], count: int
) -> bytes:
    zone = datetime.strptime(entry.get("zone", "+0000"), "%z").tzinfo or UTC
    clock = time.fromisoformat(entry.get("at", "09:30"))
    mail = EmailMessage()
    mail["From"] = text["from"]
    mail["To"] = "Pat Example <pat@example.org>"
    mail["Subject"] = text["subject"].format(**words)
    mail["Date"] = format_datetime(datetime.combine(sent, clock, tzinfo=zone))
    mail["Message-ID"] = f"<{count}.{sent:%Y%m%d}@{text['from'].rpartition('@')[2].rstrip('>')}>"
    body = text["body"].format(**words)
    if body.lstrip().startswith("<"):
        mail.set_content(f"<html><body>{body}</body></html>", subtype="html")
    else:
        mail.set_content(body)
    return mail.as_bytes()
