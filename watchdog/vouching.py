"""Which mail servers' word on senders counts for an account: known, named, or learned."""

from collections import Counter
from collections.abc import Callable
from datetime import datetime

import msgspec

from parsers.domains import organisation
from parsers.fakes.authentication import read_results
from parsers.message import header_block
from parsers.mime.headers import plain, read_author, read_fields
from parsers.outcome import Arrival, Outcome, Verdict
from watchdog.config.accounts import Account
from watchdog.ledger import IMPORT, Ledger, Read, Reread
from watchdog.mail_hosts import servers_of

_LEARNED = "vouches:"
_LOOKED_AT = 50  # the newest mails of an account
_ENOUGH = 10
_FEWEST_SENDERS = 5  # one stranger with ten mails teaches nothing
_NEARLY_ALL = 0.8
_ASKED = ("authentication-results", "from")

Judge = Callable[[str], object]


class Voucher(msgspec.Struct, frozen=True, kw_only=True):
    """Whose word counts for an account, and where that comes from.

    `how` is "known" (of the provider), "named" (in the configuration), "learned" or "nobody";
    `seen` in how many of the last `mails` the newest result is by one server, `now` that server.
    """

    account: str
    servers: tuple[str, ...]
    how: str
    seen: int = 0
    mails: int = 0
    now: str = ""

    @property
    def has_changed(self) -> bool:
        """Whether the mail of late names another server than the one that was learned."""
        return self.how == "learned" and bool(self.now) and self.now not in self.servers


def voucher_of(ledger: Ledger, account: Account) -> Voucher:
    """What is known of an account's servers today."""
    if account.trusted_servers:
        known = account.trusted_servers == servers_of(account.host)
        how = "known" if known else "named"
        return Voucher(account=account.name, servers=account.trusted_servers, how=how)
    learned = learned_servers(ledger, account.name)
    found = _looked(ledger, account.name)
    return msgspec.structs.replace(found, servers=learned, how="learned" if learned else "nobody")


def voucher_of_files(ledger: Ledger) -> Voucher | None:
    """The same of mail from files; None where nobody's word was learned of it."""
    learned = learned_servers(ledger, IMPORT)
    return Voucher(account=IMPORT, servers=learned, how="learned") if learned else None


def learned_servers(ledger: Ledger, account: str) -> tuple[str, ...]:
    """The servers that were learned for an account, by its name (IMPORT: for mail from files); the
    first one stands until another is named.
    """
    beginning = f"{_LEARNED}{account}:"
    return tuple(
        sorted(key.removeprefix(beginning) for key in ledger.milestones.beginning(beginning))
    )


def learn_servers(
    ledger: Ledger, account: Account, now: datetime, judge: Judge | None = None
) -> str | None:
    """Learn whose results stand on top of nearly all mail of an account; who it is, when new.

    Only once: a server that changes its name is told, not believed by itself. `judge` reads by its
    word what lay there before; only then it is noted, so that whoever is stopped begins anew.
    """
    return None if account.trusted_servers else learn_of(ledger, account.name, now, judge)


def learn_of(ledger: Ledger, account: str, now: datetime, judge: Judge | None = None) -> str | None:
    """The same for an account of which nobody knows a server; also for IMPORT."""
    if learned_servers(ledger, account):
        return None
    found = _looked(ledger, account)
    if not found.now:
        return None
    if judge is not None:
        judge(found.now)
    ledger.milestones.reach(f"{_LEARNED}{account}:{found.now}", now=now)
    return found.now


def judge_anew(ledger: Ledger, account: str, read: Read) -> Reread:
    """Read again what came before anybody's word was known, and lay there already: of the first
    visit, of the first files. What was found since, or proved by a signature, stays.
    """

    def once_more(raw: bytes, at: datetime | None, arrived: Arrival | None) -> Outcome:
        is_open = arrived is None or arrived.verdict is Verdict.UNKNOWN
        return read(raw, at, None if is_open else arrived)

    return ledger.reread(once_more, account=account)


def _looked(ledger: Ledger, account: str) -> Voucher:
    servers: Counter[str] = Counter()
    senders: dict[str, set[str]] = {}
    mails = ledger.newest(account, limit=_LOOKED_AT)
    for raw in mails:
        server, sender = _top(raw)
        if server:
            servers[server] += 1
            senders.setdefault(server, set()).add(sender)
    name, seen = max(servers.items(), key=lambda one: one[1], default=("", 0))
    enough = seen >= max(_ENOUGH, _NEARLY_ALL * len(mails))
    is_sure = enough and len(senders.get(name, ())) >= _FEWEST_SENDERS
    return Voucher(
        account=account,
        servers=(),
        how="nobody",
        seen=seen,
        mails=len(mails),
        now=name if is_sure else "",
    )


def _top(raw: bytes) -> tuple[str, str]:
    """Whose result stands on top, as far as all its hosts share a name; and the author's domain."""
    fields = read_fields(header_block(raw), _ASKED)
    results = fields.get("authentication-results", [])
    server = read_results(plain(results[0])).server if results else ""
    author, _ = read_author(plain(fields.get("from", [b""])[0]))
    named = organisation(server) if "." in server else ""
    return named, organisation(author.address.rpartition("@")[2])
