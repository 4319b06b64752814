"""Where two sentences that tell one event exclude each other: values, days and times, yes and no, done and to come, who and where.

Each rule yields Clashes with both exact spans. Whether the sentences speak of the same thing is answered by ``comparability``; whether
two sentences of different articles belong together at all is decided by who calls.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from components.engine.codes import ClashReason, Kind, Stage
from components.engine.contradictions import comparability
from components.engine.contradictions.claims import Claims, Phase, denials, denied_nouns, opposites, oppositions
from components.engine.contradictions.comparability import Alike, sentences_differ, shared_theme
from components.engine.contradictions.contradiction import Said
from components.engine.document import SentenceAnalysis, about
from components.engine.entities import speech
from components.engine.entities.people import TITLE
from components.engine.german.names import RARE, TIME_WORDS, is_name
from components.engine.german.noun_kinds import noun_kind
from components.engine.german.quantity_values import Quantity, clash
from components.engine.german.quotation_marks import Span
from components.engine.german.word_likeness import rarity
from components.engine.german.words import FINITE, fold

KINDS = {
    "duration": Kind.DURATION, "count": Kind.QUANTITY, "score": Kind.QUANTITY, "money": Kind.MEASURE, "percent": Kind.MEASURE, "measure": Kind.MEASURE,
    "age": Kind.QUANTITY, "day": Kind.DATE, "year": Kind.DATE, "weekday": Kind.DATE, "clock": Kind.DATE,
}  # fmt: skip
GROWING = frozenset(["count", "percent", "money"])
THEME = 2  # names, words and values that two sentences share before two places are set against each other
PLACED = frozenset(["count", "money", "duration", "percent"])
TIMES = frozenset(["day", "weekday", "clock"])
TIME_WORD_SET = frozenset(TIME_WORDS)
NOBODY = re.compile(
    r"\b(niemand(?:en|em)?|keine[rn]?|kein Mensch|keinen?(?=\s+(?:\w+\s+)?(?:Mensch|Person|Verletzt|Tote|Opfer|Todesopfer|Fahrg|Bewohner|Insasse|Beteiligt)))\b(?!\s+(?:\w+\s+)?(?:Angab|Hinweis|Informat|Rolle|Gefahr|Zweifel|Erkenntn|Anzeichen|Grund|Anlass))",
    re.IGNORECASE,
)
WHERE = re.compile(
    r"\b(?:[Ii]n|[Bb]ei|[Nn]ahe|[Aa]n der|[Aa]uf|[Vv]or)\s+(?P<place>[A-ZÄÖÜ][\w-]+)|\b(?:[Aa]m|[Ii]m|[Aa]n|[Aa]uf)\s(?:de[rnm]\s)?(?:Flughafen|Hafen|Bahnhof|Piste|Strand|Schloss|Stadion)\s(?:von\s)?(?P<site>[A-ZÄÖÜ][\w-]+)"
)
REGION = re.compile(
    r"(?:land|lands|ien|iens|reich|staaten|küste|region|gebiet|bayern|sachsen|hessen|thüringen|brandenburg|westfalen|pfalz|anhalt|holstein|vorpommern|württemberg|europa|afrika|amerika|asien)$",
    re.IGNORECASE,
)  # a place may lie in it
ACTING = frozenset(["kaufen", "übernehmen", "schlucken", "erwerben", "aufkaufen", "ablösen", "verdrängen", "verklagen", "anrufen", "besiegen", "bezwingen", "schlagen", "überholen", "einladen", "beschuldigen", "angreifen", "besuchen", "empfangen", "unterstützen", "kritisieren", "beerben", "warnen"])  # fmt: skip
NAME_START = 6  # letters of a name that its forms share
SAME_ACT = ({"kaufen", "übernehmen", "schlucken", "erwerben", "aufkaufen"}, {"besiegen", "bezwingen", "schlagen"})
BEYOND_NAMES = frozenset(["ordinal", "year", "siblings", "partners", "contrast"])  # differences that two places do not explain


@dataclass(frozen=True, kw_only=True)
class Clash:
    """Two spans that exclude each other, and what each side says.

    ``sure``: leaves no other reading. ``grows``: a figure that may only have grown; ``forward``: the right side is the greater
    one, or the left side of a beginning is the one that is done. ``rank``: the smaller, the plainer the words.
    """

    kind: Kind
    left: Span
    right: Span
    left_said: Said
    right_said: Said
    reason: ClashReason
    sure: bool = False
    grows: bool = False
    forward: bool = False
    rank: int = 0


class ClashingValues(NamedTuple):
    """Two values that exclude each other, and why they measure different things, "" where nothing says so."""

    left: Quantity
    right: Quantity
    difference: str


Rule = Callable[[Claims, Claims, Alike | None], Iterator[Clash]]


def clashing_values(left: SentenceAnalysis, right: SentenceAnalysis, alike: Alike | None = None) -> list[ClashingValues]:
    """Values that exclude each other; one that has its equal in the other sentence is left out."""
    found = []
    mine, theirs = (
        [q for q in s.quantities if not (q.dimension in TIMES and s.is_reporting(q.start, q.end))] for s in (left, right)
    )
    if not (comparability.is_report(left) and comparability.is_report(right)):
        return []
    for one in mine:
        for other in theirs:
            if not _comparable(one, other) or not clash(one, other) or _adds_up(one, other, mine, theirs):
                continue
            if any(_comparable(one, o) and not clash(one, o) for o in theirs):
                continue
            if any(_comparable(o, other) and not clash(o, other) for o in mine):
                continue
            found.append(ClashingValues(one, other, comparability.difference(left, one, right, other, alike)))
    return found


def agree(left: SentenceAnalysis, one: Quantity, right: SentenceAnalysis, other: Quantity) -> bool:
    """Whether two values measure one thing and may both be true."""
    alike = _comparable(one, other) and not clash(one, other)
    counted = one.dimension != "count" or comparability.same_noun(one.of, other.of)
    return (
        alike and counted and one.dimension not in {"day", "weekday", "year", "clock", "age"} and bool(left.about & right.about)
    )


def _adds_up(one: Quantity, other: Quantity, mine: Sequence[Quantity], theirs: Sequence[Quantity]) -> bool:
    """ "vier Soldaten und drei Zivilisten" are seven people."""
    if one.dimension != "count":
        return False
    sums = [sum(q.low for q in held if q.dimension == "count") for held in (mine, theirs)]
    return one.low == sums[1] or other.low == sums[0]


def _comparable(one: Quantity, other: Quantity) -> bool:
    if one.dimension != other.dimension or one.dimension == "relative day":
        return False
    if one.dimension == "duration":
        return _length(one) == _length(other) and "rate" not in {one.of, other.of}
    if one.dimension in {"percent", "year", "measure", "money"}:
        return one.of == other.of and one.unit == other.unit
    if one.dimension in {"clock", "day"}:
        return _from_or_to(one) == _from_or_to(other)
    return True


def _from_or_to(quantity: Quantity) -> str:
    """Whether a time tells a beginning or an end ("seit", "ab", "bis")."""
    return quantity.of if quantity.of in {"seit", "ab", "bis"} else quantity.unit


def _length(quantity: Quantity) -> str:
    """Whether a duration tells how long ("") or when ("vor drei Jahren", "nach zwei Tagen")."""
    return quantity.of if quantity.of in {"vor", "seit", "in", "nach"} else ""


def values(left: Claims, right: Claims, alike: Alike | None = None) -> Iterator[Clash]:
    """Clashes of values of the same thing."""
    for found, _, _ in value_clashes(left, right, alike):
        yield found


def value_clashes(left: Claims, right: Claims, alike: Alike | None = None) -> Iterator[tuple[Clash, Quantity, Quantity]]:
    """Clashes of values of the same thing, with both values."""
    a, b = left.sentence, right.sentence
    found = clashing_values(a, b, alike)
    apart = any(v.left.dimension in PLACED for v in found)
    for one, other, difference in found:
        if difference or (one.dimension in TIMES and not _same_occasion(left, one, right, other)):
            continue
        if one.dimension in TIMES and apart:
            continue  # another day and another number: another occasion
        if one.dimension in PLACED and next(_other_places(a, b), None):
            continue  # told of two places
        yield (
            Clash(
                kind=KINDS[one.dimension],
                left=with_noun(a, one),
                right=with_noun(b, other),
                left_said=Said(quantity=one),
                right_said=Said(quantity=other),
                reason=ClashReason.VALUES,
                sure=not (one.hedge and other.hedge) and not one.of,
                grows=one.dimension in GROWING,
                forward=one.low < other.low,
                rank=int(one.dimension == "day" and (one.low != one.high or other.low != other.high)),  # "Ende März"
            ),
            one,
            other,
        )


def with_noun(sentence: SentenceAnalysis, quantity: Quantity) -> Span:
    """The span of a value; of a count with the noun that it counts."""
    if quantity.dimension != "count" or not quantity.of:
        return quantity.start, quantity.end
    at = sentence.part(quantity.end).find(quantity.of)
    return (quantity.start, quantity.end + at + len(quantity.of)) if 0 <= at <= 30 else (quantity.start, quantity.end)


def _same_occasion(left: Claims, one: Quantity, right: Claims, other: Quantity) -> bool:
    """Whether two times belong to one happening: their clauses, or else the sentences, share what happens."""
    a, b = left.sentence, right.sentence
    if one.dimension != "clock" and (next(_other_places(a, b), None) or oppositions(left, right)):
        return False  # another day, and another place or another outcome: another occasion
    near = [about(s.words_in(*s.clause(q.start, q.end))) for s, q in ((a, one), (b, other))]
    names, words = shared_theme(a, b)
    return bool(near[0] & near[1]) or len(words) > 1 or (len(names) > (not words) and one.dimension != "clock")


def nobody(left: Claims, right: Claims, alike: Alike | None = None) -> Iterator[Clash]:
    """ "niemand wurde verletzt" against a number of injured."""
    for swap, (a, b) in enumerate(((left.sentence, right.sentence), (right.sentence, left.sentence))):
        for m in a.finds(NOBODY):
            states = comparability.signs("state", a.clause_text(*a.span(m))) - {"rescued"}
            for q in b.quantities:
                counts_people = q.dimension == "count" and q.low > 0 and noun_kind(q.of)
                if counts_people and states & comparability.signs("state", b.flat):
                    sides = (a.span(m, 1), Said(words=m.group(1).lower())), (with_noun(b, q), Said(quantity=q))
                    (one, one_said), (other, other_said) = sides[::-1] if swap else sides
                    yield Clash(
                        kind=Kind.NEGATION,
                        left=one,
                        right=other,
                        left_said=one_said,
                        right_said=other_said,
                        reason=ClashReason.NOBODY,
                        sure=True,
                    )


def phases(left: Claims, right: Claims, alike: Alike | None = None) -> Iterator[Clash]:
    """The same thing has begun (or ended) and is yet to."""
    for one in left.phases:
        for other in right.phases:
            apart = one.names and other.names and not one.names & other.names
            if one.kind == other.kind and one.done != other.done and one.of & other.of - TIME_WORD_SET and not apart:
                yield Clash(
                    kind=Kind.CERTAINTY,
                    left=(one.start, one.end),
                    right=(other.start, other.end),
                    left_said=_stage(one),
                    right_said=_stage(other),
                    reason=ClashReason.PHASE,
                    sure=True,
                    forward=one.done,
                )


def _stage(phase: Phase) -> Said:
    return Said(stage=Stage.DONE if phase.done else Stage.AHEAD)


def certainty(left: Claims, right: Claims, alike: Alike | None = None) -> Iterator[Clash]:
    """One sentence calls open what the other calls settled, or states as it is."""
    one, other = left.certainty, right.certainty
    names, words = shared_theme(left.sentence, right.sentence)
    if len(names) + len(words) < THEME or not (one or other) or sentences_differ(left.sentence, right.sentence):
        return
    if one and other:
        spans: tuple[Span | None, Span | None] = one[1], other[1]
        stages = one[0], other[0]
    elif (one or other or (Stage.SETTLED,))[0] == Stage.OPEN:
        spans = one[1] if one else left.plain_assertion, other[1] if other else right.plain_assertion
        stages = (Stage.OPEN, Stage.SETTLED) if one else (Stage.SETTLED, Stage.OPEN)
    else:
        return
    if stages[0] != stages[1] and spans[0] and spans[1]:
        yield Clash(
            kind=Kind.CERTAINTY,
            left=spans[0],
            right=spans[1],
            left_said=Said(stage=stages[0]),
            right_said=Said(stage=stages[1]),
            reason=ClashReason.CERTAINTY,
            sure=bool(one and other),
        )


def saying(left: Claims, right: Claims, alike: Alike | None = None) -> Iterator[Clash]:
    """One says it, the other only hints at it."""
    found = [
        [(kind, w) for w in c.sentence.words for kind, lemmas in opposites().saying.items() if w.lemma in lemmas]
        for c in (left, right)
    ]
    hints = [any(kind == "hint" for kind, _ in held) for held in found]
    for kind, w in found[0]:
        for other_kind, v in found[1]:
            if {kind, other_kind} == {"plain", "hint"} and hints[0] != hints[1] and _perhaps_one_speaker(left, right):
                yield _of_words(
                    Kind.CERTAINTY,
                    ClashReason.SAYING,
                    (w.start, left.prefix_end(w)),
                    (v.start, right.prefix_end(v)),
                    w.lemma,
                    v.lemma,
                )


def _of_words(kind: Kind, reason: ClashReason, left: Span, right: Span, one: str, other: str, rank: int = 0) -> Clash:
    """A Clash of words of the text."""
    return Clash(
        kind=kind, left=left, right=right, left_said=Said(words=one), right_said=Said(words=other), reason=reason, rank=rank
    )


def _perhaps_one_speaker(left: Claims, right: Claims) -> bool:
    """Whether one person may say both: where both sentences name who speaks, it is the same."""
    said = [speech.alone(c.sentence).speaker for c in (left, right)]
    return not all(said) or said[0] == said[1]


def opposite_words(left: Claims, right: Claims, alike: Alike | None = None) -> Iterator[Clash]:
    """Opposite words, or one word denied once, of the same matter."""
    a, b = left.sentence, right.sentence
    if left.is_litotes or right.is_litotes or sentences_differ(a, b):
        return
    names, words = shared_theme(a, b)
    torn = left.torn | right.torn
    for one, other in oppositions(left, right):
        if one.group not in torn and (names or words - {one.lemma, other.lemma}):
            texts = a.part(*one.span), b.part(*other.span)
            yield _of_words(
                Kind.NEGATION, ClashReason.OPPOSITES, one.span, other.span, *texts, rank=-int(one.verb) - int(other.verb)
            )
    for one, other in denied_nouns(left, right):
        if names or len(words) > 1:
            yield _of_words(Kind.NEGATION, ClashReason.DENIED, one, other, a.part(*one), b.part(*other))
    for one, other in denials(left, right):
        lemmas = {w.lemma for w in (*a.words_in(*one), *b.words_in(*other))}
        if names or words - lemmas:
            yield _of_words(Kind.NEGATION, ClashReason.DENIED, one, other, a.part(*one), b.part(*other))


class Act(NamedTuple):
    """Who does what to whom, and where a sentence says so."""

    verb: str
    who: str
    whom: str
    span: Span


def roles(left: Claims, right: Claims, alike: Alike | None = None) -> Iterator[Clash]:
    """Who did it to whom is told the other way round."""
    a, b = left.sentence, right.sentence
    theirs = _acts(b)
    for one in _acts(a):
        for other in theirs:
            same = one.verb == other.verb or any({one.verb, other.verb} <= group for group in SAME_ACT)
            if same and one.who == other.whom and one.whom == other.who:
                yield _of_words(Kind.ROLE, ClashReason.ROLES, one.span, other.span, a.part(*one.span), b.part(*other.span))


def _acts(sentence: SentenceAnalysis) -> list[Act]:
    """Acts of clauses with a name on each side of the finite verb; in a passive "von" tells who."""
    found = []
    for w in sentence.words:
        if w.lemma not in ACTING or not w.tag.startswith("VV"):
            continue
        clause = sentence.words_in(*sentence.clause(w.start, w.end))
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
                found.append(Act(w.lemma, fold(who.lemma)[:NAME_START], fold(whom.lemma)[:NAME_START], span))
    return found


def speakers(left: Claims, right: Claims, alike: Alike | None = None) -> Iterator[Clash]:
    """The same quoted words in two mouths: both speakers are named, and neither in the other sentence."""
    a, b = left.sentence, right.sentence
    if not _same_quote(a, b):  # asked first: who speaks takes longer to tell, and few pairs share a quote
        return
    one, other = _speaker(a), _speaker(b)
    if not one or not other or one.key == other.key:
        return
    if any(fold(w.lemma) == one.key for w in b.words) or any(fold(w.lemma) == other.key for w in a.words):
        return
    yield _of_words(Kind.ATTRIBUTION, ClashReason.SPEAKERS, one.span, other.span, one.name, other.name)


class NamedSpeaker(NamedTuple):
    """Who says a sentence, and where it names him."""

    key: str
    name: str
    span: Span


def _speaker(sentence: SentenceAnalysis) -> NamedSpeaker | None:
    """Who says a sentence, if somebody is named."""
    said = speech.alone(sentence)
    if not said.speaker or said.speaker.startswith(TITLE):
        return None
    at = sentence.flat.find(said.name)
    start = sentence.start + at
    return NamedSpeaker(said.speaker, said.name, (start, start + len(said.name))) if at >= 0 else None


def _same_quote(left: SentenceAnalysis, right: SentenceAnalysis) -> bool:
    """Whether the quoted words of one sentence are said in the other, at least two words that mean something."""
    quotes = [{w.lemma for w in s.words if w.is_content and s.is_quoted(w.start)} for s in (left, right)]
    told = [{w.lemma for w in s.words if w.is_content} for s in (left, right)]
    return len(quotes[0] & told[1]) > 1 or len(quotes[1] & told[0]) > 1


def places(left: Claims, right: Claims, alike: Alike | None = None) -> Iterator[Clash]:
    """The same happening in two places: only where names or much else is shared and neither place is named on the other side."""
    a, b = left.sentence, right.sentence
    if sentences_differ(a, b) in BEYOND_NAMES:
        return
    names, words = shared_theme(a, b)
    same = sum(not clash(x, y) for x in a.quantities for y in b.quantities if x.dimension == y.dimension and _comparable(x, y))
    if len(names) + len(words) + same < THEME:
        return
    for m, k in _other_places(a, b):
        yield _of_words(Kind.PLACE, ClashReason.PLACES, a.span(m), b.span(k), _place(m), _place(k))


def _other_places(left: SentenceAnalysis, right: SentenceAnalysis) -> Iterator[tuple[re.Match[str], re.Match[str]]]:
    """Pairs of matches of ``WHERE``, neither place named on the other side."""
    found = [[m for m in s.finds(WHERE) if _is_place(s, m)] for s in (left, right)]
    if len(found[0]) == len(found[1]) == 1:
        m, k = found[0][0], found[1][0]
        if fold(_place(m))[:5] not in fold(right.flat) and fold(_place(k))[:5] not in fold(left.flat):
            yield m, k


def _place(match: re.Match[str]) -> str:
    return match["place"] or match["site"]


def _is_place(sentence: SentenceAnalysis, match: re.Match[str]) -> bool:
    start, end = sentence.span(match, "place" if match["place"] else "site")
    held = [n for n, w in enumerate(sentence.words) if start <= w.start < end]
    named = held and all(is_name(sentence.words[n], sentence.words[n - 1] if n else None) for n in held)
    return (
        bool(named)
        and not REGION.search(sentence.part(start, end))
        and not sentence.is_reporting(*sentence.span(match))
        and held[0] not in sentence.reporting
    )


EVERY: tuple[Rule, ...] = (speakers, nobody, values, phases, certainty, opposite_words, roles, places)
