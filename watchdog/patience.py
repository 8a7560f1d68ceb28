"""When a mailbox that could not be read is tried again: later each time, as the server asks."""

from datetime import timedelta

_FIRST = timedelta(minutes=1)
_HOUR = timedelta(hours=1)
SIGN_INS = 3  # more refusals in a row, and many a provider locks the account


def pause_after(
    kind: str,
    failures: int,
    *,
    poll: timedelta,
    asked: timedelta | None,
    chance: float,
) -> timedelta:
    """How long to leave a mailbox alone after the last of so many failures in a row.

    `kind` is a ProblemKind, `poll` the usual time between two readings, `asked` what the server
    asked for, `chance` a random number from 0 to 1 that keeps clients from coming back together.
    A server that is back is noticed within one `poll`.
    """
    if kind == "sign_in":
        return poll if failures < SIGN_INS else max(poll, _HOUR)
    if kind == "throttled":
        return max(asked or timedelta(0), poll) + chance * _growing(failures, _HOUR)
    if kind == "configuration":
        return poll
    if kind == "transient":
        return chance * _growing(failures, poll)
    return chance * _growing(failures, _HOUR)


def _growing(failures: int, most: timedelta) -> timedelta:
    """Twice as long each time, up to `most`."""
    doublings = min(max(failures, 1) - 1, 12)
    return min(_FIRST * float(2**doublings), most)
