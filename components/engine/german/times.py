"""German days and times of day as values: "in der Nacht zum Freitag", "halb neun", "Mitte April", "vor 2014".

A weekday is a stretch of hours in a week, so that "Donnerstagabend" and "in der Nacht zum Freitag" touch. dateparser's search
reads "die" as Tuesday (153 of 180 hits false), hence rules of our own.
"""

import datetime
import re
from dataclasses import replace

from components.engine.german.numbers import number_word
from components.engine.german.quantity_values import WEEK, YEAR, Quantity

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


def read(kind, match):
    """The Quantity of one match of ``PATTERNS``, or None."""
    return READERS[kind](match)


def _oclock(minutes):
    return f"{int(minutes) // 60}:{int(minutes) % 60:02d} Uhr"


def _around(minutes, relation):
    """(low, high) of a time of day with a preposition."""
    relation = (relation or "").casefold().removeprefix("um ")
    low = minutes - {"kurz vor": SHORTLY, "vor": LONG, "gegen": AROUND, "bis": 0}.get(relation, 0)
    high = minutes + {"kurz nach": SHORTLY, "nach": LONG, "gegen": AROUND}.get(relation, 0)
    return low, high


def _clock(match, minutes, of=""):
    relation = match.groupdict().get("relation") or ""
    low, high = _around(minutes, relation)
    start = match.start("relation") if relation.casefold() not in {"", "ab", "um"} else match.start()
    words = f"{relation.casefold()} " if relation.casefold() in {"kurz vor", "kurz nach", "gegen", "vor", "nach"} else ""
    unit = f"Uhr {relation.casefold()}" if relation.casefold() in {"ab", "bis", "seit"} else "Uhr"
    return Quantity(start, match.end(), "clock", low, high, unit, "", of, f"{words}{_oclock(minutes)}")


def _read_clock(match):
    minute = int(match["minute"] or match["minute2"] or 0)
    return _clock(match, int(match["hour"]) * 60 + minute)


def _read_spoken(match):
    hour = number_word(match["hour"])
    part = (match["part"] or "").casefold()
    if hour < 12 and part in {"abends", "nachmittags"}:
        hour += 12
    return _clock(match, hour * 60, "" if part else "12")


def _read_half(match):
    hour = number_word(match["hour"]) * 60
    fraction = match["fraction"].casefold()
    minutes = hour + {"halb": -30, "dreiviertel": -15, "viertel": -45, "viertel nach": 15, "viertel vor": -15}[fraction]
    relation = match["relation"].casefold()
    relation = relation if relation in {"kurz vor", "kurz nach", "vor", "nach", "gegen"} else ""
    low, high = _around(minutes, relation)
    named = f"{relation} {_oclock(minutes)}".strip()
    return Quantity(match.start("relation" if relation else "fraction"), match.end(), "clock", low, high, "Uhr", "", "12", named)


def _read_short(match):
    minutes = number_word(match["hour"]) * 60 - (30 if match["half"] else 0)
    minutes += number_word(match["minutes"]) * (1 if match["side"].casefold() == "nach" else -1)
    return Quantity(
        match.start(),
        match.end(),
        "clock",
        minutes,
        minutes,
        "Uhr",
        "",
        "12",
        _oclock(minutes),
    )


def _read_midnight(match):
    relation = (match["relation"] or "").casefold()
    low, high = _around(0, relation)
    start = match.start() if relation not in {"um", ""} else match.start("what")
    return Quantity(start, match.end(), "clock", low, high, "Uhr", "", "", f"{relation} Mitternacht".strip())


def _month(text):
    return MONTHS.index(text.casefold()) if text[0].isalpha() else int(text.rstrip(".")) - 1


def _days(match, first, last):
    year, month = int(match["y"] or 0), _month(match["m"])
    return _number(year, month, first), _number(year, month, last)


def _number(year, month, day):
    """The number of a day; ``month`` and the result count from 0, so that the 31st of December stays inside its year."""
    return year * YEAR + month * 31 + day - 1


def _read_day(match):
    day = int(match["d"])
    if not 1 <= day <= 31:
        return None
    low, high = _days(match, day, day)
    return Quantity(
        match.start(), match.end(), "day", low, high, "", "", "", f"{day}.{_month(match['m']) + 1}.{match['y'] or ''}"
    )


def _read_third(match):
    low, high = _days(match, *THIRDS[match["third"].casefold()])
    return Quantity(match.start(), match.end(), "day", low, high, "", "", "", match.group())


def _read_month(match):
    relation = match["relation"] or ""
    if not match["y"] and relation != "im":  # "April" alone may be a name, "seit April" a beginning
        return None
    low, high = _days(match, 1, 31)
    named = f"{_month(match['m']) + 1}/{match['y']}" if match["y"] else match["m"]
    return Quantity(match.start("m"), match.end(), "day", low, high, "", "", relation if relation != "im" else "", named)


def _weekday(name):
    return 5 if name == "Sonnabend" else WEEKDAYS.index(name.casefold())


def _read_weekday(match):
    if match["weekend"]:
        return Quantity(match.start(), match.end(), "weekday", 5 * 24, WEEK - MOMENT, "", "", "", "Wochenende")
    day = _weekday(match["w"])
    part = (match["part"] or match["part2"] or "").casefold()
    first, last = PARTS.get(part, (0, 24))
    named = WEEKDAYS[day].capitalize() + part
    return Quantity(match.start(), match.end(), "weekday", day * 24 + first, day * 24 + last - MOMENT, "", "", part, named)


def _read_night(match):
    day = _weekday(match["w"])
    named = f"Nacht zum {WEEKDAYS[day].capitalize()}"
    low, high = (day * 24 + hour for hour in NIGHT)
    return Quantity(match.start(), match.end(), "weekday", low, high, "", "", "nacht", named)


def _read_year(match):
    year = int(match["y"])
    relation = match["rel"] if match["rel"] in {"vor", "seit", "bis", "nach", "ab"} else ""
    return Quantity(match.start("y"), match.end(), "year", year, year, "", "", relation, f"{relation} {year}".strip())


def _read_relative(match):
    word = match["r"].casefold()
    return Quantity(match.start(), match.end(), "relative day", RELATIVE[word], RELATIVE[word], "", "", "", word)


READERS = {
    "night": _read_night, "clock": _read_clock, "spoken": _read_spoken, "half": _read_half, "short": _read_short, "midnight": _read_midnight, "day": _read_day,
    "third": _read_third, "month": _read_month, "weekday": _read_weekday, "year": _read_year, "relative": _read_relative,
}  # fmt: skip


def dated(quantity, published, coming=False):
    """The calendar day that a weekday or "gestern" names in an article of that day, or None.

    ``coming``: whether the sentence speaks of what is to come; otherwise the last such day is meant, today included.

    >>> from components.engine.german.quantities import find
    >>> thursday = datetime.date(2025, 2, 13)
    >>> [dated(find(t)[0], thursday, c).isoformat() for t, c in (("am Mittwoch", False), ("am Freitag", True), ("gestern", False))]
    ['2025-02-12', '2025-02-14', '2025-02-12']
    """
    if quantity.dimension == "relative day":
        return published + datetime.timedelta(days=int(quantity.low))
    if quantity.dimension != "weekday" or quantity.named == "Wochenende":
        return None
    day = int(max(quantity.low, 0) // 24) % 7 if quantity.of != "nacht" else int(quantity.high // 24) % 7
    ahead = (day - published.weekday()) % 7
    return published + datetime.timedelta(days=ahead if coming else ahead - 7 if ahead else 0)


def on_the_calendar(quantity, published, coming=False):
    """A weekday or "gestern" as the day of the year that ``dated`` finds; any other Quantity as it is."""
    day = dated(quantity, published, coming)
    if day is None:
        return quantity
    low = _number(day.year, day.month - 1, day.day)
    return replace(quantity, dimension="day", low=low, high=low, of="", named=f"{quantity.named} ({day.day}.{day.month}.)")
