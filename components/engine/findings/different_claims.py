"""Differences in what is told: clear contradictions, statements that one article surely lacks or alone has, and where they stand."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from typing import TYPE_CHECKING

from components.engine.articles.article import Sentence
from components.engine.codes import DifferenceKind, Grade, Manner, Place, Role, Stance
from components.engine.contradictions.contradiction import Side
from components.engine.contradictions.disagreements import Disagreement
from components.engine.data import lexicon
from components.engine.findings import ledger
from components.engine.findings.difference import BELOW, TOP, Difference, Evidence
from components.engine.findings.printed import apart, lacks
from components.engine.german.quotation_marks import AROUND

if TYPE_CHECKING:
    from components.engine.comparison import Comparison

SHORTEST, LONGEST = 8, 32  # words of a sentence that can be read alone
TOLD = frozenset([Role.LEAD, Role.BODY, Role.QUOTE])
QUOTED = '"„“”»«‚‘›‹'
ALONE = 0.03  # similarity to anything else up to which all of eleven sentences said to be alone were so, on ten events


def contradictions(comparison: Comparison) -> list[Difference]:
    """The clear disagreements, also those that are too many to be shown."""
    return [_clash(comparison, d) for d in comparison.disagreements if d.grade == Grade.CLEAR]


def _clash(comparison: Comparison, disagreement: Disagreement) -> Difference:
    """A clear disagreement; an article that contradicts its own headline comes with both passages."""
    by_id = comparison.by_id
    clear = tuple(c for c in disagreement.contradictions if c.grade == Grade.CLEAR)
    own = next((c for c in clear if len({by_id[s.sentence].article for s in c.sides}) == 1), None)
    head = own is not None and sum(by_id[s.sentence].role.is_head for s in own.sides) == 1
    if not head:  # beside a headline and its text stands what the others say of it
        disagreement = dataclasses.replace(disagreement, contradictions=clear)
    odd = frozenset(s for s in own.sides if by_id[s.sentence].role.is_head) if own and head else _odd(comparison, disagreement)
    near = {a for side in disagreement.sides for a in comparison.near[side.sentence]}
    dimensions = {side.said.quantity.dimension for side in disagreement.sides if side.said.quantity is not None}
    silent = comparison.giving_no_figure({s.sentence for s in disagreement.sides}, dimensions) if dimensions else frozenset[str]()
    evidence: list[Evidence] = []
    for article in (a.id for a in comparison.articles):
        sides = [s for s in disagreement.sides if by_id[s.sentence].article == article]
        both = own is not None and by_id[own.left.sentence].article == article
        if own is not None and both:
            sides = sorted(own.sides, key=lambda s: not by_id[s.sentence].role.is_head)
        for side in sides[: 2 if both else 1]:
            stance = Stance.OTHERWISE if side in odd else Stance.SAYS
            evidence.append(_of_side(article, stance, side))
        if not sides:
            quiet = article in silent if dimensions else article not in near
            evidence.append(Evidence(article=article, stance=Stance.SILENT if quiet else Stance.UNSURE))
    kind = DifferenceKind.HEADLINE if head else DifferenceKind.CONTRADICTION
    return Difference(id=f"{disagreement.id}-{kind}", kind=kind, evidence=tuple(evidence), disagreement=disagreement)


def _of_side(article: str, stance: Stance, side: Side) -> Evidence:
    return Evidence(article=article, stance=stance, sentence=side.sentence, start=side.start, end=side.end, side=side)


def _odd(comparison: Comparison, disagreement: Disagreement) -> frozenset[Side]:
    """The passages that fewest outlets agree with, where one side has fewer than the other; else all."""
    against: dict[Side, set[str]] = {side: set() for side in disagreement.sides}
    for c in (c for c in disagreement.contradictions if c.grade == Grade.CLEAR):
        for side, other in (c.sides, c.sides[::-1]):
            against[side].add(comparison.outlet_of[comparison.by_id[other.sentence].article])
    most = max(map(len, against.values()))
    odd = frozenset(side for side, outlets in against.items() if len(outlets) == most)
    same = {comparison.by_id[side.sentence].article for side in odd}
    return odd if len(same) == 1 else frozenset(disagreement.sides)


def statements(comparison: Comparison) -> list[Difference]:
    """Statements that an outlet surely lacks, and those that stand above here and far below there."""
    surely = [r for r in comparison.ledger_rows if len({comparison.outlet_of[a] for a in r.surely}) > 1 and not r.otherwise]
    missing = [r for r in surely if lacks(comparison, r.articles, _lacking(comparison, r))]
    place_of = comparison.place_of
    placed = [(r, groups) for r in surely if (groups := _places_apart(comparison, r, place_of))]
    missing.sort(key=lambda r: (-len(r.surely), -r.prominence, r.number))
    placed.sort(key=lambda found: (-found[0].voices, found[0].number))
    return [
        *(_row(comparison, r, DifferenceKind.MISSING) for r in missing if _is_weighty(r)),
        *(_row(comparison, r, DifferenceKind.PLACE, groups) for r, groups in placed),
    ]


def _lacking(comparison: Comparison, row: ledger.Row) -> list[str]:
    return [a.id for a in comparison.articles if row.lacks(a.id)]


def _is_weighty(row: ledger.Row) -> bool:
    """Whether one has it in its headline or lead, and most have it early."""
    places = [row.articles[a].place for a in row.surely]
    return any(p.is_top for p in places) and sum(not p.is_below for p in places) * 2 >= len(places)


def _places_apart(comparison: Comparison, row: ledger.Row, place_of: Mapping[str, Place]) -> dict[str, str]:
    """{article: TOP or BELOW} of a statement that stands in a headline or lead here, and from the middle on there, with nothing near it
    above; empty where there is none."""
    places = {a: c.place for a, c in row.cells if a in row.surely}
    inside = {s for _, cell in row.cells for s in cell.sentences}
    near = inside.union(*(comparison.neighbours.get(s, ()) for s in inside))
    above = {comparison.by_id[s].article for s in near if not place_of[s].is_below}
    top = [a for a, place in places.items() if place.is_top]
    below = [a for a, place in places.items() if place.is_below and a not in above]
    return dict.fromkeys(top, TOP) | dict.fromkeys(below, BELOW) if top and below and apart(comparison, top, below) else {}


def _row(comparison: Comparison, row: ledger.Row, kind: DifferenceKind, groups: Mapping[str, str] | None = None) -> Difference:
    evidence: list[Evidence] = []
    for article in (a.id for a in comparison.articles):
        cell = row.articles.get(article)
        if cell is None:
            stance = Stance.SILENT if row.lacks(article) else Stance.UNSURE
            evidence.append(Evidence(article=article, stance=stance))
            continue
        first = comparison.by_id[cell.sentences[0]]
        evidence.append(
            Evidence(
                article=article,
                stance=Stance.SAYS if cell.sure else Stance.PARTLY,
                sentence=first.id,
                start=first.start,
                end=first.end,
                form=(groups or {}).get(article, str(cell.place)),
            )
        )
    return Difference(id=f"{row.statement}-{kind}", kind=kind, evidence=tuple(evidence), row=row)


def alone(comparison: Comparison) -> list[Difference]:
    """Sentences that nothing in another article comes near, the highest first, and of these those least like anything."""
    if len({comparison.outlet_of[a.id] for a in comparison.articles}) < 2:
        return []
    place = comparison.place_of
    found = [s for s in comparison.text_sentences if s.id in comparison.surely_unique and s.role in TOLD]
    found = [
        s for s in found if comparison.speech_of[s.id].manner != Manner.DIRECT and comparison.nearest.get(s.id, 0.0) <= ALONE
    ]
    found = [s for s in found if SHORTEST <= len(s.text.split()) <= LONGEST and s.text.rstrip()[-1:] == "."]
    found = [s for s in found if stands_alone(s.text)]
    found.sort(key=lambda s: (place[s.id].rank, comparison.nearest.get(s.id, 0.0), s.id))
    return [_lone(comparison, s, place[s.id]) for s in found]


def stands_alone(text: str) -> bool:
    """Whether a sentence begins with no word that points back or goes on, nobody says "I" in it, and no quotation only ends in it."""
    written = [w.strip(AROUND + ",;:.!?()") for w in text.split()]
    table = lexicon("openings")
    return (
        written[0][:1].isupper()
        and written[0].casefold() not in table["pointing"]
        and not any(w.casefold() in table["first_person"] for w in written)
        and sum(c in QUOTED for c in text) % 2 == 0
        and not any(w in table["pronouns"] for w in written)
    )


def _lone(comparison: Comparison, sentence: Sentence, place: Place) -> Difference:
    evidence = tuple(
        Evidence(
            article=a.id, stance=Stance.OTHERWISE, sentence=sentence.id, start=sentence.start, end=sentence.end, form=str(place)
        )
        if a.id == sentence.article
        else Evidence(article=a.id, stance=Stance.SILENT)
        for a in comparison.articles
    )
    return Difference(id=f"{sentence.id}-only", kind=DifferenceKind.ONLY, evidence=evidence)
