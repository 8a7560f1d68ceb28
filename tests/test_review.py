"""What a person says of a doubtful mail counts, teaches its sender's layout, and can be undone."""

import json
import os
import pty
import select
import subprocess
import sys
import time
from email.message import EmailMessage
from pathlib import Path

import pytest

from parsers.generic.model import shipped
from tests.rigs.door import Door
from watchdog.cli.weighing import said_measure

# A language without a lexicon, so that only a person can say what it is.
_MAIL = """From: Zinema Klubea <kontua@zinemaklubea.example>
To: Pat Example <pat@example.org>
Subject: {subject}
Date: {day} Nov 2026 10:00:00 +0000
Message-ID: <{number}@zinemaklubea.example>
MIME-Version: 1.0
Content-Type: text/html; charset=utf-8

<html><body><p>Kaixo Pat.</p><table>
<tr><td>Hilabeteko sarrera</td><td>EUR {part},00</td></tr>
<tr><td>Guztira ordaindua</td><td>EUR {whole},00</td></tr></table></body></html>
"""
_PLAIN = """From: Larkfield <hello@larkfield.example>
To: Pat Example <pat@example.org>
Subject: Something about your plan
Date: Mon, 02 Nov 2026 10:00:00 +0000
Message-ID: <1@larkfield.example>

Hello Pat, your payment of $12.00 could not be processed. If you think that this is an error,
write to us. 20% off for friends! 30% off for friends of friends! Save 40% on everything.
"""


def mails(folder: Path) -> Path:
    folder.mkdir()
    for number, day in ((1, "Sun, 01"), (2, "Mon, 02"), (3, "Tue, 03")):
        text = _MAIL.format(
            number=number,
            day=day,
            subject=f"Agiria {number}",
            part=number,
            whole=20 + number,
        )
        (folder / f"{number}.eml").write_text(text, encoding="utf-8")
    return folder


def id_of(door: Door, file: Path) -> str:
    said = json.loads(door("explain", file, "--json").out)
    return str(said["explanation"]["fingerprint"][:8])


def charges(door: Door) -> list[str]:
    """The amounts that count, from the subscription that they make."""
    shown = door("show", "zinema_klubea")
    return [line for line in shown.out.splitlines() if "  Payment  " in line]


@pytest.fixture
def taught(door: Door, tmp_path: Path) -> Door:
    folder = mails(tmp_path / "mails")
    assert door("import", folder).code == 0
    name = id_of(door, folder / "1.eml")
    said = door("review", name, "--kind", "charge", "--amount", "21 EUR")
    assert said.code == 0, said.err
    return door


def test_what_a_correction_names_can_be_spoken_of(door: Door, tmp_path: Path) -> None:
    folder = mails(tmp_path / "mails")
    assert door("import", folder).code == 0
    for number in (1, 2):
        name = id_of(door, folder / f"{number}.eml")
        merchant = ("Moonly", "Sunly")[number - 1]
        said = door("review", name, "--kind", "charge", "--merchant", merchant, "--amount", "5 EUR")
        assert said.code == 0, said.err
    for merchant in ("moonly", "sunly"):
        assert "is yours and wanted" in door("confirm", merchant).out
    assert "is the same as moonly" in door("merge", "moonly", "sunly").out


def test_one_correction_reads_the_senders_other_mail(taught: Door, tmp_path: Path) -> None:
    for number in (1, 2, 3):
        file = tmp_path / "mails" / f"{number}.eml"
        explained = json.loads(taught("explain", id_of(taught, file), "--json").out)
        (event,) = explained["explanation"]["outcome"]["events"]
        assert event["kind"] == "charge"
        assert event["amount"] == {"amount": f"{20 + number}.00", "currency": "EUR"}


def test_mail_that_comes_later_is_read_by_what_was_taught(taught: Door, tmp_path: Path) -> None:
    later = tmp_path / "later.eml"
    text = _MAIL.format(number=9, day="Mon, 09", subject="Agiria 9", part=5, whole=29)
    later.write_text(text, encoding="utf-8")
    before = json.loads(taught("status", "--json").out)["counts"]["messages"]["parsed"]
    assert taught("import", later).code == 0
    assert json.loads(taught("status", "--json").out)["counts"]["messages"]["parsed"] == before + 1


def test_a_correction_is_undone_with_all_that_it_taught(taught: Door) -> None:
    assert json.loads(taught("status", "--json").out)["counts"]["messages"]["parsed"] == 3
    undone = taught("undo")
    assert 'Taken back: "Agiria 1" is: Payment 21' in undone.out
    assert json.loads(taught("status", "--json").out)["counts"]["messages"]["parsed"] == 0


def test_a_lesson_holds_for_its_sender_only(taught: Door, tmp_path: Path) -> None:
    other = tmp_path / "other.eml"
    text = _MAIL.format(number=7, day="Mon, 09", subject="Agiria 7", part=5, whole=29)
    other.write_text(text.replace("zinemaklubea.example", "beste.example"), encoding="utf-8")
    taught("import", other)
    assert json.loads(taught("status", "--json").out)["counts"]["messages"]["parsed"] == 3


def test_a_mail_that_waits_is_listed_answered_and_gone(door: Door, tmp_path: Path) -> None:
    file = tmp_path / "fake.eml"
    fixtures = Path(__file__).parent.parent / "fixtures" / "senders" / "generic"
    file.write_bytes((fixtures / "fake_norton.eml").read_bytes())
    door("import", file)
    assert any(f["kind"] == "fake_invoice" for f in findings(door))
    name = id_of(door, file)
    assert name not in door("review").out
    assert "1 more mail looks like a fake" in door("review").err
    assert name in door("review", "--fakes").out
    assert json.loads(door("report", "--json").out)["coverage"]["fakes"] == 1
    said = door("review", name, "--no")
    assert "bills you nothing" in said.out
    assert "Nothing waits for your eyes" in door("review", "--fakes").out
    assert json.loads(door("report", "--json").out)["coverage"]["fakes"] == 0
    assert not any(f["kind"] == "fake_invoice" for f in findings(door))
    door("undo")
    assert name in door("review", "--fakes").out


# A bill like a small firm's own, so that nothing gives it away.
_BILL = """From: Harrow Lake Hosting <billing@harrowlake.example>
To: Pat Example <pat@example.org>
Subject: Your receipt {number}
Date: Mon, {day:02} Nov 2026 10:00:00 +0000
Message-ID: <{number}@harrowlake.example>

Hello Pat Example,

thank you for your payment. Receipt number: H-{number}
Total charged: $49.00
"""


def receipts(door: Door, folder: Path, *numbers: int) -> str:
    """Import some; the id of the first."""
    folder.mkdir()
    for number in numbers:
        mail = _BILL.format(number=number, day=number)
        (folder / f"{number}.eml").write_text(mail, encoding="utf-8")
    assert door("import", folder).code == 0
    return id_of(door, folder / f"{numbers[0]}.eml")


def counted(door: Door) -> int:
    return int(json.loads(door("report", "--json").out)["coverage"]["parsed"])


def fakes_told(door: Door) -> list[object]:
    told = json.loads(door("report", "--json", "--as-of", "2026-11-20").out)["findings"]
    return [one["says"] for one in told if one["kind"] == "fake_invoice"]


def test_a_mail_that_a_person_calls_a_fake_is_told_as_one(door: Door, tmp_path: Path) -> None:
    name = receipts(door, tmp_path / "mails", 2)
    before = door("export", "--format", "csv").out
    assert fakes_told(door) == []
    said = door("review", name, "--fake")
    assert said.code == 0, said.err
    assert '"Your receipt 2" is a fake, and so is other mail of harrowlake.example' in said.out
    (told,) = fakes_told(door)
    assert "Harrow Lake Hosting looks fake: you said that it is a fake." in str(told)
    assert before != door("export", "--format", "csv").out
    assert "is a fake" in door("said").out
    for command in ("explain", "show"):
        assert "is a fake, and so is" in door(command, name).out.partition("What you said:")[2]
    assert "is a fake" in door("undo").out
    assert fakes_told(door) == []
    assert before == door("export", "--format", "csv").out


def test_the_next_mail_of_who_sent_a_fake_is_a_fake(door: Door, tmp_path: Path) -> None:
    name = receipts(door, tmp_path / "first", 2)
    door("review", name, "--fake")
    later = receipts(door, tmp_path / "later", 5)
    assert later not in door("review").out
    assert later in door("review", "--fakes").out
    assert len(fakes_told(door)) == 2
    shown = door("explain", later).out
    assert "you said that mail of harrowlake.example is fake" in shown
    trusted = door("trust", "harrowlake.example")
    assert trusted.code == 0, trusted.err
    assert len(fakes_told(door)) == 1, "the mail itself stays one, its sender is believed again"


def test_a_mail_whose_bytes_were_not_kept_is_a_fake_all_the_same(
    door: Door, tmp_path: Path
) -> None:
    door.home.mkdir(mode=0o700)
    config = door.home / "config.toml"
    config.touch(mode=0o600)
    config.write_text('version = 1\n[ledger]\nkeep_mail = "none"\n', encoding="utf-8")
    name = receipts(door, tmp_path / "mails", 2)
    said = door("review", name, "--fake")
    assert '"Your receipt 2" is a fake.' in said.out
    assert "other mail is read as before" in said.out
    (told,) = fakes_told(door)
    assert "Harrow Lake Hosting looks fake" in str(told)


def test_at_a_free_mail_service_one_address_is_doubted(door: Door, tmp_path: Path) -> None:
    """However it is written; and nobody else who writes from there."""
    folder = tmp_path / "mails"
    folder.mkdir()
    senders = ("Desk.4471@GMail.com", "desk.4471@gmail.com", "other.desk@gmail.com")
    for number, sender in enumerate(senders, start=2):
        mail = _BILL.format(number=number, day=number)
        mail = mail.replace("billing@harrowlake.example", sender)
        (folder / f"{number}.eml").write_text(mail, encoding="utf-8")
    assert door("import", folder).code == 0
    said = door("review", id_of(door, folder / "2.eml"), "--fake").out
    assert "and so is other mail of desk.4471@gmail.com" in said
    assert "judged differently now: 2." in said
    assert [id_of(door, folder / "3.eml")] == _waiting(door, "--fakes")
    assert [id_of(door, folder / "4.eml")] == _waiting(door)


def _waiting(door: Door, *words: str) -> list[str]:
    mails = json.loads(door("review", *words, "--json").out)["mails"]
    return [one["fingerprint"][:8] for one in mails]


def test_one_fake_says_nothing_of_who_is_met(door: Door, tmp_path: Path) -> None:
    name = receipts(door, tmp_path / "mails", 2, 3, 4)
    before = counted(door)
    said = door("review", name, "--fake")
    assert '"Your receipt 2" is a fake.' in said.out
    assert "other mail is read as before" in said.out
    assert counted(door) == before
    assert len(fakes_told(door)) == 1


def test_a_brand_is_not_doubted_for_who_imitates_it(door: Door, tmp_path: Path) -> None:
    file = tmp_path / "fake.eml"
    mail = EmailMessage()
    mail["From"], mail["To"] = "service@paypal.com", "pat@gmail.com"
    mail["Subject"], mail["Message-ID"] = "Invoice from Geek Squad", "<9@paypal.com>"
    mail["Date"] = "Sat, 21 Nov 2026 04:12:00 +0000"
    mail.set_content("You sent $499.99 to Geek Squad. To cancel, call +1 (808) 555-0142.\n")
    file.write_bytes(mail.as_bytes())
    door("import", file)
    assert "other mail is read as before" in door("review", id_of(door, file), "--fake").out


def findings(door: Door) -> list[dict[str, object]]:
    found: list[dict[str, object]] = json.loads(door("report", "--json").out)["findings"]
    return found


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ([], "say --yes, --no, --fake, or what it is"),
        (["--yes", "--no"], "say --yes, --no, --fake, or what it is"),
        (["--amount", "12"], "is no amount with its currency"),
        (["--kind", "theft"], "'theft' is none of"),
        (["--yes"], "nothing was read out of that mail"),
    ],
)
def test_an_answer_that_says_nothing_is_one_clear_line(
    door: Door, tmp_path: Path, options: list[str], words: str
) -> None:
    folder = mails(tmp_path / "mails")
    door("import", folder)
    ended = door("review", id_of(door, folder / "1.eml"), *options)
    assert ended.code == 2
    assert words in ended.err
    assert len(ended.err.strip().splitlines()) == 1


def test_an_id_that_is_none_is_told(door: Door, tmp_path: Path) -> None:
    door("import", mails(tmp_path / "mails"))
    assert (
        "no mail has an id that begins with 'ffffffffffff'"
        in door("review", "ffffffffffff", "--yes").err
    )
    assert door("explain", tmp_path / "nowhere.eml").code == 2


def test_explaining_names_the_line_of_each_value(door: Door) -> None:
    fixtures = Path(__file__).parent.parent / "fixtures" / "senders" / "generic"
    said = door("explain", fixtures / "receipt_en.eml").out
    assert "Payment, " in said
    assert '"Total paid | $2.69 USD"' in said
    assert "Passed over:" in said
    assert '"Subtotal | $2.49"' in said
    assert "what weighs for it (+) and against it (-):" in said
    assert "  the subject says so\n" in said


def test_every_measure_of_the_reader_has_words() -> None:
    for name in (*shipped().events, "total", "kind_charge", "kind_other"):
        assert "_" not in said_measure(name)
        assert said_measure(name) != name, "the reader's own name is no word for people"


def test_a_mail_is_shown_by_its_file_its_message_id_and_its_id(door: Door, tmp_path: Path) -> None:
    folder = mails(tmp_path / "mails")
    file = next(iter(sorted(folder.glob("*.eml"))))
    shown = door("show", file).out
    assert shown == door("explain", file).out
    assert "Reader: " in shown
    door("import", folder)
    (line,) = (one for one in file.read_text().splitlines() if one.startswith("Message-ID"))
    message_id = line.partition(":")[2].strip()
    for name in (id_of(door, file), id_of(door, file)[:8], message_id, message_id.strip("<>")):
        assert door("show", name).out == shown
        assert door("explain", name).out == shown
    assert door("show", "nobody@nowhere.example").code == 2


def test_a_person_answers_on_a_terminal(door: Door, tmp_path: Path) -> None:
    fixtures = Path(__file__).parent.parent / "fixtures" / "senders" / "generic"
    door("import", fixtures / "fake_norton.eml", fixtures / "fake_paypal.eml")
    waiting = json.loads(door("review", "--fakes", "--json").out)["mails"]
    assert len(waiting) == 2
    answers = ["f\n", "e\n", "refund\n", "Norton\n", "oops\n", "12.50 USD\n", "2026-11-02\n"]
    shown = _on_a_terminal(door.home, answers, words=("--fakes",))
    assert "1 of 2" in shown
    assert "is no amount with its currency" in shown
    assert "Noted:" in shown
    assert json.loads(door("review", "--fakes", "--json").out)["mails"] == []


def test_a_person_answers_in_the_own_language(door: Door) -> None:
    fixtures = Path(__file__).parent.parent / "fixtures" / "senders" / "generic"
    door("import", fixtures / "fake_norton.eml", fixtures / "fake_paypal.eml")
    shown = _on_a_terminal(door.home, ["x\n", "ü\n", "n\n"], "de_DE.UTF-8", words=("--fakes",))
    assert "[j]a, das stimmt  [n]ein" in shown
    assert shown.count("1 von 2") == 1
    assert "Vermerkt: " in shown
    assert len(json.loads(door("review", "--fakes", "--json").out)["mails"]) == 1


def test_what_a_correction_settles_is_not_asked_any_more(door: Door, tmp_path: Path) -> None:
    for number in (1, 2, 3):
        letter = EmailMessage()
        letter["From"], letter["To"] = "Larkfield <a@larkfield.example>", "pat@example.org"
        letter["Subject"], letter["Message-ID"] = "Your receipt", f"<{number}@larkfield.example>"
        letter["Date"] = f"Mon, {number:02} Jun 2026 10:00:00 +0000"
        rows = f"<tr><td>Total value</td><td>$3{number}.00</td></tr>"
        rows += f"<tr><td>Your share</td><td>${number}.50</td></tr>"
        letter.set_content(f"Thank you for your payment.\nTotal: ${number}.50")
        letter.add_alternative(f"<p>Thank you for your payment.</p><table>{rows}</table>", "html")
        (tmp_path / f"{number}.eml").write_bytes(letter.as_bytes())
    door("import", tmp_path)
    first = json.loads(door("review", "--json").out)["mails"]
    assert len(first) == 3
    share = f"{first[0]['sent_at'][9]}.50 USD\n"
    shown = _on_a_terminal(door.home, ["e\n", "\n", "\n", share, "\n", "\n"])
    assert "Learned: at larkfield.example" in shown
    assert "2 of 3" not in shown
    assert json.loads(door("review", "--json").out)["mails"] == []


def _on_a_terminal(
    home: Path, answers: list[str], language: str = "C.UTF-8", words: tuple[str, ...] = ()
) -> str:
    """`watchdog review` with a terminal on the other end, answered as it asks."""
    ours, theirs = pty.openpty()
    line = [sys.executable, "-m", "watchdog", "--home", str(home), "review", *words]
    with subprocess.Popen(  # noqa: S603 - our own program
        line,
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        env=os.environ | {"LC_ALL": language},
    ) as running:
        os.close(theirs)
        shown, asked, until = "", 0, time.monotonic() + 60
        while time.monotonic() < until:
            if select.select([ours], [], [], 0.05)[0]:
                try:
                    shown += os.read(ours, 4096).decode(errors="replace")
                except OSError:  # the other end is gone
                    break
            if answers and shown.count(": ", asked) and shown.endswith(": "):
                asked = len(shown)
                os.write(ours, answers.pop(0).encode())
        running.wait(timeout=10)
    os.close(ours)
    return shown


TRIAL = """From: Ravenslate <hello@ravenslate.example>
To: pat@example.org
Subject: {subject}
Date: Wed, 18 Nov 2026 09:12:00 +0000
Message-ID: <{number}@ravenslate.example>

{text}
"""


def trial_of(door: Door) -> dict[str, object]:
    (found,) = json.loads(door("report", "--json", "--as-of", "2026-11-30").out)["subscriptions"]
    return {name: found[name] for name in ("status", "trial_ends_on", "next_renewal_on")}


def test_the_day_on_which_a_trial_ends_can_be_said(door: Door, tmp_path: Path) -> None:
    """The day decides what is told, and taking the word back takes that back as well."""
    file = tmp_path / "trial.eml"
    text = "Hello Pat, your free trial of Ravenslate has started. Enjoy it."
    file.write_text(TRIAL.format(subject="Your free trial has started", number=1, text=text))
    door("import", file)
    name = id_of(door, file)
    before = trial_of(door)
    assert before["trial_ends_on"] is None
    said = door("review", name, "--trial-ends", "2026-12-02", "--amount", "11 USD")
    assert said.code == 0, said.err
    assert "the trial ends on 2026-12-02" in said.out
    assert trial_of(door)["trial_ends_on"] == "2026-12-02"
    told = json.loads(door("report", "--json", "--as-of", "2026-11-30").out)["findings"]
    assert [one["kind"] for one in told] == ["trial_ending"]
    assert "2026-12-02" in door("upcoming", "--as-of", "2026-11-30").out
    assert "Taken back" in door("undo").out
    assert trial_of(door) == before


@pytest.mark.parametrize(
    ("option", "told"),
    [
        ("--trial-ends", "Free trial about to end, Zinema; the trial ends on 2026-12-02"),
        ("--renews", "Renewal announced, Zinema; the next payment comes on 2026-12-02"),
        ("--due", "Bill to be paid, Zinema; to be paid by 2026-12-02"),
    ],
)
def test_a_day_to_come_tells_what_the_mail_is(
    door: Door, tmp_path: Path, option: str, told: str
) -> None:
    (file,) = sorted(mails(tmp_path / "mails").glob("1.eml"))
    door("import", file)
    said = door("review", id_of(door, file), option, "2026-12-02", "--merchant", "Zinema")
    assert said.code == 0, said.err
    (word,) = json.loads(door("said", "--json").out)["said"]
    assert word["says"] == f'"Agiria 1" is: {told}'


@pytest.mark.parametrize(
    ("before", "label"),
    [
        ("Hi Pat,", ""),
        ("Hi, your further seat is now active.", ""),
        ("Total paid:", "total paid"),
        ("Amt.", "amt"),
    ],
)
def test_a_sentence_or_a_greeting_is_no_label(
    door: Door, tmp_path: Path, before: str, label: str
) -> None:
    """What stands before an amount is learned only where it labels the amount."""
    file = tmp_path / "seat.eml"
    text = f"{before} $6.43 was charged today, and later more."
    file.write_text(TRIAL.format(subject="Your seat", number=3, text=text), encoding="utf-8")
    door("import", file)
    name = id_of(door, file)
    said = door("review", name, "--kind", "charge", "--amount", "6.43 USD", "--merchant", "Raven")
    assert said.code == 0, said.err
    assert ("Learned" in said.out) is bool(label)
    assert label in said.out


def test_nothing_has_happened_on_a_day_to_come(door: Door, tmp_path: Path) -> None:
    (file,) = sorted(mails(tmp_path / "mails").glob("1.eml"))
    door("import", file)
    refused = door("review", id_of(door, file), "--kind", "trial_ending", "--on", "2098-12-02")
    assert refused.code == 2
    assert "--trial-ends" in refused.err


@pytest.mark.parametrize("option", ["--trial-ends", "--renews"])
def test_what_comes_does_not_come_before_its_mail(door: Door, tmp_path: Path, option: str) -> None:
    """A slip of the year would take a renewal off every list."""
    (file,) = sorted(mails(tmp_path / "mails").glob("1.eml"))
    door("import", file)
    refused = door("review", id_of(door, file), option, "2019-12-02", "--merchant", "Zinema")
    assert refused.code == 2
    assert "2019-12-02 is before the mail itself" in refused.err
    assert json.loads(door("said", "--json").out)["said"] == []


def test_the_questions_are_in_plain_words(door: Door) -> None:
    """What happened is a list to choose from, and the day to come is asked for."""
    fixtures = Path(__file__).parent.parent / "fixtures" / "senders" / "generic"
    door("import", fixtures / "fake_norton.eml")
    answers = ["e\n", "Free trial about to end\n", "Norton\n", "11 USD\n", "\n", "2026-12-02\n"]
    shown = _on_a_terminal(door.home, answers, words=("--fakes",))
    assert "trial_ending" not in shown
    assert "When does the trial end" in shown
    assert "the trial ends on 2026-12-02" in shown


CLIPCARD = """From: Coastline Ferries <noreply@clipcard.example>
To: pat@example.org
Subject: Your subscription has been renewed
Date: Fri, 20 Nov 2026 09:12:00 +0000
Message-ID: <{number}@clipcard.example>

Your Coastline pass {number} has been renewed. It has no amount, so it teaches no layout.
"""


def test_whoever_was_looked_at_once_counts_from_then_on(door: Door, tmp_path: Path) -> None:
    for number in (1, 2):
        (tmp_path / f"{number}.eml").write_text(CLIPCARD.format(number=number), encoding="utf-8")
    assert door("import", tmp_path / "1.eml").code == 0
    (waiting,) = json.loads(door("review", "--json").out)["mails"]
    assert "nothing in it goes with clipcard.example" in waiting["reason"]
    assert door("review", waiting["fingerprint"][:12], "--yes").code == 0
    assert door("import", tmp_path / "2.eml").code == 0
    assert json.loads(door("review", "--json").out)["mails"] == []
