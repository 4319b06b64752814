"""German days and times of day as values: "in der Nacht zum Freitag", "halb neun", "Mitte April", "vor 2014".

A weekday is a stretch of hours in a week, so that "Donnerstagabend" and "in der Nacht zum Freitag" touch. dateparser's search
reads "die" as Tuesday (153 of 180 hits false), hence rules of our own.
"""

import datetime
import re
from collections.abc import Callable
from dataclasses import replace

from components.engine.german.numbers import number_word
from components.engine.german.quantity_values import WEEK, YEAR, Quantity, Time

Match = re.Match[str]

MONTHS = ("januar", "februar", "märz", "april", "mai", "juni", "juli", "august", "september", "oktober", "november", "dezember")
WEEKDAYS = ("montag", "dienstag", "mittwoch", "donnerstag", "freitag", "samstag", "sonntag")
PARTS = {"früh": (4, 10), "morgen": (4, 10.5), "vormittag": (6, 13), "mittag": (10.5, 15), "nachmittag": (12, 18.5), "abend": (17, 24), "nacht": (19, 30)}  # fmt: skip
NIGHT = (-5, 7)  # "in der Nacht zum Freitag": from Thursday 19:00 to Friday 7:00
RELATIVE = {"vorgestern": -2, "gestern": -1, "heute": 0, "morgen": 1, "übermorgen": 2}
THIRDS = {"anfang": (1, 11), "mitte": (9, 21), "ende": (19, 31)}
AROUND = 30  # minutes that "gegen acht Uhr" leaves to both sides
SHORTLY = 45  # minutes that "kurz vor" and "kurz nach" leave
MOMENT = 0.02  # hours by which a day ends before the next begins
LONG = 240  # minutes that "vor" and "nach" leave

_MONTH = "|".join(m.capitalize() for m in MONTHS)
_DAY_NAME = "Montag|Dienstag|Mittwoch|Donnerstag|Freitag|Samstag|Sonnabend|Sonntag"
_SMALL = "ein|eins|zwei|drei|vier|fünf|sechs|sieben|acht|neun|zehn|elf|zwölf"
_BEFORE = r"(?P<relation>kurz vor|kurz nach|gegen|vor|nach|ab|seit|bis|um kurz nach|um kurz vor)"

PATTERNS = (
    ("night", re.compile(rf"\bNacht (?:von (?P<first>{_DAY_NAME}) )?(?:zum|auf|zu) (?:den |diesem )?(?P<w>{_DAY_NAME})\b")),
    ("clock", re.compile(rf"(?:\b{_BEFORE}\s+)?\b(?P<hour>[01]?\d|2[0-4])(?:[.:](?P<minute>[0-5]\d))?\s*Uhr\b(?:\s+(?P<minute2>[0-5]?\d)\b(?!\s*(?:Uhr|[A-ZÄÖÜ])))?", re.IGNORECASE)),
    ("spoken", re.compile(rf"(?:\b{_BEFORE}\s+)?\b(?P<hour>{_SMALL})\s+Uhr\b(?:\s+(?P<part>früh|morgens|nachts|vormittags|mittags|nachmittags|abends))?", re.IGNORECASE)),
    ("short", re.compile(rf"\b(?P<minutes>fünf|zehn|zwanzig)\s+(?P<side>vor|nach)\s+(?P<half>halb\s+)?(?P<hour>{_SMALL})\b(?!\s+[A-ZÄÖÜ])")),
    ("half", re.compile(rf"\b(?P<relation>(?:um |gegen |ab |bis |seit )?kurz (?:vor|nach)|um|gegen|ab|nach|vor|bis|seit)\s+(?P<fraction>halb|dreiviertel|viertel(?: nach| vor)?)\s+(?P<hour>{_SMALL})\b", re.IGNORECASE)),
    ("midnight", re.compile(r"(?:\b(?P<relation>kurz vor|kurz nach|gegen|um|vor|nach)\s+)?\b(?P<what>Mitternacht)\b", re.IGNORECASE)),
    ("day", re.compile(rf"(?<!Straße des )(?<!Platz des )\b(?P<d>[0-3]?\d)\.\s?(?P<m>{_MONTH}|(?:0?[1-9]|1[0-2])\.)(?:\s?(?P<y>(?:19|20)\d\d))?")),
    ("third", re.compile(rf"\b(?P<third>Anfang|Mitte|Ende)\s+(?P<m>{_MONTH})(?:\s+(?P<y>(?:19|20)\d\d))?\b")),
    ("month", re.compile(rf"\b(?:(?P<relation>im|ab|seit|bis|vor|nach)\s+)?(?P<m>{_MONTH})\b(?:\s+(?P<y>(?:19|20)\d\d))?\b")),
    ("weekday", re.compile(rf"\b(?P<w>{_DAY_NAME})(?P<part>früh|morgen|vormittag|mittag|nachmittag|abend|nacht)?s?\b(?:\s(?P<part2>früh|Vormittag|Mittag|Nachmittag|Abend|Nacht|nacht|abend|vormittag|nachmittag|mittag)\b)?|\b(?P<weekend>Wochenende)s?\b")),
    ("year", re.compile(r"\b(?P<rel>vor|seit|bis|nach|ab|im Jahre?|Jahr|Ende|Anfang|Mitte|bereits|schon|von|in|für|Für|Im Jahr|Herbst|Sommer|Winter|Frühjahr)\s+(?P<y>(?:19|20)\d\d)\b(?!\s*(?:Euro|Dollar|Menschen|Tote))")),
    ("relative", re.compile(r"\b(?P<r>[Vv]orgestern|[Gg]estern|[Hh]eute|[Üü]bermorgen|morgen(?=\s+(?:soll|will|wird|werden|beginnt|startet|abend|früh)))\b")),
)  # fmt: skip


CLOCK_RELATIONS = frozenset(["kurz vor", "kurz nach", "gegen", "vor", "nach"])
OPEN_RELATIONS = frozenset(["ab", "bis", "seit"])


def read(kind: str, match: Match) -> Quantity | None:
    """The Quantity of one match of ``PATTERNS``, or None; its offsets are those of the match."""
    return READERS[kind](match)


def _around(minutes: float, relation: str) -> tuple[float, float]:
    """(low, high) of a time of day with a preposition."""
    relation = relation.casefold().removeprefix("um ")
    low = minutes - {"kurz vor": SHORTLY, "vor": LONG, "gegen": AROUND, "bis": 0}.get(relation, 0)
    high = minutes + {"kurz nach": SHORTLY, "nach": LONG, "gegen": AROUND}.get(relation, 0)
    return low, high


def _clock(match: Match, minutes: float, of: str = "") -> Quantity:
    relation = (match.groupdict().get("relation") or "").casefold()
    low, high = _around(minutes, relation)
    start = match.start("relation") if relation not in {"", "ab", "um"} else match.start()
    return Quantity(
        start=start,
        end=match.end(),
        dimension="clock",
        low=low,
        high=high,
        unit=f"Uhr {relation}" if relation in OPEN_RELATIONS else "Uhr",
        of=of,
        time=Time(clock=minutes, relation=relation if relation in CLOCK_RELATIONS else ""),
    )


def _read_clock(match: Match) -> Quantity:
    minute = int(match["minute"] or match["minute2"] or 0)
    return _clock(match, int(match["hour"]) * 60 + minute)


def _hour(match: Match) -> float:
    """The hour of a match: one of the words that the pattern names."""
    return number_word(match["hour"]) or 0.0


def _read_spoken(match: Match) -> Quantity:
    hour = _hour(match)
    part = (match["part"] or "").casefold()
    if hour < 12 and part in {"abends", "nachmittags"}:
        hour += 12
    return _clock(match, hour * 60, "" if part else "12")


def _read_half(match: Match) -> Quantity:
    fraction = match["fraction"].casefold()
    minutes = (
        _hour(match) * 60 + {"halb": -30, "dreiviertel": -15, "viertel": -45, "viertel nach": 15, "viertel vor": -15}[fraction]
    )
    relation = match["relation"].casefold()
    relation = relation if relation in CLOCK_RELATIONS else ""
    low, high = _around(minutes, relation)
    return Quantity(
        start=match.start("relation" if relation else "fraction"),
        end=match.end(),
        dimension="clock",
        low=low,
        high=high,
        unit="Uhr",
        of="12",
        time=Time(clock=minutes, relation=relation),
    )


def _read_short(match: Match) -> Quantity:
    minutes = _hour(match) * 60 - (30 if match["half"] else 0)
    minutes += (number_word(match["minutes"]) or 0.0) * (1 if match["side"].casefold() == "nach" else -1)
    return Quantity(
        start=match.start(),
        end=match.end(),
        dimension="clock",
        low=minutes,
        high=minutes,
        unit="Uhr",
        of="12",
        time=Time(clock=minutes),
    )


def _read_midnight(match: Match) -> Quantity:
    relation = (match["relation"] or "").casefold()
    low, high = _around(0, relation)
    start = match.start() if relation not in {"um", ""} else match.start("what")
    return Quantity(
        start=start,
        end=match.end(),
        dimension="clock",
        low=low,
        high=high,
        unit="Uhr",
        time=Time(midnight=True, relation=relation),
    )


def _month(text: str) -> int:
    return MONTHS.index(text.casefold()) if text[0].isalpha() else int(text.rstrip(".")) - 1


def _year(match: Match) -> int | None:
    return int(match["y"]) if match["y"] else None


def _day_number(year: int, month: int, day: int) -> int:
    """The number of a day; ``month`` and the result count from 0, so that the 31st of December stays inside its year."""
    return year * YEAR + month * 31 + day - 1


def _days(match: Match, first: int, last: int, time: Time, of: str = "", start: int | None = None) -> Quantity:
    year, month = _year(match) or 0, _month(match["m"])
    return Quantity(
        start=match.start() if start is None else start,
        end=match.end(),
        dimension="day",
        low=_day_number(year, month, first),
        high=_day_number(year, month, last),
        of=of,
        time=time,
    )


def _read_day(match: Match) -> Quantity | None:
    day = int(match["d"])
    if not 1 <= day <= 31:
        return None
    return _days(match, day, day, Time(day=day, month=_month(match["m"]) + 1, year=_year(match)))


def _read_third(match: Match) -> Quantity:
    third = match["third"].casefold()
    return _days(match, *THIRDS[third], Time(third=third, month=_month(match["m"]) + 1, year=_year(match)))


def _read_month(match: Match) -> Quantity | None:
    relation = match["relation"] or ""
    if not match["y"] and relation != "im":  # "April" alone may be a name, "seit April" a beginning
        return None
    time = Time(month=_month(match["m"]) + 1, year=_year(match))
    return _days(match, 1, 31, time, relation if relation != "im" else "", match.start("m"))


def _weekday(name: str) -> int:
    return 5 if name == "Sonnabend" else WEEKDAYS.index(name.casefold())


def _hours(match: Match, low: float, high: float, of: str, time: Time) -> Quantity:
    return Quantity(start=match.start(), end=match.end(), dimension="weekday", low=low, high=high, of=of, time=time)


def _read_weekday(match: Match) -> Quantity:
    if match["weekend"]:
        return _hours(match, 5 * 24, WEEK - MOMENT, "", Time(weekend=True))
    day = _weekday(match["w"])
    part = (match["part"] or match["part2"] or "").casefold()
    first, last = PARTS.get(part, (0, 24))
    return _hours(match, day * 24 + first, day * 24 + last - MOMENT, part, Time(weekday=day, part=part))


def _read_night(match: Match) -> Quantity:
    day = _weekday(match["w"])
    low, high = (day * 24 + hour for hour in NIGHT)
    return _hours(match, low, high, "nacht", Time(weekday=day, night_to=True))


def _read_year(match: Match) -> Quantity:
    year = int(match["y"])
    relation = match["rel"] if match["rel"] in {"vor", "seit", "bis", "nach", "ab"} else ""
    return Quantity(
        start=match.start("y"),
        end=match.end(),
        dimension="year",
        low=year,
        high=year,
        of=relation,
        time=Time(year=year, relation=relation),
    )


def _read_relative(match: Match) -> Quantity:
    days = RELATIVE[match["r"].casefold()]
    return Quantity(start=match.start(), end=match.end(), dimension="relative day", low=days, high=days, time=Time(from_now=days))


READERS: dict[str, Callable[[Match], Quantity | None]] = {
    "night": _read_night, "clock": _read_clock, "spoken": _read_spoken, "half": _read_half, "short": _read_short, "midnight": _read_midnight, "day": _read_day,
    "third": _read_third, "month": _read_month, "weekday": _read_weekday, "year": _read_year, "relative": _read_relative,
}  # fmt: skip


def calendar_days(
    quantity: Quantity, published: datetime.date, coming: bool = False
) -> tuple[datetime.date, datetime.date] | None:
    """(first, last) calendar day that a weekday or "gestern" names in an article of the day ``published``, or None.

    A night has two days: "Freitagnacht" is Friday to Saturday, "Nacht zum Freitag" Thursday to Friday. ``coming``: whether the
    sentence speaks of what is to come; otherwise the last such day is meant, today included.

    >>> from components.engine.german.quantities import find
    >>> thursday = datetime.date(2025, 2, 13)
    >>> said = (("am Mittwoch", False), ("am Freitag", True), ("gestern", False), ("in der Nacht zum Donnerstag", False))
    >>> [calendar_days(find(t)[0], thursday, c)[0].isoformat() for t, c in said]
    ['2025-02-12', '2025-02-14', '2025-02-12', '2025-02-12']
    """
    if quantity.dimension == "relative day":
        day = published + datetime.timedelta(days=int(quantity.low))
        return day, day
    time = quantity.time
    if quantity.dimension != "weekday" or time is None or time.weekday is None:
        return None
    ahead = (time.weekday - published.weekday()) % 7
    day = published + datetime.timedelta(days=ahead if coming else ahead - 7 if ahead else 0)
    beside = datetime.timedelta(days=1)
    return (day - beside, day) if time.night_to else (day, day + beside) if time.part == "nacht" else (day, day)


def on_the_calendar(quantity: Quantity, published: datetime.date, coming: bool = False) -> Quantity:
    """A weekday or "gestern" as the days of the year that ``calendar_days`` finds; any other Quantity as it is."""
    days = calendar_days(quantity, published, coming)
    if days is None or quantity.time is None:
        return quantity
    low, high = (_day_number(d.year, d.month - 1, d.day) for d in days)
    named = days[1] if quantity.time.night_to else days[0]
    time = replace(quantity.time, day=named.day, month=named.month)
    return replace(quantity, dimension="day", low=low, high=high, of="", time=time)
