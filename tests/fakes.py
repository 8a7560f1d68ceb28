"""Made-up fakes: each way of posing as a brand, tried with many brands; and honest look-alikes."""

from collections.abc import Iterator
from email.message import EmailMessage

import msgspec

_CALL = "If you did not place this order, call our support desk at +1 (808) 555-0142 to cancel."
_LURE = "Update your payment details within 24 hours: https://secure.example/login"


class Fake(msgspec.Struct, frozen=True, kw_only=True):
    """A mail in parts; `attached` is the name of a file that comes with it."""

    name: str
    address: str
    subject: str
    body: str
    reply_to: str = ""
    attached: str = ""
    unsubscribe: bool = False

    def raw(self) -> bytes:
        """The mail as bytes."""
        mail = EmailMessage()
        mail["From"] = f'"{self.name}" <{self.address}>'
        mail["To"] = "Pat Example <pat@example.org>"
        mail["Subject"] = self.subject
        mail["Date"] = "Sat, 21 Nov 2026 04:12:00 +0000"
        mail["Message-ID"] = f"<{abs(hash(self.subject + self.address))}@mail.example>"
        if self.reply_to:
            mail["Reply-To"] = self.reply_to
        if self.unsubscribe:
            mail["List-Unsubscribe"] = "<https://news.example/u>"
        mail.set_content(self.body)
        if self.attached:
            mail.add_attachment(
                b"%PDF-1.4 nothing", maintype="application", subtype="pdf", filename=self.attached
            )
        return mail.as_bytes()


def fakes() -> Iterator[Fake]:
    """Mails that pose as a brand of the catalogue and want money for it."""
    yield from _from_free_mail()
    yield from _from_lookalikes()
    yield from _from_nowhere()
    yield from _in_other_languages()


def honest() -> Iterator[Fake]:
    """Mails that name brands, or sound urgent, and are what they say."""
    yield Fake(
        name="Peacock & Daughters",
        address="accounts@peacockdaughters.example",
        subject="Invoice 1182",
        body="Thank you for your custom. Total due: £48.00 by 3 December.",
    )
    yield Fake(
        name="Calm Waters Dental",
        address="billing@calmwaters.example",
        subject="Your receipt",
        body="We received your payment of $120.00. Questions? Call us on 212 555 0134.",
    )
    yield Fake(
        name="Netflix",
        address="info@account.netflix.com",
        subject="Payment declined",
        body="Your payment was declined. Update your details at netflix.com.",
    )
    yield Fake(
        name="Amazon.se",
        address="auto-confirm@amazon.se",
        subject="Din beställning",
        body="Totalt: 249,00 kr",
    )
    yield Fake(
        name="PayPay",
        address="no-reply@paypay.ne.jp",
        subject="Your PayPay receipt",
        body="You paid ¥1,490.",
    )
    yield Fake(
        name="Streaming Weekly",
        address="hello@streamingweekly.example",
        subject="Netflix raises its prices again",
        body="A Netflix subscription will cost $17.99. Hulu stays where it is.",
        unsubscribe=True,
    )
    yield Fake(
        name="Sam Rivers",
        address="sam.rivers@gmail.com",
        subject="dinner",
        body="I paid $40 for the pizza, you get the next one. Also cancelled my gym, finally!",
    )
    yield Fake(
        name="Greenleaf Fitness",
        address="billing@greenleaf.example",
        subject="Your membership was renewed",
        body="You were charged $24.90. To cancel, call us at 212-555-0134 or see "
        "https://greenleaf.example/account",
    )
    yield Fake(
        name="Audible",
        address="donotreply@audible.com",
        subject="Your Audible membership has renewed",
        body="You were charged $14.95. Call 888-555-0144 to cancel.",
    )
    yield Fake(
        name="Acme Ltd via Stripe",
        address="invoice+statements+acct_1@stripe.com",
        subject="Your receipt from Acme Ltd #1182-9934",
        body="Amount paid $20.00",
    )


def _from_free_mail() -> Iterator[Fake]:
    for number, (brand, what, price) in enumerate(
        (
            ("Norton", "Norton 360 Deluxe", "$399.99"),
            ("McAfee", "McAfee Total Protection", "$449.00"),
            ("PayPal", "Bitcoin purchase through PayPal", "$612.40"),
            ("Amazon", "Amazon Prime membership", "$139.00"),
            ("Netflix", "Netflix Premium", "$22.99"),
            ("Apple", "iCloud+ 12 TB", "$599.99"),
            ("Microsoft", "Microsoft 365 Family", "$299.00"),
            ("Coursera", "Coursera Plus annual", "$399.00"),
            ("Spotify", "Spotify Premium Family", "$189.00"),
            ("NordVPN", "NordVPN two years", "$289.00"),
        )
    ):
        yield Fake(
            name=f"{brand} Billing",
            address=f"dept.{number}4471@gmail.com",
            subject=f"Invoice INV-{number}8213 for your order",
            body=f"Dear customer, your {what} has been renewed for {price}. {_CALL}",
        )
        yield Fake(
            name="Accounts Payable",
            address=f"billing-{number}@outlook.com",
            subject="Thank you for your purchase",
            body=f"{what} was auto-renewed today. Amount debited: {price}. {_CALL}",
        )
        yield Fake(
            name=f"{brand} Customer Care",
            address=f"care{number}.desk@yahoo.com",
            subject=f"{brand} order confirmation {number}77",
            body="Please find your invoice attached.",
            attached=f"invoice_{number}.pdf",
        )


def _from_lookalikes() -> Iterator[Fake]:
    for name, address in (
        ("PayPal", "service@paypa1.com"),
        ("PayPal", "service@paypal.com.secure-bills.example"),
        ("PayPal Service", "service@paypal-resolution.com"),
        ("Netflix", "info@netflix-billing.com"),
        ("Netflix", "info@netfIix.com"),
        ("Netflix", "info@n\u0435tflix.example".encode("idna").decode()),
        ("Member Care", "no-reply@xn--ntflix-3of.com"),
        ("Apple Support", "no_reply@appleid-verify.com"),
        ("Spotify", "no-reply@spotifiy.com"),
        ("Coursera", "billing@coursera.support.example"),
        ("Coursera", "no-reply@cousera.com"),
        ("Coursera Support", "help@coursera-refunds.net"),
        ("Microsoft account team", "account@micros0ft.com"),
        ("Amazon", "auto-confirm@arnazon.com"),
        ("Prime Membership", "renew@amazon.com-renewals.net"),
        ("LinkedIn Premium", "billing@linkedln.com"),
        ("Dropbox", "no-reply@dropbox.support"),
        ("DigitalOcean", "billing@digita1ocean.com"),
        ("Grammarly", "hello@grarnmarly.com"),
        ("Duolingo", "hello@duolingo-plus.shop"),
    ):
        yield Fake(
            name=name,
            address=address,
            subject="Your payment could not be processed",
            body=f"We could not charge your card for your {name} subscription. {_LURE}",
        )


def _from_nowhere() -> Iterator[Fake]:
    for name, subject, body in (
        ("Netflix", "Your membership is on hold", f"We could not bill you. {_LURE}"),
        ("Nеtflix", "Your membership is on hold", f"We could not bill you. {_LURE}"),
        ("PayPaI", "Unusual transaction", f"You sent $480.00 to Crypto Ltd. {_CALL}"),
        ("Norton Renewal", "Subscription renewed", f"Charged: USD 349.99. {_CALL}"),
        ("Audible", "Your payment failed", f"Your membership ends today. {_LURE}"),
        ("Canva Pro", "Invoice 2231", f"Canva Pro, yearly: $119.99. {_LURE}"),
        ("Apple ID", "Your receipt from Apple", f"Clash Gems, $99.99. {_CALL}"),
        ("Amazon Prime", "Your Prime renewal", f"$139.00 was charged. {_CALL}"),
        ("Hulu", "Billing problem", f"Your subscription was suspended. {_LURE}"),
        ("Disney+", "Your account will be closed", f"Your last payment failed. {_LURE}"),
        ("HBO Max", "Payment declined", f"Please pay $16.99. {_LURE}"),
        ("ChatGPT", "Your subscription payment failed", f"$20.00 is due. {_LURE}"),
        ("Zoom", "Zoom invoice overdue", f"$149.90 is overdue. {_LURE}"),
        ("Notion", "Invoice from Notion", f"Notion Plus $96.00. {_LURE}"),
        ("Peacock TV", "Your plan was renewed", f"$79.99 charged. {_CALL}"),
        ("GoDaddy Billing", "Domain renewal failed", f"Pay $42.00 now. {_LURE}"),
    ):
        yield Fake(name=name, address="notify@mail-desk.example", subject=subject, body=body)
    yield Fake(
        name="Billing Department",
        address="desk@invoice-center.example",
        subject="Renewal of your protection",
        body=f"Your Norton 360 plan was renewed for $419.99. {_CALL}",
    )
    yield Fake(
        name="Geek Desk",
        address="desk@invoice-center.example",
        subject="Order 88213",
        body=f"McAfee Total Protection, 3 years, $389.00. {_CALL}",
        reply_to="geek.desk@gmail.com",
    )


def _in_other_languages() -> Iterator[Fake]:
    for name, subject, body in (
        (
            "Netflix Kundenservice",
            "Ihre Zahlung ist fehlgeschlagen",
            "Ihr Netflix-Abo wurde ausgesetzt. Bitte aktualisieren Sie Ihre Zahlungsdaten.",
        ),
        (
            "PayPal",
            "Rechnung über 489,00 €",
            "Sie haben 489,00 € gezahlt. Zum Stornieren rufen Sie +49 30 5550142 an.",
        ),
        (
            "Netflix",
            "Votre abonnement est suspendu",
            "Votre paiement de 13,49 € a été refusé. Mettez à jour vos informations.",
        ),
        (
            "Apple",
            "Votre facture Apple",
            "Vous avez été débité de 99,99 €. Pour annuler, cliquez ici.",
        ),
        (
            "Spotify",
            "Tu suscripción ha sido cancelada",
            "No hemos podido cobrar tu pago de 10,99 €. Actualiza tus datos.",
        ),
        (
            "Amazon Prime",
            "Il tuo abbonamento è stato rinnovato",
            "Ti abbiamo addebitato 49,90 €. Per annullare, accedi subito.",
        ),
        (
            "Netflix",
            "Sua assinatura foi suspensa",
            "Não conseguimos processar seu pagamento de R$ 39,90. Atualize seus dados.",
        ),
    ):
        yield Fake(name=name, address="info@kunden-desk.example", subject=subject, body=body)
