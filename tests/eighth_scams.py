"""Scams of the ninth tester's kinds: each a mechanism, in dresses and brands of our own."""

from collections.abc import Iterator

from tests.mailed import Mailed, signed, unsigned


def eighth_scams() -> Iterator[Mailed]:
    """Each a shape of its own."""
    yield from _other_peoples_stages()
    yield from _threads_and_accounts()
    yield from _broken_words()
    yield from _orders_and_licences()
    yield from _only_pictures()
    yield from _moved_money()


def _other_peoples_stages() -> Iterator[Mailed]:
    """A real service's own mail, whose text is the attacker's, in other words than "call"."""
    yield signed(
        "a form's receipt with a desk to ring where one did not buy",
        "Google Forms <forms-receipts-noreply@google.com>",
        "Netflix plan 4K Annual",
        "Thanks for filling in Netflix plan 4K Annual\nHere's what was received.\n"
        "Your Netflix yearly plan, $239.88, is paid. Where you have not approved it, ask for our"
        " desk under +1 (808) 555-0131.\nCreate your own Google Form\n",
    )
    yield signed(
        "an envelope that renews an antivirus and takes objections by telephone",
        "Renewal Unit via Docusign <dse_na3@docusign.net>",
        "Complete with Docusign: McAfee_Order_5521.pdf",
        "Renewal Unit sent you a document to review and sign.\nREVIEW DOCUMENT\n"
        "McAfee Total Protection was renewed, 389.99 USD leave your bank tomorrow. Objections:"
        " +1 (808) 555-0132.\n",
    )
    yield signed(
        "a document to sign at HelloSign for seats of a suite",
        "HelloSign <noreply@mail.hellosign.com>",
        "Accounts Payable has requested your signature on Microsoft 365 invoice 7715",
        "Accounts Payable has requested your signature\nMessage: your Microsoft 365 seats were"
        " extended for 12 months, $1,188.00 are debited on Monday. To refuse, speak to"
        " +1 (808) 555-0133.\nReview and sign\n",
    )
    yield signed(
        "a shared file that is a bill of a brand",
        "Dropbox <no-reply@dropbox.com>",
        'Order Desk shared "PayPal_receipt_8812.pdf" with you',
        'Order Desk shared "PayPal_receipt_8812.pdf" with you on Dropbox\n"PayPal took $574.10 for'
        ' a gaming chair. Should you never have ordered it, our desk is at +1 (808) 555-0134."\n'
        "Open file\n",
    )
    yield signed(
        "an invoice by QuickBooks that is paid already, with a number",
        "Home Care Support <quickbooks@notification.intuit.com>",
        "Invoice 9004 from Home Care Support",
        "INVOICE 9004\nDUE 11/20/2026\n$412.00\nReview and pay\nDear Customer, your Norton plan"
        " was settled from your saved account. For a query or to halt the deduction talk to"
        " Accounts (808) 555-0135.\n",
    )


def _threads_and_accounts() -> Iterator[Mailed]:
    """A thread that never was, and accounts that have changed."""
    yield signed(
        "a seat licence in a thread, from a desk that is called like the brand",
        "Marlene Voss <m.voss@slack-billing.example>",
        "RE: RE: Slack Business+ renewal",
        "Hi Pat,\nthanks for confirming. The link to settle stays open until noon:\n"
        "https://pay.slack-billing.example/q/77\nMarlene\n\nOn Mon, 2 Nov 2026 Pat wrote:\n"
        "> yes please renew the 30 seats\n>> Your Slack plan lapses on 5 November. $3,240.00.\n",
    )
    yield unsigned(
        "a brand's own name, a new account, an answer to elsewhere",
        "GoDaddy Billing <billing@godaddy-remit.example>",
        "Updated bank details for invoice 33018",
        "Dear customer,\nplease note that our bank details have changed. GoDaddy invoice 33018"
        " ($412.10, due 30 November) is to be paid to:\nAccount number 0000000\nRouting 000000000\n"
        "GoDaddy Accounts Receivable\n",
    )
    yield signed(
        "a German letter of a brand's books with a new IBAN",
        "Buchhaltung Adobe <buchhaltung@zahlstelle-71.example>",
        "Neue Bankverbindung zu Rechnung 88-2231",
        "Sehr geehrte Damen und Herren,\nunsere Bankverbindung wurde geändert. Die Rechnung 88-2231"
        " (Adobe Creative Cloud, 8 Lizenzen, 1.420,00 EUR) zahlen Sie bitte auf:\n"
        "IBAN: DE00 0000 0000 0000 0000 00\nAdobe Kundenbuchhaltung\n",
    )


def _broken_words() -> Iterator[Mailed]:
    """Words that only people can read."""
    cells = "".join(
        "<table><tr>"
        + "".join(f"<td>{one.strip() or '&nbsp;'}</td>" for one in line)
        + "</tr></table>"
        for line in ("NETFLIX PLAN", "PAYMENT OF $227.80", "NOT YOURS? DIAL", "(808)555-0141")
    )
    yield signed(
        "a letter to a cell",
        "Member Services <ms@plain-desk-mail.example>",
        "Advice of November",
        html=f"<html><body>{cells}<p>Kept for ten years.</p></body></html>",
    )
    yield signed(
        "figures for letters beside a picture",
        "Gordon Pell <gpell5512@gmail.com>",
        "Rec3ipt 55-1290",
        "Hi, the copy is with this mail. Regards, Gordon",
        attached=("copy55-1290.png",),
    )
    yield signed(
        "figures for letters, in French",
        "Claire D <claire.d.7741@gmail.com>",
        "F4cture 881",
        "Bonjour, votre copie est jointe. Merci",
        attached=("f881.pdf",),
        brand=False,
    )


def _orders_and_licences() -> Iterator[Mailed]:
    """Bills that were never ordered."""
    yield signed(
        "an order under a letterhead that is a line of its own",
        "Order-Status <noreply@parcel-desk-40.example>",
        'Confirmed: "Sony Bravia 65..." (#113-55)',
        html="<p>Order #113-55</p><p><b>amazon</b></p><p>Hello,</p><p>your order is on its way to"
        " Lena Fisk, Omaha NE.</p><p>Order total: <b>$1,899.00</b></p><p>If the address isn't yours"
        " call the cancellation team <b>+1 (808) 555-0151</b>.</p><p>Amazon.com</p>",
    )
    yield signed(
        "an order that is signed with a brand, in German",
        "Bestellstatus <info@auftrag-71.example>",
        "Bestellung 302-99 bestätigt",
        "Guten Tag,\nIhre Bestellung (Apple MacBook Air, 1.349,00 EUR) ist bestätigt und geht an"
        " Uwe"
        " Brandt, Kassel.\nNicht bestellt? Rufen Sie +49 808 5550152 an, um zu stornieren.\n\n"
        "Amazon.de\n",
    )
    yield signed(
        "a reply that wants a licence paid today, from nobody's address",
        "Dana Whitlock <dana.whitlock.ceo@gmail.com>",
        "Adobe licence - today please",
        "Hi Pat, as discussed please wire the Adobe Creative Cloud licence ($2,310.00) before noon,"
        " I am in meetings and cannot talk. Details:\nAccount number 0000000, routing 000000000.\n"
        "Send me the confirmation.\nDana\nSent from my iPhone\n",
    )
    yield signed(
        "a renewed plan whose reseller nobody knows",
        "Renewals <renewals@cloudseats-direct.example>",
        "Your Microsoft 365 seats: pay within 24 hours",
        "Dear customer, Cloudseats is your new partner for Microsoft. Your 14 seats are suspended"
        " tomorrow unless $1,120.00 is paid. Sign in to confirm your account with your"
        " administrator"
        " password: https://cloudseats-direct.example/s\n",
    )


def _only_pictures() -> Iterator[Mailed]:
    """A bill by its subject, and nothing below it that a filter could read."""
    yield unsigned(
        "a picture under a renewal's number",
        "Members <paidmember@mailer-unit.example>",
        "Your Netflix renewal 2026 - Invoice 55121",
        html='<a href="http://pay-here.example/z"><img src="http://pay-here.example/i.png"></a>',
    )
    yield unsigned(
        "a picture under a price in German",
        "Kundenkonto <info@mahn-abteilung.example>",
        "Microsoft 365 Rechnung 129,00 EUR",
        html='<p>&nbsp;</p><img src="cid:r1">',
    )
    yield unsigned(
        "a picture under a bill in Spanish",
        "Cobros <pagos@avisos-clientes.example>",
        "Factura HBO Max 45,99 € vencida",
        html='<center><IMG SRC="cid:part1"></center>',
    )


def _moved_money() -> Iterator[Mailed]:
    """Money for whoever has a new account, or a number, and nothing else."""
    yield unsigned(
        "a thread's bill with an account that is new",
        "Anna Berg <anna@berg-supplies.example>",
        "Re: Invoice 2211 - new bank details",
        "Hi, please note our bank details have changed. Please pay invoice 2211, EUR 4,120.00, to"
        " IBAN LT121000011101001000 only.\n",
        brand=False,
    )
    yield unsigned(
        "a bill in French with another account",
        "Paul Mercier <compta@mercier-bois.example>",
        "Facture 881",
        "Bonjour Pat,\nFacture 881 : 1 940,00 €, à payer avant le 1er décembre 2026. Notre RIB a"
        " changé, nouvel IBAN : FR7630006000011234567890189.\nMercier Bois\n",
        brand=False,
    )
    yield unsigned(
        "a mandate for a lottery that only a number stops",
        "Mandate Desk <sepa@lastschrift-service.example>",
        "SEPA-Lastschriftmandat",
        "Ihr Mandat ist aktiv. Wir buchen 89,90 EUR monatlich für Gewinnspielteilnahme ab."
        " Widerspruch nur telefonisch 0900 5550166.\n",
        brand=False,
    )
    yield unsigned(
        "a law firm of a brand, with the currency before the sum",
        "Harlow & Pike Solicitors <legal@harlow-pike-recover.example>",
        "For Hulu LLC: outstanding USD 89.94",
        "We act for Hulu LLC. The sum of USD 89.94 is unpaid. Pay within 48 hours at"
        " https://harlow-pike-recover.example/pay or proceedings follow.\n",
    )
    yield unsigned(
        "a collector in Dutch, with the currency before the sum",
        "Incasso Bureau West <zaken@west-dossiers.example>",
        "Dossier 4471",
        "Namens Disney Plus vorderen wij EUR 64,90. Betaal binnen twee dagen:"
        " https://west-dossiers.example/p\n",
    )
