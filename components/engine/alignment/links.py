"""A link between two sentences, and how often links of its similarity were right."""

import functools
import json
from dataclasses import dataclass
from typing import NamedTuple

from components.engine.codes import Apart, LinkReason, PairVerdict
from components.engine.data import DATA
from components.engine.german.quotation_marks import Span


@dataclass(frozen=True, kw_only=True)
class Link:
    """Two sentences of different articles, ``left`` before ``right``; similarity 0 to 1; reasons strongest first; ``parts``: the part
    of each that carries what they share, offsets in the articles, None for the whole; ``apart``: why the two are about different
    occasions, None where nothing says so, ``surely_apart`` where both say it themselves; ``mentioning``: ids of those of the two that only
    presuppose what they share; ``verdict``: what the two amount to, contradictions aside."""

    left: str
    right: str
    similarity: float
    reasons: tuple[LinkReason, ...] = ()
    parts: tuple[Span, Span] | None = None
    apart: Apart | None = None
    surely_apart: bool = False
    mentioning: tuple[str, ...] = ()
    verdict: PairVerdict = PairVerdict.UNKNOWN

    @property
    def one_occasion(self) -> bool:
        """Whether nothing sets the occasions of the two apart, or people have confirmed the link."""
        return self.apart is None or LinkReason.DECIDED in self.reasons

    def other(self, sentence: str) -> str:
        """The sentence that is linked to ``sentence``."""
        return self.right if self.left == sentence else self.left

    def part(self, sentence: str) -> Span | None:
        """The part of ``sentence`` that carries what is shared, None for the whole."""
        return self.parts[0 if self.left == sentence else 1] if self.parts else None

    @property
    def pair(self) -> frozenset[str]:
        """Both sentences."""
        return frozenset((self.left, self.right))


class TrustBand(NamedTuple):
    """Of ``counted`` pairs checked by hand with a similarity from ``low`` to ``high``, ``right`` said the same."""

    low: float
    high: float
    right: int
    counted: int


@functools.cache
def trust_bands() -> tuple[TrustBand, ...]:
    """Trust by band of similarity, from 0 to 1."""
    return tuple(TrustBand(*row) for row in json.loads((DATA / "aligner.json").read_text("utf-8"))["events"]["trust"])


def trust(similarity: float) -> TrustBand | None:
    """The TrustBand of a similarity; None where nothing was checked."""
    return next((band for band in trust_bands() if band.low <= similarity < band.high and band.counted), None)
