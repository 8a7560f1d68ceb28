"""What is said in other languages: every message is there, with its blanks, and no English left."""

import ast
import os
import re
from datetime import UTC, date, datetime
from decimal import Decimal
from html import unescape
from pathlib import Path
from string import Formatter
from typing import IO, Any

import pytest
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import read_mo
from babel.messages.pofile import read_po

import watchdog
from parsers.message import Message, read_message
from parsers.money import Money
from tests.rigs.door import Door
from tools.messages import extract as extract_catalogue
from watchdog.catalog import load_catalog
from watchdog.cli.reviewing import _ANSWERS, _LETTERS
from watchdog.demo.story import letters
from watchdog.fixes.model import Case
from watchdog.language import (
    ENGLISH,
    LANGUAGES,
    Language,
    language_of,
    said_day,
    said_moment,
    said_money,
    say,
    say_many,
    speaking,
    translated,
)
from watchdog.language.english import stays_english
from watchdog.language.figures import long_day
from watchdog.language.reasons import _REASONS, said_reason
from watchdog.upcoming import _SENTENCES, sentence_of

OTHERS = [one for one in LANGUAGES if one != "en"]
ROOT = Path(watchdog.__file__).parent
CATALOGUES = ROOT / "language" / "catalogues"
KEYWORDS = {
    **dict.fromkeys(("say", "marked", "translated", "bold")),
    "say_many": (1, 2),
    "Refused": (2,),
}
GERMAN = Language(words="de", locale="de_DE")


@pytest.fixture(scope="module")
def messages() -> set[str]:
    """Every message that stands in the source, by its first form."""
    config = (ROOT.parent / "tools" / "babel.cfg").read_text()
    assert "[ignore" not in config
    methods = [
        ("detections/*.py", "tools.messages:rules"),
        ("**.py", "python"),
        ("templates/**.j2", "jinja2"),
    ]
    trimmed = {"templates/**.j2": {"trimmed": "1"}}
    found = extract_from_dir(ROOT, methods, trimmed, KEYWORDS)
    said = {one[2] if isinstance(one[2], str) else one[2][0] for one in found}
    catalogue = [ROOT / "catalog/advice.toml", *(ROOT / "catalog/channels").glob("*.toml")]
    others = [ROOT / "catalog/providers.toml", ROOT / "evidence/wording/en.toml"]
    for file in [*catalogue, *others]:
        with file.open("rb") as opened:
            said |= {message for _, _, message, _ in _of_catalogue(opened)}
    return said


def _of_catalogue(file: IO[bytes]) -> list[tuple[int, str, Any, list[str]]]:
    return list(extract_catalogue(file, {}, (), {}))


def _catalogue(language: str) -> Catalog:
    with (CATALOGUES / language / "LC_MESSAGES" / "watchdog.po").open("rb") as file:
        return read_po(file, locale=language)


@pytest.mark.parametrize("language", OTHERS)
def test_a_language_has_every_message_and_no_other(language: str, messages: set[str]) -> None:
    there = {_first(one.id) for one in _catalogue(language) if one.id}
    assert there == messages, "run: make messages, and translate what is new"


@pytest.mark.parametrize("language", OTHERS)
def test_every_message_is_translated_with_its_blanks(language: str) -> None:
    catalogue = _catalogue(language)
    for one in catalogue:
        if not one.id:
            continue
        forms = one.string if isinstance(one.string, tuple | list) else (one.string,)
        assert len(forms) == (catalogue.num_plurals if one.pluralizable else 1), one.id
        assert not one.fuzzy, one.id
        wanted = _blanks(one.id[1] if isinstance(one.id, tuple | list) else one.id)
        for form in forms:
            assert form, one.id
            # "once" needs no number.
            assert _blanks(form) | {"number"} == wanted | {"number"}, form
            # Fragments are joined to sentences: the space before them is part of them.
            assert not _first(one.id)[0].isspace() or form[0].isspace(), form


@pytest.mark.parametrize("language", OTHERS)
def test_what_is_shipped_is_compiled_from_what_is_written(language: str) -> None:
    with (CATALOGUES / language / "LC_MESSAGES" / "watchdog.mo").open("rb") as file:
        compiled = {_first(one.id): one.string for one in read_mo(file) if one.id}
    written = {_first(one.id): one.string for one in _catalogue(language) if one.id}
    assert {name: _forms(one) for name, one in compiled.items()} == {
        name: _forms(one) for name, one in written.items()
    }, "run: make messages"


def _forms(said: object) -> tuple[str, ...]:
    return tuple(map(str, said)) if isinstance(said, tuple | list) else (str(said),)


def _first(said: object) -> str:
    return _forms(said)[0]


def _blanks(message: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(message) if name}


def _texts(language: str) -> list[str]:
    """All that a language says, each form of it."""
    return [form for one in _catalogue(language) if one.id for form in _forms(one.string)]


@pytest.mark.parametrize("language", OTHERS)
def test_no_word_stands_twice(language: str) -> None:
    """Not "den den", nor the name of a place with a word that it brings along itself."""
    doubled = re.compile(r"\b(\w{2,}) \1\b", re.IGNORECASE)
    # Reflexive verbs: "vous vous êtes déconnecté".
    usual = {"vous vous", "sie sie"}
    found = [m for text in _texts(language) for m in doubled.finditer(text)]
    assert not [m[0] for m in found if m[0].lower() not in usual]


def test_french_signs_have_their_space() -> None:
    """A colon never begins a line, nor a question mark; and an apostrophe is one everywhere."""
    for text in _texts("fr"):
        assert not re.search(r"(?<![\u00a0\u202f:;?!»])[:;?!»](?=$|[\s).,»])", text), text
        assert not re.search(r"«(?!\u00a0)", text), text
        assert not re.search(r"\w'\w", text), text


UNKIND = {
    "de": r"Ihre Augen|\bProben?\b|selbst selbst|laufendes\.",
    "fr": r"votre regard|de plus\b(?! et)(?=\)| :|\.$)|pas voulu",
    "es": r"sus ojos|\b[Mm]irados?\b|dichos dentro|^desconocido$|su propio sitio",
}


@pytest.mark.parametrize("language", OTHERS)
def test_words_that_natives_stumbled_over_are_gone(language: str) -> None:
    # "more than announced" is "de plus" all the same.
    left = [one for one in _texts(language) if re.search(UNKIND[language], one)]
    assert [one for one in left if "{more} de plus" not in one and "{percent}" not in one] == []


PLACES = ("direct", "apple", "carrier", None)


@pytest.mark.parametrize("language", OTHERS)
@pytest.mark.parametrize("channel", PLACES)
def test_advice_is_all_in_the_language(language: str, channel: str | None) -> None:
    """Titles, steps and notes of every kind of finding, at every sort of place, without a word
    twice, a place that is left out, or English; what a place's own file says stays English.
    """
    catalog = load_catalog()
    case = Case(
        catalog=catalog,
        service=None,
        name="Nimbusrack",
        channel=catalog.channels.get(channel or ""),
        other=catalog.channels["paypal"],
        today=date(2026, 11, 23),
    )
    blanks = dict.fromkeys(("lines", "site", "dispute_until"), "x")
    with speaking(Language(words=language, locale=language)):
        for advice in catalog.advice.values():
            texts = (advice.title, *advice.before, *advice.after, *advice.notes)
            for text in filter(None, (*texts, advice.dispute, advice.owed)):
                said = case.say(text, **blanks)
                assert said != text.replace("{service}", "Nimbusrack")
                assert not stays_english(said), said
                assert not re.search(r"\b(\w{3,}) \1\b|  |[{}]", said), said
                assert "own website" not in said


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_comes_is_a_sentence_around_the_name(language: str) -> None:
    with speaking(Language(words=language, locale=None)):
        for what in _SENTENCES:
            said = sentence_of(what)
            assert said.count("{name}") == 1
            assert language == "en" or said != _SENTENCES[what]
    # Not "Nimbusrack vence la factura".
    with speaking(Language(words="es", locale="es_ES")):
        assert sentence_of("bill is due").format(name="Nimbusrack") == (
            "vence la factura de Nimbusrack"
        )


def test_the_first_of_a_month_is_counted_in_french() -> None:
    with speaking(Language(words="fr", locale="fr_FR")):
        assert said_day(date(2026, 12, 1)) == "1er\u00a0déc.\u00a02026"
        assert long_day(date(2026, 12, 1)) == "1er décembre 2026"
        assert long_day(date(2026, 12, 11)) == "11 décembre 2026"
    with speaking(Language(words="de", locale="de_DE")):
        assert long_day(date(2026, 12, 1)) == "1. Dezember 2026"


# -- the letter of the demo, in all of them ----------------------------------------------------


@pytest.fixture(scope="module")
def mails(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo's mailbox as a folder of .eml files."""
    folder = tmp_path_factory.mktemp("mails")
    for number, (raw, _) in enumerate(letters(date(2026, 11, 23))):
        (folder / f"{number:03}.eml").write_bytes(raw)
    return folder


@pytest.fixture(autouse=True)
def environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each test has the language of its own."""
    monkeypatch.setenv("LANG", "C.UTF-8")


def _said(door: Door, language: str, *words: str) -> str:
    os.environ["LANG"] = f"{language}.UTF-8"  # put back by `environment`
    ended = door(*words, "--as-of", "2026-11-23")
    assert ended.code == 0, ended.err
    return ended.out


def test_no_english_is_left_but_names_and_the_catalogues_own(door: Door, mails: Path) -> None:
    door("import", mails)
    shapes = (("digest", "--to-stdout"), ("digest", "--html"), ("report", "--plain"))
    for shape in shapes:
        english = _sentences(_said(door, "C", *shape))
        own = _sentences("\n".join(_of_services()))
        for language in OTHERS:
            left = (_sentences(_said(door, language, *shape)) & english) - own
            assert not {one for one in left if not _is_a_name(one)}, (language, left)


def _sentences(text: str) -> set[str]:
    bare = re.sub(r"<style.*?</style>|<[^>]+>", "\n", text, flags=re.DOTALL)
    plain = unescape(bare).replace("\u2011", "-")
    parts = re.split(r"[\n;:()]|, |\. ", plain)
    return {part.strip(" .*0123456789-") for part in parts if len(part.split()) > 1}


def _of_services() -> list[str]:
    """All that the catalogue's files of services and places say: facts, in English only."""
    folders = (ROOT / "catalog/services", ROOT / "catalog/channels")
    files = [file for folder in folders for file in folder.glob("*.toml")]
    said = [text for file in files for text in re.findall(r'"([^"]+)"', file.read_text())]
    names = ("Super Duolingo", "Coursera", "Netflix", "Greenleaf Fitness")
    return [one.replace("{service}", name) for one in said for name in names]


def _is_a_name(words: str) -> bool:
    """Whether every word but small ones begins like a name, or it is no sentence at all."""
    small = {"watchdog", "fix", "review", "annual", "of", "com", "web", "https", "www"}
    named = all(word[0].isupper() or word in small for word in re.findall(r"[A-Za-z]+", words))
    return named or words.startswith("watchdog ")  # a command


def test_the_terminal_speaks_no_english_but_of_the_catalogue_and_of_mails(
    door: Door, mails: Path
) -> None:
    door("import", mails)
    lines: tuple[tuple[str | Path, ...], ...] = (
        ("status",),
        ("said",),
        ("review",),
        ("fix", "coursera"),
        ("fix", "netflix"),
        ("show", "netflix"),
        ("cancelled", "netflix", "--on", "2026-06-03"),
        ("undo",),
        ("explain", mails / "020.eml"),
    )
    own = _sentences("\n".join((*_of_services(), *_said_in(mails))))
    for words in lines:
        english = _sentences(_all_said(door, "C", *words))
        for language in OTHERS:
            left = (_sentences(_all_said(door, language, *words)) & english) - own
            # Mails are quoted; and a plan is a plan in Spanish.
            quoted = {one for one in left if re.search(r'^"|^plan |…|\|', one)}
            assert not {one for one in left - quoted if not _is_a_name(one)}, (language, words)


def _all_said(door: Door, language: str, *words: str | Path) -> str:
    os.environ["LANG"] = f"{language}.UTF-8"  # put back by `environment`
    ended = door(*words)
    return f"{ended.out}\n{ended.err}"


def _said_in(mails: Path) -> list[str]:
    """What stands in the mails themselves, which nobody translates."""
    found = [read_message(file.read_bytes()) for file in mails.iterdir()]
    return [f"{one.subject}\n{one.text}\n{one.html}" for one in found if isinstance(one, Message)]


def test_one_letter_of_each_answer_stands_in_brackets() -> None:
    for language in LANGUAGES:
        with speaking(Language(words=language)):
            letters = re.findall(r"\[(\w)\]", translated(_ANSWERS))
            assert len(set(letters)) == len(_LETTERS), language
            assert letters[0] == say("yes")[0]
            assert letters[1] == say("no")[0]


def test_what_is_said_is_found_by_make_messages(messages: set[str]) -> None:
    """Within a string that is filled in nobody finds it."""
    for file in ROOT.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.Call) and ast.unparse(node.func) in KEYWORDS and node.args:
                first = node.args[0]
                if isinstance(first, ast.Constant) and isinstance(first.value, str) and first.value:
                    assert first.value in messages, f"{file.name}: {first.value}"


def test_a_finding_has_the_same_name_in_every_language(door: Door, mails: Path) -> None:
    door("import", mails)
    ids = {
        language: re.findall(r'"id": "(\w{7})"', _said(door, language, "report", "--json"))
        for language in ("C", *OTHERS)
    }
    assert len(set(map(tuple, ids.values()))) == 1
    assert ids["C"]


def test_the_configuration_chooses(door: Door, mails: Path) -> None:
    door("import", mails)
    config = door.home / "config.toml"
    config.touch(mode=0o600)
    config.write_text('version = 1\nlocale = "fr_CH"\n')
    said = _said(door, "de", "digest", "--to-stdout")
    assert "5 choses vous attendent maintenant" in said
    config.write_text('version = 1\nlocale = "xx"\n')
    refused = door("report")
    assert refused.code == 2
    assert "locale: 'xx' is not known; use one such as" in refused.err


# -- figures and forms ------------------------------------------------------------------------

CHOICES = [
    (None, {}, ENGLISH),
    (None, {"LANG": "de_AT.UTF-8"}, Language(words="de", locale="de_AT")),
    (None, {"LANG": "en_US.UTF-8"}, ENGLISH),
    (None, {"LANG": "C.UTF-8"}, ENGLISH),
    (None, {"LANG": "tr_TR.UTF-8"}, ENGLISH),
    (None, {"LANG": "fr_FR", "LC_ALL": "es_ES@euro"}, Language(words="es", locale="es_ES")),
    (None, {"LANG": "fr_FR", "LC_ALL": ""}, Language(words="fr", locale="fr_FR")),
    ("en", {"LANG": "de_DE"}, ENGLISH),
    ("en_GB", {}, Language(words="en", locale="en_GB")),
    ("de-CH", {}, Language(words="de", locale="de_CH")),
    ("it", {"LANG": "de_DE"}, ENGLISH),
]


@pytest.mark.parametrize(("chosen", "environ", "language"), CHOICES)
def test_whose_language(chosen: str | None, environ: dict[str, str], language: Language) -> None:
    assert language_of(chosen, environ) == language


FIGURES = [
    (ENGLISH, "2026-06-03", "1,299.50 USD", "1,490 JPY"),
    (Language(words="en", locale="en_GB"), "3 Jun 2026", "1,299.50 USD", "1,490 JPY"),
    (Language(words="en", locale="en_US"), "Jun 3, 2026", "1,299.50 USD", "1,490 JPY"),
    (GERMAN, "03.06.2026", "1.299,50 USD", "1.490 JPY"),
    (Language(words="de", locale="de_CH"), "03.06.2026", "1'299.50 USD", "1'490 JPY"),
    (Language(words="de", locale="de_XX"), "03.06.2026", "1.299,50 USD", "1.490 JPY"),
    (Language(words="fr", locale="fr"), "3 juin 2026", "1\u202f299,50 USD", "1\u202f490 JPY"),
    (Language(words="es", locale="es_MX"), "3 jun 2026", "1,299.50 USD", "1,490 JPY"),
]


@pytest.mark.parametrize(("language", "day", "dollars", "yen"), FIGURES)
def test_figures(language: Language, day: str, dollars: str, yen: str) -> None:
    with speaking(language):
        assert said_day(date(2026, 6, 3)) == day.replace(" ", "\u00a0")
        shown = said_money(Money(amount=Decimal("1299.5"), currency="USD"))
        assert language.locale is None or " " not in shown
        assert shown.replace("\xa0", " ") == dollars
        shown = said_money(Money(amount=Decimal(1490), currency="JPY"))
        assert shown.replace("\xa0", " ") == yen
        moment = said_moment(datetime(2026, 6, 3, 9, 5, tzinfo=UTC))
        assert moment.replace("\u00a0", " ") == f"{day} 09:05 UTC"
        assert said_money(None, "–") == "–"


def test_numbers_have_their_form() -> None:
    words = "{number} day", "{number} days"
    assert [say_many(*words, n) for n in (0, 1, 2)] == ["0 days", "1 day", "2 days"]
    with speaking(GERMAN):
        assert [say_many(*words, n) for n in (0, 1, 2)] == ["0 Tagen", "1 Tag", "2 Tagen"]
    with speaking(Language(words="fr", locale="fr")):
        assert [say_many(*words, n) for n in (0, 1, 2)] == ["0 jour", "1 jour", "2 jours"]


def test_what_no_catalogue_has_stays_as_it_is() -> None:
    with speaking(GERMAN):
        assert say("{name} is on Mars", name="x{y}") == "x{y} is on Mars"


def test_reasons_of_the_parsers_are_known_here() -> None:
    """Each sentence that a parser gives as a reason is one of those that are translated."""
    root = ROOT.parent / "parsers"
    known = [re.sub(r"\{\w+\}", "{}", one) for one in _REASONS]
    names = ("trust", "doubts", "engine", "alternatives", "attached", "values/absurd")
    files = [*(root / f"{name}.py" for name in names), *(root / "fakes").glob("*.py")]
    found = {one for file in files for one in _yielded(ast.parse(file.read_text()))}
    assert len(found) > 50
    # Of two readers that know one mail, and of one that broke, only we can make anything.
    ours = ("a fault in the reader", "{} both know this mail")
    said = {one.replace("{} {}", "{}") for one in found if not one.startswith(ours)}
    said = {one for one in said if re.search(r"\w{2}", one)}
    # One that begins with a blank goes on with a beginning that several share.
    strange = {
        one
        for one in said
        if not any(one == each or each.endswith(one.removeprefix("{}")) for each in known)
    }
    assert not strange, "watchdog/language/reasons.py has to know it"


def _yielded(tree: ast.AST) -> set[str]:
    """Sentences of small letters with a space that are yielded, or are somebody's reasons."""
    found: set[str] = set()
    for node in ast.walk(tree):
        if (
            (isinstance(node, ast.Yield) and node.value is not None)
            or (isinstance(node, ast.Return) and _says_why(node.value))
            or (isinstance(node, ast.keyword) and node.arg == "reasons")
            or (isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "reason")
        ):
            found |= _templates(node.value)
    return found


def _says_why(value: ast.AST | None) -> bool:
    """Whether what is given back is a sentence: "it wants you to pay"."""
    return any(re.match(r"(?:it|its|who|the|what|\{\}) ", one) for one in _templates(value))


def _templates(value: ast.AST | None) -> set[str]:
    """The texts in an expression, with {} where something is filled in."""
    if isinstance(value, ast.JoinedStr):
        parts = (one.value if isinstance(one, ast.Constant) else "{}" for one in value.values)
        return {"".join(map(str, parts))}
    if isinstance(value, ast.Constant):
        text = str(value.value)
        return {text} if text.count(" ") > 1 else set()
    children = ast.iter_child_nodes(value) if value is not None else ()
    return {one for child in children for one in _templates(child)}


def test_a_reason_is_told_in_the_language_of_the_user() -> None:
    reason = "it speaks for Netflix but was sent from gmail.com"
    assert said_reason(reason) == reason
    with speaking(GERMAN):
        assert said_reason(reason) == "sie spricht für Netflix, kam aber von gmail.com"
        assert said_reason("nobody knows this one") == "nobody knows this one"
