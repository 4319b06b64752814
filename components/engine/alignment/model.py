"""Which sentences of different articles report the same piece of information: similarity, links, statements.

Similarity is the estimate of a small logistic model on the signs of ``likeness``, in two steps: the second also sees what the
first thought of the neighbours (linked neighbours vouch for each other) and of the competition (a sentence close to everything
is close to nothing; cf. Conneau et al. 2018, CSLS). Its numbers lie readable in ``data/aligner.json``; ``evaluate`` says which
events they were learnt from. The model is symmetric, and the order of articles does not enter.
"""

import functools
import json
from dataclasses import dataclass

import numpy as np

from components.engine.alignment.context_features import first_features, second_features
from components.engine.data import DATA

REASONS = {
    "meaning": "meaning", "soft_least": "meaning", "soft_most": "meaning", "soft_product": "meaning", "soft_mass": "meaning", "verbs_soft": "meaning",
    "characters": "wording", "words": "wording", "same_mass": "wording", "same_share": "wording", "same_containment": "wording", "rarest_shared": "wording",
    "clause_full": "part", "clause_mass": "part", "clause_cover": "part",
    "names_mass": "names", "names_share": "names", "numbers_mass": "numbers", "numbers_share": "numbers", "numbers_differ": "numbers",
    "quoted_mass": "quote", "quoted_share": "quote", "verbs_mass": "wording", "verbs_share": "wording",
    "neighbours_along": "neighbours", "neighbours_sum": "neighbours", "neighbours_across": "neighbours", "neighbours_beside": "neighbours", "third": "third",
}  # fmt: skip
NO_REASON = "shape"  # lengths, margins, ranks: they count, but tell a reader nothing


@dataclass(frozen=True)
class Step:
    """One logistic step: names of the signs, their mean and spread where learnt, weights, intercept."""

    names: tuple[str, ...]
    mean: tuple[float, ...]
    spread: tuple[float, ...]
    weight: tuple[float, ...]
    intercept: float


@dataclass(frozen=True)
class Aligner:
    """Both steps, the threshold the app stands by, and the one from which a link is "maybe"."""

    first: Step
    second: Step
    threshold: float
    maybe: float


@functools.cache
def shipped(kind="events"):
    """The Aligner whose numbers ship with the app: for "events" (articles), or for "lines" (lists of sentences in no order)."""
    return read_aligner(json.loads((DATA / "aligner.json").read_text("utf-8"))[kind])


def read_aligner(table):
    """An Aligner from its JSON form."""

    def step(row):
        signs = row["signs"]
        return Step(
            tuple(signs),
            *(tuple(float(s[n]) for s in signs.values()) for n in range(3)),
            float(row["intercept"]),
        )

    return Aligner(step(table["first"]), step(table["second"]), table["threshold"], table["maybe"])


class _Sum:
    """A step's weighted sum of signs, taken from a stream, and each reason's part in it."""

    def __init__(self, step):
        self.step = step
        self.place = {name: n for n, name in enumerate(step.names)}
        self.total = np.float32(step.intercept)
        self.reasons = {}

    def add(self, name, matrix):
        """Add one sign; signs that the step does not know are passed over."""
        n = self.place.get(name)
        if n is None or not self.step.weight[n]:
            return
        part = (matrix - np.float32(self.step.mean[n])) * np.float32(self.step.weight[n] / self.step.spread[n])
        self.total = self.total + part
        reason = REASONS.get(name, NO_REASON)
        if reason != NO_REASON:
            self.reasons[reason] = self.reasons.get(reason, np.float32(0)) + part

    def slope(self, name):
        """By how much the sum grows with a sign."""
        n = self.place[name]
        return np.float32(self.step.weight[n] / self.step.spread[n])

    def chance(self):
        return 1 / (1 + np.exp(-np.clip(self.total, -30, 30)))


def estimate(plain_signs, articles, aligner):
    """(similarity, {reason: its part in it}) for all pairs of sentences; 0 inside one article.

    ``articles``: number of the article of each sentence, sentences in reading order.
    """
    other = articles[:, None] != articles[None, :]
    first, second = _Sum(aligner.first), _Sum(aligner.second)
    for name, matrix in first_features(plain_signs, articles):
        first.add(name, matrix)
        second.add(name, matrix)
    chance = np.where(other, _even(first.chance()), 0).astype(np.float32)
    for name, matrix in second_features(chance, articles):
        second.add(name, matrix)
    reasons = dict(second.reasons)
    for reason, part in first.reasons.items():  # what the first step made of a reason counts through its estimate
        reasons[reason] = reasons.get(reason, np.float32(0)) + second.slope("first") * part
    return np.where(other, _even(second.chance()), 0).astype(np.float32), reasons


def _even(matrix):
    """Exactly symmetric: rounding must not depend on which sentence comes first."""
    return (matrix + matrix.T) / 2


def strongest(reasons, left, right, most=2):
    """The reasons that add most to a pair's similarity, strongest first; only those that speak for it."""
    parts = sorted(((-float(matrix[left, right]), reason) for reason, matrix in reasons.items()))
    return tuple(reason for value, reason in parts[:most] if value < 0)
