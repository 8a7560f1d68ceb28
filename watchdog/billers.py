"""Who has billed the user before: their next mail is read closely, whatever its header says."""

from collections.abc import Collection
from datetime import datetime
from functools import cached_property

from parsers.arrival import Arrival
from parsers.domains import is_freemail, organisation
from watchdog.ledger import Ledger
from watchdog.reading.here import Read, ReadMail


class Billers:
    """Grows while mail is read; a header such as "Welcome back" or "Sorry to see you go" says
    nothing of money, and comes from those who took some.

    `own` are the user's addresses: a forwarded receipt does not make him one.
    """

    def __init__(self, ledger: Ledger, own: Collection[str]) -> None:
        self._ledger = ledger
        self._own = own

    def __contains__(self, name: object) -> bool:
        """Whether a registrable domain, or an address of a free mail service, has billed."""
        return name in self._names

    def watching(self, read: Read) -> Read:
        """Reads mail, and learns who bills."""

        def reading(
            raw: bytes, received_at: datetime | None, arrived: Arrival | None = None, /
        ) -> ReadMail:
            mail = read(raw, received_at, arrived)
            if mail.outcome.events:
                self._add(mail.sender)
            return mail

        return reading

    @cached_property
    def _names(self) -> set[str]:
        return {self._name(sender) for sender in self._ledger.billers()} - {""}

    def _add(self, sender: str) -> None:
        if name := self._name(sender):
            self._names.add(name)

    def _name(self, sender: str) -> str:
        address = sender.lower()
        domain = address.rpartition("@")[2]
        if not domain or address in self._own:
            return ""
        return address if is_freemail(domain) else organisation(domain)
