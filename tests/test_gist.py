"""The gist of sentences: notions of all languages, and the model that was learned from them."""

import pytest

from parsers.generic.gist import gist_of, shipped_gist, states_nothing
from parsers.language.notions import AMOUNT_MARK, DAY_MARK, notions_for
from tools.sentences import FOLDER, statements

A, D = AMOUNT_MARK, DAY_MARK
# None of them stands in `fixtures/sentences`.
SAID = (
    ("en", "charge", f"The usual {A} went out to us by standing order at noon."),
    ("en", "payment_failed", f"Your bank knocked back the {A} for tennis."),
    ("en", "renewal_notice", f"Your allotment rolls on: {A} comes out on {D}."),
    ("en", "canceled", f"Your rowing membership has been terminated, last outing {D}."),
    ("de", "payment_failed", f"Der Einzug von {A} wurde leider verweigert."),
    ("fr", "invoice_due", f"Merci de nous verser {A} d'ici le {D}."),
    ("es", "refund", f"Hemos reintegrado {A} en su cuenta."),
    ("pl", "price_change", f"Od {D} składka wzrośnie do {A} zamiast {A}."),
    ("ja", "canceled", f"{D}付けで退会の手続きが完了しました。"),
    ("tr", "renewal_notice", f"{D} günü hesabınızdan {A} tahsil edilecek."),
)
QUIET = (
    ("en", f"Join today for {A} a month."),
    ("en", "The committee agreed to cancel the cleaning contract."),
    ("de", f"Jetzt wechseln und {A} sparen."),
    ("en", f"Your appointment is on {D}."),
    ("nl", f"Je loonstrook van mei staat klaar: {A}."),
)


@pytest.mark.parametrize(("language", "kind", "text"), SAID)
def test_a_sentence_that_nobody_wrote_down_is_understood(
    language: str, kind: str, text: str
) -> None:
    likely = gist_of(text, language, shipped_gist())
    assert max(likely, key=lambda one: likely[one]) == kind


@pytest.mark.parametrize(("language", "text"), QUIET)
def test_what_bills_nobody_states_nothing(language: str, text: str) -> None:
    likely = gist_of(text, language, shipped_gist())
    assert states_nothing(max(likely, key=lambda one: likely[one]))


def test_the_chances_of_a_text_are_one_together() -> None:
    likely = gist_of(f"You paid {A}.", "en", shipped_gist())
    assert sum(likely.values()) == pytest.approx(1)
    assert gist_of("", None, shipped_gist())


def test_words_are_found_as_stems_as_phrases_and_at_the_end_of_compounds() -> None:
    words = [one for some in notions_for("en").of(f"It came out of your card: {A}") for one in some]
    assert words == ["take", "was", "you", "card", "AMOUNT"]
    assert any("invoice" in one for one in notions_for("de").of("Ihre Stromrechnung ist da"))


def test_every_language_has_sentences_and_every_sentence_is_written_once() -> None:
    texts = [(one.language, one.text) for one in statements()]
    assert len(texts) == len(set(texts)), {one for one in texts if texts.count(one) > 1}
    assert {one.language for one in statements()} == {path.stem for path in FOLDER.glob("*.toml")}


def test_the_shipped_weights_are_held_once() -> None:
    """As rows: beside them they would be three megabytes more in every reader."""
    assert not shipped_gist().weights
    assert any(shipped_gist().sums(["AMOUNT"]))
