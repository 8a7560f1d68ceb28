"""Running text cut into sentences, and hard-wrapped lines put together again."""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from parsers.text.bounded import Bounded
from parsers.text.speech import QUOTING

_LONG = 8  # letters and a full stop; no abbreviation has as many
_LONGEST_KEPT = 1000  # characters
_REACH = 25  # characters; what has to be seen of a sentence to tell how it ends
# One class at the front, which is found fast; then all the marks, never from within.
_STOP = re.compile(
    r"[.!?…。！？](?:(?<=[。！？])[。！？]*+[」』）]*+"
    r"|(?<![.!?…][.!?…])(?<=[.!?…])[.!?…]*+[\"'”“’»«)\]]*+(?=\s))"
)
_LAST_WORD = Bounded(r"[^\W_][\w.]*$", most=_REACH)
_NEXT_WORD = re.compile(r"\s*([^\W\d_]{3})")
# Days of numbers with spaces between: "15. 7. 2026", "2026. 07. 15.": what stands before a dot,
# and what goes on behind it.
_DAY_BEGINS = re.compile(r"\s*(?:0?[1-9]|1[0-2])\.(?:\s|$)")
_DAY_AND_MONTH = re.compile(r"(?<!\d)\d{1,2}\.\s*\d{1,2}\.$")
_YEAR_FOLLOWS = re.compile(r"\s*(?:19|20)\d\d\b")
_YEAR = re.compile(r"(?:19|20)\d\d\.(?:\s*\d{1,2}\.)?$")
_NUMBER_FOLLOWS = re.compile(r"\s*\d{1,2}\.")
# The first letters of the months, in the languages that write "3. Januar" or "el 3 de ene.".
_MONTHS = frozenset(
    {
        *("jan", "feb", "fév", "mar", "mär", "mrt", "avr", "apr", "abr", "mai", "may", "maj"),
        *("jun", "jui", "jul", "aoû", "aug", "ago", "aot", "sep", "set", "oct", "okt", "out"),
        *("ott", "nov", "déc", "dec", "dez", "des", "dic", "ene", "gen", "mag", "giu", "lug"),
        *("led", "úno", "bře", "dub", "kvě", "čer", "srp", "zář", "říj", "lis", "pro", "gru"),
        *("sty", "lut", "kwi", "cze", "lip", "sie", "wrz", "paź", "tam", "hel", "maa", "huh"),
        *("már", "ápr", "máj", "jún", "júl", "sze"),
        *("tou", "kes", "hei", "elo", "syy", "lok", "mar", "jou"),
    }
)
_ABBREVIATIONS = frozenset(
    {
        *("no", "nr", "num", "núm", "art", "ref", "acct", "approx", "ca", "incl", "excl", "inkl"),
        *("exkl", "zzgl", "bzw", "ggf", "tel", "min", "max", "inc", "ltd", "co", "corp", "st"),
        *("mr", "mrs", "ms", "dr", "jr", "vs", "mtl"),
        *("rs", "ksh", "kshs", "tshs", "ush", "ushs", "tk", "amt", "messrs"),
        *("sr", "sra", "sig", "spett", "gent", "bijv", "evt", "dvs", "ul", "np", "tj", "str"),
        *("pr", "kl", "klo", "tlf", "kto", "reg", "godz", "al", "pkt", "vč", "kb", "puh", "esim"),
        *("sis", "exmo", "exma", "dra", "dhr", "mevr", "dto", "esq", "resp"),
    }
)
_CROWNS = ("kr", "руб")  # after an amount they may end a sentence
_SHORTENED = _MONTHS.union(_CROWNS, (one[:3] for one in _ABBREVIATIONS))
_MOST_DAYS = 31
_DAY = re.compile(r"(?:0?[1-9]|[12]\d|3[01])\.(?:0?[1-9]|1[0-2])")  # no amount
_OF_YEAR = re.compile(r"\d r\.$")  # "2026 r.": Polish for the year, which may end a sentence
# What somebody quotes stands between these; an opening mark has no word before it.
_MARK = re.compile(f"[{QUOTING}]")
_CLOSING = {"„": '“”"', "“": "”", '"': '"', "«": "»", "»": "«", "「": "」", "『": "』"}
_LONGEST_SPEECH = 600  # characters
_MIN_WRAPPED = 55  # characters; a shorter line ended because its writer ended it
# A label with its value; of several small words before a colon a sentence is made: "your plan is /
# not cancelled yet: one of us will look at it".
_STARTS_ANEW = re.compile(
    r"(?:[-*•·–>|#]|\d+[.)]\s|(?:[^\W_a-zà-ÿ][\w ]{0,29}|\w{1,15}(?: \w{1,14})?):(?:\s|$))"
)


def split_sentences(text: str) -> tuple[str, ...]:
    """The sentences of a text; what the mails of one sender have in common is split once.

    No decimal point, abbreviation or ordinal ("No. 5", "Inc.", "3. Januar") ends a sentence.
    """
    return _kept(text) if len(text) <= _LONGEST_KEPT else _split(text)


def _split(text: str) -> tuple[str, ...]:
    found: list[str] = []
    start = 0
    for stop in _STOP.finditer(text):
        end = stop.end()
        # A whole word, and any other mark, end a sentence: most stops need no closer look.
        plain = text[end - 1] not in ".…" or (
            text[end - 1] == "."
            and (word := text[max(start, end - _LONG) : end - 1].rpartition(" ")[2]).isalpha()
            and len(word) > 1
            and word[:3].lower() not in _SHORTENED
        )
        if plain or not _is_abbreviation(
            text[max(start, end - _REACH) : end], text[end : end + 12]
        ):
            found.append(text[start:end].strip())
            start = end
    if rest := text[start:].strip():
        found.append(rest)
    return tuple(found) if len(found) < 2 or not _MARK.search(text) else tuple(_spoken(found))


def _spoken(sentences: Iterable[str]) -> Iterator[str]:
    """The sentences; those that somebody quotes between one pair of marks are one."""
    waiting: list[str] = []
    closing = ""
    for one in sentences:
        waiting.append(one)
        closing = _left_open(one, closing)
        if closing and sum(map(len, waiting)) > _LONGEST_SPEECH:
            closing = ""
            yield from waiting
        elif not closing:
            yield " ".join(waiting)
        else:
            continue
        waiting.clear()
    yield from waiting  # what nobody closes is no quotation


def _left_open(sentence: str, closing: str) -> str:
    """The marks that close what is still being quoted at the end of a sentence; "" for nothing."""
    for mark in _MARK.finditer(sentence):
        if closing:
            closing = "" if mark[0] in closing else closing
        elif mark.start() == 0 or not sentence[mark.start() - 1].isalnum():
            closing = _CLOSING.get(mark[0], "")
    return closing


_kept = lru_cache(maxsize=1024)(_split)


def _is_abbreviation(before: str, after: str) -> bool:
    """Whether the dot at the end of `before` belongs to its word."""
    if before.endswith(("..", "…")):  # "Visa .... 1234"
        return not after.lstrip()[:1].isupper()
    if not before.endswith("."):
        return False
    word = before[-_REACH:-1].rpartition(" ")[2]
    if not word.isalnum():
        found = _LAST_WORD.search(word)
        word = found[0] if found else ""
    word = word.lower()
    if word.isdigit():
        return _is_in_day(before, word, after) or _is_before_month(word, after)
    # "2026.07.19. után", "bis 30.11. gekündigt"
    if (word.count(".") == 2 and word.replace(".", "").isdigit()) or _DAY.fullmatch(word):
        return after.lstrip()[:1].islower() and not after.lstrip().startswith(("http", "www"))
    # "Jan. 3", "119 kr. om måneden", "119 kr. (incl. moms)" go on; "by 3 May. Cancel" does not.
    if (word[:3] in _MONTHS and len(word) <= 5) or word in _CROWNS:
        goes_on = word in _CROWNS and after.lstrip()[:1] == "("
        return goes_on or after.lstrip()[:1].isdigit() or after.lstrip()[:1].islower()
    initial = word.rpartition(".")[2]  # "U.S.", "e.g.", "J."
    is_one = len(initial) == 1 and initial.isalpha()
    ends_a_year = _OF_YEAR.search(before) and after.lstrip()[:1].isupper()
    return word in _ABBREVIATIONS or (is_one and not ends_a_year)


def _is_in_day(before: str, number: str, after: str) -> bool:
    """Whether a number and a dot are part of a day that goes on behind it."""
    if len(number) <= 2:
        if after.lstrip()[:1].islower():  # no sentence begins so: "am 15. fällig", "15. napján"
            return True
        if _DAY_AND_MONTH.search(before) and _YEAR_FOLLOWS.match(after):
            return True
        if 0 < int(number) <= _MOST_DAYS and _DAY_BEGINS.match(after):
            return True
    return bool(_YEAR.search(before) and _NUMBER_FOLLOWS.match(after))


def _is_before_month(number: str, after: str) -> bool:
    """Whether a month follows: "3. Januar"; or, in Hungarian, the year goes before it."""
    following = _NEXT_WORD.match(after)
    if following is None or following[1].lower() not in _MONTHS:
        return False
    return len(number) <= 2 or (len(number) == 4 and following[1].islower())


def unwrap(lines: Iterable[str]) -> Iterator[str]:
    """Paragraphs out of lines: a long line that ends in mid-sentence goes on in the next one."""
    open_line = ""
    last = ""
    for line in lines:
        if open_line and _goes_on(last, line):
            open_line = f"{open_line} {line}"
        else:
            if open_line:
                yield open_line
            open_line = line
        last = line
    if open_line:
        yield open_line


def _goes_on(last: str, line: str) -> bool:
    if len(last) < _MIN_WRAPPED or not line or last.endswith((".", "!", "?", ":", ";", "。")):
        return False
    return not _STARTS_ANEW.match(line)
