"""Mail from files, down the same road as that of mailboxes: sieved, read by all cores, recorded."""

import hashlib
import logging
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from datetime import datetime, timedelta
from itertools import chain, islice

import msgspec
from msgspec.structs import replace

from parsers.merchants import Known
from parsers.message import header_block
from watchdog.accounts import wanted_by
from watchdog.archive.archive import ArchivedMail, Reached
from watchdog.billers import Billers
from watchdog.intake import Progress, stored
from watchdog.ledger import IMPORT, Cursor, Ledger, StoredMail
from watchdog.own_letters import OwnLetters
from watchdog.own_mail import learn_address, learned_addresses
from watchdog.reading import Read, open_reader, read_ahead, sender_domains
from watchdog.setting import Setting, known_to
from watchdog.vouching import judge_anew, learn_of, learned_servers

log = logging.getLogger("watchdog")

# A batch is recorded in one transaction: so many read closely, looked at, or bytes held.
_MOST_READ, _MOST_SEEN, _MOST_BYTES = 200, 20_000, 16 << 20
_YEARS = timedelta(days=3 * 365)  # no clock runs so far ahead


class Sieve(msgspec.Struct, frozen=True, kw_only=True):
    """What is not read: `wanted` and `is_own` see a header, `known` are SHA-256s in the ledger.

    `wanted` None: everything is read closely.
    """

    wanted: Callable[[bytes], bool] | None
    is_own: Callable[[bytes], bool]
    known: Collection[str]

    def passes(self, mail: ArchivedMail) -> bool:
        """Whether to read it; a mail that is a file of its own is read in any case."""
        header = header_block(mail.raw)
        if self.wanted is not None and not (mail.is_alone or self.wanted(header)):
            return False
        if self.known and hashlib.sha256(mail.raw).hexdigest() in self.known:
            return False
        return not self.is_own(header)


class _Batch(msgspec.Struct, frozen=True, kw_only=True):
    seen: int
    mails: tuple[ArchivedMail, ...]
    reached: Reached | None


def import_all(
    setting: Setting,
    ledger: Ledger,
    mails: Iterable[ArchivedMail],
    *,
    thorough: bool = False,
    hands: int,
) -> Iterator[Progress]:
    """Into an owner's ledger, by so many readers at once.

    `thorough`: also the mail in archives that no header calls billing mail.
    """

    first, mails = _looked_ahead(mails)
    learn_address(ledger, (mail.raw for mail in first), setting.now())
    own = setting.own_addresses() | learned_addresses(ledger)

    def known(server: str = "") -> Known:
        return known_to(
            setting.catalog(),
            (server,) if server else learned_servers(ledger, IMPORT),
            statements=ledger.statements(),
            own_addresses=own,
            met=ledger.met(),
        )

    billers = Billers(ledger, own)
    sieve = Sieve(
        wanted=None if thorough else wanted_by(setting.catalog(), sender_domains(), billers),
        is_own=OwnLetters(ledger, setting.letter_senders()),
        known=ledger.sha256s(),
    )
    with open_reader(known(), hands=hands) as read:
        watched = billers.watching(read)
        yield from import_mail(
            mails, ledger, sieve=sieve, read=watched, now=setting.now(), hands=hands
        )

    def judge(server: str) -> None:
        with open_reader(known(server)) as read:
            judge_anew(ledger, IMPORT, lambda *mail: read(*mail).outcome)

    if server := learn_of(ledger, IMPORT, setting.now(), judge):
        log.info("import: what %s says of senders is believed from now on", server)


def _looked_ahead(
    mails: Iterable[ArchivedMail],
) -> tuple[Sequence[ArchivedMail], Iterable[ArchivedMail]]:
    """The first mails, and all of them once more."""
    rest, first, held = iter(mails), list[ArchivedMail](), 0
    for mail in islice(rest, _MOST_READ):
        first.append(mail)
        held += len(mail.raw)
        if held >= _MOST_BYTES:
            break
    return first, chain(first, rest)


def import_mail(
    mails: Iterable[ArchivedMail],
    ledger: Ledger,
    *,
    sieve: Sieve,
    read: Read,
    now: datetime,
    hands: int,
) -> Iterator[Progress]:
    """Sieve, read and record; the place reached in an mbox stands in the same transaction."""

    def made_of(mail: ArchivedMail) -> StoredMail:
        made = stored(mail.raw, mail.received_at, read(mail.raw, mail.received_at))
        if made.sent_at is not None and made.sent_at > now + _YEARS:
            # Nobody but its sender dates it, years ahead: it has come by now, counts from today.
            made = stored(mail.raw, now, read(mail.raw, now))
        return replace(made, packed=ledger.packed(mail.raw))

    batches = _batches(mails, sieve)
    for batch, kept in read_ahead(batches, lambda batch: batch.mails, made_of, hands=hands):
        recorded = ledger.record(mails=kept, cursor=_cursor(batch.reached), now=now)
        yield Progress(seen=batch.seen, kept=recorded.new_messages, total=None)


def place_in(ledger: Ledger) -> Callable[[str, int], int]:
    """Where to go on in an mbox, by its path and mark: 0 when it was never begun, or is another."""

    def start(path: str, mark: int) -> int:
        reached = ledger.folders.cursor(IMPORT, path)
        return reached[1] if reached is not None and reached[0] == mark else 0

    return start


def _batches(mails: Iterable[ArchivedMail], sieve: Sieve) -> Iterator[_Batch]:
    chosen: list[ArchivedMail] = []
    seen = held = 0
    reached: Reached | None = None
    for mail in mails:
        seen += 1
        reached = mail.reached
        if sieve.passes(mail):
            chosen.append(mail)
            held += len(mail.raw)
        if len(chosen) >= _MOST_READ or seen >= _MOST_SEEN or held >= _MOST_BYTES:
            yield _Batch(seen=seen, mails=tuple(chosen), reached=reached)
            chosen, seen, held = [], 0, 0
    if seen:
        yield _Batch(seen=seen, mails=tuple(chosen), reached=reached)


def _cursor(reached: Reached | None) -> Cursor | None:
    if reached is None:
        return None
    return Cursor(
        account=IMPORT, folder=reached.path, uidvalidity=reached.mark, last_uid=reached.offset
    )
