"""Honest mail that looks like a scam at a glance: 64 ways to be wrongly called a fake."""

from collections.abc import Iterator

from tests.mailed import Mailed


def tricky() -> Iterator[Mailed]:
    """None may be called suspicious."""
    for sender, subject, text, *more in (
        *_BY_PROCESSORS,
        *_FOR_BRANDS,
        *_PHONES,
        *_ABOUT_BRANDS,
        *_PEOPLE,
        *_SHOPS,
        *_ABROAD,
    ):
        headers = (("List-Unsubscribe", "<https://list.example/u>"),) if "list" in more else ()
        attached = tuple(one for one in more if one.endswith((".pdf", ".png")))
        yield Mailed(
            name=f"{sender} {subject}",
            sender=sender,
            subject=subject,
            text=text,
            headers=headers,
            attached=attached,
            brand=False,
        )


# Processors, resellers and stores that bill in a merchant's name, from their own domains.
_BY_PROCESSORS = (
    (
        '"Larkfield Inc." <invoice+statements+acct_1A2b@stripe.com>',
        "Your receipt from Larkfield Inc. #2231-8821",
        "Receipt from Larkfield Inc.\nAmount paid $20.00\nQuestions? Contact us at +1 808-555-0134",
    ),
    (
        "Medium <receipts+acct_1x@stripe.com>",
        "Your receipt from A Medium Corporation #1182-2231",
        "Amount paid $5.00. Date paid Nov 20, 2026.",
    ),
    (
        "Paddle.com <help@paddle.com>",
        "Your Larkfield Notes receipt",
        "Thanks for your purchase. Total $48.00. Need help? Visit paddle.net.",
    ),
    (
        "FastSpring <orders@fastspring.com>",
        "Your order of Larkfield Studio is complete",
        "Total $99.00. Call us at +1 808 555 0134 for help with your order.",
    ),
    (
        "Larkfield via PayPal <service@paypal.com>",
        "Receipt for your payment to Larkfield",
        (
            "You paid $12.00 USD to Larkfield.\nQuestions? Go to the Help Center at "
            "www.paypal.com/help."
        ),
    ),
    (
        "service@paypal.com",
        "You sent an automatic payment to Hollow Hill Gym",
        (
            "You sent an automatic payment of $24.90 USD to Hollow Hill Gym\nCustomer "
            "service phone "
            "808-555-0134\nIssues with this transaction? You have 180 days to open a "
            "dispute in the "
            "Resolution Center."
        ),
    ),
    (
        "Apple <no_reply@email.apple.com>",
        "Your receipt from Apple.",
        (
            "Receipt\nApple Music Individual (Monthly)\n$10.99\nIf you have any "
            "questions call Apple "
            "Support. To learn how to cancel see your settings."
        ),
    ),
    (
        "Google Play <googleplay-noreply@google.com>",
        "Your Google Play Order Receipt from Nov 21, 2026",
        "YouTube Premium (by Google LLC) $13.99/month. Total $13.99. Cancel any time.",
    ),
    (
        "Amazon Web Services <no-reply-aws@amazon.com>",
        "Amazon Web Services Billing Statement Available",
        "Your bill of $12.31 is available. Charged to your card.",
    ),
    (
        "Cleverbridge <service@cleverbridge.com>",
        "Your order of Norton 360 (reference 88213)",
        (
            "Thank you for your purchase. Norton 360 Deluxe, EUR 34.99. Cleverbridge is "
            "the reseller "
            "of record. Customer service: https://www.cleverbridge.com/help"
        ),
    ),
    (
        "Digital River <orders@digitalriver.com>",
        "Order confirmation 88213",
        "Microsoft 365 Family, $99.99. Sold by Digital River Inc. Manage at digitalriver.com/order",
    ),
    (
        "Humble Bundle <contact@humblebundle.com>",
        "Your Humble Choice receipt",
        "You paid $11.99. Includes a key for games on Steam and 1 month of IGN Plus.",
    ),
)

# Partners that bill or include a brand, and senders that write for one.
_FOR_BRANDS = (
    (
        "Vodafone <rechnung@vodafone.example>",
        "Ihre Rechnung für November",
        (
            "Vodafone Red 49,99 €\nNetflix Basis 4,99 €\nGesamt 54,98 €\nFragen? Rufen "
            "Sie uns an: 0800 "
            "172 1212. Kündigung unter vodafone.example/kuendigen"
        ),
    ),
    (
        "T-Mobile <info@t-mobile.example>",
        "Your bill is ready",
        (
            "Total due $85.00. Netflix on us included. Call 808-555-0134 for support. "
            "https://t-mobile.example/bill"
        ),
    ),
    (
        "Sky <billing@sky.example>",
        "Your Sky bill",
        (
            "Sky Stream with Netflix £28.00. To make changes call 0333 555 0134 or see "
            "sky.example/account"
        ),
    ),
    (
        "Walmart <help@walmart.example>",
        "Your Walmart+ membership includes Paramount+ or Peacock",
        "Your Walmart+ membership renewed: $98.00.",
    ),
    (
        "Chase Alerts <no.reply.alerts@chase.example>",
        "You made a $15.49 transaction with Netflix.com",
        (
            "Account ending in 1234. You made a $15.49 transaction with Netflix.com on "
            "Nov 20. If you "
            "don't recognise it, call the number on the back of your card."
        ),
    ),
    (
        "N26 <noreply@n26.example>",
        "Your payment to PAYPAL *SPOTIFY",
        "-10,99 € PAYPAL *SPOTIFY. See it in the app.",
    ),
    (
        "Capital One <capitalone@notification.capitalone.example>",
        "A subscription charge from Coursera looks higher than usual",
        "Coursera charged $59.00, last month it was $49.00. https://capitalone.example/x",
    ),
    (
        "Rocket Money <team@rocketmoney.example>",
        "Your Netflix subscription renews tomorrow",
        "Netflix, $15.49, on Nov 22. See it at rocketmoney.example/a",
        "list",
    ),
    (
        "Curve <support@curve.example>",
        "You spent $9.99 at Spotify",
        "Card ending 1182. Spotify $9.99.",
    ),
    (
        "Privacy.com <noreply@privacy.example>",
        "Your Netflix card was declined",
        (
            "A payment of $15.49 to NETFLIX.COM was declined because the card is paused. "
            "https://privacy.example/cards"
        ),
    ),
    (
        "Riverside Public Library <library@riverside.example>",
        "Your LinkedIn Learning access through the library",
        "Your library card includes LinkedIn Learning. It is free of charge.",
    ),
    (
        "Example University IT <it@university.example>",
        "Microsoft 365 and Adobe Creative Cloud for students",
        (
            "Your account includes Microsoft 365 and Adobe Creative Cloud. No payment "
            "is needed. Help "
            "desk: call 808-555-0134 or https://university.example/help"
        ),
    ),
)

# Real receipts that name a telephone, and say what it is for.
_PHONES = (
    (
        "Hollow Hill Gym <billing@hollowhill.example>",
        "Membership receipt",
        "You were charged $24.90. To cancel your membership call 808-555-0134 or visit the desk.",
    ),
    (
        "SiriusXM <account@siriusxm.example>",
        "Your subscription renews soon",
        "Your plan renews on Dec 1 for $23.99 plus fees. To cancel, call us at 1-866-555-0134.",
    ),
    (
        "The Harbour Times <subscriptions@harbourtimes.example>",
        "Your subscription was renewed",
        "We charged $17.00. To cancel call customer service at 1-800-555-0134, Mon to Fri.",
    ),
    (
        "Green Valley Dental <office@greenvalley.example>",
        "Payment receipt",
        "We received $120.00. Call us on 808 555 0134 to reschedule or cancel.",
    ),
    (
        "Shore Pest Control <service@shorepest.example>",
        "Invoice 2231",
        "Quarterly service: $89.00. Auto-pay on Nov 25. Questions? Call (808) 555-0134.",
    ),
    (
        "ADT Billing <billing@adt.example>",
        "Your statement is ready",
        "Amount due $52.99. Call 800 555 0134 for support or see adt.example/myaccount.",
    ),
    (
        "Comcast <online.communications@comcast.example>",
        "Your bill is ready",
        "Total $79.00. Contact support at 1-800-555-0134 or https://comcast.example/bill",
    ),
    (
        "Norton <noreply@norton.com>",
        "Your Norton subscription will renew soon",
        "Norton 360 Deluxe renews on Dec 5 for $119.99. To cancel, call 1-877-555-0134 or sign in.",
    ),
    (
        "McAfee <info@mcafee.com>",
        "Your auto-renewal is coming up",
        "Renews Dec 5 for $119.99. Contact customer service 1-866-555-0134 to cancel.",
    ),
    (
        "Microsoft <microsoft-noreply@microsoft.com>",
        "Your Microsoft 365 Personal subscription has been renewed",
        "$69.99 was charged. To cancel visit account.microsoft.com/services.",
    ),
)

# Newsletters, journalists, support and communities.
_ABOUT_BRANDS = (
    (
        "The Morning Stream <news@morningstream.example>",
        "Netflix is raising prices, again",
        "Netflix Standard will cost $17.99 from January. To cancel, see below.",
        "list",
    ),
    (
        "Money Desk <hello@moneydesk.example>",
        "How to cancel Adobe without the fee",
        "Adobe's annual plan, billed monthly, costs $59.99. Call them on 800-555-0134 to cancel.",
        "list",
    ),
    (
        "Deals of the Day <deals@dealsday.example>",
        "NordVPN 70 % off, Norton at $29.99",
        "NordVPN for $3.09 a month, Norton 360 for $29.99.",
        "list",
    ),
    (
        "Consumer Watch <alerts@consumerwatch.example>",
        "Scam alert: fake PayPal invoices",
        (
            "Scammers send invoices from PayPal for $499.99 and ask you to call a number such as "
            "808-555-0142 to cancel. Don't."
        ),
        "list",
    ),
    (
        "Class Central <report@classcentral.example>",
        "Coursera Plus is 50 % off",
        "Coursera Plus costs $199 until Nov 30.",
        "list",
    ),
    (
        "Streaming Observer (Substack) <streamingobserver@substack.com>",
        "Hulu, Disney+ and the price of everything",
        "Disney+ now costs $18.99. Hulu $19.99.",
        "list",
    ),
    (
        "GitHub <notifications@github.com>",
        "Re: [example/bills] PayPal receipts are read twice (#12)",
        "The receipt says You paid $12.00 USD. See https://github.com/example/bills/issues/12",
        "list",
    ),
    (
        "Stack Exchange <do-not-reply@stackoverflow.example>",
        "New answer: how do I cancel a Stripe subscription",
        "Call stripe.subscriptions.cancel and refund the last $20 invoice.",
        "list",
    ),
    (
        "Patreon <no-reply@patreon.com>",
        "The Netflix Review Podcast just shared: episode 88",
        "A new post for members. You pay $5.00 each month.",
        "list",
    ),
    (
        "Larkfield Support <support@larkfield.example>",
        "Re: refund of my PayPal payment [ticket 8821]",
        (
            "Hi Pat, we have refunded $12.00 to your PayPal account. If it has not come "
            "in five days "
            "call us on 808-555-0134.\n\nhttps://larkfield.example/tickets/8821"
        ),
    ),
)

# Private people.
_PEOPLE = (
    (
        "Sam Rivers <sam.rivers@gmail.com>",
        "Netflix",
        "Hey, can you send me your half of Netflix? $7.75, PayPal is fine.",
    ),
    (
        "Mum <ann.example@yahoo.com>",
        "what is this Norton thing",
        "I got a mail from Norton that I paid $399. Did I? Should I call them? Love, Mum",
    ),
    (
        "Chris Lake <chris.lake@outlook.com>",
        "Invoice for the garden work",
        "Hi Pat, the invoice for last week: $240.00. Bank details as before. Chris, 808-555-0134",
    ),
    (
        "Dana Teacher <dana.piano@gmail.com>",
        "Piano lessons November",
        (
            "Invoice attached, 4 lessons, 120 € in total. Please let me know if you need to "
            "cancel one."
        ),
        "invoice-november.pdf",
    ),
    (
        "Lee Park <lee.park@icloud.com>",
        "Fwd: Your receipt from Larkfield",
        (
            "This is the one I meant.\n\n---------- Forwarded message ---------\nFrom: Larkfield "
            "<billing@larkfield.example>\nDate: Fri, Nov 20, 2026 at 9:12 AM\nSubject: "
            "Your receipt from "
            "Larkfield\nTo: <lee.park@icloud.com>\n\nTotal charged: $9.99\n"
        ),
    ),
    (
        "Pat Example <pat.example.home@gmail.com>",
        "Fwd: Spotify receipt",
        (
            "---------- Forwarded message ---------\nFrom: Spotify <no-reply@spotify.com>\n"
            "Date: Fri, Nov 20, 2026 at 9:12 AM\nSubject: Your Spotify Premium receipt\n"
            "To: <pat.example.home@gmail.com>\n\nTotal: $11.99\n"
        ),
    ),
    (
        "Robin Vale <robin.vale@gmx.de>",
        "Disney Reise",
        "Ich habe die Karten bezahlt, 240 €. Rufst du mich an? 030 555 01340",
    ),
    (
        "Jo Hill <jo.hill@proton.me>",
        "photo of the receipt",
        "From yesterday's lunch, you owe me $18.",
        "receipt.png",
    ),
)

# Small firms, clubs and shops, whose names hold other words.
_SHOPS = (
    (
        "Apple Tree Nursery <office@appletreenursery.example>",
        "Invoice 2231",
        (
            "Six apple trees, $240.00. Call 808-555-0134 to change or cancel. "
            "appletreenursery.example/"
        ),
    ),
    (
        "Norton & Sons Plumbing <accounts@nortonplumbing.example>",
        "Invoice 88",
        "Boiler service £95.00. Thank you for your payment.",
    ),
    (
        "Adobe Houses of Taos <stay@taosadobe.example>",
        "Your booking receipt",
        "Two nights $310.00. To cancel call 575-555-0134 or see https://taosadobe.example/stay",
    ),
    (
        "Max Mustermann Fotografie <max@mustermann-foto.example>",
        "Rechnung 2026-88",
        "Für die Bilder berechne ich 180,00 €. Zahlbar bis 5.12.2026.",
    ),
    (
        "Medium Rare Steakhouse <hello@mediumrare.example>",
        "Your receipt",
        "You paid $88.20. See you soon!",
    ),
    (
        "Prime Video Rental Club <info@primeclub.example>",
        "Your rental",
        "One film, $3.00.",
        "list",
    ),
    (
        "Strava Cycling Club Leeds <treasurer@leedscycling.example>",
        "Club fee",
        "Your club fee of £20.00 is due on 1 December. Find us on Strava.",
    ),
    (
        "Windows & Doors Direct <billing@windowsdoors.example>",
        "Payment received",
        "We received $500.00. Call 808 555 0134 for support. https://windowsdoors.example/orders",
    ),
)

_ABROAD = (
    (
        "Amazon.co.jp <auto-confirm@amazon.co.jp>",
        "Amazon.co.jpでのご注文",
        "合計: ￥1,490",
    ),
    (
        "PayPal <service@paypal.de>",
        "Beleg für Ihre Zahlung an Lerchenfeld",
        "Sie haben 12,00 € EUR an Lerchenfeld gezahlt.",
    ),
    (
        "Netflix <info@members.netflix.com>",
        "Votre paiement a été refusé",
        "Mettez à jour vos informations sur netflix.com.",
    ),
    (
        "Stadtwerke Beispielstadt <service@stadtwerke.example>",
        "Ihre Abschlagszahlung",
        (
            "Der Abschlag von 89,00 € wird am 1.12. abgebucht. Fragen oder Kündigung? "
            "Rufen Sie uns an: "
            "030 555 01340. stadtwerke.example/konto"
        ),
    ),
    (
        "Orange <factures@orange.example>",
        "Votre facture est disponible",
        "Total 29,99 €. Pour annuler une option, appelez le 39 00. https://orange.example/factures",
    ),
    (
        "Gimnasio Colina <pagos@colina.example>",
        "Recibo de tu cuota",
        "Hemos cobrado 34,90 €. Para cancelar llame al 911 555 013 o en colina.example/socios",
    ),
)
