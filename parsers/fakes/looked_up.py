"""Bills for what stands in public registers, or is owed to a state: anybody can look up to whom."""

import re
from collections.abc import Iterable, Iterator

from parsers.events import BillingEvent
from parsers.fakes.claims import greets_by_name
from parsers.fakes.ways import leaves_nothing
from parsers.message import Message
from parsers.text.bounded import Words

_NEAR = 2000  # how far into a mail its demand is looked for
_EVENTS = frozenset({"registration", "registrations"})  # of who goes to one
# What is sold by bills that nobody asked for: a line in a register, an office for names and marks.
# Not by what any firm has at its foot: the number of a register, a court's, a street, a fine for
# who pays late; nor by words that are others in the next language ("told", "toll", "Vám").
_LISTED = Words(
    r"\b(?:director(?:y|ies)|register(?! (?:for|your|to|here|now|at|online|with|today|an?)\b)"
    r"(?!\W{0,3}(?:no|numbers?|nr|id|\d))"
    r"|regist(?:ry|ration|ers)(?!\W{0,3}(?:no|numbers?|nr|id|code|court|\d))"
    r"|listings?|yearbook|trade ?marks?"
    r"|branchen(?:buch|verzeichnis|eintrag|register|führer)\w*"
    r"|gewerbe(?:verzeichnis|register|eintrag|auskunft|buch|datei|daten|meldung|zentral)\w*"
    r"|firmenverzeichnis\w*|handelsregister(?!nummer|-?nr)\w*"
    r"(?!\W{1,3}(?:\w{1,20}\W{1,3}){0,2}(?:amtsgericht|ag|hr ?[ab]|nr|b|kvk|\d))"
    r"|marken(?:register|eintrag|blatt|verzeichnis|publikation)\w*|merken(?:register|publicatie)\w*"
    r"|suchmaschinen\w*"
    r"|annuaire|(?:bolet[ií]n|registro|publica(?:ci[oó]n|ção)|renova(?:ci[oó]n|ção)) d[ea] (?:su "
    r"|sua |la )?"
    r"marcas?|registre(?! (?:du|des|de|national|n)\b)|marque|directorio"
    r"|registro(?!\W{1,3}(?:mercantil|imprese|delle|de|del|dgs\w*|nacional|n|\d))"
    r"|guide (?:\w+ ){0,2}des (?:entreprises|professionnels)|business (?:guide|pages)"
    r"|firmen(?:guide|führer|portal)\w*"
    r"|(?:elenco|guida|albo|annuario) (?:\w+ )?(?:delle |di )?(?:aziende|imprese|ditte|telefonico"
    r"|commercial\w)"
    r"|gu[ií]a (?:\w+ ){0,2}(?:comercial|empresarial|(?:de|das|de las) empresas|de negocios)"
    r"|marchi\w?|bedrijvengids"
    r"|(?:bedrijven?s?|företags|virksomheds|firma)register\w*"
    r"|cadastro|lista (?:de empresas|empresarial|telef[oó]nica|firm)"
    r"|rejestr\w*(?! (?:sądow|przedsiębiorc|handl)\w*)|ewidencj\w*"
    r"|(?<!obchodním )(?<!obchodního )(?<!veřejném )rejstřík\w*"
    r"|cég(?:jegyzék|tár|regiszter)(?!szám)\w*|szaknévsor\w*|védjegy\w*|kiemelt megjelenés"
    r"|katalog\w* firm|yrityshaku\w*|yritystieto\w* julk\w+"
    r"|katalog(?:u|em)? firem|katal[óo]gu? firiem|ochrann\w+ znám\w+|evidenc\w+ (?:správ|podnik)\w+"
    r"|catalog(?:ul)? (?:firm|de firm|național)\w*|registrul (?:național|firm|mărc)\w*"
    r"|mărci (?:înregistrat\w+)?|poslovni imenik|imenik\w* tvrtk\w*|firma rehber\w*|marka tescil\w*"
    r"|yritys(?:hakemisto|rekisteri|luettelo)\w*|tavaramerk\w+|företagskatalog\w*|varumärke\w*"
    r"|firmakatalog\w*|erhvervsregist\w*|varem[æe]rke\w*|įmonių (?:katalog|registr)\w*"
    r"|uzņēmumu katalog\w*|ettevõtete kataloog\w*|direktori perusahaan|danh bạ doanh nghiệp"
    r"|search engine (?:submission|listing))\b"
    r"|κατάλογο\w* επιχειρήσε|μητρώο επιχειρήσε|καταχώρισ|торгов\w+ марк|товарн\w+ знак"
    r"|справочник\w* (?:предприят|компан|организац|фирм)|каталог\w* (?:підприємств|фирм|компан)"
    r"|фирмен указател|企業年鑑|企業名鑑|企业名录|企業名錄|商标(?:续展|公告)|商標(?:更新|公告)",
    most=_NEAR,
)
# What is owed to a state, a road or a customs office, which knows by whom.
_OWED = Words(
    r"\b(?:tolls?(?!-? ?free|,? dass|!)|e-?zpass|maut\w*|péages?|peajes?|pedaggi\w?|portage(?:m|ns)"
    r"|vignet\w+|vinjet\w*"
    r"|winiet\w*|e-?matrica|dálniční\w*|diaľničn\w+|bompenge\w*|trängselskatt|customs"
    r"|(?<!\d )zoll(?!ern|st)\w*"
    r"|douan\w+|aduan\w+|dogan\w+|alf[aâ]ndeg\w*|tull(?:avgift)?"
    r"|told(?:afgift|gebyr|behandling|styrelse|væsen)\w*|told og moms"
    r"|vám(?:díj|kezel|illeték|tartozás|költség|teher|hivatal|fizet|ügy)\w*"
    r"|(?:parking|speeding|traffic|court) (?:fine|penalty|ticket|violation)s?|penalty charge"
    r"|bussgeld\w*|contravention\w*|amendes?|multas?(?! (?:de|por|e|di[aá]ria|contratual)\b)"
    r"|multas? (?:de|por) (?:tr[aáâ](?:nsito|fico)|velocidad\w?|estaciona\w+|radar)"
    r"|infra[cç][cç]?i[oó]n|infração|contravvenzion\w*"
    r"|boetes?|bekeuring\w*|mandat karny|(?<!smluvní )pokut\w*|bírság\w*|amend[aă]|redeliver\w*"
    r"|re-delivery"
    # What is to be paid first, to be given more.
    r"|(?:release|claim|receive|collect) (?:\w+ )?(?:prize|winnings|inheritance|lottery|award)"
    r"|(?:liberar|recibir|cobrar|reclamar|receber|levantar) (?:\w+ ){0,2}pr[eé]mi?o"
    r"|(?:débloquer|recevoir|percevoir|toucher) (?:\w+ )?(?:gain|lot|gains|héritage)"
    r"|(?:sbloccare|ricevere|riscuotere|ritirare) (?:\w+ ){0,2}(?:premio|vincita)"
    r"|gewinn(?:auszahlung|freigabe|abteilung)|(?:ihren|deinen|den) gewinn"
    r"|(?:prijs|winst|prijzengeld) (?:te )?(?:ontvangen|vrij|uit)\w*"
    r"|(?:odebrać|wypłacić) (?:\w+ )?(?:nagrod|wygran)\w+"
    r"|zustellgebühr|frais de livraison|dopłat\w*|umleitung|tv.?licen[cs]e)\b"
    r"|штраф\w*|глоб\w+|πρόστιμο|διόδι\w+",
    most=_NEAR,
)


def _listed(text: str, *, named: bool) -> Iterator[re.Match[str]]:
    """What of a text stands in registers; to somebody by name not what people go to."""
    while (found := _LISTED.search(text)) is not None:
        if not (named and found[0] in _EVENTS):
            yield found
        text = text[found.end() :]


def looked_up(message: Message, body: str, events: Iterable[BillingEvent]) -> str | None:
    """Why it waits that it bills for what stands in public registers, out of which anybody has a
    name too: with one, where its sender's name or its subject says so.

    Of what is owed to a state nothing is wrong where nobody gains by a bill that is not his; a line
    in a register is sold by an answer, too.
    """
    shown = f"{message.from_name}\n{message.subject}"
    named = greets_by_name(body)
    text = shown if named else f"{shown}\n{body}"
    # A register's name, and the number that a court's has behind it in a firm's last lines.
    found = next(_listed(text, named=named), None)
    found = found or (None if named else _LISTED.search(message.from_name))
    if found is None and (owed := _OWED.search(text)) and not leaves_nothing(message, body, events):
        found = owed
    if found is None:
        return None
    if named:
        return "it wants you to pay for what anybody can look up with your name"
    return "it wants you to pay, and does not say your name"
