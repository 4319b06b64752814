"""Values that the engine found, in words: "knapp 90 min", "Donnerstagabend (13.2.)", "1.5 million EUR"."""

from typing import Literal

from babel.dates import get_day_names, get_month_names
from babel.numbers import format_compact_decimal

from components.engine.codes import ClashReason
from components.engine.contradictions.contradiction import Contradiction, Said
from components.engine.german.quantity_values import MINUTES, Quantity, Time
from components.views.shared.screen_text import locale, number, text

LARGE = 1_000_000  # from which a number is written with a word
EVEN = ("jahr", "monat", "woche", "tag")  # units of a length that comes out even in them
UNIT_KEYS = {"jahr": "value_year", "monat": "value_month", "woche": "value_week", "tag": "value_day"}
SMALL_UNITS = {"km": (1000, "m"), "ha": (10_000, "m²")}  # for values below one: how many, and of what


def quantity_text(quantity: Quantity, language: str) -> str:
    """A quantity with its hedge.

    >>> from components.engine.german.quantities import find
    >>> said = "knapp 90 Minuten", "2,5 Milliarden Euro", "am Donnerstagabend", "Mitte April 2021"
    >>> [quantity_text(find(t)[0], "de") for t in said]
    ['knapp 90 min', '2,5 Mrd. EUR', 'Donnerstagabend', 'Mitte April 2021']
    >>> [quantity_text(find(t)[0], "en") for t in said]
    ['just under 90 min', '2.5 billion EUR', 'Thursday evening', 'mid April 2021']
    """
    value = _bare(quantity, language)
    return text(f"hedge_{quantity.hedge.replace(' ', '_')}", language, value=value) if quantity.hedge else value


def _bare(q: Quantity, language: str) -> str:
    if q.time is not None:
        return _time(q.time, language)
    if q.dimension == "score":
        return f"{int(q.low) // 1000}:{int(q.low) % 1000}"
    if q.share is not None:
        return f"{number(q.share, language)} %"
    low, high = q.bounds
    one = abs(low - high) < 1e-6 * max(1.0, abs(high))
    if q.unit in SMALL_UNITS and q.high < 1:
        factor, unit = SMALL_UNITS[q.unit]
        low, high = low * factor, high * factor
    else:
        unit = "" if q.dimension == "duration" else q.unit
    if q.dimension == "age":
        return text("value_age", language, n=low) if one else f"{_range(low, high, q.dimension, language)} {unit}"
    written = _amount(low, q.dimension, language) if one else _range(low, high, q.dimension, language)
    return f"{written} {unit}".strip()


def _range(low: float, high: float, dimension: str, language: str) -> str:
    return text("value_range", language, low=_amount(low, dimension, language), high=_amount(high, dimension, language))


def _amount(value: float, dimension: str, language: str) -> str:
    if dimension == "duration":
        return _length(value, language)
    if abs(value) < LARGE:
        return number(value, language)
    style = "short" if language == "de" else "long"
    return format_compact_decimal(value, format_type=style, locale=locale(language), fraction_digits=2).replace("\u00a0", " ")


def _length(minutes: float, language: str) -> str:
    """Minutes as "90 min", or in days, weeks, months or years where these come out even."""
    for unit in EVEN:
        many = minutes / MINUTES[unit]
        if many >= 1 and abs(many * 2 - round(many * 2)) < 1e-6:
            return text(UNIT_KEYS[unit], language, n=round(many * 2) / 2)
    if minutes >= 1:
        return text("value_minutes", language, n=minutes)
    return text("value_seconds", language, n=minutes * 60)


def _time(time: Time, language: str) -> str:
    """A time: as much of it as a sentence says."""
    if time.from_now is not None:
        return text(f"days_{time.from_now}", language)
    if time.weekend:
        return text("time_weekend", language)
    if time.clock is not None or time.midnight:
        clock = text("time_midnight", language) if time.midnight else _clock(time.clock or 0, language)
        clock = text(f"relation_{time.relation}", language, time=clock) if time.relation else clock
        return text("time_on_day", language, day=_weekday(time, language), clock=clock) if time.weekday is not None else clock
    if time.weekday is not None:
        return _dated(time, _weekday(time, language), language)
    if time.month is not None:
        return _date(time, language)
    year = str(time.year)
    return text(f"relation_{time.relation}", language, time=year) if time.relation else year


def _clock(minutes: float, language: str) -> str:
    return text("time_clock", language, clock=f"{int(minutes) // 60}:{int(minutes) % 60:02d}")


def _weekday(time: Time, language: str) -> str:
    day = get_day_names("wide", locale=locale(language))[time.weekday or 0]
    if time.night_to:
        return text("time_night_to", language, day=day)
    return text(f"part_{time.part}", language, day=day) if time.part and time.clock is None else day


def _dated(time: Time, day: str, language: str) -> str:
    if time.day is None or time.month is None:
        return day
    date = f"{time.day}.{time.month}." if language == "de" else f"{time.day} {_month(time.month, language, 'abbreviated')}"
    return text("time_dated", language, day=day, date=date)


def _date(time: Time, language: str) -> str:
    year = f" {time.year}" if time.year else ""
    month = _month(time.month or 1, language)
    if time.third:
        return text(f"third_{time.third}", language, month=month) + year
    if time.day is None:
        return f"{time.month}/{time.year}" if time.year and language == "de" else month + year
    if language == "de":
        return f"{time.day}.{time.month}.{time.year or ''}"
    return f"{time.day} {_month(time.month or 1, language)}{year}"


def _month(month: int, language: str, width: Literal["abbreviated", "narrow", "wide"] = "wide") -> str:
    return get_month_names(width, locale=locale(language))[month]


def said_text(said: Said, language: str) -> str:
    """What one side of a contradiction says: a value in words, how far a matter is, or words of the text as they stand."""
    if said.quantity is not None:
        return quantity_text(said.quantity, language)
    return text(f"stage_{said.stage}", language) if said.stage is not None else said.words


def explanation(contradiction: Contradiction, language: str) -> str:
    """Both sides in one line: "60 min ≠ 90 min"."""
    if contradiction.reason == ClashReason.MODEL:
        return text("explained_model", language, n=round(100 * (contradiction.probability or 0.0)))
    if contradiction.reason == ClashReason.HAND:
        return text("explained_hand", language)
    return " ≠ ".join(said_text(side.said, language) for side in contradiction.sides)
