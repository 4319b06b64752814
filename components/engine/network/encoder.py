"""Vectors of German sentences and words. The one door to sentence-transformers.

Importing sentence-transformers takes about ten seconds and 500 MB, so it happens on the first use only, and the page asks a
worker process (``components.engine.worker``) instead of doing it itself.
"""

import functools
import os
import pathlib

import numpy as np

from components.engine.data import DATA
from components.engine.fingerprints import content_hash

DEFAULT = str(DATA / "encoder")


class ModelMissing(Exception):
    """An encoder cannot be loaded; the message says which, in German and English."""

    def __init__(self, name, why):
        super().__init__(
            f"The encoder {name!r} cannot be loaded ({why}); name a folder or hub model that sentence-transformers knows."
        )
        self.german = f"Der Encoder „{name}“ lässt sich nicht laden ({why})."
        self.english = str(self)


@functools.lru_cache(maxsize=2)
def _model(name):
    folder = pathlib.Path(name)
    if not folder.exists():
        os.environ.setdefault("HF_HUB_DOWNLOAD_TIMEOUT", "10")
    try:
        from sentence_transformers import SentenceTransformer

        return SentenceTransformer(name, device="cpu")
    except Exception as failed:  # whatever the loader raises: the caller needs one clear sentence
        why = " ".join(str(failed).split())[:160] or type(failed).__name__
        raise ModelMissing(name, why) from None


def vectors(texts, encoder=None):
    """Unit vectors of texts, float32, shape (number of texts, width). Raises ``EncoderMissing``."""
    model = _model(encoder or DEFAULT)
    if not texts:
        return np.zeros((0, 1), np.float32)
    found = model.encode(list(texts), batch_size=256, show_progress_bar=False)
    found = np.nan_to_num(np.asarray(found, np.float32))  # a text without a known word has no direction
    return found / np.maximum(np.linalg.norm(found, axis=1, keepdims=True), 1e-9)


def nouns_alike(encoder=None):
    """A function of two nouns: how alike they are in meaning, -1 to 1; each noun is encoded once."""
    vector = functools.cache(lambda noun: vectors([noun], encoder)[0])
    return lambda one, other: float(vector(one) @ vector(other))


def encoder_key(encoder=None):
    """A name of the encoder that changes with its files, where they lie on disk."""
    folder = pathlib.Path(encoder or DEFAULT)
    files = sorted(folder.rglob("*")) if folder.is_dir() else []
    weights = [
        f
        for f in files
        if f.is_file() and f.suffix in {".safetensors", ".json", ".bin", ".txt", ".model"} and "requirements" not in f.name
    ]
    return _hashed(encoder or "embedded", tuple((w, w.stat().st_mtime_ns, w.stat().st_size) for w in weights))


@functools.lru_cache(maxsize=8)
def _hashed(name, state):
    return content_hash(name, *(w.read_bytes() for w, *_ in state))
