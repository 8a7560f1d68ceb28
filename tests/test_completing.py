"""Days and prices of short letters that stand too far from what states their event."""

from datetime import date

import pytest

from parsers.events import BillingEvent
from parsers.outcome import OutcomeKind
from tests.mailed import read_plain

# Field, day, subject, text.
DAYS = (
    (
        "access_until 2026-07-04",
        "Your club membership is cancelled",
        (
            "Hi Pat,\n\nAll done, nothing more will be taken.\n\nThe last hour you can swim is on"
            " 4 July 2026. It was nice to have you."
        ),
    ),
    (
        "access_until 2026-07-31",
        "Bestätigung Ihrer Kündigung",
        (
            "Guten Tag Pat,\n\nwir bestätigen die Kündigung Ihres Vertrags.\n\nDie Mitgliedschaft"
            " endet am 31. Juli 2026. Alles Gute!"
        ),
    ),
    (
        "access_until 2026-07-04",
        "Vi har modtaget din opsigelse",
        (
            "Hej Pat\n\nVi bekræfter din opsigelse af abonnementet.\n\nAbonnementet ophører den"
            " 4. juli 2026."
        ),
    ),
    (
        "access_until 2026-07-31",
        "Bevestiging opzegging",
        "Beste Pat,\n\nWe hebben je opzegging verwerkt.\n\nJe abonnement loopt af op 31 juli 2026.",
    ),
    (
        "access_until 2026-07-31",
        "Confirmación de baja",
        (
            "Hola Pat:\n\nHemos cancelado tu suscripción.\n\nPodrás entrar hasta el"
            " 31 de julio de 2026."
        ),
    ),
    (
        "renews_on 2026-07-16",
        "Kvittering for betaling",
        (
            "Hej Pat\n\nVi har trukket 89,00 kr. på dit kort for Havnens Avis.\n\n"
            "Fornys: 16. juli 2026"
        ),
    ),
    (
        "renews_on 2026-07-16",
        "Receipt for your support",
        (
            "Hi Pat,\n\nCharged: $5.00\nOn: June 16, 2026\n\nIt repeats every month; the following"
            " payment is July 16, 2026."
        ),
    ),
    (
        "renews_on 2026-07-14",
        "Your parcel has been packed",
        (
            "Hi Pat,\n\nWe've charged your card.\n\nTotal £27.48\n\nYour next order is due on"
            " 14 July 2026."
        ),
    ),
    (
        "renews_on 2026-07-16",
        "Reçu de votre paiement",
        (
            "Bonjour Pat,\n\nNous avons prélevé 12,00 € pour le mois de juin.\n\nLa somme suivante"
            " sera due le 16 juillet 2026."
        ),
    ),
    (
        "renews_on 2026-07-16",
        "Herinnering: verlenging hosting",
        (
            "Hoi Pat,\n\nOver een maand, op 16 juli 2026, wordt je pakket automatisch met een jaar"
            " verlengd. Het kost 65,34 euro."
        ),
    ),
    (
        "resumes_on 2026-09-05",
        "La tua box è in pausa",
        (
            "Ciao Pat,\n\nabbiamo messo in pausa il tuo abbonamento.\n\nLe consegne riprendono da"
            " sole il 5 settembre 2026."
        ),
    ),
    (
        "resumes_on 2026-09-05",
        "Dein Abo ist pausiert",
        (
            "Hallo Pat,\n\ndein Abo ist pausiert.\n\nAm 5. September 2026 geht es weiter, dann"
            " läuft das Abo wieder an."
        ),
    ),
    (
        "trial_ends_on 2026-06-30",
        "Your 14 days of Kestrel Pro start now",
        (
            "Hi Pat,\n\nYour free trial has started. Kestrel Pro stays free through June 30, 2026."
            "\n\nUnless you switch back before the 30th, the card is billed $12.00 a month."
        ),
    ),
    (
        "trial_ends_on 2026-07-16",
        "Tu prueba gratuita ha comenzado",
        (
            "Hola Pat:\n\nHa empezado tu periodo de prueba.\n\nConcluye el 16 de julio de 2026;"
            " ese día se hará el primer cargo de 129,00 € al mes."
        ),
    ),
    (
        "effective_on 2026-09-01",
        "Votre changement de forfait est confirmé",
        (
            "Bonjour Pat,\n\nVotre forfait a été modifié.\n\nDate d'effet : 1er septembre 2026\n"
            "Nouveau tarif mensuel : 14,99 €"
        ),
    ),
)
# Money that a trial costs once it is over, subject, text.
PRICES = (
    (
        "39.99 EUR",
        "La tua prova gratuita è iniziata",
        (
            "Ciao Pat,\n\nOggi paghi: € 0,00\nLa prova finisce il: 17 luglio 2026\n"
            "Poi: € 39,99 all'anno"
        ),
    ),
    (
        "9.99 EUR",
        "Deine Probewoche läuft",
        (
            "Hallo Pat,\n\nDein Probezeitraum hat begonnen.\n\nHeute: 0,00 €\n"
            "ab 23. Juni 2026: 9,99 € monatlich\n\nViel Spaß!"
        ),
    ),
    (
        "2.99 GBP",
        "Your free month has begun",
        (
            "Hi Pat,\n\nYour free trial has started.\n\n- Until 15 July: nothing to pay.\n"
            "- From 16 July 2026: £2.99 a month.\n\nA week of dinners comes to about £38."
        ),
    ),
    (
        "12.00 USD",
        "Your free trial has started",
        (
            "Hi Pat,\n\nYour free trial is running. If you do nothing, your plan becomes Monthly at"
            " $12/month on June 30, 2026. Prefer yearly? It's $96 and you can switch."
        ),
    ),
    (
        "59.00 SEK",
        "Din provperiod har startat",
        "Hej Pat,\n\nDin provperiod har startat.\n\nI dag: 0 kr\nDärefter: 59,00 kr per månad",
    ),
    (
        "147.00 USD",
        "Your trial ends on Wednesday",
        (
            "Hi Pat,\n\nYour team's trial ends on July 1, 2026. As you added a card, the Team plan"
            " begins right then.\n\n3 seats × $49 / month = $147.00 / month"
        ),
    ),
    (
        "99.00 DKK",
        "Din prøveperiode er i gang",
        (
            "Hej Pat\n\nPrøven er gratis til og med 30. juni 2026. Fra 1. juli 2026 koster"
            " abonnementet 99 kr./md., som trækkes automatisk."
        ),
    ),
    (
        "29.00 PLN",
        "Twój okres próbny się rozpoczął",
        (
            "Cześć Pat,\n\nTwój bezpłatny okres próbny się rozpoczął.\n\nDziś: 0,00 zł\n"
            "Potem: 29,00 zł miesięcznie"
        ),
    ),
)
# Letters in which nothing is to be added, though days or prices stand in them.
# Days that are due, as far from what states the bill.
DUE = (
    (
        "due_on 2026-07-04",
        "We couldn't collect your June membership",
        (
            "Hi Pat,\n\nYour bank sent back the Direct Debit for your membership."
            "\n\nWe'll ask for it again on 4 July 2026. Please have enough in the account."
        ),
    ),
    (
        "due_on 2026-07-04",
        "invoice for the fence",
        (
            "Hi Pat,\n\nThanks for having us. So it comes to £268 all in.\n\nPlease transfer it to"
            " 00-00-00 00112233 by 4 July 2026."
        ),
    ),
    (
        "resumes_on 2027-01-11",
        "Hemos pausado tu suscripción",
        (
            "Hola Pat:\n\nTu plan queda en pausa desde hoy. No te cobraremos nada.\n\n"
            "Se reanuda: 11 de enero de 2027"
        ),
    ),
)

BARE = (
    (
        "due_on",
        "invoice for the fence",
        (
            "Hi Pat,\n\nSo it comes to £268 all in.\n\nPlease transfer it to 00-00-00 00112233 by"
            " 4 July 2026.\n\nMy brother transfers his half by 9 July 2026."
        ),
    ),
    (
        "resumes_on",
        "Your plan is paused",
        "Hi Pat,\n\nYour subscription is paused from 16 June 2026.",
    ),
    (
        "renews_on",
        "Receipt for your order",
        "Hi Pat,\n\nWe've charged your card.\n\nTotal £27.48\n\nThe courier comes on 18 June 2026.",
    ),
    (
        "renews_on",
        "Receipt",
        (
            "Hi Pat,\n\nWe've charged your card £27.48.\n\nThe following payment is 1 July"
            " 2026.\n\nThe following payment of the garage is 8 July 2026."
        ),
    ),
    (
        "access_until",
        "Your membership has been cancelled",
        "Hi Pat,\n\nYour membership has been cancelled.\n\nOur summer concert is on 4 July 2026.",
    ),
    (
        "access_until",
        "Your membership has been cancelled",
        (
            "Hi Pat,\n\nYour membership has been cancelled.\n\nCover lasts to 4 July 2026."
            "\n\nThe pool closes on 9 July 2026."
        ),
    ),
    (
        "amount",
        "Your free trial has started",
        "Hi Pat,\n\nYour free trial has started.\n\nThen it is $5 a month, or $50 a year.",
    ),
)


def _event(subject: str, text: str) -> BillingEvent:
    outcome = read_plain(subject, text)
    assert outcome.outcome is not OutcomeKind.IGNORED, outcome
    return outcome.events[0]


@pytest.mark.parametrize("letter", [*DAYS, *DUE], ids=lambda letter: f"{letter[0]}: {letter[1]}")
def test_a_day_of_another_sentence_is_the_event_s(letter: tuple[str, str, str]) -> None:
    wanted, subject, text = letter
    field, day = wanted.split()
    assert str(getattr(_event(subject, text), field)) == day


@pytest.mark.parametrize("letter", PRICES, ids=lambda letter: letter[0])
def test_a_trial_costs_what_it_costs_afterwards(letter: tuple[str, str, str]) -> None:
    amount, subject, text = letter
    event = _event(subject, text)
    assert event.amount is not None
    assert f"{event.amount.amount:.2f} {event.amount.currency}" == amount


@pytest.mark.parametrize("letter", BARE, ids=lambda letter: f"{letter[0]}: {letter[2][-30:]}")
def test_what_may_be_meant_of_two_is_left_out(letter: tuple[str, str, str]) -> None:
    field, subject, text = letter
    assert getattr(_event(subject, text), field) is None


@pytest.mark.parametrize(
    ("subject", "text", "begins", "ends"),
    [
        (
            "Your membership is on hold",
            (
                "Hi Pat,\n\nWe have put your membership on hold as you asked.\n\n"
                "Hold begins: 1 July 2026\nHold ends: 30 September 2026"
            ),
            date(2026, 7, 1),
            date(2026, 9, 30),
        ),
        (
            "Je abonnement",
            "Hoi Pat,\n\nIk heb je abonnement stilgezet van 1 juli tot 1 september 2026.",
            date(2026, 7, 1),
            date(2026, 9, 1),
        ),
        (
            "Votre abonnement est suspendu",
            ("Bonjour Pat,\n\nVotre abonnement est suspendu du 1er juillet au 1er septembre 2026."),
            date(2026, 7, 1),
            date(2026, 9, 1),
        ),
        (
            "Your membership is paused",
            "Hi Pat,\n\nWe have paused your membership. It resumes on 1 September 2026.",
            None,
            date(2026, 9, 1),
        ),
    ],
)
def test_a_pause_begins_on_the_day_from_which_it_lasts(
    subject: str, text: str, begins: date | None, ends: date
) -> None:
    (event,) = read_plain(subject, text).events
    assert (event.effective_on, event.resumes_on) == (begins, ends)


@pytest.mark.parametrize(
    ("subject", "text", "paid_on"),
    [
        (
            "Your trial is ending",
            (
                "Hi Pat,\n\nYour free trial ends on 30 June. After that it is $9.00 a month, first"
                " billed on 1 July 2026."
            ),
            date(2026, 7, 1),
        ),
        (
            "Dein Testzeitraum endet",
            (
                "Hallo Pat,\n\ndein Testzeitraum endet am 30. Juni 2026. Ab dem 1. Juli 2026 kostet"
                " das Abo 9,00 € im Monat."
            ),
            date(2026, 7, 1),
        ),
        (
            "Your trial is ending",
            "Hi Pat,\n\nYour free trial ends on 30 June 2026. Our office is closed on 1 July 2026.",
            None,
        ),
    ],
)
def test_a_trial_is_paid_for_from_the_day_after_it(
    subject: str, text: str, paid_on: date | None
) -> None:
    (event,) = read_plain(subject, text).events
    assert (event.trial_ends_on, event.renews_on) == (date(2026, 6, 30), paid_on)
