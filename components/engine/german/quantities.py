"""German lengths, amounts, shares, ages and scores as values, and all quantities of a sentence in order (``find``).

Libraries either don't know "anderthalb" or read "die" as Tuesday (their answers to 52 expressions were measured), hence rules of
our own: numbers in ``numbers``, days and times of day in ``times``, what a value is in ``quantity_values``.
"""

import math
import re
from collections.abc import Callable, Iterator
from dataclasses import replace

from components.engine.german import times
from components.engine.german.numbers import ARTICLES, DIGITS, HALF, SCALE, WORD, amount, scale
from components.engine.german.quantity_values import HEDGE, MINUTES, Quantity, hedge_kind, interval
from components.engine.german.quotation_marks import SHORT
from components.engine.german.white_space import one_line

Match = re.Match[str]

ADJECTIVES = {"sekündig": "sekunde", "minütig": "minute", "stündig": "stunde", "tägig": "tag", "wöchig": "woche", "monatig": "monat", "jährig": "jahr"}  # fmt: skip
FRACTIONS = {"hälfte": 1 / 2, "drittel": 1 / 3, "viertel": 1 / 4, "fünftel": 1 / 5, "sechstel": 1 / 6, "siebtel": 1 / 7, "achtel": 1 / 8, "neuntel": 1 / 9, "zehntel": 1 / 10}  # fmt: skip
EVERY = ("zweite", "dritte", "vierte", "fünfte", "sechste", "siebte", "achte", "neunte", "zehnte")
CURRENCIES = {"euro": "EUR", "€": "EUR", "eur": "EUR", "dollar": "USD", "us-dollar": "USD", "$": "USD", "franken": "CHF", "pfund": "GBP", "rubel": "RUB", "yen": "JPY", "yuan": "CNY", "cent": "ct", "kronen": "Kr", "hrywnja": "UAH", "lira": "TRY", "zloty": "PLN", "rupien": "INR", "schekel": "ILS"}  # fmt: skip
MEASURES = {"kilometer": ("km", 1), "km": ("km", 1), "meter": ("km", 0.001), "zentimeter": ("km", 1e-5), "millimeter": ("km", 1e-6), "seemeilen": ("km", 1.852), "meilen": ("km", 1.609), "tonne": ("kg", 1000), "kilogramm": ("kg", 1), "kilo": ("kg", 1), "kg": ("kg", 1), "gramm": ("kg", 0.001), "grad": ("°C", 1), "hektar": ("ha", 1), "quadratkilometer": ("ha", 100), "quadratmeter": ("ha", 1e-4), "liter": ("l", 1), "megawatt": ("MW", 1), "gigawatt": ("MW", 1000), "terawattstunden": ("TWh", 1), "km/h": ("km/h", 1), "kilometer pro stunde": ("km/h", 1), "kilometern pro stunde": ("km/h", 1), "stundenkilometer": ("km/h", 1)}  # fmt: skip
MULTIPLES = {"zwillinge": (2, "Kinder"), "drillinge": (3, "Kinder"), "vierlinge": (4, "Kinder"), "fünflinge": (5, "Kinder"), "doppelpack": (2, "Tore"), "dreierpack": (3, "Tore"), "hattrick": (3, "Tore"), "viererpack": (4, "Tore")}  # fmt: skip
WHEN = re.compile(r"\b([Vv]or|[Ss]eit|[Nn]ach|[Ii]n|[Bb]innen|[Ii]nnerhalb(?: von)?)\s+(?:den\s+|der\s+|mehr als\s+)?$")
RATE = re.compile(
    r"\b(?:je|pro)\s+[\w.]+\s+(?:[a-zäöüß]+\s+)?[A-ZÄÖÜ][\w:*-]+[^,;.]{0,40}$|\b(?:je|pro)\s+$"
)  # "je 100.000 Einwohner innerhalb einer Woche"
BELOW_ZERO = re.compile(r"\s+(?:Celsius\s+)?(?:unter (?:[Nn]ull|dem Gefrierpunkt)|minus)\b")
TIME_UNIT = r"(?:Sekunde|Minute|Stunde|Tag|Woche|Monat|Quartal|Halbjahr|Jahrzehnt|Jahrhundert|Jahr)(?:en|n|es|e|s)?"

# Longest and surest first: what one pattern takes, a later one cannot have.
PATTERNS = (
    ("score", re.compile(r"(?<![\d.:,])(?P<a>\d{1,2}):(?P<b>\d{1,2})(?![\d:]| ?Uhr|-\d)")),
    ("age", re.compile(r"(?<=[A-Za-zäöüß]\s)\((?P<n>\d{1,3})\)|\b(?P<n2>\d{1,3}-|[A-Za-zäöüß]+)(?P<of>[Jj]ährige[rnms]?)\b|\b(?P<n3>\d{1,3}|[A-Za-zäöüß]+) Jahre alte?[rnms]?\b|\bAlter von (?P<n4>\d{1,3}|[a-zäöüß]+)(?: Jahren)?\b")),
    ("adjective", re.compile(rf"\b(?:(?P<hedge>{HEDGE})\s+)?(?P<amount>\d+(?:,\d+)?-?|[A-Za-zäöüß]+?)(?P<unit>sekündig|minütig|stündig|tägig|wöchig|monatig|jährig)(?:e[rnms]?)?\b", re.IGNORECASE)),
    ("compound", re.compile(rf"\b(?:(?P<hedge>{HEDGE})\s+)?(?:(?P<number>{DIGITS}|{WORD})\s+)?(?P<fraction>Dreiviertel|Viertel|Halb)(?P<unit>stunden?|jahre?s?n?|jahrhunderts?)\b", re.IGNORECASE)),
    ("fraction", re.compile(rf"\b(?:(?P<hedge>(?i:{HEDGE}))\s+)?(?:der |die |den )?(?:(?P<number>{DIGITS}|{WORD})\s+)?(?P<fraction>Hälfte|Drittel|Viertel|Fünftel|Sechstel|Siebtel|Achtel|Neuntel|Zehntel)n?\b(?! (?:nach|vor)\b)(?P<after> (?:der|des|aller|von|seiner|ihrer)\b)?")),
    ("every", re.compile(rf"\b(?:(?P<hedge>{HEDGE})\s+)?[Jj]ede[rsnm]?\s+(?P<n>{'|'.join(EVERY)})[rns]?\b", re.IGNORECASE)),
    ("speed", re.compile(r"\bTempo (?P<n>\d{2,3})\b")),
    ("victim", re.compile(r"\b[Ee]in(?:en?|em|er)? (?P<noun>Todesopfer|Toter|Toten|Tote|Verletzter|Verletzten|Verletzte|Leichtverletzter|Schwerverletzter)\b")),
    ("multiple", re.compile(rf"\b(?P<m>{'|'.join(MULTIPLES)})n?\b", re.IGNORECASE)),
    ("number", re.compile(rf"(?<![\w.,/:-])(?:(?P<hedge>{HEDGE})\s+)?(?P<between>zwischen\s+)?(?P<a>{DIGITS}|{WORD})(?P<scale_a>{SCALE})?(?:\s*(?(between)(?:und|bis)|(?:bis(?: zu)?|oder|–|-))\s*(?P<b>{DIGITS}|{WORD})(?P<scale_b>{SCALE})?)?(?P<half>\s*½)?(?P<dash>,-+)?\s*(?P<unit>%|€|\$|km/h|°C)?", re.IGNORECASE)),
)  # fmt: skip
ABOUT = re.compile(
    r"\b(sprach|sprech|gesprochen|rede|verhandel|diskut|berat|beriet|streit|stritt|entscheid|entschied|stimm|bericht|inform|debatt|einig)\w*\b[^,;.]{0,40}$"
)
PERSON_AFTER = re.compile(
    r"\s+(?:[a-zäöüß]+\s+)?(?:Tochter|Sohn|Junge|Jugendliche|Mädchen|Mann|Frau|Kind|Bub|Teenager|Student|Opfer|[A-ZÄÖÜ][\w-]+(?:er|erin|ent|ant|ist)(?:in|en|s)?)\b"
)
NAMED_NUMBER = re.compile(r"\b(?:G|Boeing|Airbus|Paragraf|Paragraph|Artikel|Art\.|§|Nr\.|Nummer|Kapitel|Absatz|Abs\.|Seite|Platz|Rang|Punkt|Resolution|Formel|Gruppe|Typ|Modell|Phase|Stufe|Covid|Sars-CoV|Windows|iPhone|Bundesstraße|Autobahn|Gleis|Zimmer|Halle|Tor|Linie|Kanal|Stärke|Agenda|Artikels|Klasse|Runde|Spieltag|Apollo|Nord Stream|Liga)[\s-]*$")  # fmt: skip
BEGINS = re.compile(r"\b(begann\w*|beginn\w*|start\w*|fing\w*|eröffne\w*)\b")
EYES = re.compile(r"\s+(vier|sechs) Augen\b")  # "unter vier Augen" is no amount of eyes


def is_unit(lemma: str) -> bool:
    """Whether a lemma is a unit of time, money or measure, and so no thing that is counted."""
    return (
        lemma in MINUTES
        or lemma in CURRENCIES
        or lemma in MEASURES
        or lemma in {"prozent", "uhr", "prozentpunkt"}
        or lemma.endswith(tuple(ADJECTIVES))
    )


def find(text: str, at: int = 0) -> tuple[Quantity, ...]:
    """All quantities in a sentence, in order, not overlapping. ``at``: where it stands in its article, from which offsets are counted.

    >>> [(q.dimension, q.low, q.high, q.unit) for q in find("Rund 100 Minuten sprachen 12 Minister über 3,5 Mrd. Euro.")]
    [('duration', 88.0, 112.0, 'minute'), ('count', 12.0, 12.0, ''), ('money', 3500000000.0, 3500000000.0, 'EUR')]
    """
    flat = one_line(text)
    found: list[Quantity] = []
    titles = [m.span() for m in SHORT.finditer(flat)]
    for kind, match, quantity in _read(flat):
        if kind in {"short", "half"} and any(a <= match.start() and match.end() <= b for a, b in titles):
            continue  # the name of a group or a book
        if any(match.start() < q.end and match.end() > q.start for q in found):
            continue
        quantity = quantity()
        if quantity and quantity.low == quantity.low:
            found.append(_since(flat, quantity))
    found.sort(key=lambda q: q.start)
    joined = _joined_days(flat, _joined_durations(flat, found))
    return tuple(replace(q, start=at + q.start, end=at + q.end) for q in joined)


def _read(flat: str) -> Iterator[tuple[str, Match, Callable[[], Quantity | None]]]:
    """(name of the pattern, match, what reads it), longest and surest patterns first."""
    for kind, pattern in times.PATTERNS:
        for match in pattern.finditer(flat):
            yield kind, match, lambda kind=kind, match=match: times.read(kind, match)
    for kind, pattern in PATTERNS:
        for match in pattern.finditer(flat):
            yield kind, match, lambda kind=kind, match=match: READERS[kind](match, flat)


def _joined_durations(flat: str, found: list[Quantity]) -> list[Quantity]:
    """ "drei Jahre und sechs Monate" is one length."""
    joined: list[Quantity] = []
    for q in found:
        last = joined[-1] if joined else None
        if (
            last
            and last.dimension == q.dimension == "duration"
            and re.fullmatch(r",? und |, ", flat[last.end : q.start])
            and _unit_minutes(last) > _unit_minutes(q)
            and q.low < _unit_minutes(last)
        ):
            joined[-1] = replace(last, end=q.end, low=last.low + q.low, high=last.high + q.high, of=last.of or q.of)
        else:
            joined.append(q)
    return joined


def _unit_minutes(quantity: Quantity) -> float:
    return MINUTES.get(quantity.unit, 0)


def _joined_days(flat: str, found: list[Quantity]) -> list[Quantity]:
    """ "am Montag um 18.40 Uhr", "Freitag, 3 Uhr": a time of that day."""
    joined: list[Quantity] = []
    for q in found:
        last = joined[-1] if joined else None
        if (
            last
            and {last.dimension, q.dimension} == {"weekday", "clock"}
            and re.fullmatch(r",? ?(?:um |am |ab |gegen |von |früh |kurz |dem |den |vor|nach| )*", flat[last.end : q.start])
        ):
            day, clock = (last, q) if last.dimension == "weekday" else (q, last)
            if day.time and clock.time and day.high - day.low <= 24 and not day.time.night_to and day.of in PARTS_OF_DAY:
                base = day.low // 24 * 24
                low, high = base + clock.low / 60, base + clock.high / 60
                if clock.of == "12" and day.of in {"abend", "nachmittag"} and clock.low < 720:
                    low, high = low + 12, high + 12
                time = replace(clock.time, weekday=day.time.weekday)
                joined[-1] = Quantity(start=last.start, end=q.end, dimension="weekday", low=low, high=high, of="clock", time=time)
                continue
        joined.append(q)
    return joined


PARTS_OF_DAY = frozenset(["", "früh", "morgen", "vormittag", "mittag", "nachmittag", "abend"])


def _read_score(match: Match, flat: str) -> Quantity:
    value = int(match["a"]) * 1000 + int(match["b"])
    return Quantity(start=match.start(), end=match.end(), dimension="score", low=value, high=value)


def _read_age(match: Match, flat: str) -> Quantity | None:
    written = match["n"] or match["n2"] or match["n3"] or match["n4"]
    years = amount(written)
    if years is None or not 0 < years < 120:
        return None
    if match["n2"] and not (match["of"][0] == "J" or _noun_itself(match, flat) or PERSON_AFTER.match(flat[match.end() :])):
        return None  # "der siebenjährige Krieg" lasted
    before = re.search(rf"\b({HEDGE})\s+(?:im\s+)?$", flat[: match.start()], re.IGNORECASE)
    hedge = hedge_kind(before[1]) if before else ""
    low, high = interval(years, hedge)
    start = before.start() if before else match.start()
    return Quantity(start=start, end=match.end(), dimension="age", low=low, high=high, unit="Jahre", hedge=hedge)


def _noun_itself(match: Match, flat: str) -> bool:
    """ "die Siebenjährige", not "Siebenjährige Mädchen" at the start of a sentence."""
    return match["n2"][0].isupper() and not re.match(r"\s+[A-ZÄÖÜ]", flat[match.end() :])


def _read_adjective(match: Match, flat: str) -> Quantity | None:
    many = amount(match["amount"])
    if many is None:
        return None
    hedge = hedge_kind(match["hedge"] or "")
    start = match.start("hedge") if hedge else match.start("amount")
    return _duration(start, match.end(), many, ADJECTIVES[match["unit"].casefold()], hedge)


def _read_compound(match: Match, flat: str) -> Quantity:
    many = {"dreiviertel": 0.75, "viertel": 0.25, "halb": 0.5}[match["fraction"].casefold()]
    whole = amount(match["number"]) if match["number"] else None
    if whole is not None and whole != 1:
        many *= whole
    hedge = hedge_kind(match["hedge"] or "")
    start = match.start("number") if whole is not None else match.start("fraction")
    unit = next(u for u in ("stunde", "jahrhundert", "jahr") if u in match["unit"].casefold())
    return _duration(match.start("hedge") if hedge else start, match.end(), many, unit, hedge)


def _read_fraction(match: Match, flat: str) -> Quantity | None:
    many = amount(match["number"]) if match["number"] else 1
    if match["fraction"] != "Hälfte" and not (match["number"] and many is not None) and not match["after"]:
        return None  # "im Viertel am Hafen"
    hedge = hedge_kind(match["hedge"] or "")
    share = (1 if many is None else many) * FRACTIONS[match["fraction"].casefold()] * 100
    low, high = interval(share, hedge)
    if not hedge:  # "ein Drittel" may be 33 percent, "drei Viertel" 75.2
        low, high = math.floor(share) - 1, math.ceil(share) + 1
    own = many is not None and match["number"]
    start = match.start("hedge") if hedge else match.start("number") if own else match.start("fraction")
    return _percent(start, match.end("fraction"), low, high, hedge, share=None if hedge else share)


def _percent(
    start: int, end: int, low: float, high: float, hedge: str, of: str = "", share: float | None = None, place: float = 0.0
) -> Quantity:
    return Quantity(
        start=start, end=end, dimension="percent", low=low, high=high, unit="%", hedge=hedge, of=of, share=share, place=place
    )


def _read_every(match: Match, flat: str) -> Quantity:
    hedge = hedge_kind(match["hedge"] or "")
    low, high = interval(100 / (EVERY.index(match["n"].casefold()) + 2), hedge)
    return _percent(match.start(), match.end(), low, high, hedge)


def _read_multiple(match: Match, flat: str) -> Quantity:
    many, noun = MULTIPLES[match["m"].casefold()]
    return Quantity(start=match.start(), end=match.end(), dimension="count", low=many, high=many, of=noun)


def _read_speed(match: Match, flat: str) -> Quantity:
    speed = float(match["n"])
    return Quantity(start=match.start(), end=match.end(), dimension="measure", low=speed, high=speed, unit="km/h")


def _read_victim(match: Match, flat: str) -> Quantity:
    return Quantity(start=match.start(), end=match.start("noun") - 1, dimension="count", low=1, high=1, of=match["noun"])


def _read_number(match: Match, flat: str) -> Quantity | None:
    written = match["a"]
    first = amount(written)
    if first is None and _is_scale_word(written):
        first = scale(written)
    if first is None or NAMED_NUMBER.search(flat[: match.start("a")]) or EYES.match(" " + flat[match.start("a") :]):
        return None
    factor = scale(match["scale_a"] or match["scale_b"])
    amounts = [first * factor]
    end = match.end("scale_a") if match["scale_a"] else match.end("a")
    second = amount(match["b"]) if match["b"] else None
    if second is not None:
        amounts.append(second * scale(match["scale_b"]))
        end = match.end("scale_b") if match["scale_b"] else match.end("b")
    hedge = hedge_kind(match["hedge"] or "")
    if hedge == "above" and match["hedge"] and ABOUT.search(flat[: match.start("hedge")]):
        hedge = ""  # "sprachen über drei Themen": they did not speak of more than three
    start = match.start("between") if match["between"] else match.start("a")
    if match["hedge"] and hedge:
        start = match.start("hedge")
    low, high = interval(min(amounts), hedge)[0], interval(max(amounts), hedge)[1]
    scaled = bool(match["scale_a"] or match["scale_b"]) or _is_scale_word(written)
    number = Quantity(start=start, end=end, dimension="count", low=low, high=high, hedge=hedge, place=_place(written) * factor)
    return _measured(flat, number, written, scaled, match)


def _place(written: str) -> float:
    """What one more in the last written place of digits is worth: 0.1 for "1,2", 1 for "12"; 0 for words."""
    return 10.0 ** -len(written.partition(",")[2]) if written[:1].isdigit() else 0.0


def _is_scale_word(written: str) -> bool:
    return written.casefold() in {"dreiviertelmillion", "viertelmillion", "dreiviertelmilliarde", "viertelmilliarde"}


def _measured(flat: str, number: Quantity, written: str, scaled: bool, match: Match) -> Quantity | None:
    """A number with what follows it: a unit of time, money, share or measure, or the noun it counts."""
    after = flat[number.end :]
    is_article = written.casefold() in ARTICLES | {"eins"}
    inner = re.match(r"\s+(knappe[nr]?|gute[nr]?)\b(?=\s+(?:halbe[nrs]?\s+)?[A-ZÄÖÜ])", after)
    if inner and is_article and not number.hedge:  # "eine knappe Stunde"
        hedge = hedge_kind(inner[1])
        low, high = interval(number.low, hedge)
        number = replace(number, low=low, high=high, hedge=hedge, end=number.end + inner.end())
        after = flat[number.end :]
    if re.match(rf"-{TIME_UNIT}-", after):
        return None  # "Sieben-Tage-Inzidenz" is no length
    time = re.match(rf"\s*-?(?:ganze[nrs]?\s+|volle[nrs]?\s+|weitere[nrs]?\s+|(?P<half>halbe[nrs]?)\s+)?({TIME_UNIT})\b", after)
    if time:
        half = 0.5 if time["half"] and is_article else 1.0
        low, high, end = number.low * half, number.high * half, number.end + time.end()
        return _duration_range(number.start, end, low, high, _stem(time.group(2)), number.hedge)
    half = re.match(r"\s*halbe[nrs]?\s+(Million(?:en)?|Milliarden?|Dutzend)\b", after)
    if half and is_article:
        factor, scaled = scale(half[1]) / 2, True
        number = replace(number, low=number.low * factor, high=number.high * factor, end=number.end + half.end())
        after = flat[number.end :]
    if match["dash"]:
        after = after[len(match["dash"]) :]
        number = replace(number, end=number.end + len(match["dash"]))
    return _with_unit(flat, number, after) or _counted(flat, number, after, written, scaled)


def _with_unit(flat: str, number: Quantity, after: str) -> Quantity | None:
    """A share, an amount of money, or a measure; None where the number has no unit."""
    sign = re.match(r"\s*(%|Prozent\b|€|\$|Prozentpunkte?n?\b)", after)
    if sign:
        end = number.end + sign.end()
        if sign.group(1)[0] in "%P":
            of = "points" if "punkt" in sign.group(1) else ""
            return _percent(number.start, end, number.low, number.high, number.hedge, of, place=number.place)
        return replace(number, end=end, dimension="money", unit=CURRENCIES[sign.group(1)])
    word = re.match(r"\s*((?:[A-Za-zÄÖÜäöüß°][\w/-]*)(?:\s+pro\s+Stunde)?)", after)
    if not word:
        return None
    name = word.group(1).casefold()
    end = number.end + word.end()
    if name in CURRENCIES:
        return replace(number, end=end, dimension="money", unit=CURRENCIES[name])
    measure = MEASURES.get(name) or MEASURES.get(name.removesuffix("n"))
    if not measure:
        return None
    unit, factor = measure
    low, high, start = number.low * factor, number.high * factor, number.start
    if unit == "°C":
        minus = re.search(r"\b[Mm]inus\s+$", flat[:start])
        below = BELOW_ZERO.match(flat, end)
        if minus or below:
            low, high = -high, -low
            start, end = minus.start() if minus else start, below.end() if below else end
    return replace(number, start=start, end=end, dimension="measure", low=low, high=high, unit=unit, place=number.place * factor)


def _counted(flat: str, number: Quantity, after: str, written: str, scaled: bool) -> Quantity | None:
    """A number of things or people, a share of a small whole ("zwei von drei Plätzen"), or None for what is no amount."""
    is_article = written.casefold() in ARTICLES | {"eins"}
    if (
        (is_article and not scaled)
        or written.casefold() in HALF
        or (re.fullmatch(r"(?:1\d|20)\d\d", written) and not re.match(r"\s+[A-ZÄÖÜ]", after))
        or (re.fullmatch(r"(?:19|20)\d\d", written) and not number.hedge)
        or _is_capital_inside(flat, number.start, written)
        or (re.match(r"\.\s|[.:]\d|-[A-Z]", after) and written[0].isdigit())
    ):
        return None
    of_all = re.match(
        rf"\s+von\s+(?:den\s+|insgesamt\s+|rund\s+)?(?P<all>{DIGITS}|{WORD})\s+(?:[a-zäöüß][\wäöüß-]*\s+){{0,2}}([A-ZÄÖÜ][\wäöüß-]+)",
        after,
    )
    noun = re.match(r"\s+(?:(?:[a-zäöüß][\wäöüß-]*)\s+){0,2}((?:[A-ZÄÖÜ]\w+er\s+(?=[A-ZÄÖÜ]))?[A-ZÄÖÜ][\wäöüß:*-]+)", after)
    whole = amount(of_all["all"]) if of_all else None
    counted = of_all[2] if of_all and whole is not None else noun[1].split()[-1] if noun else ""
    if of_all and whole and number.low < whole <= 10 and not scaled:  # "zwei von drei Plätzen" is a share
        share = 100 * number.low / whole
        return _percent(number.start, number.end + of_all.end("all"), math.floor(share), math.ceil(share), "", share=share)
    if not counted and not scaled:
        return None
    parted = re.search(rf"({DIGITS}|{WORD})\s+von\s+(?:den\s+|insgesamt\s+)?$", flat[: number.start])
    if parted and amount(parted[1]) is not None:
        return None  # the whole of "zwei von drei Plätzen"
    return replace(number, of=counted)


def _is_capital_inside(flat: str, start: int, written: str) -> bool:
    """A number word written with a capital inside a sentence is part of a name ("Einkaufszentrum Sieben Höfe")."""
    return written[0].isupper() and bool(re.search(r"[a-zäöüß] $", flat[:start]))


def _stem(unit: str) -> str:
    unit = unit.casefold()
    return next(u for u in sorted(MINUTES, key=len, reverse=True) if unit.startswith(u))


def _duration(start: int, end: int, many: float, unit: str, hedge: str) -> Quantity:
    return _duration_range(start, end, *interval(many, hedge), unit, hedge)


def _duration_range(start: int, end: int, low: float, high: float, unit: str, hedge: str) -> Quantity:
    factor = MINUTES[unit]
    return Quantity(start=start, end=end, dimension="duration", low=low * factor, high=high * factor, unit=unit, hedge=hedge)


def _since(flat: str, quantity: Quantity) -> Quantity:
    """A duration that tells when ("vor drei Jahren", "seit drei Jahren") is no length, nor is the period of a rate ("je 100.000
    Einwohner innerhalb einer Woche"): its preposition, or "rate", goes into ``of``."""
    if quantity.dimension != "duration":
        return quantity
    before = WHEN.search(flat[: quantity.start])
    if RATE.search(flat[: before.start() if before else quantity.start]):
        return replace(quantity, of="rate")
    if re.match(r"\s+(zurück|her|alt(?:e[rnms]?)?|später|zuvor|danach|früher|vorher)\b", flat[quantity.end :]):
        return replace(quantity, of="vor")
    if before and before.group(1).casefold() == "nach" and not BEGINS.search(flat):
        return quantity  # "nach drei Stunden war es vorbei" tells how long
    return replace(quantity, of=before.group(1).casefold()) if before else quantity


READERS: dict[str, Callable[[Match, str], Quantity | None]] = {
    "score": _read_score, "age": _read_age, "adjective": _read_adjective, "compound": _read_compound, "fraction": _read_fraction,
    "every": _read_every, "speed": _read_speed, "victim": _read_victim, "multiple": _read_multiple, "number": _read_number,
}  # fmt: skip
