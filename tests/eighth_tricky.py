"""Honest mail that looks like the scams of the same number."""

from collections.abc import Iterator

from tests.mailed import Mailed, signed, unsigned


def eighth_tricky() -> Iterator[Mailed]:
    """Each an honest mail of its own."""
    yield from _by_way_of_others()
    yield from _from_people()
    yield from _from_firms()
    yield from _pictures()
    yield from _accounts_and_mandates()


def _by_way_of_others() -> Iterator[Mailed]:
    yield signed(
        "a form of a club, with a number for questions",
        "Google Forms <forms-receipts-noreply@google.com>",
        "Summer camp 2027",
        "Thanks for filling in Summer camp 2027\nHere's what was received.\nThe fee of $120 is"
        " paid at"
        " the door. Questions? Call the office at (555) 010-4471.\nCreate your own Google Form\n",
    )
    yield signed(
        "a lease to sign, with the agent's number",
        "Mara Quill via Docusign <dse_na3@docusign.net>",
        "Complete with Docusign: Lease_Elm_Street.pdf",
        "Mara Quill sent you a document to review and sign.\nREVIEW DOCUMENT\nHi Pat, the lease"
        " for Elm"
        " Street, $1,450 a month. Call me at (555) 010-4472 with any question.\n",
    )
    yield signed(
        "a café's receipt by Square",
        "Northside Coffee via Square <receipts@messaging.squareup.com>",
        "Receipt from Northside Coffee",
        "Northside Coffee\nFlat white $4.50\nTotal $4.50\nVisa 1881\nNot your receipt? "
        "https://squareup.com/help\n",
    )
    yield signed(
        "a friend's request by Zelle",
        "Zelle <noreply@zellepay.com>",
        "LENA FISK requested $32.00 from you",
        "Hi PAT,\nLENA FISK has sent you a request for $32.00.\nMemo: pizza\nTo respond, log in"
        " to your"
        " banking app.\nOnly send money to people you know and trust.\n",
    )
    yield signed(
        "a bookkeeper's bill by QuickBooks, with the firm's number",
        "Reed Bookkeeping <quickbooks@notification.intuit.com>",
        "Invoice 2207 from Reed Bookkeeping",
        "INVOICE 2207\nDUE 12/01/2026\n$180.00\nReview and pay\nHi Pat, the November books."
        " Questions?"
        " Our office is at (555) 010-4473.\nReed Bookkeeping\n",
    )


def _from_people() -> Iterator[Mailed]:
    yield signed(
        "a friend's share of a plan, with an account",
        "Jonas Reil <jonas.reil71@gmail.com>",
        "Netflix",
        "Hey, your share of Netflix for the year is 71,88 EUR. IBAN DE00 0000 0000 0000 0000 00."
        " Danke!"
        "\nJonas\n",
    )
    yield signed(
        "a colleague who tells what a licence costs",
        "Mira Holt <mira.holt@gmail.com>",
        "Adobe licences",
        "Hi Pat, the renewal of the Adobe licences would be $2,310.00 next year. Shall we talk"
        " about it"
        " on Monday?\nMira\n",
    )
    yield signed(
        "a photo of one's own",
        "Gordon Pell <gordon.pell@gmail.com>",
        "Photo 2nd of May, mp3 and h264",
        "Hi, the picture is with this mail.\nGordon\n",
        attached=("img2207.png",),
    )
    yield signed(
        "a person who is called like a brand and writes a reminder",
        "Jo Norton <jo.norton@gmail.com>",
        "Reminder: dinner on Friday",
        "We split the bill, it was $64 for both. See you at eight. Jo\n",
    )


def _from_firms() -> Iterator[Mailed]:
    yield signed(
        "a bank that changed the branch's account number",
        "Lindenbank <service@lindenbank.example>",
        "Ihre neue IBAN nach der Fusion",
        "Sehr geehrter Herr Example,\ndurch die Fusion haben Sie eine neue IBAN: DE00 0000 0000"
        " 0000"
        " 0000 00. Daueraufträge und Lastschriften (auch von Netflix) laufen weiter.\nIhre"
        " Lindenbank\n",
    )
    yield signed(
        "a landlord's new account, in his own name",
        "Elmtree Lettings <accounts@elmtreelettings.example>",
        "Our bank details have changed",
        "Dear Pat, from January please pay the rent to our new account at Sample Bank, account"
        " number"
        " 00000000. Ring the number on your lease if in doubt. Elmtree Lettings\n",
    )
    yield signed(
        "a shop whose table has a size to a cell",
        "Woolly Goods <hello@woolly-goods.example>",
        "Your size, ready",
        html="<table><tr><td>S</td><td>M</td><td>L</td><td>X</td><td>Y</td><td>Z</td></tr></table>"
        "<p>Your order of 2 jumpers, $88.00, is packed.</p><p>Woolly Goods</p>",
    )
    yield signed(
        "a calendar of a gym, a day to a cell",
        "Fit Barn <desk@fitbarn.example>",
        "Your membership: classes of November",
        html="<table><tr><td>M</td><td>T</td><td>W</td><td>T</td><td>F</td><td>S</td>"
        "<td>S</td></tr>"
        "<tr><td>1</td><td>2</td><td>3</td><td>4</td><td>5</td><td>6</td><td>7</td></tr></table>"
        "<p>Your membership of $39.00 renews on 1 December. Fit Barn</p>",
    )
    yield signed(
        "a telephone shop's order, with a number if it is not yours",
        "Harbour Phones <orders@harbourphones.example>",
        "Order 5512 confirmed",
        "Hi Pat,\nyour order of a case for an Apple iPhone, $29.00, is on its way.\nIf you did"
        " not place"
        " this order, call Harbour Phones on (555)"
        " 010-4474.\nhttps://harbourphones.example/o/5512\n",
    )
    yield signed(
        "a firm that is called like a service in another trade",
        "Zoom Cycles <hello@zoomcycles.example>",
        "Your service is due",
        "Hi Pat, your bicycle's yearly service ($65.00) is due. Book at"
        " https://zoomcycles.example/b\n"
        "Zoom Cycles\n",
    )
    yield unsigned(
        "a paper about a brand, with the brand in a line of its own",
        "Streaming Weekly <news@streaming-weekly.example>",
        "Prices this week",
        "Netflix\nThe standard plan is $17.99 now. To cancel go to your account"
        " page.\nHulu\n$18.99.\n"
        "Streaming Weekly\nhttps://streaming-weekly.example/u\n",
    )


def _pictures() -> Iterator[Mailed]:
    yield unsigned(
        "a shop's picture of cards for a brand",
        "Cartridge Shop <shop@cartridge.example>",
        "PlayStation Plus order: 12 months for $54.00",
        html='<a href="https://cartridge.example/"><img src="https://cartridge.example/i.png"></a>',
    )
    yield unsigned(
        "a studio's sale in a picture",
        "Studio Ora <hello@studio-ora.example>",
        "Your order ships free: from 20.00 EUR",
        html='<img src="cid:a">',
    )
    yield unsigned(
        "a picture under a talk about a brand",
        "Ida Moor <ida@moor-family.example>",
        "Netflix tonight?",
        html='<img src="cid:a">',
    )
    yield unsigned(
        "a friend's picture of what a brand billed",
        "Tom <tom.quill@gmail.com>",
        "Netflix invoice",
        html='<img src="cid:a">',
    )


def _accounts_and_mandates() -> Iterator[Mailed]:
    yield unsigned(
        "a printer's bill with its account",
        "Müller Druck <rechnung@mueller-druck.example>",
        "Rechnung 2211",
        "Guten Tag Frau Quill, anbei die Rechnung 2211 über EUR 240,00. Bitte bis"
        " 15.12.2026 auf IBAN DE02120300000000202051 überweisen.\n",
    )
    yield unsigned(
        "a firm that has changed its bank",
        "Müller Druck <rechnung@mueller-druck.example>",
        "Neue Bankverbindung",
        "Guten Tag Frau Quill, wir haben die Bank gewechselt. Unsere neue IBAN steht"
        " auf der nächsten Rechnung; rufen Sie uns zur Bestätigung unter der bekannten"
        " Nummer an.\n",
    )
    yield unsigned(
        "a utility that tells of a debit",
        "Stadtwerke <kundenservice@stadtwerke-ost.example>",
        "SEPA-Lastschrift",
        "Sehr geehrte Frau Quill, wir buchen EUR 89,00 am 01.12.2026 mit Mandat M-2211"
        " ab. Fragen? 030 5550144.\n",
    )
    yield unsigned(
        "a toll's statement",
        "BayToll <statements@baytoll.example>",
        "Your toll statement",
        "Hi Pat Quill, your account was topped up with USD 25.00. Tolls this month:"
        " USD 6.99. https://baytoll.example/account\n",
    )
    yield unsigned(
        "a parcel's import tax",
        "Parcel Line <noreply@parcel-line.example>",
        "Import charges for your parcel",
        "Dear Pat Quill, your parcel 155099 from JP has import VAT of GBP 14.20. Pay"
        " at https://parcel-line.example/pay or at the door.\n",
    )
    yield unsigned(
        "a directory's renewal",
        "Chamber <members@leedschamber.example>",
        "Directory listing renewal",
        "Your listing with Leeds Chamber renews on 1 January for GBP 120.00."
        " https://leedschamber.example/members\n",
    )
    yield unsigned(
        "a law firm's own bill",
        "Harlow Solicitors <office@harlow-law.example>",
        "Our invoice for your conveyance",
        "Dear Pat Quill, our invoice of GBP 850.00 is due on 15 December 2026. We act"
        " for you since May.\n",
    )
