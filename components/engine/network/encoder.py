"""Vectors of German sentences and words. With ``judge`` the one door to sentence-transformers.

Importing sentence-transformers takes about ten seconds and 500 MB, so it happens on the first use only, and the page asks a
worker process (``storage.worker``) instead of doing it itself.
"""

import functools
import os
import pathlib
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from components.engine.data import DATA
from components.engine.fingerprints import content_hash
from components.engine.messages import Refusal

DEFAULT = str(DATA / "network")
NO_MEMORY = ("bad_alloc", "allocate memory")  # what torch says where memory is used up
WEIGHTS = frozenset([".safetensors", ".json", ".bin", ".txt", ".model"])

Vectors = npt.NDArray[np.float32]
Encode = Callable[[Sequence[str]], Vectors]


class ModelMissing(Refusal):
    """An encoder or judge cannot be loaded."""

    def __init__(self, name: str, why: str) -> None:
        super().__init__("model_missing", name=name, why=why)


def loaded(name: str, load: Callable[[], Any]) -> Any:
    """What ``load`` gives; whatever goes wrong there becomes one sentence. Raises ``ModelMissing``."""
    if pathlib.Path(name).exists():
        if not is_model_folder(pathlib.Path(name)):
            raise ModelMissing(name, "no modules.json or config.json in it")
    else:
        os.environ.setdefault("HF_HUB_DOWNLOAD_TIMEOUT", "10")
    try:
        return load()
    except Exception as failed:  # whatever the loader raises
        if isinstance(failed, MemoryError) or any(words in str(failed) for words in NO_MEMORY):
            raise MemoryError from None
        raise ModelMissing(name, " ".join(str(failed).split())[:160] or type(failed).__name__) from None


@functools.lru_cache(maxsize=2)
def _model(name: str) -> Any:
    def load() -> Any:
        from sentence_transformers import SentenceTransformer

        return SentenceTransformer(name, device="cpu")

    return loaded(name, load)


def vectors(texts: Sequence[str], encoder: str | None = None) -> Vectors:
    """Unit vectors of texts, float32, shape (number of texts, width). Raises ``ModelMissing``."""
    model = _model(encoder or DEFAULT)
    if not texts:
        return np.zeros((0, 1), np.float32)
    found = model.encode(list(texts), batch_size=256, show_progress_bar=False)
    found = np.nan_to_num(np.asarray(found, np.float32))  # a text without a known word has no direction
    return found / np.maximum(np.linalg.norm(found, axis=1, keepdims=True), 1e-9)


def nouns_alike(encoder: str | None = None) -> Callable[[str, str], float]:
    """A function of two nouns: how alike they are in meaning, -1 to 1; each noun is encoded once."""
    vector = functools.cache(lambda noun: vectors([noun], encoder)[0])
    return lambda one, other: float(vector(one) @ vector(other))


def encoder_key(encoder: str | None = None) -> str:
    """A name of the encoder that changes with its files: ours by what they hold, so that it is the same on every machine, one of
    somebody's own by their names, sizes and times, which needs no look into them."""
    if encoder is None:
        return _hashed(tuple((w, w.stat().st_mtime_ns, w.stat().st_size) for w in _weights(pathlib.Path(DEFAULT))))
    folder = pathlib.Path(encoder)
    if not is_model_folder(folder):
        return content_hash(encoder)
    held = ((w, w.stat()) for w in _weights(folder))
    return content_hash(encoder, *(f"{w.relative_to(folder)} {state.st_size} {state.st_mtime_ns}" for w, state in held))


def is_model_folder(folder: pathlib.Path) -> bool:
    """Whether a folder says that it holds a model of sentence-transformers or transformers."""
    return any((folder / name).is_file() for name in ("modules.json", "config.json"))


def _weights(folder: pathlib.Path) -> list[pathlib.Path]:
    """The files of a model: in its folder, and in those of its modules."""
    files = sorted([*folder.glob("*"), *folder.glob("*/*")])
    return [f for f in files if f.suffix in WEIGHTS and "requirements" not in f.name and f.is_file()]


@functools.lru_cache(maxsize=2)
def _hashed(state: tuple[tuple[pathlib.Path, int, int], ...]) -> str:
    return content_hash("embedded", *(w.read_bytes() for w, *_ in state))
