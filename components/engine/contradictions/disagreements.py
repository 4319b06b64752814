"""Disagreements: contradictions that tell of one and the same thing, however many sentences carry it."""

from collections.abc import Iterable
from dataclasses import dataclass

from components.engine.alignment.links import Link
from components.engine.codes import ClashReason, Grade, Kind
from components.engine.contradictions.contradiction import Contradiction, Said, Side


@dataclass(frozen=True, kw_only=True)
class Disagreement:
    """Contradictions of one kind about one thing, the plainest first; clear where one of them is."""

    id: str
    kind: Kind
    grade: Grade
    contradictions: tuple[Contradiction, ...]

    @property
    def plainest(self) -> Contradiction:
        """The contradiction that stands for all."""
        return self.contradictions[0]

    @property
    def positions(self) -> tuple[tuple[Side, ...], ...]:
        """The passages, those that say the same together, what most say first; an equal value is one, however it is written."""
        held: dict[tuple[object, ...], list[Side]] = {}
        for side in self.sides:
            held.setdefault(_position(side.said), []).append(side)
        rows = sorted(held.values(), key=lambda group: (-len(group), group[0].sentence, group[0].start))
        return tuple(tuple(group) for group in rows)

    @property
    def sides(self) -> tuple[Side, ...]:
        """The passages that carry it, each once."""
        return tuple(dict.fromkeys(side for c in self.contradictions for side in c.sides))


def _position(said: Said) -> tuple[object, ...]:
    """What tells one value, stage or wording from another."""
    q = said.quantity
    return (q.low, q.high, q.hedge) if q is not None else (said.stage, said.words.casefold())


def order(contradiction: Contradiction) -> tuple[object, ...]:
    """The plainest first: clear before possible, what a later stage may explain last, values before words."""
    c = contradiction
    return (
        c.grade != Grade.CLEAR,
        c.later,
        c.reason != ClashReason.VALUES,
        c.kind,
        c.left.sentence,
        c.right.sentence,
        c.left.start,
    )


def disagreements(contradictions: Iterable[Contradiction], links: Iterable[Link]) -> tuple[Disagreement, ...]:
    """Contradictions grouped, the plainest first: two are one disagreement if they are of one kind and share a sentence, or if their
    sentences are linked on both sides."""
    linked = {link.pair for link in links}
    groups: list[list[Contradiction]] = []
    for c in sorted(contradictions, key=order):
        near = [g for g in groups if any(_same(c, other, linked) for other in g)]
        groups = [g for g in groups if g not in near] + [[*(x for g in near for x in g), c]]
    rows = sorted((sorted(g, key=order) for g in groups), key=lambda g: order(g[0]))
    return tuple(
        Disagreement(id=f"d{n}", kind=g[0].kind, grade=g[0].grade, contradictions=tuple(g)) for n, g in enumerate(rows, 1)
    )


def _same(one: Contradiction, other: Contradiction, linked: set[frozenset[str]]) -> bool:
    """Whether two contradictions tell of one disagreement."""
    if one.kind != other.kind or one.reason != other.reason:
        return False
    if one.pair & other.pair:
        return True
    pairs = [(one.left, other.left), (one.right, other.right)], [(one.left, other.right), (one.right, other.left)]
    return any(all(_near(a, b, linked) for a, b in both) for both in pairs)


def _near(one: Side, other: Side, linked: set[frozenset[str]]) -> bool:
    return frozenset((one.sentence, other.sentence)) in linked
