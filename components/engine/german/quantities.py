"""German lengths, amounts, shares, ages and scores as values, and all quantities of a sentence in order (``find``).

Libraries either don't know "anderthalb" or read "die" as Tuesday (their answers to 52 expressions were measured), hence rules of
our own: numbers in ``numerals``, days and times of day in ``times``, what a value is in ``values``.
"""

import math
import re
from dataclasses import replace

from components.engine.german import times
from components.engine.german.numbers import ARTICLES, DIGITS, HALF, SCALE, WORD, amount, scale
from components.engine.german.quantity_values import HEDGE, MINUTES, Quantity, german, hedge_kind, interval
from components.engine.german.white_space import one_line

ADJECTIVES = {"sekündig": "sekunde", "minütig": "minute", "stündig": "stunde", "tägig": "tag", "wöchig": "woche", "monatig": "monat", "jährig": "jahr"}  # fmt: skip
FRACTIONS = {"hälfte": 1 / 2, "drittel": 1 / 3, "viertel": 1 / 4, "fünftel": 1 / 5, "sechstel": 1 / 6, "siebtel": 1 / 7, "achtel": 1 / 8, "neuntel": 1 / 9, "zehntel": 1 / 10}  # fmt: skip
EVERY = ("zweite", "dritte", "vierte", "fünfte", "sechste", "siebte", "achte", "neunte", "zehnte")
CURRENCIES = {"euro": "EUR", "€": "EUR", "eur": "EUR", "dollar": "USD", "us-dollar": "USD", "$": "USD", "franken": "CHF", "pfund": "GBP", "rubel": "RUB", "yen": "JPY", "yuan": "CNY", "cent": "ct", "kronen": "Kr", "hrywnja": "UAH", "lira": "TRY", "zloty": "PLN", "rupien": "INR", "schekel": "ILS"}  # fmt: skip
MEASURES = {"kilometer": ("km", 1), "km": ("km", 1), "meter": ("km", 0.001), "zentimeter": ("km", 1e-5), "millimeter": ("km", 1e-6), "seemeilen": ("km", 1.852), "meilen": ("km", 1.609), "tonne": ("kg", 1000), "kilogramm": ("kg", 1), "kilo": ("kg", 1), "kg": ("kg", 1), "gramm": ("kg", 0.001), "grad": ("°C", 1), "hektar": ("ha", 1), "quadratkilometer": ("ha", 100), "quadratmeter": ("ha", 1e-4), "liter": ("l", 1), "megawatt": ("MW", 1), "gigawatt": ("MW", 1000), "terawattstunden": ("TWh", 1), "km/h": ("km/h", 1), "kilometer pro stunde": ("km/h", 1), "kilometern pro stunde": ("km/h", 1), "stundenkilometer": ("km/h", 1)}  # fmt: skip
MULTIPLES = {"zwillinge": (2, "Kinder"), "drillinge": (3, "Kinder"), "vierlinge": (4, "Kinder"), "fünflinge": (5, "Kinder"), "doppelpack": (2, "Tore"), "dreierpack": (3, "Tore"), "hattrick": (3, "Tore"), "viererpack": (4, "Tore")}  # fmt: skip
WHEN = r"\b([Vv]or|[Ss]eit|[Nn]ach|[Ii]n|[Bb]innen|[Ii]nnerhalb von)\s+(?:den\s+|der\s+|mehr als\s+)?$"
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
TITLE = re.compile(r"„[^“”]{3,30}[“”]|»[^«]{3,30}«|\"[^\"]{3,30}\"")
BEGINS = re.compile(r"\b(begann\w*|beginn\w*|start\w*|fing\w*|eröffne\w*)\b")
EYES = re.compile(r"\s+(vier|sechs) Augen\b")  # "unter vier Augen" is no amount of eyes


def is_unit(lemma):
    """Whether a lemma is a unit of time, money or measure, and so no thing that is counted."""
    return (
        lemma in MINUTES
        or lemma in CURRENCIES
        or lemma in MEASURES
        or lemma in {"prozent", "uhr", "prozentpunkt"}
        or lemma.endswith(tuple(ADJECTIVES))
    )


def find(text):
    """All quantities in a sentence, in order, not overlapping.

    >>> [(q.dimension, q.value) for q in find("Rund 90 Minuten sprachen 12 Minister über 3,5 Mrd. Euro.")]
    [('duration', 'rund 90 min'), ('count', '12'), ('money', '3,5 Mrd. EUR')]
    """
    flat = one_line(text)
    found, taken = [], []
    titles = _short_quotations(flat)
    for kind, pattern, reader in _all_patterns():
        for match in pattern.finditer(flat):
            if kind in {"short", "half"} and any(a <= match.start() and match.end() <= b for a, b in titles):
                continue  # the name of a group or a book
            if any(match.start() < b and match.end() > a for a, b in taken):
                continue
            quantity = reader(kind, match, flat)
            if quantity and quantity.low == quantity.low:
                found.append(_since(flat, quantity))
                taken.append((quantity.start, quantity.end))
    found.sort(key=lambda q: q.start)
    return tuple(_joined_days(flat, _joined_durations(flat, found)))


def _short_quotations(flat):
    """Spans of short quotations: the name of a group or a book may hold a time."""
    return [m.span() for m in TITLE.finditer(flat)]


def _all_patterns():
    for kind, pattern in times.PATTERNS:
        yield kind, pattern, lambda kind, match, flat: times.read(kind, match)
    for kind, pattern in PATTERNS:
        yield kind, pattern, lambda kind, match, flat: READERS[kind](match, flat)


def _joined_durations(flat, found):
    """ "drei Jahre und sechs Monate" is one length."""
    joined = []
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


def _unit_minutes(quantity):
    return MINUTES.get(quantity.unit, 0)


def _joined_days(flat, found):
    """ "am Montag um 18.40 Uhr", "Freitag, 3 Uhr": a time of that day."""
    joined = []
    for q in found:
        last = joined[-1] if joined else None
        pair = {last.dimension, q.dimension} if last else set()
        if pair == {"weekday", "clock"} and re.fullmatch(
            r",? ?(?:um |am |ab |gegen |von |früh |kurz |dem |den |vor|nach| )*", flat[last.end : q.start]
        ):
            day, clock = (last, q) if last.dimension == "weekday" else (q, last)
            if day.high - day.low <= 24 and day.of in {"", "früh", "morgen", "vormittag", "mittag", "nachmittag", "abend"}:
                base = day.low // 24 * 24
                low, high = base + clock.low / 60, base + clock.high / 60
                if clock.of == "12" and day.of in {"abend", "nachmittag"} and clock.low < 720:
                    low, high = low + 12, high + 12
                named = f"{day.named.removesuffix(day.of)}, {clock.named}"
                joined[-1] = Quantity(last.start, q.end, "weekday", low, high, "", "", "clock", named)
                continue
        joined.append(q)
    return joined


def _read_score(match, flat):
    one, other = int(match["a"]), int(match["b"])
    value = one * 1000 + other
    return Quantity(match.start(), match.end(), "score", value, value, "", "", "", f"{one}:{other}")


def _read_age(match, flat):
    written = match["n"] or match["n2"] or match["n3"] or match["n4"]
    years = amount(written)
    if years is None or not 0 < years < 120:
        return None
    if match["n2"] and not (match["of"][0] == "J" or _noun_itself(match, flat) or PERSON_AFTER.match(flat[match.end() :])):
        return None  # "der siebenjährige Krieg" lasted
    before = re.search(rf"\b({HEDGE})\s+(?:im\s+)?$", flat[: match.start()], re.IGNORECASE)
    hedge = hedge_kind(before[1]) if before else ""
    low, high = interval(years, hedge)
    return Quantity(before.start() if before else match.start(), match.end(), "age", low, high, "Jahre", hedge)


def _noun_itself(match, flat):
    """ "die Siebenjährige", not "Siebenjährige Mädchen" at the start of a sentence."""
    return match["n2"][0].isupper() and not re.match(r"\s+[A-ZÄÖÜ]", flat[match.end() :])


def _read_adjective(match, flat):
    many = amount(match["amount"])
    if many is None:
        return None
    hedge = hedge_kind(match["hedge"] or "")
    start = match.start("hedge") if hedge else match.start("amount")
    return _duration(start, match.end(), many, ADJECTIVES[match["unit"].casefold()], hedge)


def _read_compound(match, flat):
    many = {"dreiviertel": 0.75, "viertel": 0.25, "halb": 0.5}[match["fraction"].casefold()]
    whole = amount(match["number"]) if match["number"] else None
    if whole is not None and whole != 1:
        many *= whole
    hedge = hedge_kind(match["hedge"] or "")
    start = match.start("number") if whole is not None else match.start("fraction")
    unit = next(u for u in ("stunde", "jahrhundert", "jahr") if u in match["unit"].casefold())
    return _duration(match.start("hedge") if hedge else start, match.end(), many, unit, hedge)


def _read_fraction(match, flat):
    many = amount(match["number"]) if match["number"] else 1
    own = many is not None
    if match["fraction"] != "Hälfte" and not (match["number"] and own) and not match["after"]:
        return None  # "im Viertel am Hafen"
    hedge = hedge_kind(match["hedge"] or "")
    share = (many if own else 1) * FRACTIONS[match["fraction"].casefold()] * 100
    low, high = interval(share, hedge)
    named = ""
    if not hedge:  # "ein Drittel" may be 33 percent, "drei Viertel" 75.2
        low, high = math.floor(share) - 1, math.ceil(share) + 1
        named = f"{german(share)} %"
    start = match.start("hedge") if hedge else match.start("number") if own and match["number"] else match.start("fraction")
    return Quantity(start, match.end("fraction"), "percent", low, high, "%", hedge, "", named)


def _read_every(match, flat):
    hedge = hedge_kind(match["hedge"] or "")
    low, high = interval(100 / (EVERY.index(match["n"].casefold()) + 2), hedge)
    return Quantity(match.start(), match.end(), "percent", low, high, "%", hedge)


def _read_multiple(match, flat):
    many, noun = MULTIPLES[match["m"].casefold()]
    return Quantity(match.start(), match.end(), "count", many, many, "", "", noun)


def _read_speed(match, flat):
    speed = float(match["n"])
    return Quantity(match.start(), match.end(), "measure", speed, speed, "km/h")


def _read_victim(match, flat):
    return Quantity(match.start(), match.start("noun") - 1, "count", 1, 1, "", "", match["noun"])


def _read_number(match, flat):
    written = match["a"]
    first = amount(written)
    if first is None and _scale_word(written):
        first = scale(written)
    if first is None or NAMED_NUMBER.search(flat[: match.start("a")]) or EYES.match(" " + flat[match.start("a") :]):
        return None
    amounts = [first * scale(match["scale_a"] or match["scale_b"])]
    end = match.end("scale_a") if match["scale_a"] else match.end("a")
    second = amount(match["b"]) if match["b"] else None
    if second is not None:
        amounts.append(second * scale(match["scale_b"]))
        end = match.end("scale_b") if match["scale_b"] else match.end("b")
    hedge = hedge_kind(match["hedge"] or "")
    if hedge == "above" and match["hedge"] and ABOUT.search(flat[: match.start("hedge")]):
        hedge = ""  # "sprachen über drei Themen": they did not speak of more than three
    start = match.start("a")
    if match["between"]:
        start = match.start("between")
    if match["hedge"] and hedge:
        start = match.start("hedge")
    low, high = interval(min(amounts), hedge)[0], interval(max(amounts), hedge)[1]
    scaled = bool(match["scale_a"] or match["scale_b"]) or _scale_word(written)
    return _measured(flat, start, end, low, high, hedge, written, scaled, match)


def _scale_word(written):
    return written.casefold() in {"dreiviertelmillion", "viertelmillion", "dreiviertelmilliarde", "viertelmilliarde"}


def _measured(flat, start, end, low, high, hedge, written, scaled, match):
    """A number with what follows it: a unit of time, money, share or measure, or the noun it counts."""
    after = flat[end:]
    is_article = written.casefold() in ARTICLES | {"eins"}
    inner = re.match(r"\s+(knappe[nr]?|gute[nr]?)\b(?=\s+(?:halbe[nrs]?\s+)?[A-ZÄÖÜ])", after)
    if inner and is_article and not hedge:  # "eine knappe Stunde"
        hedge = hedge_kind(inner[1])
        low, high = interval(low, hedge)
        end += inner.end()
        after = flat[end:]
    if re.match(rf"-{TIME_UNIT}-", after):
        return None  # "Sieben-Tage-Inzidenz" is no length
    time = re.match(rf"\s*-?(?:ganze[nrs]?\s+|volle[nrs]?\s+|weitere[nrs]?\s+|(?P<half>halbe[nrs]?)\s+)?({TIME_UNIT})\b", after)
    if time:
        unit = _stem(time.group(2))
        factor = 0.5 if time["half"] and is_article else 1.0
        return _duration_range(start, end + time.end(), low * factor, high * factor, unit, hedge)
    half = re.match(r"\s*halbe[nrs]?\s+(Million(?:en)?|Milliarden?|Dutzend)\b", after)
    if half and is_article:
        low, high, scaled = low * scale(half[1]) / 2, high * scale(half[1]) / 2, True
        end += half.end()
        after = flat[end:]
    if match["dash"]:
        after = after[len(match["dash"]) :]
        end += len(match["dash"])
    sign = re.match(r"\s*(%|Prozent\b|€|\$|Prozentpunkte?n?\b)", after)
    if sign:
        if sign.group(1)[0] in "%P":
            of = "points" if "punkt" in sign.group(1) else ""
            return Quantity(start, end + sign.end(), "percent", low, high, "%", hedge, of)
        return Quantity(start, end + sign.end(), "money", low, high, CURRENCIES[sign.group(1)], hedge)
    word = re.match(r"\s*((?:[A-Za-zÄÖÜäöüß°][\w/-]*)(?:\s+pro\s+Stunde)?)", after)
    name = word.group(1).casefold() if word else ""
    if name in CURRENCIES:
        return Quantity(start, end + word.end(), "money", low, high, CURRENCIES[name], hedge)
    measure = MEASURES.get(name) or MEASURES.get(name.removesuffix("n"))
    if measure:
        unit, factor = measure
        minus = re.search(r"\b[Mm]inus\s+$", flat[:start])
        if unit == "°C" and minus:
            low, high, start = -high, -low, minus.start()
        return Quantity(start, end + word.end(), "measure", low * factor, high * factor, unit, hedge)
    if (
        (is_article and not scaled)
        or written.casefold() in HALF
        or (re.fullmatch(r"(?:1\d|20)\d\d", written) and not re.match(r"\s+[A-ZÄÖÜ]", after))
        or (re.fullmatch(r"(?:19|20)\d\d", written) and not hedge)
        or _capital_word(flat, start, written)
        or (re.match(r"\.\s|[.:]\d|-[A-Z]", after) and written[0].isdigit())
    ):
        return None
    of_all = re.match(
        rf"\s+von\s+(?:den\s+|insgesamt\s+|rund\s+)?(?P<all>{DIGITS}|{WORD})\s+(?:[a-zäöüß][\wäöüß-]*\s+){{0,2}}([A-ZÄÖÜ][\wäöüß-]+)",
        after,
    )
    noun = re.match(r"\s+(?:(?:[a-zäöüß][\wäöüß-]*)\s+){0,2}((?:[A-ZÄÖÜ]\w+er\s+(?=[A-ZÄÖÜ]))?[A-ZÄÖÜ][\wäöüß:*-]+)", after)
    counted = of_all[2] if of_all and amount(of_all["all"]) is not None else noun[1].split()[-1] if noun else ""
    whole = amount(of_all["all"]) if of_all else None
    if whole and low < whole <= 10 and not scaled:  # "zwei von drei Plätzen" is a share
        share = 100 * low / whole
        named = f"{german(share)} %"
        return Quantity(start, end + of_all.end("all"), "percent", math.floor(share), math.ceil(share), "%", "", "", named)
    if not counted and not scaled:
        return None
    parted = re.search(rf"({DIGITS}|{WORD})\s+von\s+(?:den\s+|insgesamt\s+)?$", flat[:start])
    if parted and amount(parted[1]) is not None:
        return None  # the whole of "zwei von drei Plätzen"
    return Quantity(start, end, "count", low, high, "", hedge, counted)


def _capital_word(flat, start, written):
    """A number word written with a capital inside a sentence is part of a name ("Einkaufszentrum Sieben Höfe")."""
    return written[0].isupper() and bool(re.search(r"[a-zäöüß] $", flat[:start]))


def _stem(unit):
    unit = unit.casefold()
    return next(u for u in sorted(MINUTES, key=len, reverse=True) if unit.startswith(u))


def _duration(start, end, many, unit, hedge):
    return _duration_range(start, end, *interval(many, hedge), unit, hedge)


def _duration_range(start, end, low, high, unit, hedge):
    factor = MINUTES[unit]
    return Quantity(start, end, "duration", low * factor, high * factor, unit, hedge)


def _since(flat, quantity):
    """A duration that tells when ("vor drei Jahren", "seit drei Jahren") is no length: its preposition goes into ``of``."""
    if quantity.dimension != "duration":
        return quantity
    if re.match(r"\s+(zurück|her|alt(?:e[rnms]?)?|später|zuvor|danach|früher|vorher)\b", flat[quantity.end :]):
        return replace(quantity, of="vor")
    before = re.search(WHEN, flat[: quantity.start])
    if before and before.group(1).casefold() == "nach" and not BEGINS.search(flat):
        return quantity  # "nach drei Stunden war es vorbei" tells how long
    return replace(quantity, of=before.group(1).casefold()) if before else quantity


READERS = {
    "score": _read_score, "age": _read_age, "adjective": _read_adjective, "compound": _read_compound, "fraction": _read_fraction,
    "every": _read_every, "speed": _read_speed, "victim": _read_victim, "multiple": _read_multiple, "number": _read_number,
}  # fmt: skip
