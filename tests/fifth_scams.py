"""Scams of the fifth round, half by somebody who knows what is asked of a bill by now."""

from collections.abc import Iterator

from tests.mailed import Mailed, signed, unsigned


def fifth_scams() -> Iterator[Mailed]:
    """Each a shape of its own."""
    yield from _at_home()
    yield from _by_brands_word()
    yield from _through_others()
    yield from _odd()


def _at_home() -> Iterator[Mailed]:
    """Whose name goes with a domain that was bought for it."""
    yield signed(
        "a renewal desk that says its name",
        "RenewCentral <billing@renewcentral.example>",
        "RenewCentral: your Norton 360 Deluxe was renewed",
        "RenewCentral has renewed your Norton 360 Deluxe for one year: $149.99, paid today by "
        "card.\n"
        "Questions: https://renewcentral.example/q\nRenewCentral LLC\n",
        brand=False,
    )
    yield signed(
        "a protection plan with a number in its own name",
        "Shieldline <care@shieldline.example>",
        "Shieldline annual plan renewed",
        "Dear customer,\n\nyour Shieldline Total Protection was renewed, $419.00 was debited. Not "
        "you? "
        "Call 808-555-0124 within 24 hours. Shieldline\n",
        brand=False,
    )
    yield signed(
        "a stream pass whose name is a domain, for Netflix",
        "StreamPass <info@streampass.example>",
        "StreamPass: your Netflix payment failed",
        "StreamPass could not charge $15.49 for your Netflix plan. Update your card within 24 "
        "hours: "
        "https://streampass.example/card\n",
        brand=False,  # a company that bills for Netflix writes no other words: a person looks
    )
    yield signed(
        "a billing hub for Adobe, the brand in the letter alone",
        "Billhub <noreply@billhub.example>",
        "Your invoice 88120",
        "Adobe Creative Cloud All Apps, annual plan: $779.88 was charged today.\nNext payment: "
        "November 20, 2027\n\nCancel: https://billhub.example/cancel\n",
    )
    yield signed(
        "an app centre for Disney+, in Dutch",
        "Appcentrum <service@appcentrum.example>",
        "Je abonnement is verlengd",
        "Je Disney+ abonnement is verlengd voor € 109,90 per jaar. Niet akkoord? Annuleer: "
        "https://appcentrum.example/a\n",
    )
    yield signed(
        "a premium desk for Spotify, in French",
        "Premium Contact <contact@premium-contact.example>",
        "Échec du paiement de votre abonnement",
        "Votre abonnement Spotify Premium n'a pas pu être renouvelé (10,99 €). Mettez à jour votre "
        "carte : https://premium-contact.example/c\n",
    )
    yield signed(
        "a cloud desk for iCloud, in German",
        "Cloudkonto <info@cloudkonto.example>",
        "Ihr iCloud-Speicher läuft ab",
        "Ihr iCloud+ Abo endet heute. Verlängern Sie für 0,99 EUR: https://cloudkonto.example/v\n",
    )
    yield signed(
        "a refund office for Amazon Prime",
        "Refundly <pay@refundly.example>",
        "A refund of $139.00 for Amazon Prime",
        "Your Amazon Prime membership was overcharged. Refundly sends you $139.00. Confirm your "
        "card: "
        "https://refundly.example/c\n",
    )


def _by_brands_word() -> Iterator[Mailed]:
    """Brands written so that a list of them is missed."""
    yield signed(
        "Net flix in two words",
        "Net flix Billing <pay@rosewood-dental.example>",
        "Payment declined",
        "Your monthly payment of $15.49 was declined. Update: https://rosewood-dental.example/n\n",
    )
    yield signed(
        "a brand in capitals with dots, in the subject",
        "Member Desk <desk@rosewood-dental.example>",
        "D.I.S.N.E.Y. PLUS: payment of $13.99 declined",
        "Renew your card within 24 hours: https://rosewood-dental.example/d\n",
    )
    yield signed(
        "Microsoft with a zero, in the subject",
        "Account Team <team@juniper-realty.example>",
        "Micr0soft 365 renewal: $129.99",
        "Your Micr0soft 365 plan renews tomorrow for $129.99. Cancel: "
        "https://juniper-realty.example/m\n",
    )
    yield signed(
        "PayPal with Cyrillic letters in the letter alone",
        "Security <notice@juniper-realty.example>",
        "Your transaction",
        "РayРal: you sent $512.00 to Best Electronics. Cancel it within 12 hours: "
        "https://juniper-realty.example/p\n",
    )
    yield signed(
        "LinkedIn after a star, by a bulk mailer",
        "* LinkedIn Premium * <bulk@sendwave7.example>",
        "Receipt 88120",
        "Premium Career $39.99, paid with Visa. Dispute: https://sendwave7.example/l\n",
    )
    yield signed(
        "a name that begins with the bakery's and ends with Netflix",
        "Lindenhof - Netflix Membership <info@lindenhof.example>",
        "Membership on hold",
        "We could not take $15.49. Restart your membership: https://lindenhof.example/n\n",
    )
    yield signed(
        "a Grammarly receipt without any word of payment",
        "Grammarly <hello@copper-kettle.example>",
        "Premium, 12 months",
        "Premium, 12 months\n$144.00\nVisa 4418\n20 November "
        "2026\nhttps://copper-kettle.example/g\n",
    )
    yield signed(
        "HBO Max in Swedish",
        "HBO Max <kund@bilverkstad-norr.example>",
        "Betalningen nekades",
        "Vi kunde inte dra 119 kr. Uppdatera ditt kort inom 24 timmar: "
        "https://bilverkstad-norr.example/h\n",
    )


def _through_others() -> Iterator[Mailed]:
    """Real services with a stranger's words."""
    yield signed(
        "a PayPal money request with a note of Microsoft",
        "service@paypal.com <service@paypal.com>",
        "Money request from Windows Care",
        "Windows Care requests $349.00 USD from you.\n\nNote: Microsoft Defender renewal. To "
        "refuse call "
        "808-555-0151.\n",
    )
    yield signed(
        "a Google form's receipt in Coursera's name",
        "Google Forms <forms-receipts-noreply@google.com>",
        "Coursera Plus: invoice $399.00",
        "Thanks for filling out Coursera Plus invoice. Amount: $399.00 charged. Refund line: +1 "
        "808 555 "
        "0163\n",
    )
    yield signed(
        "an invitation by Notion that bills for OpenAI",
        "OpenAI Billing <notify@mail.notion.so>",
        "OpenAI Billing invited you to Invoice 88120",
        "OpenAI Billing invited you to a page: ChatGPT Pro $200.00 charged. Sign in to verify "
        "your card.\n",
    )
    yield signed(
        "a Xero bill in the name of GoDaddy",
        "GoDaddy Renewals <messaging-service@post.xero.com>",
        "Invoice INV-0412 from GoDaddy Renewals for example.org",
        "Here's invoice INV-0412 for USD 289.00. Pay by card. To cancel call 808-555-0117.\n",
    )
    yield signed(
        "a Trello card that names PayPal",
        "Trello <do-not-reply@trello.com>",
        "PayPal Desk mentioned you on the card Payment $612.00",
        "PayPal Desk mentioned you: your account is charged $612.00, dial +1 808 555 0128 to "
        "dispute.\n",
    )
    yield signed(
        "a Squarespace shop called Apple Support",
        "Apple Support Store <no-reply@squarespace.com>",
        "Order #00412 confirmed",
        "Thank you for your order: iPhone 17 Pro, $1,299.00. Not you? Call 808-555-0109 to "
        "cancel.\n",
    )


def _odd() -> Iterator[Mailed]:
    """Forms that bills do not have."""
    yield unsigned(
        "an invitation in a file, from a person",
        "Clara Voss <clara.voss.4417@hotmail.com>",
        "Norton LifeLock order 88120",
        "Please see the attached order.\n",
        attached=("Order_88120.pdf",),
    )
    yield signed(
        "a letter all in a table, Polish, for Netflix",
        "Obsługa <biuro@kwiaciarnia-mak.example>",
        "Twoja subskrypcja",
        html="<table><tr><td>NETFLIX</td></tr><tr><td>Opłata 43,00 zł została "
        "odrzucona</td></tr><tr><td>"
        '<a href="https://kwiaciarnia-mak.example/n">Zaktualizuj</a></td></tr></table>',
    )
    yield unsigned(
        "a person at GMX who bills for NordVPN",
        "Kundendienst Meier <meier.kd77@gmx.net>",
        "Rechnung NordVPN 2 Jahre",
        "Sehr geehrter Kunde, Ihr NordVPN Abo kostet 119,00 EUR. Bezahlt am 20.11.2026.\n",
    )
    yield signed(
        "a price rise of Spotify that wants the card",
        "Spotify Updates <mail@grove-market.example>",
        "Your price is changing",
        "From December your Premium costs $12.99. Confirm your card to keep it: "
        "https://grove-market.example/s\n",
    )
    yield signed(
        "a trial of YouTube Premium that nobody began",
        "YouTube Premium <yt@cedar-physio.example>",
        "Your trial has started",
        "Your 1-month trial of YouTube Premium began. On December 20 you pay $13.99. Cancel: "
        "https://cedar-physio.example/y\n",
    )
    yield signed(
        "an office of nobody, a charge, a link",
        "Online Payments <online@harborview-tiles.example>",
        "You were charged $88.40",
        "Your payment of $88.40 was successful. Reference 441188. Not you? "
        "https://harborview-tiles.example/x\n",
        brand=False,
    )
    yield signed(
        "a person's name at a firm, a charge for McAfee",
        "Thomas Reed <thomas.reed@harborview-tiles.example>",
        "Payment receipt",
        "Dear customer, $349.99 was charged for McAfee Total Protection, 3 years. Reply for a "
        "refund.\n",
    )
    yield signed(
        "a customs fee in Spanish",
        "Correos Aduana <aviso@paquete-aduana.example>",
        "Su paquete está retenido",
        "Pague 2,99 € de aduana en 24 horas: https://paquete-aduana.example/p\n",
        brand=False,
    )
