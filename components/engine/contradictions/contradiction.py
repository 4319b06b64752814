"""A contradiction: two passages that cannot both be true of the same thing."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Side:
    """One passage of a contradiction; ``start`` and ``end`` are offsets into the article."""

    sentence: str
    start: int
    end: int
    value: str


@dataclass(frozen=True)
class Contradiction:
    """Two passages that cannot both be true; ``explanation`` is German, ``reason`` a key that the page words.

    ``later``: perhaps only another stage: a figure that can grow in an article known to be later, or something begun in one and
    to come in another that nothing proves to be later. ``decided``: confirmed by hand.
    """

    kind: str
    grade: str
    explanation: str
    left: Side
    right: Side
    reason: str = ""
    later: bool = False
    decided: bool = False
