"""Who reports what: a statement and a dot for each article, by where it stands; opens to the passages."""

from collections.abc import Sequence
from typing import NamedTuple

from components.engine.articles.article import Sentence
from components.engine.codes import Stance
from components.engine.findings.difference import Difference
from components.engine.findings.ledger import LIKELY, Cell, Row
from components.engine.german.quotation_marks import AROUND
from components.engine.german.white_space import squeezed
from components.views.shared import article_labels
from components.views.shared.labels import note, note_at
from components.views.shared.screen_text import say
from components.views.shared.statement_text import named
from components.views.shared.view import View

MOST_QUOTES = 2  # of a cell that is opened


class Spot(NamedTuple):
    """A cell of the matrix: its place, whether it is sure, "part", "x" (says otherwise), "u" (unsure) or "none", in signs and words."""

    kind: str
    place: str
    sign: str
    words: str
    quotes: Sequence[tuple[str, str]]


class MatrixRow(NamedTuple):
    """A statement of the matrix."""

    text: str
    spread: str
    spots: Sequence[Spot]


def odd_sentences(row: Row, found: Sequence[Difference]) -> frozenset[str]:
    """Sentences of a statement that say otherwise than others of it."""
    inside = {s for _, c in row.cells for s in c.sentences}
    odd: set[str] = set()
    for d in (d for d in found if d.disagreement is not None):
        held = {e.sentence: e.stance for e in d.evidence if e.sentence in inside}
        if len(set(held.values())) > 1:
            odd |= {s for s, stance in held.items() if stance == Stance.OTHERWISE}
    return frozenset(odd)


def matrix_row(view: View, row: Row, odd: frozenset[str]) -> MatrixRow:
    """A statement with its dots; ``odd``: sentences that say otherwise than others of it."""
    sure, every = len(row.surely), len(view.comparison.articles)
    otherwise = {view.comparison.by_id[s].article for s in odd}
    part = len(set(row.likely) - set(row.surely) - otherwise)
    spread = say("matrix_spread" if part else "matrix_spread_sure", sure=sure, articles=every, part=part)
    who = one_source(view, row)
    spread = f"{spread} · {say('source_one', who=who)}" if who else spread
    return MatrixRow(named(view, row).strip(AROUND), spread, [_spot(view, row, a, odd) for a in article_labels.columns(view)])


def one_source(view: View, row: Row) -> str:
    """Who alone stands behind a statement that two articles or more surely report as somebody's words, "" where any passage of it is the
    outlet's own or somebody else's."""
    if len(row.surely) < MOST_QUOTES:
        return ""
    said = [view.comparison.speech_of.get(s) for _, cell in row.cells for s in cell.sentences]
    speakers = {s.speaker if s is not None and s.manner else "" for s in said}
    return next(s.name for s in said if s is not None) if len(said) > 1 and len(speakers) == 1 and "" not in speakers else ""


def _spot(view: View, row: Row, article: str, odd: frozenset[str]) -> Spot:
    cell = row.articles.get(article)
    if cell is None:
        unsure = article in row.maybe
        return Spot("u" if unsure else "none", "", "?" if unsure else "", say("matrix_unsure") if unsure else "", ())
    place = say(f"spot_{cell.place}")
    quotes = _quotes(view, cell, row)
    if odd & set(cell.sentences):
        return Spot("x", "", "≠", f"{say('matrix_otherwise')}, {place}", quotes)
    if cell.similarity < LIKELY:
        return Spot("u", "", "?", say("matrix_unsure"), quotes)
    if not cell.sure:
        words = say("matrix_presupposed") if cell.presupposed else place
        return Spot("part", str(cell.place), "", words, quotes)
    return Spot("sure", str(cell.place), "", place, quotes)


def _quotes(view: View, cell: Cell, row: Row) -> list[tuple[str, str]]:
    place_of = view.comparison.place_of
    links = {x.other(row.clearest): x for x in view.comparison.counterparts.get(row.clearest, ())}

    def told(sentence: Sentence) -> tuple[str, str]:
        link = links.get(sentence.id)
        part = link.part(sentence.id) if link is not None else None
        whose = note_at(view.comparison, sentence, part[0]) if part else note(view.comparison, sentence)
        parts = (say(f"place_{place_of[sentence.id]}"), whose)
        return squeezed(sentence.text), " · ".join(part for part in parts if part)

    return [told(view.comparison.by_id[name]) for name in cell.sentences[:MOST_QUOTES]]
