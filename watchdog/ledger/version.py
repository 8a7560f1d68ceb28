"""By what a file is known as a ledger, and its tables as those of this version."""

APPLICATION_ID = 0x42574C47  # "BWLG", in the header of every ledger file
SCHEMA = 6  # the newest revision in migrations/versions, and SQLite's user_version
