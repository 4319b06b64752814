"""Where two passages that tell one event exclude each other: values, days and times, yes and no, done and to come, who and where.

Each finder yields Clashes with both exact spans. Whether the passages speak of the same thing is ``matter``'s answer; whether two
sentences of different articles belong together at all is decided by who calls.
"""

import re
from dataclasses import dataclass

from components.engine.contradictions import claims, comparability
from components.engine.document import about_words, shared_theme
from components.engine.entities import speech
from components.engine.german import quantity_values
from components.engine.german.names import RARE, TIME_WORDS, is_name
from components.engine.german.quotation_marks import quoted
from components.engine.german.word_likeness import rarity
from components.engine.german.words import FINITE, fold

KINDS = {
    "duration": "duration", "count": "quantity", "score": "quantity", "money": "measure", "percent": "measure", "measure": "measure",
    "age": "quantity", "day": "date", "year": "date", "weekday": "date", "clock": "date",
}  # fmt: skip
GROWING = frozenset(["count", "percent", "money"])
THEME = 2  # names, words and values that two passages share before two places are set against each other
PLACED = frozenset(["count", "money", "duration", "percent"])
TIMES = frozenset(["day", "weekday", "clock"])
NOBODY = re.compile(
    r"\b(niemand(?:en|em)?|keine[rn]?|kein Mensch|keinen?(?=\s+(?:\w+\s+)?(?:Mensch|Person|Verletzt|Tote|Opfer|Todesopfer|Fahrg|Bewohner|Insasse|Beteiligt)))\b(?!\s+(?:\w+\s+)?(?:Angab|Hinweis|Informat|Rolle|Gefahr|Zweifel|Erkenntn|Anzeichen|Grund|Anlass))",
    re.IGNORECASE,
)
WHERE = re.compile(
    r"\b(?:[Ii]n|[Bb]ei|[Nn]ahe|[Aa]n der|[Aa]uf|[Vv]or)\s+([A-ZÄÖÜ][\w-]+)|\b(?:[Aa]m|[Ii]m|[Aa]n|[Aa]uf)\s(?:de[rnm]\s)?(?:Flughafen|Hafen|Bahnhof|Piste|Strand|Schloss|Stadion)\s(?:von\s)?([A-ZÄÖÜ][\w-]+)"
)
REGION = re.compile(
    r"(?:land|lands|ien|iens|reich|staaten|küste|region|gebiet|bayern|sachsen|hessen|thüringen|brandenburg|westfalen|pfalz|anhalt|holstein|vorpommern|württemberg|europa|afrika|amerika|asien)$",
    re.IGNORECASE,
)  # a place may lie in it
BUYING = frozenset(["kaufen", "übernehmen", "schlucken", "erwerben", "aufkaufen", "ablösen", "verdrängen", "verklagen", "anrufen", "besiegen", "bezwingen", "schlagen", "überholen", "einladen", "beschuldigen", "angreifen", "besuchen", "empfangen", "unterstützen", "kritisieren", "beerben", "warnen"])  # fmt: skip
NAME_START = 6  # letters of a name that its forms share
SAME_ACT = ({"kaufen", "übernehmen", "schlucken", "erwerben", "aufkaufen"}, {"besiegen", "bezwingen", "schlagen"})


@dataclass(frozen=True)
class Clash:
    """Two spans that exclude each other; values in words; ``reason`` a key that the page words.

    ``sure``: leaves no other reading. ``grows``: a figure that may only have grown; ``forward``: the right side is the greater
    one, or the left side of a beginning is the one that is done. ``rank``: the smaller, the plainer the words.
    """

    kind: str
    left: tuple[int, int]
    right: tuple[int, int]
    left_value: str
    right_value: str
    reason: str
    sure: bool = False
    grows: bool = False
    forward: bool = False
    rank: int = 0


def value_clashes(left, right, alike=None):
    """[(Quantity, Quantity, why they measure different things or "")] of values that exclude each other.

    A value that has its equal on the other side is no party to a clash.
    """
    found = []
    mine, theirs = (
        [q for q in p.quantities if not (q.dimension in TIMES and p.is_reporting(q.start, q.end))] for p in (left, right)
    )
    for one in mine:
        for other in theirs:
            if not _comparable(one, other) or not quantity_values.clash(one, other) or _adds_up(one, other, mine, theirs):
                continue
            if any(_comparable(one, o) and not quantity_values.clash(one, o) for o in theirs):
                continue
            if any(_comparable(o, other) and not quantity_values.clash(o, other) for o in mine):
                continue
            found.append((one, other, comparability.different(left, one, right, other, alike)))
    return found


def _adds_up(one, other, mine, theirs):
    """ "vier Soldaten und drei Zivilisten" are seven people."""
    if one.dimension != "count":
        return False
    sums = [sum(q.low for q in held if q.dimension == "count") for held in (mine, theirs)]
    return one.low in {sums[1]} or other.low in {sums[0]}


def _comparable(one, other):
    if one.dimension != other.dimension or one.dimension == "relative day":
        return False
    if one.dimension == "duration":
        return _length(one) == _length(other)
    if one.dimension in {"percent", "year", "measure", "money"}:
        return one.of == other.of and one.unit == other.unit
    if one.dimension in {"clock", "day"}:
        return _from_or_to(one) == _from_or_to(other)
    return True


def _from_or_to(quantity):
    """Whether a time tells a beginning or an end ("seit", "ab", "bis")."""
    return quantity.of if quantity.of in {"seit", "ab", "bis"} else quantity.unit


def _length(quantity):
    """Whether a duration tells how long ("") or when ("vor drei Jahren", "nach zwei Tagen")."""
    return quantity.of if quantity.of in {"vor", "seit", "in", "nach"} else ""


def values_clash(left, right, alike=None):
    """Clashes of values of the same thing."""
    for clash, _, _ in quantity_clashes(left, right, alike):
        yield clash


def quantity_clashes(left, right, alike=None):
    """(Clash, Quantity, Quantity) for values of the same thing."""
    found = value_clashes(left, right, alike)
    apart = any(one.dimension in PLACED for one, _, _ in found)
    for one, other, reason in found:
        if reason or (one.dimension in TIMES and not _same_occasion(left, one, right, other)):
            continue
        if one.dimension in TIMES and apart:
            continue  # another day and another number: another occasion
        if one.dimension in PLACED and next(_other_places(left, right), None):
            continue  # told of two places
        spans = map(_widened, (left, right), (one, other), ((one.start, one.end), (other.start, other.end)))
        sure, grows = not (one.hedge and other.hedge) and not one.of, one.dimension in GROWING
        vague = int(one.dimension == "day" and (one.low != one.high or other.low != other.high))  # "Ende März"
        clash = Clash(KINDS[one.dimension], *spans, one.value, other.value, "values", sure, grows, one.low < other.low, vague)
        yield clash, one, other


def _widened(passage, quantity, span):
    """A count with the noun it counts."""
    if quantity.dimension != "count" or not quantity.of:
        return span
    at = passage.flat.find(quantity.of, span[1])
    return (span[0], at + len(quantity.of)) if 0 <= at <= span[1] + 30 else span


def _same_occasion(left, one, right, other):
    """Whether two times belong to one happening: their clauses, or else the sentences, share what happens."""
    if one.dimension != "clock" and (next(_other_places(left, right), None) or next(iter(claims.oppositions(left, right)), None)):
        return False  # another day, and another place or another outcome: another occasion
    near = [about_words(p.words_in(*p.clause(q.start, q.end))) for p, q in ((left, one), (right, other))]
    names, about = shared_theme(left, right)
    return bool(near[0] & near[1]) or len(about) > 1 or (len(names) > (not about) and one.dimension != "clock")


def nobody_clashes(left, right, alike=None):
    """ "niemand wurde verletzt" against a number of injured."""
    for swap, (a, b) in enumerate(((left, right), (right, left))):
        for m in NOBODY.finditer(a.flat):
            states = comparability.marks_of("state", a.flat[slice(*a.clause(*m.span()))]) - {"rescued"}
            for q in b.quantities:
                if (
                    q.dimension == "count"
                    and q.low > 0
                    and comparability.noun_kind(q.of)
                    and states & comparability.marks_of("state", b.flat)
                ):
                    spans = m.span(1), _widened(b, q, (q.start, q.end))
                    words = m.group(1).lower(), q.value
                    if swap:
                        spans, words = spans[::-1], words[::-1]
                    yield Clash("negation", *spans, *words, "nobody", True)


def phase_clashes(left, right, alike=None):
    """The same thing has begun (or ended) and is yet to."""
    for one in claims.phases(left):
        for other in claims.phases(right):
            apart = one.names and other.names and not one.names & other.names
            if one.kind == other.kind and one.done != other.done and one.of & other.of - _TIME and not apart:
                yield Clash(
                    "certainty",
                    (one.start, one.end),
                    (other.start, other.end),
                    *_stages(one, other),
                    "phase",
                    True,
                    False,
                    one.done,
                )


_TIME = frozenset(TIME_WORDS)


def _stages(one, other):
    return tuple("schon geschehen" if p.done else "steht bevor" for p in (one, other))


def certainty_clashes(left, right, alike=None):
    """One passage calls open what the other calls settled, or states as it is."""
    one, other = claims.certainty(left), claims.certainty(right)
    words = {"open": "offen", "settled": "entschieden"}
    names, about = shared_theme(left, right)
    if len(names) + len(about) < THEME or comparability.passages_differ(left, right):
        return
    if one and other and one[0] != other[0]:
        yield Clash("certainty", one[1], other[1], words[one[0]], words[other[0]], "certainty", True)
    elif (
        (one or other) and not (one and other) and (one or other)[0] == "open" and not comparability.passages_differ(left, right)
    ):
        spans = one[1] if one else claims.plainly(left), other[1] if other else claims.plainly(right)
        names, about = shared_theme(left, right)
        if all(spans) and len(names) + len(about) > 1:
            yield Clash("certainty", *spans, *(words["open"] if c else words["settled"] for c in (one, other)), "certainty")


def saying_clashes(left, right, alike=None):
    """One says it, the other only hints at it."""
    found = []
    for p in (left, right):
        held = [(kind, w) for w in p.words for kind, lemmas in claims.table()["saying"].items() if w.lemma in lemmas]
        found.append(held)
    hints = [any(kind == "hint" for kind, _ in held) for held in found]
    for kind, w in found[0]:
        for kind2, w2 in found[1]:
            if {kind, kind2} == {"plain", "hint"} and hints[0] != hints[1] and _one_speaker(left, right):
                spans = ((x.start, claims.prefix_end(p, x)) for p, x in ((left, w), (right, w2)))
                yield Clash("certainty", *spans, w.lemma, w2.lemma, "saying")


def _one_speaker(left, right):
    """Whether nothing says that two people speak."""
    said = [speech.alone(p.text).speaker for p in (left, right)]
    return not all(said) or said[0] == said[1]


def opposite_clashes(left, right, alike=None):
    """Opposite words, or one word denied once, of the same matter."""
    if claims.is_litotes(left) or claims.is_litotes(right) or comparability.passages_differ(left, right):
        return
    names, about = shared_theme(left, right)
    torn = claims.torn(left) | claims.torn(right)
    for one, other in claims.oppositions(left, right):
        if one.group in torn:
            continue
        theme = about - {one.lemma, other.lemma}
        if names or theme:
            spans = (one.start, one.end), (other.start, other.end)
            said = left.flat[slice(*spans[0])], right.flat[slice(*spans[1])]
            yield Clash("negation", *spans, *said, "opposites", rank=-int(one.verb) - int(other.verb))
    for a, b in claims.denied_nouns(left, right):
        if names or len(about) > 1:
            yield Clash("negation", a, b, left.flat[slice(*a)], right.flat[slice(*b)], "denied")
    for a, b in claims.denials(left, right):
        lemmas = {w.lemma for w in (*left.words_in(*a), *right.words_in(*b))}
        if names or about - lemmas:
            yield Clash("negation", a, b, left.flat[slice(*a)], right.flat[slice(*b)], "denied")


def role_clashes(left, right, alike=None):
    """Who did it to whom is told the other way round."""
    one, other = _roles(left), _roles(right)
    for lemma, who, whom, span in one:
        for lemma2, who2, whom2, span2 in other:
            same = lemma == lemma2 or any({lemma, lemma2} <= group for group in SAME_ACT)
            if same and who == whom2 and whom == who2:
                yield Clash("role", span, span2, left.flat[slice(*span)], right.flat[slice(*span2)], "roles")


def _roles(passage):
    """[(verb, who, whom, span)] of clauses with a name on each side of the finite verb; in a passive "von" tells who."""
    found = []
    for w in passage.words:
        if w.lemma not in BUYING or not w.tag.startswith("VV"):
            continue
        a, b = passage.clause(w.start, w.end)
        clause = passage.words_in(a, b)
        finite = next((x for x in clause if x.tag in FINITE), None)
        if finite is None:
            continue
        names = [x for x in clause if x.tag == "NE" or (x.tag == "NN" and rarity(x.text) > RARE)]
        before, after = ([x for x in names if (x.start < finite.start) == side] for side in (True, False))
        passive = finite.lemma == "werden" and w.tag == "VV(PP)"
        for one in before:
            for other in after:
                who, whom = (other, one) if passive else (one, other)
                span = one.start, max(w.end, other.end)
                found.append((w.lemma, fold(who.lemma)[:NAME_START], fold(whom.lemma)[:NAME_START], span))
    return found


def speaker_clashes(left, right, alike=None):
    """The same quoted words in two mouths: both speakers are named, and neither in the other passage."""
    one, other = _speaker(left), _speaker(right)
    if not one or not other or one[0] == other[0] or not _same_quote(left, right):
        return
    if any(fold(w.lemma) == one[0] for w in right.words) or any(fold(w.lemma) == other[0] for w in left.words):
        return
    yield Clash("attribution", one[1], other[1], one[2], other[2], "speakers")


def _speaker(passage):
    """(key, span, name) of who says a sentence, if somebody is named."""
    said = speech.alone(passage.text)
    if not said.speaker or said.speaker.startswith("title "):
        return None
    at = passage.flat.find(said.name)
    return (said.speaker, (at, at + len(said.name)), said.name) if at >= 0 else None


def _same_quote(left, right):
    """Whether the quoted words of one passage are said in the other, at least two words that mean something."""
    quotes = [
        {w.lemma for w in p.words if w.is_content and any(a <= w.start < b for a, b in quoted(p.flat, 0, len(p.flat)))}
        for p in (left, right)
    ]
    told = [{w.lemma for w in p.words if w.is_content} for p in (left, right)]
    return len(quotes[0] & told[1]) > 1 or len(quotes[1] & told[0]) > 1


def place_clashes(left, right, alike=None):
    """The same happening in two places: only where names or much else is shared and neither place is named on the other side."""
    if comparability.passages_differ(left, right) in {"ordinal", "year", "siblings", "partners", "contrast"}:
        return
    names, about = shared_theme(left, right)
    same = sum(
        not quantity_values.clash(a, b)
        for a in left.quantities
        for b in right.quantities
        if a.dimension == b.dimension and _comparable(a, b)
    )
    if len(names) + len(about) + same < THEME:
        return
    for m, k in _other_places(left, right):
        yield Clash("place", m.span(), k.span(), _place(m), _place(k), "places")


def _other_places(left, right):
    """Pairs of matches of ``WHERE``, neither place named on the other side."""
    found = [[m for m in WHERE.finditer(p.flat) if _is_place(p, m)] for p in (left, right)]
    if len(found[0]) == len(found[1]) == 1:
        m, k = found[0][0], found[1][0]
        if fold(_place(m))[:5] not in fold(right.flat) and fold(_place(k))[:5] not in fold(left.flat):
            yield m, k


def _place(match):
    return match.group(1) or match.group(2)


def _is_place(passage, match):
    span = match.span(1 if match.group(1) else 2)
    held = [n for n, w in enumerate(passage.words) if span[0] <= w.start < span[1]]
    named = held and all(is_name(passage.words[n], passage.words[n - 1] if n else None) for n in held)
    return (
        bool(named)
        and not REGION.search(passage.flat[slice(*span)])
        and not passage.is_reporting(match.start(), match.end())
        and held[0] not in passage.reporting
    )
