"""Training of the aligner's weights."""

import itertools
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from components.engine.alignment import context_features
from components.engine.alignment.model import Step
from components.evaluation.gold import Marked, Truth

Rows = npt.NDArray[Any]  # pairs x features
Estimates = npt.NDArray[Any]  # of pairs, 0 to 1

BASELINES = {"rapidfuzz token_set": "words", "TF-IDF, characters 3-5": "characters", "encoder alone": "meaning"}
THRESHOLDS = np.round(np.arange(0.15, 0.98, 0.01), 2)
PRECISE = 0.85  # precision that the aligner stands for
SMOOTH = 7  # hundredths to both sides
STRENGTH = 0.03  # inverse strength of the logistic model's penalty
MAYBE = 0.2  # similarity from which a link below the threshold is drawn grey
BANDS = (0.0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0)


class Score(NamedTuple):
    """How good links are, 0 to 1 each."""

    precision: float
    recall: float
    f1: float


class LeftOut(NamedTuple):
    """An event measured with weights and threshold that never saw it."""

    event: Marked
    threshold: float
    score: Score
    estimates: Estimates


def fit(names: Sequence[str], rows: Rows, truth: Truth) -> Step:
    """A logistic Step from features (pairs x features) and truth (1, 0; grey pairs left out by the caller)."""
    from sklearn.linear_model import LogisticRegression

    mean, std = rows.mean(0), np.maximum(rows.std(0), 0.01)
    model = LogisticRegression(C=STRENGTH, max_iter=3000).fit((rows - mean) / std, truth)
    numbers = (tuple(np.round(v.astype(float), 5).tolist()) for v in (mean, std, model.coef_[0]))
    mean_of, std_of, weight = numbers
    return Step(names=tuple(names), mean=mean_of, std=std_of, weight=weight, intercept=round(float(model.intercept_[0]), 5))


def _probability(step: Step, rows: Rows) -> Estimates:
    z = (rows - np.array(step.mean)) / np.array(step.std) @ np.array(step.weight) + step.intercept
    return 1 / (1 + np.exp(-np.clip(z, -30, 30)))


def _stack(events: Sequence[Marked], rows: Mapping[str, Rows]) -> tuple[Rows, Truth]:
    return np.concatenate([rows[e.name][e.truth >= 0] for e in events]), np.concatenate([e.truth[e.truth >= 0] for e in events])


def _second_rows(event: Marked, probability: Estimates) -> tuple[Rows, tuple[str, ...]]:
    matrix = np.zeros((len(event.text),) * 2, np.float32)
    matrix[event.pairs] = probability
    matrix = matrix + matrix.T
    named = list(context_features.second_features(matrix, event.articles))
    rows = np.concatenate([event.first, np.stack([m[event.pairs] for _, m in named], 1)], 1)
    return rows.astype(np.float32), event.names + tuple(n for n, _ in named)


def train(events: Sequence[Marked]) -> tuple[Step, Step, dict[str, Estimates]]:
    """(first Step, second Step, {event: honest estimates of its pairs}) from marked events.

    The second step sees first-step estimates made by weights that did not see the event, as it will on new events.
    """
    first_rows = {e.name: e.first for e in events}
    unseen = {}
    for event in events:
        others = [e for e in events if e is not event] or [event]
        unseen[event.name] = _probability(fit(event.names, *_stack(others, first_rows)), event.first)
    built = {e.name: _second_rows(e, unseen[e.name]) for e in events}
    second_rows = {name: rows for name, (rows, _) in built.items()}
    names = built[events[0].name][1]
    first = fit(events[0].names, *_stack(events, first_rows))
    second = fit(names, *_stack(events, second_rows))
    honest = {}
    for event in events:
        others = [e for e in events if e is not event] or [event]
        honest[event.name] = _of_one_occasion(
            event, _probability(fit(names, *_stack(others, second_rows)), second_rows[event.name])
        )
    return first, second, honest


def scores(truth: Truth, said: npt.NDArray[np.bool_], gold: int) -> Score:
    """The Score of said pairs; grey pairs (-1) count for neither."""
    counted = said & (truth >= 0)
    right = int((counted & (truth == 1)).sum())
    precision, recall = right / max(1, int(counted.sum())), right / max(1, gold)
    return Score(precision, recall, 2 * precision * recall / max(1e-9, precision + recall))


def choose_threshold(events: Sequence[Marked], estimates: Mapping[str, Estimates], precise: float = 0.0) -> float:
    """The threshold with the best mean F1 over events, smoothed over its neighbourhood: a lone peak does not travel.

    ``precise``: mean precision that it must reach, where any does; a wrong link costs more than a missing one.
    """
    found = np.array([np.mean([scores(e.truth, estimates[e.name] >= t, e.gold) for e in events], axis=0) for t in THRESHOLDS])
    enough = found[:, 0] >= precise
    smooth = np.convolve(np.pad(found[:, 2], SMOOTH, mode="edge"), np.ones(2 * SMOOTH + 1) / (2 * SMOOTH + 1), mode="valid")
    return float(THRESHOLDS[int(np.argmax(np.where(enough, smooth, 0) if enough.any() else smooth))])


def apply(first: Step, second: Step, event: Marked) -> Estimates:
    """Estimates of an event's pairs by two Steps."""
    rows, _ = _second_rows(event, _probability(first, event.first))
    return _of_one_occasion(event, _probability(second, rows))


def _of_one_occasion(event: Marked, estimates: Estimates) -> Estimates:
    """Estimates with none left of pairs about different occasions."""
    return np.where(event.apart, 0.0, estimates)


def leave_one_out(events: Sequence[Marked], test_only: Sequence[Marked] = ()) -> list[LeftOut]:
    """Each event measured with weights and threshold that never saw it."""
    found: list[LeftOut] = []
    for event in (*events, *test_only):
        others = [e for e in events if e is not event]
        first, second, honest = train(others)
        threshold = choose_threshold(others, honest, PRECISE)
        estimates = apply(first, second, event)
        score = scores(event.truth, estimates >= threshold, event.gold)
        found.append(LeftOut(event, threshold, score, estimates))
    return found


def calibrated(second: Step, events: Sequence[Marked], honest: Mapping[str, Estimates]) -> tuple[Step, dict[str, Estimates]]:
    """(Step, honest estimates) scaled so that a similarity is the share of pairs right at that value (Platt 1999).

    Two numbers are learnt, on estimates made without the event's own marks; the order of pairs does not change.
    """
    from sklearn.linear_model import LogisticRegression

    def logit(probability: Estimates) -> Estimates:
        probability = np.clip(probability, 1e-6, 1 - 1e-6)
        return np.log(probability / (1 - probability))

    known = [e.truth[(e.truth >= 0) & ~e.apart] for e in events]
    rows, truth = np.concatenate([honest[e.name][(e.truth >= 0) & ~e.apart] for e in events]), np.concatenate(known)
    model = LogisticRegression(C=1e6).fit(logit(rows)[:, None], truth)
    slope, shift = float(model.coef_[0][0]), float(model.intercept_[0])
    step = replace(
        second, weight=tuple(round(w * slope, 5) for w in second.weight), intercept=round(second.intercept * slope + shift, 5)
    )
    return step, {name: 1 / (1 + np.exp(-(logit(found) * slope + shift))) for name, found in honest.items()}


def aligner_table(events: Sequence[Marked]) -> dict[str, Any]:
    """The JSON form of an Aligner trained on all events, with where it was learnt and its trust by band."""
    first, second, honest = train(events)
    second, honest = calibrated(second, events, honest)

    def step(row: Step) -> dict[str, Any]:
        signs = {n: [m, s, w] for n, m, s, w in zip(row.names, row.mean, row.std, row.weight)}
        return {"intercept": row.intercept, "signs": signs}

    return {
        "learnt_from": [e.name for e in events],
        "threshold": choose_threshold(events, honest, PRECISE),
        "maybe": MAYBE,
        "trust": trust(events, honest),
        "baselines": {name: baseline_threshold(events, feature) for name, feature in BASELINES.items()},
        "first": step(first),
        "second": step(second),
    }


def trust(events: Sequence[Marked], estimates: Mapping[str, Estimates]) -> list[tuple[float, float, int, int]]:
    """[(from, to, right, counted)] of pairs by similarity band, estimates made without the event's own marks."""
    rows: list[tuple[float, float, int, int]] = []
    for low, high in itertools.pairwise(BANDS):
        right = counted = 0
        for e in events:
            inside = (estimates[e.name] >= low) & (estimates[e.name] < high + (high == 1.0)) & (e.truth >= 0)
            right, counted = right + int((e.truth[inside] == 1).sum()), counted + int(inside.sum())
        rows.append((low, high, right, counted))
    return rows


def baseline(event: Marked, feature: str) -> Estimates:
    """What one feature alone says of an event's pairs."""
    return event.first[:, event.names.index(feature)]


def baseline_threshold(events: Sequence[Marked], feature: str) -> float:
    """The threshold that one feature alone needs."""
    return choose_threshold(events, {e.name: baseline(e, feature) for e in events})
