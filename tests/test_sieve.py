"""The sieve: billing mail in any language passes, our own mail never, and nothing breaks it."""

import json
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsers.message import header_block
from parsers.readers import sender_domains
from parsers.sieve import fold_subject, is_candidate
from parsers.text.spotting import Spotter, any_of
from tests.rigs.mime_zoo import ZOO
from watchdog.accounts import wanted_by
from watchdog.catalog import load_catalog

FIXTURES = Path(__file__).parent.parent / "fixtures"
CORPUS = Path(__file__).resolve().parents[2] / "shared" / "corpus" / "manifest.jsonl"
SENDERS = frozenset({"coursera.org", "news.example.net"})


def block(
    author: str = "Anna <anna@example.org>", subject: str = "Lunch?", more: str = ""
) -> bytes:
    return f"From: {author}\r\nSubject: {subject}\r\n{more}\r\n".encode()


@pytest.mark.parametrize(
    "author",
    [
        "Coursera <no-reply@coursera.org>",
        "no-reply@t.learn.Coursera.org",
        "<a@news.example.net>",
        "Shop <billing@example.com>",
        "Shop <Invoice+statements+acct_1@example.com>",
        "Shop <receipts+acct_1A@example.com>",
        "Shop <failed-payments@example.com>",
        "Shop <upcoming-invoice+acct_1@example.com>",
        "Shop <accounts@example.com>",
        "Shop <no-reply.billing@example.com>",
        "Shop <payments-noreply@example.com>",
        "Shop <rechnung@example.de>",
    ],
)
def test_authors_that_are_worth_a_look(author: str) -> None:
    assert is_candidate(block(author, "Hello"), senders=SENDERS)


@pytest.mark.parametrize(
    "author",
    [
        "Anna <anna@example.org>",
        "Mallory <a@notcoursera.org>",
        "Mallory <coursera.org@example.com>",
        "Mallory <a@coursera.org.example.com>",
        "Neighbour <a@example.net>",
        "Bill <bill@example.org>",
        "Border <borders@example.org>",
        "",
        "nobody",
    ],
)
def test_authors_that_are_not(author: str) -> None:
    assert not is_candidate(block(author, "Hello"), senders=SENDERS)


@pytest.mark.parametrize(
    "subject",
    [
        # en
        "Your receipt from Example",
        "Your plan price is going up",
        "Auto-renewal is off",
        "We couldn't charge your card",
        "Your free trial ends soon",
        "[Example] Membership on hold",
        "You've been un-paused, billing resumes tomorrow",
        # de
        "Deine Monatsrechnung",
        "Kündigungsbestätigung",
        "Dein Abo wurde verlängert",
        "Preiserhöhung zum 1. Juli",
        # fr
        "Reçu pour votre achat",
        "Votre prélèvement du 3 mai",
        "Résiliation confirmée",
        "Votre essai se termine",
        # es
        "Confirmación de tu suscripción",
        "Tu recibo",
        "Próximo cobro",
        # pt
        "Sua assinatura foi renovada",
        "Fatura de junho",
        # it
        "La tua ricevuta",
        "Il tuo abbonamento è stato disdetto: disdetta confermata",
        # nl
        "Je factuur van juni",
        "Opzegging bevestigd",
        "Uw automatische incasso",
        # pl
        "Płatność nie powiodła się",
        "Twoja subskrypcja wygaśnie: odnowienie",
        "Faktura za czerwiec",
        # sv
        "Ditt kvitto",
        "Din prenumeration förnyas",
        # da
        "Din kvittering",
        "Dit abonnement er opsagt",
        # nb
        "Din kvittering fra Eksempel",
        "Prøveperioden din utløper",
        # fi
        "Kuitti tilauksestasi",
        "Maksun peruutus",
        # cs
        "Vaše předplatné bylo obnoveno",
        "Platba proběhla",
        # hu
        "Előfizetés megújítása",
        "Számla",
        # ro
        "Factura ta",
        "Abonamentul a fost reînnoit",
        # tr
        "Aboneliğiniz yenilendi",
        "Ödeme başarısız",
        # ja ko zh
        "ご請求金額のお知らせ",
        "領収書",
        "定期購入の解約",
        "구독이 갱신됩니다",
        "결제 영수증",
        "您的订阅即将续订",
        "付款收據",
    ],
)
def test_subjects_in_many_languages(subject: str) -> None:
    assert is_candidate(block(subject=subject), senders=SENDERS)


@pytest.mark.parametrize(
    "subject",
    [
        "Lunch on Thursday?",
        "Re: The planet, the explanation and the border",
        "Minutes of the meeting",
        "Fotos vom Wochenende",
        "Photos de vacances",
        "Delivered: your parcel",
        "写真を送ります",
        "",
    ],
)
def test_subjects_about_something_else(subject: str) -> None:
    assert not is_candidate(block(subject=subject), senders=SENDERS)


def test_encoded_subjects_are_decoded() -> None:
    assert is_candidate(block(subject="=?utf-8?B?UmVjaG51bmc=?="), senders=SENDERS)
    assert is_candidate(
        block(subject="=?utf-8?Q?K=C3=BCnd?=\r\n =?utf-8?Q?igung?="), senders=SENDERS
    )


def test_brands_are_whole_names() -> None:
    brands = frozenset({"Disney+", "Café Max", "Hulu"})
    assert is_candidate(block("Hulu <a@example.org>"), senders=SENDERS, brands=brands)
    assert is_candidate(block(subject="News from CAFE MAX today"), senders=SENDERS, brands=brands)
    assert is_candidate(block(subject="Welcome to Disney+!"), senders=SENDERS, brands=brands)
    assert not is_candidate(block(subject="A hululating owl"), senders=SENDERS, brands=brands)
    assert not is_candidate(block(), senders=SENDERS, brands=frozenset({""}))


def test_no_header_hides_a_mail() -> None:
    marked = block("Shop <billing@coursera.org>", "Your receipt", "x-watchdog: 1\r\n")
    assert is_candidate(marked, senders=SENDERS)


def test_folding() -> None:
    assert fold_subject("KÜNDIGUNG Größe ＡＢＣ Łódź İPTAL") == "kundigung grosse abc lodz iptal"


@pytest.mark.parametrize("name", ZOO)
def test_malformed_headers_break_nothing(name: str) -> None:
    assert is_candidate(ZOO[name][:300_000], senders=SENDERS) in (True, False)


@given(st.binary(max_size=300))
def test_no_bytes_break_it(raw: bytes) -> None:
    assert is_candidate(b"From: " + raw, senders=SENDERS) in (True, False)
    assert is_candidate(b"Subject: " + raw, senders=SENDERS) in (True, False)


def test_every_billing_mail_of_the_fixtures_passes() -> None:
    wanted = wanted_by(load_catalog(), sender_domains())
    asked, dropped = 0, []
    for path in sorted(FIXTURES.glob("senders/*/*.eml")):
        expected = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
        if not expected["events"]:
            continue
        asked += 1
        if not wanted(header_block(path.read_bytes())):
            dropped.append(f"{path.parent.name}/{path.name}")
    assert asked > 400
    assert dropped == []


@pytest.mark.skipif(not CORPUS.exists(), reason="the corpus of real mail is not at hand")
def test_every_real_billing_mail_passes_by_its_subject() -> None:
    dropped = []
    for line in CORPUS.read_text(encoding="utf-8").splitlines():
        mail = json.loads(line)
        if mail["role"] == "subscription_billing" and mail["subject"]:
            header = block(mail["sender"], mail["subject"])
            if not is_candidate(header, senders=frozenset()):
                dropped.append((mail["id"], mail["subject"]))
    assert dropped == []


ALONE, STEMS, INSIDE = (
    ("bill", "on hold", "e-ticket"),
    ("renew", "auto-renew", "essai d'"),
    ("rech", "a b"),
)
PIECES = (
    *ALONE,
    *STEMS,
    *INSIDE,
    "on",
    "e",
    "auto",
    "hold",
    "x",
    "\u4e2d",
    "-",
    "_",
    "'",
    " ",
    "\n",
    "1",
)


@given(st.lists(st.sampled_from(PIECES), max_size=8), st.sampled_from(["", " "]))
def test_words_are_spotted_where_a_search_for_each_would_find_them(
    pieces: list[str], between: str
) -> None:
    line = between.join(pieces)
    plain = rf"\b(?:(?:{any_of(ALONE)})\b|{any_of(STEMS)})|{any_of(INSIDE)}"
    spotter = Spotter(alone=ALONE, stems=STEMS, inside=INSIDE)
    assert spotter.finds(line) == (re.search(plain, line) is not None)
    assert spotter.finds(line) == (re.search(plain, line) is not None)  # out of what was kept
