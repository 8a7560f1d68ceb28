"""Tries a mailbox without reading a mail: name, TLS, sign-in, folders, EXAMINE."""

import re
import socket
from collections.abc import Sequence

import msgspec
from msgspec.structs import replace

from watchdog.mailbox.errors import CLIENT_ERRORS, problem_of
from watchdog.mailbox.mailbox import (
    Credential,
    Endpoint,
    MailboxProblem,
    ProblemKind,
    open_mailbox,
)

_PATIENCE_SECONDS = 20.0  # somebody is waiting
_SPECIAL = {b"\\all", b"\\archive", b"\\junk"}
# As providers show an app password, in groups that are no part of it.
_IN_GROUPS = re.compile(r"[a-z]{4}(?:[ \u00a0][a-z]{4}){3}", re.IGNORECASE)
_NEVER = {b"\\junk", b"\\trash", b"\\drafts", b"\\sent"}


class Found(msgspec.Struct, frozen=True, kw_only=True):
    """The folders of a mailbox, those where no bill arrives last, and which to read.

    `marks` are the special uses (RFC 6154) that can stand for a name, lower case: "\\all".
    """

    folders: tuple[str, ...]
    marks: frozenset[str] = frozenset()
    suggested: tuple[str, ...]

    def has(self, name: str) -> bool:
        """Whether a folder can be read under that name or mark."""
        return name in self.folders or name.lower() in self.marks


def knock(host: str, port: int) -> None:
    """Whether anybody answers there; nothing is said to them. Raises MailboxProblem."""
    try:
        with socket.create_connection((host, port), timeout=_PATIENCE_SECONDS):
            pass
    except CLIENT_ERRORS as error:
        where = f"{host}:{port}"
        raise problem_of(error, where=where, host=host, port=port) from error


def look_into(endpoint: Endpoint, credential: Credential) -> Found:
    """Sign in and list the folders; raises MailboxProblem."""
    with open_mailbox(_impatient(endpoint), credential) as mailbox:
        return found_in(mailbox.marks())


def look_into_as_typed(endpoint: Endpoint, password: str) -> tuple[Found, str]:
    """The same with a password that somebody typed, and the one that was taken: as it was typed,
    else without the spaces of four groups of four letters.
    """
    try:
        return look_into(endpoint, password), password
    except MailboxProblem as problem:
        if problem.kind is not ProblemKind.SIGN_IN or not _IN_GROUPS.fullmatch(password):
            raise
        joined = "".join(password.split())
        try:
            return look_into(endpoint, joined), joined
        except MailboxProblem:
            raise problem from None


def found_in(marks: dict[str, frozenset[bytes]]) -> Found:
    """What a listing of folders with their marks (lower case) comes to."""
    ordered = sorted(marks, key=lambda name: bool(marks[name] & _NEVER))
    special = frozenset(mark.decode() for flags in marks.values() for mark in flags & _SPECIAL)
    return Found(folders=tuple(ordered), marks=special, suggested=_suggested(marks))


def count_mails(
    endpoint: Endpoint, credential: Credential, folders: Sequence[str]
) -> dict[str, int]:
    """Sign in and open each folder read-only: how many mails it holds; raises MailboxProblem."""
    with open_mailbox(_impatient(endpoint), credential) as mailbox:
        return {folder: mailbox.count(folder) for folder in folders}


def _impatient(endpoint: Endpoint) -> Endpoint:
    return replace(endpoint, timeout_seconds=min(endpoint.timeout_seconds, _PATIENCE_SECONDS))


def _suggested(marks: dict[str, frozenset[bytes]]) -> tuple[str, ...]:
    """The folder with everything in it (Gmail's, by its mark), else INBOX and the archive."""
    if any(b"\\all" in flags for flags in marks.values()):
        return ("\\All",)
    inbox = [name for name in marks if name.upper() == "INBOX"]
    archive = [name for name, flags in marks.items() if b"\\archive" in flags]
    return tuple(inbox + archive) or tuple(marks)[:1]
