"""The logistic model that estimates how alike two sentences are in what they report: similarity, and what speaks for it.

Similarity is the estimate of a small logistic model on ``features``, in two steps (``context_features``). Its numbers lie readable in
``data/aligner.json``; ``evaluate`` says which events they were learnt from. The model is symmetric, and the order of articles does not
enter.
"""

import functools
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from components.engine.alignment.context_features import Feature, Matrix, Numbers, first_features, second_features
from components.engine.codes import LinkReason
from components.engine.data import DATA

REASONS = {  # lengths, margins and ranks count, too, but tell a reader nothing
    LinkReason.MEANING: ("meaning", "aligned_least", "aligned_most", "aligned_product", "aligned_mass"),
    LinkReason.WORDING: (
        "characters", "words", "same_mass", "same_share", "same_containment", "verbs_mass", "verbs_share",
    ),
    LinkReason.PART: ("aligned_clause",),
    LinkReason.NAMES: ("names_mass", "names_share"),
    LinkReason.NUMBERS: ("numbers_mass", "numbers_share", "numbers_differ"),
    LinkReason.QUOTE: ("quoted_mass", "quoted_share"),
    LinkReason.NEIGHBOURS: ("neighbours_along", "neighbours_sum", "neighbours_across", "neighbours_beside"),
    LinkReason.THIRD: ("third",),
}  # fmt: skip
REASON_OF = {feature: reason for reason, features in REASONS.items() for feature in features}


@dataclass(frozen=True, kw_only=True)
class Step:
    """One logistic step: names of the features, their mean and standard deviation where learnt, weights, intercept."""

    names: tuple[str, ...]
    mean: tuple[float, ...]
    std: tuple[float, ...]
    weight: tuple[float, ...]
    intercept: float


@dataclass(frozen=True, kw_only=True)
class Aligner:
    """Both steps, the threshold the app stands by, and the one from which a link is "maybe"."""

    first: Step
    second: Step
    threshold: float
    maybe: float


@functools.cache
def shipped(kind: str = "events") -> Aligner:
    """The Aligner whose numbers ship with the app: for "events" (articles), or for "lines" (lists of sentences in no order)."""
    return read_aligner(json.loads((DATA / "aligner.json").read_text("utf-8"))[kind])


def read_aligner(table: Mapping[str, Any]) -> Aligner:
    """An Aligner from its JSON form."""

    def step(row: Mapping[str, Any]) -> Step:
        features = row["signs"]
        mean, std, weight = (tuple(float(f[n]) for f in features.values()) for n in range(3))
        return Step(names=tuple(features), mean=mean, std=std, weight=weight, intercept=float(row["intercept"]))

    return Aligner(first=step(table["first"]), second=step(table["second"]), threshold=table["threshold"], maybe=table["maybe"])


class _Sum:
    """A step's weighted sum of features, taken from a stream, and each reason's part in it."""

    def __init__(self, step: Step) -> None:
        self.step = step
        self.place = {name: n for n, name in enumerate(step.names)}
        self.total: Any = np.float32(step.intercept)
        self.reasons: dict[LinkReason, Matrix] = {}

    def add(self, name: str, matrix: Matrix) -> None:
        """Add one feature; those that the step does not know are passed over."""
        n = self.place.get(name)
        if n is None or not self.step.weight[n]:
            return
        part = (matrix - np.float32(self.step.mean[n])) * np.float32(self.step.weight[n] / self.step.std[n])
        self.total = self.total + part
        reason = REASON_OF.get(name)
        if reason is not None:
            self.reasons[reason] = self.reasons[reason] + part if reason in self.reasons else np.float32(0) + part

    def slope(self, name: str) -> np.float32:
        """By how much the sum grows with a feature."""
        n = self.place[name]
        return np.float32(self.step.weight[n] / self.step.std[n])

    def probability(self) -> Matrix:
        """The sum as a probability, 0 to 1."""
        return 1 / (1 + np.exp(-np.clip(self.total, -30, 30)))


def estimate(plain_features: Iterable[Feature], articles: Numbers, aligner: Aligner) -> tuple[Matrix, dict[LinkReason, Matrix]]:
    """(similarity, {reason: its part in it}) for all pairs of sentences; 0 inside one article.

    ``articles``: number of the article of each sentence, sentences in reading order.
    """
    other = articles[:, None] != articles[None, :]
    first, second = _Sum(aligner.first), _Sum(aligner.second)
    for name, matrix in first_features(plain_features, articles):
        first.add(name, matrix)
        second.add(name, matrix)
    probability = np.where(other, _even(first.probability()), 0).astype(np.float32)
    for name, matrix in second_features(probability, articles):
        second.add(name, matrix)
    reasons = dict(second.reasons)
    for reason, part in first.reasons.items():  # what the first step made of a reason counts through its estimate
        part = second.slope("first") * part
        reasons[reason] = reasons[reason] + part if reason in reasons else np.float32(0) + part
    return np.where(other, _even(second.probability()), 0).astype(np.float32), reasons


def _even(matrix: Matrix) -> Matrix:
    """Exactly symmetric: rounding must not depend on which sentence comes first."""
    return (matrix + matrix.T) / 2


def strongest(reasons: Mapping[LinkReason, Matrix], left: int, right: int, most: int = 2) -> tuple[LinkReason, ...]:
    """The reasons that add most to a pair's similarity, strongest first; only those that speak for it."""
    parts = sorted(((-float(matrix[left, right]), reason) for reason, matrix in reasons.items()))
    return tuple(reason for value, reason in parts[:most] if value < 0)
