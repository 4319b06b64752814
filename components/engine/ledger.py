"""Who says what, and where: each statement with a cell for every article, so that what an article leaves out is an answer, too."""

import re
from dataclasses import dataclass

PLACES = ("headline", "lead", "first", "middle", "last")
BOUNDARY = re.compile(r"[,;:]\s+|\s+[–—-]\s+")
HEAD = frozenset(["headline", "kicker"])


@dataclass(frozen=True)
class Cell:
    """What one article has of a statement: its sentences, the most prominent place of PLACES, how it is told (a rung of speech)."""

    sentences: tuple[str, ...]
    place: str
    rung: str


@dataclass(frozen=True)
class Row:
    """A statement and its cells; ``clearest`` is the sentence that names it, ``span`` the part of it that is meant, offsets in
    the article; ``otherwise``: articles that contradict it inside; ``maybe``: articles without a cell that perhaps say it after all.

    ``prominence``: mean place over the articles that have it, 1 (headline) to 0 (last third).
    """

    statement: str
    clearest: str
    span: tuple[int, int]
    cells: tuple[tuple[str, Cell], ...]
    otherwise: frozenset[str]
    maybe: frozenset[str]
    voices: int
    prominence: float

    @property
    def articles(self):
        """{article id: Cell} of those that say it."""
        return dict(self.cells)


def rows(comparison):
    """Rows of a Comparison, in the order of its statements."""
    places = _places(comparison)
    clashing = {}
    for c in comparison.contradictions:
        for side in (c.left, c.right):
            clashing.setdefault(side.sentence, set()).add(c)
    names = _names(comparison)
    near = {}
    for link in comparison.maybe:
        near.setdefault(link.left, set()).add(comparison.by_id[link.right].article)
        near.setdefault(link.right, set()).add(comparison.by_id[link.left].article)
    return tuple(_row(comparison, statement, names[statement.id], places, clashing, near) for statement in comparison.statements)


def _names(comparison):
    """{statement id: (sentence id, span)}: the clearest sentence and the part that its links mean; no two rows of one name.

    The largest statements choose first; a smaller one takes the next clearest sentence that is still free.
    """
    found, taken = {}, set()
    for statement in sorted(comparison.statements, key=lambda s: -len(s.sentences)):
        free = [s for s in statement.sentences if (s, _part(comparison, statement, s)) not in taken]
        name = comparison.clearest(statement, free or None)
        found[statement.id] = name, _part(comparison, statement, name)
        taken.add(found[statement.id])
    return found


def _part(comparison, statement, name):
    """The part of a sentence that most of its links inside a statement mean; the whole where one means the whole."""
    sentence = comparison.by_id[name]
    whole = sentence.start, sentence.end
    parts = []
    for link in comparison.counterparts.get(name, ()):
        other = link.right if link.left == name else link.left
        if other in statement.sentences:
            parts.append(_clause(sentence, *link.parts[0 if link.left == name else 1]) if link.parts else whole)
    return max(sorted(set(parts)), key=parts.count, default=whole)


def _clause(sentence, start, end):
    """A part widened to the clauses that it touches."""
    before = [m.end() for m in BOUNDARY.finditer(sentence.text) if sentence.start + m.end() <= start]
    behind = [m.start() for m in BOUNDARY.finditer(sentence.text) if sentence.start + m.start() >= end]
    return sentence.start + max(before, default=0), sentence.start + min(behind, default=len(sentence.text))


def _row(comparison, statement, name, places, clashing, near):
    held = {}
    for sentence in statement.sentences:
        held.setdefault(comparison.by_id[sentence].article, []).append(sentence)
    cells = tuple((article, _cell(comparison, names, places)) for article, names in held.items())
    inside = set(statement.sentences)
    pairs = {c for sentence in statement.sentences for c in clashing.get(sentence, ())}
    both = [c for c in pairs if {c.left.sentence, c.right.sentence} <= inside]
    otherwise = frozenset(comparison.by_id[side.sentence].article for c in both for side in (c.left, c.right))
    prominence = sum(1 - PLACES.index(cell.place) / (len(PLACES) - 1) for _, cell in cells) / len(cells)
    maybe = frozenset().union(*(near.get(sentence, ()) for sentence in statement.sentences)) - set(held)
    return Row(statement.id, *name, cells, otherwise, maybe, statement.voices, round(prominence, 3))


def _cell(comparison, names, places):
    best = min(names, key=lambda name: (PLACES.index(places[name]), name))
    rungs = [comparison.speech_of[name].rung for name in names if name in comparison.speech_of]
    return Cell(tuple(names), places[best], "stated" if "stated" in rungs or not rungs else rungs[0])


def _places(comparison):
    """{sentence id: place}: headline and lead by role, the rest by thirds of the article's text."""
    found, rest = {}, {}
    for s in comparison.text_sentences:
        if s.role in HEAD:
            found[s.id] = "headline"
        elif s.role == "lead":
            found[s.id] = "lead"
        else:
            rest.setdefault(s.article, []).append(s.id)
    for names in rest.values():
        found |= {name: PLACES[2 + 3 * n // len(names)] for n, name in enumerate(names)}
    return found
