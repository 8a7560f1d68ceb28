"""Our own fakes as a cleverer author sends them: `python -m benchmarks.mutated [WAY] [honest]`.

Each way changes every fake that poses as a brand and that it fits; printed is how many of them are
called then, and with a way named, which are not. `honest`: the same of honest mail, none of which
may be called.
"""

import re
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from functools import cache

from msgspec.structs import replace

from parsers.domains import is_freemail
from parsers.fakes.brands import borne
from parsers.merchants import fold
from parsers.outcome import Verdict
from tests import fakes as made_up
from tests.mailed import Mailed
from tests.scam_rounds import all_honest, all_scams
from watchdog.catalog import load_catalog
from watchdog.pipeline import read_mail
from watchdog.setting import known_to

_NOW = datetime(2026, 11, 22, tzinfo=UTC)
_KNOWN = known_to(load_catalog(), own_addresses=frozenset({"pat@example.org"}))
_ADDRESS = re.compile(r"<([^<>]*)>\s*$")
_TAG = re.compile(r"(<[^>]*>)")

_MANY = (("List-Unsubscribe", "<https://news.example/out>"),)

Way = Callable[[Mailed], Mailed | None]


def _name(mail: Mailed) -> str:
    return _ADDRESS.sub("", mail.sender).strip().strip('"')


def _address(mail: Mailed) -> str:
    found = _ADDRESS.search(mail.sender)
    return found[1] if found else mail.sender.strip()


def _domain(mail: Mailed) -> str:
    return _address(mail).rpartition("@")[2]


def _from(mail: Mailed, name: str, address: str = "") -> Mailed:
    return replace(mail, sender=f'"{name}" <{address or _address(mail)}>')


@cache
def _spelt(brand: str) -> re.Pattern[str]:
    """All that whoever is called so is called, as it is written."""
    own = {**_KNOWN.names, **_KNOWN.brands}
    names = {name for name, places in own.items() if places & own[brand]}
    ways = ("[\\s\\-_]?".join(map(re.escape, one.split())) for one in sorted(names, key=len)[::-1])
    return re.compile(rf"(?<![a-z])(?:{'|'.join(ways)})(?:\.com|\+)?(?![a-z])", re.IGNORECASE)


@cache
def _brand(sender: str, subject: str, text: str) -> str | None:
    shown = fold(f"{sender.rpartition('<')[0]} {subject} {_TAG.sub(' ', text)}")
    found = borne(shown, set(shown.split()), _KNOWN)
    found += [one for one in shown.split() if one in _KNOWN.names]
    return max(found, key=lambda one: len(_spelt(one).findall(shown)), default=None)


def brand_of(mail: Mailed) -> str | None:
    """The brand that it names most often, folded."""
    return _brand(mail.sender, mail.subject, mail.text or mail.html)


def _outside_tags(html: str, change: Callable[[str], str]) -> str:
    pieces = _TAG.split(html)
    return "".join(one if one.startswith("<") else change(one) for one in pieces)


def _in_words(mail: Mailed, change: Callable[[str], str], *, subject: bool = True) -> Mailed:
    """The mail with its words changed, not its tags."""
    return replace(
        mail,
        subject=change(mail.subject) if subject else mail.subject,
        text=change(mail.text),
        html=_outside_tags(mail.html, change),
    )


def _written(how: Callable[[str], str], *, name: bool = True, html: bool = False) -> Way:
    """The brand written otherwise, wherever it stands."""

    def way(mail: Mailed) -> Mailed | None:
        brand = brand_of(mail)
        if brand is None or (html and not mail.html):
            return None
        spelt = _spelt(brand)

        def change(text: str) -> str:
            return spelt.sub(lambda found: how(found[0]), text)

        if html:
            return replace(mail, html=_outside_tags(mail.html, change))
        changed = _in_words(mail, change)
        changed = _from(changed, change(_name(mail))) if name else changed
        return changed if changed != mail else None

    return way


def _without(mail: Mailed, brand: str, *, name: str | None = None, keep: str = "") -> Mailed:
    """The mail without the brand, but in what is kept: "name", "subject", "once"."""
    spelt = _spelt(brand)

    def gone(text: str) -> str:
        return re.sub(r"(?<=\S)[ \t]{2,}", " ", spelt.sub("", text))

    def once(text: str) -> str:
        found = spelt.search(text)
        return text[: found.end()] + gone(text[found.end() :]) if found else text

    kept = once if keep == "once" else gone
    changed = replace(
        mail,
        subject=mail.subject if keep == "subject" else gone(mail.subject),
        text=kept(mail.text),
        html=kept(mail.html) if keep == "once" else _outside_tags(mail.html, gone),
        attached=tuple(gone(one) or "file.pdf" for one in mail.attached),
    )
    plain = gone(_name(mail)).strip()
    return (
        changed
        if keep == "name"
        else _from(changed, plain or "Billing Team" if name is None else name)
    )


def _moved(mail: Mailed, domain: str, local: str = "") -> Mailed:
    """The mail from another place, which it leads to as well; signed there."""
    old = _domain(mail)
    if not old or is_freemail(old) or _is_real(old):
        return mail
    address = f"{local or _address(mail).partition('@')[0]}@{domain}"
    if brand := brand_of(mail):
        address = _spelt(brand).sub("info", address)
    changed = _from(mail, _name(mail), address)
    headers = tuple((one, value.replace(old, domain)) for one, value in mail.headers)
    return replace(
        changed,
        headers=headers,
        text=mail.text.replace(old, domain),
        html=mail.html.replace(old, domain),
    )


def _is_real(domain: str) -> bool:
    return not domain.endswith(".example")


# -- where the brand stands


def only_in_name(mail: Mailed) -> Mailed | None:
    brand = brand_of(mail)
    if brand is None or not _spelt(brand).search(_name(mail)):
        return None
    return _moved(_without(mail, brand, keep="name"), "mail-service.example")


def only_in_subject(mail: Mailed) -> Mailed | None:
    brand = brand_of(mail)
    if brand is None or not _spelt(brand).search(mail.subject):
        return None
    return _without(mail, brand, keep="subject")


def once_in_body(mail: Mailed) -> Mailed | None:
    brand = brand_of(mail)
    if brand is None or not _spelt(brand).search(_TAG.sub("", mail.text or mail.html)):
        return None
    return _moved(_without(mail, brand, name="Billing Team", keep="once"), "notice-desk.example")


def only_in_picture(mail: Mailed) -> Mailed | None:
    brand = brand_of(mail)
    if brand is None or not mail.html:
        return None
    bare = _without(replace(mail, text=""), brand)
    shown = _KNOWN.spelling(brand)
    picture = f'<img src="https://{_domain(mail)}/i/77.png" alt="{shown}">'
    html = re.sub(r"(<body[^>]*>|^)", lambda found: found[0] + picture, bare.html, count=1)
    return replace(bare, html=html)


def only_in_logo_file(mail: Mailed) -> Mailed | None:
    brand = brand_of(mail)
    if brand is None or not mail.html:
        return None
    bare = _without(replace(mail, text=""), brand)
    file = brand.replace(" ", "-")
    picture = f'<img src="https://{_domain(mail)}/i/{file}-logo.png">'
    html = re.sub(r"(<body[^>]*>|^)", lambda found: found[0] + picture, bare.html, count=1)
    return replace(bare, html=html)


def only_in_link_path(mail: Mailed) -> Mailed | None:
    return _only_in_links(mail, r"(https://[\w.-]+)(/[\w./-]*)?", r"\1/{file}/account")


def only_in_host(mail: Mailed) -> Mailed | None:
    return _only_in_links(mail, r"https://[\w.-]+", "https://{file}.account-portal.example")


def _only_in_links(mail: Mailed, place: str, led: str) -> Mailed | None:
    brand = brand_of(mail)
    if brand is None or "https://" not in mail.text + mail.html:
        return None
    bare, into = _without(mail, brand), led.format(file=brand.replace(" ", "-"))
    text, html = (re.sub(place, into, one) for one in (bare.text, bare.html))
    return replace(bare, text=text, html=html)


def only_in_file(mail: Mailed) -> Mailed | None:
    brand = brand_of(mail)
    if brand is None:
        return None
    file = f"{_KNOWN.spelling(brand).replace(' ', '_')}_Invoice_77120.pdf"
    return replace(_without(mail, brand), attached=(file,))


# -- who sends it


def from_office(mail: Mailed) -> Mailed | None:
    brand = brand_of(mail)
    name = _spelt(brand).sub("", _name(mail)).strip() if brand else ""
    return _from(mail, "Billing Team") if brand and name != _name(mail) else None


def from_neutral(mail: Mailed) -> Mailed | None:
    changed = _moved(mail, "nordquell-service.example", "noreply")
    return changed if changed != mail else None


def from_person(mail: Mailed) -> Mailed | None:
    if brand_of(mail) is None or _is_real(_domain(mail)):
        return None
    changed = _moved(mail, "brunner-schreinerei.example", "m.brunner")
    return _from(changed, "Martina Brunner")


def from_firm(mail: Mailed) -> Mailed | None:
    if brand_of(mail) is None or _is_real(_domain(mail)):
        return None
    changed = _moved(mail, "lumiretail.example", "hello")
    return _from(changed, "Lumiretail")


def from_firm_that_says_so(mail: Mailed) -> Mailed | None:
    changed = from_firm(mail)
    return changed and _with_foot(changed, "Lumiretail Ltd, 12 Mill Lane, Leeds")


def from_free_mail(mail: Mailed) -> Mailed | None:
    if brand_of(mail) is None or _is_real(_domain(mail)):
        return None
    return _from(replace(mail, headers=()), _name(mail), "k.weaver.4471@gmail.com")


def from_alert_domain(mail: Mailed) -> Mailed | None:
    changed = _moved(mail, "secure-alerts-center.example", "noreply")
    return changed if changed != mail else None


def _with_foot(mail: Mailed, foot: str) -> Mailed:
    html = mail.html.replace("</body>", f"<p>{foot}</p></body>") if mail.html else ""
    html = html if html != mail.html or not html else f"{html}<p>{foot}</p>"
    return replace(mail, text=f"{mail.text.rstrip()}\n\n{foot}\n" if mail.text else "", html=html)


# -- what it says


def greets(mail: Mailed) -> Mailed | None:
    if brand_of(mail) is None:
        return None
    hello = re.compile(
        r"(?im)^(?:dear|hello|hi|hallo|guten tag|sehr geehrte\w*|bonjour|cher\w*|hola|estimad\w+"
        r"|gentile|ciao|geachte|beste|ol[áa]|prezad\w|caro|szanown\w+|hej|hei)\b[^\n<]{0,40}[,:!]?$"
    )
    text = hello.sub("", mail.text)
    html = mail.html
    html = re.sub(r"(<p[^>]*>|<body[^>]*>)", r"\1Hi Pat,<br>", html, count=1) if html else ""
    return replace(mail, text=f"Hi Pat,\n\n{text.lstrip()}" if text else "", html=html)


_PRESSING = re.compile(
    r"(?i)\b(?:within|in the next|innerhalb von|dans les|en las próximas|entro|binnen|inom|innen)"
    r" \d+ ?\w+|\bimmediately\b|\burgent\w*|\bsofort\w*|\btoday\b|\bheute\b|\bnow\b|\bjetzt\b"
)


def calm(mail: Mailed) -> Mailed | None:
    changed = _in_words(mail, lambda text: _PRESSING.sub("", text))
    return changed if changed != mail and brand_of(mail) else None


def answered(mail: Mailed) -> Mailed | None:
    return replace(mail, subject=f"Re: {mail.subject}") if brand_of(mail) else None


def forwarded(mail: Mailed) -> Mailed | None:
    return replace(mail, subject=f"Fwd: {mail.subject}") if brand_of(mail) else None


def to_many(mail: Mailed) -> Mailed | None:
    if brand_of(mail) is None:
        return None
    return replace(mail, headers=(*mail.headers, *_MANY))


def shortened(mail: Mailed) -> Mailed | None:
    return _led(mail, "https://bit.ly/3xY7kPq")


def on_a_services_page(mail: Mailed) -> Mailed | None:
    return _led(mail, "https://sites.google.com/view/member-77120/home")


def on_a_cloud(mail: Mailed) -> Mailed | None:
    return _led(mail, "https://member-77120.pages.dev/start")


def _led(mail: Mailed, place: str) -> Mailed | None:
    whole = re.compile(r"https?://[\w.-]+(?:/[^\s\"'<>)]*)?")
    changed = replace(mail, text=whole.sub(place, mail.text), html=whole.sub(place, mail.html))
    return changed if changed != mail and brand_of(mail) else None


def by_a_code(mail: Mailed) -> Mailed | None:
    whole = re.compile(r"https?://[\w.-]+(?:/[^\s\"'<>)]*)?")
    brand = brand_of(mail)
    if brand is None or not whole.search(mail.text) or mail.html:
        return None
    return replace(mail, text=whole.sub("the code below", mail.text), attached=("code.png",))


def priceless(mail: Mailed) -> Mailed | None:
    price = re.compile(
        r"(?:[$€£¥₹]|USD|EUR|GBP|Rs\.?|R\$|zł|kr|CHF)\s?\d[\d.,]*|\d[\d.,]*\s?(?:[$€£]|USD|EUR|GBP|zł|kr\b|CHF|Ft|lei|TL|Kč|円|원|元|руб)"
    )
    changed = _in_words(mail, lambda text: price.sub("", text))
    return changed if changed != mail and brand_of(mail) else None


def as_html(mail: Mailed) -> Mailed | None:
    if mail.html or brand_of(mail) is None:
        return None
    linked = re.sub(r"(https?://\S+)", r'<a href="\1">Continue</a>', mail.text)
    parts = "".join(f"<p>{one}</p>" for one in linked.split("\n\n"))
    return replace(mail, text="", html=f"<html><body>{parts}</body></html>")


def as_picture(mail: Mailed) -> Mailed | None:
    link = re.search(r"https://[\w.-]+(?:/[^\s\"'<>)]*)?", mail.html)
    if link is None or brand_of(mail) is None:
        return None
    page = f'<a href="{link[0]}"><img src="cid:1" width="600"></a>'
    return replace(mail, text="", html=f"<html><body>{page}</body></html>")


_FULL = {code: code + 0xFEE0 for code in range(0x21, 0x7F)}
_GREEK = str.maketrans("aeopcxyi", "аеорсхуі")

WAYS: dict[str, Way] = {
    one.__name__: one
    for one in (
        *(only_in_name, only_in_subject, once_in_body, only_in_picture, only_in_logo_file),
        *(only_in_link_path, only_in_host, only_in_file, from_office, from_neutral, from_person),
        *(from_firm, from_firm_that_says_so, from_free_mail, from_alert_domain, greets, calm),
        *(answered, forwarded, to_many, shortened, on_a_services_page, on_a_cloud, by_a_code),
        *(priceless, as_html, as_picture),
    )
} | {
    "torn by tags": _written(lambda name: f"{name[:2]}<b>{name[2:]}</b>", html=True),
    "torn by nothing seen": _written(lambda name: f"{name[:3]}\u200b{name[3:]}"),
    "torn by a soft hyphen": _written(lambda name: f"{name[:3]}\u00ad{name[3:]}"),
    "torn by a joiner": _written(lambda name: f"{name[:3]}\u2060{name[3:]}"),
    "torn by a variation": _written(lambda name: f"{name[:3]}\ufe0f{name[3:]}"),
    "torn by a hyphen": _written(lambda name: f"{name[:3]}-{name[3:]}"),
    "torn by a dot": _written(lambda name: f"{name[:3]}.{name[3:]}"),
    "torn by a space": _written(lambda name: f"{name[:3]} {name[3:]}"),
    "torn by a thin space": _written(lambda name: f"{name[:3]}\u200a{name[3:]}"),
    "in wide letters": _written(lambda name: name.translate(_FULL)),
    "in Cyrillic letters": _written(lambda name: name.translate(_GREEK)),
    "one letter twice": _written(lambda name: f"{name[:3]}{name[2:3]}{name[3:]}"),
    "one letter less": _written(lambda name: f"{name[:3]}{name[4:]}"),
    "two letters swapped": _written(lambda name: f"{name[:2]}{name[3:4]}{name[2]}{name[4:]}"),
    "with a figure": _written(lambda name: re.sub("[oO]", "0", re.sub("[ilI]", "1", name))),
    "with accents": _written(lambda name: name.translate(str.maketrans("aeiou", "áéíóú"))),
    "glued to a word": _written(lambda name: f"{name.replace(' ', '')}Account"),
    "glued behind a word": _written(lambda name: f"My{name.replace(' ', '')}"),
    "as its place": _written(lambda name: f"{name.replace(' ', '').lower()}.com"),
    "with a mark": _written(lambda name: f"{name}\u2122"),
    "in brackets": _written(lambda name: f"[{name}]"),
    "with underscores": _written(lambda name: f"_{name}_"),
    "abbreviated": _written(lambda name: f"{name[0]}******{name[-1]}"),
}


def mails(*, honest: bool) -> Iterator[Mailed]:
    """Those of the tests that pose as a brand; or honest ones."""
    yield from all_honest() if honest else (one for one in all_scams() if one.brand)
    for one in made_up.honest() if honest else made_up.fakes():
        yield Mailed(
            name=one.subject,
            sender=f'"{one.name}" <{one.address}>',
            subject=one.subject,
            text=one.body,
            headers=_MANY if one.unsubscribe else (),
            attached=(one.attached,) if one.attached else (),
        )


def is_called(mail: Mailed) -> bool:
    """Whether it is kept out, and called by its name."""
    outcome = read_mail(mail.raw(), received_at=_NOW, known=_KNOWN).outcome
    doubted = outcome.trust.verdict in (Verdict.SUSPICIOUS, Verdict.FAILED)
    return doubted and bool(outcome.events)


def main() -> int:
    """Print of each way how many it fits, and how many are called."""
    named = [one for one in sys.argv[1:] if one in WAYS]
    stride = next((int(one) for one in sys.argv[1:] if one.isdigit()), 1)
    is_honest = "honest" in sys.argv
    before = list(mails(honest=is_honest))[::stride]
    for name in named or WAYS:
        changed = [(one, new) for one in before if (new := WAYS[name](one)) is not None]
        called = [(one, new, is_called(new)) for one, new in changed]
        count = sum(found for _, _, found in called)
        print(f"{name}: {count} of {len(changed)}, {count / (len(changed) or 1):.1%}", flush=True)
        for one, new, found in called if named else ():
            if found == is_honest:
                print(f"   {one.name} | {new.sender} | {new.subject}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
