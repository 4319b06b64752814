"""A cross-encoder's guess whether two texts contradict each other. With ``encoder`` the one door to sentence-transformers."""

import functools
from collections.abc import Sequence
from typing import Any

import numpy as np

from components.engine.network.encoder import ModelMissing, Vectors, loaded


@functools.lru_cache(maxsize=1)
def _cross_encoder(name: str) -> tuple[Any, int]:
    """(the model, number of its label for contradiction)"""

    def load() -> tuple[Any, dict[str, int]]:
        from sentence_transformers import CrossEncoder

        model: Any = CrossEncoder(name, device="cpu")
        return model, {str(label).casefold(): int(n) for n, label in model.config.id2label.items()}

    model, labels = loaded(name, load)
    against = next((n for label, n in labels.items() if label.startswith("contra")), None)
    if against is None:
        raise ModelMissing(name, "it has no label for contradiction")
    return model, against


def contradiction_probabilities(pairs: Sequence[tuple[str, str]], judge: str) -> Vectors:
    """Probability that two texts contradict each other, float32, shape (number of pairs,), 0 to 1.

    ``judge``: folder or hub name of a cross-encoder for natural language inference; both directions are asked, and the lower
    probability counts, since it must not matter which text comes first. Raises ``ModelMissing``.
    """
    model, against = _cross_encoder(judge)
    if not pairs:
        return np.zeros(0, np.float32)
    both = [pair for one, other in pairs for pair in ((one, other), (other, one))]
    scores = np.asarray(model.predict(both, apply_softmax=True, show_progress_bar=False), np.float32)
    return scores[:, against].reshape(-1, 2).min(1)
