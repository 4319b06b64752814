"""Vectors of German sentences and words. With ``judge`` the one door to sentence-transformers.

Importing sentence-transformers takes about ten seconds and 500 MB, so it happens on the first use only, and the page asks a
worker process (``storage.worker``) instead of doing it itself.
"""

import functools
import os
import pathlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np
import numpy.typing as npt

from components.engine.data import DATA
from components.engine.fingerprints import content_hash
from components.engine.german.word_likeness import frequent_words
from components.engine.messages import Refusal

DEFAULT = str(DATA / "network")
FREQUENT, LETTERS = 400, 6  # how many words tell what all words have in common, and of how many letters at least
BATCH = 64  # texts that are encoded at once
NO_MEMORY = ("bad_alloc", "allocate memory")  # what torch says where memory is used up
WEIGHTS = frozenset([".safetensors", ".json", ".bin", ".txt", ".model"])

Vectors = npt.NDArray[np.float32]


class Encode(Protocol):
    """What turns texts into vectors, float32, one unit row a text."""

    def __call__(self, texts: Sequence[str], /) -> Vectors:
        """Vectors of sentences: their product says how alike they are."""
        ...

    def words(self, words: Sequence[str], /) -> Vectors:
        """Vectors of single words, nouns with a capital letter: 0 for two words taken at random, 1 for the same."""
        ...


@dataclass(frozen=True)
class Encoder:
    """An encoder by folder or hub name, None for the embedded one; it is loaded when first asked. Raises ``ModelMissing``."""

    name: str | None = None

    def __call__(self, texts: Sequence[str], /) -> Vectors:
        """Vectors of sentences."""
        return vectors(texts, self.name)

    def words(self, words: Sequence[str], /) -> Vectors:
        """Vectors of words."""
        return word_vectors(words, self.name)


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
        from transformers.utils import logging

        logging.set_verbosity_error()  # it reports a layer that vectors do not need
        logging.disable_progress_bar()
        return SentenceTransformer(name, device="cpu")

    return loaded(name, load)


def vectors(texts: Sequence[str], encoder: str | None = None) -> Vectors:
    """Unit vectors of texts, float32, shape (number of texts, width). A text's vector does not depend on the order of the others.
    Raises ``ModelMissing``."""
    model = _model(encoder or DEFAULT)
    if not texts:
        return np.zeros((0, 1), np.float32)
    distinct = sorted(set(texts), key=lambda text: (len(text), text))
    place = {text: n for n, text in enumerate(distinct)}
    found = model.encode(distinct, batch_size=BATCH, show_progress_bar=False)[[place[text] for text in texts]]
    found = np.nan_to_num(np.asarray(found, np.float32))  # a text without a known word has no direction
    return found / np.maximum(np.linalg.norm(found, axis=1, keepdims=True), 1e-9)


def word_vectors(words: Sequence[str], encoder: str | None = None) -> Vectors:
    """Unit vectors of single words, less what all words have in common: in a network made for sentences they point the same way
    (Mu & Viswanath 2018, https://arxiv.org/abs/1702.01417). Raises ``ModelMissing``."""
    if not words:
        return np.zeros((0, 1), np.float32)
    found = vectors(words, encoder) - _common(encoder)
    return found / np.maximum(np.linalg.norm(found, axis=1, keepdims=True), 1e-9)


@functools.lru_cache(maxsize=2)
def _common(encoder: str | None) -> Vectors:
    """The mean vector of frequent words."""
    return vectors([word.capitalize() for word in frequent_words(FREQUENT, LETTERS)], encoder).mean(0)


def nouns_alike(encoder: str | None = None) -> Callable[[str, str], float]:
    """A function of two nouns: how alike they are in meaning, -1 to 1; each noun is encoded once."""
    vector = functools.cache(lambda noun: word_vectors([noun.capitalize()], encoder)[0])
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
