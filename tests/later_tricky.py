"""A second round of honest mail that looks odd: 40 with its scams, 33 once these were mended."""

from collections.abc import Iterator

from tests.mailed import Mailed


def later_tricky() -> Iterator[Mailed]:
    """Nothing here is a fake; none may be called suspicious."""
    for name, sender, subject, text in (*_PLAIN, *_BY_WAY_OF):
        yield Mailed(name=name, sender=sender, subject=subject, text=text, brand=False)
    yield from _ODD


_PLAIN = (
    (
        "baker called Norton",
        "Norton's Bakery <orders@nortonsbakery.example>",
        "Your order is confirmed",
        "Thank you! 2 sourdough loaves, $18.00 paid. Questions? Call the shop: 805-555-0120.",
    ),
    (
        "dentist called Apple Valley",
        "Apple Valley Dental <billing@avdental.example>",
        "Receipt for your visit",
        (
            "You paid $145.00 on November 20. To cancel your next visit call 805 555 0121 a day "
            "before."
        ),
    ),
    (
        "spa called Calm",
        "Calm Waters Spa <hello@calmwaters.example>",
        "Your membership renewed",
        "Your monthly membership of $79.00 was renewed. To cancel, call us at (805) 555-0122.",
    ),
    (
        "photographer called Zoom",
        "Zoom Photography, Anna Lind <anna@zoomphoto.example>",
        "Invoice 2026-114",
        "Invoice total: 480.00 EUR, due on receipt. IBAN as agreed. Thank you, Anna",
    ),
    (
        "plumber called Prime",
        "Prime Plumbing <office@primeplumbing.example>",
        "Invoice 8841 paid",
        "We received your payment of $310.00. Emergency? Call 805-555-0123, day and night.",
    ),
    (
        "a person called Max",
        "Max Berger <max.berger.art@gmail.com>",
        "Invoice for the painting",
        (
            "Hi Pat, as agreed: $250.00 for the small one. My number is 805 555 0124 if anything "
            "comes up."
        ),
    ),
    (
        "cinema called Hulu",
        "Cinema Hulu Hulu <tickets@huluhulu.example>",
        "Your tickets",
        "2 tickets, 24,00 EUR paid. Show this mail at the door.",
    ),
    (
        "climbing hall called Slack",
        "Slackline Club <kasse@slackline-club.example>",
        "Deine Mitgliedschaft",
        "Dein Beitrag von 35,00 € wurde abgebucht. Kündigung nur telefonisch: 030 555 0125.",
    ),
    (
        "bank names a brand",
        "First Harbor Bank <alerts@firstharbor.example>",
        "A purchase of $15.49 was made with your card",
        (
            "NETFLIX.COM charged $15.49 to your card ending 4242 on Nov 21. If you did not make "
            "this "
            "purchase, call the number on the back of your card."
        ),
    ),
    (
        "card statement with many brands",
        "Harbor Card <statements@harborcard.example>",
        "Your November statement is ready",
        "New balance $214.20, payment due December 15. Spotify $11.99, Apple $2.99, Etsy $40.",
    ),
    (
        "newsletter about scams",
        "Consumer Letter <letter@consumerletter.example>",
        "Fake Norton and PayPal invoices are back",
        (
            "Readers report mails that say 'you were charged $399.99 for Norton, call to cancel'. "
            "Do not "
            "call. Unsubscribe below."
        ),
    ),
    (
        "the school's IT warns",
        "IT Service Desk <itdesk@college.example>",
        "Phishing in the name of Microsoft 365",
        "Somebody sends mails about an unpaid Microsoft 365 licence of $99. We did not. Ext. 5512.",
    ),
    (
        "a friend forwards a receipt",
        "Sam Field <sam.field@gmail.com>",
        "Fwd: Your Netflix receipt",
        (
            "can you check this? we pay twice I think\n\n---------- Forwarded message "
            "---------\nFrom: "
            "Netflix <info@account.netflix.com>\nSubject: Your receipt\n\nYou paid $15.49."
        ),
    ),
    (
        "partner asks about a bill",
        "Robin Example <robin.example@icloud.com>",
        "Spotify",
        "did you cancel spotify? 11.99 went off again yesterday",
    ),
    (
        "accountant asks for papers",
        "Lind & Partners <office@lind-tax.example>",
        "Missing receipts for October",
        "Please send us the receipts for Adobe ($59.99), Zoom ($15.99) and AWS ($82.10) by Friday.",
    ),
    (
        "gym with a notice period",
        "City Gym <members@citygym.example>",
        "Your contract renews on December 31",
        (
            "Your contract renews for 12 months at $49.00 a month. Cancel in writing or by phone: "
            "805-555-0126."
        ),
    ),
    (
        "electricity, urgent",
        "Northern Power <billing@northernpower.example>",
        "FINAL NOTICE: your bill is overdue",
        (
            "Amount due: $182.33. Pay within 48 hours to keep your service. Call 1-800-555-0127 "
            "to agree "
            "on instalments."
        ),
    ),
    (
        "phone company, failed payment",
        "TeleNord <rechnung@telenord.example>",
        "Ihre Zahlung ist fehlgeschlagen",
        (
            "Wir konnten 39,99 € nicht abbuchen. Bitte prüfen Sie Ihr Konto innerhalb von 7 "
            "Tagen, sonst "
            "sperren wir den Anschluss. Service: 0800 555 0128"
        ),
    ),
    (
        "insurance by phone only",
        "Harbor Insurance <service@harborinsurance.example>",
        "Your policy renewed",
        "Your premium of $1,240.00 was charged. To change or cancel your policy call 805-555-0129.",
    ),
    (
        "newspaper by phone only",
        "The Valley Herald <circulation@valleyherald.example>",
        "Your subscription renewed for $299.00",
        "We charged $299.00 for 12 months. To cancel, call 1-800-555-0130, weekdays 8 to 5.",
    ),
    (
        "antivirus of a small maker, by its own name",
        "Bastion Software <orders@bastionsoft.example>",
        "Bastion Antivirus renewal: $59.00",
        (
            "Your license was renewed for one year, $59.00. Manage it in your account: "
            "account.bastionsoft.example"
        ),
    ),
    (
        "repair shop for a brand's things",
        "iFix Corner <hello@ifixcorner.example>",
        "Your Apple MacBook repair: $189.00 paid",
        "The battery of your MacBook was replaced. Paid: $189.00. Warranty 90 days. 805 555 0131",
    ),
    (
        "trainer for a brand's product",
        "Grid Academy <billing@gridacademy.example>",
        "Receipt: Microsoft Excel course",
        "You paid $89.00 for 'Microsoft Excel from the ground up'.",
    ),
    (
        "gift card shop",
        "CardCorner <orders@cardcorner.example>",
        "Your Netflix gift card, $50.00",
        "Order 5512: Netflix gift card $50.00, paid with Visa. Your code follows.",
    ),
    (
        "refurbished phones",
        "Second Ring <shop@secondring.example>",
        "Order confirmed: iPhone 15, $429.00",
        "Thank you. iPhone 15 (refurbished) $429.00. To cancel within 24 hours reply to this mail.",
    ),
    (
        "charity",
        "River Trust <give@rivertrust.example>",
        "Thank you for your gift of $25.00",
        "Your monthly gift of $25.00 was received. Change it any time: call Ellen, 805-555-0132.",
    ),
    (
        "landlord on free mail",
        "G. Holm <g.holm.rentals@gmail.com>",
        "Rent receipt November",
        (
            "Received: $1,450.00 for November. Next one is due on the 1st. Call me if the heater "
            "fails: "
            "805 555 0133"
        ),
    ),
    (
        "music teacher on free mail",
        "Ms. Strava Lind <piano.with.lind@yahoo.com>",
        "Invoice for four lessons",
        "Four lessons: $160.00. Please pay by Friday.",
    ),
    (
        "marketplace seller with a note",
        "Handmade Market <noreply@handmademarket.example>",
        "Your order from WoolAndCo",
        (
            "Order total: $64.00 USD\nNote from WoolAndCo: thanks! Message me or call "
            "805-555-0134 if the "
            "size is wrong."
        ),
    ),
    (
        "parcel duty",
        "Harbor Parcel <duty@harborparcel.example>",
        "Import duty of 12,40 EUR is due",
        "Your parcel is waiting. Pay 12,40 EUR to the driver or in the app within 5 days.",
    ),
    (
        "french gas bill",
        "Gaz du Lac <factures@gazdulac.example>",
        "Votre facture de novembre",
        "Montant prélevé : 64,20 €. Pour toute question, appelez le 01 55 55 01 35.",
    ),
    (
        "spanish gym",
        "Gimnasio Norte <socios@gimnasionorte.example>",
        "Recibo de tu cuota",
        "Hemos cobrado 29,90 €. Para darte de baja llama al 900 555 136.",
    ),
    (
        "italian school canteen",
        "Mensa Scolastica <avvisi@mensascuola.example>",
        "Sollecito di pagamento",
        "Risulta non pagato l'importo di 86,00 EUR. Si prega di pagare entro 48 ore.",
    ),
)

# Real services' own mail, and people's words through them, written after the rules for those.
_BY_WAY_OF = (
    (
        "gh receipt",
        "GitHub <noreply@github.com>",
        "[GitHub] Payment Receipt for pat",
        (
            "We received payment for your GitHub Pro subscription. Total: $4.00. Charged to Visa "
            "ending 4242. Questions? github.com/contact"
        ),
    ),
    (
        "gh issue",
        "octo-dev <notifications@github.com>",
        "[shop/app] PayPal payments of $5.00 fail (Issue #12)",
        (
            "Customers say your order was charged twice by PayPal. Steps: pay $5.00 with "
            "PayPal.\n--\nReply to this email directly or view it on GitHub."
        ),
    ),
    (
        "gh bot",
        '"microsoft-github-policy-service[bot]" <notifications@github.com>',
        "[microsoft/x] Sign the CLA (PR #3)",
        "Please sign the agreement. @pat mentioned. It costs nothing.",
    ),
    (
        "gh netflix",
        "netflix-oss <notifications@github.com>",
        "[Netflix/conductor] Update account details docs (PR #9)",
        "Update your account details page in the docs. Fixes #8.",
    ),
    (
        "zoom invoice",
        "Zoom <billing@zoom.us>",
        "Zoom Invoice INV123",
        "Your invoice of $15.99 was paid. Questions? Call +1.888.799.9666 or visit zoom.us/billing",
    ),
    (
        "zoom invite",
        "Zoom <no-reply@zoom.us>",
        "Anna Lind is inviting you to a scheduled Zoom meeting.",
        (
            "Topic: Budget 2027, order of the day\nJoin Zoom Meeting https://zoom.us/j/1\nDial by "
            "your location +1 646 558 8656 US (New York)"
        ),
    ),
    (
        "zoom invite $",
        "Zoom <no-reply@zoom.us>",
        "Anna is inviting you to a scheduled Zoom meeting",
        "Topic: sponsor talk, $5,000 grant\nDial by your location +1 646 558 8656 US",
    ),
    (
        "dropbox bill",
        "Dropbox <no-reply@dropbox.com>",
        "Your Dropbox Plus renewal",
        "Your Dropbox Plus plan was renewed. $119.88 charged. Manage: dropbox.com/account",
    ),
    (
        "dropbox share",
        '"Anna Lind (via Dropbox)" <no-reply@dropbox.com>',
        'Anna Lind shared "Netflix_invoice_split.pdf" with you',
        'Anna Lind invited you to view "Netflix_invoice_split.pdf". Anna said: you owe me $7.50',
    ),
    (
        "canva share",
        '"Anna Lind" <no-reply@canva.com>',
        "Anna Lind shared Spotify playlist poster with you",
        "Anna Lind has shared a design with you. Open in Canva",
    ),
    (
        "notion invoice",
        "Notion <team@mail.notion.so>",
        "Your Notion invoice",
        "Amount paid $10.00. Plus plan, monthly.",
    ),
    (
        "slack invite",
        "Slack <no-reply@slack.com>",
        "Anna Lind has invited you to work with them in Slack",
        "Anna Lind (anna@apple-pickers.example) has invited you to Slack: Apple Pickers. Join now",
    ),
    (
        "slack bill",
        "Slack <billing@slack.com>",
        "Your Slack invoice",
        "We charged $8.75 to your card. Plan: Pro, monthly.",
    ),
    (
        "linkedin receipt",
        "LinkedIn <linkedin@linkedin.com>",
        "Your LinkedIn Premium receipt",
        "You paid $29.99 for LinkedIn Premium Career. Order 123.",
    ),
    (
        "linkedin msg",
        "Sam Field via LinkedIn <messages-noreply@linkedin.com>",
        "Sam just messaged you",
        "Sam Field, Engineer at Netflix: are you free to talk about pay? base is $200,000",
    ),
    (
        "linkedin job",
        "LinkedIn Job Alerts <jobalerts-noreply@linkedin.com>",
        "Netflix is hiring: $150,000 a year",
        "New jobs at Netflix and Spotify. Update your account details to get better matches",
    ),
    (
        "gdoc",
        '"Anna Lind (Google Docs)" <comments-noreply@docs.google.com>',
        "Budget - PayPal fees",
        "Anna Lind mentioned you in a comment: PayPal fees are $120.00 this month, ok?",
    ),
    (
        "gcal",
        "Google Calendar <calendar-notification@google.com>",
        "Invitation: Netflix night @ Sat",
        "Anna invited you. Cost: $5.00 each. Phone 646 558 8656 if you are late",
    ),
    (
        "patreon",
        "Patreon <no-reply@patreon.com>",
        "Your receipt from Patreon",
        "You paid $5.00 to Apple Pie Podcast.",
    ),
    (
        "substack",
        '"The Netflix Report" <netflixreport@substack.com>',
        "Netflix raises its price to $25",
        "Netflix said that your plan will cost $25. Thanks for your subscription to this letter.",
    ),
    (
        "shopify bill",
        "Shopify <billing@shopify.com>",
        "Your Shopify bill",
        "Your bill of $39.00 was paid. Thank you.",
    ),
    (
        "squarespace shop",
        '"Apple Orchard Farm" <no-reply@squarespace.com>',
        "Order #12 confirmed",
        "Thanks for your order! 2 boxes of apples $24.00. Questions? Call 805 555 0120",
    ),
    (
        "paypal receipt",
        "service@paypal.com <service@paypal.com>",
        "Receipt for your payment to Spotify USA",
        "You paid $11.99 USD to Spotify USA. Automatic payment.",
    ),
    (
        "apple",
        "Apple <no_reply@email.apple.com>",
        "Your receipt from Apple",
        "Netflix Premium $22.99, renews December 21. Report a Problem",
    ),
    (
        "play",
        "Google Play <googleplay-noreply@google.com>",
        "Your Google Play Order Receipt",
        "You've purchased Tinder Gold $29.99 / month. Contact the developer",
    ),
    (
        "norton person",
        "Jo Norton <jo.norton.design@gmail.com>",
        "Invoice 12",
        "Logo design $300.00. Thanks, Jo",
    ),
    (
        "max person",
        "Max Lind <maxlind@icloud.com>",
        "Rechnung",
        "Betrag 120,00 EUR. Gruß Max",
    ),
    (
        "dr calm",
        "Calm Clinic <hello@calmclinic.example>",
        "Invoice",
        "Please update your card details. Your visit $80.00",
    ),
    (
        "amazon rainforest",
        "Amazon Rainforest Fund <give@rainforest.example>",
        "Thank you for your donation of $20",
        "Your monthly gift of $20.00 was charged.",
    ),
    (
        "apple kids",
        "Apple Tree Kindergarten <office@appletree.example>",
        "Fees for December",
        "Please confirm your payment details. $400.00 is due.",
    ),
    (
        "zoom pets",
        "Zoom Room Dog Training <hi@zoomroom.example>",
        "Your class pack",
        "Thank you for your purchase! $120.00. Call 805 555 0130 to cancel a class.",
    ),
    (
        "booking display",
        "Booking.com <noreply@stay.example>",
        "Your booking",
        "Total $200.00",
    ),
    (
        "rev spotify",
        "Spotify fans club <club@fans-spotify-club.example>",
        "Fees",
        "Your fee of 12,00 EUR",
    ),
)

_ODD = (
    Mailed(
        name="answers go to a help desk elsewhere",
        sender="Trailhead Maps <receipts@trailheadmaps.example>",
        subject="Your receipt",
        text="You paid $29.99 for Trailhead Pro, 1 year.",
        headers=(("Reply-To", "support@trailheadmaps.helpdesk.example"),),
        brand=False,
    ),
    Mailed(
        name="invoice as a file, by a small firm",
        sender="Lind Heating <office@lindheating.example>",
        subject="Invoice 2231",
        text="Please find our invoice attached. Kind regards",
        attached=("Invoice_2231.pdf",),
        brand=False,
    ),
    Mailed(
        name="picture with a long alternative text",
        sender="Corner Cinema <news@cornercinema.example>",
        subject="Your membership card",
        html='<img alt="Corner Cinema membership, $60.00 paid, box office 805-555-0137" '
        'src="cid:1">'
        "<p>See you soon!</p>",
        brand=False,
    ),
    Mailed(
        name="through a list",
        sender='"Robin via Flat 7" <flat7@lists.example>',
        subject="[flat7] Internet bill: 34.99",
        text="I paid the internet, 34.99 USD, 8.75 each. Robin",
        headers=(("List-Id", "<flat7.lists.example>"),),
        to="flat7@lists.example",
        brand=False,
    ),
    Mailed(
        name="from oneself",
        sender="Pat Example <pat@example.org>",
        subject="cancel netflix before 1 Dec!!",
        text="15.49, call or do it on the website",
        brand=False,
    ),
    Mailed(
        name="blind copy of a club",
        sender="Rowing Club <treasurer@rowing.example>",
        subject="Fees 2027",
        text="The fee of $180.00 is due by December 31. Questions: Jo, 805-555-0138.",
        to="undisclosed-recipients:;",
        brand=False,
    ),
    Mailed(
        name="umlauts and a company's legal name",
        sender="=?utf-8?q?M=C3=BCller_=26_S=C3=B6hne_GmbH?= <rechnung@mueller-soehne.example>",
        subject="=?utf-8?q?Rechnung_f=C3=BCr_Ihren_=C3=96ltank?=",
        text="Rechnungsbetrag: 1.284,00 EUR, zahlbar innerhalb von 14 Tagen. Telefon 0911 555 "
        "0139.",
        brand=False,
    ),
)
