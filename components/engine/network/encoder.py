"""Vectors of German sentences and words. With ``judge`` the one door to sentence-transformers.

Importing sentence-transformers takes about ten seconds and 500 MB, so it happens on the first use only, and the page asks a
worker process (``storage.worker``) instead of doing it itself.
"""

import functools
import os
import pathlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple, Protocol

import numpy as np
import numpy.typing as npt

from components.engine.data import DATA
from components.engine.fingerprints import content_hash
from components.engine.german.quotation_marks import Span
from components.engine.german.word_likeness import frequent_words
from components.engine.messages import Refusal

DEFAULT = str(DATA / "network")
FREQUENT, LETTERS = 400, 6  # how many words tell what all words have in common, and of how many letters at least
BATCH = 64  # texts that are encoded at once
AT_ONCE = 8 * BATCH  # texts whose pieces are held at once
NO_MEMORY = ("bad_alloc", "allocate memory")  # what torch says where memory is used up
WEIGHTS = frozenset([".safetensors", ".json", ".bin", ".txt", ".model"])

Vectors = npt.NDArray[np.float32]


class InContext(NamedTuple):
    """Unit vectors of sentences, shape (texts, width), and of words of each, shape (words, width) a text: 0 for two words taken at random,
    1 for the same in the same company. A word that the network did not read has a vector of zeros."""

    sentences: Vectors
    words: tuple[Vectors, ...]


class Encode(Protocol):
    """What turns texts into vectors, float32, one unit row a text."""

    def __call__(self, texts: Sequence[str], /) -> Vectors:
        """Vectors of sentences: their product says how alike they are."""
        ...

    def words(self, words: Sequence[str], /) -> Vectors:
        """Vectors of single words, nouns with a capital letter: 0 for two words taken at random, 1 for the same."""
        ...

    def in_context(self, texts: Sequence[str], spans: Sequence[Sequence[Span]], /) -> "InContext":
        """Vectors of sentences, and of the words at ``spans`` of each, as the sentence reads them."""
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

    def in_context(self, texts: Sequence[str], spans: Sequence[Sequence[Span]], /) -> InContext:
        """Vectors of sentences and of their words."""
        return in_context(texts, spans, self.name)


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
    return _unit(np.asarray(found, np.float32))  # a text without a known word has no direction


def in_context(texts: Sequence[str], spans: Sequence[Sequence[Span]], encoder: str | None = None) -> InContext:
    """``InContext`` of texts; ``spans``: (start, end) in each text, in characters. One reading of the network gives both.

    A word's vector is the mean of its pieces', less what words have in common: their mean in these texts and, so that a few words do
    not cancel themselves out, in lists of frequent ones. It does not depend on the order of the texts. A model without vectors of its
    pieces gives those of the words alone. Raises ``ModelMissing``.
    """
    distinct = sorted({(text, tuple(found)) for text, found in zip(texts, spans)}, key=lambda row: (len(row[0]), row))
    read = _pieces_read(_model(encoder or DEFAULT), [text for text, _ in distinct])
    if read is None:
        return each_alone(Encoder(encoder), texts, spans)
    sentences, words = [], []
    for (_, wanted), (sentence, pieces, offsets) in zip(distinct, read):
        sentences.append(sentence)
        words.append(_means(pieces, offsets, wanted))
    counted = (
        np.concatenate([*words, np.zeros((0, len(sentences[0])), np.float32)]) if sentences else np.zeros((0, 1), np.float32)
    )
    counted = counted[counted.any(1)]
    place = {row: n for n, row in enumerate(distinct)}
    order = [place[text, tuple(found)] for text, found in zip(texts, spans)]
    if not len(counted):
        return InContext(vectors(texts, encoder), tuple(words[n] for n in order))
    common = (counted.sum(0, dtype=np.float64) + FREQUENT * _common_in_lists(encoder)) / (len(counted) + FREQUENT)
    centred = [_unit(np.where(found.any(1, keepdims=True), found - common, 0).astype(np.float32)) for found in words]
    return InContext(_unit(np.stack(sentences)[order]), tuple(centred[n] for n in order))


def each_alone(encode: Encode, texts: Sequence[str], spans: Sequence[Sequence[Span]]) -> InContext:
    """``InContext`` from an encoder that knows no context: each word's vector is that of the word alone."""
    held = [[text[start:end] for start, end in found] for text, found in zip(texts, spans)]
    vocabulary = sorted({word for words in held for word in words})
    vector = dict(zip(vocabulary, encode.words(vocabulary) if vocabulary else ()))
    sentences = encode(texts)
    none = np.zeros((0, sentences.shape[1]), np.float32)
    return InContext(sentences, tuple(np.stack([vector[w] for w in words]) if words else none for words in held))


def _pieces_read(model: Any, texts: Sequence[str]) -> Iterator[tuple[Vectors, Vectors, npt.NDArray[np.int64]]] | None:
    """For each text (its vector, the vectors of its pieces, where they lie in it), some at a time, since pieces are many; None where
    the model has none, or puts words of its own before a text, so that the places would be wrong."""
    try:
        known = model.encode(["Wort"], output_value=None, show_progress_bar=False)[0].get("token_embeddings") is not None
        model.tokenizer(["Wort"], return_offsets_mapping=True)
    except (AttributeError, KeyError, TypeError, ValueError, NotImplementedError):
        known = False
    if not known or getattr(model, "default_prompt_name", None):
        return None

    def read() -> Iterator[tuple[Vectors, Vectors, npt.NDArray[np.int64]]]:
        for start in range(0, len(texts), AT_ONCE):
            part = list(texts[start : start + AT_ONCE])
            rows = model.encode(part, output_value=None, batch_size=BATCH, show_progress_bar=False)
            coded = model.tokenizer(part, truncation=True, max_length=model.max_seq_length, return_offsets_mapping=True)
            for row, offsets in zip(rows, coded["offset_mapping"]):
                pieces = np.asarray(row["token_embeddings"], np.float32)[: len(offsets)]
                yield np.asarray(row["sentence_embedding"], np.float32), pieces, np.asarray(offsets)[: len(pieces)]

    return read()


def _means(pieces: Vectors, offsets: npt.NDArray[np.int64], spans: Sequence[Span]) -> Vectors:
    """The mean vector of the pieces that touch each span; zeros where none does."""
    found = np.zeros((len(spans), pieces.shape[1]), np.float32)
    for n, (start, end) in enumerate(spans):
        touched = (offsets[:, 0] < end) & (offsets[:, 1] > start)
        if touched.any():
            found[n] = pieces[touched].mean(0)
    return found


def _unit(found: Vectors) -> Vectors:
    """Rows of length 1; rows of zeros, and what is no number, stay or become zeros."""
    found = np.nan_to_num(found)
    return found / np.maximum(np.linalg.norm(found, axis=1, keepdims=True), 1e-9)


@functools.lru_cache(maxsize=2)
def _common_in_lists(encoder: str | None) -> npt.NDArray[np.float64]:
    """The mean vector of frequent words in lists of ten."""
    words = [word.capitalize() for word in frequent_words(FREQUENT, LETTERS)]
    lists = [" ".join(words[n : n + 10]) for n in range(0, len(words), 10)]
    read = _pieces_read(_model(encoder or DEFAULT), lists)
    assert read is not None
    return np.concatenate([pieces[offsets[:, 1] > offsets[:, 0]] for _, pieces, offsets in read]).mean(0, dtype=np.float64)


def word_vectors(words: Sequence[str], encoder: str | None = None) -> Vectors:
    """Unit vectors of single words, less what all words have in common: in a network made for sentences they point the same way
    (Mu & Viswanath 2018, https://arxiv.org/abs/1702.01417). Raises ``ModelMissing``."""
    if not words:
        return np.zeros((0, 1), np.float32)
    return _unit(vectors(words, encoder) - _common(encoder))


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
    """The files of a model: in its folder, and in those of its modules ("1_Pooling"); the judge that lies beside is another model."""
    files = sorted([*folder.glob("*"), *folder.glob("[0-9]*_*/*")])
    return [f for f in files if f.suffix in WEIGHTS and "requirements" not in f.name and f.is_file()]


@functools.lru_cache(maxsize=2)
def _hashed(state: tuple[tuple[pathlib.Path, int, int], ...]) -> str:
    return content_hash("embedded", *(w.read_bytes() for w, *_ in state))
