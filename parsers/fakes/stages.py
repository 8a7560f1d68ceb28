"""Services in whose own, authenticated mail strangers write, or bill in a name of their choice."""

import re

from parsers.domains import belongs
from parsers.fakes.hosts import bills_for_others
from parsers.message import Message
from parsers.text.worded import Worded

_WORDED = Worded(__file__)

_PAYPALS = """paypal.com paypal.de paypal.co.uk paypal.at paypal.be paypal.ca paypal.ch
    paypal.com.au paypal.dk paypal.es paypal.fr paypal.it paypal.nl paypal.pl paypal.se"""

# Where strangers write to anybody in the company's own, authenticated mail: invoices and money
# requests, a seller's "customer service URL", invitations to a calendar, a team or a class, the
# name of a tenant, a document, a form, a board or a file that is shared. Addresses, or whole
# domains with what is below them.
STAGES = frozenset(
    f"""{_PAYPALS} email.apple.com calendar-notification@google.com
    forms-receipts-noreply@google.com drive-shares-dm-noreply@google.com docs.google.com
    drive-shares-noreply@google.com googlegroups.com classroom.google.com chat-noreply@google.com
    docusign.net docusign.com intuit.com xero.com zoom.us
    microsoft-noreply@microsoft.com invites@microsoft.com microsoftonline.com
    sharepointonline.com email.teams.microsoft.com teams.mail.microsoft adobesign.com
    dropbox.com hellosign.com pandadoc.net pandadoc.com signnow.com canva.com notion.so trello.com
    calendly.com github.com gitlab.com slack.com asana.com atlassian.net monday.com airtable.com
    clickup.com figma.com miro.com box.com wetransfer.com
    typeform.com jotform.com surveymonkey.com surveymonkeyuser.com formstack.com tally.so
    followups@followups.typeform.com notifications@calendly.com
    linkedin.com business.facebook.com sns.amazonaws.com zellepay.com venmo.com cash.app
    cash@square.com wise.com revolut.com smartsheet.com loom.com padlet.com gofundme.com evite.com
    mural.co lucid.co coda.io webex.com meetup.com appsheet.com evernote.com wrike.com basecamp.com
    cognitoforms.com paperform.co fillout.com eversign.com yousign.com yousign.app signrequest.com
    docsend.com pitch.com gamma.app prezi.com issuu.com filemail.com fromsmash.com transfernow.net
    doodle.com partiful.com notion.com echosign.com message@adobe.com no-reply-powerbi@microsoft.com
    looker-studio-noreply@google.com noreply-photos@google.com voice-noreply@google.com
    azure-noreply@microsoft.com noreply-application-integration@google.com
    noreply-tasks@google.com apps-scripts-notifications@google.com calendar-noreply@google.com
    notifications@github.com
    messages-noreply@linkedin.com inmail-hit-reply@linkedin.com hit-reply@linkedin.com
    youtube.com""".split()
)
# Those that sell something themselves, from the same addresses.
OWN_BILLS = frozenset(_WORDED.words("own_bills"))
BILLERS = frozenset(f"{_PAYPALS} intuit.com xero.com email.apple.com".split())
# Where small firms and private people bill, in whatever name; no brand of the catalogue does.
SELLERS = frozenset(_WORDED.words("sellers"))
# They put the merchant's name where the sender's stands.
PROCESSORS = frozenset({"stripe.com", "paddle.com"})
# Where anybody has a shop, a form or readers under a name of his own choice.
SHOPS = frozenset(
    """squarespace.com wix.com wixforms.com wixemails.com shopify.com patreon.com substack.com
    medium.com""".split()
)
# Anybody asks for money there.
REQUESTS = frozenset(
    f"""{_PAYPALS} zellepay.com venmo.com cash.app cash@square.com wise.com
    revolut.com""".split()
)
# "reply+AAXB7@reply.github.com": behind the sign stands the thread.
_INTO_A_THREAD = re.compile(
    r"(?i)(?:^|[<\s])(?:reply|r|replies|incoming|comment|notifications?)\+[^@\s]{3,}@"
)


def is_stage(message: Message) -> bool:
    """Whether it is a service's own mail in which strangers write."""
    return belongs(message.from_domain, STAGES) or is_by_address(message)


def is_by_address(message: Message) -> bool:
    """Whether it comes from an address from which nothing else is sent, or what is answered to it
    becomes a word of a thread: no bill of the house's own is to be answered by its readers' words.
    """
    if message.from_address.lower() in STAGES:
        return True
    answered = next(iter(message.headers.get("reply-to", ())), "")
    return bool(_INTO_A_THREAD.search(answered)) and belongs(message.from_domain, STAGES)


def is_request(message: Message) -> bool:
    """Whether it comes from where anybody asks anybody for money."""
    return message.from_address.lower() in REQUESTS or belongs(message.from_domain, REQUESTS)


def is_for_sellers(domain: str) -> bool:
    """Whether anybody with an account there has his bills sent."""
    return belongs(domain, PROCESSORS) or bills_for_others(domain)


def is_anybodys(message: Message) -> bool:
    """Whether it comes from a service by which anybody sends mail in a name of his own."""
    return is_stage(message) or belongs(message.from_domain, SHOPS | PROCESSORS)
