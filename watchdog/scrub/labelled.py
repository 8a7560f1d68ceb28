"""What stands beside or below the labels of a mail: numbers, addresses, phones, user names."""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from parsers.language.lexicon import languages, load
from parsers.language.phrases import NO_PHRASES
from watchdog.scrub.invention import Kind
from watchdog.scrub.people import looks_like_name
from watchdog.scrub.sights import ADDRESS, URL, Context, find_kept, looks_like_token
from watchdog.scrub.words import words

_BETWEEN = " \t:：#№|.[°º*\u00a0"
_NUMBER = re.compile(r"(?=[\w./-]*\d)[^\W_][\w./-]{2,39}")
_PHONE = re.compile(r"\+?\(?\d[\d ()./–-]{4,18}\d")
_USER = re.compile(r"@?[\w.-]{3,40}")
_POSTCODE = re.compile(r"\b\d{4,6}\b|\b[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}\b")
_TOWN = re.compile(
    r"\b[A-Z]{2} \d{5}(?:-\d{4})?$"
    r"|^\d{5} [^\W\d_]{3,}(?: [^\W\d_]+)?$"
    r"|^[A-Z]{1,2}\d[A-Z\d]? \d[A-Z]{2}$"
)
_HOUSE = re.compile(
    r"(?<![^\W\d_])[^\W\d_]{2,}+ \d{1,5}[a-z]?$|^\d{1,5}[a-z]? [^\W\d_]{2,}", re.IGNORECASE
)
_ADDRESS_LABEL = re.compile(
    r"addres|adres|anschrift|direcci|indirizzo|endere|osoite|адрес", re.IGNORECASE
)
_CARE_OF = re.compile(
    r"(?:c/o|z\. ?hd\.|attn|attention|chez|à l.attention de|bei)[:.]? ", re.IGNORECASE
)
_CARD_LINE = re.compile(
    r"\b(?:visa|master ?card|amex|american express|paypal|apple pay)\b", re.IGNORECASE
)
_BELOW, _BLOCK, _LINE = 8, 6, 60

Found = Iterator[tuple[Kind, str]]


def find_labelled(lines: Sequence[str], context: Context) -> Found:
    """Every private word that a label gives away, with its kind; NAME for names."""
    for place, line in enumerate(lines):
        below = lines[place + 1 : place + 1 + _BELOW]
        yield from _numbers(line, below, context)
        yield from _beside(line, below)
        yield from _names(line, below)
        yield from _blocks(line, below, context)
        if _is_full_name(line) and _begins_address(below):
            yield from _block([line.strip(), *_until_next(below, context, has_begun=True)])


def _rests(line: str, name: str) -> Iterator[tuple[str, bool, bool]]:
    """What follows each label of a kind; whether it opens the line, and whether a colon follows."""
    for found in words().labels[name].finditer(line[:400]):
        rest = line[found.end() :]
        opens = not line[: found.start()].strip(" >*-|")
        yield rest.strip(_BETWEEN), opens, rest.lstrip()[:1] in (":", "：")
    if name == "number":
        yield from ((line[end:].strip(_BETWEEN), False, False) for end in _lexicon_labels(line))


def _lexicon_labels(line: str) -> Iterator[int]:
    begun = line[:400]
    return (found.end() for label in _of_numbers() for found in label.finditer(begun))


@cache
def _of_numbers() -> tuple[re.Pattern[str], ...]:
    """What numbers are labelled with in any language; the same word in several stands once."""
    labels = (load(one).labels.get("reference", NO_PHRASES).each for one in sorted(languages()))
    by_source = {label.source: label.pattern.pattern for some in labels for label in some}
    return tuple(by_source.values())


def _numbers(line: str, below: Sequence[str], context: Context) -> Found:
    for rest, _, _ in _rests(line, "number"):
        texts = [rest] if rest else [text.strip(_BETWEEN) for text in below]
        for text in (one.strip("(#") for one in texts):
            found = _NUMBER.match(text)
            if found and (rest or found.end() == len(text)) and _is_free(text, found, context):
                yield Kind.NUMBER, found[0].rstrip("./-_")
                break


def _is_free(text: str, found: re.Match[str], context: Context) -> bool:
    """Whether a number is no day, amount or year."""
    number = found[0]
    if re.fullmatch(r"(?:19|20)\d\d|\d{1,3}(?:[.,]\d+)?", number):
        return False
    kept = find_kept(text, context)
    return not any(start <= found.start() and found.end() <= end for start, end in kept)


def _beside(line: str, below: Sequence[str]) -> Found:
    for rest, _, colon in _rests(line, "phone"):
        text = rest or next(iter(below), "").strip(_BETWEEN)
        found = _PHONE.match(text)
        if found and sum(letter.isdigit() for letter in found[0]) >= 6 and (colon or not rest):
            yield Kind.PHONE, found[0]
    for rest, opens, colon in _rests(line, "user"):
        text = rest if colon else next(iter(below), "") if not rest else ""
        if opens and text and _USER.fullmatch(text) and not ADDRESS.fullmatch(text):
            yield Kind.USER, text.lstrip("@")


def _names(line: str, below: Sequence[str]) -> Found:
    for rest, opens, colon in _rests(line, "name"):
        name = rest if colon else next(iter(below), "") if not rest and " " in line else ""
        if opens and looks_like_name(name) and not ADDRESS.search(name):
            yield Kind.NAME, name


def _blocks(line: str, below: Sequence[str], context: Context) -> Found:
    for rest, opens, colon in _rests(line, "address"):
        if not (colon or (opens and not rest)):
            continue
        # "Note to customer: your account was charged, call us at ..." is a sentence.
        block = list(_until_next(rest.split(","), context, has_begun=False)) if rest else []
        block += _until_next(below, context, has_begun=bool(rest))
        yield from _block(block, is_told=bool(_ADDRESS_LABEL.search(line)))


def _is_full_name(line: str) -> bool:
    """Whether a line is two words or more that can be a name, and nothing else."""
    long = [word for word in re.findall(r"[^\W\d_]+", line) if len(word) > 2]
    return len(long) > 1 and looks_like_name(line) and not _CARE_OF.match(line.strip())


def _begins_address(lines: Sequence[str]) -> bool:
    """Whether the lines below a name are a street, or a street and a town."""
    near = [line.strip(" >|") for line in lines[:3]]
    return any(map(is_surely_postal, near[:1])) or (
        any(map(is_surely_postal, near[1:])) and bool(near[0]) and bool(re.search(r"\d", near[0]))
    )


def _until_next(below: Iterable[str], context: Context, *, has_begun: bool) -> Iterator[str]:
    """The lines of a block: up to a blank one, the next label, an amount or a sentence."""
    for text in list(below)[:_BLOCK]:
        if not text.strip() and not has_begun:
            continue
        if not text.strip() or _ends_block(text, context):
            return
        has_begun = True
        yield text.strip(" >|")


def _ends_block(text: str, context: Context) -> bool:
    if len(text) > _LINE or text.rstrip().endswith((":", "：")) or URL.search(text):
        return True
    if any(pattern.match(text.strip()) for pattern in words().labels.values()):
        return True
    return _is_label(text) or bool(find_kept(text, context))


def _is_label(text: str) -> bool:
    """Whether a line says what bills say and nothing else ("Subtotal", "Payment method")."""
    some = re.findall(r"[^\W\d_]+", text.lower())
    has_digit = re.search(r"\d", text) is not None
    if some and not has_digit and all(word in words().billing for word in some):
        return True
    labels = (labels for language in languages() for labels in load(language).labels.values())
    bare = text.strip(" :*")
    return any(label.pattern.fullmatch(bare) for some in labels for label in some.each)


def _block(lines: Sequence[str], *, is_told: bool = False) -> Found:
    """Name and address lines of a block; it may be anything when nothing looks like an address.

    `is_told`: the label says that it is one; then a house number is enough.
    """
    lines = [line for line in lines if not _CARD_LINE.search(line) and not ADDRESS.search(line)]
    named = bool(lines) and looks_like_name(lines[0])
    if named:
        yield Kind.NAME, lines[0]
    if any(is_postal(line) or (is_told and _HOUSE.search(line)) for line in lines):
        for line in _address_lines(lines[1 if named else 0 :]):
            if (care := _CARE_OF.match(line)) and looks_like_name(line[care.end() :]):
                yield Kind.NAME, line[care.end() :]
            elif line.lower().strip(" .") not in words().countries and not _is_code(line):
                yield Kind.POSTAL, line


def _is_code(line: str) -> bool:
    return " " not in line and looks_like_token(line)


def _address_lines(lines: Sequence[str]) -> Iterator[str]:
    """Up to the postcode below a street, or to the country; a postcode may come first, too."""
    for place, line in enumerate(lines):
        yield line
        if line.lower().strip(" .") in words().countries:
            return
        if place and _POSTCODE.search(line) and not words().street.search(line):
            yield from (
                one for one in lines[place + 1 : place + 2] if one.lower() in words().countries
            )
            return


def is_postal(line: str) -> bool:
    """Whether a line looks like part of a postal address."""
    return bool(words().street.search(line) or _POSTCODE.search(line)) and len(line) <= _LINE


def is_surely_postal(line: str) -> bool:
    """As `is_postal`, where nothing but the line itself speaks for it."""
    return len(line) <= _LINE and bool(words().street.search(line) or _TOWN.search(line))


def below_names(lines: Sequence[str], names: frozenset[str], context: Context) -> Found:
    """Address lines under a line that is just somebody's name, label or not."""
    for place, line in enumerate(lines):
        if " ".join(line.lower().split()) in names:
            rest = list(_until_next(lines[place + 1 :], context, has_begun=True))
            if any(is_postal(text) for text in rest[:4]):
                yield from _block(rest)
