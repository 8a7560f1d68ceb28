"""By what a file is known as a ledger, and its tables as those of this version."""

HEADER_BYTES = 100  # of every SQLite file
APPLICATION_ID = 0x42574C47  # "BWLG", in the header of every ledger file
SCHEMA = 10  # the newest revision in migrations/versions, and SQLite's user_version


def is_ours(header: bytes) -> bool:
    """Whether the header of an SQLite file is a ledger's."""
    return int.from_bytes(header[68:72], "big") == APPLICATION_ID
