"""What a merchant without a file is called: by the name that its mail shows, else by its domain."""

import re

from parsers.domains import organisation
from parsers.merchants import fold
from parsers.page import Page

# Who writes for a company: the same company, whichever of its desks.
_DESK = re.compile(
    r"(?:customer |member |user )?(?:accounts?|billing|care|invoices?|mail|members|membership"
    r"|no reply|notifications?|payments?|receipts?|services?|subscriptions?|support|team)"
    r"(?: (?:team|desk|department|dept|service))?"
    r"|buchhaltung|kundenservice|kundenbetreuung|rechnung|rechnungen|service ?team"
)


def seller_name(page: Page) -> str:
    """The sender's display name, else its registrable domain without the ending."""
    name = page.message.from_name.strip().strip('"')
    domain = organisation(page.message.from_domain).partition(".")[0]
    return _without_desk(name, domain) or domain.title()


def _without_desk(name: str, domain: str) -> str:
    """A name whose first words are the domain, without the desk that wrote: "Acme Billing"."""
    words = name.split()
    for count in range(1, len(words)):
        rest = fold(" ".join(words[count:]))
        if fold("".join(words[:count])) == domain and _DESK.fullmatch(rest):
            return " ".join(words[:count])
    return name
