"""Letters: every language has them all, they say what the ledger knows, and nothing of a mail."""

import json
import re
import stat
from datetime import date, timedelta
from decimal import Decimal
from email import message_from_bytes, policy
from pathlib import Path

import pytest
import time_machine
from msgspec.structs import replace

from parsers.money import Money
from tests.rigs.door import Door
from tests.test_cli import TODAY, mails
from tests.test_fixes import CATALOG, fact, finding, fixed, subscription
from watchdog.catalog import CatalogError, LetterText
from watchdog.catalog.loader import read_letters
from watchdog.degrees import Severity
from watchdog.fixes import Draft, LetterKind, Unwritten, as_mail, draft_letter, usual_kind
from watchdog.timeline.subscriptions import Status, Subscription

__all__ = ["mails"]

FOLDER = Path(__file__).parent.parent / "watchdog" / "catalog" / "letters"
LETTERS = [
    (language, key, letter)
    for language, texts in CATALOG.letters.items()
    for key, letter in texts.all()
]
NAMES = [f"{language}-{key}" for language, key, _ in LETTERS]
LANGUAGES = sorted(CATALOG.letters)
AFTER = "charge_after_cancellation"


def drafted(
    kind: LetterKind, about: str | None, sub: Subscription, language: str = "en"
) -> Draft | Unwritten:
    found = finding(about, sub) if about else None
    return draft_letter(kind, language, found, sub, CATALOG, family=(sub,))


def written(kind: LetterKind, about: str | None, sub: Subscription, language: str = "en") -> Draft:
    draft = drafted(kind, about, sub, language)
    assert isinstance(draft, Draft), draft
    return draft


# -- the wording --------------------------------------------------------------------------------


def test_there_is_each_language_that_is_spoken() -> None:
    assert {"de", "en", "es", "fr"} <= set(CATALOG.letters)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_the_same_letters_with_the_same_blanks(language: str) -> None:
    def told(of: str) -> dict[str, set[str]]:
        return {key: set(letter.blanks()) for key, letter in CATALOG.letters[of].all()}

    assert told(language) == told("en")
    assert set(CATALOG.letters[language].cancellation) == {"subscription", "trial"}
    assert set(CATALOG.letters[language].dispute) <= set(CATALOG.letters[language].refund)


def test_kinds_of_letters_are_about_kinds_of_findings() -> None:
    kinds = {path.stem for path in (FOLDER.parents[1] / "detections").glob("*.py")}
    texts = CATALOG.letters["en"]
    assert {*texts.refund, *texts.dispute} <= kinds
    advised = {kind for kind, advice in CATALOG.advice.items() if advice.letter}
    assert advised <= set(texts.refund)
    assert advised == {AFTER, "charged_while_paused", "charged_during_trial", "double_charge"}


@pytest.mark.parametrize(("language", "key", "letter"), LETTERS, ids=NAMES)
def test_a_letter_has_names_reference_deadline_and_a_signature(
    language: str, key: str, letter: LetterText
) -> None:
    blanks = set(letter.blanks())
    assert {"what", "references", "days"} <= blanks
    assert not re.search(r"https?:|www\.|@", letter.text)
    lines = letter.text.strip().splitlines()
    assert all(re.fullmatch(r"\[[^\[\]{}]+\]", line) for line in lines[-2:]), lines[-2:]
    assert len(letter.text) < 1300
    assert key.startswith("cancellation") or {"charged_on", "promised_on"} & blanks


@pytest.mark.parametrize(("language", "key", "letter"), LETTERS, ids=NAMES)
def test_law_is_mentioned_only_where_the_catalogue_has_it(
    language: str, key: str, letter: LetterText
) -> None:
    assert set(letter.laws) <= set(CATALOG.law)
    schemes = {"visa_13_2": "Visa (13.2)", "mastercard_4853": "Mastercard (4853)"}
    for law, words in schemes.items():
        assert (law in letter.laws) == (words in letter.text)
    # Every other figure would be a fact from nowhere.
    plain = letter.text.replace("Visa (13.2)", "").replace("Mastercard (4853)", "")
    assert not re.search(r"\d|§", plain)
    assert ("dispute_days" in set(letter.blanks())) == bool(letter.laws)


GOOD = (FOLDER / "en.toml").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        (GOOD.replace("I cancelled {what}", "I cancelled {waht}"), "refund.charge_after_canc"),
        (GOOD.replace("I cancelled {what}", "I cancelled {waht}"), "'waht'"),
        (GOOD.replace("I cancelled {what}", "I cancelled {what"), "refund.charge_after_canc"),
        (GOOD.replace("[lines]\n", '[lines]\nhonk = "x"\n'), "honk"),
        (GOOD.replace('card = "Card: ending in {number}"\n', ""), "card"),
        (GOOD.replace('id = "en"', 'id = "fr"'), "'fr'"),
        (GOOD.replace('id = "en"', 'id = "en'), "line"),
    ],
)
def test_a_wrong_file_is_told_with_its_key(tmp_path: Path, wrong: str, told: str) -> None:
    assert wrong != GOOD
    (tmp_path / "en.toml").write_text(wrong, encoding="utf-8")
    with pytest.raises(CatalogError, match=r"en\.toml") as caught:
        read_letters(tmp_path)
    assert told in str(caught.value)
    assert "\n" not in str(caught.value)


# -- filled in ----------------------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", [LetterKind.REFUND, LetterKind.DISPUTE])
def test_every_letter_about_money_can_be_filled_in(kind: LetterKind, language: str) -> None:
    sub = subscription()
    for about in getattr(CATALOG.letters[language], kind.value):
        if about == "refund_overdue":  # needs the mail of the promise: told through the door
            continue
        if kind is LetterKind.DISPUTE and about == "wrong_store":
            continue
        draft = written(kind, about, sub, language)
        assert not set("{}<>") & set(draft.subject + draft.text)
        assert "R-1234" in draft.text
        assert "\n\n\n" not in draft.text


def test_days_and_amounts_are_written_as_the_language_does() -> None:
    sub = subscription()
    dear = replace(sub.charges[0], amount=Money(amount=Decimal("1299.5"), currency="EUR"))
    sub = replace(sub, charges=(dear,))
    english = written(LetterKind.REFUND, AFTER, sub, "en").text
    assert "I cancelled Coursera Plus Monthly on 20 May 2026." in english
    assert "On 8 June 2026 I was charged 1,299.50 EUR all the same." in english
    german = written(LetterKind.REFUND, AFTER, sub, "de").text
    assert "am 20. Mai 2026 gekündigt" in german
    assert "Am 8. Juni 2026 kam es trotzdem zu einer Abbuchung über 1.299,50 EUR." in german
    assert "innerhalb von 14 Tagen" in german
    spanish = written(LetterKind.REFUND, AFTER, sub, "es").text
    assert "Cancelé Coursera Plus Monthly el 20 de mayo de 2026." in spanish
    assert "Aun así, el 8 de junio de 2026 se me hizo un cobro de 1.299,50 EUR." in spanish
    french = written(LetterKind.REFUND, AFTER, sub, "fr").text
    assert "J’ai résilié Coursera Plus Monthly le 20 mai 2026." in french
    assert "un paiement de 1\u202f299,50 EUR m’a pourtant été prélevé." in french
    first = replace(sub, charges=(replace(dear, on=date(2026, 7, 1)),))
    ended = written(LetterKind.CANCELLATION, None, first, "fr").text
    assert "date du 1er juillet 2026." in ended


def test_french_signs_have_their_space() -> None:
    """As in all that is said in French."""
    for _, letter in CATALOG.letters["fr"].all():
        assert not re.search(r"(?<!\u00a0)[:;?!](?=\s|$)", letter.subject + letter.text)
        assert "'" not in letter.subject + letter.text


@pytest.mark.parametrize(("amount", "told"), [("1490", "1,490 JPY"), ("0.5", "0.50 USD")])
def test_amounts_have_the_decimals_of_their_currency(amount: str, told: str) -> None:
    sub = subscription()
    money = Money(amount=Decimal(amount), currency=told[-3:])
    sub = replace(sub, charges=(replace(sub.charges[0], amount=money),))
    assert f"charged {told} all" in written(LetterKind.REFUND, AFTER, sub).text


def test_an_amount_that_is_not_known_is_left_out() -> None:
    sub = subscription()
    sub = replace(sub, charges=(replace(sub.charges[0], amount=None),))
    assert "I was charged all the same." in written(LetterKind.REFUND, AFTER, sub).text
    assert "zu einer Abbuchung.\n" in written(LetterKind.REFUND, AFTER, sub, "de").text
    assert "Amount" not in written(LetterKind.DISPUTE, AFTER, sub).text


def test_the_letter_of_a_fix_is_the_english_one_with_the_days_of_its_screen() -> None:
    sub = subscription()
    letter = fixed(AFTER, sub).letter
    draft = written(LetterKind.REFUND, AFTER, sub).text
    assert letter is not None
    days = {"20 May 2026": "2026-05-20", "8 June 2026": "2026-06-08"}
    for long, short in days.items():
        draft = draft.replace(long, short)
    assert letter == draft.strip()


def test_the_bank_is_told_who_took_the_money_and_how_long_it_may_be_disputed() -> None:
    text = written(LetterKind.DISPUTE, AFTER, subscription()).text
    assert "Payee: Coursera\nDate: 8 June 2026\nAmount: 59.00 USD\n" in text
    assert "120 days" in text
    store = subscription(channel="apple")
    assert "Payee: Apple\n" in written(LetterKind.DISPUTE, AFTER, store).text


@pytest.mark.parametrize(("last_four", "told"), [("4242", True), ("42", False), ("x" * 4, False)])
def test_the_card_is_named_by_its_last_four_digits(last_four: str, told: bool) -> None:
    sub = subscription()
    paid = fact("R-1234")
    paid = replace(paid, event=replace(paid.event, last_four=last_four))
    sub = replace(sub, charges=(replace(sub.charges[0], evidence=(paid,)),))
    text = written(LetterKind.DISPUTE, AFTER, sub).text
    assert ("Card: ending in 4242" in text) == told
    assert "Card" not in text or told


def test_the_letter_of_a_trial_names_its_last_day() -> None:
    trial = replace(subscription(), status=Status.TRIALING, trial_ends_on=date(2026, 6, 14))
    text = written(LetterKind.CANCELLATION, None, trial).text
    assert "which lasts until 14 June 2026" in text
    assert "free trial" in written(LetterKind.CANCELLATION, "trial_ending", trial).subject
    without = replace(trial, trial_ends_on=None)
    told = drafted(LetterKind.CANCELLATION, None, without)
    assert isinstance(told, Unwritten)
    assert "the day on which the trial ends is not known" in told.why


def test_without_a_finding_it_is_the_last_payment_after_the_cancellation() -> None:
    sub = subscription()
    later = replace(sub.charges[0], on=date(2026, 7, 8), reference="R-2")
    sub = replace(sub, charges=(*sub.charges, later))
    assert "R-2\n" in written(LetterKind.REFUND, None, sub).text
    paid_back = replace(sub, charges=(sub.charges[0], replace(later, refund=fact(None))))
    assert "R-1234\n" in written(LetterKind.REFUND, None, paid_back).text


@pytest.mark.parametrize("kind", [LetterKind.REFUND, LetterKind.DISPUTE])
def test_what_is_missing_is_said_with_the_way_to_supply_it(kind: LetterKind) -> None:
    never = replace(subscription(), cancellations=())
    told = drafted(kind, None, never)
    assert isinstance(told, Unwritten)
    assert "the day on which you cancelled Coursera Plus Monthly is not known" in told.why
    assert "watchdog cancelled coursera --on DATE" in told.why
    unpaid = replace(subscription(), charges=())
    told = drafted(kind, None, unpaid)
    assert isinstance(told, Unwritten)
    assert "after 2026-05-20, when it was cancelled" in told.why
    assert "watchdog import FILE" in told.why


def test_money_that_came_back_is_not_asked_for() -> None:
    sub = subscription()
    sub = replace(sub, charges=(replace(sub.charges[0], refund=fact(None)),))
    told = drafted(LetterKind.REFUND, AFTER, sub)
    assert isinstance(told, Unwritten)
    assert "paid back on 2026-05-20" in told.why


def test_no_bank_is_sent_after_a_cancellation_in_another_place() -> None:
    told = drafted(LetterKind.DISPUTE, "wrong_store", subscription(channel="apple"))
    assert isinstance(told, Unwritten)
    assert "ask Apple" in told.why


def test_a_finding_about_no_payment_has_no_refund_letter() -> None:
    told = drafted(LetterKind.REFUND, "renewal_approaching", subscription())
    assert isinstance(told, Unwritten)
    assert "--kind cancellation" in told.why


def test_what_is_asked_for_when_nobody_says() -> None:
    wrong = finding(AFTER, subscription())
    assert usual_kind(wrong, CATALOG) is LetterKind.REFUND
    assert usual_kind(replace(wrong, severity=Severity.INFO), CATALOG) is LetterKind.CANCELLATION
    assert usual_kind(None, CATALOG) is LetterKind.CANCELLATION


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", list(LetterKind))
@pytest.mark.parametrize(
    "bait",
    [
        "Call +1 (808) 555-0142 now",
        "https://evil.example/pay",
        "evil.example/pay",
        "ftp://evil.example/pay",
        "<script>pay</script>",
        "=?utf-8?q?Bcc?=",
        "call 555-0142",
        "[your bank]",
        "{what.__class__}",
        "A\x1b[2Jb",
        "a\u202eb",
        "x\r\nBcc: a@example.org",
        "y" * 10_000,
    ],
)
def test_nothing_of_a_mail_but_names_and_numbers(
    kind: LetterKind, language: str, bait: str
) -> None:
    sub = subscription(merchant="tunely", plan=bait, reference=bait)
    paid = fact(bait)
    paid = replace(paid, event=replace(paid.event, last_four=bait))
    ended = replace(sub.cancellations[0], fact=paid)
    sub = replace(
        sub,
        name=bait,
        cancellations=(ended,),
        charges=(replace(sub.charges[0], evidence=(paid,)),),
    )
    draft = written(kind, None, sub, language)
    told = as_mail(draft).decode("ascii") + draft.text
    for mark in (
        "555-0142",
        "/pay",
        "<script",
        "q?Bcc",
        "[your bank",
        "\x1b",
        "\u202e",
        "<class",
        "Bcc: a@",
        "y" * 100,
    ):
        assert mark not in told


@pytest.mark.parametrize(("language", "key", "letter"), LETTERS, ids=NAMES)
def test_the_mail_is_a_draft_of_nobody_to_nobody(
    language: str, key: str, letter: LetterText
) -> None:
    draft = Draft(
        kind=LetterKind.REFUND, language=language, subject=letter.subject, text=letter.text
    )
    raw = as_mail(draft)
    assert raw == as_mail(draft)
    assert raw.isascii()
    mail = message_from_bytes(raw, policy=policy.default)
    assert mail["X-Unsent"] == "1"
    assert mail["Content-Language"] == language
    assert mail["Subject"] == letter.subject
    assert not {"date", "from", "to", "message-id"} & {name.lower() for name in mail}
    assert mail.get_content().splitlines() == letter.text.splitlines()
    assert all(len(line) <= 998 for line in raw.split(b"\r\n"))


# -- through the door ---------------------------------------------------------------------------


def _ids(door: Door) -> dict[str, str]:
    report = json.loads(door("report", "--json", "--as-of", "2026-11-23").out)
    return {f"{one['kind']} {one['merchant']}": one["id"] for one in report["findings"]}


def test_a_letter_for_a_finding(door: Door, mails: Path) -> None:
    door("import", mails)
    greenleaf = _ids(door)["charge_after_cancellation greenleaf_fitness"]
    ended = door("letter", greenleaf, "--as-of", "2026-11-23")
    assert ended.code == 0, ended.err
    assert ended.out.startswith("Hello,\n\nI cancelled ")
    assert "Nothing was sent" in ended.err
    german = door("letter", greenleaf, "--as-of", "2026-11-23", "--language", "de")
    assert german.out.startswith("Guten Tag,\n\nich habe ")
    bank = door("letter", greenleaf, "--as-of", "2026-11-23", "--kind", "dispute")
    assert "I dispute this payment" in bank.out


def test_a_store_that_goes_on_billing_is_told_of_the_other_cancellation(
    door: Door, mails: Path
) -> None:
    door("import", mails)
    ended = door("letter", _ids(door)["wrong_store coursera"], "--as-of", "2026-11-23")
    assert "but not with you" in ended.out
    assert "14 October 2026" in ended.out


def test_a_merchant_with_several_findings_says_which_one_it_is_about(
    door: Door, mails: Path
) -> None:
    door("import", mails)
    ended = door("letter", "coursera", "--kind", "refund", "--as-of", "2026-11-23")
    assert ended.code == 0, ended.err
    assert f"It is about {_ids(door)['wrong_store coursera']}" in ended.err
    several = door("letter", "coursera", "--kind", "cancellation", "--as-of", "2026-11-23")
    assert several.code == 2
    assert "coursera:apple:plus:import (Coursera Plus, Apple)" in several.err
    one = door("letter", "coursera:apple:plus:import", "--as-of", "2026-11-23")
    assert one.code == 0, one.err
    assert "the steps at Apple" not in one.err  # it is a refund: of the wrong store
    cancel = door(
        "letter", "coursera:apple:plus:import", "--kind", "cancellation", "--as-of", "2026-11-23"
    )
    assert "I cancel Coursera Plus with effect from the next possible day." in cancel.out
    assert "the steps at Apple" in cancel.err


def test_a_day_that_is_missing_can_be_said(door: Door, mails: Path) -> None:
    with time_machine.travel(TODAY + timedelta(hours=12), tick=False):
        door("import", mails)
        ended = door("letter", "netflix", "--kind", "refund")
        assert ended.code == 2
        assert ended.err.count("\n") == 1
        assert "watchdog cancelled netflix --on DATE" in ended.err
        assert door("cancelled", "netflix", "--on", "2026-11-10").code == 0
        ended = door("letter", "netflix", "--kind", "refund")
        assert ended.code == 0, ended.err
        assert "on 10 November 2026" in ended.out


def test_text_and_draft_are_written_and_never_over_what_was_changed(
    door: Door, mails: Path, tmp_path: Path
) -> None:
    door("import", mails)
    words = ("letter", "netflix", "--as-of", "2026-11-23", "--out", tmp_path / "new" / "letters")
    ended = door(*words)
    assert ended.code == 0, ended.err
    assert not ended.out
    mail, text = sorted((tmp_path / "new" / "letters").iterdir())
    assert (mail.suffix, text.suffix, mail.stem) == (".eml", ".txt", text.stem)
    for path in (text, mail):
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(text.parent.stat().st_mode) == 0o700
    assert stat.S_IMODE(text.parent.parent.stat().st_mode) == 0o700
    assert door(*words).code == 0, "the same letter again is no loss"
    text.write_text("My own words", encoding="utf-8")
    again = door(*words)
    assert again.code == 2
    assert "says something else" in again.err
    assert text.read_text(encoding="utf-8") == "My own words"


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("nobody",), "give one of: coursera"),
        (("netflix", "--kind", "love"), "cancellation, refund, dispute"),
        (("netflix", "--language", "xx"), "de, en"),
        (("fake",), "leave it unanswered"),
    ],
)
def test_what_cannot_be_written_is_one_line(
    door: Door, mails: Path, words: tuple[str, ...], told: str
) -> None:
    door("import", mails)
    name = _ids(door)["fake_invoice norton"] if words[0] == "fake" else words[0]
    ended = door("letter", name, *words[1:], "--as-of", "2026-11-23")
    assert ended.code == 2
    assert ended.err.count("\n") == 1
    assert told in ended.err
    assert not ended.out


def test_without_a_ledger_there_is_no_letter(door: Door) -> None:
    ended = door("letter", "coursera")
    assert ended.code == 1
    assert not door.home.exists()


def test_what_has_no_name_is_called_so_in_the_language_of_the_letter() -> None:
    nameless = replace(subscription(merchant="tunely", plan=None), name="https://evil.example")
    assert "mein Abonnement" in written(LetterKind.CANCELLATION, None, nameless, "de").subject
    assert "my subscription" in written(LetterKind.CANCELLATION, None, nameless, "en").subject
