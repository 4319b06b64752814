"""A cross-encoder's guess whether two texts contradict each other."""

import functools
import os
import pathlib

import numpy as np

from components.engine.network.encoder import ModelMissing


@functools.lru_cache(maxsize=1)
def _cross_encoder(name):
    if not pathlib.Path(name).exists():
        os.environ.setdefault("HF_HUB_DOWNLOAD_TIMEOUT", "10")
    try:
        from sentence_transformers import CrossEncoder

        model = CrossEncoder(name, device="cpu")
        labels = {str(label).casefold(): int(n) for n, label in model.config.id2label.items()}
    except Exception as failed:  # whatever the loader raises: the caller needs one clear sentence
        raise ModelMissing(name, " ".join(str(failed).split())[:160] or type(failed).__name__) from None
    against = next((n for label, n in labels.items() if label.startswith("contra")), None)
    if against is None:
        raise ModelMissing(name, "it has no label for contradiction")
    return model, against


def contradiction_probabilities(pairs, judge):
    """Chance that two texts contradict each other, float32, shape (number of pairs,), 0 to 1.

    ``judge``: folder or hub name of a cross-encoder for natural language inference; both directions are asked, and the lower
    chance counts, since it must not matter which text comes first. Raises ``EncoderMissing``.
    """
    model, against = _cross_encoder(judge)
    if not pairs:
        return np.zeros(0, np.float32)
    both = [pair for one, other in pairs for pair in ((one, other), (other, one))]
    scores = np.asarray(model.predict(both, apply_softmax=True, show_progress_bar=False), np.float32)
    return scores[:, against].reshape(-1, 2).min(1)
