"""German numbers in words and digits, as numbers: "anderthalb", "zweihundertfünfzig", "1.200,5", "Dreiviertelmillion".

text2num and zahlwort2num don't know halves ("zweieinhalb" raises), hence rules of our own.
"""

import re

ONES = {"ein": 1, "eine": 1, "einen": 1, "einem": 1, "einer": 1, "eines": 1, "eins": 1, "zwei": 2, "zwo": 2, "zweier": 2, "beide": 2, "beiden": 2, "beider": 2, "drei": 3, "dreier": 3, "vier": 4, "fünf": 5, "sechs": 6, "sieben": 7, "acht": 8, "neun": 9}  # fmt: skip
TEENS = {"zehn": 10, "elf": 11, "zwölf": 12, "dreizehn": 13, "vierzehn": 14, "fünfzehn": 15, "sechzehn": 16, "siebzehn": 17, "achtzehn": 18, "neunzehn": 19}  # fmt: skip
TENS = {"zwanzig": 20, "dreißig": 30, "dreissig": 30, "vierzig": 40, "fünfzig": 50, "sechzig": 60, "siebzig": 70, "achtzig": 80, "neunzig": 90}  # fmt: skip
SCALES = {"tausend": 1e3, "million": 1e6, "millionen": 1e6, "mio": 1e6, "mio.": 1e6, "milliarde": 1e9, "milliarden": 1e9, "mrd": 1e9, "mrd.": 1e9, "billion": 1e12, "billionen": 1e12, "dutzend": 12, "dreiviertelmillion": 75e4, "viertelmillion": 25e4, "dreiviertelmilliarde": 75e7, "viertelmilliarde": 25e7}  # fmt: skip
HALVES = {"anderthalb": 1.5, "anderthalbe": 1.5, "eineinhalb": 1.5, "einundeinhalb": 1.5, "dreiviertel": 0.75}
HALF = frozenset(["halb", "halbe", "halben", "halber", "halbes"])
LONGEST = 40  # letters or digits of a number that anybody would write
ARTICLES = frozenset(["ein", "eine", "einen", "einem", "einer", "eines"])
DIGITS = r"\d{1,3}(?:[. \u00a0]\d{3})+(?:,\d+)?|\d+(?:,\d+)?"
WORD = r"[A-Za-zÄÖÜäöüß]+"
SCALE = r"(?:\s*(?:[Tt]ausend|Million(?:en)?|Mio\.?|Milliarden?|Mrd\.?|Billion(?:en)?|Dutzend|(?:Drei)?[Vv]iertelmillion|(?:Drei)?[Vv]iertelmilliarde)(?![A-Za-zäöüß]))"


def number_word(word: str) -> float | None:
    """The value of a German number word up to 999,999, with halves; ``None`` for anything else.

    >>> [number_word(w) for w in ("anderthalb", "zweieinhalb", "dreiundzwanzig", "zweihundertfünfzig", "Haus")]
    [1.5, 2.5, 23.0, 250.0, None]
    """
    word = word.casefold()
    if word in HALVES:
        return HALVES[word]
    if word in HALF:
        return 0.5
    half = re.fullmatch(r"(.+?)(?:und)?einhalb", word)
    if half:
        whole = number_word(half.group(1))
        return None if whole is None else whole + 0.5
    for table in (ONES, TEENS, TENS):
        if word in table:
            return float(table[word])
    for name, scale in (("tausend", 1000), ("hundert", 100)):
        found = re.fullmatch(rf"(.*?){name}(.*)", word)
        if found:
            return _joined(found, scale)
    ones = re.fullmatch(r"(ein|zwei|drei|vier|fünf|sechs|sieben|acht|neun)und(.+)", word)
    if ones and ones.group(2) in TENS:
        return float(ONES[ones.group(1)] + TENS[ones.group(2)])
    return None


def _joined(found: re.Match[str], scale: int) -> float | None:
    before, after = found.groups()
    head = 1.0 if not before else number_word(before)
    tail = 0.0 if not after else number_word(after.removeprefix("und"))
    return None if head is None or tail is None else head * scale + tail


def digits(text: str) -> float:
    """The value of German digits: "1.200,5" is 1200.5."""
    return float(re.sub(r"[. \u00a0](?=\d{3}\b)", "", text).replace(",", "."))


def amount(text: str) -> float | None:
    """The value of digits or a number word, ``None`` for anything else.

    >>> amount("1.200"), amount("90-"), amount("zwölf"), amount("Rat")
    (1200.0, 90.0, 12.0, None)
    """
    text = text.strip().rstrip("-")
    if len(text) > LONGEST:
        return None
    return digits(text) if text[:1].isdigit() else number_word(text)


def scale(text: str | None) -> float:
    """The factor of a scale word ("Mio.", "Dutzend"), 1 where there is none."""
    return SCALES[text.strip().casefold()] if text else 1.0
