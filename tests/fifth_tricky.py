"""Honest mail of the fifth round, what the questions asked of a bill could hit."""

from collections.abc import Iterator

from tests.mailed import Mailed, signed, unsigned


def fifth_tricky() -> Iterator[Mailed]:
    """Bills by others' domains, names that changed, brands in passing."""
    yield from _by_others_domains()
    yield from _brands_in_passing()
    yield from _runs_for_brands()
    yield from _plain()


def _by_others_domains() -> Iterator[Mailed]:
    """Whose mail comes from a service, a mother company, an old name."""
    yield signed(
        "a studio by its booking service",
        "Luma Pilates <no-reply@bookwell.example>",
        "Your Luma Pilates receipt",
        "Thanks for your payment to Luma Pilates. 10 classes $180.00, paid Nov 20, 2026.\n"
        "Sent by Bookwell for Luma Pilates\n",
    )
    yield signed(
        "a magazine by its publisher",
        "Garden & Pond <service@halbrook-media.example>",
        "Your Garden & Pond subscription was renewed",
        "Garden & Pond was renewed for one year: $48.00. Halbrook Media, 4 Mill Lane.\n",
    )
    yield signed(
        "a phone plan of a second brand",
        "Zipzap Mobil <rechnung@nordfon.example>",
        "Ihre Zipzap-Rechnung",
        "Ihre Rechnung über 9,99 EUR. Abbuchung am 1.12.2026. Zipzap ist eine Marke der Nordfon "
        "GmbH.\n",
    )
    yield signed(
        "a transit pass by its card",
        "Coastline Ferries <noreply@clipcard.example>",
        "Receipt for your Coastline Ferries pass",
        "Monthly pass $96.00, paid with Visa 4418 on November 20, 2026. Clipcard customer "
        "service.\n",
    )
    yield signed(
        "a doctor in her own name at a clinic",
        "Dr. Ana Ruiz <aruiz@clinica-olmedo.example>",
        "Factura 2026-118",
        "Importe: 65,00 €. Pagada el 20/11/2026. Clínica Olmedo, tel. 555 01 18 20.\n",
    )
    yield signed(
        "initials as a domain",
        "Stadtwerke Lindau Energie <service@sle.example>",
        "Ihre Abschlagszahlung",
        "Am 1. Dezember 2026 buchen wir 92,00 EUR ab. SLE Kundenservice\n",
    )
    yield signed(
        "a firm with another word in its domain",
        "Tide & Timber <hello@getboards.example>",
        "Your receipt from Tide & Timber",
        "Oak board $48.00. Total $48.00, paid by card. getboards, Harbour Road 2\n",
    )
    yield signed(
        "a church by its giving service",
        "St. Brendan's <receipts@givewell-parish.example>",
        "Your gift receipt",
        "Thank you for your monthly gift of $25.00 to St. Brendan's.\n",
    )


def _brands_in_passing() -> Iterator[Mailed]:
    """A brand that is not billed for."""
    yield signed(
        "a ticket paid with PayPal",
        "Kinopolis <tickets@kinopolis.example>",
        "Ihre Tickets",
        "2 Tickets, 24,00 EUR, bezahlt mit PayPal. Kinopolis\n",
    )
    yield signed(
        "a shop that takes Apple Pay and Amazon Pay",
        "Loom & Co <orders@loomandco.example>",
        "Order 4471 confirmed",
        "Wool blanket $88.00. Paid with Amazon Pay. We also take Apple Pay, Google Pay and "
        "PayPal.\n",
    )
    yield signed(
        "a firm that follows on LinkedIn and YouTube",
        "Quiet Harbor <billing@quietharbor.example>",
        "Your Quiet Harbor invoice is paid",
        "We received $29.00 for the Team plan. Follow us on LinkedIn, YouTube and GitHub.\n",
    )
    yield signed(
        "a backup tool for Microsoft 365",
        "Saferoom <billing@saferoom.example>",
        "Saferoom renewal on December 1",
        "Your Saferoom plan (backup of Microsoft 365, 5 seats) renews on December 1, 2026 at "
        "$20.00.\n",
    )
    yield signed(
        "a headset for PlayStation",
        "Soundbarn <orders@soundbarn.example>",
        "Thanks for your Soundbarn order",
        "Headset for PlayStation 5, $79.00. Paid by card. Soundbarn\n",
    )
    yield signed(
        "a tutor of Excel and Adobe",
        "Lindgren Courses <kurs@lindgren-courses.example>",
        "Receipt for your course",
        "Adobe Photoshop for beginners, two evenings: 120,00 EUR, paid. Lindgren Courses\n",
    )
    yield signed(
        "a newsletter about streaming, paid itself",
        "The Stream Letter <hello@streamletter.example>",
        "Your Stream Letter membership renewed",
        "Your membership of The Stream Letter renewed: $5.00. This week: Netflix, Hulu and HBO "
        "Max.\n",
    )
    yield signed(
        "a budget app that bills for itself",
        "Trackwise <billing@trackwise.example>",
        "Your Trackwise receipt",
        "Trackwise Plus, $4.00 for November. We watch your Netflix, Spotify and Disney+ for you.\n",
    )


def _runs_for_brands() -> Iterator[Mailed]:
    """Who may speak of a subscription of somebody else's."""
    yield signed(
        "a cable company that ends HBO Max",
        "Bayline Cable <billing@bayline-cable.example>",
        "HBO Max was removed from your plan",
        "As you asked, HBO Max ended on November 20, 2026. Your Bayline bill will be $15.99 "
        "lower.\n",
    )
    yield signed(
        "a bank on a trial that ends",
        "Meadow Bank <alerts@meadowbank.example>",
        "A free trial ends soon: YouTube Premium",
        "We saw a free trial of YouTube Premium on your card; $13.99 may be charged on November "
        "28.\n",
    )
    yield signed(
        "a virtual card that was declined",
        "Cardwell <notice@cardwell.example>",
        "Netflix was declined",
        "A payment of $15.49 to NETFLIX.COM was declined: your Cardwell card is paused.\n",
    )
    yield signed(
        "a family app on Spotify shares",
        "Splitkin <pay@splitkin.example>",
        "Spotify Family renews on Friday",
        "Your group's Spotify Family renews on November 27. Your share: $3.00. Splitkin\n",
    )
    yield signed(
        "an employer that pays LinkedIn",
        "Brightanchor People Team <people@brightanchor.example>",
        "Your LinkedIn Premium benefit starts",
        "From December Brightanchor pays your LinkedIn Premium. Nothing is charged to you.\n",
    )
    yield signed(
        "a library on LinkedIn Learning",
        "Riverside Library <library@riverside.example>",
        "LinkedIn Learning stays free",
        "Riverside Library renewed LinkedIn Learning until December 2027.\n",
    )


def _plain() -> Iterator[Mailed]:
    """Nothing odd, but names and roles."""
    yield signed(
        "an office that names its firm",
        "Accounts <accounts@penrose-joinery.example>",
        "Invoice 771",
        "Invoice 771 from Penrose Joinery: £240.00, due 5 December 2026. Call 01632 960 177.\n",
    )
    yield signed(
        "a name in Greek",
        "Βιβλιοπωλείο Πλατεία <orders@plateia.example>",
        "Απόδειξη 4471",
        "Σύνολο: 24,00 €\n",
    )
    yield signed(
        "a hosting firm that suspends",
        "Fjordhost <billing@fjordhost.example>",
        "Payment failed: site will be suspended",
        "We could not charge 89,00 NOK. Update your card by 28 November: "
        "https://fjordhost.example/pay\n",
    )
    yield unsigned(
        "a club at a free mailbox",
        "Ruderclub Auental <rc.auental@web.de>",
        "Beitrag 2027",
        "Der Beitrag von 90,00 EUR wird am 5.1.2027 abgebucht.\n",
    )
    yield unsigned(
        "a partner at a free mailbox forwards Adobe",
        "Kim Falk <kim.falk@gmail.com>",
        "Fwd: Adobe invoice",
        "can you pay this?\n\n---------- Forwarded message ---------\nFrom: Adobe "
        "<mail@mail.adobe.com>\n"
        "Date: Fri, Nov 20, 2026 at 9:12 AM\nSubject: Adobe invoice\nTo: <kim.falk@gmail.com>\n\n"
        "Creative Cloud $59.99\n",
    )
    yield unsigned(
        "a friend who cancelled Netflix",
        "Noor <noor.haddad@outlook.com>",
        "finally",
        "I cancelled Netflix, they charged me $15.49 for nothing!\n",
    )
    yield signed(
        "a colleague who asks for Canva",
        "Ines Roth <ines@brightanchor.example>",
        "Canva Pro",
        "Can we renew Canva Pro? It is 109,99 EUR a year and runs out on 1 December.\n",
    )
    yield signed(
        "a domain seller that is one",
        "Namehaven <billing@namehaven.example>",
        "example.org renews on December 20",
        "Your domain example.org renews on December 20, 2026 for $14.00. Namehaven\n",
    )
