"""The owners that a fleet looks after: their configurations, and the ledger of each."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path

import msgspec
from sqlalchemy import Connection, delete, func, select, update
from sqlalchemy.dialects import postgresql

from watchdog.config.accounts import Account
from watchdog.config.checks import check_owner
from watchdog.config.config import Config, ConfigError, parse_config
from watchdog.daemon.telling import STARTED
from watchdog.fleet.tables import polls, tenants
from watchdog.ledger import Ledger, Server, open_ledger, open_server
from watchdog.ledger.engine import writer
from watchdog.ledger.problems import told_plainly
from watchdog.setting import Setting


class Tenant(msgspec.Struct, frozen=True, kw_only=True):
    """An owner, how many mailboxes are polled for him, and who else reads one of them."""

    owner: str
    mailboxes: int
    shared_with: tuple[str, ...] = ()


class Fleet:
    """The open server with what the workers share; use it in a `with`. May raise LedgerProblem."""

    def __init__(self, setting: Setting, config: Config, server: Server) -> None:
        self.setting, self.config, self.server = setting, config, server

    @contextmanager
    def reads(self) -> Iterator[Connection]:
        """A transaction that looks."""
        with told_plainly(self.server.where), self.server.engine.begin() as connection:
            yield connection

    @contextmanager
    def writes(self) -> Iterator[Connection]:
        """A transaction that changes what workers share; it sees no row of any ledger."""
        with told_plainly(self.server.where), writer(self.server.engine).begin() as connection:
            yield connection

    def settle(self, owner: str, text: str) -> Setting:
        """Where the commands of an owner run: his configuration, on the server of the fleet."""
        folder = (self.setting.folders().config_file.parent / "tenants" / owner).absolute()
        own = msgspec.structs.replace(
            self.config.ledger, owner=owner, keep_mail=_parsed(text, owner).ledger.keep_mail
        )
        settled = msgspec.structs.replace(_parsed(text, owner), ledger=own)
        clock = self.setting.clock
        return Setting(home=folder, settled=settled, clock=clock, tenant=owner)

    def setting_of(self, owner: str) -> Setting:
        """The same by name; ConfigError when nobody of that name is looked after."""
        with self.reads() as connection:
            text = connection.scalar(select(tenants.c.config).where(tenants.c.owner == owner))
        if text is None:
            raise self._nobody(owner)
        return self.settle(owner, text)

    def _nobody(self, owner: str) -> ConfigError:
        if is_kept(self, owner):
            export, again = f"watchdog tenant export {owner} FILE", f"watchdog tenant add {owner}"
            return ConfigError(
                f"tenant {owner!r} was removed, and the ledger is kept; see it: {export};"
                f" or go on: {again} --config FILE"
            )
        return ConfigError(f"no tenant is called {owner!r}; see: watchdog tenant list")

    def ledger(self, setting: Setting) -> Ledger:
        """An owner's ledger, over the connections that all share."""
        asked = setting.config().ledger
        return self.server.ledger(asked.owner, keep_mail=asked.keep_mail)


@contextmanager
def open_fleet(setting: Setting, *, connections: int = 5) -> Iterator[Fleet]:
    """The fleet of a configuration; ConfigError when its ledger is no server's."""
    config = setting.config_or_default()
    if config.ledger.url is None:
        file = setting.folders().config_file
        raise ConfigError(f"{file}: ledger.url: many mailboxes need a PostgreSQL server; name it")
    password = setting.ledger_password()
    with open_server(config.ledger.url, password=password, connections=connections) as server:
        yield Fleet(setting, config, server)


def add(fleet: Fleet, owner: str, text: str) -> Tenant:
    """Look after an owner from now on, or by another configuration; ConfigError."""
    try:
        check_owner(owner)
    except ValueError as problem:
        raise ConfigError(f"tenant {owner!r}: {problem}") from None
    setting = fleet.settle(owner, text)
    accounts = setting.config().accounts
    if not accounts:
        raise ConfigError(
            f"the configuration of {owner}: accounts: there is none to watch; add one"
        )
    with fleet.ledger(setting) as ledger:
        ledger.milestones.reach(STARTED, now=setting.now())
    with fleet.writes() as connection:
        statement = postgresql.insert(tenants).values(owner=owner, config=text)
        connection.execute(
            statement.on_conflict_do_update(index_elements=["owner"], set_={"config": text})
        )
        names = [account.name for account in accounts]
        connection.execute(delete(polls).where(polls.c.owner == owner, ~polls.c.account.in_(names)))
        for account in accounts:
            _add_poll(connection, owner, account)
    return next(one for one in tenants_of(fleet) if one.owner == owner)


def _add_poll(connection: Connection, owner: str, account: Account) -> None:
    place = {"host": account.host.lower(), "mailbox": mailbox_of(account)}
    statement = postgresql.insert(polls).values(owner=owner, account=account.name, **place)
    connection.execute(
        statement.on_conflict_do_update(index_elements=["owner", "account"], set_=place)
    )


def mailbox_of(account: Account) -> str:
    """The same text for the same mailbox, whoever reads it."""
    return f"{account.user.lower()}@{account.host.lower()}:{account.port}"


def tenants_of(fleet: Fleet) -> list[Tenant]:
    """Everybody who is looked after, by name."""
    with fleet.reads() as connection:
        rows = connection.execute(
            select(tenants.c.owner, polls.c.mailbox)
            .join(polls, polls.c.owner == tenants.c.owner, isouter=True)
            .order_by(tenants.c.owner)
        ).all()
    readers: dict[str, set[str]] = {}
    read: dict[str, list[str]] = {}
    for row in rows:
        read.setdefault(row.owner, []).extend([row.mailbox] if row.mailbox else [])
        readers.setdefault(row.mailbox or "", set()).add(row.owner)
    return [_tenant(owner, own, readers) for owner, own in read.items()]


def _tenant(owner: str, own: list[str], readers: dict[str, set[str]]) -> Tenant:
    others = set().union(*(readers[mailbox] for mailbox in own)) - {owner}
    return Tenant(owner=owner, mailboxes=len(own), shared_with=tuple(sorted(others)))


def remove(fleet: Fleet, owner: str) -> bool:
    """Poll nothing of an owner any more; his ledger stays. False when there was nobody."""
    with fleet.writes() as connection:
        return connection.execute(delete(tenants).where(tenants.c.owner == owner)).rowcount == 1


def is_kept(fleet: Fleet, owner: str) -> bool:
    """Whether there is a ledger of his, be it that he was removed."""
    with fleet.server.ledger(owner) as ledger:
        return ledger.milestones.reached_at(STARTED) is not None or ledger.counts().seen > 0


def purge(fleet: Fleet, owner: str) -> int:
    """Take all rows of an owner out of the server for good; how many mails those were."""
    remove(fleet, owner)
    with fleet.server.ledger(owner) as ledger:
        mails = sum(ledger.counts().messages.values())
        ledger.forget_all()
    return mails


def export(fleet: Fleet, owner: str, target: Path) -> int:
    """A copy of an owner's ledger as a file that `watchdog` alone can use; how many mails."""
    with fleet.server.ledger(owner) as ledger, open_ledger(target) as file:
        ledger.carry_to(file)
        return sum(ledger.counts().messages.values())


@lru_cache(maxsize=10_000)
def _parsed(text: str, owner: str) -> Config:
    """Read once for each text: a poll must not cost a parse."""
    return parse_config(text, Path(f"configuration of {owner}"))


def want_telling(fleet: Fleet, owner: str) -> None:
    """Something of this owner has changed: judge, and tell what is new."""
    soon = func.least(tenants.c.tell_at, func.now())
    with fleet.writes() as connection:
        connection.execute(update(tenants).where(tenants.c.owner == owner).values(tell_at=soon))
