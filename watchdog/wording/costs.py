"""What runs costs, in a sentence for each sum."""

from parsers.money import Money
from watchdog import text
from watchdog.language import said_count, said_day, said_money, say, say_many
from watchdog.rates import Converted
from watchdog.report import LeftOut, Total


def cost_line(total: Total, running: int) -> str:
    """What runs in one currency costs, a month and a year; and for how many of all that run."""
    month, year = (
        said_money(Money(amount=each, currency=total.currency))
        for each in (total.per_month, total.per_year)
    )
    if total.subscriptions < running:
        return say(
            "{month} a month, {year} a year for {number} of {all} running.",
            number=said_count(total.subscriptions),
            all=said_count(running),
            month=month,
            year=year,
        )
    return say_many(
        "{month} a month, {year} a year for {number} running.",
        "{month} a month, {year} a year for {number} running.",
        total.subscriptions,
        month=month,
        year=year,
    )


def of_all(number: int, running: int) -> str:
    """How many of all that run: "4 of 6", or "6" where it is all."""
    if number >= running:
        return said_count(number)
    return say("{number} of {all}", number=said_count(number), all=said_count(running))


def left_out_line(one: LeftOut) -> str:
    """What runs and is in none of these sums; "" where nothing is left out."""
    said = []
    if untimed := sum(each.subscriptions for each in one.untimed):
        moneys = (Money(amount=each.amount, currency=each.currency) for each in one.untimed)
        said.append(
            say_many(
                "And {number} more whose rhythm no mail names: {sums} each time.",
                "And {number} more whose rhythm no mail names: {sums} each time.",
                untimed,
                sums=" + ".join(map(said_money, moneys)),
            )
        )
    if one.unpriced:
        said.append(
            say_many(
                "And {number} more whose price no mail names.",
                "And {number} more whose price no mail names.",
                one.unpriced,
            )
        )
    return " ".join(said)


def converted_line(one: Converted | None) -> str:
    """The sum in one currency, or why there is none; "" where nobody gave rates."""
    if one is None:
        return ""
    if one.problem is not None:
        return text.safe(one.problem)
    if one.per_month is None or one.per_year is None:
        return say(
            "No sum in {currency}: no rate for {missing} ([rates] in config.toml).",
            currency=one.currency,
            missing=", ".join(one.missing),
        )
    month, year = (
        said_money(Money(amount=each, currency=one.currency))
        for each in (one.per_month, one.per_year)
    )
    of = say(" of {day}", day=said_day(one.on)) if one.on else ""
    return say(
        "All together about {month} a month, {year} a year, at your rates{of}.",
        month=month,
        year=year,
        of=of,
    )
