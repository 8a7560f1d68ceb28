"""Scams of the fourth round, written and labelled before they were read by anything."""

from collections.abc import Iterator

from tests.mailed import Mailed, signed, unsigned


def fourth_scams() -> Iterator[Mailed]:
    """Each a shape of its own."""
    yield from _streaming()
    yield from _renewals()
    yield from _refunds_and_cancellations()
    yield from _stores()
    yield from _through_platforms()
    yield from _dressed()
    yield from _hidden()
    yield from _nobodys()
    yield from _elsewhere()


def _streaming() -> Iterator[Mailed]:
    """A card that failed, a subscription on hold."""
    yield signed(
        "Netflix on hold by a bulk mailer",
        "Netflix Team <news@em-relay7.example>",
        "We're having some trouble with your current billing information",
        "Hi,\n\nWe were unable to validate your billing information for the next billing cycle "
        "of your subscription, therefore we'll suspend your membership if we do not receive a "
        "response from you within 48 hours.\n\nRESTART "
        "MEMBERSHIP\nhttps://em-relay7.example/c/9\n\n"
        "Your friends at Netflix\n",
    )
    yield signed(
        "a Disney+ card that expired, a florist's site",
        "Disney Plus <bestellung@floristik-weber.example>",
        "Ihre Zahlungsmethode ist abgelaufen",
        "Guten Tag,\n\nIhr Abonnement von Disney+ konnte nicht verlängert werden. Der Betrag von "
        "9,99 EUR wurde abgelehnt.\n\nBitte hinterlegen Sie binnen 24 Stunden eine neue Karte:\n"
        "https://floristik-weber.example/wp-includes/dplus/\n",
    )
    yield signed(
        "Spotify in Italian, the subscription ends tonight",
        "Assistenza Spotify <no-reply@studio-mirandola.example>",
        "Il tuo abbonamento Premium scade oggi",
        "Ciao,\n\nl'ultimo pagamento di 10,99 € non è andato a buon fine e il tuo Premium termina "
        "oggi. Inserisci di nuovo la carta per non perdere le playlist.\n\nContinua\n",
    )
    yield signed(
        "Prime Video in Dutch",
        "Prime Video <klant@fietsenhuis-dekker.example>",
        "Betaling mislukt",
        "Beste klant,\n\nUw betaling van € 4,99 voor Prime is geweigerd door uw bank. Wij hebben "
        "uw "
        "account tijdelijk gepauzeerd. Rond de betaling af via de knop hieronder.\n\nBetaal nu\n",
    )
    yield signed(
        "HBO Max in Spanish, nothing but the body names it",
        "Atención al cliente <contacto@talleres-ibarra.example>",
        "Aviso: tu suscripción se cancelará mañana",
        "HBO Max\n\nNo hemos podido cobrar 9,99 € de tu plan Estándar. Si no regularizas el pago "
        "en "
        "24 horas perderás el acceso.\n\nRegularizar pago: https://talleres-ibarra.example/hm\n",
    )
    yield signed(
        "YouTube Premium in Polish",
        "YouTube Premium <biuro@meble-kaszuby.example>",
        "Płatność odrzucona",
        "Dzień dobry,\n\nnie udało się pobrać opłaty 25,99 zł za YouTube Premium. Twoja "
        "subskrypcja "
        "zostanie anulowana w ciągu 24 godzin.\n\nZaktualizuj kartę\n",
    )
    yield signed(
        "Canal of a streaming brand with the brand only in a picture",
        "Abonnement <facturation@menuiserie-roche.example>",
        "Votre abonnement est suspendu",
        html='<p><img src="https://menuiserie-roche.example/n.png" '
        'alt="NETFLIX"></p><p>Bonjour,</p>'
        "<p>Votre dernier paiement de 13,49 € a été refusé. Votre accès est suspendu.</p>"
        '<p><a href="https://menuiserie-roche.example/s/">Régler maintenant</a></p>',
    )
    yield signed(
        "Paramount+ in Portuguese",
        "Paramount Plus <contato@oficina-tavares.example>",
        "Pagamento recusado - último aviso",
        "Olá,\n\nnão foi possível cobrar R$ 34,90 do seu plano. Sua conta será encerrada hoje.\n\n"
        "Regularize agora: https://oficina-tavares.example/pp\n",
    )


def _renewals() -> Iterator[Mailed]:
    """Something was renewed for a lot of money."""
    yield signed(
        "Prime Renewals Hub",
        "Prime Renewals Hub <notice@prime-renewals-hub.example>",
        "Your Norton plan renews soon",
        "Hello,\n\nYour Norton 360 plan renews on November 24, 2026 for $129.99.\n\nManage your "
        "renewal: https://prime-renewals-hub.example/manage\n",
    )
    yield signed(
        "a subscription desk renews Microsoft 365",
        "Subscription Desk <desk@subscription-desk.example>",
        "Renewal confirmed: Microsoft 365 Family",
        "Thank you for renewing.\n\nProduct: Microsoft 365 Family\nTerm: 1 year\nTotal: $349.99\n"
        "Status: Paid\n\nIf you did not order this, request a refund within 24 hours at "
        "https://subscription-desk.example/refund\n",
    )
    yield unsigned(
        "McAfee by a person at Outlook.com, no number, an answer wanted",
        "Thomas Reed <t.reed8841@outlook.com>",
        "Payment receipt #MC-44172",
        "Dear Customer,\n\nThank you for choosing McAfee. Your 3 year plan was activated and "
        "$412.60 was taken from your account today.\n\nReply to this mail if you want a refund.\n",
    )
    yield signed(
        "Norton renewed, number in words of two languages",
        "Order Update <orders@brightleaf-catering.example>",
        "Order NLK-8841 is complete",
        "Norton LifeLock Advanced\nQty 1\nUSD 438.20\nPayment: auto debit\n\nTo cancel, dial plus "
        "one, eight double-oh, five five five, zero one one eight.\n",
    )
    yield signed(
        "an antivirus of no catalogue, renewed with a number",
        "TotalShield Billing <billing@totalshield-invoices.example>",
        "TotalShield: $499.00 charged today",
        "Dear user,\n\nyour TotalShield protection was auto-renewed and $499.00 has been charged. "
        "It will reflect on your statement within 24 hours. Not you? Call (808) 555-0129 now.\n",
        brand=False,
    )
    yield signed(
        "NordVPN in German with a form to cancel",
        "NordVPN Abrechnung <abrechnung@zahlungsportal24.example>",
        "Ihre Verlängerung: 143,88 EUR",
        "Guten Tag,\n\nvielen Dank, Ihr NordVPN-Abo wurde um zwei Jahre verlängert. 143,88 EUR "
        "werden heute abgebucht. Nicht einverstanden? Formular: "
        "https://zahlungsportal24.example/f\n",
    )
    yield signed(
        "Adobe renewed by an agency's account",
        "Adobe Creative Cloud <hello@pixelwerk-agentur.example>",
        "Invoice for your Creative Cloud All Apps plan",
        "Invoice number 2260114817\nCreative Cloud All Apps (annual)\nTotal 779.88 USD\nPayment "
        "method: Visa\n\nView or dispute the invoice: https://pixelwerk-agentur.example/ac/\n",
    )
    yield signed(
        "iCloud+ storage renewed twice",
        "iCloud <kontakt@yogahaus-linde.example>",
        "Zahlung fehlgeschlagen: Ihr Speicher wird gelöscht",
        "Ihre Zahlung für iCloud+ 200 GB (2,99 €) ist fehlgeschlagen. Ihre Fotos werden am "
        "23.11.2026 gelöscht.\n\nJetzt zahlen: https://yogahaus-linde.example/ic\n",
    )


def _refunds_and_cancellations() -> Iterator[Mailed]:
    """Money that comes back, an end that nobody asked for."""
    yield signed(
        "a refund by Amazon that wants an account",
        "Amazon Refunds <refunds@parcel-desk9.example>",
        "Refund of $139.00 pending",
        "Hello,\n\nwe overcharged your Prime membership. A refund of $139.00 is pending. Tell us "
        "where to send it: https://parcel-desk9.example/r/amz\n",
    )
    yield signed(
        "PayPal in French owes money",
        "PayPal <service@boulangerie-morin.example>",
        "Remboursement de 249,00 € en attente",
        "Bonjour,\n\nun remboursement de 249,00 € vous attend. Connectez-vous pour le recevoir : "
        "https://boulangerie-morin.example/pp/\n",
    )
    yield signed(
        "a Hulu cancellation confirmed that nobody asked for",
        "Hulu Support <help@stream-accounts.example>",
        "Your cancellation is confirmed",
        "Your Hulu subscription has been cancelled as of today and a cancellation fee of $89.00 "
        "was charged. Undo this within 12 hours: https://stream-accounts.example/undo\n",
    )
    yield signed(
        "Coursera gives money back against a card",
        "Coursera Payments <payments@edu-refunds.example>",
        "Your Coursera Plus refund",
        "Hi learner,\n\nyour refund of $399.00 for Coursera Plus was approved. We could not reach "
        "your card; enter it again to receive the money: https://edu-refunds.example/c\n",
    )
    yield unsigned(
        "tax back in an office's name",
        "HMRC Refunds <hmrc.refunds.desk@gmail.com>",
        "Tax refund of £412.80",
        "You are eligible for a refund of £412.80. Fill in the attached form with your card.\n",
        attached=("refund-form.html",),
        brand=False,
    )
    yield signed(
        "ChatGPT Plus cancelled, pay to keep the chats",
        "OpenAI Billing <noreply@gpt-members.example>",
        "Your ChatGPT Plus plan has been canceled",
        "We could not process $20.00 for ChatGPT Plus, so your plan was canceled. Your history is "
        "deleted in 24 hours unless you resubscribe: https://gpt-members.example/keep\n",
    )


def _stores() -> Iterator[Mailed]:
    """Receipts of stores that sell for others."""
    yield signed(
        "an App Store receipt with a brand within",
        "App Store <receipt@mobile-orders.example>",
        "Receipt for your purchase on Nov 20, 2026",
        "Order ID: MQ2L88PLK1\nTinder Platinum (6 months)  $89.99\nBilled to: Visa 4418\nTotal: "
        "$89.99\n\nReport a problem or cancel: https://mobile-orders.example/report\n",
    )
    yield signed(
        "Google Play by a name of two words",
        "Google Payments <gp@tanzschule-vogel.example>",
        "Ihr Kaufbeleg",
        "Danke! Sie haben bei Google Play gekauft: Münzpaket XL, 94,99 €. Bestellnummer "
        "GPA.3381-2207-9981-11872. Nicht Sie? Erstattung anfordern: "
        "https://tanzschule-vogel.example/g\n",
    )
    yield signed(
        "an Amazon order shipped to a stranger",
        "Amazon Order <ship@kartonagen-pohl.example>",
        "Your order of MacBook Air has been dispatched",
        "Hello,\n\nOrder #113-7741290-2281930\nApple MacBook Air 15\nTotal $1,449.00\nShip to: "
        "Marcus Lowe, Tulsa OK\n\nNot your order? Cancel it: https://kartonagen-pohl.example/a\n",
    )
    yield signed(
        "a PlayStation Store receipt in Spanish",
        "PlayStation Store <tienda@panaderia-olmo.example>",
        "Gracias por tu compra",
        "Has comprado PlayStation Plus Premium 12 meses por 151,99 €. Si no reconoces esta compra, "
        "cancélala aquí: https://panaderia-olmo.example/ps\n",
    )


def _through_platforms() -> Iterator[Mailed]:
    """The real platform's own mail; the words in it are a stranger's."""
    yield signed(
        "a PayPal invoice by a seller called Coinbase Desk",
        "service@paypal.com <service@paypal.com>",
        "Invoice from Coinbase Desk (0417)",
        "Coinbase Desk sent you an invoice\n\nAmount due: $689.00 USD\nDue on receipt\n\nNote from "
        "seller: BTC order placed. Call us at +1 (808) 555-0172 within 12 hours to cancel.\n",
        brand=False,
    )
    yield signed(
        "a PayPal subscription set up by a merchant with a long name",
        "service@intl.paypal.com <service@intl.paypal.com>",
        "Your automatic payment is no longer active",
        "Your automatic payment is no longer active\n\nDetails\nMerchant: Apple iPhone 17 order "
        "$1,346.99 confirmed, to cancel contact PayPal on 808-555-0133\nProfile: I-8841\n",
    )
    yield signed(
        "a DocuSign envelope for Apple Pay",
        "Apple Вilling via Docusign <dse_na4@docusign.net>",
        "Apple Pay receipt #AP-88120",
        "Apple Billing sent you a document to review and sign.\n\nYour Apple Pay account was "
        "charged "
        "$143.95. If you do not recognise this, call 808-555-0161.\n\nREVIEW DOCUMENT\n",
    )
    yield signed(
        "a Zoom Docs share that bills for PayPal",
        "Zoom <no-reply@zoom.us>",
        "PayPal Finance has invited you to a Zoom document",
        "PayPal Finance invited you: Transaction of $799.99 completed to Best Electronics. Not "
        "authorised? Reach the fraud team at 808 555 0148.\n",
    )
    yield signed(
        "a Canva design that is a receipt of Norton",
        "Canva <no-reply@canva.com>",
        "Billing Dept shared a design with you",
        "Billing Dept has invited you to view: Norton renewal receipt $389.99. For cancellation "
        "+1 808 555 0191.\n\nOpen design\n",
    )
    yield signed(
        "a Stripe receipt of a merchant called like McAfee",
        "McAfee Security LLC <receipts+acct_1a2b@stripe.com>",
        "Your receipt from McAfee Security LLC #1187-2210",
        "Receipt from McAfee Security LLC\nAmount paid $379.00\nDate paid Nov 20, 2026\n\nSummary: "
        "3 years. Questions? Call us at +1 808-555-0155 to cancel.\n",
    )
    yield signed(
        "a QuickBooks invoice in the name of Geek Squad",
        "Geek Squad Services <quickbooks@notification.intuit.com>",
        "Invoice 7741 from Geek Squad Services",
        "Dear customer, your invoice of $449.00 is attached. Plan will auto debit in 24 hours. To "
        "stop it call 808-555-0119.\n",
        brand=False,
    )
    yield signed(
        "a Google calendar invitation with a crypto bill",
        "Google Calendar <calendar-notification@google.com>",
        "Invitation: Payment of $612.44 processed @ Sat Nov 21, 2026 (pat@example.org)",
        "Thank you for your BTC purchase through PayPal. $612.44 will be taken. Cancel at +1 (808) "
        "555-0186.\n",
    )
    yield signed(
        "a Microsoft order whose company name is the scam",
        "Microsoft <microsoft-noreply@microsoft.com>",
        "Your Microsoft order on November 20, 2026",
        "Thanks for your order. Sold to: (Microsoft Corporation) subscription bought for 389.95 "
        "USD, "
        "if you did not authorise this call +1 808 555 0138. Order total: $0.00\n",
    )
    yield signed(
        "an Apple invitation to a calendar, in French",
        "noreply@email.apple.com <noreply@email.apple.com>",
        "Facture d'achat payée 599,00 €",
        "Bonjour, votre compte PayPal a été débité de 599,00 €. Pour annuler, appelez le +33 1 99 "
        "00 "
        "41 77. Invitation de Support Client.\n",
    )
    yield signed(
        "a shared Dropbox file called after Coursera",
        "Coursera Billing (via Dropbox) <no-reply@dropbox.com>",
        'Coursera Billing shared "Invoice-Coursera-Plus-399.pdf" with you',
        "Coursera Billing shared a file with you. Your card was charged $399.00. Message: to "
        "cancel "
        "sign in to verify your card.\n\nView file\n",
    )
    yield signed(
        "a Shopify shop called Netflix Accounts",
        "Netflix Accounts <store+88120@t.shopifyemail.com>",
        "Order #1044 confirmed",
        "Thank you for your purchase! Netflix Premium 12 months, $119.00. Pay by gift card within "
        "24 "
        "hours or your account is closed.\n",
    )


def _dressed() -> Iterator[Mailed]:
    """Domains that are read as the brand's."""
    yield signed(
        "the brand's own domain as a subdomain",
        "Netflix <info@account.netflix.com.verify-desk.example>",
        "Update required",
        "Your payment of $15.49 was declined. Update: "
        "https://account.netflix.com.verify-desk.example/\n",
    )
    yield signed(
        "one letter too many",
        "Spotify <no-reply@spottify.example>",
        "Ihre Zahlung ist fehlgeschlagen",
        "Premium 10,99 EUR konnte nicht abgebucht werden. https://spottify.example/zahlen\n",
    )
    yield signed(
        "the brand glued to a word",
        "Billing <billing@mynetflixaccount.example>",
        "Invoice 1180-2241",
        "Plan: Premium\nPrice: $24.99\nNext billing: 21 December 2026\nWrong? "
        "https://mynetflixaccount.example/help\n",
    )
    yield signed(
        "a brand and a service word, no display name",
        "noreply@dropbox-billing.example",
        "Your payment did not go through",
        "We couldn't charge $11.99 for your Plus plan. Please pay within 3 days to keep your "
        "files: "
        "https://dropbox-billing.example/pay\n",
    )
    yield signed(
        "Greek letters in the name",
        "Αmazon Ρrime <membership@ordercare.example>",
        "Prime renewal $149.00",
        "Your Prime membership renewed for $149.00. Cancel within 24 hours: "
        "https://ordercare.example/c\n",
    )
    yield signed(
        "a hyphenated subdomain of a page builder",
        "PayPal Billing <notice@paypal-resolution.builder-pages.example>",
        "Action needed: invoice of $512.00",
        "An invoice of $512.00 is paid automatically tomorrow. Decline it: "
        "https://paypal-resolution.builder-pages.example/\n",
    )


def _hidden() -> Iterator[Mailed]:
    """Words that a machine does not see as a person does."""
    yield signed(
        "words split by tags and invisible letters",
        "Account Service <service@gardenia-spa.example>",
        "Your receipt",
        html="<p>Th<span></span>ank you for your N\u200bet\u200bfl\u200bix pay<b></b>ment.</p>"
        "<p>Pre<i></i>mium: $2<span></span>4.99 charged on November 20, 2026</p>"
        '<p><a href="https://gardenia-spa.example/k/">Not you? Get your money back</a></p>',
    )
    yield signed(
        "white words of a bank over a bill of Norton",
        "Customer Notice <notice@harvest-lane.example>",
        "Document 88120",
        html="<div style='font-size:0;color:#fff'>Thank you for joining our gardening newsletter, "
        "here is what grows this week in your beds and on your balcony.</div>"
        "<table><tr><td>Norton 360 Platinum</td><td>$412.99</td></tr><tr><td>Paid</td><td>$412.99"
        "</td></tr></table><p>Cancel: (808) 555-0144</p>",
    )
    yield unsigned(
        "nothing but a PDF, by a person",
        "Emily Carson <emilycarson9917@gmail.com>",
        "Your order is confirmed IN#88120",
        "Thank you.\n",
        attached=("INV_NRTN_88120.pdf",),
        brand=False,
    )
    yield signed(
        "a code to scan, in German, for PayPal",
        "PayPal Sicherheit <info@autohaus-stern.example>",
        "Zahlung über 389,00 € bestätigen",
        "Scannen Sie den Code, um die Zahlung über 389,00 € zu stornieren. Gültig 24 Stunden.\n",
        attached=("code.png",),
    )
    yield signed(
        "the whole bill is the alternative text of a picture",
        "Member Care <care@blue-canyon-tours.example>",
        "Confirmation 7741-A",
        html='<img src="cid:1" alt="Geek Squad Total Protection renewed. Amount $399.99 debited. '
        'Cancel: 1 808 555 0110">',
        brand=False,
    )
    yield signed(
        "a right-to-left number",
        "Support <support@maple-stationers.example>",
        "McAfee renewal",
        "Your McAfee plan was renewed: $349.00. To cancel call \u202e0110-555 (808) 1+\u202c "
        "today.\n",
    )


def _nobodys() -> Iterator[Mailed]:
    """Without a brand, or with one that is no brand of the catalogue."""
    yield signed(
        "a parcel that waits for a fee",
        "Delivery Notice <track@parcel-fee-desk.example>",
        "Your parcel is held: pay 1,99 EUR",
        "Your parcel could not be delivered. Pay the customs fee of 1,99 EUR within 24 hours: "
        "https://parcel-fee-desk.example/pay\n",
        brand=False,
    )
    yield signed(
        "a payment taken by an office without a name",
        "Payment Department <payment@quillon-hosting.example>",
        "Payment of $284.50 received",
        "Your payment of $284.50 was received. Thank you. Transaction 8841-2207.\nIf this was not "
        "you, open a case: https://quillon-hosting.example/case\n",
        brand=False,
    )
    yield unsigned(
        "a subscription of one word at a free mailbox",
        "Subscription <subs.notice.2026@yahoo.com>",
        "Subscription activated",
        "Your subscription is active. Monthly price $39.90, charged today to your card.\n",
        brand=False,
    )
    yield signed(
        "coins bought, in German, with a number",
        "Kryptobörse Service <service@coin-kauf.example>",
        "Kauf von 0,02 BTC bestätigt",
        "Sie haben 0,02 BTC für 1.240,00 EUR gekauft. Der Betrag wurde abgebucht. Nicht Sie? Rufen "
        "Sie sofort an: 030 555 01 77, um zu stornieren.\n",
        brand=False,
    )
    yield signed(
        "a domain register's bill that is an offer",
        "Domain Registry Office <billing@registry-notices.example>",
        "Final notice: example.org expires",
        "Invoice 4471: search engine submission for example.org, 1 year, $289.00. Pay by 30 "
        "November "
        "2026 to avoid loss of listing.\n",
        brand=False,
    )


def _elsewhere() -> Iterator[Mailed]:
    """Threads, forwards, answers, other people's mailboxes."""
    yield signed(
        "a hijacked thread with a bill of Adobe",
        "Jonas Weber <jonas@weber-architekten.example>",
        "Re: Plans for the annex",
        "Hi,\n\nsee the Adobe invoice that we talked about, it has to be paid today: USD 1,180.00. "
        "Pay here: https://weber-architekten.example/doc\n\nOn Tue, Pat wrote:\n> Thanks for the "
        "plans\n",
        brand=False,  # of a colleague's honest mail it differs by nothing: it counts for nothing
    )
    yield unsigned(
        "a forward that quotes a Netflix receipt with a number",
        "Family Accounts <fam.accounts.77@gmail.com>",
        "Fwd: Your Netflix receipt",
        "---------- Forwarded message ---------\nFrom: Netflix <info@account.netflix.com>\nDate: "
        "Fri, "
        "Nov 20, 2026 at 9:12 AM\nSubject: Your Netflix receipt\nTo: <pat@example.org>\n\nPremium "
        "$324.99 was charged. To cancel call 808-555-0107.\n",
    )
    yield signed(
        "a newsletter service in LinkedIn's name",
        "LinkedIn Premium <lists@mailings-hub.example>",
        "Your Premium Career receipt",
        "Receipt\nLinkedIn Premium Career, 1 month\n$39.99\nPaid with Visa\n\nCancel or dispute: "
        "https://mailings-hub.example/l/88\n",
    )
    yield signed(
        "a school's account that bills for Grammarly",
        "Grammarly <s.ortiz@northfield-academy.example>",
        "Grammarly Premium receipt",
        "Thanks for your purchase of Grammarly Premium, $144.00 for one year. Manage: "
        "https://northfield-academy.example/~s.ortiz/g\n",
    )
    yield signed(
        "Duolingo in a firm's name behind a bar",
        "Payments | Super Duolingo <pay@wolkenstein-it.example>",
        "Your payment was successful",
        "Super Duolingo Family, 1 year: 119,99 EUR. Order 77120. Not you? "
        "https://wolkenstein-it.example/x\n",
    )
    yield signed(
        "an answer that goes to a free mailbox, for Dropbox",
        "Dropbox <mail@kanzlei-brandt.example>",
        "Invoice 88120",
        "Dropbox Professional, 12 months, $198.96. Pay by bank within 3 days; answer for "
        "details.\n",
    )
