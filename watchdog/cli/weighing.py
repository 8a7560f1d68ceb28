"""What weighs for a reading and against it, in words: the names of the reader's own measures."""

from parsers.events import EventKind
from watchdog.evidence import said_event
from watchdog.language import marked, say, translated

_KIND = "kind_"
_MEASURES = {
    "advertiser": marked("who sends it advertises"),
    "amount": marked("it names an amount"),
    "amount_in_offer": marked("its amount stands in an offer or in small print"),
    "amount_sureness": marked("how sure the amount is"),
    "bias": marked("what any such mail begins with"),
    "billing_desk": marked("it comes from an address for bills"),
    "by_form_alone": marked("it is a bill by its form alone"),
    "cadence": marked("it says how often"),
    "can_unsubscribe": marked("it can be unsubscribed from"),
    "contradiction": marked("its period is not as long as it says"),
    "early": marked("it says so early in the text"),
    "form": marked("it has the form of a bill"),
    "free": marked("it costs nothing"),
    "in_body": marked("the text says so"),
    "in_subject": marked("the subject says so"),
    "links": marked("how much of it are links"),
    "list": marked("it went to a mailing list"),
    "long": marked("how long it is"),
    "named": marked("the subject speaks of such things"),
    "no_amount": marked("no amount is named"),
    "no_day": marked("no day is named"),
    "nobody_of_many": marked("it went to many and greets nobody"),
    "offered_to_many": marked("it went to many and offers something"),
    "often": marked("how often it says so"),
    "other_in_subject": marked("the subject says something else"),
    "other_kinds": marked("it says other things, too"),
    "overheard": marked("the subject does not speak of bills"),
    "overheard_by_many": marked("it went to many, and the subject does not speak of bills"),
    "overheard_in_prose": marked("it is said in running text only"),
    "percents": marked("it names percentages"),
    "price_in_subject": marked("a price stands in the subject"),
    "told": marked("the subject says nothing"),
    "told_alone": marked("nothing else is stated under it"),
    "told_by_name": marked("it greets its reader by name"),
    "told_to_you": marked("it is said to its reader"),
    "told_with_value": marked("an amount or a day stands beside it"),
    "prices": marked("how many prices it names"),
    "reference": marked("it has a number of its own"),
    "reply": marked("it answers or is personal"),
    "talk_in_subject": marked("the subject talks about it"),
    "total": marked("it has a total"),
    "untabled_to_many": marked("it went to many and labels nothing"),
}


def said_measure(name: str) -> str:
    """A measure of the reader in the user's words; "kind_charge" is what such mails weigh."""
    if name in _MEASURES:
        return translated(_MEASURES[name])
    kind = name.removeprefix(_KIND)
    if name != kind and kind in set(EventKind):
        return say("what mails of this kind weigh: {kind}", kind=said_event(kind))
    return say("what mails of other kinds weigh") if name != kind else name.replace("_", " ")
