"""The cadence that a span shows which a mail says is paid for, and spans of something else."""

import pytest

from parsers.events import EventKind
from tests.mailed import read_plain

# Cadence, subject, text: what is renewed, and for how long.
SPANS = (
    (
        "P1Y",
        "Your backup plan renews on 8 July 2026",
        (
            "Hi Pat,\n\nYour subscription renews automatically on 8 July 2026.\n\nTerm: 12 months\n"
            "Price: $131.88\n"
        ),
    ),
    (
        "P1Y",
        "Renewal of your password vault on 8 July 2026",
        (
            "Hi Pat,\n\nYour subscription renews automatically.\n\nRenewal date: 8 July 2026\n"
            "Subscription period: 1 year\nTotal: $49.99\n"
        ),
    ),
    (
        "P1Y",
        "Your licence renews automatically on 8 July 2026",
        (
            "Hello Pat,\n\nThis is an automated notice.\n\nRenews on: 8 July 2026 for 12 months\n"
            "Price: $432.00\n"
        ),
    ),
    (
        "P6M",
        "Your box renews on 8 July 2026",
        (
            "Hi Pat,\n\nYour subscription will renew automatically on 8 July 2026 for another six"
            " months at £54.00.\n"
        ),
    ),
    (
        "P1Y",
        "Ihr Hosting-Paket verlängert sich am 8. Juli 2026",
        (
            "Hallo Pat,\n\nIhr Paket verlängert sich am 8. Juli 2026 automatisch um weitere zwölf"
            " Monate, sofern Sie nicht vorher kündigen. Der Betrag von 95,88 € wird abgebucht.\n"
        ),
    ),
    (
        "P1Y",
        "Verlängerung Ihrer Domain am 8. Juli 2026",
        (
            "Guten Tag Pat,\n\nIhre Domain verlängert sich am 8. Juli 2026 automatisch.\n\n"
            "Laufzeit: 1 Jahr\nBetrag: 16,90 €\n"
        ),
    ),
    (
        "P1Y",
        "Renouvellement de votre abonnement le 8 juillet 2026",
        (
            "Bonjour Pat,\n\nVotre abonnement sera renouvelé automatiquement le 8 juillet 2026.\n\n"
            "Durée : 12 mois\nMontant : 59,00 €\n"
        ),
    ),
    (
        "P1Y",
        "Renovación de tu dominio el 8 de julio de 2026",
        (
            "Hola Pat:\n\nTu suscripción se renovará automáticamente el 8 de julio de 2026.\n\n"
            "quill.example (1 año)\nImporte: 14,95 €\n"
        ),
    ),
    (
        "P1Y",
        "Il tuo abbonamento si rinnova l'8 luglio 2026",
        (
            "Ciao Pat,\n\nil tuo abbonamento si rinnoverà automaticamente l'8 luglio 2026.\n\n"
            "Durata: 12 mesi\nImporto: 29,00 €\n"
        ),
    ),
    (
        "P1Y",
        "Je abonnement wordt verlengd op 8 juli 2026",
        (
            "Beste Pat,\n\nJe abonnement wordt automatisch verlengd op 8 juli 2026.\n\n"
            "Looptijd: 12 maanden\nBedrag: € 36,00\n"
        ),
    ),
    (
        "P1Y",
        "Twoja subskrypcja odnowi się 8 lipca 2026",
        (
            "Dzień dobry,\n\nTwoja subskrypcja odnowi się automatycznie 8 lipca 2026.\n\n"
            "Okres: 12 miesięcy\nKwota: 245,77 zł\n"
        ),
    ),
    (
        "P1Y",
        "Abonnementet ditt fornyes 8. juli 2026",
        (
            "Hei Pat,\n\nAbonnementet ditt fornyes automatisk 8. juli 2026.\n\n"
            "Plan: 2 TB, ett år\nBeløp: 990,00 kr\n"
        ),
    ),
    (
        "P1Y",
        "Az előfizetésed megújul 2026. július 8-án",
        (
            "Szia Pat!\n\nAz előfizetésed 2026. július 8-án automatikusan megújul.\n\n"
            "Időszak: 1 év\nÖsszeg: 3 990 Ft\n"
        ),
    ),
    (
        "P1Y",
        "您的会员即将自动续费",
        "尊敬的 Pat:\n\n您的会员将于2026年7月8日自动续费。\n\n续费周期:1年\n扣费金额:148.00元\n",
    ),
    (
        "P1Y",
        "您的会员即将自动续费",
        (
            "尊敬的 Pat:\n\n您的会员将于2026年7月8日自动续费。\n\n"
            "会员类型:高级会员(年付)\n扣费金额:148.00元\n"
        ),
    ),
    (
        "P1Y",
        "自動更新のお知らせ",
        (
            "Pat 様\n\nご利用のプランは2026年7月8日に自動更新されます。\n\n"
            "ご契約期間:1年間\n料金:5,980円\n"
        ),
    ),
    (
        "P1Y",
        "구독 자동 갱신 안내",
        (
            "Pat 님, 안녕하세요.\n\n구독이 2026년 7월 8일에 자동으로 갱신됩니다.\n\n"
            "이용 기간: 12개월\n결제 금액: 59,000원\n"
        ),
    ),
)
# What lasts as long as that, and is none of what is paid for.
OTHERS = (
    (
        None,
        "Your plan renews on 8 July 2026",
        (
            "Hi Pat,\n\nYour subscription renews automatically on 8 July 2026 at $39.00.\n\n"
            "Minimum term: 24 months\n"
        ),
    ),
    (
        None,
        "Your plan renews on 8 July 2026",
        (
            "Hi Pat,\n\nYour subscription renews automatically on 8 July 2026 at $39.00.\n\n"
            "Warranty: 12 months\nYour price is fixed for 12 months.\n"
        ),
    ),
    (
        None,
        "Your membership renews on 8 July 2026",
        (
            "Hi Pat,\n\nYour subscription renews automatically on 8 July 2026.\n\n"
            "It costs $17.99 for 1 month or $159.99 for 12 months.\n"
        ),
    ),
    (
        "P1M",
        "Ihr Vertrag verlängert sich am 8. Juli 2026",
        (
            "Hallo Pat,\n\nIhr Vertrag verlängert sich am 8. Juli 2026 automatisch um weitere zwölf"
            " Monate.\n\nLaufzeit: 12 Monate\nPreis: 39,99 € pro Monat\n"
        ),
    ),
    (
        None,
        "Ihr Vertrag verlängert sich am 8. Juli 2026",
        (
            "Guten Tag Pat,\n\nIhr Abo verlängert sich am 8. Juli 2026 automatisch.\n\n"
            "Preis: 39,99 €\nMindestlaufzeit: 24 Monate\nKündigungsfrist: 3 Monate\n"
        ),
    ),
    (
        None,
        "Renouvellement de votre abonnement le 8 juillet 2026",
        (
            "Bonjour Pat,\n\nVotre abonnement sera renouvelé automatiquement le 8 juillet 2026.\n\n"
            "Montant : 59,00 €\nGarantie : 24 mois\nEngagement : 12 mois\n"
        ),
    ),
    (
        None,
        "Renovación de tu plan el 8 de julio de 2026",
        (
            "Hola Pat:\n\nTu suscripción se renovará automáticamente el 8 de julio de 2026.\n\n"
            "Importe: 14,95 €\nPermanencia: 12 meses\n"
        ),
    ),
)


@pytest.mark.parametrize(("cadence", "subject", "text"), [*SPANS, *OTHERS])
def test_a_renewal_comes_as_often_as_the_span_that_it_pays_for(
    cadence: str | None, subject: str, text: str
) -> None:
    events = read_plain(subject, text).events
    assert [(one.kind, one.cadence) for one in events] == [(EventKind.RENEWAL_NOTICE, cadence)]


# Receipts: of a renewal, and of what does not come again.
PAID = (
    (
        "P1Y",
        "Renewal of your licence",
        "Hi Pat,\n\nWe charged $14.99 for the renewal of your licence for 1 year.\n",
    ),
    ("P1Y", "Renewal receipt", "Hi Pat,\n\nWe received your payment of $14.99.\n\nTerm: 1 year\n"),
    (
        "P1Y",
        "Ihre Verlängerung",
        (
            "Guten Tag Pat Quill,\n\nwir haben 14,99 EUR für die Verlängerung Ihrer Lizenz um ein"
            " Jahr abgebucht.\n"
        ),
    ),
    (
        "P1Y",
        "Renouvellement de votre licence",
        (
            "Bonjour Pat Quill,\n\nNous avons débité 14,99 € pour le renouvellement de votre"
            " licence pour 1 an.\n"
        ),
    ),
    (
        "P1Y",
        "ライセンス更新のお支払い",
        "Pat Quill 様\n\nライセンスの1年間の更新料金1,990円をお支払いいただきました。\n",
    ),
    (
        None,
        "Your course is paid",
        "Hi Pat,\n\nWe received your payment of $14.99 for your course of 6 months.\n",
    ),
)


@pytest.mark.parametrize(("cadence", "subject", "text"), PAID)
def test_a_receipt_of_a_renewal_names_its_span(
    cadence: str | None, subject: str, text: str
) -> None:
    events = read_plain(subject, text).events
    assert [(one.kind, one.cadence) for one in events] == [(EventKind.CHARGE, cadence)]


# The cadence of a price beside it, and what comes each year only because prices are looked at.
REVIEWS = (
    (
        "P1M",
        "Nieuwe prijs per 1 augustus 2026",
        (
            "Beste Pat,\n\nElk jaar passen we onze prijzen aan. Je plan kost vanaf 1 augustus 2026"
            " € 13,50 per maand in plaats van € 12,00.\n"
        ),
    ),
    (
        "P1M",
        "Your price changes on 1 August 2026",
        (
            "Hi Pat,\n\nEvery year we review our prices. From 1 August 2026 it costs more.\n\n"
            "Price per month until now: £12.00\nPrice per month from 1 August 2026: £13.50\n"
        ),
    ),
    (
        "P1M",
        "Preisanpassung zum 1. August 2026",
        (
            "Hallo Pat,\n\njedes Jahr passen wir die Preise an die Inflation an. Ihr Preis ändert"
            " sich zum 1. August 2026.\n\nBisher: 12,00 € pro Monat\n"
            "Ab 1. August 2026: 13,50 € pro Monat\n"
        ),
    ),
    (
        "P1M",
        "Changement de prix au 1er août 2026",
        (
            "Bonjour Pat,\n\nChaque année, nous révisons nos tarifs. Le prix de votre plan change"
            " le 1er août 2026.\n\nPrix actuel : 12,00 € par mois\nNouveau prix : 13,50 € par mois"
        ),
    ),
    (
        "P1Y",
        "The price of your plan changes on 1 August 2026",
        "Hi Pat,\n\nThe price of your annual plan goes from $60.00 to $66.00 on 1 August 2026.\n",
    ),
)


@pytest.mark.parametrize(("cadence", "subject", "text"), REVIEWS)
def test_prices_that_are_looked_at_each_year_are_not_paid_each_year(
    cadence: str, subject: str, text: str
) -> None:
    events = read_plain(subject, text).events
    assert [(one.kind, one.cadence) for one in events] == [(EventKind.PRICE_CHANGE, cadence)]
