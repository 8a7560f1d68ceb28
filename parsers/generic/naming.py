"""What a merchant without a file is called: by the name that its mail shows, else by its domain."""

import re

from parsers.domains import organisation
from parsers.merchants import fold
from parsers.page import Page

# Who writes for a company: the same company, whichever of its desks.
_DESK = re.compile(
    r"(?:customer |member |user |client )?(?:accounts?|admin|billing|bookings?|care|claims"
    r"|collections|donations|enrolments|finance|help|helpdesk|hello|info|invoices?|invoicing|mail|members"
    r"|memberships?|no reply|notifications?|office|orders?|payments?|reception|receipts?|refunds?"
    r"|renewals?|reservations?|sales|services?|subscriptions?|support|team|tickets)"
    r"(?: (?:team|desk|department|dept|service|office))?"
    r"|(?:abo|kunden|leser|mitglieder|service ?)(?:service|betreuung|dienst|verwaltung|team)"
    r"|abrechnung|buchhaltung|rechnung|rechnungen|verwaltung"
    r"|(?:abonnee|klanten|leden)(?:service|administratie)|administratie|debiteuren|facturatie"
    r"|service (?:clients?|abonnements|adherents)|abonnements|comptabilite|facturation"
    r"|atencion al cliente|cobros|facturacion|pagos|amministrazione|assistenza( clienti)?"
    r"|fatturazione|servizio clienti|apoio ao cliente|atendimento|cobrancas|faturacao|faturamento"
    r"|biuro obslugi klienta|faktury|ksiegowosc|rozliczenia"
    "|(?:kund|medlems)(?:tjanst|service|center)|kundeservice|faktura|fakturor|ekonomi|\u00f8konomi"
    r"|regnskab|regnskap|asiakaspalvelu|jasenpalvelu|laskutus|fakturace|uctarna"
    r"|zakaznicky servis|szamlazas|ugyfelszolgalat|facturare|musteri hizmetleri"
)


# "Maya from Fieldkit": who writes, and for whom. Words that also join names are none of these
# ("Comune di X").
_FOR = re.compile(r".{1,40}? (?:from|at|von|vom|bij|fra|från|hos) (.+)")


def seller_name(page: Page) -> str:
    """The sender's display name, else its registrable domain without the ending."""
    name = page.message.from_name.strip().strip('"')
    domain = organisation(page.message.from_domain).partition(".")[0]
    return _without_person(_without_desk(name, domain), domain) or domain.title()


def _without_desk(name: str, domain: str) -> str:
    """A name that begins like the domain, without the desk that wrote: "Acme Hosting Billing"."""
    words = name.split()
    for count in range(1, len(words)):
        rest = fold(" ".join(words[count:]))
        if _DESK.fullmatch(rest) and _is_of(words[:count], domain):
            return " ".join(words[:count])
    return name


def _without_person(name: str, domain: str) -> str:
    """The firm alone of "Maya from Fieldkit", where its domain begins like it."""
    found = _FOR.fullmatch(name)
    return found[1] if found and _is_of(found[1].split(), domain) else name


def _is_of(words: list[str], domain: str) -> bool:
    """Whether a name and a domain begin alike, as far as the shorter one goes."""
    spelt, place = fold("".join(words)), fold(domain.replace("-", ""))
    return len(spelt) > 1 and (spelt.startswith(place) or place.startswith(spelt))
