"""schema.org markup as it comes in the wild: a bonus, never the last word."""

import pytest

from parsers.generic.amounts import candidates
from parsers.language.wording import main_claim
from parsers.layout import lay_out
from parsers.markup.linear import read_html
from parsers.message import Message, read_message
from parsers.structured import Markup

ORDER = '{"@context": "http://schema.org", "@type": "Order", "orderNumber": "A-1", "price": "9.99"'


def marked(script: str) -> tuple[Markup, ...]:
    html = f'<html><head><script type="application/ld+json">{script}</script></head>schema.org'
    return read_html(html).markup


@pytest.mark.parametrize(
    "script",
    [
        f'{ORDER}, "priceCurrency": "USD", "merchant": {{"name": "Larkfield"}}}}',
        f'[{ORDER}, "priceCurrency": "USD", "merchant": {{"@type": "Org", "name": "Larkfield"}}}}]',
        f'{ORDER}, "priceCurrency": "USD", "seller": {{"name": "Larkfield"}},}}',
        f'<!-- {ORDER}, "priceCurrency": "USD", "seller": "Larkfield"}} -->',
        f'//<![CDATA[\n{ORDER},\n"priceCurrency": "USD", "seller": "Larkfield"}}\n//]]>',
        (
            '{"@graph": [{"@type": "EmailMessage"}, {"@type": ["Thing", "http://schema.org/Order"],'
            ' "orderNumber": "A-1", "acceptedOffer": [{"@type": "Offer", "price": 9.99,'
            ' "priceCurrency": "USD"}], "merchant": {"name": "Larkfield"}}]}'
        ),
        f'{ORDER}, "priceCurrency": "USD", "seller": "Larkfield"}} trailing words',
    ],
)
def test_an_order_is_read_however_it_is_written(script: str) -> None:
    (order,) = marked(script)
    assert order == Markup(
        type="order", price="9.99", currency="USD", number="A-1", seller="Larkfield"
    )


def test_an_invoice_names_what_is_due() -> None:
    (invoice,) = marked(
        '{"@type": "Invoice", "accountId": "77", "paymentDueDate": "2026-12-01", "paymentStatus":'
        ' "http://schema.org/PaymentDue", "totalPaymentDue": {"@type": "PriceSpecification",'
        ' "price": 20, "priceCurrency": "EUR"}}'
    )
    assert (invoice.price, invoice.currency, invoice.due) == ("20", "EUR", "2026-12-01")
    assert (invoice.number, invoice.status) == ("77", "paymentdue")


def test_microdata_is_read_too() -> None:
    html = """<div itemscope itemtype="http://schema.org/Order">
      <div itemprop="merchant" itemscope itemtype="http://schema.org/Organization">
        <meta itemprop="name" content="Larkfield"/></div>
      <b itemprop="orderNumber">A-1</b>
      <div itemprop="acceptedOffer" itemscope itemtype="http://schema.org/Offer">
        <meta itemprop="price" content="9.99"><meta itemprop="priceCurrency" content="USD"></div>
    </div>"""
    (order,) = read_html(html).markup
    assert order == Markup(
        type="order", price="9.99", currency="USD", number="A-1", seller="Larkfield"
    )


@pytest.mark.parametrize(
    "script",
    [
        "",
        "{",
        "null",
        '"Order"',
        '{"@type": "Order"',
        '{"@type": 7}',
        '{"@type": "FlightReservation", "price": "9"}',
        "[" * 100_000,
        '{"@type":' * 5000,
    ],
)
def test_what_is_no_order_or_broken_is_nothing(script: str) -> None:
    assert marked(script) == ()


def mail(shown: str, price: str) -> Message:
    raw = f"""From: Larkfield <billing@larkfield.example>
To: Pat Example <pat@example.org>
Subject: Your receipt from Larkfield
Date: Mon, 02 Nov 2026 10:00:00 +0000
Message-ID: <markup@larkfield.example>
MIME-Version: 1.0
Content-Type: text/html; charset=utf-8

<html><head><script type="application/ld+json">{{"@context": "http://schema.org",
"@type": "Order", "orderNumber": "LF-20771", "price": "{price}", "priceCurrency": "USD"}}</script>
</head><body><p>Thank you for your payment.</p><table>{shown}</table></body></html>
"""
    read = read_message(raw.encode())
    assert isinstance(read, Message)
    return read


def test_markup_is_one_more_reason_for_an_amount() -> None:
    page = lay_out(
        mail("<tr><td>Box</td><td>$7.00</td></tr><tr><td>Case</td><td>$9.00</td></tr>", "9")
    )
    claim = main_claim(page)
    assert claim is not None
    marked_up = {
        str(one.found.amount): one.features["marked_up"] for one in candidates(page, claim)
    }
    assert marked_up == {"7.00": False, "9.00": True}


def test_markup_never_overrides_what_is_shown() -> None:
    from parsers import parse
    from parsers.merchants import Known

    shown = "<tr><td>Subtotal</td><td>$7.00</td></tr><tr><td>Total</td><td>$8.40</td></tr>"
    (event,) = parse(mail(shown, "1.00"), Known()).events
    assert event.amount is not None
    assert str(event.amount.amount) == "8.40"
    assert event.reference == "LF-20771"
