"""Scams of the seventh round: each a mechanism, in two or three dresses of our own."""

from collections.abc import Iterator

from tests.mailed import Mailed, signed


def seventh_scams() -> Iterator[Mailed]:
    """Each a shape of its own."""
    yield from _requests_for_money()
    yield from _bills_in_a_brands_name()
    yield from _broken_words()
    yield from _new_accounts()
    yield from _in_somebodys_stead()
    yield from _other_peoples_stages()
    yield from _what_else_is_done()


def _requests_for_money() -> Iterator[Mailed]:
    """Payment services' own mail, whose note says to call if one knows nothing of it."""
    yield signed(
        "a money request with a number for whom it is unknown to",
        '"service@intl.paypal.com" <service@intl.paypal.com>',
        "Lakeside Traders LLC sent you a money request",
        "Lakeside Traders LLC is requesting $611.40 USD\nNote from Lakeside Traders LLC:\n"
        "Wallet top-up done. If unfamiliar dial 1 (808) 555-0171.\nPay now\n",
    )
    yield signed(
        "a money request, not yours, in German",
        '"service@paypal.de" <service@paypal.de>',
        "Geldanforderung von Kontor Nord",
        "Kontor Nord fordert 389,00 EUR an\nHinweis von Kontor Nord:\nIhr Kauf ist abgeschlossen."
        " Falls Ihnen das unbekannt ist, rufen Sie +49 808 5550172 an.\nJetzt zahlen\n",
    )
    yield signed(
        "an invoice by PayPal whose note is in other words",
        '"service@paypal.com" <service@paypal.com>',
        "Invoice from Meridian Goods (0071)",
        "Meridian Goods sent you an invoice for $499.99 USD\nSeller note to customer:\n"
        "Do you not know this purchase? Our desk is there for you: +1 (808) 555-0173\n"
        "View and Pay Invoice\n",
    )
    yield signed(
        "an estimate by QuickBooks with a number for what was not ordered",
        "Delta Works <quickbooks@notification.intuit.com>",
        "Invoice 5521 from Delta Works",
        "Delta Works\nBALANCE DUE $429.00\nYour yearly Norton cover is active from today. Never"
        " ordered it? Speak to our floor at 1 (808) 555-0174.\nReview and pay\n",
    )


def _bills_in_a_brands_name() -> Iterator[Mailed]:
    """Anybody bills there in a name of his own choice."""
    yield signed(
        "an unpaid bill of an office of Netflix, with an address to write to",
        "Netflix Billing Desk <invoice+statements+acct_1Nf7Qx2eZaa71@stripe.com>",
        "New invoice from Netflix Billing Desk #71C2-0001",
        "Invoice from Netflix Billing Desk\n$129.00\nDue November 30, 2026\nMemo Premium, one year."
        " Not wanted? Mail stop-orders71@gmail.com\nPay this invoice\n",
    )
    yield signed(
        "an unpaid bill of McAfee's support",
        "McAfee Support Team <invoice+statements+acct_1Nf7Qx2eZaa72@stripe.com>",
        "New invoice from McAfee Support Team #72C2-0001",
        "Invoice from McAfee Support Team\n$349.00\nDue November 30, 2026\nTotal Protection\n"
        "Pay this invoice\n",
    )
    yield signed(
        "a Spotify office by QuickBooks",
        "Spotify Accounts Dept <quickbooks@notification.intuit.com>",
        "Invoice 1180 from Spotify Accounts Dept",
        "Invoice 1180\nBALANCE DUE $119.00\nSpotify Premium, 12 months\nReview and pay\n",
    )


def _broken_words() -> Iterator[Mailed]:
    """What a person reads is not what stands in the source."""
    yield signed(
        "hidden words within a brand, by the style of a class",
        "Stream Watch <hello@stream-watch.example>",
        "Please act",
        html="<html><head><style>p{margin:0}.zq{display:none}</style></head><body><p>Net<span"
        ' class="zq">tles in the hedge</span>flix could not take $15.4<span class="zq">7</span>9'
        " from your card. Your plan stops tonight.</p>"
        '<p><a href="https://stream-watch.example/a">Put it right</a></p></body></html>',
    )
    yield signed(
        "hidden words within a brand, without a size",
        "Member Post <post@member-post.example>",
        "A note for you",
        html="<html><head><style>i.k{font-size:0;line-height:0}</style></head><body><p>Your"
        ' Spo<i class="k">on and fork</i>tify Premium payment of <b>$11.99</b> was declined.</p>'
        '<p><a href="https://member-post.example/a">Renew</a></p></body></html>',
    )
    yield signed(
        "hidden words within a brand, in the element itself",
        "Film Care <care@film-care.example>",
        "Payment declined",
        html="<html><body><p>Dis<b style='visibility:hidden;display:none'>tant shores</b>ney+"
        " could not ch<b style='font-size:0px'>ew</b>arge your card for $19.99 this month.</p>"
        '<p><a href="https://film-care.example/a">Mend it</a></p></body></html>',
    )
    yield signed(
        "each letter in a cell of its own",
        "Shop Notice <notice@shop-notice.example>",
        "Your payment did not go through",
        html="<html><body><table><tr><td>N</td><td>e</td><td>t</td><td>f</td><td>l</td><td>i</td>"
        "<td>x</td></tr></table><p>We could not charge your card $15.49. Update your payment"
        ' details.</p><p><a href="https://shop-notice.example/a">Update</a></p></body></html>',
    )
    yield signed(
        "letters that nobody sees within a brand",
        "Cloud Ledger <hi@cloud-ledger.example>",
        "Payment of $9.99 failed",
        "Your Ado\u200bbe Cre\u2060ative Cloud pay\u200cment of $9.99 failed."
        " Update your card: https://cloud-ledger.example/a\n",
    )


def _new_accounts() -> Iterator[Mailed]:
    """Somebody's bill is to be paid into another account."""
    yield signed(
        "a thread about a brand's bill, and a new bank",
        "Tom Reed <tom@reed-books.example>",
        "Re: Fwd: Dropbox invoice still open",
        "Hello, as below, they say it is unpaid. They moved to another bank, pay it to the new"
        " account please: IBAN GB00 TEST 0000 0000 0000 71. Tom\n"
        "> On 12 November Dropbox Billing wrote:\n> Invoice 8871, Business, $240.00, is overdue.\n",
    )
    yield signed(
        "a thread about a brand's bill, in German",
        "Katrin Holm <holm@holm-buero.example>",
        "AW: Rechnung Adobe offen",
        "Hallo, siehe unten, die Rechnung ist noch offen. Die Bankverbindung hat sich geändert,"
        " bitte auf IBAN DE00 0000 0000 0000 0000 72 überweisen.\n"
        "> Am 12.11.2026 schrieb Adobe Billing:\n> Rechnung 771, Creative Cloud, 312,40 EUR\n",
    )
    yield signed(
        "a letter in a brand's name with a new account, in French",
        "Service Abonnements <contact@abo-gestion.example>",
        "Changement de RIB",
        "Bonjour, Spotify a changé de banque. Merci de régler votre facture de 39,99 € sur nos"
        " nouvelles coordonnées bancaires : IBAN FR00 0000 0000 0000 0000 0000 073.\n",
    )


def _in_somebodys_stead() -> Iterator[Mailed]:
    """Who collects, or speaks, for a brand, and does not know whom he writes to."""
    yield signed(
        "a collector for a brand in his name",
        "Granite Recovery for Netflix <cases@granite-recovery.example>",
        "Open balance, file 71-002",
        "We have been instructed by Netflix. Balance 163.88 USD with costs. Legal steps follow in 3"
        " days.\nSettle: https://granite-recovery.example/71-002\n",
    )
    yield signed(
        "a collector for a brand, in German",
        "Forderungsstelle Nord <akte@forderung-nord.example>",
        "Letzte Mahnung Aktenzeichen 71/26",
        "Sehr geehrte Damen und Herren,\nim Auftrag von Spotify fordern wir Sie auf, 89,40 EUR"
        " binnen 3 Tagen zu zahlen, sonst folgt ein Gerichtsverfahren.\n"
        "https://forderung-nord.example/zahlen\n",
    )
    yield signed(
        "a law office for a brand, in Spanish",
        "Bufete Llanes <casos@bufete-llanes.example>",
        "Deuda pendiente, expediente 71",
        "En nombre de Disney+ le reclamamos 119,90 EUR de su suscripción. Acciones judiciales en 48"
        " horas.\nPague: https://bufete-llanes.example/71\n",
    )
    yield signed(
        "a recovery desk on behalf of a brand, in Italian",
        "Recupero Crediti Sud <pratiche@recupero-sud.example>",
        "Pratica 71/2026",
        "Per conto di Microsoft 365 la invitiamo a saldare 99,00 EUR di abbonamento entro 3 giorni"
        " per evitare azioni legali.\nhttps://recupero-sud.example/p\n",
    )

    yield signed(
        "a law office whose client is a brand",
        "Jane Cole <jane.cole@northwind-legal.example>",
        "Netflix, claim 4471",
        "Our client Netflix claims $240 from you. Pay within 48h to avoid a court case:"
        " https://northwind-legal.example/4471\n",
    )


def _other_peoples_stages() -> Iterator[Mailed]:
    """Services' own mail once more: forms, calendars, envelopes, shares."""
    yield signed(
        "a calendar invitation that is a receipt",
        "Google Calendar <calendar-notification@google.com>",
        "Invitation: Norton 360 renewal $389.99 @ Fri Nov 20, 2026",
        "You have been invited to: Norton 360 renewal $389.99\nYour plan was renewed. To cancel"
        " call 1 (808) 555-0175.\nOrganiser: renewals71@gmail.com\n",
    )
    yield signed(
        "a form's answers that are a bill of PayPal",
        "Google Forms <forms-receipts-noreply@google.com>",
        "PayPal order 7100",
        "Thanks for filling out PayPal order 7100\n\nAmount: $498.00\nStatus: debited\n"
        "Unknown to you? Ring 1 (808) 555-0176 today\nEdit response\n",
    )
    yield signed(
        "an envelope to sign in Geek Squad's stead, for McAfee",
        "McAfee Renewals via DocuSign <dse_na4@docusign.net>",
        "Please DocuSign: order 5571",
        "McAfee Renewals sent you a document to review and sign.\nOrder 5571, $402.11, debited"
        " today. Desk: 1 (808) 555-0177.\n",
    )
    yield signed(
        "a shared design that is Disney's bill",
        "Disney Plus Billing via Canva <no-reply@canva.com>",
        "Disney Plus Billing shared a design with you",
        "Disney Plus Billing shared a design with you: payment of $79.99 declined. Update your card"
        " to keep your plan.\n",
    )


def _what_else_is_done() -> Iterator[Mailed]:
    """Codes, attachments, refunds, twins of domains, two senders, mandates, domains that end."""
    yield signed(
        "a code to scan for Amazon Prime",
        "Prime Account Hub <hub@account-hub.example>",
        "Scan to keep Amazon Prime",
        html="<html><body><p>Amazon Prime: payment of $139.00 failed. Scan the code within 24"
        ' hours to update your card.</p><img src="cid:qr" alt="QR code"></body></html>',
        attached=("qr.png",),
    )
    yield signed(
        "a bill that is nothing but a file, in Norton's name",
        "Norton Orders <orders@fern-gallery.example>",
        "Your invoice NTN-7100",
        "Please see the attached invoice.\n",
        attached=("Norton_Invoice_7100.pdf",),
    )
    yield signed(
        "too much was paid back by Netflix",
        "Netflix Refund Desk <refunds@payback-desk.example>",
        "We refunded too much",
        "Netflix refunded $1,550.00 in place of $15.50. Please send the difference back, our desk"
        " helps you with AnyDesk: 1 (808) 555-0178.\n",
    )
    yield signed(
        "a cousin of a brand's domain with a good signature",
        "Billing <billing@spotify-premium-billing.example>",
        "Your payment failed",
        "We could not charge $11.99 for Spotify Premium. Update your card:"
        " https://spotify-premium-billing.example/card\n",
    )
    yield signed(
        "a mandate for a brand, in German",
        "SEPA Zentrale <mandat@sepa-zentrale.example>",
        "Neues SEPA-Mandat für Netflix",
        "Guten Tag,\nfür Ihr Netflix-Abo wurde ein SEPA-Mandat über 17,99 EUR monatlich angelegt."
        " Bestätigen Sie Ihre Daten, sonst wird morgen abgebucht:"
        " https://sepa-zentrale.example/m\n",
    )
    yield signed(
        "a GoDaddy domain that ends, by somebody else",
        "Domain Renewal Office <office@domain-renewal-office.example>",
        "GoDaddy: your domain expires in 2 days",
        "Your domain registered at GoDaddy expires. Pay $84.00 for the renewal now or it is"
        " deleted: https://domain-renewal-office.example/pay\n",
    )
    yield signed(
        "a forward that nobody forwarded",
        "Accounts <accounts@paper-lane.example>",
        "Fwd: Microsoft 365 renewal charged",
        "---------- Forwarded message ---------\nFrom: Microsoft <billing@microsoft.com>\n"
        "Date: Fri, 20 Nov 2026\nSubject: Microsoft 365 renewal charged\nTo: pat@example.org\n\n"
        "Your Microsoft 365 Family plan was renewed, $399.99. To cancel call 1 (808) 555-0179.\n",
    )
    yield signed(
        "two senders, one of them a brand",
        "Hulu <billing@hulu.com>, Notice <n@notice-71.example>",
        "Hulu: payment declined",
        "Your Hulu payment of $17.99 was declined. Update your card: https://notice-71.example/u\n",
    )
    yield signed(
        "a help desk that is after the card for a brand, and says no name",
        "Streaming Help <help@tv-renewals.example>",
        "Action needed",
        "We were unable to renew your Netflix plan ($15.49). Update payment:"
        " https://tv-renewals.example/u\n",
    )
    yield signed(
        "a refund of a brand, part of which a stranger wants",
        "Wire Desk <noreply@wire-transfer-desk.example>",
        "Refund from Netflix",
        "Netflix returned $1,549 by error, send back $1,400 via"
        " https://wire-transfer-desk.example/b\n",
    )
    yield signed(
        "a collector who greets a customer",
        "Inkasso Sued <post@inkasso-sued24.example>",
        "Mahnung",
        "Sehr geehrter Kunde, wegen Ihres Disney+ Abos fordern wir 164,90 EUR, Pfändung in 3 Tagen."
        " https://inkasso-sued24.example/z\n",
    )
    yield signed(
        "a webinar that is an order, unknown to whom it is sent",
        "Zoom <no-reply@zoom.us>",
        "Webinar: PayPal order $621 confirmed",
        "You are invited to a Zoom webinar. PayPal order $621 confirmed, unknown? ring"
        " 1 (808) 555-0191\n",
    )
    yield signed(
        "a gift card that somebody bought with your account",
        "App Store Orders <orders@receipt-7100.example>",
        "Receipt: Apple Gift Card $200.00",
        "Your Apple Account bought an Apple Gift Card for $200.00. If this was not you, cancel the"
        " order within 24 hours: https://receipt-7100.example/c\n",
    )
