"""Writes watchdog/ledger/new.sql, the tables of a new ledger: `python -m tools.new_ledger`.

They are what all migrations make of an empty file; a test compares both.
"""

import sqlite3
import tempfile
from contextlib import closing
from pathlib import Path

import watchdog.ledger.schema
from watchdog.ledger.engine import file_engine
from watchdog.ledger.version import APPLICATION_ID, SCHEMA

FILE = Path(watchdog.ledger.schema.__file__).with_name("new.sql")
_HEAD = "-- What the migrations make of an empty file, written by tools/new_ledger.py.\n"


def main() -> None:
    """Write the file anew."""
    with tempfile.TemporaryDirectory() as folder:
        FILE.write_text(written(Path(folder)), encoding="utf-8")


def written(folder: Path) -> str:
    """The SQL of a new ledger, by way of a file in a folder that is empty."""
    path = folder / "ledger.sqlite3"
    path.touch()
    engine = file_engine(path, read_only=False, busy_timeout=10)
    watchdog.ledger.schema.create_tables(engine)
    engine.dispose()
    marks = f"PRAGMA application_id = {APPLICATION_ID};\nPRAGMA user_version = {SCHEMA};\n"
    return f"{_HEAD}{dumped(path)}{marks}"


def dumped(path: Path) -> str:
    """Everything in a ledger file, as SQL; whoever runs it begins and ends the transaction."""
    with closing(sqlite3.connect(path)) as connection:
        _begin, *statements, _commit = connection.iterdump()
    return "".join(f"{one}\n" for one in statements)


if __name__ == "__main__":
    main()
