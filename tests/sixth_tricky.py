"""Honest mail of the sixth round, what is asked of services, demands and spelt names could hit."""

from collections.abc import Iterator

from tests.mailed import Mailed, signed, unsigned


def sixth_tricky() -> Iterator[Mailed]:
    """What comes near, and is let be."""
    yield from _by_way_of_others()
    yield from _wanting_to_be_paid()
    yield from _paid_by_brands()
    yield from _in_spaced_letters()


def _by_way_of_others() -> Iterator[Mailed]:
    """Services' own bills, and honest sellers by way of them."""
    yield signed(
        "a camp's form with a fee and a number",
        "Google Forms <forms-receipts-noreply@google.com>",
        "Summer camp: registration",
        "Thanks for filling out Summer camp: registration\n\nFee: $120.00, paid in cash\n"
        "Parent's phone: (808) 555-0166\nEdit response\nhttps://docs.google.com/forms/d/e/c\n",
    )
    yield signed(
        "a receipt of a studio that can be rung",
        "Wheel & Glaze <receipts+acct_1Nf7Qx2eZaa11@stripe.com>",
        "Your receipt from Wheel & Glaze #2211-4410",
        "Receipt from Wheel & Glaze\n$62.00\nPaid November 20, 2026\nPayment method Visa - 4410\n"
        "Open studio $62.00\nQuestions? Ring us on (808) 555-0167.\n",
    )
    yield signed(
        "a bakery's invoice by QuickBooks",
        "Corner Bakery <quickbooks@notification.intuit.com>",
        "Invoice 311 from Corner Bakery",
        "Dear Pat,\nInvoice 311 of $88.00 for the cake is due December 1, 2026.\n",
    )
    yield signed(
        "receipts of a merchant's own place, as Stripe names them",
        "Brightpath <receipts+acct_1Nf7Qx2eZaa11@brightpath.example>",
        "Your receipt from Brightpath #2211-4411",
        "Receipt from Brightpath\n$19.00\nPaid November 20, 2026\nPayment method Visa - 4410\n"
        "Brightpath Pro $19.00\n",
    )
    yield signed(
        "an envelope to sign from a landlord",
        "Harbour Lettings via DocuSign <dse@docusign.net>",
        "Complete with DocuSign: Tenancy 2027",
        "Harbour Lettings sent you a document to review and sign. Rent $1,450.00 a month.\n",
    )


def _wanting_to_be_paid() -> Iterator[Mailed]:
    """Firms that greet customers, whoever they are."""
    yield signed(
        "a power company that takes its money itself, in German",
        "Stadtwerke Auental <service@stadtwerke-auental.example>",
        "Ihre Abschlagszahlung",
        "Sehr geehrte Damen und Herren,\n\nden Abschlag von 92,00 EUR ziehen wir am 1. Dezember"
        " 2026 von Ihrem Konto ein.\nStadtwerke Auental\n",
    )
    yield signed(
        "a club's dues to be transferred, in French",
        "Club Alpin du Lac <tresorier@club-alpin-lac.example>",
        "Appel de cotisation 2027",
        "Chère adhérente, cher adhérent,\n\nla cotisation 2027 est de 48,00 €, à régler avant le 31"
        " décembre 2026 par virement.\nClub Alpin du Lac\n",
    )
    yield signed(
        "a water company that greets its customers",
        "Wold Water <bills@woldwater.example>",
        "Your water bill",
        "Dear customer,\n\nyour bill of £88.20 is ready. Amount due: £88.20 by 14 December 2026.\n"
        "Pay: https://woldwater.example/pay\nWold Water\n",
    )
    yield signed(
        "a registrar that greets its customers and has the card",
        "Domainly <billing@domainly.example>",
        "Renewal notice for patsgarden.example",
        "Dear customer,\n\npatsgarden.example will be renewed automatically on December 3, 2026 for"
        " $14.00 with your Visa ending in 4410.\nDomainly\n",
    )


def _paid_by_brands() -> Iterator[Mailed]:
    """Bills in which a brand is only how they are paid."""
    yield signed(
        "a host that takes its money from PayPal, and does not say its name",
        "Fernhost <renewals@fernhost.example>",
        "patsgarden.example renews on December 20",
        "Your domain patsgarden.example renews by itself on December 20, 2026 for another year. We"
        " will take $15.00 from PayPal.\n",
    )
    yield signed(
        "a subscription that is paid by PayPal, in German",
        "Buchkiste <abo@buchkiste.example>",
        "Ihr Abo wird verlängert",
        "Am 20. Dezember 2026 verlängert sich Ihr Abo um ein Jahr. Wir buchen 29,00 EUR per PayPal"
        " ab.\n",
    )


def _in_spaced_letters() -> Iterator[Mailed]:
    """Letters that stand apart and are nobody's name; offices that speak of a brand."""
    yield signed(
        "a heading in spaced letters",
        "Atelier Nord <hello@ateliernord.example>",
        "Your receipt",
        "A T E L I E R  N O R D\n\nThank you. $42.00 paid on November 20, 2026.\n",
    )
    yield signed(
        "a code that is spelt with dashes",
        "Cloakroom <tickets@cloakroom.example>",
        "Your ticket",
        "Cloakroom: your code is B-7-K-2-9. Paid $4.00.\n",
    )
    yield signed(
        "a shop's own gift cards",
        "Support <support@cardbarn.example>",
        "Your Amazon gift card",
        "Cardbarn: your Amazon gift card over $25.00 is here, thank you for your order.\n",
    )
    yield unsigned(
        "a friend who spells a name",
        "Jo Feldmann <jo.feldmann@gmail.com>",
        "password for the telly",
        "it is N-E-T-F-L-I-X and then your birthday\n",
    )
    yield signed(
        "a help desk about a meeting",
        "Service Desk <desk@millbrook-school.example>",
        "Zoom meeting moved",
        "The Zoom meeting on fees is on Monday now. Millbrook School\n",
    )
