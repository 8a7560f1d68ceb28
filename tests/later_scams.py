"""A second round of scams: 50 that were written before anybody looked at the rules again."""

from collections.abc import Iterator

from tests.mailed import Mailed


def later_scams() -> Iterator[Mailed]:
    """Every one wants money, a call or a password; none may count."""
    yield from _NOTES_THROUGH_REAL_SERVICES
    yield from _INVITATIONS
    yield from _DOMAINS
    yield from _NO_TEXT
    yield from _OTHER_TONGUES
    yield from _HOOKS
    yield from _WITHOUT_A_BRAND


_NOTES_THROUGH_REAL_SERVICES = (
    Mailed(
        name="github mention",
        sender="norton-renewal-bot <notifications@github.com>",
        subject="[orders-desk/receipts] Payment confirmation 88213 (Issue #4)",
        text="@pat-example Your Norton 360 Premium plan was renewed for $418.20.\n"
        "If you did not place this order dial +1 805 555 0117 within 12 hours.\n\n"
        "--\nReply to this email directly or view it on GitHub.\n"
        "You are receiving this because you were mentioned.",
    ),
    Mailed(
        name="dropbox share",
        sender='"PayPal Billing (via Dropbox)" <no-reply@dropbox.com>',
        subject='PayPal Billing shared "Invoice_PP-77120.pdf" with you',
        text="Hi Pat,\n\nPayPal Billing (pp.desk@mail.example) invited you to view the file "
        '"Invoice_PP-77120.pdf" on Dropbox.\n\nPayPal Billing said:\n"USD 587.45 will be taken '
        "from "
        'your account today. To stop it phone 805-555-0117"\n\nView file',
    ),
    Mailed(
        name="canva design",
        sender='"McAfee Renewals" <no-reply@canva.com>',
        subject="McAfee Renewals shared a design with you",
        text="McAfee Renewals has shared a design with you.\n\nMessage: Order MCF-2231 complete. "
        "$349.00 has been debited for McAfee Total Protection (2 years). Refund desk: "
        "805.555.0117\n\nOpen in Canva",
    ),
    Mailed(
        name="notion invitation",
        sender="Notion <notify@mail.notion.so>",
        subject="Netflix Billing Desk invited you to Payment overdue 22.99 USD",
        text="Netflix Billing Desk invited you to a page:\n\nPayment overdue - 22.99 USD\nYour "
        "membership is on hold. Update your card at netflix-desk.example/pay\n\nAccept invite",
    ),
    Mailed(
        name="slack invitation",
        sender="Slack <feedback@slack.com>",
        subject="Geek Squad Billing has invited you to work with them in Slack",
        text="Geek Squad Billing (billing@gs-desk.example) has invited you to use Slack with them, "
        'in a workspace called "Your Norton invoice of $399.99 was paid call 1-805-555-0117".\n\n'
        "Join now",
    ),
    Mailed(
        name="linkedin message",
        sender="PayPal Payments via LinkedIn <messages-noreply@linkedin.com>",
        subject="You have 1 new message",
        text="PayPal Payments\nAccount manager\n\nDear client, your payment of $743.00 to BitVault "
        "was approved. Case number 40021. Cancel by phone: (805) 555-0117.\n\nReply",
    ),
    Mailed(
        name="zoom meeting topic",
        sender="Zoom <no-reply@zoom.us>",
        subject="Norton Antivirus order 5521 - $429.90 - call 805 555 0117 is inviting you",
        text="Norton Antivirus order 5521 is inviting you to a scheduled Zoom meeting.\n\nTopic: "
        "Your card was charged $429.90. To dispute call 805 555 0117\nTime: Nov 22, 2026 09:00\n\n"
        "Join Zoom Meeting",
    ),
    Mailed(
        name="squarespace shop's order",
        sender='"Apple Store Orders" <no-reply@squarespace.com>',
        subject="Order #1042 confirmed",
        text="Thanks for your order!\n\nMacBook Pro 16-inch   1   $2,399.00\nTotal $2,399.00\n\n"
        "A note from Apple Store Orders: not your order? Call our cancellation desk, "
        "+1 805 555 0117.",
    ),
    Mailed(
        name="wix form answer",
        sender='"PayPal Help" <no-reply@wixforms.com>',
        subject="Thanks for submitting!",
        text="Hi there,\nthank you for contacting PayPal Help.\nTransaction: 1 x Bitcoin, 0.011 "
        "BTC, "
        "USD 989.00, completed.\nDispute: 1 (805) 555 0117, open 24 hours.",
    ),
    Mailed(
        name="shopify shop named like a brand",
        sender='"Norton Renewal Center" <store+8821@shopify.com>',
        subject="Order #2231 confirmed",
        text="Thank you for your purchase!\nNorton 360 Platinum (5 devices) x 1   $359.00\n"
        "Total   $359.00 USD\n\nQuestions or a refund? Ring 805-555-0117.",
    ),
    Mailed(
        name="patreon message",
        sender='"Amazon Prime Support" <bingo@patreon.com>',
        subject="Amazon Prime Support sent you a message",
        text="Amazon Prime Support:\nYour Prime membership renews today for $179.00. If you want "
        "to cancel do it by phone only, 805 555 0117.\n\nReply on Patreon",
    ),
    Mailed(
        name="substack post",
        sender='"Microsoft Billing" <msbilling@substack.com>',
        subject="Your Microsoft 365 Business invoice: $699.99 paid",
        text="Microsoft Billing has published a new post.\n\nInvoice 55-20. Paid: $699.99. Plan: "
        "Microsoft 365 Business Premium. This charge will show in 24 hours. Cancellation line "
        "1-805-555-0117.\n\nYou're receiving this because you subscribed.",
    ),
    Mailed(
        name="paypal invoice, the amount in the note too",
        sender="PayPal <service@paypal.com>",
        subject="Reminder: Geek Squad LLC's invoice is still unpaid (INV2-8X9)",
        text="Don't forget to pay this invoice\nAmount due: $524.00 USD\nDue today\n\nNote from "
        "Geek Squad LLC: We have charged $524.00 for Norton. It will reflect in 24 hours. If you "
        "feel this is unauthorised contact PayPal on +1(805)-555-0117.",
    ),
)

_INVITATIONS = (
    Mailed(
        name="outlook calendar",
        sender='"Microsoft Store" <orders.ms.store@outlook.com>',
        subject="Invitation: Auto-debit of $299.99, Microsoft Defender @ Sun Nov 22",
        text="When: Sunday, November 22, 2026\nWhere: call 805-555-0117 to cancel\n\nYour "
        "Microsoft "
        "Defender subscription is being renewed. Amount: $299.99.",
    ),
    Mailed(
        name="ics file",
        sender="Norton Billing <calendar@event-desk.example>",
        subject="Accepted: Norton renewal, 389.99 USD",
        text="You have been added to: Norton renewal\nNotes: your bank was charged 389.99 USD, "
        "support at eight-oh-five 555 0117",
        attached=("invite.ics.pdf",),
    ),
    Mailed(
        name="family invitation",
        sender='"Apple Family" <family@icloud-invites.example>',
        subject="Jane added you to Apple One Premier, $37.95 a month",
        text="You have been added. Your card was charged $37.95. Didn't agree? Sign in with your "
        "Apple password within 24 hours at icloud-invites.example to get it back.",
    ),
    Mailed(
        name="google doc comment",
        sender='"PayPal Orders (Google Docs)" <comments-noreply@docs.google.com>',
        subject="PayPal-Order-5521 - @pat@example.org your payment is done",
        text="PayPal Orders mentioned you in a comment\n\n@pat@example.org We have received your "
        "order of $566.00 (Coinbase). Call 805 555 0117 to have it stopped.\n\nOpen",
    ),
    Mailed(
        name="survey thanks",
        sender='"Disney+ Accounts" <noreply@survey-desk.example>',
        subject="Disney+: your annual bundle has been charged",
        text="Thank you! We charged $215.88 to the card on file for your annual Disney+ bundle. "
        "Wrong? Answer three questions to be refunded: survey-desk.example/d",
    ),
)

_DOMAINS = (
    Mailed(
        name="brand and word joined",
        sender="Netflix <info@netflixbilling-update.com>",
        subject="Your payment did not go through",
        text="We could not charge $15.49 for your next month of Netflix. Update your payment "
        "method "
        "now to keep watching: netflixbilling-update.com",
    ),
    Mailed(
        name="rn for m",
        sender="Amazon Prime <prime@arnazon.com>",
        subject="Your Prime membership fee",
        text="We charged $139.00 for your Prime membership. See your invoice: arnazon.com/prime",
    ),
    Mailed(
        name="doubled letter",
        sender="Spotify <no-reply@spotiffy.com>",
        subject="Your Premium receipt",
        text="Premium Individual. Total $11.99. Paid with Visa. Change your plan: spotiffy.com",
    ),
    Mailed(
        name="zero in the middle",
        sender="Dropbox <no-reply@dr0pbox.com>",
        subject="Your Dropbox Plus invoice",
        text="Invoice total: $119.88. Your Dropbox Plus plan renewed for one year.",
    ),
    Mailed(
        name="country ending of another kind",
        sender="Coursera <no-reply@coursera-billing.net>",
        subject="Payment receipt for Coursera Plus",
        text="You were charged $59.00 for Coursera Plus Monthly on November 21, 2026. If this was "
        "not you, verify your account: coursera-billing.net/verify",
    ),
    Mailed(
        name="cyrillic in the domain",
        sender="PayPal <service@xn--aypal-uye.com>",
        subject="Receipt for your payment to Steam",
        text="You sent a payment of $59.99 USD to Steam Games. It may take a moment to appear.",
    ),
    Mailed(
        name="brand far to the left",
        sender="Disney+ <no-reply@mail.disneyplus.com.renewals.sub-desk.example>",
        subject="Your Disney+ subscription renewed",
        text="We charged $13.99 for Disney+ Premium on 21 November 2026.",
    ),
    Mailed(
        name="brand in the local part of an own domain",
        sender='"Grammarly" <grammarly.billing@documents-hub.example>',
        subject="Grammarly Pro invoice 7712",
        text="Amount paid: $144.00. Grammarly Pro, annual. Card ending 4242.",
    ),
    Mailed(
        name="service name spelt out",
        sender="The Open AI Billing Team <billing@openai-payments.example>",
        subject="ChatGPT Plus: action needed on your payment",
        text="We were unable to process $20.00 for ChatGPT Plus. Please pay within 48 hours or "
        "lose "
        "your chats: openai-payments.example",
    ),
)

_NO_TEXT = (
    Mailed(
        name="number in an alternative text",
        sender="Norton <orders@bulk-images.example>",
        subject="Order confirmation",
        html='<a href="https://bulk-images.example/x"><img src="https://bulk-images.example/i.png" '
        'alt="Norton 360 Deluxe. Amount charged: $379.00. To cancel call 1-805-555-0117"></a>',
    ),
    Mailed(
        name="alternative text and a line of hash",
        sender="McAfee <e8f1@rotator.example>",
        subject="Re: Your receipt #a8f-2231",
        html='<div><img alt="McAfee LiveSafe renewed, USD 412.50, help desk 805 555 0117" '
        'src="cid:1"></div><div style="color:#fff">the quick brown fox lorem ipsum dolor</div>',
    ),
    Mailed(
        name="words in a title attribute",
        sender="PayPal <alert@rotator.example>",
        subject="You authorised a payment of $498.00",
        html='<p title="call 805-555-0117">Your PayPal payment of $498.00 to CoinVault is being '
        "processed. Help: hover here.</p>",
    ),
    Mailed(
        name="only an invoice file, brand in its name",
        sender="Accounts <d.w.holt77@gmail.com>",
        subject="Paid - thank you",
        text="Thanks. See attached.",
        attached=("Norton_Invoice_NL5521.pdf",),
        brand=False,
    ),
    Mailed(
        name="only a picture, brand in the subject",
        sender="d.w.holt77@gmail.com",
        subject="McAfee Invoice - $389.40 - order MC-5521",
        text="",
        attached=("IMG_5521.png",),
    ),
    Mailed(
        name="letter by letter in a table",
        sender="Billing <ops@tables.example>",
        subject="P a y P a l - receipt",
        html="<table><tr><td>P</td><td>a</td><td>y</td><td>P</td><td>a</td><td>l</td></tr></table>"
        "<p>You paid $612.00 to Binance. Not you? Phone 805 555 0117.</p>",
    ),
    Mailed(
        name="everything in the subject, nothing below",
        sender='"Netflix Support" <netflix@members-help.example>',
        subject="Netflix: we charged $229.99, cancel at 805-555-0117",
        text=".",
    ),
)

_OTHER_TONGUES = (
    Mailed(
        name="german parcel fee in a brand's name",
        sender='"Amazon Kundenkonto" <service@konto-pruefung.example>',
        subject="Ihre Prime-Mitgliedschaft wurde verlängert",
        text="Guten Tag,\nIhre Prime-Mitgliedschaft wurde für 89,90 € verlängert. Wenn Sie das "
        "nicht "
        "waren, bestätigen Sie Ihre Daten innerhalb von 24 Stunden: konto-pruefung.example",
    ),
    Mailed(
        name="french suspended",
        sender="Netflix <facturation@espace-membre.example>",
        subject="Votre paiement a été refusé",
        text="Bonjour,\nNous n'avons pas pu prélever 13,49 € pour votre abonnement Netflix. "
        "Mettez à "
        "jour votre carte dans les 48 heures, sinon votre compte sera suspendu.",
    ),
    Mailed(
        name="spanish prize plan",
        sender="Spotify España <avisos@musica-clientes.example>",
        subject="Recibo de Spotify Premium",
        text="Hemos cobrado 119,88 € por su plan anual de Spotify Premium. Para cancelar llame al "
        "+34 900 555 117.",
    ),
    Mailed(
        name="italian blocked account",
        sender="PayPal Italia <sicurezza@avviso-conto.example>",
        subject="Hai inviato un pagamento di 489,00 EUR",
        text="Hai inviato un pagamento di 489,00 EUR a CryptoHub. Se non sei stato tu chiama il "
        "numero +39 06 5550 1177 per annullare.",
    ),
    Mailed(
        name="portuguese card update",
        sender="Disney+ <cobranca@assinatura-central.example>",
        subject="Falha no pagamento da sua assinatura",
        text="Não conseguimos cobrar R$ 43,90 da sua assinatura Disney+. Atualize o cartão em 24 "
        "horas: assinatura-central.example",
    ),
    Mailed(
        name="swedish",
        sender="Norton <kundtjanst@fornyelse.example>",
        subject="Din prenumeration har förnyats",
        text="Norton 360 har förnyats. Vi har dragit 3 899 kr från ditt kort. Ring 08-555 011 77 "
        "om "
        "du vill avbryta.",
    ),
    Mailed(
        name="turkish",
        sender="Netflix Türkiye <odeme@uyelik-merkezi.example>",
        subject="Ödemeniz alınamadı",
        text="Netflix üyeliğiniz için 229,99 TL ödeme alınamadı. Kart bilgilerinizi 24 saat içinde "
        "güncelleyin: uyelik-merkezi.example",
    ),
    Mailed(
        name="japanese amazon",
        sender="Amazon.co.jp <account@kanri-center.example>",
        subject="プライム会員の自動更新のお知らせ",
        text="Amazonプライムの年会費 5,900円 が請求されました。お心当たりのない場合は24時間以内に"
        "お支払い情報をご確認ください。kanri-center.example",
    ),
)

_HOOKS = (
    Mailed(
        name="refund that was too high",
        sender='"Norton Refund Department" <refunds.dept.nl@gmail.com>',
        subject="Your refund of $399.99 could not be sent",
        text="We tried to refund $399.99 for Norton 360. Call 805 555 0117 and have your online "
        "banking open, so that we can send it.",
    ),
    Mailed(
        name="QR to cancel",
        sender='"Adobe Creative Cloud" <adobe-orders@scan-desk.example>',
        subject="Adobe Creative Cloud: $659.88 charged for the year",
        text="We charged $659.88. To cancel scan the code in the attached picture with your phone.",
        attached=("code.png",),
    ),
    Mailed(
        name="trial that nobody began",
        sender='"Audible" <hello@listen-club.example>',
        subject="Your free trial ends today",
        text="Your Audible trial ends today. $14.95 a month will be charged from tomorrow. Cancel: "
        "telegram @audible_cancel_desk",
    ),
    Mailed(
        name="bank with a brand on the line",
        sender='"Card Services" <alerts@card-notice.example>',
        subject="Did you make this purchase? APPLE.COM/BILL $999.00",
        text="A charge of $999.00 at APPLE.COM/BILL is pending on your card. Press 1 to approve or "
        "call 805 555 0117 to decline.",
        brand=False,
    ),
    Mailed(
        name="old thread quoted",
        sender="PayPal Disputes <k.larsen@consult-desk.example>",
        subject="Re: Fwd: Re: Transaction 8X9-2231",
        text="As said on the phone, the $640.00 to Kraken was taken from your PayPal. Call us "
        "back, "
        "805 555 0117, before it is settled.\n\n> On Fri, PayPal wrote:\n> You paid $640.00 USD",
    ),
)

_WITHOUT_A_BRAND = (
    Mailed(
        name="domain listing",
        sender="Domain Registry Services <notice@registry-listing.example>",
        subject="Final notice: example.org expires",
        text="Your domain listing for example.org expires today. Pay $289.00 to stay listed: "
        "registry-listing.example/pay",
        brand=False,
    ),
    Mailed(
        name="antivirus of no name",
        sender="PC Shield <pcshield.renewal.4471@gmail.com>",
        subject="PC Shield renewal complete",
        text="We charged $449.00 for PC Shield Ultimate. Toll free 1 (805) 555-0117 if you did not "
        "want this.",
        brand=False,
    ),
    Mailed(
        name="your boss needs cards",
        sender="M. Director <m.director.office@gmail.com>",
        subject="Invoice",
        text="Are you at your desk? I need you to buy 5 gift cards of $100.00 and send me the "
        "codes. "
        "It will be paid back today.",
        brand=False,
    ),
)
