"""Under which address SQLite opens a file that is there, and makes none where it is not."""

import os
from pathlib import Path
from typing import Literal
from urllib.parse import quote


def address_of(file: Path, mode: Literal["ro", "rw"]) -> str:
    """Its URI. Never mode rwc: a ledger that vanished is not quietly replaced by an empty one."""
    return f"file:{quote(os.fsencode(file.absolute()))}?mode={mode}"
