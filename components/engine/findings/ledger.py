"""Who says what, and where: each statement with a cell for every article, so that what an article leaves out is an answer, too."""

import re
from dataclasses import dataclass

PLACES = ("headline", "lead", "first", "middle", "last")
SURE = 0.9  # similarity from which 96 of 100 hand-checked pairs said the same
LIKELY = 0.65  # similarity from which seven of ten did
BOUNDARY = re.compile(r"[,;:]\s+|\s+[–—-]\s+")
HEAD = frozenset(["headline", "kicker"])


@dataclass(frozen=True)
class Cell:
    """What one article has of a statement: its sentences, those that say it most surely first; the most prominent place of PLACES
    among these; how it is told (a rung of speech); ``similarity``, 0 to 1, of the surest to what names the row."""

    sentences: tuple[str, ...]
    place: str
    rung: str
    similarity: float

    @property
    def sure(self):
        """Whether the article surely says what names the row."""
        return self.similarity >= SURE


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

    @property
    def surely(self):
        """Ids of the articles that surely say it."""
        return tuple(article for article, cell in self.cells if cell.sure)

    @property
    def likely(self):
        """Ids of the articles that more likely than not say it."""
        return tuple(article for article, cell in self.cells if cell.similarity >= LIKELY)


def rows(comparison):
    """Rows of a Comparison, in the order of its statements."""
    place_of = places(comparison)
    clashing = {}
    for c in comparison.contradictions:
        for side in (c.left, c.right):
            clashing.setdefault(side.sentence, set()).add(c)
    names = _names(comparison)
    near = {}
    for link in comparison.maybe:
        near.setdefault(link.left, set()).add(comparison.by_id[link.right].article)
        near.setdefault(link.right, set()).add(comparison.by_id[link.left].article)
    return tuple(
        _row(comparison, statement, names[statement.id], place_of, clashing, near) for statement in comparison.statements
    )


def _names(comparison):
    """{statement id: (sentence id, span)}: the clearest sentence and the part that its links mean; no two rows of one name.

    The largest statements choose first; a smaller one takes the next clearest sentence that is still free.
    """
    found, taken = {}, set()
    for statement in sorted(comparison.statements, key=lambda s: -len(s.sentences)):
        free = [s for s in statement.sentences if (s, _part(comparison, statement, s)) not in taken]
        free = [s for s in free if comparison.by_id[s].role not in HEAD] or free  # a headline leaves out too much
        name = comparison.clearest(statement, free or None)
        found[statement.id] = name, _part(comparison, statement, name)
        taken.add(found[statement.id])
    return found


def _part(comparison, statement, name):
    """The part of a sentence that most of its links inside a statement mean; the whole where one means the whole."""
    sentence = comparison.by_id[name]
    whole = sentence.start, sentence.end
    inside = frozenset(statement.sentences)
    parts = []
    for link in comparison.counterparts.get(name, ()):
        other = link.right if link.left == name else link.left
        if other in inside:
            parts.append(_clause(sentence, *link.parts[0 if link.left == name else 1]) if link.parts else whole)
    return max(sorted(set(parts)), key=parts.count, default=whole)


def _clause(sentence, start, end):
    """A part widened to the clauses that it touches."""
    before = [m.end() for m in BOUNDARY.finditer(sentence.text) if sentence.start + m.end() <= start]
    behind = [m.start() for m in BOUNDARY.finditer(sentence.text) if sentence.start + m.start() >= end]
    return sentence.start + max(before, default=0), sentence.start + min(behind, default=len(sentence.text))


def _row(comparison, statement, name, place_of, clashing, near):
    held = {}
    for sentence in statement.sentences:
        held.setdefault(comparison.by_id[sentence].article, []).append(sentence)
    support = _support(comparison, *name)
    cells = tuple((article, _cell(comparison, names, place_of, support)) for article, names in held.items())
    inside = set(statement.sentences)
    pairs = {c for sentence in statement.sentences for c in clashing.get(sentence, ())}
    both = [c for c in pairs if {c.left.sentence, c.right.sentence} <= inside]
    otherwise = frozenset(comparison.by_id[side.sentence].article for c in both for side in (c.left, c.right))
    prominence = sum(1 - PLACES.index(cell.place) / (len(PLACES) - 1) for _, cell in cells) / len(cells)
    maybe = frozenset().union(*(near.get(sentence, ()) for sentence in statement.sentences)) - set(held)
    return Row(statement.id, *name, cells, otherwise, maybe, statement.voices, round(prominence, 3))


def _support(comparison, clearest, span):
    """{sentence id: similarity of its link to the part of the clearest sentence that names the row}; 0 where another part is meant."""
    found = {clearest: 1.0}
    for link in comparison.counterparts.get(clearest, ()):
        own, other = (0, link.right) if link.left == clearest else (1, link.left)
        meant = link.parts is None or (link.parts[own][0] < span[1] and span[0] < link.parts[own][1])
        found[other] = link.similarity if meant else 0.0
    return found


def _cell(comparison, names, place_of, support):
    ranked = sorted(names, key=lambda name: (-support.get(name, 0), name))
    best = support.get(ranked[0], 0)
    sure = [name for name in ranked if support.get(name, 0) >= min(SURE, best)]
    place = min((place_of[name] for name in sure), key=PLACES.index)
    rungs = [comparison.speech_of[name].rung for name in sure if name in comparison.speech_of]
    return Cell(tuple(ranked), place, "stated" if "stated" in rungs or not rungs else rungs[0], best)


def places(comparison):
    """{sentence id: place of PLACES}: headline and lead by role, the rest by thirds of the article's text."""
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
