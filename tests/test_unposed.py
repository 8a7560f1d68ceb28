"""Mail that names a brand and poses as nobody: offices where nobody can buy a domain, warnings."""

import pytest
from msgspec.structs import replace

from parsers.fakes.reserved import is_reserved
from parsers.outcome import Outcome, OutcomeKind, Verdict
from tests.mailed import Mailed, passes, read_signed, signed

_LICENCE = (
    "Dear student,\nyour Adobe Creative Cloud licence ends on 30 November. Sign in to renew your"
    " licence and confirm your account: {place}\nIT Services\n"
)
_WARNED = (
    "Criminals send emails that say your Netflix payment of $22.99 failed and want you to update"
    " your card.\n"
)


@pytest.mark.parametrize(
    ("domain", "is_so"),
    [
        ("lakemont.edu", True),
        ("mail.lakemont.edu", True),
        ("northfell.ac.uk", True),
        ("wexcombe.gov.uk", True),
        ("rego.tarwin.vic.gov.au", True),
        ("dgfip.finances.gouv.fr", True),
        ("mapleridge.k12.or.us", True),
        ("clinic.nhs.uk", True),
        ("office.europa.eu", True),
        ("uni-auenfeld.de", False),
        ("lakemont-edu.com", False),
        ("edu.lakemont.com", False),
        ("lakemont.edu.pl", False),
        ("lakemont.go.it", False),
        ("ac.uk", False),
        ("go.com", False),
    ],
)
def test_what_registries_keep_for_states_and_schools(domain: str, *, is_so: bool) -> None:
    assert is_reserved(domain) is is_so


def _licence(sender: str, place: str) -> Mailed:
    return signed("licence", sender, "Your Adobe licence ends", _LICENCE.format(place=place))


def test_a_universitys_licence_is_no_fake() -> None:
    mail = _licence("IT Services <it@northfell.ac.uk>", "https://licences.northfell.ac.uk")
    outcome = read_signed(mail)
    assert outcome.trust.verdict is Verdict.VERIFIED
    assert outcome.outcome is not OutcomeKind.PARSED


@pytest.mark.parametrize(
    ("sender", "place"),
    [
        # Anybody's domain, a link away, a brand's own name, a mailbox that was broken into.
        ("IT Services <it@northfell-it.example>", "https://northfell-it.example/a"),
        ("IT Services <it@northfell.ac.uk>", "https://licence-desk.example/a"),
        ("Adobe Creative Cloud <it@northfell.ac.uk>", "https://licences.northfell.ac.uk"),
        ("IT Services <it@northfell.ac.uk>", "or call +1 (808) 555-0142 to cancel"),
    ],
)
def test_the_same_is_a_fake_where_it_leads_or_is_called_otherwise(sender: str, place: str) -> None:
    assert read_signed(_licence(sender, place)).trust.verdict is Verdict.SUSPICIOUS


def test_nobody_is_believed_there_of_whom_the_server_found_nothing() -> None:
    mail = _licence("IT Services <it@northfell.ac.uk>", "https://licences.northfell.ac.uk")
    looked = passes("northfell.ac.uk")[1][1].replace("=pass", "=none")
    forged = replace(mail, headers=(("Authentication-Results", looked),))
    assert read_signed(forged).trust.verdict is Verdict.SUSPICIOUS


def _warned(sender: str, subject: str, text: str = _WARNED) -> Outcome:
    return read_signed(signed("warned", sender, subject, text))


@pytest.mark.parametrize(
    ("sender", "subject"),
    [
        ("Fernside Bank <alerts@fernsidebank.example>", "Scam alert: fake Netflix mail"),
        ("City of Larkmont <news@larkmont.gov>", "Beware of fake Netflix invoices"),
    ],
)
def test_who_warns_of_fakes_sends_none(sender: str, subject: str) -> None:
    assert _warned(sender, subject).trust.verdict is Verdict.VERIFIED


@pytest.mark.parametrize(
    ("sender", "subject"),
    [
        ("Fernside Bank <alerts@fernsidebank.example>", "Your Netflix account"),
        ("Fernside Bank <alerts@pay-help-desk.example>", "Scam alert: fake Netflix mail"),
        ("Netflix Security <alerts@netflixsecurity.example>", "Scam alert: fake Netflix mail"),
        ("Fernside Bank <fernside.bank@gmail.com>", "Scam alert: fake Netflix mail"),
    ],
)
def test_a_word_of_scams_alone_makes_nobody_honest(sender: str, subject: str) -> None:
    assert _warned(sender, subject).trust.verdict is Verdict.SUSPICIOUS


def test_a_warning_that_leads_elsewhere_is_none() -> None:
    text = f"{_WARNED}Check yours: https://card-check.example/now\n"
    bank = "Fernside Bank <alerts@fernsidebank.example>"
    assert _warned(bank, "Scam alert", text).trust.verdict is Verdict.SUSPICIOUS


@pytest.mark.parametrize(
    ("sender", "counts"),
    [
        ("Harbour Office <dues@larkmont.gov>", True),
        ("Harbour Office <dues@larkmont-dues.example>", False),
    ],
)
def test_a_states_office_bills_without_a_name(sender: str, *, counts: bool) -> None:
    text = "Dear customer,\nInvoice 88120\nAmount due: $84.20\nDue date: December 10, 2026\n"
    outcome = read_signed(signed("dues", sender, "Invoice 88120", text))
    assert (outcome.outcome is OutcomeKind.PARSED) is counts


_SEVERAL = (
    "+++ PayPal: 'Your account was charged $147.90' +++\nIn the name of PayPal. Delete it.\n\n"
    "+++ Netflix: 'Your payment of $22.99 failed, confirm your card within 48 hours' +++\n"
    "There is no such fee.\n"
)


def test_a_digest_of_several_brands_fakes_poses_as_none_of_them() -> None:
    digest = "Larkmont Advice <news@larkmontadvice.example>"
    assert _warned(digest, "Phishing radar 44", _SEVERAL).trust.verdict is Verdict.VERIFIED
    one = _SEVERAL.partition("\n\n")[0].replace("Delete it", "Confirm your card within 48 hours")
    assert _warned(digest, "Phishing radar 44", one).trust.verdict is Verdict.SUSPICIOUS


_CALL = (
    "Dear Customer,\nRs. 2247.97 has been debited from your credit card ending 7185. If you did not"
    " authorise this transaction, act immediately: call our helpline at 1800 258 6161. Failure to"
    " do so may block your card. Call 1800 1600 now.\n"
)


@pytest.mark.parametrize(
    ("domain", "verdict"),
    [
        ("fernside.bank.in", Verdict.VERIFIED),
        ("fernside.bank", Verdict.VERIFIED),
        ("fernside-bank.in", Verdict.SUSPICIOUS),
    ],
)
def test_a_bank_whose_domain_only_banks_get_may_want_a_call(domain: str, verdict: Verdict) -> None:
    mail = signed("card", f"Fernside <alerts@{domain}>", "A payment was made by card", _CALL)
    assert read_signed(mail).trust.verdict is verdict
