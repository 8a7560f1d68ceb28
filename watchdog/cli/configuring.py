"""`watchdog config show`: what holds, defaults included, and where each secret is kept.

What is shown is named here: a key that nobody thought of says only that it is set.
"""

from collections.abc import Iterator
from enum import Enum
from pathlib import Path
from typing import Any

import msgspec
from msgspec.structs import fields

from watchdog import text
from watchdog.cli.books import print_json
from watchdog.cli.streams import print_exactly
from watchdog.config.tables import SECRET_KINDS, SecretSource
from watchdog.setting import Setting

_SET = "(set)"
# The keys whose words are no secret.
_TOLD = frozenset(
    """account address addresses ca_file calendar certificate country digest_time digest_weekday
    file folders from host into keep_mail level listen locale merchant metrics metrics_file name off
    on owner path prefix privacy provider quiet_hours tenant timezone tls to trusted_forwarders
    trusted_servers user""".split()
)


def show_config(setting: Setting, *, as_json: bool) -> None:
    """Each value on a line of its own, or all of it as JSON."""
    told = _told(setting.config(), "")
    if as_json:
        file = str(setting.folders().config_file) if setting.tenant is None else None
        print_json({"version": 1, "file": file, "settings": told})
        return
    lines = (f"{name} = {msgspec.json.encode(value).decode()}" for name, value in _flat(told, ""))
    print_exactly("".join(f"{text.escaped(line)}\n" for line in lines))


def _told(value: Any, key: str) -> Any:
    if isinstance(value, SecretSource):
        return _place(value)
    if isinstance(value, msgspec.Struct):
        named = ((one.encode_name, getattr(value, one.name)) for one in fields(value))
        return {name: _told(one, name) for name, one in named}
    if isinstance(value, tuple):
        return [_told(one, key) for one in value]
    if isinstance(value, dict):
        return {name: _told(one, key) for name, one in value.items()}
    if isinstance(value, Enum):
        value = value.value
    if isinstance(value, str | Path):
        return str(value) if key in _TOLD else _SET
    return value


def _place(source: SecretSource) -> dict[str, str]:
    """Where a secret is kept; of a command only the program, for people write passwords there."""
    kind = next((one for one in SECRET_KINDS if getattr(source, one) is not None), None)
    if kind is None:
        return {"url": _SET}
    where = getattr(source, kind)
    if kind == "command":
        where = where[0] + (" ..." if len(where) > 1 else "")
    return {kind: str(where)}


def _flat(value: Any, name: str) -> Iterator[tuple[str, Any]]:
    """The values with their places: accounts[0].host."""
    if isinstance(value, dict) and value:
        for key, one in value.items():
            yield from _flat(one, f"{name}.{key}".lstrip("."))
    elif isinstance(value, list) and any(isinstance(one, dict) for one in value):
        for place, one in enumerate(value):
            yield from _flat(one, f"{name}[{place}]")
    else:
        yield name, value
