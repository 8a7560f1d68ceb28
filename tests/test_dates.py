"""Days and periods in running text: what is found, what stays open, and what is no day."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from babel.dates import format_date
from hypothesis import given
from hypothesis import strategies as st

from parsers.dates import DateFound, find_dates, find_periods
from parsers.locale.locales import LocaleHint
from parsers.locale.months import may_name_a_month
from tools import months

_NEAR = date(2026, 7, 1)
_NONE, _EN, _US = LocaleHint(), LocaleHint(language="en"), LocaleHint(territory="US")

_FOUND = [
    # day, month, year in words
    ("June 8, 2026", "2026-06-08"),
    ("8 June 2026", "2026-06-08"),
    ("4 Oct 2026", "2026-10-04"),
    ("Jun 16, 2024", "2024-06-16"),
    ("July 09, 2026", "2026-07-09"),
    ("May 16 2026", "2026-05-16"),
    ("June 8,2026", "2026-06-08"),
    ("JUNE 8, 2026", "2026-06-08"),
    ("June 8th, 2026", "2026-06-08"),
    ("8th of June 2026", "2026-06-08"),
    ("1st Mar 2026", "2026-03-01"),
    ("8 Jun. 2026", "2026-06-08"),
    ("Mon, 8 Jun 2026 10:00", "2026-06-08"),
    ("16 May 2026 16:00", "2026-05-16"),
    ("May 4, 2023 11:38:05 AM GMT+2", "2023-05-04"),
    ("16-Jul-2026", "2026-07-16"),
    ("16-Jul-26", "2026-07-16"),
    ("16/Jul/2026", "2026-07-16"),
    ("16.Jul.2026", "2026-07-16"),
    ("21. Juli 2026", "2026-07-21"),
    ("19. Oktober 2026", "2026-10-19"),
    ("1. März 2026", "2026-03-01"),
    ("Fr., 5. Juni 2026", "2026-06-05"),
    ("14 juil. 2026", "2026-07-14"),
    ("1er janvier 2027", "2027-01-01"),
    ("την 1η Οκτωβρίου 2026", "2026-10-01"),
    ("έως της 15ης Νοεμβρίου 2026", "2026-11-15"),
    ("den 1:a oktober 2026", "2026-10-01"),
    ("18 août 2026", "2026-08-18"),
    ("18 aou\u0302t 2026", "2026-08-18"),
    ("14 sept 2026", "2026-09-14"),
    ("el 5 de diciembre de 2026", "2026-12-05"),
    ("14 sept 2026 9:48:06 CEST", "2026-09-14"),
    ("30 de ago. de 2026", "2026-08-30"),
    ("1º de maio de 2026", "2026-05-01"),
    ("l'8 giugno 2026", "2026-06-08"),
    ("1 mrt 2026", "2026-03-01"),
    ("6 lipca 2026", "2026-07-06"),
    ("6. července 2026", "2026-07-06"),
    ("den 8 maj 2026", "2026-05-08"),
    ("21. heinäkuuta 2026", "2026-07-21"),
    ("12,00 € 21. heinäkuuta 2026", "2026-07-21"),
    ("12 € 21 juillet", "2026-07-21"),
    ("2026. aug. 16.", "2026-08-16"),
    ("2026. augusztus 16-án", "2026-08-16"),
    ("5 octombrie 2026", "2026-10-05"),
    ("21 Temmuz 2026", "2026-07-21"),
    ("21 TEMMUZ 2026", "2026-07-21"),
    ("2 февраля 2026 г.", "2026-02-02"),
    ("מ-13 באוג׳ 2023", "2023-08-13"),
    # the year that is nearest
    ("30 Sept", "2026-09-30"),
    ("July 4", "2026-07-04"),
    ("Jan 3", "2026-01-03"),
    ("December 1", "2026-12-01"),
    ("Due May 5.", "2026-05-05"),
    ("8 Juni", "2026-06-08"),
    ("5 août", "2026-08-05"),
    ("el 5 de agosto", "2026-08-05"),
    ("12月1日", "2026-12-01"),
    # numbers
    ("2026-10-06", "2026-10-06"),
    ("2026-10-06T10:00:00Z", "2026-10-06"),
    ("2026/07/21", "2026-07-21"),
    ("2026.07.21", "2026-07-21"),
    ("2026. 7. 21.", "2026-07-21"),
    ("30.08.2026", "2026-08-30"),
    ("1.6.2026", "2026-06-01"),
    ("1. 6. 2026", "2026-06-01"),
    ("04.05.2026", "2026-05-04"),
    ("16.08.26", "2026-08-16"),
    ("12.10.2026 12:00", "2026-10-12"),
    ("2026年12月1日", "2026-12-01"),
    ("２０２６年１２月１日", "2026-12-01"),
    ("2026년 7월 21일", "2026-07-21"),
    ("Date:13/02/2026", "2026-02-13"),
    ("13/02/2026", "2026-02-13"),
    ("02/13/2026", "2026-02-13"),
    ("02/02/2026", "2026-02-02"),
    ("01/02/2026", "2026-01-02|2026-02-01"),
    ("4/5/2026", "2026-04-05|2026-05-04"),
    ("01/02/26", "2026-01-02|2026-02-01"),
    ("06-10-2026", "2026-06-10|2026-10-06"),
    # several
    ("Sep 16–Oct 16, 2026", "2026-09-16 2026-10-16"),
    ("Sep 16 - Oct 16, 2026", "2026-09-16 2026-10-16"),
    ("Dec 16–Jan 16, 2026", "2025-12-16 2026-01-16"),
    ("8 June - 7 July 2025", "2025-06-08 2025-07-07"),
    ("30.06.2026, 01.07.2026", "2026-06-30 2026-07-01"),
    ("01/06/2026 - 30/06/2026", "2026-06-01 2026-06-30"),
    ("06/01/2026 to 06/30/2026", "2026-06-01 2026-06-30"),
    ("01/06/2026 and 30/06/2026", "2026-01-06|2026-06-01 2026-06-30"),
    ("Order 12 May 5, 2026", "2026-05-05"),
    ("June 8–14, 2025", "2025-06-08"),
    ("Leap day: Feb 29, 2024", "2024-02-29"),
]
_HINTED = [
    ("01/02/2026", _US, "2026-01-02"),
    ("01/02/2026", LocaleHint(language="en", territory="US"), "2026-01-02"),
    ("01/02/2026", LocaleHint(language="en", territory="GB"), "2026-02-01"),
    ("01/02/2026", LocaleHint(territory="AU"), "2026-02-01"),
    ("01/02/2026", LocaleHint(language="fr"), "2026-02-01"),
    ("01-02-2026", LocaleHint(language="nl"), "2026-02-01"),
    ("01/02/2026", _EN, "2026-01-02|2026-02-01"),
    ("01/02/2026", LocaleHint(language="en", territory="CA"), "2026-01-02|2026-02-01"),
    ("01/02/2026", LocaleHint(language="en", territory="PH"), "2026-01-02"),
    ("13/02/2026", _US, "2026-02-13"),
    ("02/13/2026", LocaleHint(language="de"), "2026-02-13"),
    ("01.02.2026", _US, "2026-02-01"),
    ("2026/01/02", _US, "2026-01-02"),
    ("5 mar", LocaleHint(language="es"), "2026-03-05"),
    ("mar 5 may", LocaleHint(language="es"), "2026-05-05"),
    ("mar. 5 mai 2026", LocaleHint(language="fr"), "2026-05-05"),
    ("12 pro", LocaleHint(language="cs"), "2026-12-12"),
    ("5 ago", LocaleHint(language="it"), "2026-08-05"),
    ("8. mai", LocaleHint(language="no"), "2026-05-08"),
    ("June 8", LocaleHint(language="de"), ""),
    ("8 June", LocaleHint(language="de"), "2026-06-08"),
    ("július 5-én lejár", LocaleHint(language="hu"), "2026-07-05"),
    ("Lejárat: február 28.", LocaleHint(language="hu"), "2026-02-28"),
    ("július 3 990 Ft", LocaleHint(language="hu"), ""),
    ("már 5-én is", LocaleHint(language="hu"), ""),
    ("June 8, 2026", LocaleHint(language="de"), "2026-06-08"),
    ("tomorrow", _EN, "2026-07-02"),
    ("tomorrow", _NONE, "2026-07-02"),
    ("today", _EN, "2026-07-01"),
    ("in 3 days", _EN, "2026-07-04"),
    ("in 1 day", _EN, "2026-07-02"),
    ("morgen", LocaleHint(language="de"), "2026-07-02"),
    ("heute", LocaleHint(language="de"), "2026-07-01"),
    ("in 3 Tagen", LocaleHint(language="de"), "2026-07-04"),
    ("Guten Morgen", LocaleHint(language="de"), ""),
    ("demain", LocaleHint(language="fr"), "2026-07-02"),
    ("aujourd’hui", LocaleHint(language="fr"), "2026-07-01"),
    ("dans 3 jours", LocaleHint(language="fr"), "2026-07-04"),
    ("mañana", LocaleHint(language="es"), "2026-07-02"),
    ("por la mañana", LocaleHint(language="es"), ""),
    ("hoy", LocaleHint(language="es"), "2026-07-01"),
    ("en 3 días", LocaleHint(language="es"), "2026-07-04"),
    ("tomorrow", LocaleHint(language="nl"), ""),
    ("avant le 28/7", LocaleHint(language="fr"), "2026-07-28"),
    ("Échéance : 28/07", LocaleHint(language="fr"), "2026-07-28"),
    ("échéance 3/12", LocaleHint(language="fr"), ""),
    ("antes del 5/8", LocaleHint(language="es"), "2026-08-05"),
    ("abierto 24/7", LocaleHint(language="es"), ""),
    ("até 05/08", LocaleHint(language="pt"), "2026-08-05"),
    ("parcela 3/12", LocaleHint(language="pt"), ""),
    ("1/2 preço", LocaleHint(language="pt"), ""),
    ("senast den 5/8", LocaleHint(language="sv"), "2026-08-05"),
    ("den 5/3 2027", LocaleHint(language="da"), "2027-03-05"),
    ("side 5/8", LocaleHint(language="da"), ""),
    ("innen 5/8", LocaleHint(language="nb"), "2026-08-05"),
    ("entro il 5/8", LocaleHint(language="it"), "2026-08-05"),
    ("voor 5/8", LocaleHint(language="nl"), "2026-08-05"),
    ("pe 5/8", LocaleHint(language="ro"), "2026-08-05"),
    ("bis 5/8", LocaleHint(language="de"), ""),
    ("by 7/28", LocaleHint(language="en"), "2026-07-28"),
    ("score 9/10", LocaleHint(language="en"), ""),
    ("two days from now", LocaleHint(language="en"), "2026-07-03"),
    ("by Friday", LocaleHint(language="en"), "2026-07-03"),
    ("by Wednesday", LocaleHint(language="en"), "2026-07-08"),
    ("by Friday 10 July 2026", LocaleHint(language="en"), "2026-07-10"),
    ("Monday until Friday", LocaleHint(language="en"), ""),
    ("on Friday", LocaleHint(language="en"), ""),
    ("by the 1st", LocaleHint(language="en"), "2026-07-01"),
    ("by the 5th of the month", LocaleHint(language="en"), "2026-07-05"),
    ("by the 5th of next month", LocaleHint(language="en"), "2026-08-05"),
    ("bis zum 5. des nächsten Monats", LocaleHint(language="de"), "2026-08-05"),
    ("avant le 5 du mois prochain", LocaleHint(language="fr"), "2026-08-05"),
    ("antes del 5 del mes que viene", LocaleHint(language="es"), "2026-08-05"),
    ("até o dia 5 do próximo mês", LocaleHint(language="pt"), "2026-08-05"),
    ("entro il 5 del mese prossimo", LocaleHint(language="it"), "2026-08-05"),
    ("vóór de 5e van volgende maand", LocaleHint(language="nl"), "2026-08-05"),
    ("do 5. dnia następnego miesiąca", LocaleHint(language="pl"), "2026-08-05"),
    ("senast den 5 nästa månad", LocaleHint(language="sv"), "2026-08-05"),
    ("senest den 5. i næste måned", LocaleHint(language="da"), "2026-08-05"),
    ("senest den 5. neste måned", LocaleHint(language="nb"), "2026-08-05"),
    ("seuraavan kuun 5. päivään mennessä", LocaleHint(language="fi"), "2026-08-05"),
    ("do 5. příštího měsíce", LocaleHint(language="cs"), "2026-08-05"),
    ("a jövő hónap 5-éig", LocaleHint(language="hu"), "2026-08-05"),
    ("până pe 5 a lunii viitoare", LocaleHint(language="ro"), "2026-08-05"),
    ("gelecek ayın 5'ine kadar", LocaleHint(language="tr"), "2026-08-05"),
    ("翌月5日までに", LocaleHint(language="ja"), "2026-08-05"),
    ("다음 달 5일까지", LocaleHint(language="ko"), "2026-08-05"),
    ("下个月5日前", LocaleHint(language="zh"), "2026-08-05"),
    ("до 5 числа следующего месяца", LocaleHint(language="ru"), "2026-08-05"),
    ("до 5 числа наступного місяця", LocaleHint(language="uk"), "2026-08-05"),
    ("έως τις 5 του επόμενου μήνα", LocaleHint(language="el"), "2026-08-05"),
    ("your subs are due on the 20th.", LocaleHint(language="en"), "2026-07-20"),
    ("it renews on the 20th for $9.99", LocaleHint(language="en"), "2026-07-20"),
    ("we took it on the 20th", LocaleHint(language="en"), ""),
    ("due on the 20th floor", LocaleHint(language="en"), ""),
    ("bis zum Ersten", LocaleHint(language="de"), "2026-07-01"),
    ("25日までに", LocaleHint(language="ja"), "2026-07-25"),
    ("7月25日までに", LocaleHint(language="ja"), "2026-07-25"),
    ("fällig bis 28.11", LocaleHint(language="de"), "2026-11-28"),
    ("bis 28.11 Uhr", LocaleHint(language="de"), ""),
    ("zum 12.10 € Tarif", LocaleHint(language="de"), ""),
    ("iOS 12.10", LocaleHint(language="de"), ""),
    ("do 28.11", LocaleHint(language="pl"), "2026-11-28"),
    ("do 10.12 zł", LocaleHint(language="pl"), ""),
    ("entro il 28.11", LocaleHint(language="it"), "2026-11-28"),
    ("avant le 28.11", LocaleHint(language="fr"), "2026-11-28"),
    ("senest den 28.11", LocaleHint(language="da"), "2026-11-28"),
    ("vóór 28-11", LocaleHint(language="nl"), "2026-11-28"),
    ("3-4 dagen", LocaleHint(language="nl"), ""),
    ("до 28.11", LocaleHint(language="ru"), "2026-11-28"),
    ("by the 5th floor", LocaleHint(language="en"), ""),
    ("splatný k pátému", LocaleHint(language="cs"), "2026-07-05"),
    ("do pátého patra", LocaleHint(language="cs"), ""),
    ("do dziesiątego każdego miesiąca", LocaleHint(language="pl"), "2026-07-10"),
    ("5-éig kérem", LocaleHint(language="hu"), "2026-07-05"),
    ("8-tól 16-ig", LocaleHint(language="hu"), ""),
    ("până pe 5 ale lunii", LocaleHint(language="ro"), "2026-07-05"),
    ("ayın beşine kadar", LocaleHint(language="tr"), "2026-07-05"),
    ("uiterlijk op de eerste van de maand", LocaleHint(language="nl"), "2026-07-01"),
    ("por favor, até ao dia 8 por transferência", LocaleHint(language="pt"), "2026-07-08"),
    ("senest 10/7-2026", LocaleHint(language="da"), "2026-07-10"),
    ("până sâmbătă, 4", LocaleHint(language="ro"), "2026-07-04"),
    ("by Friday 5 pm", LocaleHint(language="en"), "2026-07-03"),
    ("the first seven days of the month", LocaleHint(language="en"), "2026-07-07"),
    ("bis Freitag", LocaleHint(language="de"), "2026-07-03"),
    ("Montag bis Freitag", LocaleHint(language="de"), ""),
    ("bis zum 15.", LocaleHint(language="de"), "2026-07-15"),
    ("bis zum 3. Mal", LocaleHint(language="de"), ""),
    ("avant vendredi", LocaleHint(language="fr"), "2026-07-03"),
    ("avant le 5 du mois", LocaleHint(language="fr"), "2026-07-05"),
    ("avant le 5 rue", LocaleHint(language="fr"), ""),
    ("antes del viernes", LocaleHint(language="es"), "2026-07-03"),
    ("los primeros siete días del mes", LocaleHint(language="es"), "2026-07-07"),
    ("até sexta-feira", LocaleHint(language="pt"), "2026-07-03"),
    ("até o dia 5", LocaleHint(language="pt"), "2026-07-05"),
    ("entro venerdì", LocaleHint(language="it"), "2026-07-03"),
    ("uiterlijk vrijdag", LocaleHint(language="nl"), "2026-07-03"),
    ("do piątku", LocaleHint(language="pl"), "2026-07-03"),
    ("senast fredag", LocaleHint(language="sv"), "2026-07-03"),
    ("senest fredag", LocaleHint(language="da"), "2026-07-03"),
    ("innen fredag", LocaleHint(language="nb"), "2026-07-03"),
    ("do pátku", LocaleHint(language="cs"), "2026-07-03"),
    ("perjantaihin mennessä", LocaleHint(language="fi"), "2026-07-03"),
]
_NOTHING = [
    "",
    "$20",
    "$20 May",
    "€ 20 May",
    "Total: € 20 May",
    "#10-11-12",
    "10-11-12",
    "10.11.12",
    "1.2.26",
    "v1.2.2026",
    "Version 12.10.2026",
    "iOS 17.10.26",
    "192.168.10.26",
    "04:30",
    "11:38:05",
    "+1 555-123-4567",
    "123-1234567-7654321",
    "2936-6638-0841",
    "Invoice-2026-10-06",
    "GPA.1234-5678-9012-34567",
    "31 June 2026",
    "29 Feb 2026",
    "2026-13-01",
    "2026-02-30",
    "99.99.2026",
    "31/31/2026",
    "June 8, 1985",
    "June 8, 2060",
    "8 June 1994",
    "June 2026",
    "2026",
    "12/2026",
    "12/26",
    "Section 5 may apply",
    "you may 5 times",
    "iPhone 12 Pro",
    "iPhone 12 Pro Max",
    "5 LED",
    "3 ago",
    "May 20%",
    "May 5.99",
    "June 8:30",
    "A5 June2",
    "5 items",
    "todays",
    "tomorrow's",
    "within 3 days",
    "令和8年12月1日",
    "1/2",
    "1,234.56 EUR",
]
_PERIODS = [
    ("Sep 16–Oct 16, 2026", "2026-09-16 2026-10-16"),
    ("Dec 16–Jan 16, 2026", "2025-12-16 2026-01-16"),
    ("Jun 8, 2026 - Jul 8, 2026", "2026-06-08 2026-07-08"),
    ("01.06.2026 bis 30.06.2026", "2026-06-01 2026-06-30"),
    ("01.06.2026 bis zum 30.06.2026", "2026-06-01 2026-06-30"),
    ("01.06.2026-30.06.2026", "2026-06-01 2026-06-30"),
    ("01.06.2026 – 30.06.2026", "2026-06-01 2026-06-30"),
    ("from June 8, 2026 to July 7, 2026", "2026-06-08 2026-07-07"),
    ("June 8 through July 7, 2026", "2026-06-08 2026-07-07"),
    ("du 8 juin 2026 au 7 juillet 2026", "2026-06-08 2026-07-07"),
    ("del 8 de junio de 2026 al 7 de julio de 2026", "2026-06-08 2026-07-07"),
    ("2026年6月1日〜2026年7月1日", "2026-06-01 2026-07-01"),
    ("2026年6月1日から2026年7月1日まで", "2026-06-01 2026-07-01"),
    ("01/06/2026 - 30/06/2026", "2026-06-01 2026-06-30"),
    ("2026-06-01 to 2026-06-30", "2026-06-01 2026-06-30"),
]
_NO_PERIODS = [
    "Jun 8, 2026",
    "Jun 8, 2026, Jul 8, 2026",
    "Jul 8, 2026 - Jun 8, 2026",
    "01/02/2026 - 01/03/2026",
    "Paid Jun 8, 2026. Renews Jul 8, 2026",
    "Jun 8, 2026 and Jul 8, 2026",
]


def _said(found: tuple[DateFound, ...]) -> str:
    return " ".join("|".join(str(day) for day in one.candidates) for one in found)


@pytest.mark.parametrize(("text", "expected"), _FOUND)
def test_finds_days(text: str, expected: str) -> None:
    assert _said(find_dates(text, hint=_NONE, near=_NEAR)) == expected


@pytest.mark.parametrize(("text", "hint", "expected"), _HINTED)
def test_territory_and_language_settle(text: str, hint: LocaleHint, expected: str) -> None:
    assert _said(find_dates(text, hint=hint, near=_NEAR)) == expected


@pytest.mark.parametrize("hint", [_EN, _NONE, _US])
@pytest.mark.parametrize("text", _NOTHING)
def test_other_numbers_and_words_are_no_days(text: str, hint: LocaleHint) -> None:
    assert find_dates(text, hint=hint, near=_NEAR) == ()


def test_an_open_day_is_nobodys_guess() -> None:
    (found,) = find_dates("01/02/2026", hint=_EN, near=_NEAR)
    assert found.on is None
    (found,) = find_dates("13/02/2026", hint=_EN, near=_NEAR)
    assert found.on == date(2026, 2, 13)


@pytest.mark.parametrize(
    ("near", "expected"),
    [
        (date(2026, 12, 20), date(2027, 1, 3)),
        (date(2026, 1, 10), date(2026, 1, 3)),
        (date(2026, 6, 1), date(2026, 1, 3)),
        (date(2026, 8, 1), date(2027, 1, 3)),
    ],
)
def test_a_day_without_a_year_is_the_nearest(near: date, expected: date) -> None:
    (found,) = find_dates("Jan 3", hint=_EN, near=near)
    assert found.on == expected


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("de", "Dein Probemonat endet am 20.6. und kostet dann 9,90 €.", "2026-06-20"),
        ("de", "Bitte zahlen Sie bis 05.06.", "2026-06-05"),
        ("de", "Vom 01.06. bis 30.06.2026", "2026-06-01 2026-06-30"),
        ("de", "Vom 01.06.-30.06.2026", "2026-06-01 2026-06-30"),
        ("da", "Betales senest d. 20.6.", "2026-06-20"),
        ("nb", "Trekkes fra kontoen 20. 6.", "2026-06-20"),
        ("fi", "1.7. jäsenyytesi jatkuu vuodella.", "2026-07-01"),
        ("cs", "Splatnost je 20.6., děkujeme.", "2026-06-20"),
        ("de", "2.1. Zahlung", ""),
        ("de", "Siehe Ziffer 2.1. der Bedingungen", ""),
        ("de", "Das macht CHF 12.10.", ""),
        ("de", "Version 12.1. ist da", ""),
        ("de", "Das kostet 12.10. €", ""),
        ("da", "Mødet begynder kl. 10.10.", ""),
        ("de", "192.168.1.1.", ""),
        ("en", "See 2.1. and 20.6. below", ""),
    ],
)
def test_two_stops_make_a_day_without_a_year(language: str, text: str, expected: str) -> None:
    hint = LocaleHint(language=language)
    assert _said(find_dates(text, hint=hint, near=date(2026, 5, 29))) == expected


@pytest.mark.parametrize(("text", "expected"), _PERIODS)
def test_finds_periods(text: str, expected: str) -> None:
    (found,) = find_periods(f"Plan: {text} | 1", hint=_NONE, near=_NEAR)
    assert f"{found.starts_on} {found.ends_on}" == expected
    assert f"Plan: {text} | 1"[found.start : found.end] in text


@pytest.mark.parametrize("text", _NO_PERIODS)
def test_two_days_alone_are_no_period(text: str) -> None:
    assert find_periods(text, hint=_NONE, near=_NEAR) == ()


@pytest.mark.parametrize("text", [text for text, _ in _FOUND])
def test_what_is_found_stands_where_it_says(text: str) -> None:
    padded = f"ｶﾞ\u200b e\u0301 | {text} | …"
    found = find_dates(padded, hint=_NONE, near=_NEAR)
    assert found
    assert [one.text for one in found] == [padded[one.start : one.end] for one in found]
    assert all(one.end <= other.start for one, other in pairwise(found))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Renews on June 8, 2026.", "June 8, 2026"),
        ("el 5 de diciembre de 2026,", "5 de diciembre de 2026"),
        ("am 30.08.2026.", "30.08.2026"),
        ("le 18 aou\u0302t\u00a02026!", "18 aou\u0302t\u00a02026"),
        ("May 4, 2023 11:38:05 AM", "May 4, 2023"),
    ],
)
def test_says_the_words_it_was_read_from(text: str, expected: str) -> None:
    assert [one.text for one in find_dates(text, hint=_NONE, near=_NEAR)] == [expected]


_LOCALES = (
    "en_US en_GB de_DE fr_FR es_ES pt_BR pt_PT it_IT nl_NL pl_PL sv_SE da_DK nb_NO fi_FI cs_CZ"
    " hu_HU ro_RO tr_TR ru_RU he_IL ja_JP ko_KR zh_CN"
)


@given(
    locale=st.sampled_from(_LOCALES.split()),
    shape=st.sampled_from(["medium", "long"]),
    day=st.dates(min_value=date(1996, 1, 1), max_value=date(2050, 12, 31)),
    hinted=st.booleans(),
)
def test_finds_what_every_locale_writes(locale: str, shape: str, day: date, hinted: bool) -> None:
    language, _, territory = locale.partition("_")
    hint = LocaleHint(language=language, territory=territory) if hinted else _NONE
    written = format_date(day, format="long" if shape == "long" else "medium", locale=locale)
    text = f"Total 5 | {written} | 9.99"
    (found,) = find_dates(text, hint=hint, near=_NEAR)
    # Where a locale writes 02/01/2000, only the hint can settle it.
    assert day in found.candidates
    assert found.on == day or not hinted
    assert found.text == text[found.start : found.end]


@given(st.text(alphabet="0123456789.,/-–: JunMay月日年de\u00a0\u0302", max_size=60))
def test_never_overlaps_and_never_invents_places(text: str) -> None:
    found = find_dates(text, hint=_NONE, near=_NEAR)
    assert [one.text for one in found] == [text[one.start : one.end] for one in found]
    assert all(one.end <= other.start for one, other in pairwise(found))


@pytest.mark.timeout(20)
@pytest.mark.parametrize("piece", ["1", "1/", "1.", "1-", "1 ", "a", "5 a", "june ", " ", "2026 "])
def test_a_hostile_text_does_not_hold_it_up(piece: str) -> None:
    text = piece * (100_000 // len(piece))
    assert find_dates(text, hint=_NONE, near=_NEAR) == ()


@pytest.mark.parametrize(
    ("language", "text", "days"),
    [
        ("it", "Il rinnovo avviene tra 3 giorni.", 3),
        ("nl", "Je proefperiode eindigt morgen.", 1),
        ("pl", "Okres próbny kończy się za 5 dni.", 5),
        ("sv", "Din provperiod slutar imorgon.", 1),
        ("fi", "Kokeilujakso päättyy 7 päivän kuluttua.", 7),
        ("cs", "Zkušební období končí za 2 dny.", 2),
        ("hu", "A próbaidőszak holnap véget ér.", 1),
        ("tr", "Deneme süreniz yarın bitiyor.", 1),
        ("ja", "無料体験は3日後に終了します。", 3),
        ("ko", "무료 체험이 3일 후 종료됩니다.", 3),
        ("zh", "您的试用将于明天结束。", 1),
        ("de", "In fünf Tagen endet dein Test.", 5),
        ("nl", "Over drie dagen stopt je proefperiode.", 3),
        ("sv", "Om två dagar slutar din provperiod.", 2),
        ("da", "Om otte dage slutter din prøveperiode.", 8),
        ("nb", "Om åtte dager slutter prøveperioden din.", 8),
        ("fi", "Kokeilusi päättyy neljän päivän kuluttua.", 4),
        ("fr", "Votre essai prend fin dans trois jours.", 3),
        ("es", "Tu prueba termina en dos días.", 2),
        ("pl", "Okres próbny kończy się za pięć dni.", 5),
        ("hu", "A próbaidőszak három nap múlva véget ér.", 3),
    ],
)
def test_days_ahead_are_read_in_many_languages(language: str, text: str, days: int) -> None:
    found = find_dates(text, hint=LocaleHint(language=language), near=date(2026, 11, 23))
    assert [one.on for one in found] == [date(2026, 11, 23) + timedelta(days=days)]


def test_the_months_are_those_of_cldr() -> None:
    assert months.PLACE.read_text(encoding="utf-8") == months.written(), "python -m tools.months"


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "paid 3rdMay 2026"),
        ("fr", "payé le 1ermai 2026"),
        ("en", "on 5May2026"),
        ("ca", "el 5 d'octubre de 2026"),
        ("he", "3 \u05d1\u05d9\u05e0\u05d5\u05d0\u05e8 2026"),
    ],
)
def test_a_month_is_known_by_its_name_whatever_touches_it(language: str, text: str) -> None:
    (found,) = find_dates(text, hint=LocaleHint(language=language), near=_NEAR)
    assert found.on is not None
    assert found.on.year == 2026


def test_names_of_months_that_may_begin_and_end_a_word_are_expected() -> None:
    assert may_name_a_month(["rdmay"])
    assert may_name_a_month(["\u05d1\u05d9\u05e0\u05d5\u05d0\u05e8"])
    assert not may_name_a_month(["total", "maybe", "order"])
