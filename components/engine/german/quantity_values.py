"""What a quantity is: a number or an interval with a unit and a hedge, and whether two of them clash.

A hedge turns a number into an interval ("fast x" is a little below up to x), and a number written to so many places stands for all
that round to it, so that two values clash only where no number fits both. How a quantity is written is the views' matter.
"""

import math
import re
from dataclasses import dataclass

MINUTES = {"sekunde": 1 / 60, "minute": 1.0, "stunde": 60.0, "tag": 1440.0, "woche": 10080.0, "monat": 43830.0, "quartal": 131490.0, "halbjahr": 262980.0, "jahr": 525960.0, "jahrzehnt": 5259600.0, "jahrhundert": 52596000.0}  # fmt: skip
WEEK = 168  # hours
YEAR = 372  # days of a year in which every month has 31: days are only compared, never counted
HALF_DAY = 720  # minutes

ROUNDED = frozenset(["count", "money", "percent", "measure"])  # dimensions in which news rounds: 1,23 may be written 1,2

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


@dataclass(frozen=True, kw_only=True)
class Time:
    """What a sentence says of a time, part by part, as far as it says it.

    ``relation``: "vor", "kurz nach", "gegen", "seit" …; ``clock``: minutes of the day; ``weekday``: 0 is Monday; ``part``: "abend",
    "nacht" …; ``night_to``: the night that ends on that weekday; ``third``: "anfang", "mitte" or "ende" of a month; ``month``: from 1;
    ``from_now``: days from the day of the article.
    """

    relation: str = ""
    clock: float | None = None
    midnight: bool = False
    weekday: int | None = None
    part: str = ""
    night_to: bool = False
    weekend: bool = False
    third: str = ""
    day: int | None = None
    month: int | None = None
    year: int | None = None
    from_now: int | None = None


@dataclass(frozen=True, kw_only=True)
class Quantity:
    """A value in a text, from ``start`` to ``end``. ``low`` and ``high`` in the base unit (minutes, pieces, euros, days …).

    ``of``: the counted noun for counts, else what sets values of one dimension apart ("seit" for a length that tells when).
    ``time``: how a time is said; ``share``: a share in percent as said, where the interval is wider; ``place``: what one more in the
    last written place is worth, in the base unit. Dimension: duration, count, money, percent, measure, age, score, year, day (days of
    a year of twelve times 31), weekday (hours of a week from Monday on), relative day (0 is the day of the article), clock (minutes
    of a day).
    """

    start: int
    end: int
    dimension: str
    low: float
    high: float
    unit: str = ""
    hedge: str = ""
    of: str = ""
    time: Time | None = None
    share: float | None = None
    place: float = 0.0

    @property
    def bounds(self) -> tuple[float, float]:
        """(from, to) as written, without the hedge."""
        if self.hedge in OPEN_UP:
            return self.low, self.low
        if self.hedge in {"below", *OPEN_DOWN}:
            return self.high, self.high
        if self.hedge == "little above":
            return self.low, self.low
        if self.hedge == "around":
            return (self.low + self.high) / 2, (self.low + self.high) / 2
        return self.low, self.high


def hedge_kind(text: str) -> str:
    """The kind of hedge a phrase is: "fast" is "below"; "" for none."""
    return HEDGE_WORDS.get(re.sub(r"\s+", " ", text.strip().lower()), "")


def interval(amount: float, hedge: str) -> tuple[float, float]:
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


def _last_place(amount: float) -> float:
    """The place of the last digit that is not zero: 10 for 90, 1 for 43, 0.5 for 1.5 (halves are round), 0.1 for 12.7."""
    if not amount:
        return 0.0
    place = 10.0 ** (math.floor(math.log10(abs(amount))))
    while place > 1e-3 and abs(amount / place - round(amount / place)) > 1e-9:
        place /= 10
    return 0.5 if place == 0.1 and amount % 1 == 0.5 else place


def clash(one: Quantity, other: Quantity) -> bool:
    """Whether two values of one dimension cannot both be true: their intervals have no number in common.

    Touching ends count as common. Times of day and days of the week go round; a day without a year fits every year. The less exactly
    written of two numbers stands for all that round to it.
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
    slack = max(_rounding(one, other), _rounding(other, one))
    return _apart(one.low, one.high, other.low - slack, other.high + slack)


def _rounding(rough: Quantity, exact: Quantity) -> float:
    """By how much a number may be rounded: half of its last written place, where the other one is written more exactly."""
    bare = not rough.hedge and rough.low == rough.high and exact.low == exact.high
    return rough.place / 2 if bare and rough.dimension in ROUNDED and 0 < exact.place < rough.place else 0.0


def _apart(low: float, high: float, other_low: float, other_high: float) -> bool:
    slack = 1e-9 * max(1.0, abs(other_low))
    return high < other_low - slack or other_high < low - slack
