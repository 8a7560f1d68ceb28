"""Mail that lies in a mailbox of its own, without a server to fetch it from."""

import sqlite3
from collections.abc import Mapping
from contextlib import closing
from datetime import UTC, date, datetime, time
from email.message import EmailMessage
from email.utils import format_datetime
from pathlib import Path

from tests.rigs.door import Door


def letter(
    day: date, subject: str, text: str, sender: str = "Inkfold <hello@inkfold.example>"
) -> bytes:
    """A plain mail of a day."""
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = sender, "pat@example.org", subject
    mail["Date"] = format_datetime(datetime.combine(day, time(10), tzinfo=UTC))
    mail.set_content(text)
    return mail.as_bytes()


def put(door: Door, folder: Path, box: str | None, mails: Mapping[str, bytes]) -> None:
    """Read some mails, each with a name of its own, as if they had been fetched from a mailbox;
    None: as what they are, imported.
    """
    folder.mkdir(exist_ok=True)
    for name, raw in mails.items():
        mail = f"Message-ID: <{name}@inkfold.example>\n".encode() + raw
        (folder / f"{box}-{name}.eml").write_bytes(mail)
        ended = door("import", folder / f"{box}-{name}.eml")
        assert ended.code == 0, ended.err
    if box is not None:
        locate(door, box)


def locate(door: Door, box: str, *, anew: bool = False) -> None:
    """Let all mails that lie nowhere yet lie in a mailbox, since they were read.

    `anew`: let all mails lie there as well, found there a day later.
    """
    later = "9999-01-01T00:00:00.000000+00:00"
    with closing(sqlite3.connect(door.home / "ledger.sqlite3")) as ledger, ledger:
        ledger.execute(
            "INSERT INTO locations (account, folder, uidvalidity, uid, message_id, seen_at)"
            " SELECT ?, 'INBOX', 1, id, id, coalesce(?, recorded_at) FROM messages"
            " WHERE ? OR id NOT IN (SELECT message_id FROM locations)",
            (box, later if anew else None, anew),
        )
