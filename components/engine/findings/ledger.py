"""Who says what, and where: each statement with a cell for every article, so that what an article leaves out is an answer, too."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from components.engine.alignment.links import Link
from components.engine.alignment.statements import Statement
from components.engine.codes import Assertion, PairVerdict, Place, Role
from components.engine.german.quotation_marks import Span

if TYPE_CHECKING:
    from components.engine.comparison import Comparison

# Similarity below which one pair in a hundred says the same: what has nothing nearer is said to be in one article only, or to be missing.
FAR = 0.08
SURE = 0.9  # similarity from which 96 of 100 hand-checked pairs said the same
ALL_BUT_SAME = 0.98  # similarity from which a pair needs no verdict
ROUGH = 0.7  # similarity that remains where a pair says one thing only roughly
UNLIKELY = 0.5  # … where another is said to say it
PART = 0.8  # length of a sentence beside a longer one that says more
LIKELY = 0.65  # similarity from which seven of ten did


@dataclass(frozen=True, kw_only=True)
class Cell:
    """What one article has of a statement: its sentences, those that say it most surely first; the most prominent place among these;
    how it is told, PRESUPPOSED where it is only mentioned as known; ``similarity``, 0 to 1, of the surest to what names the row."""

    sentences: tuple[str, ...]
    place: Place
    assertion: Assertion
    similarity: float

    @property
    def sure(self) -> bool:
        """Whether the article surely says what names the row."""
        return self.similarity >= SURE and not self.presupposed

    @property
    def presupposed(self) -> bool:
        """Whether the article only mentions it as known."""
        return self.assertion == Assertion.PRESUPPOSED


@dataclass(frozen=True, kw_only=True)
class Row:
    """A statement and its cells; ``clearest`` is the sentence that names it, ``span`` the part of it that is meant, offsets in
    the article; ``otherwise``: articles that contradict it inside; ``maybe``: articles without a cell that perhaps say it after all.

    ``prominence``: mean place over the articles that have it, 1 (headline) to 0 (last third).
    """

    statement: str
    clearest: str
    span: Span
    cells: tuple[tuple[str, Cell], ...]
    otherwise: frozenset[str]
    maybe: frozenset[str]
    voices: int
    prominence: float

    @property
    def articles(self) -> dict[str, Cell]:
        """{article id: Cell} of those that say it."""
        return dict(self.cells)

    @property
    def surely(self) -> tuple[str, ...]:
        """Ids of the articles that surely say it."""
        return tuple(article for article, cell in self.cells if cell.sure)

    @property
    def likely(self) -> tuple[str, ...]:
        """Ids of the articles that more likely than not say it."""
        return tuple(article for article, cell in self.cells if cell.similarity >= LIKELY)

    @property
    def number(self) -> int:
        """The statement's place among the statements, from 1."""
        return int(self.statement.removeprefix("s"))

    def lacks(self, article: str) -> bool:
        """Whether an article can be said not to have it: no sentence of it comes near."""
        return article not in self.articles and article not in self.maybe


def rows(comparison: Comparison) -> tuple[Row, ...]:
    """Rows of a Comparison, in the order of its statements."""
    place_of = comparison.place_of
    names = _names(comparison)
    return tuple(_row(comparison, statement, names[statement.id], place_of) for statement in comparison.statements)


def _names(comparison: Comparison) -> dict[str, tuple[str, Span]]:
    """{statement id: (sentence id, span)}: the clearest sentence and the part that its links mean; no two rows of one name.

    The largest statements choose first; a smaller one takes the next clearest sentence that is still free.
    """
    found: dict[str, tuple[str, Span]] = {}
    taken: set[tuple[str, Span]] = set()
    for statement in sorted(comparison.statements, key=lambda s: -len(s.sentences)):
        free = [s for s in statement.sentences if (s, _part(comparison, statement, s)) not in taken]
        free = [s for s in free if not comparison.mentioning(s, statement.sentences)] or free
        free = [s for s in free if s not in comparison.contradicting] or free  # what others deny is not what they share
        free = [s for s in free if not comparison.by_id[s].role.is_head] or free  # a headline leaves out too much
        free = [s for s in free if _is_clause(comparison, s, _part(comparison, statement, s))] or free
        name = comparison.clearest(statement, free or None)
        found[statement.id] = name, _part(comparison, statement, name)
        taken.add(found[statement.id])
    return found


def _part(comparison: Comparison, statement: Statement, name: str) -> Span:
    """The clause of a sentence that most of its links inside a statement mean, where it can be read alone; else the whole."""
    sentence = comparison.by_id[name]
    whole = sentence.start, sentence.end
    inside = frozenset(statement.sentences)
    clauses = comparison.occasion_of[name].alone if name in comparison.occasion_of else ()
    parts = [
        _clause(clauses, part) or whole if (part := link.part(name)) else whole
        for link in comparison.counterparts.get(name, ())
        if link.other(name) in inside
    ]
    return max(sorted(set(parts)), key=parts.count, default=whole)


def _clause(clauses: Sequence[Span], part: Span) -> Span | None:
    """The clause that most of a part lies in, None where it lies in none."""
    shared = [(min(part[1], end) - max(part[0], start), (start, end)) for start, end in clauses]
    most = max(shared, default=(0, part))
    return most[1] if most[0] * 2 >= part[1] - part[0] and most[0] > 0 else None


def _is_clause(comparison: Comparison, name: str, span: Span) -> bool:
    """Whether the part of a sentence that names a row is one clause that can be read alone."""
    return name in comparison.occasion_of and span in comparison.occasion_of[name].alone


def _row(
    comparison: Comparison,
    statement: Statement,
    name: tuple[str, Span],
    place_of: Mapping[str, Place],
) -> Row:
    held: dict[str, list[str]] = {}
    for sentence in statement.sentences:
        held.setdefault(comparison.by_id[sentence].article, []).append(sentence)
    support = _support(comparison.counterparts.get(name[0], ()), *name)
    support = {s: _as_far_as(comparison, name[0], s, similarity) for s, similarity in support.items()}
    inside = set(statement.sentences)
    cells = tuple((article, _cell(comparison, names, place_of, support, inside)) for article, names in held.items())
    clashing = [c for c in comparison.contradictions if c.pair <= inside]
    return Row(
        statement=statement.id,
        clearest=name[0],
        span=name[1],
        cells=cells,
        otherwise=frozenset(comparison.by_id[side.sentence].article for c in clashing for side in c.sides),
        maybe=comparison.near[name[0]].union(*(comparison.perhaps[sentence] for sentence in statement.sentences)) - set(held),
        voices=statement.voices,
        prominence=round(sum(1 - cell.place.rank / (len(Place) - 1) for _, cell in cells) / len(cells), 3),
    )


def _as_far_as(comparison: Comparison, clearest: str, other: str, similarity: float) -> float:
    """The similarity as far as the two sentences can be held to say one thing: less where another speaks, only a part or another stage is
    told, or where nobody can tell what the pair amounts to and it is not all but the same."""
    if _another_says(comparison, clearest, other):
        return min(similarity, UNLIKELY)
    return min(similarity, ROUGH) if _says_less(comparison, clearest, other, similarity) else similarity


def _another_says(comparison: Comparison, one: str, other: str) -> bool:
    """Whether two sentences that tell of an act of saying name different speakers: "der Rat bestätigt", "die Polizei bestätigt"."""
    a, b = comparison.speech_of.get(one), comparison.speech_of.get(other)
    if a is None or b is None or not (a.tells and b.tells):
        return False
    one_who, other_who = a.speaker or a.teller, b.speaker or b.teller
    return bool(one_who and other_who) and one_who != other_who


def _says_less(comparison: Comparison, clearest: str, other: str, similarity: float) -> bool:
    """Whether a sentence reports another stage of what names the row, or only a part of it: "er versprach anzurufen", "er rief an"."""
    link = next((x for x in comparison.counterparts.get(clearest, ()) if x.other(clearest) == other), None)
    if link is None:
        return False
    verdict = comparison.verdict(link)
    short = len(comparison.by_id[other].text) < PART * len(comparison.by_id[clearest].text)
    unknown = verdict == PairVerdict.UNKNOWN and similarity < ALL_BUT_SAME
    return unknown or verdict in {PairVerdict.STAGE, PairVerdict.DIFFERS} or (verdict == PairVerdict.MORE and short)


def _support(links: Iterable[Link], clearest: str, span: Span) -> dict[str, float]:
    """{sentence id: similarity of its link to the part of the clearest sentence that names the row}; 0 where another part is meant."""
    found = {clearest: 1.0}
    for link in links:
        part = link.part(clearest)
        shared = 0 if part is None else min(part[1], span[1]) - max(part[0], span[0])
        meant = part is None or 2 * shared >= span[1] - span[0]
        found[link.other(clearest)] = link.similarity if meant else 0.0
    return found


def _cell(
    comparison: Comparison,
    names: Sequence[str],
    place_of: Mapping[str, Place],
    support: Mapping[str, float],
    inside: Collection[str],
) -> Cell:
    mentioning = {name for name in names if support.get(name, 0) < 1 and comparison.mentioning(name, inside)}
    ranked = sorted(names, key=lambda name: (name in mentioning, -support.get(name, 0), name))
    best = support.get(ranked[0], 0)
    sure = [name for name in ranked if support.get(name, 0) >= min(SURE, best)]
    told = [comparison.speech_of[name].assertion for name in sure if name in comparison.speech_of and name not in mentioning]
    assertion = Assertion.STATED if Assertion.STATED in told or not told else told[0]
    return Cell(
        sentences=tuple(ranked),
        place=min((place_of[name] for name in {*sure, *mentioning}), key=lambda p: p.rank),
        assertion=Assertion.PRESUPPOSED if len(mentioning) == len(names) else assertion,
        similarity=best,
    )


def places(comparison: Comparison) -> dict[str, Place]:
    """{sentence id: its Place}: headline and lead by role, the rest by thirds of the article's text."""
    found: dict[str, Place] = {}
    rest: dict[str, list[str]] = {}
    for s in comparison.text_sentences:
        if s.role.is_head:
            found[s.id] = Place.HEADLINE
        elif s.role == Role.LEAD:
            found[s.id] = Place.LEAD
        else:
            rest.setdefault(s.article, []).append(s.id)
    thirds = (Place.FIRST, Place.MIDDLE, Place.LAST)
    for names in rest.values():
        found |= {name: thirds[3 * n // len(names)] for n, name in enumerate(names)}
    return found
