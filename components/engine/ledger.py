"""Who says what, and where: each statement with a cell for every article, so that what an article leaves out is an answer, too."""

from dataclasses import dataclass

PLACES = ("headline", "lead", "first", "middle", "last")
HEAD = frozenset(["headline", "kicker"])


@dataclass(frozen=True)
class Cell:
    """What one article has of a statement: its sentences, the most prominent place of PLACES, how it is told (a rung of speech)."""

    sentences: tuple[str, ...]
    place: str
    rung: str


@dataclass(frozen=True)
class Row:
    """A statement and its cells; ``clearest`` is the sentence that names it; ``otherwise``: articles that contradict it inside.

    ``prominence``: mean place over the articles that have it, 1 (headline) to 0 (last third).
    """

    statement: str
    clearest: str
    cells: tuple[tuple[str, Cell], ...]
    otherwise: frozenset[str]
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
    return tuple(_row(comparison, statement, places, clashing) for statement in comparison.statements)


def _row(comparison, statement, places, clashing):
    held = {}
    for name in statement.sentences:
        held.setdefault(comparison.by_id[name].article, []).append(name)
    cells = tuple((article, _cell(comparison, names, places)) for article, names in held.items())
    inside = set(statement.sentences)
    pairs = {c for name in statement.sentences for c in clashing.get(name, ())}
    both = [c for c in pairs if {c.left.sentence, c.right.sentence} <= inside]
    otherwise = frozenset(comparison.by_id[side.sentence].article for c in both for side in (c.left, c.right))
    prominence = sum(1 - PLACES.index(cell.place) / (len(PLACES) - 1) for _, cell in cells) / len(cells)
    return Row(statement.id, comparison.clearest(statement), cells, otherwise, statement.voices, round(prominence, 3))


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
