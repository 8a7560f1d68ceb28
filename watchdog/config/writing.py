"""Puts an account into config.toml: every comment stays, and no half-written file is ever seen."""

import json
import re
from collections.abc import Mapping
from pathlib import Path

from watchdog.config.accounts import Account, OAuth
from watchdog.config.config import Config, ConfigError, example_file, load_config, parse_config
from watchdog.config.tables import SecretSource
from watchdog.paths import make_private, read_private, replace_privately

_KEY = re.compile(r"(?:# )?(\w+) = ")
_URLS = re.compile(r"^# urls = \[.*\]$", re.MULTILINE)
_DAY = re.compile(r'^(?:# )?digest_weekday = "\w+"$', re.MULTILINE)
_WAYS = ("password", "token", "oauth")
_USUAL = {"tls": "implicit", "folders": ("INBOX",), "look_back_days": 730}


def add_account(path: Path, account: Account) -> Config:
    """Write the account into the configuration at `path`, which is made where there is none.

    A new file is the commented example with the account in its first block. Raises ConfigError,
    and OSError where it cannot be written; the file is then as it was.
    """
    target = path.resolve()  # the file behind a link stays where it is
    lines = _lines_of(account)
    if target.exists():
        load_config(target)
        text = _appended(read_private(target).decode("utf-8-sig"), lines)
    else:
        text = _filled_in(example_file().read_text("utf-8"), lines)
    try:
        config = parse_config(text, path)
    except ConfigError as problem:
        raise ConfigError(f"{problem}; nothing was written, add [[accounts]] by hand") from None
    write_private(target, text)
    return config


def take_account(path: Path, name: str) -> None:
    """Take an account's block out of the configuration; every other line stays.

    Raises ConfigError where the block cannot be told apart, and OSError; then it is as it was.
    """
    target = path.resolve()
    text = read_private(target).decode("utf-8-sig")
    there = parse_config(text, path).accounts
    number = [one.name for one in there].index(name)
    changed = _without_block(text, number)
    try:
        left = parse_config(changed, path).accounts
    except ConfigError:
        left = there
    if [one.name for one in left] != [one.name for one in there if one.name != name]:
        raise ConfigError(
            f"{path}: accounts[{number}]: take out its lines by hand, and what hangs on it"
        )
    write_private(target, changed)


def _without_block(text: str, number: int) -> str:
    """Without the [[accounts]] of that number, up to its last line that says something."""
    lines = text.splitlines(keepends=True)
    headers = [place for place, line in enumerate(lines) if line.startswith("[[accounts]]")]
    first = headers[number]
    last = first
    for place in range(first + 1, len(lines)):
        line = lines[place].strip()
        if line.startswith("[") and not line.startswith("[accounts."):
            break
        if line and not line.startswith("#"):
            last = place
    return "".join(lines[:first] + lines[last + 1 :])


def set_notify_url(path: Path, source: SecretSource) -> bool:
    """Name where the notification URL is kept, in the line that the example has for it.

    False, and nothing written, where that line is not there any more. Raises ConfigError, OSError.
    """
    target = path.resolve()
    text = read_private(target).decode("utf-8-sig")
    changed, count = _URLS.subn(lambda _: f"urls = [{_toml(source)}]", text)
    if count != 1 or parse_config(text, path).notify.urls:
        return False
    parse_config(changed, path)
    write_private(target, changed)
    return True


def set_digest_day(path: Path, day: str) -> bool:
    """Write the weekday of the letter into the line that there is for it.

    False, and nothing written, where that line is not there any more. Raises ConfigError, OSError.
    """
    target = path.resolve()
    text = read_private(target).decode("utf-8-sig")
    changed, count = _DAY.subn(f'digest_weekday = "{day}"', text)
    if count != 1 or parse_config(changed, path).schedule.digest_weekday != day:
        return False
    write_private(target, changed)
    return True


def drafted_digest(path: Path, tables: Mapping[str, Mapping[str, object]]) -> tuple[Config, str]:
    """The configuration with these tables at its end, and its text; nothing is written yet.

    Raises ConfigError where they are there already, or say what cannot be.
    """
    before = read_private(path.resolve()).decode("utf-8-sig")
    blocks = (
        "\n".join((f"[{name}]", *(f"{key} = {_toml(value)}" for key, value in lines.items())))
        for name, lines in tables.items()
    )
    after = before.rstrip() + "\n\n\n" + "\n\n".join(blocks) + "\n"
    return parse_config(after, path), after


def write_private(path: Path, text: str) -> None:
    """Put a text in the place of a file in one step, for its owner's eyes only; OSError."""
    make_private(path.parent)
    replace_privately(path, text.encode())


def _appended(text: str, lines: Mapping[str, str]) -> str:
    block = "\n".join(f"{key} = {value}" for key, value in lines.items())
    return f"{text.rstrip()}\n\n[[accounts]]\n{block}\n".lstrip()


def _filled_in(example: str, lines: Mapping[str, str]) -> str:
    """The example with its first account replaced, key by key."""
    before, header, rest = example.partition("[[accounts]]\n")
    block, gmail, after = rest.partition("\n# -- ")
    written = [_filled(line, lines) for line in block.splitlines()]
    return f"{before}{header}" + "\n".join(written) + f"\n{gmail}{after}"


def _filled(line: str, lines: Mapping[str, str]) -> str:
    found = _KEY.match(line)
    key = found[1] if found else ""
    if key == "password":
        way = next(one for one in _WAYS if one in lines)
        return f"{way} = {lines[way]}"
    return f"{key} = {lines[key]}" if key in lines else line


def _lines_of(account: Account) -> dict[str, str]:
    """The keys of an account that have to be said, as TOML."""
    told = {
        "name": account.name,
        "host": account.host,
        "tls": account.tls,
        "port": account.port,
        "user": account.user,
        "password": account.password,
        "token": account.token,
        "oauth": account.oauth,
        "folders": account.folders,
        "look_back_days": account.look_back_days,
        "addresses": account.addresses,
        "ca_file": account.ca_file,
        "certificate": account.certificate,
    }
    if account.port == {"implicit": 993}.get(account.tls, 143):
        del told["port"]
    return {
        key: _toml(value)
        for key, value in told.items()
        if value is not None and value != () and _USUAL.get(key) != value
    }


def _toml(value: object) -> str:
    """A value as TOML; its strings are JSON's, which TOML reads the same."""
    if isinstance(value, SecretSource):
        kinds = ("keyring", "command", "file", "env", "systemd")
        return _table({kind: getattr(value, kind) for kind in kinds})
    if isinstance(value, OAuth):
        keys = {"provider": value.provider, "client_id": value.client_id, "tenant": value.tenant}
        return _table(keys)
    if isinstance(value, (tuple, list)):
        return f"[{', '.join(map(_toml, value))}]"
    if isinstance(value, int):
        return str(value)
    return json.dumps(str(value), ensure_ascii=False)


def _table(keys: Mapping[str, object]) -> str:
    said = (f"{key} = {_toml(value)}" for key, value in keys.items() if value is not None)
    return f"{{ {', '.join(said)} }}"
