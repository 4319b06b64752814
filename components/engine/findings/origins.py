"""How many independent origins an event's articles have: those of one outlet are one, so are copies of one text, and so is what one agency
delivered, whether an article names it or tells its text in other words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from components.engine.codes import PairVerdict
from components.engine.findings import ledger
from components.engine.findings.copies import independent

if TYPE_CHECKING:
    from components.engine.comparison import Comparison

COPIED = 0.4  # share of the shorter article's sentences from which two articles are one text
RETOLD = 0.5  # share of an article's sentences that say the same as an agency's text, from which it is probably told after it


@dataclass(frozen=True, kw_only=True)
class Origins:
    """``independent`` origins of all articles; ``agencies`` that several articles name; ``retold``: (article, article it is probably
    told after) where only the latter names an agency; ``own``: independent origins among the articles without agency matter."""

    independent: int
    agencies: tuple[str, ...]
    retold: tuple[tuple[str, str], ...]
    own: int


def origins(comparison: Comparison) -> Origins:
    """The Origins of the articles of a Comparison."""
    names = [a.id for a in comparison.articles]
    named = comparison.agencies
    pairs = [(a, b) for n, a in enumerate(names) for b in names[n + 1 :]]
    one_text = [pair for pair in pairs if _copied(comparison, *pair) >= COPIED]
    one_agency = [(a, b) for a, b in pairs if set(named[a]) & set(named[b])]
    retold = [
        (a, b)
        for one in pairs
        for a, b in (one, one[::-1])
        if not named[a]
        and named[b]
        and comparison.outlet_of[a] != comparison.outlet_of[b]
        and _retold(comparison, a, b) >= RETOLD
    ]
    matter = {a for a in names if named[a]} | {a for a, _ in retold}
    matter |= {a for pair in one_text if matter & set(pair) for a in pair}
    own = [a for a in names if a not in matter]
    return Origins(
        independent=independent(names, comparison.outlet_of, [*one_text, *one_agency, *retold]),
        agencies=tuple(sorted({agency for a in names for agency in named[a]})),
        retold=tuple(retold),
        own=independent(own, comparison.outlet_of, [p for p in one_text if set(p) <= set(own)]),
    )


def _sentences(comparison: Comparison, article: str) -> int:
    return max(1, sum(s.article == article for s in comparison.text_sentences))


def _copied(comparison: Comparison, one: str, other: str) -> float:
    """Share of the shorter article's sentences that stand nearly word for word in the other."""
    rows = {p for c in comparison.copies if {c.left, c.right} == {one, other} for p in c.pairs}
    sides = (
        len({x for pair in rows for x in pair if comparison.by_id[x].article == a}) / _sentences(comparison, a)
        for a in (one, other)
    )
    return max(sides)


def _retold(comparison: Comparison, article: str, agency: str) -> float:
    """Share of an article's sentences that say the same as a sentence of another, in whatever words."""
    held = {
        name
        for link in comparison.links
        for name, other in ((link.left, link.right), (link.right, link.left))
        if comparison.by_id[name].article == article
        and comparison.by_id[other].article == agency
        and link.similarity >= ledger.SURE
        and comparison.verdict(link) not in {PairVerdict.DIFFERS, PairVerdict.STAGE}
    }
    return len(held) / _sentences(comparison, article)
