"""Candidate links between the sentences of different articles."""

import itertools
from collections.abc import Iterator, Sequence

import numpy as np

from components.engine.alignment import features, model
from components.engine.alignment.context_features import Feature, Matrix, Numbers
from components.engine.alignment.links import Link
from components.engine.alignment.readings import Reading, read, shared_part
from components.engine.codes import Step
from components.engine.document import SentenceAnalysis
from components.engine.german.quotation_marks import AROUND, Span
from components.engine.german.white_space import squeezed
from components.engine.network.encoder import Encode, InContext
from components.engine.progress import Progress, silent

SOFT_HYPHEN = "\u00ad"
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
    vectors = _read(text, readings, encode)
    progress(Step.LINKS, 0.5)
    articles = article_numbers(text)
    named = features.features([s.text for s in text], readings, vectors)
    similarity, reasons = model.estimate(named, articles, aligner)
    _link_identical(similarity, text, readings, articles)
    found = []
    for i, j in _kept(similarity, articles):
        worth_a_look = similarity[i, j] >= aligner.maybe and readings[i].keys and readings[j].keys
        found.append(
            Link(
                left=text[i].id,
                right=text[j].id,
                similarity=round(float(similarity[i, j]), 4),
                reasons=model.strongest(reasons, i, j),
                parts=shared_part(readings[i], readings[j], vectors.words[i], vectors.words[j]) if worth_a_look else None,
            )
        )
    return tuple(sorted(found, key=lambda x: (-x.similarity, x.left, x.right)))


def plain_features(text: Sequence[SentenceAnalysis], encode: Encode) -> Iterator[Feature]:
    """The features of all pairs of text sentences, without those of rivals and neighbours."""
    readings = [read(s) for s in text]
    return features.features([s.text for s in text], readings, _read(text, readings, encode))


def article_numbers(text: Sequence[SentenceAnalysis]) -> Numbers:
    """The number of each sentence's article, shape (sentences,)."""
    numbers = {a: n for n, a in enumerate(dict.fromkeys(s.article for s in text))}
    return np.array([numbers[s.article] for s in text], np.intp)


def _read(text: Sequence[SentenceAnalysis], readings: Sequence[Reading], encode: Encode) -> InContext:
    """Vectors of the sentences and of their words of content; what breaks a line or a word there is not read."""
    texts = [squeezed(_unbroken(s.text)) for s in text]
    spans = [_spans_in(clean, s, reading) for clean, s, reading in zip(texts, text, readings)]
    return encode.in_context(texts, spans)


def _spans_in(clean: str, sentence: SentenceAnalysis, reading: Reading) -> list[Span]:
    """Where the words of a reading lie in the sentence's text without breaks: both have the same letters."""
    letters_before = list(itertools.accumulate((not c.isspace() and c != SOFT_HYPHEN for c in sentence.text), initial=0))
    places = [n for n, c in enumerate(clean) if not c.isspace()]
    found = []
    for start, end in reading.spans:
        first, last = letters_before[start - sentence.start], letters_before[end - sentence.start] - 1
        found.append((places[first], places[last] + 1))
    return found


def _unbroken(text: str) -> str:
    """Text without the places where a word may be broken at a line's end (soft hyphens)."""
    return text.replace(SOFT_HYPHEN, "")


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
