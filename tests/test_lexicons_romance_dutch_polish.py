"""What a sentence of billing mail states in Italian, Portuguese, Dutch, Polish and Romanian."""

from datetime import UTC, datetime

import pytest

from parsers.document import Document
from parsers.events import EventKind
from parsers.locales import LocaleHint
from parsers.message import Message
from parsers.page import Page
from parsers.wording import cadence_in, claims, is_one_off

_MAILED = datetime(2026, 11, 3, 9, 0, tzinfo=UTC)

# Each as a service would write it, below the kind of event that it states; "none" where it
# states nothing: advice, conditions, negations, offers, small print.
_ITALIAN = """
= charge
Il tuo pagamento di 9,99 € è stato ricevuto.
Grazie per il tuo acquisto.
Ecco la ricevuta del tuo pagamento
Abbiamo addebitato 12,99 € sulla tua carta Visa che termina con 4242.
La tua ricevuta di Lanternino
Ti abbiamo inviato la fattura relativa al tuo pagamento di ottobre, già saldata.
Il tuo abbonamento è stato rinnovato per un altro mese.
= renewal_notice
Il tuo abbonamento si rinnoverà automaticamente il 3 dicembre 2026 al prezzo di 59,00 € all'anno.
Il tuo piano si rinnova il 12/12/2026, salvo disdetta.
Promemoria: il rinnovo del tuo dominio è previsto per il 20 novembre.
= trial_ending
Il periodo di prova gratuito terminerà il 10 novembre.
La tua prova gratuita sta per scadere.
= trial_started
La tua prova gratuita è iniziata.
Hai attivato la prova gratuita di 14 giorni.
= canceled
Ti confermiamo che il tuo abbonamento è stato annullato.
Hai disdetto il tuo abbonamento a Pianoforte Facile.
Abbiamo ricevuto la tua richiesta di disdetta e il rinnovo automatico è stato disattivato.
Conferma di cancellazione dell'abbonamento
Il tuo abbonamento non verrà rinnovato.
= refund
Abbiamo emesso un rimborso di 24,00 € sul tuo metodo di pagamento.
Il tuo ordine è stato rimborsato.
= refund_promised
Riceverai il rimborso entro 5 giorni lavorativi.
= payment_failed
Non siamo riusciti ad addebitare l'importo sulla tua carta.
Il tuo pagamento non è andato a buon fine.
= price_change
A partire dal 1° gennaio 2027 il prezzo del tuo abbonamento passerà da 9,99 € a 11,99 € al mese.
Modifica del prezzo del tuo abbonamento
= paused
Il tuo abbonamento è in pausa fino al 1° febbraio 2027.
= resumed
Il tuo abbonamento è stato riattivato.
= expired
Il tuo abbonamento è scaduto.
= plan_changed
Sei passato al piano Famiglia.
= subscription_started
Grazie per esserti abbonato!
Il tuo abbonamento è ora attivo.
= invoice_due
La tua bolletta è disponibile: scadenza 25 novembre.
Ti inviamo la fattura n. 114, da pagare entro il 30/11/2026.
= none
Puoi disdire il tuo abbonamento in qualsiasi momento.
Se annulli prima della fine della prova, non ti verrà addebitato nulla.
Per disdire l'abbonamento, accedi al tuo account.
Se il pagamento non va a buon fine, il servizio verrà sospeso.
Se hai già disdetto il tuo abbonamento, ignora questa email.
Non ti è stato addebitato alcun importo.
Il tuo abbonamento non è stato annullato.
= renewal_notice
L'importo ti verrà addebitato il 3 dicembre.
= none
Da quel momento ti verranno addebitati 9,99 € al mese.
Attiva ora la prova gratuita di 30 giorni!
Il tuo pacco è stato spedito.
Rimborso garantito entro 30 giorni se non sei soddisfatto.
Ricevi questa email perché hai effettuato un acquisto sul nostro sito.
"""

_TABLES = {"it": _ITALIAN}


def _sentences() -> list[tuple[str, str, EventKind | None]]:
    found: list[tuple[str, str, EventKind | None]] = []
    for language, table in _TABLES.items():
        kind: EventKind | None = None
        for line in table.strip().splitlines():
            if line.startswith("= "):
                kind = None if line == "= none" else EventKind(line.removeprefix("= "))
            else:
                found.append((language, line, kind))
    return found


def _page(language: str, *sentences: str) -> Page:
    message = Message(
        fingerprint="0",
        message_id="",
        from_name="Lanterna",
        from_address="ciao@lanterna.example",
        subject="",
        sent_at=_MAILED,
        received_at=_MAILED,
        text="",
        html="",
        headers={},
    )
    return Page(
        message=message,
        document=Document(blocks=(), paragraphs=sentences),
        hint=LocaleHint(language=language),
        mailed_on=_MAILED.date(),
    )


@pytest.mark.parametrize(("language", "sentence", "kind"), _sentences())
def test_a_sentence_states_what_its_writer_means(
    language: str, sentence: str, kind: EventKind | None
) -> None:
    found = claims(_page(language, sentence))
    assert (found[0].kind if found else None) == kind, [claim.kind for claim in found]


_CADENCES = [
    ("it", "9,99 € al mese", "P1M"),
    ("it", "89,90 €/anno", "P1Y"),
    ("it", "canone trimestrale", "P3M"),
    ("it", "addebito ogni 6 mesi", "P6M"),
    ("it", "2,50 € a settimana", "P1W"),
    ("it", "ogni 30 giorni", "P30D"),
    ("it", "30 giorni di garanzia", None),
]


@pytest.mark.parametrize(("language", "text", "cadence"), _CADENCES)
def test_a_text_names_its_cadence(language: str, text: str, cadence: str | None) -> None:
    assert cadence_in(text, language) == cadence


_SINGLE = [
    ("it", "Pagamento una tantum"),
]


@pytest.mark.parametrize(("language", "text"), _SINGLE)
def test_a_text_names_a_single_payment(language: str, text: str) -> None:
    assert is_one_off(text, language)
