"""Services that send the bills of others, in whose names they write; houses of several names."""

from parsers.domains import belongs, organisation
from parsers.text.worded import Worded

_WORDED = Worded(__file__)

# Merchants of record, billing, clubs and studios, donations, tickets, courses. What a tenant of
# theirs is called says nothing of the domain; a brand's name there is asked about all the same.
_HOSTS = frozenset(_WORDED.words("hosts"))
# Where firms look for people: what comes from there bears the name of whoever does.
_HIRING = frozenset(
    """ashbyhq.com greenhouse-mail.io greenhouse.io icims.com jobvite.com lever.co myworkday.com
    smartrecruiters.com workablemail.com""".split()
)
# A house that writes from a domain called like one of its products, by the words of its name.
_HOUSES = {
    "facebookmail.com": {"meta", "instagram"},
    "firefox.com": {"mozilla"},
    "hey.com": {"37signals", "basecamp"},
    "pm.me": {"proton"},
    "protonmail.com": {"proton"},
    "thunderbird.net": {"mozilla", "mzla"},
    "x.com": {"twitter"},
}
# Whom mail programs of old put there, when nobody had a name.
MACHINES = frozenset({"nobody", "root", "daemon", "apache", "postmaster", "webmaster"})


def bills_for_others(domain: str) -> bool:
    """Whether bills of many come from a domain, each in its own name."""
    return belongs(domain, _HOSTS)


def hires_for_others(domain: str) -> bool:
    """Whether firms write to those who apply from a domain, each in its own name."""
    return belongs(domain, _HIRING)


def is_of_the_house(words: list[str], domain: str) -> bool:
    """Whether one of a name's words is that of a domain's owner."""
    return bool(_HOUSES.get(organisation(domain), set()).intersection(words))
