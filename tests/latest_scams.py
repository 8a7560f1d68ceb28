"""Scams of the third round, written before any rule was read again; half sign their mail."""

from collections.abc import Iterator

from tests.mailed import Mailed, passes


def latest_scams() -> Iterator[Mailed]:
    """Each a shape of its own."""
    yield from _copied()
    yield from _renewed()
    yield from _failing()
    yield from _through_services()
    yield from _answered()
    yield from _of_nobody()
    yield from _written_afterwards()


def _copied() -> Iterator[Mailed]:
    """The brand's own receipt, only the sender is another."""
    yield Mailed(
        name="a Netflix receipt from a bakery's hacked site",
        sender="Netflix <info@lindenhof-bakery.example>",
        subject="Your Netflix receipt",
        headers=passes("lindenhof-bakery.example"),
        text="Hi Pat,\n\nThanks for your payment. Here is your receipt.\n\nPlan: Premium\n"
        "Amount: $24.99\nBilling date: November 21, 2026\nNext billing date: December 21, 2026\n"
        "Payment method: Visa ending in 4418\n\nIf this was not you, secure your account here.\n",
    )
    yield Mailed(
        name="an Apple receipt by a bulk mailer",
        sender="Apple <no_reply@mail-eu4.sendbulk.example>",
        subject="Your receipt from Apple.",
        headers=passes("mail-eu4.sendbulk.example", "sendbulk.example"),
        text="Receipt\n\nAPPLE ACCOUNT\npat@example.org\n\nORDER ID MXK2P0Q7RT\nDATE Nov 20, "
        "2026\n\n"
        "App Store\nCandle Empire: Chest of Gems\nIn-App Purchase\n$89.99\n\nTOTAL $89.99\n\n"
        "If you did not authorise this purchase, visit the cancellation form within 12 hours.\n",
    )
    yield Mailed(
        name="a Spotify receipt, the brand only in the body",
        sender="Receipts <receipts@tonwerk-hosting.example>",
        subject="Your receipt",
        headers=passes("tonwerk-hosting.example"),
        text="Spotify\n\nThanks for your Spotify Premium subscription.\n\nOrder number "
        "88120745521\n"
        "Spotify Premium Family\nTotal: EUR 21.99\nDate: 20 November 2026\n"
        "Your subscription renews on 20 December 2026.\nNot you? Get a refund.\n",
    )
    yield Mailed(
        name="a Google Play order with the brand after a dash",
        sender="Order desk - Google Play <orders@kvartal-studio.example>",
        subject="Your Google Play Order Receipt from Nov 20, 2026",
        text="Thank you\nYou've made a purchase from Moonlit Games Ltd on Google Play.\n\n"
        "Order number: GPA.3312-9087-1145-20117\nOrder date: Nov 20, 2026\n"
        "Your account: pat@example.org\n\nItem Price\nStarter Pack $99.99\nTotal: $99.99\n\n"
        "Request a refund if you don't recognise this.\n",
    )
    yield Mailed(
        name="an Amazon order in German",
        sender='"Amazon.de" <bestellung@ferienhof-huber.example>',
        subject="Ihre Amazon.de Bestellung #302-8841127-5530916",
        headers=passes("ferienhof-huber.example"),
        text="Guten Tag,\n\nvielen Dank für Ihre Bestellung bei Amazon.de.\n\n"
        "Apple iPhone 17 Pro 256 GB\nGesamtbetrag: 1.299,00 EUR\nZahlungsart: Visa\n"
        "Lieferung: Montag, 23. November\n\nNicht von Ihnen? Stornieren Sie hier die Bestellung.\n",
    )
    yield Mailed(
        name="an OpenAI invoice from a lookalike",
        sender="OpenAI <billing@openai-invoices.example>",
        subject="Your ChatGPT Plus subscription receipt",
        headers=passes("openai-invoices.example"),
        text="Receipt from OpenAI, LLC\n\nReceipt number 2241-7750\nAmount paid $20.00\n"
        "Date paid November 20, 2026\nChatGPT Plus Subscription Nov 20 - Dec 20, 2026 $20.00\n"
        "Questions? Visit our support site.\n",
    )
    yield Mailed(
        name="a Disney receipt in French with letters apart",
        sender="D i s n e y +  <contact@garage-dubois.example>",
        subject="Confirmation de votre abonnement Disney+",
        text="Bonjour,\n\nMerci pour votre abonnement Disney+ Premium.\nMontant : 13,99 €\n"
        "Date de prélèvement : 20 novembre 2026\nProchain renouvellement : 20 décembre 2026\n\n"
        "Si vous n'êtes pas à l'origine de cet achat, annulez-le ici.\n",
    )
    yield Mailed(
        name="a Dropbox invoice with a table",
        sender="Dropbox Billing <noreply@polar-clinic.example>",
        subject="Receipt for your Dropbox Plus payment",
        headers=passes("polar-clinic.example"),
        html="<p><b>Dropbox</b></p><table><tr><td>Dropbox Plus (yearly)</td><td>$119.88</td></tr>"
        "<tr><td>Total paid</td><td>$119.88</td></tr></table><p>Renews on Nov 20, 2027.</p>"
        '<p><a href="https://polar-clinic.example/wp-content/d/">Manage billing</a></p>',
    )


def _renewed() -> Iterator[Mailed]:
    """A renewal and a number to call, however it is written."""
    yield Mailed(
        name="Norton with letters as digits",
        sender="Renewals Team <maria.k7741@gmail.com>",
        subject="Order confirmation NRT-77120",
        headers=passes("gmail.com"),
        text="Dear customer,\n\nYour Norton 360 Deluxe protection was renewed for one year.\n"
        "Amount debited: $389.99\nTo stop it reach us at one eight-zero-eight, 555, zero one four "
        "two.\n\nNorton Care\n",
    )
    yield Mailed(
        name="McAfee with a number full of dots and letters O",
        sender="McAfee Total Security <invoice@blueheron-travel.example>",
        subject="Auto-renewal processed - thank you",
        headers=passes("blueheron-travel.example"),
        text="Your McAfee plan has auto-renewed for 3 years.\nInvoice total: USD 449.50\n"
        "It will show on your statement within 24 hrs.\n\nHelp line: +1 . (8O8) . 555 . O1 . 77\n",
    )
    yield Mailed(
        name="Geek help that renews a Microsoft plan",
        sender="Account Services <services@account-notice.example>",
        subject="Microsoft 365 Family: renewal on 22 November",
        text="Hello Pat,\n\nYour Microsoft 365 Family subscription will renew on 22 November 2026 "
        "for $329.00.\nIf you wish to cancel, speak with an agent: 1 808 five five five 0188.\n",
    )
    yield Mailed(
        name="NordVPN in Dutch",
        sender="NordVPN Klantenservice <service@fietsenwinkel-demolen.example>",
        subject="Uw abonnement is verlengd",
        headers=passes("fietsenwinkel-demolen.example"),
        text="Beste klant,\n\nUw NordVPN-abonnement is automatisch verlengd voor 2 jaar.\n"
        "Bedrag: € 219,00\nFactuurdatum: 20 november 2026\n\nWilt u annuleren? Bel binnen 24 uur "
        "085 555 01 23.\n",
    )
    yield Mailed(
        name="only a PDF named as an invoice of PayPal",
        sender="Billing dept. <kelvin.oduya.19@outlook.com>",
        subject="PayPal invoice 5541982",
        text="Please find the document attached.\n",
        attached=("PayPal_Invoice_5541982.pdf",),
    )
    yield Mailed(
        name="a picture with Norton in its name, no text",
        sender="Thank You <thankyou8812@yahoo.com>",
        subject="Thanks for your order, Pat",
        headers=passes("yahoo.com"),
        html='<img src="cid:p1" alt="Norton LifeLock invoice $412.20 call +1 808 555 0133">',
        attached=("norton-receipt.png",),
    )
    yield Mailed(
        name="a code to scan for Microsoft",
        sender="Microsoft Billing <ms-billing@secure-tenant.example>",
        subject="Action needed: your Microsoft 365 payment",
        headers=passes("secure-tenant.example"),
        html="<p>Your Microsoft 365 subscription expires today. Scan the QR code with your phone "
        "to "
        "renew for 99.00 EUR.</p><img src='cid:qr' alt='QR code'>",
        attached=("qr.png",),
    )


def _failing() -> Iterator[Mailed]:
    """Your payment failed, your account is closed, your parcel waits."""
    yield Mailed(
        name="Netflix payment failed, by a lookalike",
        sender="Netflix <noreply@netfiix-members.example>",
        subject="Your payment was declined",
        headers=passes("netfiix-members.example"),
        text="Hi,\n\nWe're having trouble with your current billing information. We'll try again, "
        "but in the meantime you may want to update your payment details.\n\nUpdate account now\n",
    )
    yield Mailed(
        name="Spotify suspended, in Spanish",
        sender="Soporte Spotify <hola@clinicadentalsol.example>",
        subject="Tu cuenta Premium ha sido suspendida",
        headers=passes("clinicadentalsol.example"),
        text="Hola:\n\nNo hemos podido cobrar tu suscripción de Spotify Premium (11,99 €). "
        "Actualiza tu tarjeta en las próximas 48 horas o perderás tu cuenta.\n\nActualizar pago\n",
    )
    yield Mailed(
        name="iCloud storage full, in Italian",
        sender="iCloud+ <avviso@cloud-spazio.example>",
        subject="Il pagamento di iCloud+ non è riuscito",
        text="Gentile cliente,\n\nil pagamento di 2,99 € per iCloud+ 200 GB non è andato a buon "
        "fine. Le tue foto saranno eliminate il 23 novembre 2026. Aggiorna il metodo di "
        "pagamento.\n",
    )
    yield Mailed(
        name="Amazon Prime in Japanese",
        sender="Amazon <account-update@kx88-mail.example>",
        subject="【重要】Amazonプライムの自動更新設定を解除いたしました",
        headers=passes("kx88-mail.example"),
        text="Amazonプライムをご利用いただきありがとうございます。\n"
        "お支払い方法に問題があるため、年会費 5,900円をご請求できませんでした。\n"
        "24時間以内にお支払い方法を更新してください。\n",
    )
    yield Mailed(
        name="PayPal limited, in Polish",
        sender="PayPal <pomoc@sklep-zielona.example>",
        subject="Twoje konto zostało ograniczone",
        text="Witamy,\n\nWykryliśmy płatność 1 249,00 zł dla ELEKTRO-RAJ. Jeśli to nie Ty, anuluj "
        "transakcję PayPal w ciągu 24 godzin, podając dane karty.\n",
    )
    yield Mailed(
        name="Disney in Portuguese, the brand only in the subject",
        sender="Central de Assinaturas <aviso@assinaturas-web.example>",
        subject="Disney+: falha no pagamento da sua assinatura",
        headers=passes("assinaturas-web.example"),
        text="Olá,\n\nNão conseguimos renovar sua assinatura. Valor: R$ 43,90. Atualize seu cartão "
        "até 22/11/2026 para não perder o acesso.\n",
    )
    yield Mailed(
        name="a domain that expires, GoDaddy's name",
        sender="GoDaddy Renewals <renew@domain-registry-svc.example>",
        subject="Final notice: your domain expires today",
        headers=passes("domain-registry-svc.example"),
        text="Your GoDaddy domain example.org expires on 21 November 2026. Renew now for $84.00 "
        "to keep it.\n",
    )
    yield Mailed(
        name="a parcel fee",
        sender="Delivery Service <track@parcel-hub.example>",
        subject="Your parcel is on hold: unpaid fee of €1.99",
        headers=passes("parcel-hub.example"),
        text="Your parcel RX77120 could not be delivered. A customs fee of €1.99 is due. Pay "
        "within "
        "24 hours or it is sent back. Confirm your card to pay the fee.\n",
        brand=False,
    )


def _through_services() -> Iterator[Mailed]:
    """A real service carries the words of a stranger."""
    yield Mailed(
        name="a PayPal money request whose note is Norton",
        sender="service@paypal.com",
        subject="Norton LifeLock Renewal sent you a money request for $399.99 USD",
        headers=passes("paypal.com"),
        text="Norton LifeLock Renewal is requesting $399.99 USD\n\nNote from seller:\nYour Norton "
        "360 "
        "was renewed. If you did not do this call +1 (808) 555-0190.\n\nPay now\n",
    )
    yield Mailed(
        name="a Stripe invoice of a shop called Geek Squad McAfee",
        sender="McAfee Renewal LLC <invoice+statements+acct_1Q7@stripe.com>",
        subject="New invoice from McAfee Renewal LLC #0C1F-0001",
        headers=passes("stripe.com"),
        text="Invoice from McAfee Renewal LLC\n$379.00\nDue December 1, 2026\n\n"
        "Memo: already charged to your account. To cancel, call 808-555-0161.\n",
    )
    yield Mailed(
        name="a QuickBooks invoice in the name of Microsoft",
        sender="Microsoft Store Services <quickbooks@notification.intuit.com>",
        subject="Invoice 1047 from Microsoft Store Services",
        headers=passes("notification.intuit.com", "intuit.com"),
        text="Microsoft Store Services\n\nBALANCE DUE $458.30\n\nDear customer, your Microsoft "
        "Defender "
        "plan was renewed and is charged today. Cancel at (808) 555 0120.\n",
    )
    yield Mailed(
        name="a calendar invitation that bills",
        sender="PayPal Payments <calendar-notification@google.com>",
        subject="Invitation: PayPal order BTC 0.0091 - $612.40 charged @ Sat 21 Nov 2026 (Pat)",
        headers=passes("google.com"),
        text="You have been invited to the following event.\n\nPayPal: $612.40 was charged for "
        "BTC. "
        "Not yours? Dial +1 808 555 0107 today.\n\nWhen: Sat 21 Nov 2026\n",
    )
    yield Mailed(
        name="a shared file named as an invoice",
        sender='"Apple Billing (via Google Drive)" <drive-shares-dm-noreply@google.com>',
        subject='Item shared with you: "Apple Invoice 77120 - $299.00"',
        headers=passes("google.com"),
        text="Apple Billing shared an item.\n\nYour Apple purchase of $299.00 is complete. For "
        "refund "
        "call +1 808 555 0155.\n\nOpen\n",
    )
    yield Mailed(
        name="a form's answer in Adobe's name",
        sender="Adobe Subscriptions <forms-receipts-noreply@google.com>",
        subject="Adobe Creative Cloud annual plan - payment of $659.88 received",
        headers=passes("google.com"),
        text="Thanks for filling in: Adobe Creative Cloud renewal\n\nAmount $659.88\nOrder "
        "AD-5512\n"
        "To dispute ring 808.555.0149\n",
    )
    yield Mailed(
        name="by a shop's mail at a customer desk",
        sender="HBO Max Billing <support@fastlane-help.zendesk.com>",
        subject="[Request received] HBO Max payment of $189.99",
        headers=passes("fastlane-help.zendesk.com", "zendesk.com"),
        text="Your request (55120) has been received.\n\nHBO Max annual plan renewed: $189.99. "
        "Call 808 555 0172 to cancel.\n",
    )


def _answered() -> Iterator[Mailed]:
    """Somebody's earlier mail is gone on with."""
    yield Mailed(
        name="an answer in a thread that never was",
        sender="Accounts <accounts@westerly-print.example>",
        subject="Re: Re: Your Adobe Creative Cloud invoice",
        headers=(*passes("westerly-print.example"), ("In-Reply-To", "<55@mail.example>")),
        text="Hi Pat,\n\nas discussed, the Adobe Creative Cloud renewal of $719.88 has now been "
        "charged. The new bank details for refunds are in the file.\n\n"
        "> On Nov 18, 2026 Adobe Billing wrote:\n> Your plan renews on November 20, 2026.\n",
        attached=("invoice.pdf",),
    )
    yield Mailed(
        name="forwarded by itself",
        sender="Zoom Invoices <no-reply@kunsthaus-linden.example>",
        subject="Fwd: Zoom Workplace Pro - Payment Processed",
        text="---------- Forwarded message ---------\nFrom: Zoom <billing@zoom.us>\n"
        "Date: Fri, 20 Nov 2026\nSubject: Payment Processed\nTo: <pat@example.org>\n\n"
        "Your payment of $159.90 for Zoom Workplace Pro was processed. Invoice INV30012.\n",
    )
    yield Mailed(
        name="Reply-To at a free mailbox",
        sender="LinkedIn Premium <premium@hr-career-desk.example>",
        subject="Your LinkedIn Premium Career receipt",
        headers=(("Reply-To", "linkedin.billing.help@gmail.com"),),
        text="Thank you for your payment.\nLinkedIn Premium Career, monthly\nTotal $39.99\n"
        "Charged on November 20, 2026. Reply to this mail for a refund.\n",
    )
    yield Mailed(
        name="four gift cards of Apple that nobody ordered",
        sender="Apple Gift Cards <orders@giftcard-dispatch.example>",
        subject="Your order of 4 Apple Gift Cards ($500.00)",
        headers=passes("giftcard-dispatch.example"),
        text="Thank you for your order.\n4 x Apple Gift Card $125.00\nTotal $500.00\n"
        "Charged to card ending in 1881. Cancel order within 2 hours.\n",
    )


def _of_nobody() -> Iterator[Mailed]:
    """No brand of the catalogue, or none at all."""
    yield Mailed(
        name="subscription renewed, of whom is not said",
        sender="Billing Team <billing@order-desk-77.example>",
        subject="Your subscription has been renewed",
        headers=passes("order-desk-77.example"),
        text="Dear customer,\n\nThank you. Your yearly subscription has been renewed "
        "successfully.\n"
        "Amount: $349.99\nPayment: auto debit\n\nIf you did not authorise this charge call "
        "+1 (808) 555-0119 within 24 hours for a full refund.\n",
        brand=False,
    )
    yield Mailed(
        name="crypto bought",
        sender="Wallet Desk <desk@coin-ledger-help.example>",
        subject="Purchase confirmed: 0.0152 BTC for $987.20",
        headers=passes("coin-ledger-help.example"),
        text="Your purchase of 0.0152 BTC was charged: $987.20. To cancel the order, contact our "
        "fraud desk right away on 808-555-0166.\n",
        brand=False,
    )
    yield Mailed(
        name="antivirus renewed in German, by a private person",
        sender="Kundendienst <h.brandt.4471@gmx.de>",
        subject="Ihre Verlängerung wurde abgebucht",
        text="Sehr geehrter Kunde,\n\nIhr PC-Schutz wurde um 2 Jahre verlängert. Abgebucht: 299,99 "
        "EUR. Bei Widerspruch rufen Sie bitte sofort an: null acht null null 555 01 34.\n",
        brand=False,
    )
    yield Mailed(
        name="a subscription renewed, no number, only a link",
        sender="Membership <hello@member-portal-x.example>",
        subject="Payment receipt - membership renewed",
        text="Your membership was renewed for 12 months. Amount paid: £189.00. Not you? Cancel and "
        "get your money back by confirming your card details here.\n",
        brand=False,
    )
    yield Mailed(
        name="tax back",
        sender="Refund Office <refunds@gov-tax-portal.example>",
        subject="You are due a refund of £412.16",
        headers=passes("gov-tax-portal.example"),
        text="A refund of £412.16 is ready. Enter your card details to receive it by 23 November "
        "2026.\n",
        brand=False,
    )
    yield Mailed(
        name="a prize survey by a shop",
        sender="Costco Rewards <win@survey-panel-9.example>",
        subject="Payment of $9.95 shipping needed for your reward",
        headers=passes("survey-panel-9.example"),
        text="You were chosen. Pay shipping of $9.95 for your reward. A trial of the club begins "
        "and "
        "renews at $89.95 every month.\n",
        brand=False,
    )


def _written_afterwards() -> Iterator[Mailed]:
    """Written once the above was mended."""
    yield Mailed(
        name="Hulu, and no sender named",
        sender="billing@graniteworks.example",
        subject="Payment confirmation",
        text="Hulu (No Ads) monthly plan\nAmount paid: $18.99\nNext charge: December 20, "
        "2026\nManage your plan in your account.\n",
    )
    yield Mailed(
        name="an office of Canva",
        sender="The Billing Team <noreply@papeterie-nova.example>",
        subject="Canva Pro yearly renewal processed",
        text="Hello Pat, your Canva Pro renewal of $119.99 was processed. Your receipt is "
        "below.\nReceipt 5512-01\n",
    )
    yield Mailed(
        name="Spotify in French, a number half in letters",
        sender="Service Client <contact@menuiserie-roche.example>",
        subject="Votre facture Spotify Premium",
        text="Bonjour,\nvotre abonnement Spotify Premium a été renouvelé : 21,99 €.\nSi ce n'est "
        "pas vous : zéro un, 55 55, zéro sept 12, appelez pour annuler.\n",
    )
    yield Mailed(
        name="a person who renews McAfee, a number half in letters",
        sender="Liam Order <liam.o.8871@gmail.com>",
        subject="Ref 88120",
        text="McAfee Total Protection has been renewed on your account for $399. To cancel: eight "
        "oh eight five five five 0177, call us.\n",
    )
    yield Mailed(
        name="a picture that says PayPal",
        sender="Orders <post@kapelle-nord.example>",
        subject="Receipt",
        html='<img src="cid:x" alt="PayPal: you paid $612.99 to Coin Shop. Call 808-555-0139">',
        attached=("r.png",),
    )
    yield Mailed(
        name="an answer with an invoice of Adobe",
        sender="Rechnungen <rechnung@tischlerei-alm.example>",
        subject="AW: Adobe Creative Cloud Rechnung",
        text="Guten Tag,\nanbei die Rechnung für Adobe Creative Cloud über 66,45 EUR, abgebucht am "
        "20.11.2026.\n",
        attached=("Rechnung.pdf",),
    )
    yield Mailed(
        name="a firm that nobody knows, and a number",
        sender="SecureLine Protect <care@xk-mail.example>",
        subject="Your plan renewed",
        text="Your SecureLine protection plan was renewed for 1 year at $349.99.\nCall (808) "
        "555-0161 for a refund.\n",
        brand=False,
    )
    yield Mailed(
        name="Norton with noughts",
        sender="N0RT0N Billing <a@quiltshop.example>",
        subject="Renewal",
        text="Your plan was renewed for $349.99.\n",
    )
    yield Mailed(
        name="ChatGPT in Japanese",
        sender="お支払い窓口 <pay@tanaka-kensetsu.example>",
        subject="ChatGPT Plus のお支払いが失敗しました",
        text="ChatGPT Plus の月額 3,000円をお支払いできませんでした。カードを更新してください。\n",
    )
    yield Mailed(
        name="Dropbox in Portuguese",
        sender="Faturas <faturas@padaria-sol.example>",
        subject="Dropbox: fatura disponível",
        text="Sua fatura do Dropbox Plus no valor de R$ 59,90 está disponível.\n",
    )
    yield Mailed(
        name="the reader's own address as a name",
        sender="pat@example.org <x1@lawnmow.example>",
        subject="Your Netflix plan was renewed",
        text="Netflix Premium renewed: $24.99. Dispute within 24 hours.\n",
    )
    yield Mailed(
        name="Disney at a bulk mailer",
        sender="Customer Care <mail@em.hostpoint7.example>",
        subject="We couldn't renew your Disney+ subscription",
        text="Update your payment to keep watching Disney+. $13.99 is due.\n",
    )
    yield Mailed(
        name="PlayStation from a garage",
        sender="Store <no-reply@autohaus-krone.example>",
        subject="Thank you for your purchase",
        text="PlayStation Plus Premium 12 months\nTotal $159.99\nDate purchased 11/20/2026\n",
    )
