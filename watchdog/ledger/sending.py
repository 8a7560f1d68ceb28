"""The outbox of an open ledger: what is queued, claimed, sent or in doubt; each step is one
transaction.
"""

from collections.abc import Sequence
from datetime import datetime

from watchdog.ledger import outbox
from watchdog.ledger.milestones import reach
from watchdog.ledger.records import Notification, NotificationState, OutboxEntry, Telling
from watchdog.ledger.transactions import Transactions


class Outbox:
    """Every notification once by its key."""

    def __init__(self, each: Transactions) -> None:
        self._each = each

    def queue(self, notifications: Sequence[Notification], *, now: datetime) -> int:
        """Queue notifications, due at once; how many had a key that was never queued before."""
        with self._each.writes() as connection:
            return outbox.queue(connection, notifications, now)

    def queued(self, keys: Sequence[str]) -> frozenset[str]:
        """Those of the keys that were ever queued."""
        with self._each.reads() as connection:
            return outbox.queued(connection, keys) if keys else frozenset()

    def handed_over(self) -> dict[str, str]:
        """The notifications that somebody tried to send: the subject of each by its key."""
        with self._each.reads() as connection:
            return outbox.handed_over(connection)

    def entries(self, state: NotificationState | None = None) -> tuple[OutboxEntry, ...]:
        """The notifications in that state, or all, in the order in which they were queued."""
        with self._each.reads() as connection:
            return outbox.entries(connection, state)

    def claim_due(self, *, now: datetime, limit: int | None = None) -> tuple[OutboxEntry, ...]:
        """Take what is due, oldest first, at most `limit`: it is `sending` until marked."""
        with self._each.writes() as connection:
            return outbox.claim_due(connection, now, limit)

    def hand_over(self, key: str, *, now: datetime) -> bool:
        """From here on a claimed notification may arrive; False when it was not claimed."""
        with self._each.writes() as connection:
            return outbox.hand_over(connection, key, now)

    def mark_sent(self, key: str, *, now: datetime) -> bool:
        """A claimed notification has arrived; False when it was not claimed."""
        with self._each.writes() as connection:
            return outbox.mark_sent(connection, key, now)

    def mark_failed(
        self,
        key: str,
        *,
        now: datetime,
        error: str,
        permanent: bool,
        next_at: datetime | None = None,
    ) -> bool:
        """A claimed notification failed: dead when `permanent`, else due again at `next_at`.

        Without `next_at` it is due at once. False when it was not claimed.
        """
        again_at = None if permanent else next_at or now
        with self._each.writes() as connection:
            return outbox.mark_failed(connection, key, error=error, next_at=again_at)

    def mark_doubtful(self, key: str, *, now: datetime, error: str) -> bool:
        """Nobody said whether a claimed notification was taken; False when it was not claimed."""
        with self._each.writes() as connection:
            return outbox.mark_doubtful(connection, key, error=error, now=now)

    def doubtful(self, *, now: datetime) -> tuple[OutboxEntry, ...]:
        """The `uncertain` ones that are to be looked for by now, oldest first."""
        with self._each.reads() as connection:
            return outbox.doubtful(connection, now)

    def resolve(
        self,
        key: str,
        *,
        state: NotificationState,
        now: datetime,
        next_at: datetime | None = None,
        resend: bool = False,
    ) -> bool:
        """What a look for an `uncertain` one has shown; `resend`: it is sent anew unseen."""
        with self._each.writes() as connection:
            return outbox.resolve(
                connection, key, state=state, now=now, next_at=next_at, resend=resend
            )

    def replace(
        self,
        letters: Sequence[tuple[Notification, Sequence[str]]],
        *,
        untold: Sequence[Notification] = (),
        milestone: str | None = None,
        now: datetime,
    ) -> int:
        """Queue letters, each with the keys of those that it tells too; how many are new.

        All at once, with the milestone: a letter that was queued before folds nothing again.
        `untold` are notifications that were never queued and are told in these letters only.
        """
        with self._each.writes() as connection:
            outbox.queue(connection, untold, now)
            added = 0
            for letter, folded in letters:
                if outbox.queue(connection, [letter], now):
                    outbox.fold(connection, folded, letter.key)
                    added += 1
            if milestone is not None:
                reach(connection, milestone, now)
            return added

    def mark_told(self, findings: Sequence[str], *, now: datetime) -> None:
        """Findings, by their ids, that a weekly letter tells; the first time stands."""
        with self._each.writes() as connection:
            outbox.mark_told(connection, findings, now)

    def told(self) -> dict[str, Telling]:
        """When each finding, by its id, was first told, and whether at once or in a letter."""
        with self._each.reads() as connection:
            return outbox.told(connection)

    def release_stuck(self, *, now: datetime) -> int:
        """At start-up: what an ended program left `sending` is due, or in doubt; how many."""
        with self._each.writes() as connection:
            return outbox.release_stuck(connection, now)
