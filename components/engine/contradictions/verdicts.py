"""Passages that cannot both be true of the same thing, with both spans, a kind, a grade and a reason.

What clashes is found in ``clashes``; here it is decided which sentences are set against each other at all, and how sure the mark
is. Lengths of an occasion, and whether something has begun, are compared wherever two articles tell them; all else only inside
links. Where it cannot be told, nothing is said: a wrong red mark costs more than ten missed ones.
"""

import dataclasses
import functools
import itertools
import re
from dataclasses import dataclass

from components.engine import document
from components.engine.contradictions import claims, comparability, rules
from components.engine.contradictions.contradiction import Contradiction, Side
from components.engine.document import about_words
from components.engine.german import quantities, times

STEM = 6  # letters in which two words of one family agree ("telefonierte", "Telefonat")
SURE = 0.6  # similarity from which opposite words in two linked sentences are taken to be about one thing
GUESS = 0.9  # chance from which a model's guess is shown at all
COMING = re.compile(r"\b(soll|sollen|wird|werden|will|wollen|kommenden?|nächsten?)\b")
POINTING = frozenset(["er", "sie", "es", "ihn", "ihm", "dies", "dieser", "diese", "dieses", "beide", "beiden", "davon", "damit", "dabei", "dazu", "das", "der", "die"])  # fmt: skip
FINDERS = (
    rules.speaker_clashes, rules.nobody_clashes, rules.values_clash, rules.phase_clashes, rules.certainty_clashes, rules.opposite_clashes,
    rules.role_clashes, rules.place_clashes,
)  # fmt: skip


@dataclass(frozen=True)
class _Context:
    """Who a sentence is about (here, or just before where it only points), and stems of what happens in it."""

    people: frozenset[str]
    here: frozenset[str]
    stems: frozenset[str]


def find_contradictions(text, candidates, threshold, published=None):
    """Contradictions of text sentences (in reading order), in that order.

    ``candidates``: Links; those whose similarity reaches ``threshold`` count. ``published``: {article: datetime}, where known.
    """
    place = {s.id: n for n, s in enumerate(text)}
    similarity = {(c.left, c.right): c.similarity for c in candidates if c.similarity >= threshold}
    contexts = {}

    def context(sentence):
        if sentence.id not in contexts:
            n = place[sentence.id]
            before = text[n - 1] if n and text[n - 1].article == sentence.article else None
            contexts[sentence.id] = _context(document.read(sentence.text), document.read(before.text) if before else None)
        return contexts[sentence.id]

    def both(left, right):
        return context(left), context(right)

    found = []
    for left, right in _pairs(text, similarity, place):
        one, other = document.read(left.text), document.read(right.text)
        linked = similarity.get((left.id, right.id), similarity.get((right.id, left.id), 0.0))
        days = [(published or {}).get(s.article) for s in (left, right)]
        if all(days):
            one, other = (_on_the_calendar(p, day.date()) for p, day in zip((one, other), days))
        admitted = list(_admitted(one, other, linked, functools.partial(both, left, right)))
        if admitted:
            best = min(admitted, key=lambda c: (not (c.kind == "duration" and c.sure), *_order(c)))
            found.append(_contradiction(left, right, best, published or {}))
    return tuple(found)


def guessed(text, candidates, found, chances):
    """Contradictions that only a model sees: possible at most, the whole of both sentences, marked as its guess.

    ``chances``: [(left text, right text)] -> chance of a contradiction each, 0 to 1. Asked of surely linked sentences of which the
    rules say nothing.
    """
    by_id = {s.id: s for s in text}
    known = {frozenset((c.left.sentence, c.right.sentence)) for c in found}
    asked = [c for c in candidates if c.similarity >= SURE and frozenset((c.left, c.right)) not in known]
    rows = [(by_id[c.left], by_id[c.right]) for c in asked]
    said = chances([tuple(" ".join(s.text.split()) for s in row) for row in rows])
    return tuple(
        Contradiction(
            "negation",
            "possible",
            f"Vermutung eines Modells: {round(100 * float(chance))} von 100",
            *(Side(s.id, s.start, s.end, "") for s in row),
            "model",
        )
        for row, chance in zip(rows, said, strict=True)
        if chance >= GUESS
    )


def _pairs(text, similarity, place):
    """Pairs of sentences worth a look: linked ones, those that tell a length or a beginning, a headline and its own text."""
    looked = {(place[a], place[b]) for a, b in similarity}
    told = [
        n for n, s in enumerate(text) if any(q.dimension == "duration" and not q.of for q in document.read(s.text).quantities)
    ]
    phased = [n for n, s in enumerate(text) if claims.phases(document.read(s.text))]
    for group in (told, phased):
        looked |= {(a, b) for a, b in itertools.combinations(group, 2) if text[a].article != text[b].article}
    heads = [n for n, s in enumerate(text) if s.role == "headline"]
    looked |= {(h, n) for h in heads for n in phased if text[n].article == text[h].article and n != h}
    return [(text[a], text[b]) for a, b in sorted(tuple(sorted(p)) for p in looked)]


def _admitted(one, other, linked, contexts):
    """The Clashes of two sentences that may be marked."""
    yield from rules.phase_clashes(one, other)
    for clash, left, right in rules.quantity_clashes(one, other):
        if left.dimension == "duration" and not left.of:
            if _one_occasion(*contexts()):
                yield clash
        elif linked and _one_thing(*contexts(), one, other, left, right):
            yield clash
    if linked >= SURE:
        yield from rules.nobody_clashes(one, other)
        yield from (c for c in rules.certainty_clashes(one, other) if c.sure)
        yield from rules.saying_clashes(one, other)
        yield from rules.speaker_clashes(one, other)
        if not any(a.here - b.people for a, b in itertools.permutations(contexts())):  # nobody is named on one side only
            yield from rules.opposite_clashes(one, other)
        yield from rules.role_clashes(one, other)


def _order(clash):
    """An order of clashes that does not depend on which sentence is left: the plainest first, then the earliest."""
    return (
        clash.rank,
        clash.left[0] + clash.right[0],
        clash.kind,
        clash.reason,
        sorted([(clash.left_value, clash.left[0]), (clash.right_value, clash.right[0])]),
    )


def _on_the_calendar(passage, day):
    """A Passage with weekdays and "gestern" as calendar days, by the day of its article and the tense of the sentence."""
    coming = bool(COMING.search(passage.flat))
    return dataclasses.replace(passage, quantities=tuple(times.on_the_calendar(q, day, coming) for q in passage.quantities))


def _context(passage, before):
    stems = _stems(passage)
    points = not passage.names or _points(passage) or _takes_up(passage, before)
    inherited = frozenset()
    if points and before:
        inherited, stems = before.names, stems | _stems(before)
    return _Context(passage.names | inherited, passage.names, stems)


def _points(passage):
    return any(w.lemma in POINTING and w.tag in {"PPER", "PDS", "PIS", "PIAT", "PROAV"} for w in passage.words)


def _stems(passage):
    """Beginnings of the nouns and verbs that say what happened: no names, no titles before names, no numbers, no units."""
    return frozenset(
        w.lemma[:STEM]
        for w, after in zip(passage.words, (*passage.words[1:], None))
        if w.is_content
        and w.tag.startswith(("NN", "VV"))
        and not any(c.isdigit() for c in w.text)
        and not quantities.is_unit(w.lemma)
        and not (after is not None and after.tag == "NE")
    )


def _takes_up(passage, before):
    """Whether the sentence takes up something said just before: an article with a noun, as in "Das Gespräch dauerte"."""
    return (
        before is not None
        and len(passage.names) < 2
        and any(
            w.tag == "ART" and w.lemma in {"der", "die", "das"} and after.tag == "NN"
            for w, after in itertools.pairwise(passage.words)
        )
    )


def _names_apart(left, right):
    return bool(left.people and right.people and not left.people & right.people)


def _one_occasion(left, right):
    """Whether two lengths (in Contexts) are told of one occasion."""
    if _names_apart(left, right):
        return False
    return not (left.here - right.people and right.here - left.people) and len(left.stems & right.stems) >= 1


def _one_thing(left, right, one, other, value, match):
    """Whether two values in linked sentences measure one thing: nobody else is named, and the clauses share what happens."""
    if _names_apart(left, right) or left.here - right.people or right.here - left.people:
        return False  # "in Bangladesch 2,2 Millionen" is no less than "in beiden Ländern drei Millionen"
    near = [about_words(p.words_in(*p.clause(q.start, q.end))) for p, q in ((one, value), (other, match))]
    return len(near[0] & near[1]) >= 2


def _contradiction(left, right, clash, published):
    sides = (
        Side(s.id, s.start + span[0], s.start + span[1], value)
        for s, span, value in ((left, clash.left, clash.left_value), (right, clash.right, clash.right_value))
    )
    grade, later = _grade(left, right, clash, published)
    return Contradiction(clash.kind, grade, f"{clash.left_value} ≠ {clash.right_value}", *sides, clash.reason, later)


def _grade(left, right, clash, published):
    """("clear" or "possible", whether it is perhaps only a later figure)."""
    times = published.get(left.article), published.get(right.article)
    if clash.reason == "phase":
        done, pending = times if clash.forward else times[::-1]
        if left.article == right.article:
            return "clear", False
        return ("clear", False) if done and pending and done < pending else ("possible", True)
    later = bool(clash.grows and all(times) and times[0] != times[1] and (times[0] < times[1]) == clash.forward)
    return ("clear" if clash.kind == "duration" and clash.sure else "possible"), later


def judge(left, right, alike=None):
    """Verdict on two sentences known to report one event: label, kind, spans and a German explanation.

    ``alike``: how alike two nouns are in meaning, 0 to 1, if an encoder is at hand.

    >>> judge("Das Gespräch dauerte 90 Minuten.", "Das Gespräch dauerte eine Stunde.")["label"]
    'contradiction'
    """
    one, other = document.read(left), document.read(right)
    for finder in FINDERS:
        clash = min(finder(one, other, alike), key=_order, default=None)
        if clash:
            return {
                "label": "contradiction",
                "kind": clash.kind,
                "left_span": left[slice(*clash.left)],
                "right_span": right[slice(*clash.right)],
                "explanation": f"{clash.left_value} ≠ {clash.right_value}",
            }
    apart = any(reason for _, _, reason in rules.value_clashes(one, other, alike)) or comparability.passages_differ(one, other)
    return {
        "label": "different_matter" if apart else "compatible",
        "kind": "",
        "left_span": "",
        "right_span": "",
        "explanation": "",
    }
