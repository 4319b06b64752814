"""Candidate links between the sentences of different articles."""

from collections.abc import Iterator, Sequence

import numpy as np

from components.engine.alignment import features, model
from components.engine.alignment.context_features import Feature, Matrix, Numbers
from components.engine.alignment.links import Link
from components.engine.alignment.readings import Reading, read, shared_part, vocabulary
from components.engine.codes import Step
from components.engine.document import SentenceAnalysis
from components.engine.german.quotation_marks import AROUND
from components.engine.german.white_space import squeezed
from components.engine.network.encoder import Encode
from components.engine.progress import Progress, silent

KEPT_LEAST = 0.03  # similarity below which a candidate is kept only if it is a sentence's best
IDENTICAL = 0.99  # similarity of two sentences that are the same word for word
WORDS_LEAST = 4  # words of content that they must have


def candidates(
    text: Sequence[SentenceAnalysis], encode: Encode, aligner: model.Aligner, progress: Progress = silent
) -> tuple[Link, ...]:
    """Candidate links of text sentences, most similar first; ``text``: those of one article together in order; ``encode``: texts ->
    unit vectors."""
    if len({s.article for s in text}) < 2:
        return ()
    progress(Step.WORDS, 0.1)
    readings = [read(s) for s in text]
    progress(Step.VECTORS, 0.3)
    vocab = vocabulary(readings)
    sentence_vectors, word_vectors = _vectors(text, vocab, encode)
    progress(Step.LINKS, 0.5)
    articles = article_numbers(text)
    named = features.features([s.text for s in text], readings, sentence_vectors, word_vectors)
    similarity, reasons = model.estimate(named, articles, aligner)
    _link_identical(similarity, text, readings, articles)
    index = {key: n for n, key in enumerate(vocab)}
    found = []
    for i, j in _kept(similarity, articles):
        worth_a_look = similarity[i, j] >= aligner.maybe and readings[i].keys and readings[j].keys
        found.append(
            Link(
                left=text[i].id,
                right=text[j].id,
                similarity=round(float(similarity[i, j]), 4),
                reasons=model.strongest(reasons, i, j),
                parts=shared_part(readings[i], readings[j], word_vectors, index) if worth_a_look else None,
            )
        )
    return tuple(sorted(found, key=lambda x: (-x.similarity, x.left, x.right)))


def plain_features(text: Sequence[SentenceAnalysis], encode: Encode) -> Iterator[Feature]:
    """The features of all pairs of text sentences, without those of rivals and neighbours."""
    readings = [read(s) for s in text]
    vectors, word_vectors = _vectors(text, vocabulary(readings), encode)
    return features.features([s.text for s in text], readings, vectors, word_vectors)


def article_numbers(text: Sequence[SentenceAnalysis]) -> Numbers:
    """The number of each sentence's article, shape (sentences,)."""
    numbers = {a: n for n, a in enumerate(dict.fromkeys(s.article for s in text))}
    return np.array([numbers[s.article] for s in text], np.intp)


def _vectors(text: Sequence[SentenceAnalysis], vocab: dict[str, str], encode: Encode) -> tuple[Matrix, Matrix]:
    """(vectors of the sentences, vectors of the words of ``vocab``)"""
    vectors = encode([squeezed(_unbroken(s.text)) for s in text])
    return vectors, encode.words(list(vocab.values())) if vocab else np.zeros((0, vectors.shape[1]), np.float32)


def _unbroken(text: str) -> str:
    """Text without the places where a word may be broken at a line's end (soft hyphens)."""
    return text.replace("\u00ad", "")


def _link_identical(similarity: Matrix, text: Sequence[SentenceAnalysis], readings: Sequence[Reading], articles: Numbers) -> None:
    """Sentences of four content words or more that are the same word for word are linked for certain."""
    same: dict[str, list[int]] = {}
    for n, (sentence, reading) in enumerate(zip(text, readings)):
        if len(reading.keys) >= WORDS_LEAST:
            same.setdefault(squeezed(_unbroken(sentence.text).casefold()).strip(AROUND), []).append(n)
    for group in same.values():
        for n, i in enumerate(group):
            for j in group[n + 1 :]:
                if articles[i] != articles[j]:
                    similarity[i, j] = similarity[j, i] = max(similarity[i, j], IDENTICAL)


def _kept(similarity: Matrix, articles: Numbers) -> list[tuple[int, int]]:
    """Pairs worth keeping: all above a floor, and each sentence's best in every other article."""
    keep = np.triu(similarity >= KEPT_LEAST, 1)
    for article in np.unique(articles):
        columns = np.flatnonzero(articles == article)
        best = columns[similarity[:, columns].argmax(1)]
        rows = np.flatnonzero((articles != article) & (similarity[np.arange(len(articles)), best] > 0))
        keep[np.minimum(rows, best[rows]), np.maximum(rows, best[rows])] = True
    return [(int(i), int(j)) for i, j in zip(*np.nonzero(keep))]
