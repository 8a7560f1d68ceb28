"""The two secrets of the dashboard, in a file beside the ledger that only its owner can read."""

import os
import secrets
import tempfile
from pathlib import Path
from typing import Literal

import msgspec

from watchdog.known_types import known
from watchdog.paths import make_private, read_private, replace_privately
from watchdog.web.problems import WebProblem

_BYTES = 32


class Keys(msgspec.Struct, frozen=True, kw_only=True):
    """Hexadecimal: `sign_in` signs links and sessions, `calendar` is the secret of the feed."""

    sign_in: str
    calendar: str

    def __repr__(self) -> str:
        """Without the secrets."""
        return "Keys(...)"


def keys_file(ledger_file: Path) -> Path:
    """Where the keys lie."""
    return ledger_file.with_name("web-keys.json")


def load_keys(file: Path) -> Keys:
    """The keys, made when there are none; WebProblem or NotPrivateError."""
    if not file.exists():
        _make(file)
    try:
        return msgspec.json.decode(read_private(file), type=known(Keys))
    except msgspec.DecodeError:
        raise WebProblem(f"{file}: it holds no keys; remove it, and new ones are made") from None


def renew_key(file: Path, which: Literal["sign_in", "calendar"]) -> Keys:
    """Another secret in the place of one: what rested on it ends."""
    keys = msgspec.structs.replace(load_keys(file), **{which: secrets.token_hex(_BYTES)})
    replace_privately(file, msgspec.json.encode(keys))
    return keys


def _make(file: Path) -> None:
    """Both keys, unless somebody else makes them at this moment."""
    make_private(file.parent)
    keys = Keys(sign_in=secrets.token_hex(_BYTES), calendar=secrets.token_hex(_BYTES))
    handle, name = tempfile.mkstemp(dir=file.parent, prefix=".web-keys.")
    try:
        with os.fdopen(handle, "wb") as written:
            written.write(msgspec.json.encode(keys))
        os.link(name, file)
    except FileExistsError:
        pass
    finally:
        Path(name).unlink(missing_ok=True)
