"""A contradiction: two passages that cannot both be true of the same thing."""

from dataclasses import dataclass

from components.engine.codes import ClashReason, Grade, Kind, Stage
from components.engine.german.quantity_values import Quantity


@dataclass(frozen=True, kw_only=True)
class Said:
    """What one side says: a quantity, a stage of a matter, or words of the text; nothing where the whole sentence is meant."""

    quantity: Quantity | None = None
    stage: Stage | None = None
    words: str = ""


@dataclass(frozen=True, kw_only=True)
class Side:
    """One passage of a contradiction; ``start`` and ``end`` are offsets into the article."""

    sentence: str
    start: int
    end: int
    said: Said = Said()


@dataclass(frozen=True, kw_only=True)
class Contradiction:
    """Two passages that cannot both be true.

    ``later``: perhaps only another stage: a figure that can grow in an article known to be later, or something begun in one and
    to come in another that nothing proves to be later. ``linked``: it counts only where the two sentences are linked. ``decided``:
    confirmed by hand. ``probability``: a model's, where the reason is a model.
    """

    kind: Kind
    grade: Grade
    left: Side
    right: Side
    reason: ClashReason
    later: bool = False
    linked: bool = True
    decided: bool = False
    probability: float | None = None

    @property
    def sides(self) -> tuple[Side, Side]:
        """Left and right."""
        return self.left, self.right

    @property
    def pair(self) -> frozenset[str]:
        """Both sentences."""
        return frozenset((self.left.sentence, self.right.sentence))

    def other(self, sentence: str) -> Side:
        """The side that is not ``sentence``."""
        return self.right if self.left.sentence == sentence else self.left
