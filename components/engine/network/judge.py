"""What two sentences are to each other: probabilities of six labels, from a cross-encoder. With ``encoder`` the one door to
sentence-transformers.
"""

import functools
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

import numpy as np

from components.engine.codes import PairLabel
from components.engine.data import DATA
from components.engine.network.encoder import ModelMissing, Vectors, loaded
from components.engine.network.sides import Side, side_text

DEFAULT = str(DATA / "network" / "judge")
LABELS = tuple(PairLabel)
BATCH = 32
INFERENCE = ("entail", "neutral", "contra")  # how the labels of a model for natural language inference begin

Judge = Callable[[Sequence[tuple[Side, Side]]], Vectors]  # pairs -> probabilities of LABELS, shape (pairs, 6)


class _CrossEncoder(NamedTuple):
    """A model, and where its output has what is asked of it: the six labels, or the three of natural language inference."""

    model: Any
    columns: tuple[int, ...]


@functools.lru_cache(maxsize=2)
def _cross_encoder(name: str) -> _CrossEncoder:
    def load() -> _CrossEncoder:
        from sentence_transformers import CrossEncoder

        model: Any = CrossEncoder(name, device="cpu")
        model.eval()
        labels = {str(label).casefold(): int(n) for n, label in model.config.id2label.items()}
        if all(label in labels for label in LABELS):
            return _CrossEncoder(model, tuple(labels[label] for label in LABELS))
        inferred = [next((n for label, n in labels.items() if label.startswith(start)), None) for start in INFERENCE]
        return _CrossEncoder(model, tuple(n for n in inferred if n is not None))

    found = loaded(name, load)
    if len(found.columns) not in (len(LABELS), len(INFERENCE)):
        raise ModelMissing(name, "it has neither the six labels nor those for entailment, neutral and contradiction")
    return found


def label_probabilities(pairs: Sequence[tuple[Side, Side]], judge: str | None = None) -> Vectors:
    """Probabilities of ``LABELS`` for pairs of sentences, float32, shape (number of pairs, 6), each row sums to 1.

    The same for swapped sides: both orders are averaged. A pair's row does not depend on the order of the others. ``judge``: folder or
    hub name of a cross-encoder, None for the embedded one. Raises ``ModelMissing``.
    """
    found = _cross_encoder(judge or DEFAULT)
    written = [tuple(sorted((side_text(left), side_text(right)))) for left, right in pairs]
    distinct = sorted(set(written), key=lambda pair: (len(pair[0]) + len(pair[1]), pair))
    if not distinct:
        return np.zeros((0, len(LABELS)), np.float32)
    forward, backward = _predicted(found, distinct), _predicted(found, [pair[::-1] for pair in distinct])
    rows = _from_inference(forward, backward) if len(found.columns) == len(INFERENCE) else (forward + backward) * np.float32(0.5)
    place = {pair: n for n, pair in enumerate(distinct)}
    return rows[[place[pair] for pair in written]]


def _predicted(found: _CrossEncoder, pairs: Sequence[tuple[str, ...]]) -> Vectors:
    """The model's probabilities of its columns; ``pairs`` sorted by length, so that little of a batch is padding."""
    scores = found.model.predict(list(pairs), apply_softmax=True, batch_size=BATCH, show_progress_bar=False)
    return np.asarray(scores, np.float32)[:, list(found.columns)]


def _from_inference(forward: Vectors, backward: Vectors) -> Vectors:
    """Six labels of three: what follows in both directions is the same, in one a part; a contradiction must be seen in both."""
    one, other = forward[:, 0], backward[:, 0]
    against = np.minimum(forward[:, 2], backward[:, 2])
    rows = np.zeros((len(forward), len(LABELS)), np.float32)
    rows[:, LABELS.index(PairLabel.AGAINST)] = against
    rows[:, LABELS.index(PairLabel.SAME)] = (1 - against) * one * other
    rows[:, LABELS.index(PairLabel.PART)] = (1 - against) * (one + other - 2 * one * other)
    rows[:, LABELS.index(PairLabel.RELATED)] = (1 - against) * (1 - one) * (1 - other)
    return rows
