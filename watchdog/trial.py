"""Tries a mailbox without reading a mail: name, TLS, sign-in, folders, EXAMINE."""

from collections.abc import Sequence

import msgspec
from msgspec.structs import replace

from watchdog.mailbox import Credential, Endpoint, open_mailbox

_PATIENCE_SECONDS = 20.0  # somebody is waiting
_NEVER = {b"\\junk", b"\\trash", b"\\drafts", b"\\sent"}


class Found(msgspec.Struct, frozen=True, kw_only=True):
    """The folders of a mailbox, those where no bill arrives last, and which to read."""

    folders: tuple[str, ...]
    suggested: tuple[str, ...]


def look_into(endpoint: Endpoint, credential: Credential) -> Found:
    """Sign in and list the folders; raises MailboxProblem."""
    with open_mailbox(_impatient(endpoint), credential) as mailbox:
        marks = mailbox.marks()
    ordered = sorted(marks, key=lambda name: bool(marks[name] & _NEVER))
    return Found(folders=tuple(ordered), suggested=_suggested(marks))


def count_mails(
    endpoint: Endpoint, credential: Credential, folders: Sequence[str]
) -> dict[str, int]:
    """Sign in and open each folder read-only: how many mails it holds; raises MailboxProblem."""
    with open_mailbox(_impatient(endpoint), credential) as mailbox:
        return {folder: mailbox.count(folder) for folder in folders}


def _impatient(endpoint: Endpoint) -> Endpoint:
    return replace(endpoint, timeout_seconds=min(endpoint.timeout_seconds, _PATIENCE_SECONDS))


def _suggested(marks: dict[str, frozenset[bytes]]) -> tuple[str, ...]:
    """The folder with everything in it (Gmail's, in any language), else INBOX and the archive."""
    everything = [name for name, flags in marks.items() if b"\\all" in flags]
    if everything:
        return (everything[0],)
    inbox = [name for name in marks if name.upper() == "INBOX"]
    archive = [name for name, flags in marks.items() if b"\\archive" in flags]
    return tuple(inbox + archive) or tuple(marks)[:1]
