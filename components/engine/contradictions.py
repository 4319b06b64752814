"""Passages that cannot both be true of the same thing, with both spans and a reason.

First version: durations, amounts, shares, dates and clock times. Values are set against each other only where the sentences
speak of the same thing: alike in what they say besides the number, and not about other people ("the call with A" is not "the
call with B"). Where that cannot be told, nothing is said: a wrong red mark costs more than ten missed ones.
"""

from dataclasses import dataclass

from components.engine import quantities
from components.engine.alignment import Link
from components.engine.language import fold, words
from components.engine.sentences import Sentence, plain

KINDS = {
    "duration": "duration", "count": "quantity", "money": "measure", "percent": "measure", "measure": "measure", "age": "measure",
    "day": "date", "month": "date", "year": "date", "weekday": "date", "clock": "date",
}  # fmt: skip
STEM = 6  # letters in which two words of one family agree ("telefonierte", "Telefonat")
CLOSE = 0.12  # similarity from which sentences are close enough to be looked at for durations
POINTING = frozenset("er sie es ihn ihm dies dieser diese dieses beide beiden davon damit dabei dazu das der die".split())


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
    """What a sentence is about besides its numbers: people named (here or, where it only points, just before), word stems."""

    people: frozenset[str]
    here: frozenset[str]
    stems: frozenset[str]


def find_contradictions(text, candidates, event, threshold):
    """Contradictions among candidate links of text sentences (``text``: Sentences in reading order), in that order."""
    place = {s.id: n for n, s in enumerate(text)}
    held = {s.id: quantities.find(s.text) for s in text}
    contexts = {}

    def context(sentence):
        if sentence.id not in contexts:
            n = place[sentence.id]
            before = text[n - 1] if n and text[n - 1].article == sentence.article else None
            contexts[sentence.id] = _context(sentence, before)
        return contexts[sentence.id]

    found = []
    for link in candidates:
        left, right = text[place[link.left]], text[place[link.right]]
        if not (held[left.id] and held[right.id]):
            continue
        for one, other in _comparable(held[left.id], held[right.id], link, threshold):
            if _same_thing(context(left), context(right), one, link, threshold):
                found.append(_contradiction(left, right, one, other, link, threshold))
    return tuple(sorted(found, key=lambda c: (place[c.left.sentence], c.left.start, place[c.right.sentence], c.right.start)))


def _context(sentence, before):
    found = words(sentence.text)
    people = _people(found)
    points = not people or any(w.lemma in POINTING and w.tag in {"PPER", "PDS", "PIS", "PIAT", "PROAV"} for w in found) or _definite(found, before)
    stems = frozenset(w.lemma[:STEM] for w in found if w.is_content and not any(c.isdigit() for c in w.text))
    inherited = _people(words(before.text)) if points and before else frozenset()
    if points and before:
        stems |= frozenset(w.lemma[:STEM] for w in words(before.text) if w.is_content and w.tag.startswith(("NN", "VV")))
    return _Context(people | inherited, people, stems)


def _people(found):
    """Fold keys of names; of several names in a row only the last (a surname), so that first names never decide."""
    return frozenset(
        fold(w.lemma)
        for w, after in zip(found, (*found[1:], None))
        if w.tag == "NE" and not (after is not None and after.tag == "NE" and after.start == w.end + 1)
    )


def _definite(found, before):
    """Whether the sentence takes up something said just before: an article with a noun, as in "Das Gespräch dauerte"."""
    return before is not None and any(
        w.tag == "ART" and w.lemma in {"der", "die", "das"} and after.tag == "NN" for w, after in zip(found, found[1:])
    ) and len(_people(found)) < 2


def _comparable(left, right, link, threshold):
    """Pairs of values of one dimension that clash, where neither has its equal on the other side."""
    for one in left:
        for other in right:
            if one.dimension != other.dimension or one.unit != other.unit and one.dimension != "duration":
                continue
            if one.of != other.of and one.dimension in {"duration", "percent", "year"}:
                continue
            if one.dimension == "count" and not _same_noun(one.of, other.of):
                continue
            if not quantities.clash(one, other) or _dated_apart(one, other):
                continue
            if any(not quantities.clash(one, o) for o in right if o.dimension == one.dimension):
                continue
            if any(not quantities.clash(o, other) for o in left if o.dimension == one.dimension):
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


def _same_thing(left, right, quantity, link, threshold):
    """Whether two sentences speak of the same thing besides the value."""
    shared = left.people & right.people
    if left.people and right.people and not shared:
        return False
    only_left, only_right = left.here - right.people, right.here - left.people
    if only_left and only_right:
        return False
    stems = left.stems & right.stems
    if quantity.dimension == "duration":
        return link.similarity >= threshold or link.similarity >= CLOSE and len(stems) >= 1
    return link.similarity >= threshold and len(stems) >= 2


def _contradiction(left, right, one, other, link, threshold):
    sides = [
        Side(s.id, s.start + q.start, s.start + q.end, q.value) for s, q in ((left, one), (right, other))
    ]
    vague = one.dimension in {"weekday", "count", "money", "percent", "measure", "year", "month", "clock", "day", "age"}
    grade = "possible" if vague or one.hedge and other.hedge else "clear"
    return Contradiction(KINDS[one.dimension], grade, f"{one.value} ≠ {other.value}", *sides, "values")


def texts_of(contradiction, by_id):
    """The two passages as written."""
    found = []
    for side in (contradiction.left, contradiction.right):
        sentence = by_id[side.sentence]
        found.append(plain(sentence.text[side.start - sentence.start : side.end - sentence.start]))
    return tuple(found)


def judge(left, right):
    """Verdict on two sentences known to report one event: label, kind, spans and a German explanation.

    >>> judge("Das Gespräch dauerte 90 Minuten.", "Das Gespräch dauerte eine Stunde.")["label"]
    'contradiction'
    """
    one, other = quantities.find(left), quantities.find(right)
    link = Link("left", "right", 1.0)
    for a, b in _comparable(one, other, link, 0.0):
        sides = [Sentence(name, name, 0, len(text), "body", text) for name, text in (("left", left), ("right", right))]
        if _same_thing(_context(sides[0], None), _context(sides[1], None), a, link, 0.0):
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
