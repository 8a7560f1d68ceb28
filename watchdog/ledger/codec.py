"""Events and reasons as the JSON that is kept, and text as a database can keep it."""

import zlib
from collections.abc import Callable
from functools import cache, partial
from typing import Any

import msgspec

from parsers.arrival import Arrival
from parsers.events import BillingEvent
from parsers.outcome import Trust, Verdict
from watchdog.known_types import known
from watchdog.timeline.facts import Correction

# Half the time of the usual level, for a tenth more room; and as much room in a quarter of that.
_LEVEL, _LEVEL_OF_ISAL = 3, 2
_EVENT = msgspec.json.Decoder(known(BillingEvent))
_CORRECTION = msgspec.json.Decoder(known(Correction))


class _Judged(msgspec.Struct, frozen=True):
    """Why a sender is judged so, and what was found on arrival."""

    reasons: tuple[str, ...]
    arrived: Arrival | None = None


known(_Judged)
# Ledgers of before hold a bare list of reasons.
_REASONS = msgspec.json.Decoder(tuple[str, ...] | _Judged)


def keepable(text: str) -> str:
    """The text with U+FFFD for what no database can keep: NUL and lone surrogates."""
    whole = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return whole.replace("\x00", "\ufffd")


def encode_event(event: BillingEvent) -> str:
    return _encode(event)


def decode_event(body: str) -> BillingEvent:
    return _EVENT.decode(body)


def encode_correction(correction: Correction) -> str:
    return _encode(correction)


def decode_correction(body: str) -> Correction:
    return _CORRECTION.decode(body)


def encode_reasons(reasons: tuple[str, ...], arrived: Arrival | None = None) -> str:
    return _encode(reasons if arrived is None else _Judged(reasons, arrived))


def trust_of(verdict: str, reasons: str) -> Trust:
    """How far a sender is believed, by its two columns."""
    return Trust(verdict=Verdict(verdict), reasons=_decode_reasons(reasons))


def _decode_reasons(body: str) -> tuple[str, ...]:
    kept = _REASONS.decode(body)
    return kept.reasons if isinstance(kept, _Judged) else kept


def decode_arrival(body: str) -> Arrival | None:
    kept = _REASONS.decode(body)
    return kept.arrived if isinstance(kept, _Judged) else None


def compress(raw: bytes) -> bytes:
    """The bytes of a mail as they are kept: in zlib's format, whoever packs them."""
    return packer()(raw)


def decompress(kept: bytes) -> bytes:
    return zlib.decompress(kept)


@cache
def packer() -> Callable[[bytes], bytes]:
    """What packs a mail on this machine."""
    try:
        from isal import isal_zlib
    except ImportError:  # processors for which nobody builds it
        return partial(zlib.compress, level=_LEVEL)
    return partial(isal_zlib.compress, level=_LEVEL_OF_ISAL)


def _encode(value: object) -> str:
    try:
        return msgspec.json.encode(value).decode()
    except UnicodeEncodeError:  # a broken mail must not keep the others from being recorded
        return msgspec.json.encode(_keepable_all(msgspec.to_builtins(value))).decode()


def _keepable_all(value: Any) -> Any:
    if isinstance(value, str):
        return keepable(value)
    if isinstance(value, dict):
        return {key: _keepable_all(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [_keepable_all(each) for each in value]
    return value
