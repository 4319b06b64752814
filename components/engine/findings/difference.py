"""One difference between articles, sure enough to be said large, and what each article has of it."""

from __future__ import annotations

from dataclasses import dataclass

from components.engine.codes import DifferenceKind, Stance
from components.engine.contradictions.contradiction import Side
from components.engine.contradictions.disagreements import Disagreement
from components.engine.findings import ledger

TOP, BELOW = "top", "below"  # forms of the evidence of a place


@dataclass(frozen=True, kw_only=True)
class Evidence:
    """What one article has of a difference: ``start`` to ``end`` of the article are the words that count, in ``sentence``; ``form``: the
    number or place that goes with it; ``others``: other names that the article has for the thing, with their numbers."""

    article: str
    stance: Stance
    sentence: str = ""
    start: int = 0
    end: int = 0
    form: str = ""
    others: tuple[tuple[str, int], ...] = ()
    side: Side | None = None


@dataclass(frozen=True, kw_only=True)
class Difference:
    """One difference: ``about``: the name, person or words it is about; ``evidence``: of every article, in the order of the comparison,
    an article's own contradiction twice; ``disagreement``, ``row``: where it is one; ``share``: how much of the shorter article a
    copied text is, 0 to 1; ``who``: the person whom ``about`` is a word for."""

    id: str
    kind: DifferenceKind
    evidence: tuple[Evidence, ...]
    about: str = ""
    disagreement: Disagreement | None = None
    row: ledger.Row | None = None
    share: float = 0.0
    who: str = ""

    def articles(self, *stances: Stance) -> tuple[str, ...]:
        """Ids of the articles of some stances, each once."""
        return tuple(dict.fromkeys(e.article for e in self.evidence if e.stance in stances))
