"""An example or two of each command, which its help shows before the options."""

from collections.abc import Mapping

# By the words that call it. The words after "#" say what for, where the command does not.
EXAMPLES: Mapping[str, tuple[str, ...]] = {
    "demo": ("watchdog demo", "watchdog demo --keep ~/watchdog-demo   # to play with it"),
    "run": ("watchdog run", "watchdog run --once    # from cron"),
    "scan": ("watchdog scan", "watchdog scan --account gmail --now"),
    "import": (
        "watchdog import ~/Takeout/Mail/All.mbox",
        "watchdog import ~/Maildir bill.eml --thorough",
    ),
    "retry": ("watchdog retry --quarantined",),
    "parse": ("watchdog parse bill.eml", "watchdog parse --json bills/   # a line for each file"),
    "explain": ("watchdog explain 3f2a91c", "watchdog explain bill.eml"),
    "review": (
        "watchdog review                    # asks about each",
        "watchdog review c42d789e --no",
        'watchdog review c42d789e --kind charge --amount "12.99 EUR"',
    ),
    "scrub": ("watchdog scrub bill.eml --out tests/bill.eml",),
    "init": (
        "watchdog init you@gmail.com",
        "watchdog init you@example.org --host mail.example.org --ca-file ~/ca.pem",
        'watchdog init you@gmail.com --yes --password-command "pass show mail/gmail"',
    ),
    "account": ("watchdog account add you@example.org", "watchdog account test"),
    "account add": (
        "watchdog account add you@gmail.com",
        'watchdog account add you@gmail.com --password-command "pass show mail/gmail"',
    ),
    "account test": ("watchdog account test", "watchdog account test gmail"),
    "account password": (
        "watchdog account password gmail",
        "watchdog account password gmail --password-stdin < new-password",
    ),
    "account remove": ("watchdog account remove gmail",),
    "account list": ("watchdog account list",),
    "account sign-in": ("watchdog account sign-in outlook",),
    "account sign-out": ("watchdog account sign-out outlook",),
    "report": (
        "watchdog report",
        "watchdog report --urgent              # what needs you now",
        "watchdog report --html report.html --open",
        "watchdog report --json --exit-code   # for scripts",
    ),
    "show": (
        "watchdog show coursera",
        "watchdog show 3f2a91c     # a finding",
        "watchdog show bill.eml    # a mail",
    ),
    "upcoming": ("watchdog upcoming", "watchdog upcoming --days 14"),
    "digest": (
        "watchdog digest                              # send it now",
        "watchdog digest --to-stdout",
        "watchdog digest --server smtp.example.org    # set it up",
    ),
    "status": ("watchdog status",),
    "replay": ("watchdog replay --since 2024-01-01",),
    "doctor": ("watchdog doctor", "watchdog doctor --offline"),
    "backup": ("watchdog backup", "watchdog backup ~/backups/ledger.bak"),
    "restore": ("watchdog restore ~/backups/ledger.bak",),
    "purge": ("watchdog purge --older-than 3650", "watchdog purge --account gmail --mail-only"),
    "bug-report": ("watchdog bug-report --out report.json",),
    "config": ("watchdog config show",),
    "config show": ("watchdog config show",),
    "fix": (
        "watchdog fix coursera",
        "watchdog fix coursera --channel apple",
        "watchdog fix 3f2a91c    # of a finding",
    ),
    "letter": (
        "watchdog letter 3f2a91c --kind dispute",
        "watchdog letter netflix --kind cancellation --language de",
    ),
    "evidence": ("watchdog evidence coursera --out proof",),
    "calendar": ("watchdog calendar --out bills.ics", "watchdog calendar --url"),
    "export": (
        "watchdog export --format csv --out payments.csv",
        "watchdog export --format beancount --since 2026-01-01",
    ),
    "cancelled": (
        "watchdog cancelled coursera",
        "watchdog cancelled coursera --on 2026-06-03 --channel direct",
    ),
    "paused": ("watchdog paused coursera --until 2026-09-01",),
    "paid": ("watchdog paid marlow_chimneys", "watchdog paid marlow_chimneys --on 2026-12-01"),
    "note": ("watchdog note coursera certificate-earned --on 2026-06-02",),
    "confirm": ("watchdog confirm netflix",),
    "not-a-subscription": ("watchdog not-a-subscription ferry_cabs",),
    "merge": (
        "watchdog merge tunely 'tunely music'",
        "watchdog merge 'netflix family' 'netflix shop'",
    ),
    "dismiss": ("watchdog dismiss 3f2a91c",),
    "snooze": (
        "watchdog snooze 3f2a91c --days 14",
        "watchdog snooze 3f2a91c --until 2026-12-24",
    ),
    "trust": (
        "watchdog trust billing@shop.example",
        "watchdog trust    # whose word is believed",
    ),
    "said": ("watchdog said",),
    "undo": ("watchdog undo", "watchdog undo 7    # its number in watchdog said"),
    "catalog": ("watchdog catalog list", "watchdog catalog show coursera"),
    "catalog check": ("watchdog catalog check",),
    "catalog schema": ("watchdog catalog schema",),
    "catalog list": ("watchdog catalog list",),
    "catalog show": ("watchdog catalog show coursera",),
    "web": ("watchdog web --open",),
    "metrics": ("watchdog metrics",),
    "notify": ("watchdog notify add", "watchdog notify test"),
    "notify test": ("watchdog notify test", "watchdog notify test --only mqtt"),
    "notify add": ("watchdog notify add", "watchdog notify add --url-file ~/.ntfy-url"),
    "service": ("watchdog service install",),
    "service install": (
        "watchdog service install",
        "watchdog service install --kind cron --print    # only show it",
    ),
    "service uninstall": ("watchdog service uninstall",),
    "service status": ("watchdog service status",),
    "worker": ("watchdog worker", "watchdog worker --until-idle"),
    "tenant": ("watchdog tenant add pat --config pat.toml", "watchdog tenant list"),
    "tenant add": ("watchdog tenant add pat --config pat.toml",),
    "tenant list": ("watchdog tenant list",),
    "tenant remove": ("watchdog tenant remove pat",),
    "tenant export": ("watchdog tenant export pat pat.sqlite3",),
    "tenant import": ("watchdog tenant import pat ~/Maildir",),
    "tenant purge": ("watchdog tenant purge pat",),
    "fleet": ("watchdog fleet status",),
    "fleet status": ("watchdog fleet status",),
    "fleet metrics": ("watchdog fleet metrics",),
}


def with_examples(said: str, command: str) -> str:
    """What a command is for, with its examples as lines of their own."""
    lines = EXAMPLES.get(command, ())
    return said + "\n\n\b\n" + "\n".join(f"  {line}" for line in lines) if lines else said
