"""Where a command runs: its home, configuration, ledger, catalogue, and the only clock."""

import os
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import msgspec

from watchdog.language import Language, language_of

if TYPE_CHECKING:
    from parsers.merchants import Known
    from watchdog.books import Reminders
    from watchdog.catalog import Catalog
    from watchdog.config.config import Config, MerchantReminders, ReminderSettings
    from watchdog.ledger import Ledger
    from watchdog.paths import Home
    from watchdog.timeline.facts import Statement


class Setting(msgspec.Struct, frozen=True, kw_only=True):
    """What the options before the command say; `settled` is a configuration that is kept to,
    `clock` one that knows better than the computer's. A `tenant` has his on a server: no file.
    """

    home: Path | None = None
    settled: "Config | None" = None
    clock: Callable[[], datetime] | None = None
    tenant: str | None = None

    def folders(self) -> "Home":
        """Where configuration, ledger and lock lie."""
        from watchdog.paths import home_folders

        return home_folders(self.home, os.environ)

    def config(self) -> "Config":
        """The configuration; ConfigError when there is none or it is wrong."""
        from watchdog.config.config import load_config

        if self.settled is not None:
            return self.settled
        return load_config(self.folders().config_file)

    def where_configured(self) -> str:
        """What holds the configuration, for a line on it."""
        if self.tenant is not None:
            return f"configuration of {self.tenant}"
        return str(self.folders().config_file)

    def config_to_change(self) -> Path:
        """The configuration's file, to write into it; UsageProblem where it is none of ours."""
        if self.tenant is not None:
            from watchdog.usage import UsageProblem

            raise UsageProblem(
                f"the configuration of {self.tenant} lies on the server; change it in the file that"
                f" it came from, then: {self.give_again()}"
            )
        return self.folders().config_file

    def give_again(self) -> str:
        """The command by which a tenant gets another configuration."""
        return f"watchdog tenant add {self.tenant} --config FILE"

    def to_set(self, tables: str, otherwise: str) -> str:
        """How tables get into the configuration: of a tenant in the file that is given again."""
        return otherwise if self.tenant is None else f"{self.give_again()}, with {tables} in it"

    def config_or_default(self) -> "Config":
        """The configuration, or the defaults where there is no file: reading needs no account."""
        from watchdog.config.config import Config

        there = self.settled is not None or self.folders().config_file.exists()
        return self.config() if there else Config()

    @contextmanager
    def ledger(self, *, read_only: bool = False) -> "Iterator[Ledger]":
        """The ledger, opened for this command; after an upgrade it is brought up to date first."""
        from watchdog.ledger import LedgerProblem, LedgerProblemKind

        try:
            opened = self._opened(read_only=read_only)
        except LedgerProblem as problem:
            if problem.kind is not LedgerProblemKind.OLDER:
                raise
            self._opened(read_only=False).close()
            opened = self._opened(read_only=read_only)
        with opened as ledger:
            yield ledger

    def _opened(self, *, read_only: bool) -> "Ledger":
        from watchdog.ledger import open_ledger

        asked = self.config_or_default().ledger
        return open_ledger(
            asked.url or self.ledger_file(),
            read_only=read_only,
            keep_mail=asked.keep_mail,
            password=self.ledger_password(),
            owner=asked.owner,
        )

    def ledger_password(self) -> str | None:
        """What the user of the ledger's server signs in with; CredentialProblem."""
        source = self.config_or_default().ledger.password
        if source is None:
            return None
        from watchdog.credentials import resolve

        return resolve(source, where="ledger.password", environ=os.environ)

    def has_ledger(self) -> bool:
        """Whether there is a ledger to look at; of a server only opening it shows."""
        return self.on_server() or self.ledger_file().exists()

    def on_server(self) -> bool:
        """Whether the ledger lies on a server, where no file of it is to be found."""
        return self.config_or_default().ledger.url is not None

    def ledger_file(self) -> Path:
        """Where the ledger lies."""
        return self.folders().with_ledger(self.config_or_default().ledger.path).ledger_file

    def tokens(self) -> Path:
        """The folder where OAuth tokens are kept, beside the ledger."""
        return self.ledger_file().parent / "tokens"

    def trusted_servers(self) -> tuple[str, ...]:
        """The servers of the user's own providers, whose word on senders is believed."""
        accounts = self.config_or_default().accounts
        return tuple(server for one in accounts for server in one.trusted_servers)

    def trusted_forwarders(self) -> tuple[str, ...]:
        """The domains whose word on the mail that they forward is believed."""
        accounts = self.config_or_default().accounts
        return tuple(domain for one in accounts for domain in one.trusted_forwarders)

    def own_addresses(self) -> frozenset[str]:
        """The user's own addresses, lower case: those named, and those he signs in with."""
        accounts = self.config_or_default().accounts
        named = (address for one in accounts for address in (one.user, *one.addresses))
        return frozenset(address.lower() for address in named if "@" in address)

    def letter_senders(self) -> frozenset[str]:
        """Whom our letters may come from: servers put the user's own address in place of ours."""
        digest = self.config_or_default().digest
        return self.own_addresses() | ({digest.sender} if digest is not None else set())

    def zone(self) -> ZoneInfo:
        """The user's time zone: configured, else the machine's."""
        from tzlocal import get_localzone_name

        return ZoneInfo(self.config_or_default().timezone or get_localzone_name() or "UTC")

    def language(self) -> Language:
        """What the user speaks: as configured, else by the environment."""
        from watchdog.config.config import ConfigError

        try:
            chosen = self.config_or_default().locale
        except ConfigError:
            chosen = None  # what is wrong with it is told, in the language of the environment
        return language_of(chosen, os.environ)

    def today(self, as_of: datetime | None = None) -> date:
        """The day to judge: asked for, else today where the user lives."""
        return as_of.date() if as_of is not None else self.now().astimezone(self.zone()).date()

    def now(self) -> datetime:
        """This moment in UTC."""
        return self.clock() if self.clock is not None else datetime.now(UTC)

    def own_catalog(self) -> Path:
        """Where the user's own files of the catalogue lie, if there are any."""
        return self.folders().config_file.parent / "catalog"

    def catalog(self) -> "Catalog":
        """What is known of services, with the user's own files and the country he lives in.

        A file that cannot be used is left out and told once on standard error.
        """
        return _catalog(self._own_files(), self.config_or_default().country)

    def services(self) -> "Catalog":
        """The same for who only reads a mail: wherever he lives, and without a configuration."""
        return _catalog(self._own_files(), None)

    def _own_files(self) -> tuple[tuple[Path, int], ...]:
        """The user's own files of the catalogue, with their times."""
        from watchdog.catalog.own import own_files

        # A link that leads nowhere has no time of its own: it is told when it is read.
        return tuple(
            (one, one.stat().st_mtime_ns if one.exists() else 0)
            for one in own_files(self.own_catalog())
        )

    def known(
        self,
        statements: Iterable["Statement"],
        met: frozenset[str] = frozenset(),
        own: frozenset[str] = frozenset(),
    ) -> "Known":
        """What the readers may know, for mail of any of the user's accounts; `own` are addresses
        that were learned to be his.
        """
        return known_to(
            self.catalog(),
            self.trusted_servers(),
            statements,
            self.own_addresses() | own,
            self.trusted_forwarders(),
            met,
        )

    def reminders(self) -> "Reminders":
        """How far ahead the user wants to hear of things."""
        from watchdog.books import Reminders

        asked = self.config_or_default().reminders
        return Reminders(
            renewal_days=asked.renewal_days,
            trial_days=asked.trial_days,
            last_safe_day=asked.last_safe_day,
            merchants={one.merchant: _reminders_of(one, asked) for one in asked.merchants},
        )


def _reminders_of(own: "MerchantReminders", usual: "ReminderSettings") -> "Reminders":
    """The days of one merchant; what is not said of it is as usual."""
    from watchdog.books import Reminders

    last = own.last_safe_day
    return Reminders(
        renewal_days=usual.renewal_days if own.renewal_days is None else own.renewal_days,
        trial_days=usual.trial_days if own.trial_days is None else own.trial_days,
        last_safe_day=usual.last_safe_day if last is None else last,
    )


@cache
def _catalog(files: tuple[tuple[Path, int], ...], country: str | None) -> "Catalog":
    """Once for each state of the files, so that a daemon notices when one is changed."""
    from msgspec.structs import replace

    from watchdog.catalog import load_catalog
    from watchdog.catalog.own import with_own

    found, complaints = with_own(load_catalog(), (file for file, _ in files))
    for line in complaints:
        sys.stderr.write(f"watchdog: {line}; this file is left out, see: watchdog catalog check\n")
    return replace(found, country=country)


def known_to(
    catalog: "Catalog",
    trusted_servers: tuple[str, ...] = (),
    statements: Iterable["Statement"] = (),
    own_addresses: frozenset[str] = frozenset(),
    trusted_forwarders: tuple[str, ...] = (),
    met: frozenset[str] = frozenset(),
) -> "Known":
    """What the readers may know: names and brands of the catalogue, the user's own servers and
    addresses, what the user taught in the corrections among the statements, and whom we have met.
    """
    from parsers.merchants import Known, Released
    from watchdog.timeline.corrections import senders_called

    words = tuple(statements)
    called = [
        (Released(sender=sender, signed_by=signer), is_genuine)
        for (sender, signer), is_genuine in senders_called(words).items()
    ]
    return Known(
        merchants=catalog.names(),
        brands=catalog.brand_domains(),
        names=catalog.name_domains(),
        spelled=catalog.spellings(),
        trusted_servers=trusted_servers,
        trusted_forwarders=trusted_forwarders,
        met=met,
        own_addresses=own_addresses,
        released=frozenset(one for one, is_genuine in called if is_genuine),
        doubted=frozenset(one for one, is_genuine in called if not is_genuine),
        lessons=tuple(
            lesson for one in words if one.correction for lesson in one.correction.lessons
        ),
    )
