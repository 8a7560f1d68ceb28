"""Mails are kept in a format that everybody can unpack, whoever packs them."""

import sys
import zlib
from collections.abc import Iterator

import pytest

from watchdog.ledger import codec

RAW = b"Subject: Your receipt\r\n\r\n" + b"You paid 9.99 EUR for October.\r\n" * 200


@pytest.fixture(autouse=True)
def _asked_anew() -> Iterator[None]:
    codec.packer.cache_clear()
    yield
    codec.packer.cache_clear()


def test_a_mail_is_packed_in_zlibs_format() -> None:
    packed = codec.compress(RAW)
    assert zlib.decompress(packed) == codec.decompress(packed) == RAW
    assert len(packed) < len(RAW) / 10


def test_without_isal_the_standard_library_packs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "isal", None)
    packed = codec.compress(RAW)
    assert packed == zlib.compress(RAW, 3)
    assert codec.decompress(packed) == RAW
