"""Passages that cannot both be true of the same thing, with both spans and a reason.

First version: durations, amounts, shares, dates and clock times. Values are set against each other only where the sentences
speak of the same thing: alike in what they say besides the number, and not about other people ("the call with A" is not "the
call with B"). Where that cannot be told, nothing is said: a wrong red mark costs more than ten missed ones.
"""

import itertools
import re
from dataclasses import dataclass

from components.engine import quantities
from components.engine.language import fold, parts, words
from components.engine.sentences import Sentence, plain
from components.engine.wording import rarity

KINDS = {
    "duration": "duration", "count": "quantity", "money": "measure", "percent": "measure", "measure": "measure", "age": "measure",
    "day": "date", "month": "date", "year": "date", "weekday": "date", "clock": "date",
}  # fmt: skip
STEM = 6  # letters in which two words of one family agree ("telefonierte", "Telefonat")
RARE = 0.7  # rarity from which a bare noun after a preposition is taken for a name
CLAUSE_END = re.compile(r"[,;:–—()\"„“”»«]")
POINTING = frozenset(
    [
        "er",
        "sie",
        "es",
        "ihn",
        "ihm",
        "dies",
        "dieser",
        "diese",
        "dieses",
        "beide",
        "beiden",
        "davon",
        "damit",
        "dabei",
        "dazu",
        "das",
        "der",
        "die",
    ]
)


@dataclass(frozen=True)
class Side:
    """One passage of a contradiction; ``start`` and ``end`` are offsets into the article."""

    sentence: str
    start: int
    end: int
    value: str


@dataclass(frozen=True)
class Contradiction:
    """Two passages that cannot both be true; ``explanation`` is German, ``reason`` a key that the page words."""

    kind: str
    grade: str
    explanation: str
    left: Side
    right: Side
    reason: str = ""


@dataclass(frozen=True)
class _Context:
    """What a sentence is about besides its numbers: people named (here, or just before where it only points), what happens."""

    people: frozenset[str]
    here: frozenset[str]
    stems: frozenset[str]


def find_contradictions(text, candidates, threshold):
    """Contradictions of text sentences (in reading order), in that order.

    Lengths of an occasion are compared wherever two articles give one; other values only inside links (``candidates`` whose
    similarity reaches ``threshold``).
    """
    place = {s.id: n for n, s in enumerate(text)}
    held = {s.id: quantities.find(s.text) for s in text}
    contexts = {}

    def context(sentence):
        if sentence.id not in contexts:
            n = place[sentence.id]
            before = text[n - 1] if n and text[n - 1].article == sentence.article else None
            contexts[sentence.id] = _context(sentence, before)
        return contexts[sentence.id]

    timed = [s for s in text if any(q.dimension == "duration" and not q.of for q in held[s.id])]
    pairs = {(a.id, b.id) for a, b in itertools.combinations(timed, 2) if a.article != b.article}
    linked = {(c.left, c.right) for c in candidates if c.similarity >= threshold}
    found = []
    for left, right in sorted(pairs | linked, key=lambda pair: (place[pair[0]], place[pair[1]])):
        left, right = text[place[left]], text[place[right]]
        for one, other in _comparable(held[left.id], held[right.id]):
            if (one.dimension == "duration" or (left.id, right.id) in linked) and _same_thing(
                context(left), context(right), left, right, one, other
            ):
                found.append(_contradiction(left, right, one, other))
    return tuple(found)


def _context(sentence, before):
    found = words(sentence.text)
    people = _people(found)
    points = not people or _points(found) or _takes_up(found, before)
    inherited, stems = frozenset(), _occasions(found)
    if points and before:
        inherited, stems = _people(words(before.text)), stems | _occasions(words(before.text))
    return _Context(people | inherited, people, stems)


def _points(found):
    return any(w.lemma in POINTING and w.tag in {"PPER", "PDS", "PIS", "PIAT", "PROAV"} for w in found)


def _occasions(found):
    """Stems of the nouns and verbs that say what happened: no names, no titles before names, no numbers, no units of time."""
    return frozenset(
        w.lemma[:STEM]
        for w, after in zip(found, (*found[1:], None))
        if w.is_content
        and w.tag.startswith(("NN", "VV"))
        and not any(c.isdigit() for c in w.text)
        and not quantities.is_unit(w.lemma)
        and not (after is not None and after.tag == "NE")
    )


def _people(found):
    """Fold keys of names; of several names in a row only the last (a surname), so that first names never decide."""
    return frozenset(
        fold(w.lemma)
        for before, w, after in zip((None, *found[:-1]), found, (*found[1:], None))
        if _is_name(w, before) and not (after is not None and after.tag == "NE" and after.start == w.end + 1)
    )


def _is_name(word, before):
    """A name, or what the tagger took for a noun though it stands bare after a preposition ("mit Macron")."""
    bare = word.tag == "NN" and before is not None and before.tag == "APPR" and before.lemma in {"mit", "von", "bei", "gegen"}
    return word.tag == "NE" or (bare and rarity(word.text) > RARE and len(parts(word.text)) == 1)


def _takes_up(found, before):
    """Whether the sentence takes up something said just before: an article with a noun, as in "Das Gespräch dauerte"."""
    return (
        before is not None
        and len(_people(found)) < 2
        and any(
            w.tag == "ART" and w.lemma in {"der", "die", "das"} and after.tag == "NN" for w, after in itertools.pairwise(found)
        )
    )


def _comparable(left, right):
    """Pairs of values of one dimension that clash, where neither has its equal on the other side."""
    for one in left:
        for other in right:
            if one.dimension != other.dimension or (one.unit != other.unit and one.dimension != "duration"):
                continue
            if one.of != other.of and one.dimension in {"duration", "percent", "year"}:
                continue
            if one.dimension == "count" and not _same_noun(one.of, other.of):
                continue
            if not quantities.clash(one, other) or _dated_apart(one, other):
                continue
            if any(o.dimension == one.dimension and not quantities.clash(one, o) for o in right):
                continue
            if any(o.dimension == one.dimension and not quantities.clash(o, other) for o in left):
                continue
            yield one, other


def _dated_apart(one, other):
    """Dates with and without a year are compared by day and month only."""
    return one.dimension == "day" and one.of != other.of and one.low % 10_000 == other.low % 10_000


def _same_noun(one, other):
    if not one or not other:
        return False
    one, other = one.casefold(), other.casefold()
    return one[: max(4, min(len(one), len(other)) - 2)] == other[: max(4, min(len(one), len(other)) - 2)]


def _same_thing(left, right, one, other, quantity, match):
    """Whether two sentences (contexts ``left``, ``right``) speak of the same thing besides the values."""
    if left.people and right.people and not left.people & right.people:
        return False
    only_left, only_right = left.here - right.people, right.here - left.people
    if quantity.dimension == "duration" and not quantity.of:
        return not (only_left and only_right) and len(left.stems & right.stems) >= 1
    if only_left or only_right:  # "in Bangladesch 2,2 Millionen" is no less than "in beiden Ländern drei Millionen"
        return False
    return len(_clause_stems(one, quantity) & _clause_stems(other, match)) >= 2


def _clause_stems(sentence, quantity):
    """Stems of what happens in the clause around a value."""
    flat = plain(sentence.text)
    starts = [m.end() for m in CLAUSE_END.finditer(flat) if m.end() <= quantity.start]
    ends = [m.start() for m in CLAUSE_END.finditer(flat) if m.start() >= quantity.end]
    start, end = max(starts, default=0), min(ends, default=len(flat))
    return _occasions(tuple(w for w in words(sentence.text) if start <= w.start < end))


def _contradiction(left, right, one, other):
    sides = (Side(s.id, s.start + q.start, s.start + q.end, q.value) for s, q in ((left, one), (right, other)))
    grade = "clear" if one.dimension == "duration" and not (one.of or (one.hedge and other.hedge)) else "possible"
    return Contradiction(KINDS[one.dimension], grade, f"{one.value} ≠ {other.value}", *sides, "values")


def judge(left, right):
    """Verdict on two sentences known to report one event: label, kind, spans and a German explanation.

    >>> judge("Das Gespräch dauerte 90 Minuten.", "Das Gespräch dauerte eine Stunde.")["label"]
    'contradiction'
    """
    one, other = quantities.find(left), quantities.find(right)
    sides = [Sentence(name, name, 0, len(text), "body", text) for name, text in (("left", left), ("right", right))]
    for a, b in _comparable(one, other):
        if _same_thing(_context(sides[0], None), _context(sides[1], None), *sides, a, b):
            return {
                "label": "contradiction",
                "kind": KINDS[a.dimension],
                "left_span": left[a.start : a.end],
                "right_span": right[b.start : b.end],
                "explanation": f"{a.value} ≠ {b.value}",
            }
    alike = any(x.dimension == y.dimension for x in one for y in other)
    clashing = any(x.dimension == y.dimension and quantities.clash(x, y) for x in one for y in other)
    label = "different_matter" if alike and clashing else "compatible"
    return {"label": label, "kind": "", "left_span": "", "right_span": "", "explanation": ""}
