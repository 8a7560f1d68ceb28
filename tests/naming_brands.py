"""Mail that names brands from domains that are not theirs: `fixtures/naming_brands.toml`."""

from collections.abc import Iterator
from pathlib import Path

import msgspec

from tests.mailed import Mailed, signed

_FILE = Path(__file__).parent.parent / "fixtures" / "naming_brands.toml"
_MANY = (("List-Unsubscribe", "<https://news.example/out>"),)


class _Written(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A mail as it is written there; `list`: it names a way to unsubscribe."""

    name: str
    sender: str
    subject: str
    text: str = ""
    html: str = ""
    attached: tuple[str, ...] = ()
    list: bool = False


def named_in_fakes() -> Iterator[Mailed]:
    """Fakes in words of everyday: no mechanism of their own, but a brand's signs."""
    yield from _mails("fakes")


def named_honestly() -> Iterator[Mailed]:
    """Bundles, banks, tools and friends: what bills and names brands, and is let be."""
    yield from _mails("honest")


def _mails(key: str) -> Iterator[Mailed]:
    read = msgspec.toml.decode(_FILE.read_bytes(), type=dict[str, tuple[_Written, ...]])
    for one in read[key]:
        yield signed(
            one.name,
            one.sender,
            one.subject,
            one.text,
            html=one.html,
            attached=one.attached,
            extra=_MANY if one.list else (),
        )
