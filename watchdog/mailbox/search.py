"""Looks for a letter of ours in a mailbox, by its Message-ID."""

from collections.abc import Iterable

from watchdog.access_token import Credential
from watchdog.mailbox.connection import Line, open_line
from watchdog.mailbox.endpoint import Endpoint
from watchdog.mailbox.errors import MailboxProblem, ProblemKind

# Where a letter to ourselves may lie beside the folders that we read (RFC 6154); in the trash, too:
# who threw it away has had it.
_ARRIVALS = (b"\\All", b"\\Junk", b"\\Archive", b"\\Trash")
_SENT = (b"\\Sent", b"\\All")


def holds(
    endpoint: Endpoint,
    secret: Credential,
    folders: Iterable[str],
    message_id: str,
    *,
    as_sender: bool,
) -> bool:
    """Whether the letter lies in one of the folders, or in those that the server marks for it.

    `as_sender`: among what was sent, where some servers keep all that they take. Only for a
    `message_id` that we made. Raises MailboxProblem.
    """
    with open_line(endpoint, secret) as line:
        marked = _marked(line, _SENT if as_sender else _ARRIVALS)
        wanted = dict.fromkeys([*(() if as_sender else folders), *marked])
        return any(_is_in(line, folder, message_id) for folder in wanted)


def _marked(line: Line, marks: tuple[bytes, ...]) -> list[str]:
    listed = line.ask(lambda client: client.list_folders())
    return [name for flags, _, name in listed if any(mark in flags for mark in marks)]


def _is_in(line: Line, folder: str, message_id: str) -> bool:
    try:
        line.ask(lambda client: client.select_folder(folder, readonly=True), folder)
        found = line.ask(lambda client: client.search(["HEADER", "Message-ID", message_id]), folder)
    except MailboxProblem as problem:
        if problem.kind in (ProblemKind.CONFIGURATION, ProblemKind.PROTOCOL):
            return False  # a folder that cannot be opened holds nothing for us
        raise
    return bool(found)
