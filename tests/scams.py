"""Scams as an attacker would write them today: 70 ways to be taken for somebody's bill."""

from collections.abc import Iterator

from tests.mailed import Mailed


def scams() -> Iterator[Mailed]:
    """Every one wants money or a call; none may count."""
    yield from _REFUND_CALLS
    yield from _THROUGH_REAL_SENDERS
    yield from _DOMAINS
    yield from _HEADERS
    yield from _BODIES
    yield from _OTHER_TONGUES
    yield from _WITHOUT_A_BRAND


_REFUND_CALLS = (
    Mailed(
        name="norton classic",
        sender='"Norton LifeLock" <patricia.dunn8821@gmail.com>',
        subject="Your order NL-88213-US is confirmed",
        text="Dear Customer,\n\nThank you for choosing Norton 360 Deluxe. $379.99 was auto debited."
        "\nProduct: Norton 360 Deluxe\nTenure: 3 years\nPayment mode: auto debit\n\nIf you wish to "
        "cancel, reach our billing desk within 24 hours: +1-808-555-0142\n\nRegards, Norton Team",
    ),
    Mailed(
        name="mcafee spaced number",
        sender="McAfee Plan Desk <mcplandesk@outlook.com>",
        subject="Renewal notice 4471",
        text="Your McAfee Total Protection was renewed for USD 429.00.\n"
        "Not you? Ring us: 8 0 8 - 5 5 5 - 0 1 4 2 (toll free).",
    ),
    Mailed(
        name="number in words",
        sender="Microsoft Defender <msdefender.billing@gmail.com>",
        subject="Microsoft Defender subscription receipt",
        text="We charged 349.99 USD for Microsoft Defender, 3 devices.\nIf this was not you, dial "
        "eight zero eight, five five five, zero one four two and ask for a refund.",
    ),
    Mailed(
        name="letters for digits",
        sender="NortonLifeLock <nll.renewals@yahoo.com>",
        subject="Invoice NL-5520",
        text="NORTON 360 renewal: $389.00.\nHelp line: (8O8) 555-O142. Call to cancel the order.",
    ),
    Mailed(
        name="whatsapp",
        sender="PayPal Support <paypal.support.team@hotmail.com>",
        subject="Payment of $612.40 sent",
        text="You sent $612.40 to Coinbase. Not you? Message us on WhatsApp: wa.me/18085550142",
    ),
    Mailed(
        name="international number",
        sender="Amazon <order-update@mail.com>",
        subject="Your order of iPhone 17 Pro (1 TB)",
        text="Order total: $1,599.00. Ships tomorrow. If you didn't place it call +44 "
        "20 7946 0142.",
    ),
    Mailed(
        name="unicode number",
        sender="Netflix <netflix-accounts@gmx.com>",
        subject="Your Netflix Premium was renewed",
        text="You paid $229.99 for 12 months. Call "
        "\U0001d7ea\U0001d7e2\U0001d7ea \U0001d7e7\U0001d7e7\U0001d7e7 "
        "\U0001d7e2\U0001d7e3\U0001d7e6\U0001d7e4"
        " to cancel.",
    ),
    Mailed(
        name="no number, only reply",
        sender="Spotify Premium <spotify.refunds@gmail.com>",
        subject="Receipt: Spotify Premium Family, $189.00",
        text="Your yearly plan has been renewed. Reply to this mail with CANCEL to get a refund.",
    ),
    Mailed(
        name="remote access",
        sender="Geek Support <geek.support@gmail.com>",
        subject="Auto renewal of Windows protection",
        text="Your plan was renewed for $399.00. To cancel, download AnyDesk and give our "
        "technician the code. Desk: 1 808 555 0142",
        brand=False,
    ),
    Mailed(
        name="coursera refund scam",
        sender="Coursera Plus <coursera.plus.billing@gmail.com>",
        subject="Coursera Plus annual renewal",
        text="Your annual plan was renewed. You were charged $399.00.\n"
        "To cancel within 24 hours, call 1-808-555-0142.",
    ),
)

_THROUGH_REAL_SENDERS = (
    Mailed(
        name="paypal invoice with a seller's note",
        sender='"service@paypal.com" <service@paypal.com>',
        subject="Invoice from Norton Support Center (0047)",
        text="Norton Support Center sent you an invoice for $479.99 USD\nDue on receipt.\n\nSeller "
        "note to customer: If you did not authorize this transaction, call +1 (808) 555-0142 "
        "to cancel and claim a refund.\n\nView and Pay Invoice",
        to="billing-team@kjh4.onmicrosoft.com",
    ),
    Mailed(
        name="paypal money request",
        sender="PayPal <service@intl.paypal.com>",
        subject="Money request from Coinbase LLC",
        text="Coinbase LLC is requesting $699.99 USD\nNote from Coinbase LLC: Bitcoin purchase. "
        "Questions? Reach PayPal fraud dept 808 555 0142\n\nPay now",
    ),
    Mailed(
        name="paypal invoice without a number",
        sender="PayPal <service@paypal.com>",
        subject="Bill Harper sent you an invoice",
        text="Bill Harper sent you an invoice for $500.00 USD\nDue on receipt\nView and "
        "pay invoice",
        brand=False,
    ),
    Mailed(
        name="paypal new address",
        sender="PayPal <service@paypal.com>",
        subject="You added a new address",
        text="You added a new address. Address: MacBook Pro 16, $1,098.99. If you did not order, "
        "call PayPal at 1-808-555-0142 to dispute.\nIf you didn't make this change contact us.",
    ),
    Mailed(
        name="apple calendar",
        sender="PayPal Payment <noreply@email.apple.com>",
        subject="Invitation: Purchase invoice of $599.00",
        text="Hello Customer, your PayPal account has been billed $599.00. We're "
        "confirming receipt "
        "of your recent payment. To discuss or cancel, contact our support team at +1 808 555 0142."
        "\n\nAccept Decline Maybe",
    ),
    Mailed(
        name="google calendar",
        sender="Norton Billing (via Google Calendar) <calendar-notification@google.com>",
        subject="Invitation: Norton renewal $399.99 @ Mon Nov 23",
        text="Norton Billing has invited you. Your plan renews today for $399.99. "
        "Call (808) 555-0142 to cancel.",
    ),
    Mailed(
        name="google forms",
        sender="Google Forms <forms-receipts-noreply@google.com>",
        subject="PayPal order receipt",
        text="Thanks for filling out PayPal order receipt\nHere's what was received.\nPayPal: "
        "Bitcoin $699.00. To cancel call 1-808-555-0142",
    ),
    Mailed(
        name="google drive",
        sender='"Norton (via Google Drive)" <drive-shares-dm-noreply@google.com>',
        subject='Document shared with you: "Norton_invoice_8821"',
        text="Norton has invited you to view the following document: invoice for $389.99. "
        "Questions? Call 808-555-0142 to cancel the renewal.",
    ),
    Mailed(
        name="google group",
        sender="'PayPal Billing' via Orders <orders-2231@googlegroups.com>",
        subject="PayPal invoice 22318",
        text="You authorised a payment of $499.00 to Best Buy. Call 808-555-0142 for a refund.",
        headers=(("List-Unsubscribe", "<mailto:googlegroups-manage+1@googlegroups.com>"),),
    ),
    Mailed(
        name="docusign",
        sender='"PayPal Billing via Docusign" <dse_na3@docusign.net>',
        subject="Complete with Docusign: PayPal invoice 88213",
        text="PayPal Billing sent you a document to review and sign.\nYour PayPal account was "
        "charged $689.12. Call +1 808 555 0142 to dispute.\nREVIEW DOCUMENT",
    ),
    Mailed(
        name="quickbooks",
        sender='"Norton Security" <quickbooks@notification.intuit.com>',
        subject="Invoice 1182 from Norton Security",
        text="INVOICE 1182\nNorton Security\nBalance due $399.00\nNote: cancel by calling "
        "808.555.0142\nReview and pay",
    ),
    Mailed(
        name="ses",
        sender='"Netflix Billing" <0100019@amazonses.com>',
        subject="Payment declined",
        text="We could not charge your card $17.99. Update: https://netflix-pay.example/a",
    ),
    Mailed(
        name="sendgrid",
        sender='"Disney+" <billing=disneyplus.com@sendgrid.net>',
        subject="Your Disney+ membership is on hold",
        text="Your last payment of $15.99 was declined. Restart: https://u221.ct.sendgrid.net/ls/x",
    ),
    Mailed(
        name="stripe invoice in a brand's name",
        sender='"Norton Security" <invoice+statements+acct_1Qx@stripe.com>',
        subject="New invoice from Norton Security #A88-0001",
        text="Invoice from Norton Security\nAmount due $449.00\nMemo: to cancel this renewal call "
        "our support at +1 (808) 555-0142\nPay this invoice",
    ),
    Mailed(
        name="xero",
        sender="PayPal Account Team <messaging-service@post.xero.com>",
        subject="Invoice INV-0032 from PayPal Account Team",
        text="Here's invoice INV-0032 for USD 599.99. To stop this charge call 1 808 555 0142.",
    ),
    Mailed(
        name="zoom docs",
        sender="Zoom <no-reply@zoom.us>",
        subject="PayPal Receipt 8821 shared a document with you",
        text="PayPal Receipt: you paid $699.00 for crypto. Call 808-555-0142 for a refund.",
    ),
    Mailed(
        name="microsoft tenant",
        sender="Microsoft <microsoft-noreply@microsoft.com>",
        subject="Your Microsoft order on November 21, 2026",
        text="Thank you for your purchase.\nAccount: (Your PayPal was charged $689.99. Call 1 808 "
        "555 0142 if you did not authorize this)\nOffice 365 E3\nOrder number 8d1",
        to="you@tenant88.onmicrosoft.com",
    ),
)

_DOMAINS = (
    Mailed(
        name="brand as a subdomain",
        sender="Billing <billing@netflix.com.account-check.example>",
        subject="Payment problem",
        text="We could not process $15.49. Sign in to update your card.",
    ),
    Mailed(
        name="brand as first label",
        sender="Account <no-reply@coursera.billing-portal.example>",
        subject="Your payment of $59.00 failed",
        text="Please update your card to keep learning.",
    ),
    Mailed(
        name="hyphens",
        sender="Support <support@secure-spotify-billing.com>",
        subject="Payment failed",
        text="Your payment of $11.99 failed. Update your payment method.",
    ),
    Mailed(
        name="punycode",
        sender="Apple <no_reply@xn--pple-43d.com>",
        subject="Your receipt from Apple",
        text="iCloud+ 12TB $59.99. If you didn't buy this, cancel: https://xn--pple-43d.com/c",
    ),
    Mailed(
        name="cyrillic name",
        sender="=?utf-8?q?P=D0=B0yP=D0=B0l?= <notice@billing-mail.example>",
        subject="You sent a payment of $240.00",
        text="You sent $240.00 USD to GameStop. Dispute it here.",
    ),
    Mailed(
        name="full width name",
        sender="=?utf-8?b?77yu772F772U772G772M772J772Y?= <a@desk.example>",
        subject="Your membership was suspended",
        text="Your last payment of $15.49 was declined.",
    ),
    Mailed(
        name="zero width name",
        sender="=?utf-8?b?UGF54oCLUGFs?= <service@alerts.example>",
        subject="Receipt for your payment",
        text="You paid $312.00 USD to Apple Store. Wasn't you? Cancel now.",
    ),
    Mailed(
        name="digits for letters",
        sender="Netf1ix <no-reply@members.example>",
        subject="Payment declined",
        text="Your payment of $15.49 was declined. Update your details today.",
    ),
    Mailed(
        name="letter spaced name",
        sender="N E T F L I X <hello@members-desk.example>",
        subject="Your membership ends today",
        text="We could not charge $15.49. Update your payment method now.",
    ),
    Mailed(
        name="swapped letters",
        sender="PayPal <service@papyal.com>",
        subject="You sent a payment",
        text="You sent $240.00 USD to Steam.",
    ),
    Mailed(
        name="another ending",
        sender="Coursera <billing@coursera.co>",
        subject="Your Coursera payment failed",
        text="We could not charge $59.00. Update your card.",
    ),
    Mailed(
        name="brand in the local part",
        sender="netflix.com@login-verify.example",
        subject="Your payment was declined",
        text="Your payment of $15.49 was declined. Sign in to update your card.",
    ),
    Mailed(
        name="brand in local part, free mail",
        sender="<nortonbilling.support@gmail.com>",
        subject="Invoice 2231",
        text="Your antivirus plan was renewed for $349.99. Call 808-555-0142 to cancel.",
    ),
)

_HEADERS = (
    Mailed(
        name="an address as the name",
        sender='"service@paypal.com" <notify@bulk-mailer.example>',
        subject="Receipt for your payment to Steam",
        text="You paid $120.00 USD to Steam Games.",
    ),
    Mailed(
        name="two addresses",
        sender="Netflix <info@account.netflix.com>, <x@attacker.example>",
        subject="Your payment failed",
        text="Your payment of $15.49 failed.",
    ),
    Mailed(
        name="two From",
        sender="x@attacker.example",
        headers=(("From", "Coursera <no-reply@m.mail.coursera.org>"),),
        subject="Your receipt from Coursera",
        text="You were charged $59.00 for Coursera Plus.",
    ),
    Mailed(
        name="two angle addresses",
        sender="PayPal <service@paypal.com> <x@attacker.example>",
        subject="Receipt for your payment",
        text="You paid $120.00 USD to Steam.",
    ),
    Mailed(
        name="group",
        sender="PayPal Billing: x@attacker.example;",
        subject="Receipt for your payment",
        text="You paid $120.00 USD to Steam.",
    ),
    Mailed(
        name="sender header",
        sender="Spotify <billing@musicdesk.example>",
        headers=(("Sender", "no-reply@spotify.com"),),
        subject="Your Spotify Premium receipt",
        text="Total: $11.99. Next payment 21 December 2026.",
    ),
    Mailed(
        name="reply to elsewhere",
        sender="Audible <orders@bookdesk.example>",
        headers=(("Reply-To", "audible.help@gmail.com"),),
        subject="Your Audible membership has renewed",
        text="You were charged $14.95. Reply to cancel.",
    ),
    Mailed(
        name="forged results",
        sender="Netflix <info@netflix-mail.example>",
        headers=(("Authentication-Results", "mx.google.com; dmarc=pass header.from=netflix.com"),),
        subject="Your receipt",
        text="You paid $15.49 to Netflix.",
    ),
    Mailed(
        name="false reply",
        sender="Adobe Billing <adobe.billing@yahoo.com>",
        subject="Re: Re: Your Adobe Creative Cloud refund of $239.88",
        text="As discussed, to get the refund of $239.88 call 808-555-0142.\n\n> On "
        "Friday you wrote:"
        "\n> please refund me",
    ),
    Mailed(
        name="false forward",
        sender="Pat <pat.example.home@gmail.com>",
        subject="Fwd: Your Norton 360 invoice",
        text="---------- Forwarded message ---------\nFrom: Norton <billing@norton.com>\n"
        "Date: Fri, Nov 20, 2026 at 9:12 AM\nSubject: Your Norton 360 invoice\nTo: "
        "<pat@example.org>\n\nYour Norton 360 was renewed for $399.99.\n"
        "Call 808-555-0142 to cancel.\n",
    ),
)

_BODIES = (
    Mailed(
        name="only a picture",
        sender="Norton Service <service.norton1182@gmail.com>",
        subject="Invoice #1182",
        html='<a href="https://files.example/x"><img src="https://files.example/i.png"></a>',
        attached=("invoice.png",),
    ),
    Mailed(
        name="only a PDF",
        sender="Receipts <m.k.brown4471@gmail.com>",
        subject="Norton order 4471",
        text="PFA",
        attached=("Norton_Invoice_4471.pdf",),
    ),
    Mailed(
        name="a QR code",
        sender="Microsoft Billing <ms-billing@accounts-desk.example>",
        subject="Microsoft 365 payment overdue",
        text="Scan the QR code to pay $129.99 and keep your files.",
        attached=("qr.png",),
    ),
    Mailed(
        name="subject only",
        sender="Order <gh.8821.k@gmail.com>",
        subject="PayPal: you paid $549.00 to Apple Store. Call 808 555 0142 to cancel",
        text=" ",
    ),
    Mailed(
        name="hidden good words",
        sender="Customer care <care@order-notice.example>",
        subject="Order 22819",
        html="<p>Your N<span style='font-size:0'>xqz</span>orton 360 plan: $399.99. Call "
        "808<span style='display:none'>777</span>-555-0142 to cancel.</p><div style="
        "'display:none'>newsletter garden recipes weather holiday</div>",
    ),
    Mailed(
        name="turned text",
        sender="Billing <billing@order-notice.example>",
        subject="Renewal",
        text="\u202exilfteN\u202c Premium was renewed for $229.99. Call 808-555-0142 to cancel.",
    ),
    Mailed(
        name="dotted brand",
        sender="Billing desk <h.miller2231@gmail.com>",
        subject="Order confirmation",
        text="N.o.r.t.o.n 360 renewed. $399.99 debited. Call 808-555-0142 to cancel.",
    ),
    Mailed(
        name="soft hyphens",
        sender="Billing desk <k.jones2231@hotmail.com>",
        subject="Order con\u00adfirmation",
        text="Pay\u00adPal debited $499.99 for Bit\u00adcoin. Call 808-555-0142 to can\u00adcel.",
    ),
    Mailed(
        name="compromised shop",
        sender="Rosie's Flowers <hello@rosiesflowers.example>",
        subject="Netflix: your payment was declined",
        text="Netflix\n\nYour payment of $15.49 was declined. Update: "
        "https://rosiesflowers.example/n/",
        headers=(("List-Unsubscribe", "<https://rosiesflowers.example/u>"),),
    ),
    Mailed(
        name="compromised school, nothing but a link",
        sender="Jane Teacher <jteacher@school.example>",
        subject="Your Amazon Prime membership payment failed",
        text="Amazon Prime: we could not charge $14.99. Update your card: https://bit.example/x",
    ),
)

_OTHER_TONGUES = (
    Mailed(
        name="german",
        sender="Norton Kundendienst <norton.abo@gmx.de>",
        subject="Ihre Rechnung Nr. 8821",
        text="Ihr Norton 360 Abo wurde für 389,99 € verlängert. Zum Stornieren rufen Sie uns an: "
        "030 5550 1420",
    ),
    Mailed(
        name="french",
        sender="Service PayPal <paypal.service@orange.fr>",
        subject="Confirmation de paiement",
        text="Un prélèvement de 489,00 € a été effectué. Pour annuler, appelez le 01 99 55 01 42.",
    ),
    Mailed(
        name="spanish",
        sender="McAfee Antivirus <mcafee.pagos@hotmail.com>",
        subject="Factura 8821",
        text="Se renovó su suscripción a McAfee por 349,99 USD. Si no la autorizó, llame al "
        "+34 911 555 014.",
    ),
    Mailed(
        name="italian",
        sender="Apple <fatture@servizio-clienti.example>",
        subject="Ricevuta del tuo acquisto",
        text="Hai acquistato iCloud+ 99,99 €. Se non sei stato tu chiama il numero 06 5550 1420.",
    ),
    Mailed(
        name="portuguese",
        sender="Netflix Brasil <netflix@cobranca.example>",
        subject="Pagamento recusado",
        text="Seu pagamento de R$ 39,90 foi recusado. Ligue 11 5550-1420 ou atualize seus dados.",
    ),
    Mailed(
        name="dutch",
        sender="Norton <klantenservice@betaaldesk.example>",
        subject="Uw abonnement is verlengd",
        text="Norton 360: € 299,99 is afgeschreven. Bel 020 555 0142 om te annuleren.",
    ),
    Mailed(
        name="polish",
        sender="Netflix <info@platnosc.example>",
        subject="Twoja płatność została odrzucona",
        text="Nie udało się pobrać 43,00 zł. Zaktualizuj dane karty.",
    ),
    Mailed(
        name="japanese",
        sender="=?utf-8?b?QW1hem9uIOODl+ODqeOCpOODoA==?= <info@kaiin.example>",
        subject="Amazon プライム会費のお支払いについて",
        text="お支払い ￥5,900 を確認できませんでした。カード情報を更新してください。",
    ),
)

_WITHOUT_A_BRAND = (
    Mailed(
        name="geek squad",
        sender="Geek Squad <geeksquad.renewals@gmail.com>",
        subject="Invoice GSQ-88213",
        text="Your Geek Squad Total Protection was renewed for $399.99. Call 808-555-0142.",
        brand=False,
    ),
    Mailed(
        name="no name at all",
        sender="jhgf7765@gmail.com",
        subject="Invoice 5521",
        text="Thank you for your order. $429.99 will be debited. To cancel: +1 808 555 0142",
        brand=False,
    ),
    Mailed(
        name="crypto",
        sender="Coinbase <alerts@wallet-desk.example>",
        subject="Your Bitcoin purchase",
        text="0.0082 BTC for $799.00. Did not authorize? Contact our fraud desk 808 555 0142.",
        brand=False,
    ),
    Mailed(
        name="phone only, own domain",
        sender="Billing Team <billing@proservices-desk.example>",
        subject="Auto-renewal successful",
        text="Dear user, your PC protection plan has been renewed for $379.99 and will "
        "show on your "
        "statement within 24 hours. To cancel or request a refund call 808-555-0142 immediately.",
        brand=False,
    ),
    Mailed(
        name="attached, by a stranger",
        sender="Ellen <ellen.r.8821@aol.com>",
        subject="Payment receipt",
        text="",
        attached=("receipt.pdf",),
        brand=False,
    ),
)
