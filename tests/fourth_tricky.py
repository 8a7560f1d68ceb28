"""Honest mail of the fourth round that looks odd, written and labelled before it was read."""

from collections.abc import Iterator

from tests.mailed import Mailed, signed, unsigned


def fourth_tricky() -> Iterator[Mailed]:
    """Shops, resellers, platforms, people."""
    yield from _shops()
    yield from _merchants_of_record()
    yield from _partners()
    yield from _platforms()
    yield from _about_brands()
    yield from _people()
    yield from _firms()
    yield from _from_the_brand()


def _shops() -> Iterator[Mailed]:
    """Small shops, who bill for themselves."""
    yield signed(
        "a Shopify shop by its own domain",
        "Tide & Timber <hello@tideandtimber.example>",
        "Order #2218 confirmed",
        "Thank you for your purchase!\n\nOak board x 1  $48.00\nShipping $6.00\nTotal $54.00 USD\n"
        "Paid with Shop Pay\n\nView your order: https://tideandtimber.example/orders/2218\n",
    )
    yield signed(
        "a Shopify shop by Shopify's address",
        "Tide & Timber <store+4471@t.shopifyemail.com>",
        "Order #2219 confirmed",
        "Thank you for your purchase!\n\nOak board x 1  $48.00\nTotal $48.00 USD\n",
    )
    yield signed(
        "a WooCommerce shop in German",
        "Kaffeerösterei Hansen <bestellung@kaffee-hansen.example>",
        "Deine Bestellung bei Kaffeerösterei Hansen ist eingegangen",
        "Hallo Pat,\n\nwir haben deine Bestellung #3319 erhalten.\n\nEspresso Nr. 4, 1 kg  28,90 "
        "€\n"
        "Zwischensumme: 28,90 €\nZahlungsmethode: PayPal\nGesamt: 28,90 €\n",
    )
    yield signed(
        "a phone shop that sells iPhones",
        "Handyhaus Krüger <shop@handyhaus-krueger.example>",
        "Ihre Rechnung 2026-4471",
        "Vielen Dank für Ihren Einkauf.\n\nApple iPhone 17, 256 GB, 949,00 EUR\nGesamtbetrag: "
        "949,00 "
        "EUR, bezahlt mit Apple Pay\n\nFragen? Tel. 030 555 01 41, Handyhaus Krüger GmbH\n",
    )
    yield signed(
        "a seller of game keys",
        "Keyharbour <orders@keyharbour.example>",
        "Your Xbox Game Pass code",
        "Order 88120\nXbox Game Pass Ultimate, 3 months: $44.99\nYour code is below. Redeem it at "
        "your console.\n\nKeyharbour Ltd, https://keyharbour.example/help\n",
    )
    yield signed(
        "a supermarket that sells Netflix cards",
        "Marktkauf Lindner <quittung@marktkauf-lindner.example>",
        "Ihr digitaler Kassenbon",
        "Netflix Geschenkkarte 25,00 EUR\nMilch 1,29 EUR\nSumme 26,29 EUR\nBezahlt: girocard\n",
    )
    yield signed(
        "a bookshop that sells a book on Excel",
        "Paper Lantern Books <orders@paperlantern.example>",
        "Your order of Microsoft Excel for Beginners",
        "Thanks for your order!\n\nMicrosoft Excel for Beginners (paperback) $24.00\nTotal "
        "$24.00\n",
    )
    yield signed(
        "a print shop named after its street",
        "Orders <orders@copyhaus.example>",
        "Copyhaus: your receipt",
        "Copyhaus receipt\n40 pages colour $12.00\nPaid by card. Copyhaus Ltd, 4 Mill Lane\n",
    )
    yield signed(
        "a shop of accessories for a Roku",
        "Remote Corner <sales@remotecorner.example>",
        "Receipt: replacement remote for Roku",
        "Replacement remote for Roku TV $14.50\nTotal paid $14.50\nReturns within 30 days: "
        "https://remotecorner.example/returns\n",
    )
    yield unsigned(
        "a shop without any result, with a number",
        "Velo Meister <info@velo-meister.example>",
        "Rechnung 2281",
        "Guten Tag,\n\nInspektion Fahrrad: 89,00 CHF. Bitte überweisen Sie bis 10.12.2026. Bei "
        "Fragen "
        "rufen Sie uns an: 044 555 01 12.\n\nVelo Meister AG\n",
    )


def _merchants_of_record() -> Iterator[Mailed]:
    """Those who take the money for others."""
    yield signed(
        "Stripe for a small club",
        "Northside Chess Club <receipts+acct_9z8y@stripe.com>",
        "Your receipt from Northside Chess Club #1180-4471",
        "Receipt from Northside Chess Club\nAmount paid $12.00\nDate paid Nov 20, 2026\nPayment "
        "method Visa - 4418\nMembership $12.00\nIf you have any questions, contact the club at "
        "info@northsidechess.example or call us at +1 808-555-0166.\n",
    )
    yield signed(
        "Paddle for an app",
        "Paddle.com <help@paddle.com>",
        "Your Larkdesk receipt",
        "Thank you for your purchase from Larkdesk!\nLarkdesk Pro (monthly) $9.00\nTotal $9.00\n"
        "Charge will appear as PADDLE.NET* LARKDESK on your statement.\n",
    )
    yield signed(
        "FastSpring for a tool that works with Photoshop",
        "FastSpring <orders@fastspring.com>",
        "Your Brushworks for Photoshop delivery information",
        "Brushworks for Photoshop\nTotal $39.00\nOrder BRUSH2611-2207-44118\n",
    )
    yield signed(
        "Digital River for an antivirus",
        "Digital River <orders@digitalriver.com>",
        "Order confirmation 88120447",
        "Thank you for your order from ESET.\nESET Home Security, 1 year: 49,95 EUR\nDigital River "
        "GmbH is the authorised reseller. Customer service: +49 221 555 0142\n",
    )
    yield signed(
        "Cleverbridge for a backup tool",
        "cleverbridge / Acrona <cs@cleverbridge.com>",
        "Your subscription was renewed - reference 4418812",
        "Your subscription to Acrona Backup was renewed. Total: 49,99 EUR, charged to Visa ending "
        "4418. You will find cleverbridge on your statement. Call +49 221 555 0190 or write to "
        "us.\n",
    )
    yield signed(
        "Gumroad for a course on Notion",
        "Gumroad <noreply@gumroad.com>",
        "You bought The Notion Handbook!",
        "You bought The Notion Handbook by Mara Quist\nPrice $19.00\nView content\n",
    )
    yield signed(
        "Lemon Squeezy for a font",
        "Lemon Squeezy <hello@lemonsqueezy.com>",
        "Your receipt for Kestrel Grotesk",
        "Kestrel Grotesk, desktop licence $60.00\nTotal $60.00\nPaid with Visa 4418\n",
    )
    yield signed(
        "Klarna for a shop",
        "Klarna <noreply@klarna.com>",
        "Zahlung an Tide & Timber fällig",
        "Deine Zahlung von 48,00 € an Tide & Timber ist am 5. Dezember 2026 fällig.\n",
    )


def _partners() -> Iterator[Mailed]:
    """Who bills a brand's service as its partner."""
    yield signed(
        "a telephone company with Disney+ on the bill",
        "Nordfon <rechnung@nordfon.example>",
        "Ihre Nordfon-Rechnung November 2026",
        "Ihre Rechnung über 64,98 EUR ist da.\n\nTarif L 54,99 EUR\nDisney+ Standard 9,99 EUR\n"
        "Abbuchung am 28.11.2026. https://nordfon.example/rechnung\nHotline: 0800 555 01 10\n",
    )
    yield signed(
        "a cable company that starts Netflix",
        "Bayline Cable <billing@bayline-cable.example>",
        "Your Netflix add-on is active",
        "Hi Pat,\n\nNetflix Standard has been added to your Bayline plan. It will be billed by "
        "Bayline "
        "at $15.49 a month. Manage it: https://bayline-cable.example/addons\n",
    )
    yield signed(
        "a partner that sells Microsoft 365 to firms",
        "Kobalt IT Billing <billing@kobalt-it.example>",
        "Kobalt IT invoice 4471: Microsoft 365 licences",
        "Hello,\n\ninvoice 4471 for November:\nMicrosoft 365 Business Standard x 4  $50.00\nTotal "
        "$50.00\n"
        "Due 5 December 2026. Pay: https://kobalt-it.example/pay\nKobalt IT Ltd\n",
    )
    yield signed(
        "a bank's card that pays for Amazon Prime",
        "Meadow Bank <cards@meadowbank.example>",
        "Your Amazon Prime membership credit",
        "We credited $14.99 for your Amazon Prime membership on your Meadow card ending 4418.\n",
    )
    yield signed(
        "a university's licence for LinkedIn Learning",
        "IT Services <it-services@lakemont-university.example>",
        "LinkedIn Learning access renewed",
        "Dear students,\n\nLakemont University has renewed LinkedIn Learning for another year. It "
        "is "
        "free for you. Sign in with your campus account: "
        "https://lakemont-university.example/learn\n",
    )
    yield signed(
        "a gift shop for PlayStation cards",
        "Giftwell <orders@giftwell.example>",
        "Your order of PlayStation Store gift card",
        "PlayStation Store gift card $50.00\nService fee $2.00\nTotal $52.00\nYour code: see your "
        "account at https://giftwell.example/orders\n",
    )
    yield signed(
        "a household app that splits a family plan",
        "Splitkin <pay@splitkin.example>",
        "You paid $4.50 for your share of Spotify Family",
        "Your share of Spotify Premium Family for November: $4.50 to Jo. Splitkin Inc.\n"
        "https://splitkin.example/shares\n",
    )
    yield signed(
        "an insurer that sells a McAfee licence",
        "Hearthside Insurance <service@hearthside.example>",
        "Your cyber package: McAfee is included",
        "Your Hearthside cyber package renews on 1 December 2026 at $6.00 a month. It includes "
        "McAfee. "
        "Call 808-555-0150 to change your package, or see https://hearthside.example/cyber\n",
    )


def _platforms() -> Iterator[Mailed]:
    """People's honest words through real platforms."""
    yield signed(
        "a gardener by QuickBooks",
        "Greenleaf Gardening <quickbooks@notification.intuit.com>",
        "Invoice 1188 from Greenleaf Gardening",
        "Dear Pat, here's your invoice for $120.00, due December 5. Thanks for your business! "
        "Greenleaf "
        "Gardening, (808) 555-0131\n",
    )
    yield signed(
        "a PayPal receipt for a shop",
        "service@paypal.com <service@paypal.com>",
        "Receipt for Your Payment to Tide & Timber",
        "You sent a payment of $54.00 USD to Tide & Timber.\nTransaction ID 8XK44118AB2207719\nIt "
        "may "
        "take a few moments for this transaction to appear in your account.\n",
    )
    yield signed(
        "a lease by DocuSign",
        "Dana Whitlow via Docusign <dse_na4@docusign.net>",
        "Complete with Docusign: Lease Agreement 2027",
        "Dana Whitlow sent you a document to review and sign.\n\nPlease sign the lease; the rent "
        "stays "
        "$1,450.00. Call me on 808-555-0122 if anything is unclear.\n",
    )
    yield signed(
        "a calendar with a dinner that costs",
        "Google Calendar <calendar-notification@google.com>",
        "Invitation: Team dinner @ Thu Nov 26, 2026 (pat@example.org)",
        "Jo invited you. Team dinner, about $40 each, at Luna's. Call Luna's at 808-555-0177 for "
        "allergies.\n",
    )
    yield signed(
        "a Zoom meeting on a budget",
        "Zoom <no-reply@zoom.us>",
        "Jo Keller has invited you to a Zoom meeting",
        "Topic: Netflix case study and budget of $5,000\nJoin by phone: +1 808 555 0120\n",
    )
    yield signed(
        "a shared sheet of household bills",
        "Jo Keller (via Google Drive) <drive-shares-dm-noreply@google.com>",
        'Spreadsheet shared with you: "Household bills 2026"',
        "Jo Keller shared a spreadsheet: Netflix 15.49, Spotify 10.99, rent 1,450.00\n",
    )
    yield signed(
        "a Canva invitation to a team",
        "Canva <no-reply@canva.com>",
        "Mara invited you to join Northside Chess Club on Canva",
        "Mara has invited you to join the team. Accept the invitation.\n",
    )
    yield signed(
        "a GitHub issue on billing in a Stripe library",
        "mquist <notifications@github.com>",
        "[larkdesk/app] Charge $9.00 twice when PayPal webhook is retried (Issue #88)",
        "When PayPal's webhook is retried the invoice is charged twice. Steps: pay $9.00, "
        "resend.\n",
    )


def _about_brands() -> Iterator[Mailed]:
    """Mail that speaks of brands and bills nobody for them."""
    yield signed(
        "a newspaper on Netflix prices",
        "The Daily Ledger <news@dailyledger.example>",
        "Netflix raises its price to $17.99",
        "Netflix will charge subscribers $17.99 a month from January. Update on what your "
        "subscription "
        "will cost.\n",
        extra=(("List-Unsubscribe", "<https://dailyledger.example/u>"),),
    )
    yield signed(
        "an app that watches subscriptions",
        "Trackwise <alerts@trackwise.example>",
        "Netflix renews tomorrow",
        "Your Netflix subscription renews tomorrow for $15.49, says your Trackwise list. Edit it: "
        "https://trackwise.example/list\n",
    )
    yield signed(
        "a bank on a charge by PayPal",
        "Meadow Bank Alerts <alerts@meadowbank.example>",
        "A charge of $54.00 by PAYPAL *TIDE",
        "Your card ending 4418 was charged $54.00 at PAYPAL *TIDE on Nov 20. Not you? Call the "
        "number "
        "on the back of your card.\n",
    )
    yield signed(
        "a VPN reviewer's newsletter with prices",
        "PrivacyPost <mail@privacypost.example>",
        "NordVPN vs ExpressVPN: Black Friday deals",
        "NordVPN is $2.99 a month for two years; renew or start your subscription by Monday. "
        "ExpressVPN "
        "is $4.99.\n",
        extra=(("List-Unsubscribe", "<https://privacypost.example/u>"),),
    )
    yield signed(
        "an agency that places ads at LinkedIn",
        "Bright Anchor Agency <accounts@brightanchor.example>",
        "Bright Anchor invoice 118: LinkedIn campaign November",
        "Hello Pat, our invoice for the LinkedIn campaign: 1,200.00 EUR, due in 14 days. IBAN on "
        "the "
        "invoice. Bright Anchor Agency BV\n",
    )
    yield signed(
        "a course on Coursera that a school pays",
        "Lakemont Registrar <registrar@lakemont-university.example>",
        "Reimbursement of your Coursera Plus fee",
        "Dear Pat, Lakemont reimburses your Coursera Plus fee of $59.00. It will be paid with "
        "your next "
        "salary.\n",
    )
    yield signed(
        "a hotel with Netflix in the room",
        "Hotel Sonnenhof <reservierung@sonnenhof.example>",
        "Ihre Buchung im Hotel Sonnenhof",
        "Gesamtpreis 248,00 EUR für 2 Nächte, bezahlt mit Visa. Im Zimmer: WLAN, Netflix, "
        "Minibar. Tel. "
        "+43 555 0140.\n",
    )
    yield signed(
        "a game's creator on Patreon, by his own mail",
        "Foxglove Games <news@foxglovegames.example>",
        "We are now on PlayStation!",
        "Foxglove is out on PlayStation for $19.99, and members on Patreon get it free.\n",
    )


def _people() -> Iterator[Mailed]:
    """Friends, families, colleagues."""
    yield unsigned(
        "a sister on Netflix money",
        "Nora Falk <nora.falk81@gmail.com>",
        "Netflix",
        "hey, Netflix was charged again, 15.49, can you send me your half? Call me on 808 555 0112 "
        "tonight\n",
    )
    yield unsigned(
        "a forwarded Spotify receipt by oneself",
        "Pat Example <pat@example.org>",
        "Fwd: Your receipt from Spotify",
        "---------- Forwarded message ---------\nFrom: Spotify <no-reply@spotify.com>\nDate: Fri, "
        "Nov "
        "20, 2026 at 9:12 AM\nSubject: Your receipt from Spotify\nTo: <pat@example.org>\n\nSpotify "
        "Premium 10,99 EUR\n",
    )
    yield unsigned(
        "a treasurer at a free mailbox",
        "Tennisclub Rotbach <tc.rotbach@gmx.de>",
        "Mitgliedsbeitrag 2027",
        "Liebe Mitglieder, der Beitrag von 140,00 EUR wird am 5.1.2027 abgebucht. Fragen: Jutta, "
        "030 555 "
        "01 33.\n",
    )
    yield signed(
        "a family office pays Amazon",
        "Harlan Family Office <office@harlanfo.example>",
        "Paid this week",
        "We paid: Amazon Prime $149.00, Adobe $59.99, the gardener $120.00. Receipts in the "
        "folder.\n",
    )
    yield unsigned(
        "a landlord named Norton",
        "Greg Norton <greg.norton.homes@gmail.com>",
        "Rent for December",
        "Hi Pat, the rent of $1,450 is due on the 1st. Call me if the heating acts up again. "
        "Greg\n",
    )
    yield signed(
        "a colleague asks for the Adobe invoice",
        "Mara Quist <mara@brightanchor.example>",
        "Re: Adobe",
        "Could you send me last month's Adobe invoice ($59.99)? Accounting needs it today.\n",
    )


def _firms() -> Iterator[Mailed]:
    """Utilities, doctors, clubs, with numbers to call."""
    yield signed(
        "a dentist",
        "Praxis Dr. Lindqvist <praxis@zahn-lindqvist.example>",
        "Ihre Rechnung",
        "Ihre Rechnung über 84,20 EUR liegt bei. Rückfragen: 030 555 01 60.\n",
        attached=("Rechnung.pdf",),
    )
    yield signed(
        "an electricity company whose mail comes by a service",
        "Stadtwerke Auental <kundenservice@mail.stadtwerke-auental.example>",
        "Ihr Abschlag wird abgebucht",
        "Am 1. Dezember 2026 buchen wir 92,00 EUR ab. Widerruf oder Fragen: 0800 555 01 70.\n",
    )
    yield signed(
        "a security firm renews an alarm",
        "Guardian Alarm Co. <accounts@guardianalarm.example>",
        "Your monitoring plan was renewed",
        "Dear Pat, your monitoring plan was renewed for 12 months. $389.00 was charged to your "
        "card "
        "ending 4418. Questions? Call us at (808) 555-0140 or visit "
        "https://guardianalarm.example/help\n",
    )
    yield signed(
        "a computer shop with remote help",
        "Bytewell Repairs <hello@bytewell.example>",
        "Receipt for your support session",
        "Thanks Pat! Remote support session by TeamViewer, 45 minutes: $60.00, paid by card. "
        "Bytewell "
        "Repairs, 808-555-0170\n",
    )
    yield signed(
        "a gym in Spanish",
        "Gimnasio Olmedo <socios@gimnasio-olmedo.example>",
        "Recibo de tu cuota",
        "Hola Pat: hemos cobrado 39,90 € de tu cuota de diciembre. Para cancelar llama al 555 01 "
        "18 44 o "
        "escríbenos.\n",
    )
    yield signed(
        "a coin exchange by its own name",
        "Havencoin <noreply@havencoin.example>",
        "You bought 0.02 BTC",
        "You bought 0.02 BTC for 1,240.00 EUR. Fee 6.00 EUR. See "
        "https://havencoin.example/orders\n",
    )
    yield signed(
        "a parcel service that did bill a fee",
        "Postkurier <zoll@postkurier.example>",
        "Zollgebühren für Ihre Sendung",
        "Für Ihre Sendung 88120 fielen 6,40 EUR Einfuhrabgaben an. Bitte zahlen Sie bei der "
        "Zustellung "
        "oder unter https://postkurier.example/zoll\n",
    )
    yield signed(
        "a firm with another brand in its name",
        "Apple Valley Orchards <shop@applevalleyorchards.example>",
        "Your Apple Valley order",
        "Thank you for your order: 2 boxes of apples, $36.00. Apple Valley Orchards.\n",
    )
    yield signed(
        "a calm studio",
        "Calm Waters Yoga <studio@calmwaters.example>",
        "Membership renewed",
        "Your Calm Waters membership was renewed: $45.00 for December.\n",
    )
    yield signed(
        "a zoo that is called Max",
        "Max Keller Foto <max@keller-foto.example>",
        "Rechnung 114",
        "Hallo Pat, anbei die Rechnung über 180,00 EUR für die Fotos. Max Keller\n",
        attached=("rechnung-114.pdf",),
    )
    yield signed(
        "a receipt by an office that signs with its firm",
        "Billing <billing@quietharbor.example>",
        "Receipt 4471",
        "Amount paid $29.00 for the Team plan, monthly.\n\nQuiet Harbor Software Inc., 12 Pier "
        "Road\n",
    )
    yield signed(
        "an answer by a shop through its help desk",
        "Tide & Timber Support <support@tideandtimber.example>",
        "Re: Refund for order #2218",
        "Hi Pat, we refunded $54.00 to your card; it takes 5 days. Tide & Timber\n\nOn Fri, Pat "
        "wrote:\n"
        "> please refund\n",
        extra=(("Reply-To", "support@tideandtimber.zendesk.com"),),
    )


def _from_the_brand() -> Iterator[Mailed]:
    """The brand itself, or who may speak for it."""
    yield signed(
        "Netflix's own failed card",
        "Netflix <info@account.netflix.com>",
        "Your payment was declined",
        "We couldn't charge $15.49. Update your payment method to keep watching.\n",
    )
    yield signed(
        "Norton's own renewal with its number",
        "Norton <noreply@norton.com>",
        "Your Norton 360 subscription will renew",
        "Your subscription renews on Dec 20, 2026 for $94.99. To cancel, see My Norton or call "
        "855-555-0112.\n",
    )
    yield signed(
        "Amazon in Germany",
        "Amazon.de <auto-confirm@amazon.de>",
        "Bestellbestätigung",
        "Vielen Dank für Ihre Bestellung. Gesamtsumme: EUR 48,00.\n",
    )
    yield signed(
        "Microsoft's own order of a game",
        "Microsoft <microsoft-noreply@microsoft.com>",
        "Your Microsoft order on November 20, 2026",
        "Thanks for your order. Forza Horizon 6, $69.99. Order total: $69.99\n",
    )
    yield signed(
        "Apple on a subscription",
        "Apple <no_reply@email.apple.com>",
        "Your subscription confirmation",
        "Tinder Gold, 1 month, $29.99. Your subscription renews on December 20. If you didn't "
        "make this "
        "purchase, contact Apple Support.\n",
    )
