"""Scams of the sixth round: what an outside tester's showed, in shapes and words of our own."""

from collections.abc import Iterator

from tests.mailed import Mailed, signed, unsigned


def sixth_scams() -> Iterator[Mailed]:
    """Each a shape of its own."""
    yield from _by_way_of_others()
    yield from _with_a_number()
    yield from _wanting_to_be_paid()
    yield from _letter_by_letter()
    yield from _after_the_card()


def _by_way_of_others() -> Iterator[Mailed]:
    """Services' own mail whose words, and whose seller, are a stranger's."""
    yield signed(
        "a form's answers that add up to a receipt",
        "Google Forms <forms-receipts-noreply@google.com>",
        "Care Plus Desk: slip 40117",
        "Thanks for filling out Care Plus Desk: slip 40117\n\nItem: Total protection, 3 years\n"
        "Charged: USD 389.00\nPaid on: November 20, 2026\nChange your mind? Phone the renewal floor"
        " 1 (808) 555-0161\n\nEdit response\nhttps://docs.google.com/forms/d/e/q\n",
        brand=False,
    )
    yield signed(
        "a form's answers without a number",
        "Google Forms <forms-receipts-noreply@google.com>",
        "Your payment receipt",
        "Your answers have been recorded.\n\nReceipt number: 40118\nAmount paid: $389.00\n"
        "Payment method: card\nEdit response\nhttps://docs.google.com/forms/d/e/q\n",
        brand=False,
    )
    yield signed(
        "a seller's unpaid bill by a payment service",
        "Secure Desk <invoice+statements+acct_1Nf7Qx2eZaa11@stripe.com>",
        "Your invoice from Secure Desk #7A1B2C3D-0001",
        "Invoice from Secure Desk\n$429.00\nDue November 28, 2026\nPC Shield, 2 years $429.00\n"
        "Pay online: https://invoice.stripe.com/i/x\n",
        brand=False,
    )
    yield signed(
        "a seller's receipt with a number to cancel by",
        "Secure Desk <receipts+acct_1Nf7Qx2eZaa11@stripe.com>",
        "Your receipt from Secure Desk #2211-4408",
        "Receipt from Secure Desk\n$429.00\nPaid November 20, 2026\nPC Shield, 2 years $429.00\n"
        "Did not order this? Call 1 (808) 555-0162 to cancel and for a refund.\n"
        "https://dashboard.stripe.com/receipts/x\n",
        brand=False,
    )
    yield signed(
        "an address like a payment service's at a place of its own",
        "Account Services <receipts+acct_1Nf7Qx2eZaa11@ladder-lane.example>",
        "Your receipt from Protect Total #2211-4409",
        "Receipt\n$429.00\nPaid November 20, 2026\nProtect Total, 2 years $429.00\n"
        "https://ladder-lane.example/r\n",
        brand=False,
    )
    yield signed(
        "a document to sign that is a bill",
        "Renewals via DocuSign <dse@docusign.net>",
        "Complete with DocuSign: Invoice 9921",
        "Renewals sent you a document to review and sign.\nYour McAfee plan was renewed, $399.99 is"
        " charged to your card. To stop it ring 1 (808) 555-0163.\n",
    )
    yield signed(
        "a shared file whose name is a bill",
        "Netflix Billing (via Google Drive) <drive-shares-dm-noreply@google.com>",
        'Document shared with you: "Netflix payment declined, update card.pdf"',
        "Netflix Billing (n.bill22@gmail.com) has shared a document with you:\n"
        "Netflix payment declined $15.49, update your card within 24 hours\n",
    )


def _with_a_number() -> Iterator[Mailed]:
    """Whoever writes by way of a till."""
    yield signed(
        "a till's receipt with a number to undo it by",
        "Coin Desk via Tilly <messenger@messaging.tillyhq.example>",
        "Receipt from Coin Desk",
        "$480.00\nCustom amount $480.00\nNote: top-up by phone order, reverse within 6h:"
        " 1-808-555-0168\nTilly\n",
        brand=False,
    )


def _wanting_to_be_paid() -> Iterator[Mailed]:
    """Strangers called as their domains are, who bill half a town."""
    yield signed(
        "a directory of trades, in German",
        "Branchenbuch Rheinland <rechnung@branchenbuch-rheinland.example>",
        "Rechnung 77120 für Ihren Eintrag",
        "Sehr geehrte Damen und Herren,\n\nanbei die Rechnung für Ihren Eintrag.\n"
        "Eintrag Premium, 12 Monate: 398,00 EUR\nGesamtbetrag: 398,00 EUR\nZahlbar innerhalb von 7"
        " Tagen auf das unten genannte Konto.\nBranchenbuch Rheinland\n",
        brand=False,
    )
    yield signed(
        "a directory, in Dutch",
        "Handelsregister Zuid <facturen@handelsregister-zuid.example>",
        "Factuur 77121",
        "Geachte heer, mevrouw,\n\nBijgaand de factuur voor uw registratie.\nTe betalen: € 412,00\n"
        "Vervaldatum: 30-11-2026\nGelieve te betalen op NL00 BANK 0000 0000 00.\n",
        brand=False,
    )
    yield signed(
        "a host that renews what it never had, in French",
        "Domaine Service <renouvellement@domaine-service.example>",
        "Votre nom de domaine expire aujourd'hui",
        "Cher client,\n\nvotre nom de domaine example.org expire le 22 novembre 2026."
        " Renouvelez-le pour 14,90 € afin d'éviter la suspension de vos e-mails.\n"
        "Renouvelez maintenant : https://domaine-service.example/r\n",
        brand=False,
    )
    yield signed(
        "a host, in Italian",
        "Spazio Domini <avvisi@spaziodomini.example>",
        "Rinnovo del dominio",
        "Gentile Cliente,\n\nil suo dominio scade il 23 novembre 2026. Importo: 12,20 €.\n"
        "Rinnova adesso: https://spaziodomini.example/r\n",
        brand=False,
    )
    yield signed(
        "a listing of domains, in English",
        "Web Listings Office <notice@weblistingsoffice.example>",
        "Invoice: search listing for example.org",
        "Dear Sir or Madam,\n\nyour annual search listing is due. Amount due: $289.00 by"
        " November 30, 2026.\nPay: https://weblistingsoffice.example/p\n",
        brand=False,
    )


def _letter_by_letter() -> Iterator[Mailed]:
    """Brands whose letters are pulled apart."""
    yield signed(
        "dashes between the letters, and a number in words",
        "Desk <d@harbor-yoga.example>",
        "Order A-m-a-z-o-n 2 items",
        "You bought 2 items at A-m-a-z-o-n for 3 8 9 . 0 0. To stop it: eight zero eight, five five"
        " five, zero one six four.\n",
    )
    yield signed(
        "dots between the letters, in the letter alone",
        "Member Team <m@harbor-yoga.example>",
        "Your plan 3 y",
        "N.o.r.t.o.n has renewed your plan, $389.00 paid.\n",
    )
    yield signed(
        "spaces in a picture's words",
        "Plan Renewals <n@harbor-yoga.example>",
        "Your plan document",
        html='<a href="https://harbor-yoga.example/c"><img src="https://img.harbor-yoga.example/1"'
        ' alt="M c A f e e - renewed $389.00 - helpline 1 (808) 555-0165"></a>',
    )


def _after_the_card() -> Iterator[Mailed]:
    """Posing as a brand, in few words."""
    yield signed(
        "a page attached, and not a word of money",
        "Spotify Billing <b@sp-premium.example>",
        "Your statement is attached",
        "The attached page has your statement. Open it and sign in.\n",
        attached=("statement.html",),
    )
    yield unsigned(
        "a cancelled plan that nobody cancelled",
        "Netflix <info@harbor-yoga.example>",
        "Your cancellation is confirmed",
        "We have cancelled your Netflix plan. If it was not you, sign in to keep it:"
        " https://harbor-yoga.example/k\n",
    )
    yield signed(
        "a collector for a brand",
        "Nordwest Inkasso <akte@nordwest-inkasso.example>",
        "Offene Forderung Netflix 88120",
        "Sehr geehrte Damen und Herren,\n\nim Auftrag der Netflix International B.V. fordern wir"
        " Sie auf, den offenen Betrag von 71,94 EUR bis zum 27.11.2026 zu zahlen.\n"
        "Nordwest Inkasso, IBAN DE00 0000 0000 0000 0000 00\n",
        brand=False,  # debt collectors write no other words: a person looks
    )
    yield signed(
        "storage that is full, the brand in the subject alone",
        "Storage Team <s@harbor-yoga.example>",
        "iCloud: payment of $2.99 failed",
        "Your photos will be deleted. Update your payment method today:"
        " https://harbor-yoga.example/i\n",
    )
    yield signed(
        "wide letters",
        "Account <a@harbor-yoga.example>",
        "Ｎｅｔｆｌｉｘ: payment declined",
        "Ｎｅｔｆｌｉｘ could not charge your card. Update it: https://harbor-yoga.example/w\n",
    )
    yield signed(
        "words that are not seen between a brand's letters",
        "Streaming Team <a@harbor-yoga.example>",
        "Your payment was declined",
        html="<p>Dis<span style='display:none'>qq</span>ney+ could not renew your plan, $13.99.</p>"
        "<p><a href='https://harbor-yoga.example/d'>Update payment</a></p>",
    )
    yield signed(
        "a code to scan",
        "PayPal Service <a@harbor-yoga.example>",
        "Payment authorised",
        html="<p>You authorised $512.00. Scan the code to dispute it.</p><img src='cid:1'>",
    )
    yield signed(
        "a wage office for a brand's cards",
        "Amazon Prime Renewal <pay@prime-renew.example>",
        "Your Prime membership renews at $189",
        "From December 1, 2026 Prime costs $189 a year. Lock in $139: https://prime-renew.example/l\n",
    )
    yield signed(
        "a trial's end with a button",
        "Coursera Plus <plus@course-plan.example>",
        "Your trial ends tomorrow",
        "Your Coursera Plus trial ends on November 23, 2026, then $59 a month. Cancel:"
        " https://course-plan.example/c\n",
    )
    yield signed(
        "an office for a brand that is a common word",
        "Apple Services <receipt@harbor-yoga.example>",
        "Your receipt from Apple",
        "Order MX71: Candy Pack $49.99. Not yours? Report: https://harbor-yoga.example/a\n",
    )
    yield signed(
        "a refund that waits, in Spanish",
        "Reembolsos <r@harbor-yoga.example>",
        "Reembolso pendiente de Amazon",
        "Amazon le debe 139,00 €. Confirme su tarjeta: https://harbor-yoga.example/r\n",
    )
    yield signed(
        "an answer that is the only thing to do, in German",
        "Netflix Konto <n.konto@gmail.com>",
        "Ihre Zahlung 15,99 EUR",
        "Ihre Zahlung konnte nicht gebucht werden. Antworten Sie auf diese E-Mail.\n",
    )
    yield signed(
        "a host's account on hold, the brand in the letter alone",
        "Account Review <a@harbor-yoga.example>",
        "Action required: account suspended",
        "Your GoDaddy account is suspended for an unpaid balance of $21.17. Pay now:"
        " https://harbor-yoga.example/g\n",
    )
    yield signed(
        "a design service's quiz with a fee",
        "Canva Rewards <c@harbor-yoga.example>",
        "You are chosen",
        "Answer 3 questions and get Canva Pro for a year. A shipping fee of $1.95 is charged:"
        " https://harbor-yoga.example/q\n",
    )
