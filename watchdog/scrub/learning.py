"""Gathers the private words of a mail from its headers and lines, before anything is replaced."""

import re
from collections.abc import Iterator, Sequence

import msgspec
from msgspec.structs import replace

from parsers.domains import is_freemail, organisation
from parsers.merchants import Known, fold
from parsers.mime.headers import read_author
from watchdog.scrub.invention import Kind, in_case_of, number_of, person
from watchdog.scrub.labelled import below_names, find_labelled
from watchdog.scrub.people import (
    Fields,
    delivered_to,
    from_subject,
    greeted,
    is_distinctive,
    local_words,
    mailboxes,
    name_map,
    name_words,
    same_person,
    subject_openings,
    word_map,
)
from watchdog.scrub.secrets import Secrets, is_private_domain, plain
from watchdog.scrub.sights import ADDRESS, Context
from watchdog.scrub.words import words

_FORWARDED = re.compile(
    r"^[\s>]*(?:-{3,}.{0,60}-{3,}|begin forwarded message:|anfang der weitergeleiteten.*"
    r"|début du message (?:transféré|réexpédié).*)\s*$",
    re.IGNORECASE,
)
_FROM_LINE = re.compile(
    r"^[\s>*]*(?:from|von|de|da|van|från|fra|od)\s*:\*?\s*+(.*@.*)$", re.IGNORECASE
)


class Letter(msgspec.Struct, frozen=True, kw_only=True):
    """What is learned from: the header fields of the mail, then of those it carries; its lines."""

    fields: tuple[Fields, ...]
    subjects: tuple[str, ...]
    lines: tuple[str, ...]


def learn(letter: Letter, known: Known, context: Context) -> Secrets:
    """Everything private that the mail gives away."""
    senders, forwarder = _senders(letter)
    own = frozenset(organisation(_domain(one)) for one in senders if not is_freemail(_domain(one)))
    brands = frozenset(one for domains in known.brands.values() for one in domains)
    secrets = Secrets(own=own, brands=brands)
    boxes = _recipients(letter, senders, forwarder)
    context = replace(context, secrets=secrets)
    found = list(find_labelled(letter.lines, context))
    companies = _brand_words(letter, senders, known)
    names = [name_words(text) for kind, text in found if kind is Kind.NAME]
    told = [name for name in names if not _is_ordinary(name, companies)]
    secrets = _with_people(secrets, _people(letter, boxes, told), letter, companies)
    secrets = replace(secrets, companies=companies - set(secrets.names))
    secrets = replace(secrets, addresses=_free_senders(senders) | _addresses(boxes))
    full = frozenset(name for name in secrets.names if " " in name)
    found += below_names(letter.lines, full, context)
    return replace(secrets, words=_words(found, boxes, secrets, companies))


def _domain(address: str) -> str:
    return address.rpartition("@")[2]


def _author(fields: Fields) -> tuple[str, str]:
    value = next((value for key, value in fields if key == "from"), "")
    author, _ = read_author(value)
    return author.name, author.address.lower()


def _senders(letter: Letter) -> tuple[list[str], str]:
    """The addresses of who bills, and that of the person who forwarded it, if one did."""
    authors = [address for _, address in map(_author, letter.fields) if address]
    outer = _author(letter.fields[0])[1]
    inner = [one for one in authors if one != outer] or _inline_senders(letter.lines)
    if inner and organisation(_domain(inner[0])) != organisation(_domain(outer)):
        return inner, outer
    return authors[:1], ""


def _inline_senders(lines: Sequence[str]) -> list[str]:
    """The senders that a mail forwarded as text names."""
    marks = [place for place, line in enumerate(lines) if _FORWARDED.match(line)]
    if not marks:
        return []
    heads = (_FROM_LINE.match(line) for line in lines[marks[0] : marks[0] + 12])
    found = (ADDRESS.search(head[1]) for head in heads if head)
    return [one[0].lower() for one in found if one]


_Boxes = list[tuple[int, str, str]]  # the number of the person, name, address


def _recipients(letter: Letter, senders: list[str], forwarder: str) -> _Boxes:
    """Everybody the mail went to, numbered; 0 is who owns the mailbox."""
    delivered = [one for fields in letter.fields for one in delivered_to(fields)]
    boxes = [box for fields in letter.fields for box in mailboxes(fields)]
    outer = {address for _, address in mailboxes(letter.fields[0])}
    if forwarder:
        boxes = [_author(letter.fields[0]), *boxes]
    boxes = [(name, address) for name, address in boxes if address not in senders]
    if not boxes:
        return [(0, "", address) for address in dict.fromkeys(delivered) if address not in senders]
    primary = next((one for _, one in boxes if one in delivered), boxes[0][1])
    owners = {primary, *delivered}
    if forwarder:  # a forwarded mail went to whoever forwards it
        owners |= {address for _, address in boxes if address not in outer}
    others = [one for one in dict.fromkeys(one for _, one in boxes) if one not in owners]
    numbers = {address: place for place, address in enumerate(others, start=1)}
    told = [(numbers.get(address, 0), name, address) for name, address in boxes]
    return told + [(0, "", address) for address in delivered if address not in senders]


def _free_senders(senders: list[str]) -> dict[str, str]:
    """Who writes from a free mail service is somebody; that it is one tells a fake."""
    return {one: f"sender@{_domain(one)}" for one in senders if is_freemail(_domain(one))}


def _addresses(boxes: _Boxes) -> dict[str, str]:
    return {address: person(number)[1] for number, _, address in boxes}


_People = dict[int, list[tuple[str, ...]]]


def _people(letter: Letter, boxes: _Boxes, labelled: list[tuple[str, ...]]) -> _People:
    """The names of each person, by number."""
    people: _People = {number: [] for number in (0, *(number for number, _, _ in boxes))}
    for number, name, address in boxes:
        people[number].append(name_words(name) or local_words(address))
    people[0] += [name_words(name) for _, name in greeted((*letter.subjects, *letter.lines))]
    people[0] += [name_words(one) for subject in letter.subjects for one in from_subject(subject)]
    for told in labelled:
        people.setdefault(_whose(told, people), []).append(told)
    return {number: [name for name in names if name] for number, names in people.items()}


def _whose(name: tuple[str, ...], people: _People) -> int:
    """The number of the person that a label names: who is known, else the owner, else a new one."""
    before = number_of(name)
    if before is not None:
        return before
    for number, names in people.items():
        if any(same_person(name, one) for one in names):
            return number
    return max(people) + 1 if any(len(one) > 1 for one in people[0]) else 0


def _is_ordinary(name: tuple[str, ...], companies: frozenset[str]) -> bool:
    """Whether a name is made of words that are nobody's ("Apple Card")."""
    return {plain(word) for word in name} <= companies | words().ordinary


def _with_people(
    secrets: Secrets, people: _People, letter: Letter, brands: frozenset[str]
) -> Secrets:
    boxed = {plain(word) for fields in letter.fields for word in _boxed(fields)}
    names: dict[str, str] = {}
    single: dict[str, str] = {}
    for number, some in people.items():
        for name in sorted(some, key=len, reverse=True):
            if not {plain(word) for word in name} <= brands - boxed:
                single |= word_map(name, number) | single
                names |= name_map(name, number) | names if len(name) > 1 else names
    sure = {word: one for word, one in single.items() if is_distinctive(word, brands)}
    doubtful = frozenset(
        word for word, one in single.items() if word not in sure and word != plain(one)
    )
    phrases = _phrases(letter, {word: single[word] for word in doubtful})
    return replace(secrets, names=phrases | sure | names, doubtful=doubtful)


def _boxed(fields: Fields) -> Iterator[str]:
    """The words of the recipients' names: a brand's name among them is a person's all the same."""
    for name, address in mailboxes(fields):
        yield from name_words(name) or local_words(address)


def _phrases(letter: Letter, single: dict[str, str]) -> dict[str, str]:
    """Greetings as a whole: there a name is replaced even if it is an ordinary word."""
    found: dict[str, str] = {}
    openings = [one for subject in letter.subjects for one in subject_openings(subject)]
    for greeting, name in (*openings, *greeted((*letter.subjects, *letter.lines))):
        some = name_words(name)
        if len(some) == 1 and plain(some[0]) in single:
            instead = in_case_of(some[0], single[plain(some[0])])
            found[plain(greeting)] = greeting.replace(some[0], instead)
    return found


def _brand_words(letter: Letter, senders: list[str], known: Known) -> frozenset[str]:
    """Words that name companies: the sender's own, and those of the catalogue."""
    names = [_author(fields)[0] for fields in letter.fields if _author(fields)[1] in senders]
    domains = (re.split(r"[.-]", _domain(one)) for one in senders)
    said = {word for name in names for word in plain(name).split()}
    catalogue = {word for name in known.merchants for word in fold(name).split()}
    return frozenset(said | catalogue | {word for some in domains for word in some})


def _words(
    found: list[tuple[Kind, str]], boxes: _Boxes, secrets: Secrets, companies: frozenset[str]
) -> dict[str, Kind]:
    """The other private words; a recipient's own domain and the part before the @ are some."""
    told = {plain(text): kind for kind, text in found if kind is not Kind.NAME}
    for _, _, address in boxes:
        local, _, domain = address.rpartition("@")
        if len(local) > 4 and local not in companies | words().roles | words().ordinary:
            told[plain(local)] = Kind.USER
        if is_private_domain(domain) and organisation(domain) not in secrets.own:
            told[domain] = told[organisation(domain)] = Kind.DOMAIN
    return {
        word: kind for word, kind in told.items() if len(word) > 2 and word not in secrets.names
    }
