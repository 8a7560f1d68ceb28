"""Under which address SQLite opens a file that is there, and makes none where it is not."""

import os
from pathlib import Path
from typing import Literal
from urllib.parse import quote


def address_of(file: Path, mode: Literal["ro", "rw"]) -> str:
    """Its URI. Never mode rwc: a ledger that vanished is not quietly replaced by an empty one."""
    still = "&immutable=1" if mode == "ro" and _is_still(file) else ""
    return f"file:{quote(os.fsencode(file.absolute()))}?mode={mode}{still}"


def _is_still(file: Path) -> bool:
    """Whether nobody writes to it: its folder cannot be written, and nobody who could has it open.

    Else SQLite wants a place beside it for what readers and writers tell each other.
    """
    if os.access(file.parent, os.W_OK):
        return False
    return not any(file.with_name(file.name + end).exists() for end in ("-wal", "-shm"))
