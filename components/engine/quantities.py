"""German durations, amounts, shares, dates and times as values: a number or an interval with a unit and a hedge.

Libraries either don't know "anderthalb" or read "die" as Tuesday (their answers to 52 expressions were measured), hence rules of
our own. A hedge turns a number into an interval (``HEDGES``), so that two values clash only where no number fits both.
"""

import math
import re
from dataclasses import dataclass, replace

from components.engine.sentences import plain

UNITS = {"ein": 1, "eine": 1, "einen": 1, "einem": 1, "einer": 1, "eines": 1, "eins": 1, "zwei": 2, "zwo": 2, "beide": 2, "beiden": 2, "drei": 3, "vier": 4, "fünf": 5, "sechs": 6, "sieben": 7, "acht": 8, "neun": 9}  # fmt: skip
TEENS = {"zehn": 10, "elf": 11, "zwölf": 12, "dreizehn": 13, "vierzehn": 14, "fünfzehn": 15, "sechzehn": 16, "siebzehn": 17, "achtzehn": 18, "neunzehn": 19}  # fmt: skip
TENS = {"zwanzig": 20, "dreißig": 30, "dreissig": 30, "vierzig": 40, "fünfzig": 50, "sechzig": 60, "siebzig": 70, "achtzig": 80, "neunzig": 90}  # fmt: skip
SCALES = {"tausend": 1e3, "million": 1e6, "millionen": 1e6, "mio": 1e6, "mio.": 1e6, "milliarde": 1e9, "milliarden": 1e9, "mrd": 1e9, "mrd.": 1e9, "billion": 1e12, "billionen": 1e12, "dutzend": 12}  # fmt: skip
MINUTES = {"sekunde": 1 / 60, "minute": 1.0, "stunde": 60.0, "tag": 1440.0, "woche": 10080.0, "monat": 43830.0, "quartal": 131490.0, "jahr": 525960.0, "jahrzehnt": 5259600.0}  # fmt: skip
ADJECTIVES = {
    "sekündig": "sekunde",
    "minütig": "minute",
    "stündig": "stunde",
    "tägig": "tag",
    "wöchig": "woche",
    "monatig": "monat",
    "jährig": "jahr",
}
FRACTIONS = {"hälfte": 1 / 2, "halb": 1 / 2, "drittel": 1 / 3, "viertel": 1 / 4, "fünftel": 1 / 5, "sechstel": 1 / 6, "siebtel": 1 / 7, "achtel": 1 / 8, "neuntel": 1 / 9, "zehntel": 1 / 10, "dreiviertel": 3 / 4}  # fmt: skip
MONTHS = ("januar", "februar", "märz", "april", "mai", "juni", "juli", "august", "september", "oktober", "november", "dezember")
WEEKDAYS = ("montag", "dienstag", "mittwoch", "donnerstag", "freitag", "samstag", "sonntag")
CURRENCIES = {"euro": "EUR", "€": "EUR", "dollar": "USD", "us-dollar": "USD", "$": "USD", "franken": "CHF", "pfund": "GBP", "rubel": "RUB", "yen": "JPY", "yuan": "CNY", "cent": "ct", "kronen": "Kr", "hrywnja": "UAH", "lira": "TRY"}  # fmt: skip
MEASURES = {"kilometer": ("km", 1), "km": ("km", 1), "meter": ("km", 0.001), "zentimeter": ("km", 1e-5), "metern": ("km", 0.001), "kilometern": ("km", 1), "tonne": ("kg", 1000), "tonnen": ("kg", 1000), "kilogramm": ("kg", 1), "kilo": ("kg", 1), "kg": ("kg", 1), "gramm": ("kg", 0.001), "grad": ("°C", 1), "hektar": ("ha", 1), "quadratkilometer": ("ha", 100), "liter": ("l", 1), "megawatt": ("MW", 1), "gigawatt": ("MW", 1000), "km/h": ("km/h", 1), "kilometer pro stunde": ("km/h", 1), "kilometern pro stunde": ("km/h", 1), "stundenkilometer": ("km/h", 1), "stundenkilometern": ("km/h", 1)}  # fmt: skip

# A hedge as (factor of the lower end, factor of the upper end): "fast x" is a little below up to x, "rund x" around x.
HEDGES = {
    "below": (0.8, 1.0),
    "around": (0.88, 1.12),
    "little above": (1.0, 1.15),
    "above": (1.0, math.inf),
    "at least": (1.0, math.inf),
    "at most": (0.0, 1.0),
    "less": (0.0, 1.0),
}
HEDGE_WORDS = {
    "fast": "below", "knapp": "below", "beinahe": "below", "nahezu": "below", "annähernd": "below", "gut": "little above",
    "rund": "around", "etwa": "around", "circa": "around", "ca.": "around", "ca": "around", "ungefähr": "around", "zirka": "around", "an die": "around", "um die": "around", "schätzungsweise": "around", "grob": "around", "geschätzt": "around", "geschätzte": "around",
    "über": "above", "mehr als": "above", "rund mehr als": "above", "weit über": "above",
    "mindestens": "at least", "wenigstens": "at least", "nicht weniger als": "at least", "ab": "at least",
    "höchstens": "at most", "maximal": "at most", "bis zu": "at most", "nicht mehr als": "at most",
    "unter": "less", "weniger als": "less",
}  # fmt: skip

SIGNS = {
    "below": "knapp ", "little above": "gut ", "around": "rund ", "above": "mehr als ", "at least": "mindestens ",
    "at most": "höchstens ", "less": "weniger als ",
}  # fmt: skip


@dataclass(frozen=True)
class Quantity:
    """A value in a sentence: ``text[start:end]``. ``low`` and ``high`` in the base unit (minutes, pieces, euros, days …).

    ``of`` is the counted noun's lemma-like last word for counts, the unit otherwise; dimension is one of duration, count, money,
    percent, share, measure, age, weekday, day, month, year, clock.
    """

    start: int
    end: int
    dimension: str
    low: float
    high: float
    unit: str
    hedge: str = ""
    of: str = ""

    @property
    def value(self):
        """The value in words: "90 min", "rund 90 min", "knapp 90 min".

        >>> find("fast anderthalb Stunden")[0].value
        'knapp 90 min'
        """
        sign = SIGNS.get(self.hedge, "")
        return f"{sign}{_written(self)}".strip()


def clash(one, other):
    """Whether two values cannot both be true: their intervals have no number in common (touching ends count as common).

    >>> clash(find("einstündig")[0], find("fast anderthalb Stunden")[0]), clash(find("90 Minuten")[0], find("fast anderthalb Stunden")[0])
    (True, False)
    """
    first, second = (one, other) if one.low <= other.low else (other, one)
    return first.high < second.low * (1 - 1e-9)


NUMBER = r"\d{1,3}(?:[. \u00a0]\d{3})+(?:,\d+)?|\d+(?:,\d+)?"
WORD = r"[A-Za-zÄÖÜäöüß]+"
HEDGE = "|".join(sorted((re.escape(h) for h in HEDGE_WORDS), key=len, reverse=True))
SCALE = r"(?:\s*(?:Tausend|tausend|Million(?:en)?|Mio\.?|Milliarden?|Mrd\.?|Billion(?:en)?|Dutzend))"
TIME_UNIT = r"(?:Sekunde|Minute|Stunde|Tag|Woche|Monat|Quartal|Jahr|Jahrzehnt)(?:en|n|es|e|s)?"
ADJECTIVE = r"(?P<amount>\d+(?:,\d+)?-?|[a-zäöüß]+?)(?P<unit>sekündig|minütig|stündig|tägig|wöchig|monatig|jährig)(?:e[rnms]?)?\b"


def is_unit(lemma):
    """Whether a lemma is a unit of time, money or measure, and so no thing that is counted."""
    return (
        lemma in MINUTES
        or lemma in CURRENCIES
        or lemma in MEASURES
        or lemma in {"prozent", "uhr", "prozentpunkt"}
        or lemma.endswith(tuple(ADJECTIVES))
    )


def number_word(word):
    """The value of a German number word up to 999,999, with halves; ``None`` for anything else.

    >>> [number_word(w) for w in ("anderthalb", "zweieinhalb", "dreiundzwanzig", "zweihundertfünfzig", "Haus")]
    [1.5, 2.5, 23.0, 250.0, None]
    """
    word = word.casefold()
    if word in {"anderthalb", "eineinhalb", "einundeinhalb", "anderthalbe"}:
        return 1.5
    if word in {"halbe", "halben", "halber", "halb", "halbes"}:
        return 0.5
    if word in {"dreiviertel"}:
        return 0.75
    half = re.fullmatch(r"(.+?)(?:und)?einhalb", word)
    if half:
        whole = number_word(half.group(1))
        return None if whole is None else whole + 0.5
    for table in (UNITS, TEENS, TENS):
        if word in table:
            return float(table[word])
    thousands = re.fullmatch(r"(.*?)tausend(.*)", word)
    if thousands:
        return _joined(thousands, 1000)
    hundreds = re.fullmatch(r"(.*?)hundert(.*)", word)
    if hundreds:
        return _joined(hundreds, 100)
    ones = re.fullmatch(r"(ein|zwei|drei|vier|fünf|sechs|sieben|acht|neun)und(.+)", word)
    if ones and ones.group(2) in TENS:
        return float(UNITS[ones.group(1)] + TENS[ones.group(2)])
    return None


def _joined(found, scale):
    before, after = found.groups()
    head = 1.0 if not before else number_word(before)
    tail = 0.0 if not after else number_word(after.removeprefix("und"))
    return None if head is None or tail is None else head * scale + tail


def digits(text):
    """The value of German digits: "1.200,5" is 1200.5."""
    return float(re.sub(r"[. \u00a0](?=\d{3}\b)", "", text).replace(",", "."))


def _amount(text):
    text = text.strip().rstrip("-")
    return digits(text) if text[:1].isdigit() else number_word(text)


def _interval(amount, hedge):
    low, high = HEDGES.get(hedge, (1.0, 1.0))
    return amount * low, (amount * high if high != math.inf else math.inf)


def _hedge(text):
    """The kind of hedge a phrase is, also of its last word ("soll ebenfalls rund" is "rund")."""
    return HEDGE_WORDS.get(re.sub(r"\s+", " ", text.strip().casefold()), "")


PATTERNS = (
    ("clock", re.compile(r"(?:\b(?P<hedge>gegen|ab|um|vor|nach)\s+)?\b(?P<hour>[01]?\d|2[0-4])(?:[.:](?P<minute>[0-5]\d))?\s*Uhr\b")),
    ("day", re.compile(rf"\b(?P<d>[0-3]?\d)\.\s?(?P<m>{'|'.join(m.capitalize() for m in MONTHS)}|(?:0?[1-9]|1[0-2])\.)(?:\s?(?P<y>(?:19|20)\d\d))?")),
    ("month", re.compile(rf"\b(?P<m>{'|'.join(m.capitalize() for m in MONTHS)})(?:\s+(?P<y>(?:19|20)\d\d))\b")),
    ("weekday", re.compile(r"\b(?P<w>Montag|Dienstag|Mittwoch|Donnerstag|Freitag|Samstag|Sonnabend|Sonntag)(?P<part>früh|morgen|vormittag|mittag|nachmittag|abend|nacht)?s?\b|\b(?P<weekend>Wochenende)\b")),
    ("year", re.compile(r"\b(?P<rel>vor|seit|bis|nach|ab|im Jahre?|Jahr|Ende|Anfang|Mitte|bereits|schon|von|in|Herbst|Sommer|Winter|Frühjahr)\s+(?P<y>(?:19|20)\d\d)\b(?!\s*(?:Euro|Dollar|Menschen|Tote))")),
    ("age", re.compile(r"(?<=[A-Za-zäöüß]\s)\((?P<n>\d{1,3})\)|\b(?P<n2>\d{1,3})-[Jj]ährige[rnms]?\b|\b(?P<n3>\d{1,3}) Jahre alte?[rnms]?\b")),
    ("adjective", re.compile(ADJECTIVE)),
    ("compound", re.compile(r"\b(?:(?P<hedge>" + HEDGE + r")\s+)?(?:(?P<number>" + NUMBER + "|" + WORD + r")\s+)?(?P<fraction>Dreiviertel|Viertel|Halb)(?P<unit>stunden?|jahre?)\b")),
    ("fraction", re.compile(rf"\b(?:(?P<hedge>{HEDGE})\s+)?(?:(?P<number>{NUMBER}|{WORD})\s+)?(?P<fraction>Hälfte|Drittel|Viertel|Fünftel|Sechstel|Siebtel|Achtel|Neuntel|Zehntel)n?\b")),
    ("every", re.compile(r"\b[Jj]ede[rsn]?\s+(?P<n>[Zz]weite|dritte|vierte|fünfte|sechste|siebte|achte|neunte|zehnte)[rns]?\b")),
    ("number", re.compile(rf"(?<![\w.,/-])(?:(?P<hedge>{HEDGE})\s+)?(?P<between>zwischen\s+)?(?P<a>{NUMBER}|{WORD})(?P<scale_a>{SCALE})?(?:\s*(?(between)(?:und|bis)|(?:bis|oder|–|-))\s*(?P<b>{NUMBER}|{WORD})(?P<scale_b>{SCALE})?)?(?P<half>\s*½)?(?P<dash>,-+)?\s*(?P<unit>%|€|\$|km/h|°C)?", re.IGNORECASE)),
)  # fmt: skip
ABOUT = re.compile(
    r"\b(sprach|sprech|gesprochen|rede|verhandel|diskut|berat|beriet|streit|stritt|entscheid|entschied|stimm|bericht|inform|debatt|einig)\w*\b[^,;.]{0,40}$"
)
NAMED_NUMBER = re.compile(r"\b(?:G|Boeing|Airbus|Paragraf|Paragraph|Artikel|Art\.|§|Nr\.|Nummer|Kapitel|Absatz|Abs\.|Seite|Platz|Rang|Punkt|Resolution|Formel|Gruppe|Typ|Modell|Phase|Stufe|Covid|Sars-CoV|Windows|iPhone|Bundesstraße|Autobahn|Gleis|Zimmer|Halle|Tor|Linie)[\s-]*$")  # fmt: skip


def find(text):
    """All quantities in a sentence, in order, not overlapping.

    >>> [(q.dimension, q.value) for q in find("Rund 90 Minuten sprachen 12 Minister über 3,5 Mrd. Euro.")]
    [('duration', 'rund 90 min'), ('count', '12'), ('money', '3,5 Mrd. EUR')]
    """
    flat = plain(text)
    found, taken = [], []
    for kind, pattern in PATTERNS:
        for match in pattern.finditer(flat):
            if any(match.start() < b and match.end() > a for a, b in taken):
                continue
            quantity = READERS[kind](match, flat)
            if quantity:
                found.append(_since(flat, quantity))
                taken.append((quantity.start, quantity.end))
    return tuple(sorted(found, key=lambda q: q.start))


def _read_clock(match, flat):
    minutes = int(match["hour"]) * 60 + int(match["minute"] or 0)
    return Quantity(
        match.start("hour"), match.end(), "clock", minutes, minutes, "Uhr", "around" if match["hedge"] == "gegen" else ""
    )


def _read_day(match, flat):
    month = MONTHS.index(match["m"].casefold()) + 1 if match["m"][0].isalpha() else int(match["m"].rstrip("."))
    day = int(match["d"])
    if not 1 <= day <= 31:
        return None
    value = (int(match["y"]) * 10_000 if match["y"] else 0) + month * 100 + day
    return Quantity(match.start(), match.end(), "day", value, value, "", "", "with year" if match["y"] else "")


def _read_month(match, flat):
    value = int(match["y"]) * 100 + MONTHS.index(match["m"].casefold()) + 1
    return Quantity(match.start(), match.end(), "month", value, value, "")


def _read_weekday(match, flat):
    if match["weekend"]:
        return Quantity(match.start(), match.end(), "weekday", 5, 6, "")
    day = 5 if match["w"] == "Sonnabend" else WEEKDAYS.index(match["w"].casefold())
    return Quantity(match.start(), match.end(), "weekday", day, day, "", "", match["part"] or "")


def _read_year(match, flat):
    year = int(match["y"])
    relation = match["rel"] if match["rel"] in {"vor", "seit", "bis", "nach", "ab"} else ""
    return Quantity(match.start("y"), match.end(), "year", year, year, "", "", relation)


def _read_age(match, flat):
    years = int(match["n"] or match["n2"] or match["n3"])
    return Quantity(match.start(), match.end(), "age", years, years, "Jahre") if 0 < years < 120 else None


def _read_adjective(match, flat):
    amount = _amount(match["amount"])
    if amount is None:
        return None
    unit = ADJECTIVES[match["unit"]]
    before = re.search(rf"\b({HEDGE})\s+$", flat[: match.start()], re.IGNORECASE)
    return _duration(
        match.start() if not before else before.start(1), match.end(), amount, unit, _hedge(before.group(1)) if before else ""
    )


def _read_compound(match, flat):
    amount = {"Dreiviertel": 0.75, "Viertel": 0.25, "Halb": 0.5}[match["fraction"]]
    whole = _amount(match["number"]) if match["number"] else None
    if whole is not None and whole != 1:
        amount *= whole
    start = match.start("number") if whole is not None else match.start("fraction")
    hedge = _hedge(match["hedge"] or "")
    return _duration(
        match.start("hedge") if hedge else start, match.end(), amount, "stunde" if "stunde" in match["unit"] else "jahr", hedge
    )


def _read_fraction(match, flat):
    share = FRACTIONS[match["fraction"].casefold()]
    many = _amount(match["number"]) if match["number"] else 1
    if many is None:
        many = 1
    start = match.start("number") if match["number"] and _amount(match["number"]) is not None else match.start("fraction")
    hedge = _hedge(match["hedge"] or "")
    low, high = _interval(many * share * 100, hedge)
    return Quantity(match.start("hedge") if hedge else start, match.end(), "percent", low, high, "%", hedge)


def _read_every(match, flat):
    order = ("zweite", "dritte", "vierte", "fünfte", "sechste", "siebte", "achte", "neunte", "zehnte").index(
        match["n"].casefold()
    ) + 2
    return Quantity(match.start(), match.end(), "percent", 100 / order, 100 / order, "%")


def _read_number(match, flat):
    first = _amount(match["a"])
    if first is None or NAMED_NUMBER.search(flat[: match.start("a")]):
        return None
    scaled = match["scale_a"] or match["scale_b"]
    amounts = [first * _scale(match["scale_a"] or match["scale_b"])]
    end = match.end("scale_a") if match["scale_a"] else match.end("a")
    second = _amount(match["b"]) if match["b"] else None
    if second is not None:
        amounts.append(second * _scale(match["scale_b"]))
        end = match.end("scale_b") if match["scale_b"] else match.end("b")
    hedge = _hedge(match["hedge"] or "")
    if hedge == "above" and ABOUT.search(flat[: match.start("hedge")]):
        hedge = ""  # "sprachen über drei Themen": they did not speak of more than three
    start = match.start("hedge") if hedge else match.start("between") if match["between"] else match.start("a")
    low, high = _interval(min(amounts), hedge)[0], _interval(max(amounts), hedge)[1]
    written = match["a"]
    after = flat[end:]
    return _measured(flat, start, end, low, high, hedge, after, written, bool(scaled), match)


def _scale(text):
    return SCALES[text.strip().casefold()] if text else 1.0


def _measured(flat, start, end, low, high, hedge, after, written, scaled, match):
    """A number with what follows it: a unit of time, money, share or measure, or the noun it counts."""
    is_article = written.casefold() in {"ein", "eine", "einen", "einem", "einer", "eines", "eins"}
    time = re.match(rf"\s*-?(?:halbe[nrs]?\s+)?({TIME_UNIT})\b", after)
    if time:
        half = "halbe" in time.group(0)
        unit = _stem(time.group(1))
        factor = 0.5 if half and is_article else 1.0
        return _duration_range(start, end + time.end(), low * factor, high * factor, unit, hedge)
    if match["dash"]:
        after = after[len(match["dash"]) :]
        end += len(match["dash"])
    sign = re.match(r"\s*(%|Prozent\b|€|\$|Prozentpunkte?n?\b)", after)
    if sign:
        if sign.group(1)[0] in "%P":
            return Quantity(
                start, end + sign.end(), "percent", low, high, "%", hedge, "points" if "punkt" in sign.group(1) else ""
            )
        return Quantity(start, end + sign.end(), "money", low, high, CURRENCIES[sign.group(1)], hedge)
    word = re.match(r"\s*((?:[A-Za-zÄÖÜäöüß°][\w/-]*)(?:\s+pro\s+Stunde)?)", after)
    name = word.group(1) if word else ""
    if name.casefold() in CURRENCIES:
        return Quantity(start, end + word.end(), "money", low, high, CURRENCIES[name.casefold()], hedge)
    if name.casefold() in MEASURES:
        unit, factor = MEASURES[name.casefold()]
        return Quantity(start, end + word.end(), "measure", low * factor, high * factor, unit, hedge)
    if (
        (is_article and not scaled)
        or re.fullmatch(r"(?:19|20)\d\d", written)
        or (re.match(r"\.\s|[.:]\d|-[A-Z]", after) and written[0].isdigit())
    ):
        return None
    noun = re.match(r"\s+(?:(?:[a-zäöüß][\wäöüß-]*)\s+){0,2}([A-ZÄÖÜ][\wäöüß:*-]+)", after)
    if not noun and not scaled:
        return None
    return Quantity(start, end, "count", low, high, "", hedge, noun.group(1) if noun else "")


def _stem(unit):
    unit = unit.casefold()
    return next(u for u in sorted(MINUTES, key=len, reverse=True) if unit.startswith(u))


def _duration(start, end, amount, unit, hedge):
    low, high = _interval(amount, hedge)
    return _duration_range(start, end, low, high, unit, hedge)


def _duration_range(start, end, low, high, unit, hedge):
    factor = MINUTES[unit]
    return Quantity(start, end, "duration", low * factor, high * factor, unit, hedge)


def _since(flat, quantity):
    """A duration that tells when ("vor drei Jahren", "seit drei Jahren") is no length: its preposition goes into ``of``."""
    before = re.search(
        r"\b([Vv]or|[Ss]eit|[Nn]ach|[Ii]n|[Bb]innen|[Ii]nnerhalb von)\s+(?:den\s+|der\s+|mehr als\s+)?$", flat[: quantity.start]
    )
    if quantity.dimension != "duration":
        return quantity
    if re.match(r"\s+(zurück|her|alt(?:e[rnms]?)?|später|zuvor|danach|früher|vorher)\b", flat[quantity.end :]):
        return replace(quantity, of="vor")
    return replace(quantity, of=before.group(1).casefold()) if before else quantity


def _german(number):
    text = f"{number:,.2f}".rstrip("0").rstrip(".")
    return text.replace(",", "·").replace(".", ",").replace("·", ".")


def _bound(quantity):
    """The number that was written, without its hedge."""
    factors = HEDGES.get(quantity.hedge, (1.0, 1.0))
    if quantity.hedge in {"above", "at least"}:
        return quantity.low, quantity.low
    return quantity.low / factors[0] if factors[0] else quantity.high, quantity.high / factors[1]


def _written(quantity):
    low, high = quantity.low, quantity.high
    if quantity.dimension == "duration":
        return _range(*_bound(quantity), _duration_text)
    if quantity.dimension == "clock":
        return f"{int(low) // 60}:{int(low) % 60:02d} Uhr"
    if quantity.dimension == "day":
        year, month, day = int(low) // 10_000, int(low) // 100 % 100, int(low) % 100
        return f"{day}.{month}." + (str(year) if year else "")
    if quantity.dimension == "month":
        return f"{int(low) % 100}/{int(low) // 100}"
    if quantity.dimension == "weekday":
        return "Wochenende" if high != low else WEEKDAYS[int(low)].capitalize()
    if quantity.dimension == "year":
        return f"{quantity.of} {int(low)}".strip()
    unit = f" {quantity.unit}" if quantity.unit else ""
    return _range(*_bound(quantity), _amount_text) + unit


def _range(low, high, write):
    return write(low) if abs(low - high) < 1e-6 * max(1.0, abs(high)) else f"{write(low)} bis {write(high)}"


def _amount_text(number):
    for size, name in ((1e12, "Bio."), (1e9, "Mrd."), (1e6, "Mio.")):
        if number >= size:
            return f"{_german(number / size)} {name}"
    return _german(number)


def _duration_text(minutes):
    """Minutes as "90 min", or in days, weeks, months or years where these come out even."""
    for unit, name in (("jahr", "Jahre"), ("monat", "Monate"), ("woche", "Wochen"), ("tag", "Tage")):
        many = minutes / MINUTES[unit]
        if many >= 1 and abs(many * 2 - round(many * 2)) < 1e-6:
            return f"{_german(many)} {name}"
    return f"{_german(minutes)} min"


READERS = {
    "clock": _read_clock, "day": _read_day, "month": _read_month, "weekday": _read_weekday, "year": _read_year, "age": _read_age,
    "adjective": _read_adjective, "compound": _read_compound, "fraction": _read_fraction, "every": _read_every, "number": _read_number,
}  # fmt: skip
