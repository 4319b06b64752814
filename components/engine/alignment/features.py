"""What speaks for and against two sentences reporting the same thing: one matrix a feature, over all pairs of sentences.

Features are computed for whole matrices (sentences x sentences), never pair by pair in Python, and each is symmetric. Words count
by how rare they are in this event and in German at large. Besides whole sentences, clauses are compared, since two sentences
often share one fact of several. Meaning of words is the encoder's (one vector a word: soft alignment, "late interaction" as in
Khattab & Zaharia 2020, ColBERT), spelling is rapidfuzz's.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import numpy as np
from scipy import sparse

from components.engine.alignment.context_features import Feature, Matrix
from components.engine.alignment.readings import SOFT_FLOOR, Reading, vocabulary
from components.engine.german.word_likeness import rarity, spelling_likeness, word_set_likeness
from components.engine.german.words import parts

SPELLING_FLOOR = 0.75
UMLAUTS = str.maketrans("äöü", "aou")
CHARACTERS = (3, 5)
CLAUSE_LEAST = 0.5  # weight below which a clause says too little to carry a link

Sparse = Any  # a matrix of scipy.sparse, which publishes no types


def _weights(readings: Sequence[Reading], vocab: Sequence[str]) -> tuple[dict[str, int], Matrix]:
    """Weight of each key: rare in this event (log of inverse share of sentences) and rare in German (0.3 to 1)."""
    index = {k: n for n, k in enumerate(vocab)}
    held = np.zeros(len(vocab))
    for r in readings:
        held[[index[k] for k in set(r.keys)]] += 1
    event = np.log((len(readings) + 1) / (held + 0.5)) / np.log(len(readings) + 1 if readings else 2)
    german = np.array([rarity(k) for k in vocab])
    return index, (np.clip(event, 0.05, 1) * (0.3 + 0.7 * german)).astype(np.float32)


def _word_likeness(vocab: Sequence[str], vectors: Matrix) -> Matrix:
    """How alike two words are, 0 to 1: the same, a part of the same compound, alike in meaning, or alike in spelling."""
    if not vocab:
        return np.zeros((0, 0), np.float32)
    meaning = np.clip((vectors @ vectors.T - SOFT_FLOOR) / (1 - SOFT_FLOOR), 0, 1).astype(np.float32)
    spelling = np.clip((spelling_likeness([k.translate(UMLAUTS) for k in vocab]) - SPELLING_FLOOR) / (1 - SPELLING_FLOOR), 0, 1)
    digits = np.array([any(c.isdigit() for c in k) for k in vocab])
    found = np.maximum(meaning, 0.9 * spelling)
    found[digits[:, None] | digits[None, :]] = 0
    compounds = [set(parts(k)) if (len(k) > 6 and k.isalpha()) or "-" in k else {k} for k in vocab]
    index = {k: n for n, k in enumerate(vocab)}
    for n, pieces in enumerate(compounds):
        for piece in pieces:
            other = index.get(piece)
            if other is not None and other != n and len(piece) > 3:
                found[n, other] = found[other, n] = max(found[n, other], 0.7)
    np.fill_diagonal(found, 1)
    return found


def _bags(units: Sequence[Mapping[str, float]], index: Mapping[str, int], weights: Matrix) -> Sparse:
    """Sparse matrix units x words: each unit's words with their weights; ``units``: {key: strength} each."""
    rows: list[int] = []
    columns: list[int] = []
    values: list[float] = []
    for n, unit in enumerate(units):
        for key in sorted(unit):
            rows.append(n)
            columns.append(index[key])
            values.append(unit[key])
    held = np.array(values, np.float32) * weights[columns] if columns else np.zeros(0, np.float32)
    return sparse.csr_matrix((held, (rows, columns)), shape=(len(units), len(weights)), dtype=np.float32)


def _strong(keys: Sequence[str], strengths: Sequence[float]) -> dict[str, float]:
    """{key: its greatest strength}"""
    found: dict[str, float] = {}
    for key, strength in zip(keys, strengths):
        found[key] = max(strength, found.get(key, 0.0))
    return found


def _coverage(bags: Sparse, likeness: Matrix) -> tuple[Matrix, Matrix]:
    """(covered, mass): share of a unit's weight that another unit holds, directed, and the weight itself."""
    best = np.zeros((bags.shape[1], bags.shape[0]), np.float32)
    for n in range(bags.shape[0]):
        held = bags.indices[bags.indptr[n] : bags.indptr[n + 1]]
        if len(held):
            best[:, n] = likeness[:, held].max(1)
    total = np.asarray(bags.sum(1)).ravel()
    found = bags @ best
    return found / np.maximum(total, 1e-6)[:, None], found


def _character_cosine(texts: Sequence[str]) -> Matrix:
    """Cosine of TF-IDF vectors of character 3- to 5-grams inside word boundaries (sublinear), shape (n, n)."""
    index: dict[str, int] = {}
    rows: list[int] = []
    columns: list[int] = []
    values: list[float] = []
    for n, text in enumerate(texts):
        counts: dict[str, int] = {}
        for word in re.findall(r"\w+", text.casefold()):
            padded = f" {word} "
            for size in range(CHARACTERS[0], CHARACTERS[1] + 1):
                for at in range(len(padded) - size + 1):
                    gram = padded[at : at + size]
                    counts[gram] = counts.get(gram, 0) + 1
        for gram, count in counts.items():
            rows.append(n)
            columns.append(index.setdefault(gram, len(index)))
            values.append(1 + np.log(count))
    grams: Sparse = sparse.csr_matrix((values, (rows, columns)), shape=(len(texts), max(1, len(index))), dtype=np.float32)
    held = np.bincount(grams.indices, minlength=grams.shape[1])
    grams = grams @ sparse.diags(np.log((1 + len(texts)) / (1 + held)) + 1)
    norms = np.sqrt(np.asarray(grams.multiply(grams).sum(1)).ravel())
    grams = sparse.diags(1 / np.maximum(norms, 1e-9)) @ grams
    return np.asarray((grams @ grams.T).todense(), np.float32)


def _shared_weight(sets: Sequence[Mapping[str, float]], index: Mapping[str, int], weights: Matrix) -> tuple[Matrix, Matrix]:
    """(shared weight, share of the union's weight) of sets of keys."""
    bags = _bags(sets, index, weights)
    shared = np.asarray((bags @ (bags > 0).T.astype(np.float32)).todense(), np.float32)
    shared = np.minimum(shared, shared.T)
    total = np.asarray(bags.sum(1)).ravel()
    union = total[:, None] + total[None, :] - shared
    return shared, shared / np.maximum(union, 1e-6)


def features(
    texts: Sequence[str], readings: Sequence[Reading], sentence_vectors: Matrix, word_vectors: Matrix
) -> Iterator[Feature]:
    """Yield (name of the feature, symmetric float32 matrix over the sentences), one at a time, so that few are held at once.

    ``sentence_vectors``: unit rows, one a sentence; ``word_vectors``: unit rows, one a word of ``vocabulary(readings)``.
    """
    vocab = list(vocabulary(readings))
    index, weights = _weights(readings, vocab)
    likeness = _word_likeness(vocab, word_vectors)
    yield "meaning", sentence_vectors @ sentence_vectors.T
    yield "characters", _character_cosine(texts)
    yield "words", word_set_likeness(texts)
    units = [_strong(r.keys, r.strength) for r in readings]
    bags = _bags(units, index, weights)
    covered, mass = _coverage(bags, likeness)
    least, most = np.minimum(covered, covered.T), np.maximum(covered, covered.T)
    yield "soft_least", least
    yield "soft_most", most
    yield "soft_product", np.sqrt(least * most)
    yield "soft_mass", np.minimum(mass, mass.T)
    del covered, mass, least, most
    shared, share = _shared_weight(units, index, weights)
    total = np.asarray(bags.sum(1), np.float32).ravel()
    shorter = np.minimum(total[:, None], total[None, :])
    yield "same_mass", shared
    yield "same_share", share
    yield "same_containment", shared / np.maximum(shorter, 1e-6)
    yield "rarest_shared", _rarest(bags, weights)
    yield "length_least", shorter
    yield "length_ratio", shorter / np.maximum(np.maximum(total[:, None], total[None, :]), 1e-6)
    yield from _clause_features(readings, index, weights, likeness)
    for name in ("names", "numbers", "quoted", "verbs"):
        yield from _kind_features(name, [dict.fromkeys(getattr(r, name), 1.0) for r in readings], index, weights)
    covered, _ = _coverage(_bags([dict.fromkeys(r.verbs, 1.0) for r in readings], index, np.maximum(weights, 0.05)), likeness)
    yield "verbs_soft", np.maximum(covered, covered.T)


def _kind_features(
    name: str, sets: Sequence[Mapping[str, float]], index: Mapping[str, int], weights: Matrix
) -> Iterator[Feature]:
    """What two sentences share of one kind of word, and whether both, or one of them, has such words at all."""
    counted = np.ones_like(weights) if name == "numbers" else weights
    shared, share = _shared_weight(sets, index, counted)
    held = np.array([len(s) > 0 for s in sets], np.float32)
    both = np.minimum(held[:, None], held[None, :])
    yield f"{name}_mass", shared
    yield f"{name}_share", share
    yield f"{name}_both", both
    yield f"{name}_either", np.maximum(held[:, None], held[None, :])
    if name == "numbers":
        yield "numbers_differ", both * (shared == 0)


def _rarest(bags: Sparse, weights: Matrix) -> Matrix:
    """Weight of the rarest word two sentences share."""
    present = (bags > 0).astype(np.float32)
    found = np.zeros((bags.shape[0], bags.shape[0]), np.float32)
    for word in np.argsort(weights, kind="stable"):
        held = present[:, [word]].nonzero()[0]
        if len(held) > 1:
            found[np.ix_(held, held)] = weights[word]
    return found


def _clause_features(
    readings: Sequence[Reading], index: Mapping[str, int], weights: Matrix, likeness: Matrix
) -> Iterator[Feature]:
    """The best pair of clauses of two sentences: how fully they cover each other, and with how much weight."""
    owner = np.array([n for n, r in enumerate(readings) for _ in r.clauses] or [0])
    units = [_strong([r.keys[k] for k in c], [r.strength[k] for k in c]) for r in readings for c in r.clauses] or [{}]
    bags = _bags(units, index, weights)
    covered, mass = _coverage(bags, likeness)
    fullness = np.sqrt(covered * covered.T)
    weight = np.minimum(mass, mass.T)
    n = len(readings)
    starts = np.searchsorted(owner, np.arange(n))
    has = np.isin(np.arange(n), owner)

    def best(matrix: Matrix) -> Matrix:
        rows = np.maximum.reduceat(matrix, np.minimum(starts, len(owner) - 1), axis=0)
        cells = np.maximum.reduceat(rows, np.minimum(starts, len(owner) - 1), axis=1)
        cells[~has] = 0
        cells[:, ~has] = 0
        return cells

    yield "clause_full", best(fullness)
    yield "clause_mass", best(fullness * weight)
    yield "clause_cover", best(np.maximum(covered, covered.T) * (weight > CLAUSE_LEAST))
