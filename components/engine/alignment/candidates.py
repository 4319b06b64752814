"""Candidate links between the sentences of different articles."""

import numpy as np

from components.engine.alignment import model
from components.engine.alignment.links import Link

KEPT_LEAST = 0.03  # similarity below which a candidate is kept only if it is a sentence's best


def align(text, encode, aligner, progress=lambda step, share: None):
    """Candidate links of text sentences, most similar first; ``text``: Sentences, those of one article together in order."""
    if len({s.article for s in text}) < 2:
        return ()
    from components.engine.alignment import features  # brings scipy and, at its first word, HanTa: not for the first paint
    from components.engine.alignment.readings import read, shared_part, vocabulary

    progress("words", 0.1)
    readings = [read(s.text) for s in text]
    progress("vectors", 0.3)
    vocab = vocabulary(readings)
    sentence_vectors = encode([" ".join(s.text.replace("\u00ad", "").split()) for s in text])
    word_vectors = encode(list(vocab.values())) if vocab else np.zeros((0, sentence_vectors.shape[1]), np.float32)
    progress("links", 0.5)
    numbers = {a: n for n, a in enumerate(dict.fromkeys(s.article for s in text))}
    articles = np.array([numbers[s.article] for s in text])
    named = features.features([s.text for s in text], readings, sentence_vectors, word_vectors)
    similarity, reasons = model.estimate(named, articles, aligner)
    _link_identical(similarity, text, readings, articles)
    index = {key: n for n, key in enumerate(vocab)}
    pairs = _kept(similarity, articles)
    links = []
    for i, j in pairs:
        parts = None
        if similarity[i, j] >= aligner.maybe and readings[i].keys and readings[j].keys:
            parts = shared_part(readings[i], readings[j], word_vectors, index)
        links.append(
            Link(
                text[i].id,
                text[j].id,
                round(float(similarity[i, j]), 4),
                model.strongest(reasons, i, j),
                tuple((s.start + a, s.start + b) for s, (a, b) in zip((text[i], text[j]), parts)) if parts else None,
            )
        )
    return tuple(sorted(links, key=lambda x: (-x.similarity, x.left, x.right)))


def _link_identical(similarity, text, readings, articles):
    """Sentences of four content words or more that are the same word for word are linked for certain."""
    same = {}
    for n, (sentence, reading) in enumerate(zip(text, readings)):
        if len(reading.keys) >= 4:
            same.setdefault(" ".join(sentence.text.replace("\u00ad", "").casefold().split()).strip('„“”"»« '), []).append(n)
    for group in same.values():
        for n, i in enumerate(group):
            for j in group[n + 1 :]:
                if articles[i] != articles[j]:
                    similarity[i, j] = similarity[j, i] = max(similarity[i, j], 0.99)


def _kept(similarity, articles):
    """Pairs worth keeping: all above a floor, and each sentence's best in every other article."""
    keep = np.triu(similarity >= KEPT_LEAST, 1)
    for article in np.unique(articles):
        columns = np.flatnonzero(articles == article)
        best = columns[similarity[:, columns].argmax(1)]
        rows = np.flatnonzero((articles != article) & (similarity[np.arange(len(articles)), best] > 0))
        keep[np.minimum(rows, best[rows]), np.maximum(rows, best[rows])] = True
    return list(zip(*(x.tolist() for x in np.nonzero(keep))))
