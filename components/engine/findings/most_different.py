"""What to show first: the five differences between articles that are plainest, chosen by the data of whatever event it is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from components.engine.contradictions.contradiction import Contradiction
from components.engine.contradictions.disagreements import order
from components.engine.findings import ledger
from components.engine.findings.collation import Collation
from components.engine.findings.voices import Voice
from components.engine.german.names import most_frequent

if TYPE_CHECKING:
    from components.engine.comparison import Comparison

LEAST_ARTICLES = 3  # articles that a fact must have for its place or absence to tell something
LEAST_WORDS = 15  # words of a speaker in some article


@dataclass(frozen=True, kw_only=True)
class Missing:
    """A fact that most articles have and one lacks."""

    row: ledger.Row
    article: str


@dataclass(frozen=True, kw_only=True)
class Unequal:
    """A fact that one article puts first and another last: a ledger row, these two articles, and the sentence of the first."""

    row: ledger.Row
    first: str
    last: str
    top: str


@dataclass(frozen=True, kw_only=True)
class Heard:
    """A speaker who has his say in one article and hardly in another: ``words`` of each article, 0 included; ``shares``: of all its
    words, 0 to 1."""

    name: str
    words: tuple[tuple[str, int], ...]
    shares: tuple[tuple[str, float], ...]
    passages: tuple[str, ...]


def contradiction(comparison: Comparison) -> Contradiction | None:
    """The contradiction between two outlets to show first: clear before possible, what a later stage may explain last, values before
    words; None where two outlets do not contradict each other."""
    outlet = {s.id: comparison.outlet_of[s.article] for s in comparison.text_sentences}
    found = [c for c in comparison.contradictions if outlet[c.left.sentence] != outlet[c.right.sentence]]
    return min(found, key=order, default=None)


def unequal(comparison: Comparison) -> Unequal | None:
    """The fact whose places differ most: in a headline or lead here, in the last third there (Unequal or None)."""
    best: tuple[tuple[int, int, int, int], ledger.Row, str, str] | None = None
    for row in _spread(comparison):
        places = {article: cell.place.rank for article, cell in row.cells if article in row.likely}
        first, last = min(places, key=lambda a: (places[a], a)), max(places, key=lambda a: (places[a], a))
        key = (places[last] - places[first], row.voices, len(places), -row.number)
        if places[last] - places[first] >= 2 and (best is None or key > best[0]):
            best = (key, row, first, last)
    if best is None:
        return None
    _, row, first, last = best
    place_of, cell = ledger.places(comparison), row.articles[first]
    return Unequal(row=row, first=first, last=last, top=next(s for s in cell.sentences if place_of[s] == cell.place))


def missing(comparison: Comparison) -> Missing | None:
    """The fact that most articles have, prominently, and one lacks (Missing or None)."""
    best: tuple[tuple[int, int, float, int], Missing] | None = None
    everyone = [a.id for a in comparison.articles]
    for row in _spread(comparison):
        held = {comparison.outlet_of[a] for a in row.articles}
        lacking = [a for a in everyone if comparison.outlet_of[a] not in held]
        if len({comparison.outlet_of[a] for a in lacking}) == 1 and all(row.lacks(a) for a in lacking):
            key = (len(row.likely), len(row.surely), row.prominence, -row.number)
            if best is None or key > best[0]:
                best = (key, Missing(row=row, article=lacking[0]))
    return best[1] if best else None


def quotation(comparison: Comparison) -> Collation | None:
    """The quotation that most outlets word differently (collation.Collation or None)."""

    def versions(collation: Collation) -> tuple[int, int]:
        texts: dict[tuple[str, ...], str] = {}
        for n, wording in enumerate(collation.wordings):
            outlet = comparison.outlet_of[comparison.by_id[wording.sentence].article]
            texts.setdefault(tuple((k.cells[n] or "").casefold() for k in collation.columns), outlet)
        return len(set(texts.values())), len(texts)

    return max(comparison.collations, key=lambda c: (*versions(c), len(c.wordings), c.wordings[0].sentence), default=None)


def heard(comparison: Comparison) -> Heard | None:
    """The speaker whose share of words differs most between articles (Heard or None)."""
    lengths = {a.id: 0 for a in comparison.articles}
    for s in comparison.text_sentences:
        lengths[s.article] += len(s.text.split())
    speakers: dict[str, list[Voice]] = {}
    for voice in comparison.voices:
        speakers.setdefault(voice.speaker, []).append(voice)
    best: tuple[tuple[bool, float], Heard] | None = None
    for speaker in sorted(speakers):
        words = dict.fromkeys(lengths, 0)
        for voice in speakers[speaker]:
            words[voice.article] += voice.direct + voice.indirect
        shares = {a: words[a] / lengths[a] for a in words if lengths[a]}
        gap = max(shares.values(), default=0) - min(shares.values(), default=0)
        key = (len(speakers[speaker]) > 1, gap)
        if len(shares) > 1 and gap > 0 and max(words.values()) >= LEAST_WORDS and (best is None or key > best[0]):
            names = [v.name for v in speakers[speaker]]
            passages = tuple(p for v in speakers[speaker] for p in v.passages)
            best = (
                key,
                Heard(name=most_frequent(names), words=tuple(words.items()), shares=tuple(shares.items()), passages=passages),
            )
    return best[1] if best else None


def _spread(comparison: Comparison) -> list[ledger.Row]:
    """Ledger rows that enough articles likely have."""
    least = min(LEAST_ARTICLES, max(2, len(comparison.articles) - 1))
    return [r for r in comparison.ledger_rows if len(r.likely) >= least]
