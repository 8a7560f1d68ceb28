"""Honest mail of the seventh round: what its rules about numbers, accounts and stead could hit."""

from collections.abc import Iterator

from tests.mailed import Mailed, signed


def seventh_tricky() -> Iterator[Mailed]:
    """What comes near, and is let be."""
    yield from _by_way_of_others()
    yield from _with_hidden_words()
    yield from _new_accounts()
    yield from _in_somebodys_stead()
    yield from _mandates_and_domains()
    yield from _written_later()


def _by_way_of_others() -> Iterator[Mailed]:
    yield signed(
        "a seller's invoice with a number for questions",
        '"service@intl.paypal.com" <service@intl.paypal.com>',
        "Invoice from Old Mill Pottery (0042)",
        "Old Mill Pottery sent you an invoice for $64.00 USD\nSeller note to customer:\n"
        "Two mugs, ready on Friday. Questions about the glaze? Call the shop: (808) 555-0181.\n"
        "View and Pay Invoice\n",
    )
    yield signed(
        "a friend asks for his share",
        '"service@paypal.de" <service@paypal.de>',
        "Geldanforderung von Jonas Beck",
        "Jonas Beck fordert 21,50 EUR an\nHinweis von Jonas Beck:\nPizza am Samstag, ruf mich an"
        " wenn was unklar ist.\nJetzt zahlen\n",
    )
    yield signed(
        "a plumber by QuickBooks, with his number",
        "Hale Plumbing <quickbooks@notification.intuit.com>",
        "Invoice 1042 from Hale Plumbing",
        "Hale Plumbing\nBALANCE DUE $180.00\nDear Pat, thank you for having us. Reach our office at"
        " (808) 555-0182.\nReview and pay\n",
    )
    yield signed(
        "an unpaid bill of a studio by Stripe",
        "Fern Design Support <invoice+statements+acct_1Nf7Qx2eZaa81@stripe.com>",
        "New invoice from Fern Design Support #81C2-0001",
        "Invoice from Fern Design Support\n$240.00\nDue November 30, 2026\nLogo, second draft\n"
        "Pay this invoice\n",
    )
    yield signed(
        "an unpaid bill of a nursery that is called after apples",
        "Apple Tree Nursery Accounts <invoice+statements+acct_1Nf7Qx2eZaa82@stripe.com>",
        "New invoice from Apple Tree Nursery Accounts #82C2-0001",
        "Invoice from Apple Tree Nursery Accounts\n$75.00\nDue November 30, 2026\nThree trees\n"
        "Pay this invoice\n",
    )
    yield signed(
        "a form for a dinner with a number for what is unknown",
        "Google Forms <forms-receipts-noreply@google.com>",
        "Harvest dinner",
        "Thanks for filling out Harvest dinner\n\nSeats: 2\nPrice: $40.00, at the door\n"
        "Allergies unknown? Tell Mia: (808) 555-0183\nEdit response\n",
    )


def _with_hidden_words() -> Iterator[Mailed]:
    yield signed(
        "a preview that is hidden before the first word",
        "Harbour Gym <club@harbour-gym.example>",
        "Your membership fee",
        html="<html><head><style>.pre{display:none}</style></head><body><span class='pre'>Thanks,"
        " see inside</span>Hello Pat, your membership fee of $29.00 was charged on November 20,"
        " 2026. <p>Harbour Gym</p></body></html>",
    )
    yield signed(
        "a short name of a day for telephones, beside a long one",
        "Harbour Gym <club@harbour-gym.example>",
        "Class moved",
        html="<html><head><style>.s{display:none}</style></head><body><p>On <span>Wednesday"
        '</span><span class="s">Wed</span>, 25 November your class moves. The fee of $12.00 stays.'
        "</p><p>Harbour Gym</p></body></html>",
    )
    yield signed(
        "a number that telephones shall not take for one to ring",
        "Lakeview Water <bills@lakeview-water.example>",
        "Your water bill",
        html="<html><body><p>Account 8841<span style='font-size:0'>&nbsp;</span>2207. Your bill of"
        " $41.20 is due December 1, 2026.</p><p>Lakeview Water</p></body></html>",
    )
    yield signed(
        "a code, each figure in a cell",
        "Lakeview Water <hello@lakeview-water.example>",
        "Your code",
        html="<html><body><table><tr><td>4</td><td>0</td><td>9</td><td>1</td><td>7</td></tr>"
        "</table><p>Your code for Lakeview Water.</p></body></html>",
    )


def _new_accounts() -> Iterator[Mailed]:
    yield signed(
        "a supplier's own new account",
        "Old Mill Pottery <hello@oldmillpottery.example>",
        "Our bank details have changed",
        "Hello Pat,\nour bank details have changed. From December please pay Old Mill Pottery's"
        " invoices to IBAN GB00 TEST 0000 0000 0000 81. Call us if in doubt.\n",
    )
    yield signed(
        "somebody at home has another bank",
        "Mia Beck <mia@beck-family.example>",
        "Re: Netflix",
        "Hi, I changed banks last week, so Netflix needs the new card, can you put it in? It was"
        " $15.49. Mia\n",
    )
    yield signed(
        "an accountant who asks for a bill",
        "Tom Reed <tom@reed-books.example>",
        "Re: Fwd: Dropbox invoice still open",
        "Hello, as below, did you pay this one? I have no receipt. Tom\n"
        "> On 12 November Dropbox Billing wrote:\n> Invoice 8871, Business, $240.00, is overdue.\n",
    )


def _in_somebodys_stead() -> Iterator[Mailed]:
    yield signed(
        "a collector who knows whom he writes to",
        "Brightwater Inkasso <post@brightwater-inkasso.example>",
        "Aktenzeichen 81/2026",
        "Sehr geehrte Frau Example,\nim Auftrag der DAZN Limited mahnen wir die Rechnung vom"
        " 03.08.2026 über 29,99 EUR an, Kundennummer 7712. Bitte überweisen Sie bis 05.12.2026 an"
        " Brightwater Inkasso.\n",
    )
    yield signed(
        "a survey for a brand",
        "Lumen Research <panel@lumen-research.example>",
        "30 minutes about films",
        "We ask on behalf of Netflix what people watch. You get $20 for it. Settle on a day:"
        " https://lumen-research.example/d\n",
    )
    yield signed(
        "a licence bought in one's name",
        "Fern IT <billing@fern-it.example>",
        "Invoice 300: Adobe licences",
        "Dear Pat,\nwe renewed two Adobe licences on your behalf. Fern IT bills $480.00, due"
        " December 5, 2026.\n",
    )
    yield signed(
        "a film club's fee, by its treasurer",
        "Film Club Treasurer <treasurer@harbour-film-club.example>",
        "Your fee is outstanding",
        "Hi Pat,\nacting for the Harbour Film Club I remind you of the outstanding fee of $20.\n",
    )


def _mandates_and_domains() -> Iterator[Mailed]:
    yield signed(
        "a mandate that a studio tells of",
        "Yogahaus <post@yogahaus.example>",
        "Dein SEPA-Mandat",
        "Hallo Pat,\ndein SEPA-Mandat für das Yogahaus ist angelegt. Wir buchen 39,00 EUR monatlich"
        " ab, zuerst am 01.12.2026. Dein Yogahaus\n",
    )
    yield signed(
        "a domain that an agency keeps",
        "Fern Web <hosting@fern-web.example>",
        "Your domain expires in 30 days",
        "Dear Pat,\nyour domain pat.example, which Fern Web keeps for you at GoDaddy, expires on"
        " December 28, 2026. We renew it for $20.00.\nFern Web\n",
    )
    yield signed(
        "a colleague forwards a bill with a number",
        "Jo Park <jo@harbour-film-club.example>",
        "Fwd: your bill",
        "---------- Forwarded message ---------\n"
        "From: Lakeview Water <bills@lakeview-water.example>\n"
        "Date: Fri, 20 Nov 2026\nSubject: your bill\nTo: jo@harbour-film-club.example\n\n"
        "Your bill of $41.20 is due. To cancel a payment call (808) 555-0184.\n",
    )


def _written_later() -> Iterator[Mailed]:
    """Written once the scams were mended: what the mending hit, and what it could have hit."""
    yield signed(
        "PayPal's own receipt, whose words are those of a denial",
        '"service@paypal.com" <service@paypal.com>',
        "Receipt for your payment to Fern Web",
        "You paid $20.00 USD to Fern Web\nCustomer service phone 808-555-0185\n"
        "Don't recognize this purchase? Go to the Resolution Center.\n",
    )
    yield signed(
        "a seller's invoice by PayPal that says whom to report to",
        '"service@paypal.com" <service@paypal.com>',
        "Invoice from Hale Plumbing (0007)",
        "Hale Plumbing sent you an invoice for $180.00 USD\nNote: thanks for calling us out."
        " 808-555-0186\nDon't know this seller? Report it.\n",
    )
    yield signed(
        "a new account of a school's association that takes no PayPal",
        "Elternverein Nord <kasse@elternverein-nord.example>",
        "Beitrag",
        "Liebe Familie Example, bitte 12 EUR auf das neue Konto: IBAN DE00 0000 0000 0000 0000 98."
        " Kein PayPal mehr. Elternverein Nord\n",
    )
    yield signed(
        "somebody at home who knows nothing of a bill",
        "Mom <ruth.example@gmail.com>",
        "phone",
        "call me on 808-555-0187 about the netflix bill, 15.49? I don't know what it is\n",
    )
    yield signed(
        "a bundle of films that says its name and names a price",
        "TVPlus <hello@tvplus-bundle.example>",
        "Your bundle renews",
        "TVPlus with Netflix and Disney+ renews on December 1 for $24.99. Update your card at"
        " https://tvplus-bundle.example/m\nTVPlus\n",
    )
    yield signed(
        "a credit union whose customer's card was declined elsewhere",
        "Lakeside Credit Union <alerts@lakesidecu.example>",
        "Card declined at Spotify",
        "Lakeside Credit Union: your card ending 4410 was declined at SPOTIFY for $11.99. Update"
        " your card with the merchant. Unknown to you? Call 1 (808) 555-0188.\n",
    )
    yield signed(
        "a collector's word on what was agreed",
        "Tidy Inkasso <post@tidy-inkasso.example>",
        "Ihre Ratenzahlung",
        "Guten Tag Frau Example,\nim Auftrag von Spotify bestätigen wir die Rate von 20,00 EUR.\n"
        "Tidy Inkasso\n",
    )
    yield signed(
        "a supplier's own new account, in a thread",
        "Sam Reed <sam@reedbooks.example>",
        "Re: new bank",
        "Hi Pat, as said by phone, new account for our invoices: IBAN GB00 TEST 0000 0000 0000 97."
        " Reed Books, $240 for October.\n",
    )
    yield signed(
        "a shop that took too much and gives it back",
        "Corner Repair <shop@cornerrepair.example>",
        "Refund for your Adobe licence",
        "Hello Pat, we charged too much for the Adobe licence. $12.00 was refunded to your card."
        " Corner Repair\n",
    )
    yield signed(
        "a cable company's packet with a brand in it",
        "Kabel Nord <kunden@kabelnord.example>",
        "Ihr Netflix-Paket",
        "Ihr Paket mit Netflix kostet ab 01.01.2027 24,99 EUR. Bitte aktualisieren Sie Ihre"
        " Zahlungsdaten unter https://kabelnord.example. Kabel Nord\n",
    )
    yield signed(
        "a coach's new account, and Zoom beside it",
        "Coach Lena <lena@lena-coaching.example>",
        "Invoice",
        "Hi, 90 EUR by 1 December please, IBAN DE00 0000 0000 0000 0000 95 (new account!). We meet"
        " on Zoom. Lena\n",
    )
    yield signed(
        "a gym that is called after recovery, and a brand's songs",
        "Recovery Gym <hi@recoverygym.example>",
        "Membership",
        "$30.00 taken. Spotify playlist inside. Recovery Gym\n",
    )
    yield signed(
        "goods that may be sent back, paid with PayPal",
        "Bike Store <orders@bikestore-hub.example>",
        "Order 55",
        "Your order: lock, 30,00 EUR, paid with PayPal. To send it back use the label. Refund in 14"
        " days. Bike Store\n",
    )
