"""Honest mail of the third round that looks odd, written before any rule was read again."""

from collections.abc import Iterator

from tests.mailed import Mailed, passes


def latest_tricky() -> Iterator[Mailed]:
    """Small shops, billers, forwarded mail, brands named by others."""
    yield from _small()
    yield from _billed_for_others()
    yield from _naming_brands()
    yield from _moved()
    yield from _by_the_brand()
    yield from _written_afterwards()


def _small() -> Iterator[Mailed]:
    """A shop or a club with a number below its letter."""
    yield Mailed(
        name="a bakery's bread subscription",
        sender="Brotkiste <brot@brotkiste.example>",
        subject="Ihr Brot-Abo wurde verlängert",
        headers=passes("brotkiste.example"),
        text="Hallo Pat,\n\nIhr Brot-Abo wurde um einen Monat verlängert. Betrag: 18,40 EUR, "
        "abgebucht am 20.11.2026.\n\nKündigen: Rufen Sie uns an oder schreiben Sie uns.\n"
        "Brotkiste, Lindenweg 4, Tel. 030 555 01 22\n",
    )
    yield Mailed(
        name="a gym with a free mailbox",
        sender="Ironworks Gym <ironworks.gym.desk@gmail.com>",
        subject="Membership renewed - receipt",
        headers=passes("gmail.com"),
        text="Hi Pat,\n\nyour monthly membership was renewed on 20 November 2026. We took $35.00 "
        "from "
        "your card ending 4418.\n\nSee you at training,\nJo\nIronworks Gym, 808-555-0117\n",
    )
    yield Mailed(
        name="a plumber's invoice in a PDF",
        sender="R. Oakley Plumbing <office@oakleyplumbing.example>",
        subject="Invoice 2217",
        text="Please find attached our invoice for £140.00. Payment within 14 days.\n"
        "Any questions call 01632 960 122.\n",
        attached=("invoice-2217.pdf",),
    )
    yield Mailed(
        name="a local paper with a call to cancel",
        sender="Harbor Courier Subscriptions <subs@harborcourier.example>",
        subject="Your Harbor Courier subscription renews on December 1",
        headers=passes("harborcourier.example"),
        text="Dear Pat,\n\nyour digital subscription renews on December 1, 2026 at $12.00 a "
        "month.\n"
        "To cancel call 808-555-0104 before that day, Monday to Friday.\n",
    )
    yield Mailed(
        name="a card that failed at a hosting firm",
        sender="Fjordhost <billing@fjordhost.example>",
        subject="Payment failed - please update your card",
        headers=passes("fjordhost.example"),
        text="Hello,\n\nwe could not charge 89,00 NOK to your card. Please update your card by 28 "
        "November 2026, or your site will be suspended.\n",
    )
    yield Mailed(
        name="a choir's fee in Dutch",
        sender="Koor De Lijster <penningmeester@koordelijster.example>",
        subject="Contributie verlengd",
        text="Beste Pat,\n\nje lidmaatschap is verlengd. Bedrag: € 60,00 per jaar. Bellen kan: "
        "085 555 01 88.\n",
    )
    yield Mailed(
        name="a wallet that sells coins, at its own name",
        sender="Norrcoin <receipts@norrcoin.example>",
        subject="You bought 0.01 BTC for 612.00 EUR",
        headers=passes("norrcoin.example"),
        text="Your order was filled. 0.01 BTC for 612.00 EUR, fee 3.00 EUR.\n",
    )


def _billed_for_others() -> Iterator[Mailed]:
    """The biller's address, the seller's name."""
    yield Mailed(
        name="a receipt by Stripe for a small firm",
        sender="Larkfield Notes <receipts+acct_1Abc@stripe.com>",
        subject="Your receipt from Larkfield Notes #1882-0021",
        headers=passes("stripe.com"),
        text="Receipt from Larkfield Notes\n$8.00\nPaid November 20, 2026\n\nReceipt number "
        "1882-0021\nPayment method Visa - 4418\nLarkfield Notes Pro $8.00\n\n"
        "Questions? Contact us at help@larkfield.example or +1 808-555-0123.\n",
    )
    yield Mailed(
        name="a receipt by Paddle",
        sender="Paddle.com <help@paddle.com>",
        subject="Your Inkwell receipt",
        headers=passes("paddle.com"),
        text="Thanks for your purchase of Inkwell for macOS.\nTotal: $29.00\nOrder 77120-881\n"
        "This appears on your statement as PADDLE.NET* INKWELL. Apple Pay ending 4418.\n",
    )
    yield Mailed(
        name="a receipt by FastSpring",
        sender="Inkwell Orders <orders@fastspring.com>",
        subject="Your Inkwell Delivery Information",
        headers=passes("fastspring.com"),
        text="Your order INK201120-1188 is complete. Inkwell yearly $39.00. Renews on November 20, "
        "2027. Contact: help@inkwell.example\n",
    )
    yield Mailed(
        name="an invoice by Chargebee",
        sender="Tidewater Analytics <no-reply@chargebee-mail.com>",
        subject="Invoice for your Tidewater subscription",
        headers=passes("chargebee-mail.com"),
        text="Hi Pat,\n\nInvoice #1204 for 49.00 EUR is paid. Next billing on 20 December 2026.\n",
    )
    yield Mailed(
        name="an invoice by QuickBooks of a gardener",
        sender="Green Thumb Gardens <quickbooks@notification.intuit.com>",
        subject="Invoice 188 from Green Thumb Gardens",
        headers=passes("notification.intuit.com", "intuit.com"),
        text="Green Thumb Gardens\n\nBALANCE DUE $120.00\nDue 12/01/2026\n\nDear Pat, here is the "
        "invoice for November. Call me at (808) 555-0186 with questions.\n",
    )
    yield Mailed(
        name="a receipt by PayPal for a shop",
        sender="service@paypal.com",
        subject="Receipt for your payment to Birchwood Yarns",
        headers=passes("paypal.com"),
        text="Hello, Pat Example\n\nYou sent a payment of $24.50 USD to Birchwood Yarns.\n"
        "Transaction ID 8XY12345AB678901C\nNovember 20, 2026\n",
    )
    yield Mailed(
        name="a magazine by Substack",
        sender="Weeknight Letters <weeknight@substack.com>",
        subject="Your payment receipt from Weeknight Letters",
        headers=passes("substack.com"),
        text="Receipt\nWeeknight Letters, monthly\n$6.00 paid on November 20, 2026\n",
    )


def _naming_brands() -> Iterator[Mailed]:
    """A brand is named by somebody who has every right to."""
    yield Mailed(
        name="a repairer of iPhones",
        sender="Kiel Phone Repair <shop@kielrepair.example>",
        subject="Invoice for your Apple iPhone repair",
        headers=passes("kielrepair.example"),
        text="Dear Pat,\n\nrepair of Apple iPhone 15, new display: 149.00 EUR, paid by card.\n"
        "Questions: 0431 555 01 77.\n",
    )
    yield Mailed(
        name="a telephone company with Netflix in the bundle",
        sender="Fernbell Mobile <bills@fernbell.example>",
        subject="Your November bill, Netflix and Spotify included",
        headers=passes("fernbell.example"),
        text="Your bill for November is £41.00. It includes Netflix Standard £10.99 and Spotify "
        "Premium £11.99. We take it by direct debit on 28 November 2026. Call 150 from your "
        "phone.\n",
    )
    yield Mailed(
        name="a reseller of Microsoft 365",
        sender="Softhaus <rechnung@softhaus.example>",
        subject="Rechnung 20261188: Microsoft 365 Business",
        headers=passes("softhaus.example"),
        text="Sehr geehrte Damen und Herren,\n\nfür Microsoft 365 Business (5 Plätze) berechnen "
        "wir "
        "58,50 EUR im Monat. Softhaus GmbH, Hafenstr. 2, Tel. 040 555 01 31.\n",
        attached=("Rechnung-20261188.pdf",),
    )
    yield Mailed(
        name="a shop of gift cards",
        sender="Cardcorner <orders@cardcorner.example>",
        subject="Your order: Spotify gift card 30 EUR",
        headers=passes("cardcorner.example"),
        text="Thank you for your order at Cardcorner. Spotify gift card 30.00 EUR. Total 30.00 "
        "EUR.\n",
    )
    yield Mailed(
        name="a budget app on what you pay Netflix",
        sender="Pennywise Budget <hello@pennywisebudget.example>",
        subject="Netflix went up: your subscriptions this month",
        headers=passes("pennywisebudget.example"),
        text="This month: Netflix $24.99, Spotify $11.99, Dropbox $11.99. In all $48.97.\n",
    )
    yield Mailed(
        name="a tool for Shopify shops bills for itself",
        sender="Labelmate <billing@labelmate.example>",
        subject="Receipt: Labelmate for Shopify",
        headers=passes("labelmate.example"),
        text="Thanks for using Labelmate for Shopify.\nStarter plan $9.00, paid November 20, "
        "2026.\n",
    )
    yield Mailed(
        name="a theatre paid with Apple Pay",
        sender="Stadttheater <karten@stadttheater.example>",
        subject="Ihre Buchungsbestätigung",
        headers=passes("stadttheater.example"),
        text="Vielen Dank. 2 Karten, 58,00 EUR, bezahlt mit Apple Pay.\n",
    )
    yield Mailed(
        name="a tutor who teaches Adobe",
        sender="Mara Lind <mara@lindcourses.example>",
        subject="Receipt for your Adobe Photoshop course",
        headers=passes("lindcourses.example"),
        text="Hi Pat, thanks for joining. Adobe Photoshop for beginners, $80.00, paid. Zoom link "
        "follows.\n",
    )
    yield Mailed(
        name="a bank tells of a charge by Google",
        sender="Northbank Alerts <alerts@northbank.example>",
        subject="A charge of $19.99 by GOOGLE *YouTube Premium",
        headers=passes("northbank.example"),
        text="Your card ending in 4418 was charged $19.99 at GOOGLE *YouTube Premium on November "
        "20, "
        "2026. Not you? Call the number on the back of your card, or 808-555-0100.\n",
    )


def _moved() -> Iterator[Mailed]:
    """Forwarded, or answered elsewhere."""
    yield Mailed(
        name="a partner forwards a Netflix receipt",
        sender="Sam Example <sam@example.org>",
        subject="Fwd: Your Netflix receipt",
        headers=passes("example.org"),
        text="For the budget.\n\n---------- Forwarded message ---------\nFrom: Netflix "
        "<info@account.netflix.com>\nDate: Fri, 20 Nov 2026\nSubject: Your Netflix receipt\n"
        "To: Sam <sam@example.org>\n\nPlan Standard\nAmount $17.99\nNext billing date December 20, "
        "2026\n",
    )
    yield Mailed(
        name="a partner at a free mailbox forwards Spotify",
        sender="Sam Example <sam.example.77@gmail.com>",
        subject="WG: Deine Spotify-Rechnung",
        headers=passes("gmail.com"),
        text="Kannst du das kündigen?\n\n-------- Weitergeleitete Nachricht --------\nVon: Spotify "
        "<no-reply@spotify.com>\nDatum: 20. November 2026\nBetreff: Deine Rechnung\n\n"
        "Spotify Premium 12,99 €\n",
    )
    yield Mailed(
        name="replies go to the help desk's service",
        sender="Quillmark <billing@quillmark.example>",
        subject="Your Quillmark receipt",
        headers=(*passes("quillmark.example"), ("Reply-To", "support@quillmark.zendesk.com")),
        text="Quillmark Pro, $12.00 a month, paid on November 20, 2026.\n",
    )
    yield Mailed(
        name="replies go to the owner's free mailbox",
        sender="Yarrow Yoga <no-reply@bookings-desk.example>",
        subject="Your class pass was renewed",
        headers=(*passes("bookings-desk.example"), ("Reply-To", "yarrow.yoga@gmail.com")),
        text="Your pass of 10 classes was renewed: $110.00. Yarrow Yoga, 808-555-0129.\n",
    )


def _by_the_brand() -> Iterator[Mailed]:
    """The brand itself, with what scams also have."""
    yield Mailed(
        name="Netflix itself could not charge",
        sender="Netflix <info@account.netflix.com>",
        subject="Your payment was declined",
        headers=passes("account.netflix.com"),
        text="Hi Pat,\n\nWe're having trouble with your current billing information. Please update "
        "your payment details. Questions? Call 1-808-555-0199.\n",
    )
    yield Mailed(
        name="Norton itself renews, with a number",
        sender="Norton <no-reply@norton.com>",
        subject="Your Norton subscription will renew soon",
        headers=passes("norton.com"),
        text="Your Norton 360 Deluxe renews on December 12, 2026 at $119.99. To cancel, sign in or "
        "call 808-555-0140.\n",
    )
    yield Mailed(
        name="Apple itself",
        sender="Apple <no_reply@email.apple.com>",
        subject="Your receipt from Apple.",
        headers=passes("email.apple.com"),
        text="Receipt\n\nORDER ID MXK2P0Q7RT\nDATE Nov 20, 2026\n\niCloud+ with 200 GB of Storage\n"
        "Monthly | Renews Dec 20, 2026\n$2.99\n\nTOTAL $2.99\n",
    )


def _written_afterwards() -> Iterator[Mailed]:
    """Written once the scams were mended: what the mending could have hit."""
    yield Mailed(
        name="a short name, for Shopify",
        sender="Billing <billing@hpq.example>",
        subject="Receipt: HPQ for Shopify",
        text="HPQ for Shopify, Starter $9.00 paid.\n",
    )
    yield Mailed(
        name="a firm named in its signature",
        sender="Accounts <accounts@jdoakley.example>",
        subject="Invoice 2217: Microsoft 365 licences",
        text="Dear Pat,\n5 Microsoft 365 licences, $58.50 a month.\nJ D Oakley Ltd\n",
    )
    yield Mailed(
        name="a line with Netflix in it",
        sender="Rechnung <rechnung@nordnetz.example>",
        subject="Ihre Rechnung November mit Netflix",
        text="Ihre Rechnung: 49,90 EUR, darin Netflix Standard 13,99 EUR.\nNordnetz GmbH\n",
    )
    yield Mailed(
        name="a colleague without a name",
        sender="jo@oakley.example",
        subject="Netflix",
        text="Can you cancel Netflix? They took 17.99 $ again on Monday.\n",
    )
    yield Mailed(
        name="a library with an umlaut",
        sender="info@stadtbuecherei.example",
        subject="Abo der Times",
        text="Ihr Abonnement wurde verlängert: 20 EUR.\nIhre Stadtbücherei\n",
    )
    yield Mailed(
        name="a school that meets on Zoom",
        sender="Office <office@linden-school.example>",
        subject="Zoom lesson and fee",
        text="The Zoom lesson is on Monday; the fee of $20.00 is paid.\nLinden School\n",
    )
    yield Mailed(
        name="a product for Shopify from a domain of another name",
        sender="Billing <billing@lmfy.example>",
        subject="Receipt from Labelmate",
        text="Thanks. Labelmate for Shopify, $9.00 paid November 20, 2026.\nLabelmate Ltd\n",
    )
    yield Mailed(
        name="numbers in a recipe",
        sender="Nora <nora@oakley.example>",
        subject="Recipe",
        text="Take one two-pound loaf, three 250 g packs, four eggs; call me if the order costs "
        "more than $5.\n",
    )
    yield Mailed(
        name="a club by its office",
        sender="Membership <membership@rowingclub.example>",
        subject="Membership renewed",
        text="Your membership of the rowing club was renewed: $60.00.\n",
    )
    yield Mailed(
        name="a gym that names no sender",
        sender="noreply@fitpoint.example",
        subject="Membership renewed",
        text="Fit Point: your membership was renewed on 20 November 2026, $35.00.\n",
    )
