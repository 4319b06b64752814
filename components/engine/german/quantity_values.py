"""What a quantity is: a number or an interval with a unit and a hedge, whether two of them clash, and how it is written.

A hedge turns a number into an interval ("fast x" is a little below up to x), so that two values clash only where no number fits
both.
"""

import math
import re
from dataclasses import dataclass

MINUTES = {"sekunde": 1 / 60, "minute": 1.0, "stunde": 60.0, "tag": 1440.0, "woche": 10080.0, "monat": 43830.0, "quartal": 131490.0, "halbjahr": 262980.0, "jahr": 525960.0, "jahrzehnt": 5259600.0, "jahrhundert": 52596000.0}  # fmt: skip
WEEK = 168  # hours
YEAR = 372  # days of a year in which every month has 31: days are only compared, never counted
HALF_DAY = 720  # minutes
# A hedge as (share below, share above) of the number that it may leave; a number given more exactly leaves less ("fast 43").
HEDGES = {"below": (0.2, 0.0), "around": (0.12, 0.12), "little above": (0.0, 0.15)}
OPEN_UP = frozenset(["above", "at least"])
OPEN_DOWN = frozenset(["at most", "less"])
HEDGE_WORDS = {
    "fast": "below", "knapp": "below", "knappe": "below", "knappen": "below", "knapper": "below", "beinahe": "below", "nahezu": "below", "annähernd": "below",
    "gut": "little above", "gute": "little above", "guten": "little above", "guter": "little above", "etwas mehr als": "little above", "etwas über": "little above", "kaum mehr als": "little above",
    "rund": "around", "etwa": "around", "circa": "around", "ca.": "around", "ca": "around", "ungefähr": "around", "zirka": "around", "an die": "around", "um die": "around", "schätzungsweise": "around", "grob": "around", "geschätzt": "around", "geschätzte": "around", "geschätzten": "around", "in der größenordnung von": "around",
    "über": "above", "mehr als": "above", "rund mehr als": "above", "weit über": "above", "weit mehr als": "above", "deutlich mehr als": "above", "deutlich über": "above", "gut über": "above",
    "mindestens": "at least", "wenigstens": "at least", "zumindest": "at least", "nicht weniger als": "at least", "ab": "at least", "nicht unter": "at least",
    "höchstens": "at most", "maximal": "at most", "bis zu": "at most", "nicht mehr als": "at most", "allenfalls": "at most",
    "unter": "less", "weniger als": "less", "nicht ganz": "below", "noch nicht": "less", "nicht einmal": "less", "weit weniger als": "less", "deutlich weniger als": "less",
}  # fmt: skip
HEDGE = "|".join(sorted((re.escape(h).replace(r"\ ", r"\s+") for h in HEDGE_WORDS), key=len, reverse=True))
SIGNS = {
    "below": "knapp ", "little above": "gut ", "around": "rund ", "above": "mehr als ", "at least": "mindestens ",
    "at most": "höchstens ", "less": "weniger als ",
}  # fmt: skip


@dataclass(frozen=True)
class Quantity:
    """A value in a sentence: ``text[start:end]``. ``low`` and ``high`` in the base unit (minutes, pieces, euros, days …).

    ``of``: the counted noun for counts, else what sets values of one dimension apart ("seit" for a length that tells when).
    ``named``: how a time is written, where its numbers don't tell ("Mitte April"). Dimension: duration, count, money, percent,
    measure, age, score, year, day (days of a year of twelve times 31), weekday (hours of a week from Monday on),
    relative day (0 is the day of the article), clock (minutes of a day).
    """

    start: int
    end: int
    dimension: str
    low: float
    high: float
    unit: str
    hedge: str = ""
    of: str = ""
    named: str = ""

    @property
    def value(self):
        """The value in words: "90 min", "rund 90 min", "knapp 90 min"."""
        return f"{SIGNS.get(self.hedge, '')}{_written(self)}".strip()


def hedge_kind(text):
    """The kind of hedge a phrase is: "fast" is "below"; "" for none."""
    return HEDGE_WORDS.get(re.sub(r"\s+", " ", text.strip().lower()), "")


def interval(amount, hedge):
    """(low, high) of a number under a hedge: at most a share of it, and at most its last written place.

    >>> interval(90, "below"), interval(43, "below"), interval(100, "above"), interval(100, "")
    ((80.0, 90.0), (42.0, 43.0), (100, inf), (100.0, 100.0))
    """
    if hedge in OPEN_UP:
        return amount, math.inf
    if hedge in OPEN_DOWN:
        return 0.0, amount
    below, above = HEDGES.get(hedge, (0.0, 0.0))
    place = _last_place(amount)
    return amount - min(place, below * amount), amount + min(place, above * amount)


def _last_place(amount):
    """The place of the last digit that is not zero: 10 for 90, 1 for 43, 0.5 for 1.5 (halves are round), 0.1 for 12.7."""
    if not amount:
        return 0.0
    place = 10.0 ** (math.floor(math.log10(abs(amount))))
    while place > 1e-3 and abs(amount / place - round(amount / place)) > 1e-9:
        place /= 10
    return 0.5 if place == 0.1 and amount % 1 == 0.5 else place


def clash(one, other):
    """Whether two values of one dimension cannot both be true: their intervals have no number in common.

    Touching ends count as common. Times of day and days of the week go round; a day without a year fits every year.
    """
    if one.dimension == "weekday":
        return all(_apart(one.low + turn, one.high + turn, other.low, other.high) for turn in (-WEEK, 0, WEEK))
    if one.dimension == "day" and (one.low < YEAR) != (other.low < YEAR):
        one_low, other_low = one.low % YEAR, other.low % YEAR
        return _apart(one_low, one_low + one.high - one.low, other_low, other_low + other.high - other.low)
    if one.dimension == "clock":
        turns = (-HALF_DAY, 0, HALF_DAY) if "12" in {one.of, other.of} else (0,)
        turns += (-2 * HALF_DAY, 2 * HALF_DAY)
        return all(_apart(one.low + turn, one.high + turn, other.low, other.high) for turn in turns)
    return _apart(one.low, one.high, other.low, other.high)


def _apart(low, high, other_low, other_high):
    slack = 1e-9 * max(1.0, abs(other_low))
    return high < other_low - slack or other_high < low - slack


def _written(quantity):
    if quantity.named:
        return quantity.named
    if quantity.dimension == "duration":
        return _range(*_bound(quantity), _duration_text)
    unit = f" {quantity.unit}" if quantity.unit else ""
    if quantity.unit == "km" and quantity.high < 1:
        return _range(*_bound(quantity), lambda km: _amount_text(km * 1000)) + " m"
    if quantity.unit == "ha" and quantity.high < 1:
        return _range(*_bound(quantity), lambda ha: _amount_text(ha * 10_000)) + " m²"
    return _range(*_bound(quantity), _amount_text) + unit


def _bound(quantity):
    """(from, to) as written, without the hedge."""
    if quantity.hedge in OPEN_UP:
        return quantity.low, quantity.low
    if quantity.hedge in {"below", *OPEN_DOWN}:
        return quantity.high, quantity.high
    if quantity.hedge == "little above":
        return quantity.low, quantity.low
    if quantity.hedge == "around":
        return (quantity.low + quantity.high) / 2, (quantity.low + quantity.high) / 2
    return quantity.low, quantity.high


def _range(low, high, write):
    return write(low) if abs(low - high) < 1e-6 * max(1.0, abs(high)) else f"{write(low)} bis {write(high)}"


def german(number):
    text = f"{number:,.2f}".rstrip("0").rstrip(".")
    return text.replace(",", "·").replace(".", ",").replace("·", ".")


def _amount_text(number):
    for size, name in ((1e12, "Bio."), (1e9, "Mrd."), (1e6, "Mio.")):
        if number >= size:
            return f"{german(number / size)} {name}"
    return german(number)


def _duration_text(minutes):
    """Minutes as "90 min", or in days, weeks, months or years where these come out even."""
    for unit, name, plural in (("jahr", "Jahr", "e"), ("monat", "Monat", "e"), ("woche", "Woche", "n"), ("tag", "Tag", "e")):
        many = minutes / MINUTES[unit]
        if many >= 1 and abs(many * 2 - round(many * 2)) < 1e-6:
            return f"{german(many)} {name}{plural if many != 1 else ''}"
    return f"{german(minutes)} min" if minutes >= 1 else f"{german(minutes * 60)} s"
