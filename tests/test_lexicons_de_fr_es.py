"""What a sentence of billing mail states in German, French and Spanish."""

import pytest

from parsers.events import EventKind
from parsers.language.lexicon import load
from parsers.language.wording import cadence_in, claims
from tests.pages import saying

# Each as a service would write it; None where it states nothing that has happened or will.
_GERMAN = """
Ihre Rechnung von Lampenladen | charge
Deine Rechnung für Oktober | charge
Rechnung Nr. 2026-118 | invoice_due
Wir haben 12,99 € von deinem Konto abgebucht. | charge
Der Betrag wurde Ihrer Kreditkarte belastet. | charge
Deine Zahlung ist bei uns eingegangen. | charge
Vielen Dank für deinen Einkauf! | charge
Hier ist deine Quittung von Tonspur. | charge
Ihr Abonnement wurde erfolgreich verlängert. | charge
Der Rechnungsbetrag von 49,90 € ist am 15.12.2026 fällig. | invoice_due
Ihre Rechnung steht im Kundenportal zum Abruf bereit. | invoice_due
Bitte überweisen Sie den Betrag bis zum 30. November 2026. | invoice_due
Ihr Abo verlängert sich am 3. Januar 2027 automatisch. | renewal_notice
Dein Jahresabo wird am 12.12.2026 verlängert, sofern du nicht vorher kündigst. | renewal_notice
Am 3. Dezember 2026 buchen wir 29,00 € von Ihrem Konto ab. | renewal_notice
Ihr kostenloser Probemonat endet am 10. November 2026. | trial_ending
Deine Testphase läuft in 3 Tagen ab. | trial_ending
Dein kostenloser Testzeitraum hat begonnen. | trial_started
Willkommen zu deinem Probeabo! | trial_started
Wir haben Ihre Kündigung erhalten. | canceled
Dein Abo wurde zum 31.12.2026 gekündigt. | canceled
Hiermit bestätigen wir die Kündigung Ihres Vertrags. | canceled
Du hast deine Mitgliedschaft beendet. | canceled
Ihr Abonnement ist abgelaufen. | expired
Dein Abo ist bis zum 1. Februar 2027 pausiert. | paused
Dein Abo läuft ab sofort wieder. | resumed
Wir konnten den Betrag nicht von Ihrer Karte abbuchen. | payment_failed
Deine Zahlung ist leider fehlgeschlagen. | payment_failed
Die Lastschrift wurde von Ihrer Bank zurückgegeben. | payment_failed
Wir haben dir 9,99 € erstattet. | refund
Ihre Rückerstattung wurde veranlasst. | refund
Wir werden Ihnen den Betrag innerhalb von 5 Werktagen erstatten. | refund_promised
Die Gutschrift erfolgt in den nächsten Tagen auf Ihr Konto. | refund_promised
Ab dem 1. Januar 2027 kostet dein Abo 11,99 € statt 9,99 € pro Monat. | price_change
Wir passen unsere Preise zum 1. Februar 2027 an. | price_change
Du hast zum Tarif Familie gewechselt. | plan_changed
Ihr Tarif wurde geändert. | plan_changed
Vielen Dank, dass du Tonspur abonniert hast. | subscription_started
Dein Abo ist jetzt aktiv. | subscription_started
Sie können Ihr Abo jederzeit kündigen. |
Wenn du kündigst, bevor die Testphase endet, wird dir nichts berechnet. |
Kündige bis zum 9. November, um Gebühren zu vermeiden. |
Ihr Abonnement wurde nicht gekündigt. |
Ihnen wurde nichts berechnet. |
Ihr Konto wurde nicht belastet. |
Rechnungen finden Sie künftig in Ihrem Kundenkonto. |
Fragen zur Rechnung? Wir helfen gern. |
Falls Ihre Zahlung fehlschlägt, wird der Zugang gesperrt. |
Eine Erstattung bereits gezahlter Beträge ist nicht möglich. |
Jetzt 30 Tage kostenlos testen! |
Du bekommst diese E-Mail, weil du unseren Newsletter abonniert hast. |
"""
_FRENCH = """
Votre facture du mois de novembre | charge
Nous avons bien reçu votre paiement de 12,99 €. | charge
Votre reçu de Lampadaire | charge
Le montant de 9,99 € a été prélevé sur votre carte. | charge
Merci pour ton achat ! | charge
Votre abonnement a été renouvelé pour un mois. | charge
Votre paiement a bien été effectué. | charge
Voici le récapitulatif de votre commande. | charge
Votre facture de 49,90 € est à régler avant le 30 novembre 2026. | invoice_due
Votre nouvelle facture est disponible dans votre espace client. | invoice_due
Votre abonnement se renouvellera automatiquement le 3 janvier 2027. | renewal_notice
Votre abonnement sera renouvelé le 12/12/2026, sauf résiliation de votre part. | renewal_notice
Vous serez débité de 59,00 € le 3 décembre 2026. | renewal_notice
Votre prochain prélèvement aura lieu le 5 décembre. | renewal_notice
Votre essai gratuit se termine le 10 novembre 2026. | trial_ending
Ta période d'essai arrive à son terme dans 3 jours. | trial_ending
Votre essai gratuit a commencé. | trial_started
Votre période d'essai de 14 jours est désormais active. | trial_started
Votre abonnement a bien été résilié. | canceled
Nous confirmons la résiliation de votre abonnement. | canceled
Vous avez annulé votre abonnement à Lampadaire. | canceled
Le renouvellement automatique a été désactivé. | canceled
Votre abonnement a expiré. | expired
Votre abonnement est en pause jusqu'au 1er février 2027. | paused
Votre abonnement a été réactivé. | resumed
Votre paiement a été refusé. | payment_failed
Nous n'avons pas pu débiter votre carte. | payment_failed
Ton paiement n'a pas abouti. | payment_failed
Nous avons procédé au remboursement de 24,00 €. | refund
Votre commande vous a été remboursée. | refund
Vous serez remboursé sous 5 jours ouvrés. | refund_promised
Le remboursement vous parviendra dans quelques jours. | refund_promised
À partir du 1er janvier 2027, votre abonnement passera de 9,99 € à 11,99 € par mois. | price_change
Le prix de votre abonnement évolue. | price_change
Vous êtes passé à la formule Famille. | plan_changed
Votre forfait a été modifié. | plan_changed
Merci de vous être abonné à Lampadaire. | subscription_started
Votre abonnement est maintenant actif. | subscription_started
Vous pouvez résilier votre abonnement à tout moment. |
Si vous annulez avant la fin de l'essai, vous ne serez pas débité. |
Pour résilier votre abonnement, rendez-vous dans votre espace client. |
Votre abonnement n'a pas été annulé. |
Votre abonnement sera annulé. |
Aucun montant n'a été débité. |
Votre carte n'a pas été débitée. |
Si le paiement échoue, l'accès sera suspendu. |
Les sommes versées ne sont pas remboursables. |
Profitez de 30 jours d'essai gratuit ! |
Retrouvez toutes vos factures dans votre espace client. |
Annulez avant le 9 novembre pour éviter tout prélèvement. |
"""
_SPANISH = """
Tu recibo de Farola | charge
Hemos recibido tu pago de 12,99 €. | charge
Se ha cargado el importe en tu tarjeta terminada en 4242. | charge
Le hemos cobrado 9,99 € por su suscripción mensual. | charge
Gracias por su compra. | charge
Tu suscripción se ha renovado correctamente. | charge
Factura de tu compra | charge
El pago se realizó con éxito. | charge
Tu factura vence el 30 de noviembre de 2026. | invoice_due
Su factura ya está disponible en el área de clientes. | invoice_due
Tu suscripción se renovará automáticamente el 3 de enero de 2027. | renewal_notice
El 3 de diciembre te cobraremos 59,00 €. | renewal_notice
Recordatorio: tu dominio se renueva el 20 de noviembre, a menos que lo canceles. | renewal_notice
Tu prueba gratuita termina el 10 de noviembre de 2026. | trial_ending
Su periodo de prueba está a punto de finalizar. | trial_ending
Tu prueba gratuita ha comenzado. | trial_started
Has iniciado tu periodo de prueba de 14 días. | trial_started
Hemos cancelado tu suscripción. | canceled
Su suscripción ha sido cancelada. | canceled
Te has dado de baja de Farola Plus. | canceled
Confirmamos la cancelación de tu suscripción. | canceled
La renovación automática está desactivada. | canceled
Tu suscripción ha caducado. | expired
Tu suscripción está en pausa hasta el 1 de febrero de 2027. | paused
Tu suscripción se ha reactivado. | resumed
No hemos podido procesar tu pago. | payment_failed
Su tarjeta fue rechazada. | payment_failed
El cobro no se ha podido realizar. | payment_failed
Te hemos devuelto 24,00 €. | refund
Se ha emitido un reembolso de 24,00 € a tu tarjeta. | refund
Recibirás el reembolso en un plazo de 5 días hábiles. | refund_promised
Te reembolsaremos el importe en los próximos días. | refund_promised
A partir del 1 de enero, el precio de tu plan pasará de 9,99 € a 11,99 € al mes. | price_change
Vamos a actualizar nuestros precios. | price_change
Has cambiado al plan Familiar. | plan_changed
Tu plan ha sido modificado. | plan_changed
Gracias por suscribirse a Farola. | subscription_started
Tu suscripción ya está activa. | subscription_started
Puedes cancelar tu suscripción en cualquier momento. |
Si cancelas antes de que termine la prueba, no se te cobrará nada. |
Para cancelar la suscripción, entra en tu cuenta. |
Tu suscripción no ha sido cancelada. |
No se te ha cobrado nada. |
No se ha realizado ningún cargo en tu tarjeta. |
Si el pago falla, perderás el acceso. |
No ofrecemos reembolsos por periodos parciales. |
¡Pruébalo gratis durante 30 días! |
Cancela antes del 9 de noviembre para evitar el cobro. |
Consulta tus facturas en tu cuenta. |
"""
_TABLES = {"de": _GERMAN, "fr": _FRENCH, "es": _SPANISH}
_CADENCES = (
    ("de", "4,99 € pro Woche", "P1W"),
    ("de", "alle 14 Tage 3,00 €", "P14D"),
    ("de", "alle 28 Tage", "P28D"),
    ("de", "alle 30 Tage", "P30D"),
    ("de", "9,99 € im Monat", "P1M"),
    ("de", "Quartalsabo", "P3M"),
    ("de", "halbjährliche Zahlung", "P6M"),
    ("de", "59 €/Jahr", "P1Y"),
    ("fr", "chaque semaine", "P1W"),
    ("fr", "toutes les deux semaines", "P14D"),
    ("fr", "tous les 28 jours", "P28D"),
    ("fr", "tous les 30 jours", "P30D"),
    ("fr", "9,99 €/mois", "P1M"),
    ("fr", "facturation trimestrielle", "P3M"),
    ("fr", "chaque semestre", "P6M"),
    ("fr", "abonnement annuel", "P1Y"),
    ("es", "cada semana", "P1W"),
    ("es", "cada dos semanas", "P14D"),
    ("es", "cada 28 días", "P28D"),
    ("es", "cada 30 días", "P30D"),
    ("es", "9,99 €/mes", "P1M"),
    ("es", "pago trimestral", "P3M"),
    ("es", "pago semestral", "P6M"),
    ("es", "plan anual", "P1Y"),
)


def _sentences() -> list[tuple[str, str, EventKind | None]]:
    return [
        (language, text.strip(), EventKind(kind.strip()) if kind.strip() else None)
        for language, table in _TABLES.items()
        for text, kind in (line.rsplit("|", 1) for line in table.strip().splitlines())
    ]


@pytest.mark.parametrize(("language", "sentence", "kind"), _sentences())
def test_a_sentence_states_what_its_writer_means(
    language: str, sentence: str, kind: EventKind | None
) -> None:
    found = claims(saying(language, sentence))
    assert (found[0].kind if found else None) == kind, [claim.kind for claim in found]


@pytest.mark.parametrize(("language", "text", "period"), _CADENCES)
def test_a_cadence_is_named_in_many_words(language: str, text: str, period: str) -> None:
    assert cadence_in(text, language) == period


@pytest.mark.parametrize("language", sorted(_TABLES))
def test_every_kind_of_event_has_words(language: str) -> None:
    assert set(load(language).claims) == set(EventKind) - {EventKind.CANCELLATION_PENDING}
