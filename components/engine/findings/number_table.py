"""The number table: every quantity of the articles, what it measures, and what each article gives for it.

Two quantities are one row where linked sentences give them for one thing: equal, or clashing without a reason why they should measure
different things. A sentence has one quantity in a row at most.
"""

import collections
import re
from collections.abc import Sequence
from dataclasses import dataclass

from components.engine.alignment.links import Link
from components.engine.contradictions import rules
from components.engine.contradictions.contradiction import Contradiction
from components.engine.document import SentenceAnalysis, about
from components.engine.german import quantities
from components.engine.german.names import TIME_WORDS
from components.engine.german.noun_kinds import NounKind, kind_of_noun, noun_kind
from components.engine.german.quantity_values import Quantity, clash
from components.engine.german.words import Word, common_noun

MEASURED = frozenset(["count", "money", "percent", "measure", "duration", "score"])
WHEN = frozenset(["vor", "seit", "in", "nach", "rate"])  # a duration with these tells when, or is the period of a rate
# What stands before a quantity that is only the measure of another: "35 Fälle auf 100.000 Einwohner innerhalb einer Woche".
REFERENCE = re.compile(
    r"\b(?:pro|je|auf|innerhalb|binnen|während|in|in den|der|den)(?: (?:vergangenen|letzten|nächsten|kommenden|ersten))?\s*$"
)
BOTH = re.compile(r"\bbeide[rnms]?\b", re.IGNORECASE)  # "beide Länder" are known, not counted
NEAR = 0.75  # share of the greater value that the smaller has where both are one, hedged otherwise
GOVERNED = 1000  # characters that a noun behind a preposition counts as farther away
MOST_LINKS = 5000  # links whose quantities are held against each other, the most similar first


@dataclass(frozen=True, kw_only=True)
class Figure:
    """A quantity where an article gives it: its span in the article (of a count with its noun)."""

    sentence: str
    start: int
    end: int
    quantity: Quantity


@dataclass(frozen=True, kw_only=True)
class NumberRow:
    """What one or more articles give for one thing; ``what``: the noun that says what is measured, "" where none is found."""

    what: str
    dimension: str
    figures: tuple[Figure, ...]

    def agrees(self) -> bool | None:
        """True where all figures are equal, None where some are only compatible (rounded, hedged), False where two exclude each other."""
        held = [f.quantity for f in self.figures]
        if any(clash(a, b) for a in held for b in held):
            return False
        return True if len({(q.low, q.high, q.hedge) for q in held}) == 1 else None


_Key = tuple[str, int]  # (sentence id, start)


def number_rows(
    text: Sequence[SentenceAnalysis], links: Sequence[Link], contradictions: Sequence[Contradiction] = ()
) -> tuple[NumberRow, ...]:
    """NumberRows, those of most articles first, then in the order of the text. ``links``: those that the app stands by;
    ``contradictions``: values that exclude each other are values of one thing."""
    by_id = {s.id: s for s in text}
    held: dict[_Key, Quantity] = {(s.id, q.start): q for s in text for q in s.quantities if _measures(s, q)}
    group: dict[_Key, list[_Key]] = {key: [key] for key in held}

    def join(one: _Key, other: _Key) -> None:
        a, b = group.get(one), group.get(other)
        if a is None or b is None or a is b or {k[0] for k in a} & {k[0] for k in b}:
            return
        a.extend(b)
        for key in b:
            group[key] = a

    for c in contradictions:
        if c.left.said.quantity is not None and c.right.said.quantity is not None:
            join((c.left.sentence, c.left.said.quantity.start), (c.right.sentence, c.right.said.quantity.start))
    for link in sorted(links, key=lambda c: (-c.similarity, c.left, c.right))[:MOST_LINKS]:
        for one, other in _one_thing(by_id[link.left], by_id[link.right]):
            join((link.left, one.start), (link.right, other.start))
    place = {s.id: n for n, s in enumerate(text)}
    article = {s.id: s.article for s in text}
    rows = {id(keys): sorted(keys, key=lambda k: (place[k[0]], k[1])) for keys in group.values()}
    ordered = sorted(rows.values(), key=lambda keys: (-len({article[k[0]] for k in keys}), place[keys[0][0]], keys[0][1]))
    return tuple(_row([(by_id[name], held[name, start]) for name, start in keys]) for keys in ordered)


def _one_thing(left: SentenceAnalysis, right: SentenceAnalysis) -> list[tuple[Quantity, Quantity]]:
    """Pairs of quantities of two linked sentences that measure one thing; equal ones first."""
    found = [
        (a, b)
        for a in left.quantities
        for b in right.quantities
        if rules.agree(left, a, right, b) and min(a.low, b.low) >= NEAR * max(a.low, b.low) and _about(left, a) & _about(right, b)
    ]
    found.sort(key=lambda pair: ((pair[0].low, pair[0].high) != (pair[1].low, pair[1].high), pair[0].start, pair[1].start))
    clashing = [(v.left, v.right) for v in rules.clashing_values(left, right) if not v.difference]
    return found + [(a, b) for a, b in clashing if len(_about(left, a) & _about(right, b)) > 1]


def _measures(sentence: SentenceAnalysis, quantity: Quantity) -> bool:
    """Whether a quantity says how much or how many something is, not when, nor by what another is measured."""
    if quantity.dimension not in MEASURED or (quantity.dimension == "duration" and quantity.of in WHEN):
        return False
    before = sentence.part(sentence.start, quantity.start)
    reference = quantity.dimension in {"count", "duration"} and REFERENCE.search(before)
    return not reference and not BOTH.search(sentence.part(quantity.start, quantity.end))


def _about(sentence: SentenceAnalysis, quantity: Quantity) -> frozenset[str]:
    return about(sentence.words_in(*sentence.clause(quantity.start, quantity.end)))


def _row(found: Sequence[tuple[SentenceAnalysis, Quantity]]) -> NumberRow:
    figures = tuple(Figure(sentence=s.id, start=q.start, end=rules.with_noun(s, q)[1], quantity=q) for s, q in found)
    return NumberRow(what=_measured(found), dimension=found[0][1].dimension, figures=figures)


def _measured(found: Sequence[tuple[SentenceAnalysis, Quantity]]) -> str:
    """The noun that says what is measured: what is counted, else the noun that most of the clauses share, the nearest of equals."""
    counted = [q.of for _, q in found if q.dimension == "count" and q.of]
    if counted:
        return collections.Counter(counted).most_common(1)[0][0]
    votes: collections.Counter[str] = collections.Counter()
    nearest: dict[str, tuple[int, str]] = {}
    for s, q in found:
        clause = s.words_in(*s.clause(q.start, q.end))
        for n, w in enumerate(clause):
            if not _says_what(w, s, q):
                continue
            votes[w.lemma] += 1
            distance = q.start - w.end if w.end <= q.start else 2 * (w.start - q.end)
            distance += GOVERNED * _is_governed(clause, n)
            nearest[w.lemma] = min(nearest.get(w.lemma, (distance, common_noun(w))), (distance, common_noun(w)))
    best = min(votes, key=lambda lemma: (-votes[lemma], nearest[lemma][0], lemma), default="")
    return nearest[best][1] if best else ""


def _is_governed(clause: Sequence[Word], n: int) -> bool:
    """Whether a preposition stands before a noun: "über den Fluss" goes with something else."""
    k = n - 1
    while k >= 0 and clause[k].tag.startswith(("ART", "ADJ", "PPOSAT", "PDAT")):
        k -= 1
    return k >= 0 and clause[k].tag.startswith("APPR")


def _says_what(word: Word, sentence: SentenceAnalysis, quantity: Quantity) -> bool:
    inside = any(q.start <= word.start < q.end for q in (quantity, *sentence.quantities))
    unit = quantities.is_unit(word.lemma) or word.lemma in TIME_WORDS
    somebody = kind_of_noun(word.lemma) in {NounKind.PERSON, NounKind.INSTITUTION} or noun_kind(word.lemma)
    return (
        word.tag.startswith("NN") and not inside and not unit and not somebody and not sentence.is_reporting(word.start, word.end)
    )
