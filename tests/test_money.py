"""Amounts in running text: what is found, in which currency, and what is no amount."""

from decimal import Decimal
from itertools import pairwise

import pytest
from babel.numbers import format_currency, get_currency_precision
from hypothesis import given
from hypothesis import strategies as st

from parsers.locale.currencies import symbols
from parsers.locale.locales import LocaleHint
from parsers.locale.tender import codes
from parsers.money import Money
from parsers.text.folding import fold
from parsers.values.found_money import AmountFound, find_amounts, parse_amount
from tools import tender

_EN, _US, _FR = LocaleHint(language="en"), LocaleHint(territory="US"), LocaleHint(language="fr")
_DOLLARS = "USD CAD AUD NZD SGD HKD TWD MXN ARS CLP COP"
# ARS to USD, without the pesos of Chile and Colombia, which have no cents (CLDR 49).
_DOLLARS_WITH_CENTS = "USD CAD AUD NZD SGD HKD TWD MXN ARS"

_FOUND = [
    # symbol or code, before or behind, both
    ("US$59", "59 USD"),
    ("59,00 €", "59.00 EUR"),
    ("€9,99 EUR", "9.99 EUR"),
    ("€ 26,00", "26.00 EUR"),
    ("$20.99 NZD", "20.99 NZD"),
    ("44,99 € EUR", "44.99 EUR"),
    ("£5.59 GBP", "5.59 GBP"),
    ("£16.67", "16.67 GBP"),
    ("1.234,56 EUR", "1234.56 EUR"),
    ("EUR 1.234,56", "1234.56 EUR"),
    ("USD $5.00", "5.00 USD"),
    ("US $59.00", "59.00 USD"),
    ("Total in MXN: $55.84*", "55.84 MXN"),
    ("Amount (CAD): $12.00", "12.00 CAD"),
    ("රු. 5,750.00/year", "5750.00 LKR"),
    ("د.إ. 73.49", "73.49 AED"),
    ("5,00 $US", "5.00 USD"),
    ("20,99 $ CA", "20.99 CAD"),
    ("9,99EUR", "9.99 EUR"),
    ("EUR5", "5 EUR"),
    ("3,99 Eur", "3.99 EUR"),
    ("12 euros", "12 EUR"),
    # symbols that say it all
    ("65,49 €", "65.49 EUR"),
    ("260 Kč", "260 CZK"),
    ("45,00 zł", "45.00 PLN"),
    ("45 zl", "45 PLN"),
    ("₹5,900.00", "5900.00 INR"),
    ("R$ 29,90", "29.90 BRL"),
    ("1 290 Ft/hó", "1290 HUF"),
    ("49,99 lei", "49.99 RON"),
    ("₺149,99", "149.99 TRY"),
    ("149,99 TL", "149.99 TRY"),
    ("299 ₽", "299 RUB"),
    ("₩14,900", "14900 KRW"),
    ("14,900원", "14900 KRW"),
    ("결제하신 10,900원이 환불되었습니다", "10900 KRW"),
    ("年会費39,800円をご請求します", "39800 JPY"),
    ("ご注文合計（税込）「6,158」円", "6158 JPY"),
    ("退款已完成，18.00元已退回", "18.00 CNY"),
    ("Total CHF | 83.90", "83.90 CHF"),
    ("Summe (EUR) | 12,50", "12.50 EUR"),
    ("1,490円", "1490 JPY"),
    ("月額1,490円", "1490 JPY"),
    ("25元", "25 CNY"),
    ("A$12.99", "12.99 AUD"),
    ("CA$12.99", "12.99 CAD"),
    ("C$12.99", "12.99 CAD"),
    ("NZ$12.99", "12.99 NZD"),
    ("HK$78", "78 HKD"),
    ("KSh 650", "650 KES"),
    ("Kshs. 18,500/=", "18500 KES"),
    ("UShs 45,000", "45000 UGX"),
    ("TSh. 9,900", "9900 TZS"),
    ("N450,000.00", "450000.00 NGN"),
    ("R 1 113,40", "1113.40 ZAR"),
    ("R1,499.00", "1499.00 ZAR"),
    ("S$12.98", "12.98 SGD"),
    ("NT$270", "270 TWD"),
    ("MX$129", "129 MXN"),
    ("Fr. 15.90", "15.90 CHF"),
    ("\u200f29.90 \u200f₪", "29.90 ILS"),
    ("Rp 54.990", "54990 IDR"),
    # separators
    ("1.234 EUR", "1234 EUR"),
    ("12,5 €", "12.5 EUR"),
    ("1.234.567 EUR", "1234567 EUR"),
    ("1'299.00 CHF", "1299.00 CHF"),
    ("1’299.00 CHF", "1299.00 CHF"),
    ("1\u00a0299,00 €", "1299.00 EUR"),
    ("1\u202f299,00 €", "1299.00 EUR"),
    ("1 299,00 €", "1299.00 EUR"),
    ("12 345 678 €", "12345678 EUR"),
    ("₹1,00,000.00", "100000.00 INR"),
    ("KWD 1.234", "1.234 KWD"),
    ("€0.125", "0.125 EUR"),
    ("£0.0015", "0.0015 GBP"),
    ("729.– CHF", "729 CHF"),
    ("CHF 729.-", "729 CHF"),
    ("€１，２００．５０", "1200.50 EUR"),
    ("€٥", "5 EUR"),
    # signs
    ("-€5.00", "-5.00 EUR"),
    ("(€5.00)", "-5.00 EUR"),
    ("Refund: (€5.00)", "-5.00 EUR"),
    ("Credit | (5,00 €)", "-5.00 EUR"),
    ("−£4.00", "-4.00 GBP"),
    ("–£4.00", "-4.00 GBP"),
    ("€ -5,00", "-5.00 EUR"),
    ("€-5.00", "-5.00 EUR"),
    ("-5,00 €", "-5.00 EUR"),
    ("CHF-5.00", "-5.00 CHF"),
    ("the family plan (€5.00)", "5.00 EUR"),
    ("Fee - €5.00", "5.00 EUR"),
    ("€5-€10", "5 EUR, 10 EUR"),
    # among words and other numbers
    ("Total:GBP375.14", "375.14 GBP"),
    ("CHF 15.90/month", "15.90 CHF"),
    ("(Includes VAT of CHF 1.14)", "1.14 CHF"),
    ("Qty 1 £8.00", "8.00 GBP"),
    ("3 x €5.00", "5.00 EUR"),
    ("Plan 1 USD 8.00", "8.00 USD"),
    ("5,99 € 10,99 €", "5.99 EUR, 10.99 EUR"),
    ("$5.00 USD $6.00 USD", "5.00 USD, 6.00 USD"),
    ("CHF 15.90 EUR 14.20", "15.90 CHF, 14.20 EUR"),
    ("Visa-7782 | $11.99 USD", "11.99 USD"),
    ("MasterCard •••• 6047 €23.30", "23.30 EUR"),
    ("June 8, 2026 €23.30", "23.30 EUR"),
    ("04.05.2026: 3,99 €.", "3.99 EUR"),
    ("£9.99¹", "9.99 GBP"),
    ("£5.00Total", "5.00 GBP"),
    ("TRY 59.99", "59.99 TRY"),
    ("20000 COP", "20000 COP"),
]
_HINTED = [
    ("Total: Q250.00", LocaleHint(language="es"), "GTQ"),
    ("Total a pagar: L 1,522.50", LocaleHint(language="es"), "HNL"),
    ("$59.00", _US, "USD"),
    ("$59.00", _EN, "USD"),
    ("$1,299.00", LocaleHint(language="en", territory="AU"), "AUD"),
    ("$699", LocaleHint(language="fr", territory="CA"), "CAD"),
    ("$129", LocaleHint(language="es", territory="MX"), "MXN"),
    ("$78", LocaleHint(territory="HK"), "HKD"),
    ("$15", LocaleHint(territory="NZ"), "NZD"),
    ("R99", LocaleHint(territory="ZA"), "ZAR"),
    ("N650", LocaleHint(territory="NG"), "NGN"),
    ("$15", LocaleHint(territory="SG"), "SGD"),
    ("$15", LocaleHint(territory="JM"), "JMD"),
    ("$15", LocaleHint(), _DOLLARS),
    ("$15", _FR, _DOLLARS),
    ("$15.50", _FR, _DOLLARS_WITH_CENTS),
    ("$15", LocaleHint(language="en", territory="GB"), _DOLLARS),
    ("120 kr", LocaleHint(language="sv"), "SEK"),
    ("120 kr", LocaleHint(language="nb"), "NOK"),
    ("120 kr", LocaleHint(language="no"), "NOK"),
    ("120 kr", LocaleHint(language="da"), "DKK"),
    ("120 kr", LocaleHint(language="is"), "ISK"),
    ("120 kr", LocaleHint(language="sv", territory="NO"), "NOK"),
    ("120 kr", LocaleHint(territory="IS"), "ISK"),
    ("120 kr", LocaleHint(language="sv", territory="DE"), "SEK"),
    ("1 299,00 kr", LocaleHint(), "SEK NOK DKK"),
    ("kr. 120", LocaleHint(), "DKK"),
    ("kr. 120", LocaleHint(language="nb"), "NOK"),
    ("Total 120 kr.", LocaleHint(), "SEK NOK DKK"),
    ("120 kr. om måneden", LocaleHint(), "DKK"),
    ("¥1,490", LocaleHint(language="ja"), "JPY"),
    ("￥１，２００", LocaleHint(territory="JP"), "JPY"),
    ("¥25", LocaleHint(language="zh"), "CNY"),
    ("¥25", LocaleHint(territory="CN"), "CNY"),
    ("¥1,490", LocaleHint(), "JPY CNY"),
    ("¥1,490", _EN, "JPY CNY"),
    ("¥25.50", _EN, "CNY"),
    ("Rs. 499", LocaleHint(territory="IN"), "INR"),
    ("Rs. 499", LocaleHint(), "INR PKR LKR NPR MUR"),
    ("€5", _US, "EUR"),
    ("TRY 149", LocaleHint(language="tr"), "TRY"),
    ("Fr. 15", LocaleHint(territory="CH"), "CHF"),
]
_NOTHING = [
    "Q250.00",
    "1.5 L",
    "booking TL8841",
    "59.00",
    "",
    "5%",
    "€5%",
    "20 % €",
    "04.05.2026",
    "EUR 04.05.2026",
    "USD 2026-10-06",
    "USD 04/05/2026",
    "04/05/2026 USD",
    "10:30 USD",
    "Fr. 12. Juni 2026",
    "+1 800 555 0199",
    "+49 EUR",
    "M1234USD",
    "A1234 EUR",
    "#1234 EUR",
    "EUR-2026-0001",
    "INV-EUR55",
    "INV-55 EUR",
    "1ISK0071239",
    "3 x",
    "v1.2.3 EUR",
    "1,234,56 €",
    "10.0.0.1 USD",
    "BONUSUS$59",
    "100USDT",
    "THE 5",
    "TRY 30 DAYS FREE",
    "TOP 10",
    "the Galaxy R 2",
    "$5M",
    "$1.5M",
    "$5k",
    "€5/12",
    "€1.5 million",
    "5万円",
    "$6⁹⁹",
    "€5½",
    "1234567890123456789012345 EUR",
    "299:-",
    "5–10 €",
    "price in $",
    "eur",
]


def _said(found: tuple[AmountFound, ...]) -> str:
    return ", ".join(f"{one.amount} {' '.join(one.currencies)}" for one in found)


@pytest.mark.parametrize(("text", "expected"), _FOUND)
def test_finds_amounts(text: str, expected: str) -> None:
    assert _said(find_amounts(text)) == expected


@pytest.mark.parametrize(("text", "hint", "expected"), _HINTED)
def test_settles_ambiguous_symbols_or_leaves_them_open(
    text: str, hint: LocaleHint, expected: str
) -> None:
    (found,) = find_amounts(text, hint)
    assert " ".join(found.currencies) == expected
    assert (found.money is not None) == (len(found.currencies) == 1)


@pytest.mark.parametrize("text", _NOTHING)
def test_other_numbers_are_no_amounts(text: str) -> None:
    assert find_amounts(text, _EN) == ()


@pytest.mark.parametrize(
    ("text", "hint"),
    [(text, LocaleHint()) for text, _ in _FOUND] + [(text, hint) for text, hint, _ in _HINTED],
)
def test_what_is_found_stands_where_it_says(text: str, hint: LocaleHint) -> None:
    padded = f"ｶﾞ\u200b e\u0301 | {text} | …"
    found = find_amounts(padded, hint)
    assert [one.text for one in found] == [padded[one.start : one.end] for one in found]
    assert found
    assert all(one.text.strip() == one.text for one in found)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("pay −$4.00 now", "−$4.00"),
        ("pay (€5.00) now", "€5.00"),
        ("Total:GBP375.14!", "GBP375.14"),
        ("to ￥１，２００。", "￥１，２００"),
        ("nur 729.– CHF.", "729.– CHF"),
        ("kun 120 kr.", "120 kr"),
        ("5.\u200b00 €", "5.\u200b00 €"),
    ],
)
def test_says_the_words_it_was_read_from(text: str, expected: str) -> None:
    assert [one.text for one in find_amounts(text)] == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("€59.00", "59.00"),
        (" 59,00 € \n", "59.00"),
        ("CHF 15.90/month", "15.90"),
        ("7,99 €/Monat", "7.99"),
        ("(€5.00)", "-5.00"),
        ("from €59.00", None),
        ("€59.00 or €49.00", None),
        ("€59.00 off", None),
        ("59.00", None),
        ("", None),
    ],
)
def test_a_cell_holds_one_amount(text: str, expected: str | None) -> None:
    found = parse_amount(text, _US)
    assert (str(found.amount) if found else None) == expected


def test_money_is_what_is_settled() -> None:
    (found,) = find_amounts("Total: €9.99")
    assert found.money == Money(amount=Decimal("9.99"), currency="EUR")


_LOCALES = (
    "en_US en_GB en_CA en_AU en_IN de_DE de_AT de_CH fr_FR fr_CA es_ES es_MX pt_BR pt_PT it_IT"
    " nl_NL pl_PL sv_SE da_DK nb_NO fi_FI cs_CZ hu_HU ro_RO tr_TR ru_RU he_IL ja_JP ko_KR zh_CN"
)
_HOME = {
    "US": "USD", "GB": "GBP", "CA": "CAD", "AU": "AUD", "IN": "INR", "CH": "CHF", "MX": "MXN",
    "BR": "BRL", "PL": "PLN", "SE": "SEK", "DK": "DKK", "NO": "NOK", "CZ": "CZK", "HU": "HUF",
    "RO": "RON", "TR": "TRY", "RU": "RUB", "IL": "ILS", "JP": "JPY", "KR": "KRW", "CN": "CNY",
}  # fmt: skip


@given(
    locale=st.sampled_from(_LOCALES.split()),
    cents=st.integers(min_value=-999_999_999, max_value=999_999_999).filter(bool),
)
def test_finds_what_every_locale_writes(locale: str, cents: int) -> None:
    language, territory = locale.split("_")
    currency = _HOME.get(territory, "EUR")
    amount = Decimal(cents) / 10 ** get_currency_precision(currency)
    text = f"Total: {format_currency(amount, currency, locale=locale)} | Visa"
    (found,) = find_amounts(text, LocaleHint(language=language, territory=territory))
    assert (found.amount, found.currencies) == (amount, (currency,))
    assert found.text == text[found.start : found.end]


@given(st.text(alphabet="0123456789.,' -–()$€krUSDEM%|:/\u00a0\u200b٣１", max_size=60))
def test_never_overlaps_and_never_invents_places(text: str) -> None:
    found = find_amounts(text)
    assert [one.text for one in found] == [text[one.start : one.end] for one in found]
    assert all(one.end <= other.start for one, other in pairwise(found))
    assert all(one.currencies for one in found)


@pytest.mark.timeout(20)
@pytest.mark.parametrize(
    "piece", ["1", "1,", "1 ", "123 ", "1.1 ", "1'", "1,111", "1.- ", " ", "A1"]
)
def test_a_hostile_text_does_not_hold_it_up(piece: str) -> None:
    assert find_amounts(piece * (100_000 // len(piece))) == ()


def test_the_tables_are_folded_and_speak_of_currencies_in_use() -> None:
    assert [fold(symbol).text for symbol in symbols()] == list(symbols())
    assert {"EUR", "USD", "HRK"} <= codes()
    assert not {"DEM", "XXX", "XAU"} & codes()


def test_what_countries_pay_in_is_what_cldr_says() -> None:
    assert tender.PLACE.read_text(encoding="utf-8") == tender.written()


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("109,99 € al año", "es"),
        ("12,00 € pro Monat", "de"),
        ("£49.00 per year", "en"),
        ("9,90 € par mois", "fr"),
        ("199 kr i månaden", "sv"),
    ],
)
def test_how_often_may_stand_behind_the_amount_of_a_cell(text: str, language: str) -> None:
    found = parse_amount(text, LocaleHint(language=language))
    assert found is not None
    assert found.start == 0


def test_what_else_stands_behind_an_amount_makes_it_no_cell_of_its_own() -> None:
    assert parse_amount("£5.00 per month for 3 months", LocaleHint(language="en")) is None
    assert parse_amount("£5.00 less than your neighbours", LocaleHint(language="en")) is None


@pytest.mark.parametrize(
    ("text", "language", "amounts"),
    [
        ("reklamace č. R2611", "cs", []),
        ("Total: R2611", "en", ["2611 ZAR"]),
        ("R2611", None, ["2611 ZAR"]),
        ("3 лютого 2027 р. сплачено 900 грн", "uk", ["900 UAH"]),
        ("лютий 2027 р.", "uk", []),
        ("Всего 2027 р.", "ru", ["2027 RUB"]),
    ],
)
def test_a_year_or_the_number_of_a_paper_is_none(
    text: str, language: str | None, amounts: list[str]
) -> None:
    found = find_amounts(text, LocaleHint(language=language))
    assert [f"{one.amount} {'|'.join(one.currencies)}" for one in found] == amounts
