"""What speaks for and against two sentences reporting the same thing: one matrix a feature, over all pairs of sentences.

Features are computed for whole matrices (sentences x sentences), never pair by pair in Python, and each is symmetric. Words count
by how rare they are in this event and in German at large. Besides whole sentences, clauses are compared, since two sentences
often share one fact of several. Words are laid beside each other by the vectors that the encoder gives them in their sentences ("late
interaction", Khattab & Zaharia 2020, ColBERT; Zhang et al. 2020, BERTScore).
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import numpy as np
from scipy import sparse

from components.engine.alignment.context_features import Feature, Matrix, Numbers
from components.engine.alignment.readings import FLOOR, Reading
from components.engine.german.word_likeness import rarity, word_set_likeness
from components.engine.network.encoder import InContext

CHARACTERS = (3, 5)
FEWEST = 60  # sentences that an event is taken to have at least when it is asked how rare a word is in it
ALIGNED = tuple(f"aligned_{n}" for n in ("least", "most", "product", "mass", "clause"))
AT_ONCE = 48  # sentences whose words are compared with all others at once

Sparse = Any  # a matrix of scipy.sparse, which publishes no types


def _weights(readings: Sequence[Reading], vocab: Sequence[str]) -> tuple[dict[str, int], Matrix]:
    """Weight of each key: rare in this event (log of inverse share of sentences) and rare in German (0.3 to 1)."""
    index = {k: n for n, k in enumerate(vocab)}
    held = np.zeros(len(vocab))
    for r in readings:
        held[[index[k] for k in set(r.keys)]] += 1
    count = max(len(readings), FEWEST)  # in two sentences every shared word would count as common
    event = np.log((count + 1) / (held + 0.5)) / np.log(count + 1)
    german = np.array([rarity(k) for k in vocab])
    return index, (np.clip(event, 0.05, 1) * (0.3 + 0.7 * german)).astype(np.float32)


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


def features(texts: Sequence[str], readings: Sequence[Reading], read: InContext) -> Iterator[Feature]:
    """Yield (name of the feature, symmetric float32 matrix over the sentences), one at a time, so that few are held at once.

    ``read``: vectors of the sentences, and of each one's words of content (``Reading.keys``).
    """
    vocab = sorted({key for r in readings for key in r.keys})
    index, weights = _weights(readings, vocab)
    yield "meaning", read.sentences @ read.sentences.T
    yield "characters", _character_cosine(texts)
    yield "words", word_set_likeness(texts)
    yield from _aligned_features(readings, read.words, index, weights)
    units = [_strong(r.keys, r.strength) for r in readings]
    bags = _bags(units, index, weights)
    shared, share = _shared_weight(units, index, weights)
    total = np.asarray(bags.sum(1), np.float32).ravel()
    shorter = np.minimum(total[:, None], total[None, :])
    yield "same_mass", shared
    yield "same_share", share
    yield "same_containment", shared / np.maximum(shorter, 1e-6)
    yield "length_least", shorter
    yield "length_ratio", shorter / np.maximum(np.maximum(total[:, None], total[None, :]), 1e-6)
    for name in ("names", "numbers", "quoted", "verbs"):
        yield from _kind_features(name, [dict.fromkeys(getattr(r, name), 1.0) for r in readings], index, weights)


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


def _aligned_features(
    readings: Sequence[Reading], words: Sequence[Matrix], index: Mapping[str, int], weights: Matrix
) -> Iterator[Feature]:
    """How far two sentences, and their best pair of clauses, cover each other's words: each word is laid beside the nearest one of the
    other sentence or clause. Worked out some sentences at a time, since every word is compared with every other."""
    said = [n for n, r in enumerate(readings) if r.keys]
    found = {name: np.zeros((len(readings),) * 2, np.float32) for name in ALIGNED}
    if said:
        vectors = np.concatenate([words[n] for n in said])
        weight = np.array(
            [weights[index[k]] * s for n in said for k, s in zip(readings[n].keys, readings[n].strength)], np.float32
        )
        clauses = _beginnings([len(c) for n in said for c in readings[n].clauses])  # among all words
        first_clause = _beginnings([len(readings[n].clauses) for n in said])  # of each sentence, among all clauses
        sentences = clauses[:-1][first_clause[:-1]]
        for begin in range(0, len(said), AT_ONCE):
            end = min(begin + AT_ONCE, len(said))
            own_clauses = clauses[first_clause[begin] : first_clause[end]]
            here = slice(int(own_clauses[0]), int(clauses[first_clause[end]]))
            alike = np.clip((vectors[here] @ vectors.T - FLOOR) / (1 - FLOOR), 0, 1)
            rows = np.ix_(said[begin:end], said)
            forth, back, mass = _covered(alike, weight, here, sentences[begin:end], sentences)
            found["aligned_least"][rows] = np.minimum(forth, back)
            found["aligned_most"][rows] = np.maximum(forth, back)
            found["aligned_product"][rows] = np.sqrt(forth * back)
            found["aligned_mass"][rows] = mass
            forth, back, mass = _covered(alike, weight, here, own_clauses, clauses[:-1])
            found["aligned_clause"][rows] = np.maximum.reduceat(
                np.maximum.reduceat(np.sqrt(forth * back) * mass, first_clause[begin:end] - first_clause[begin], axis=0),
                first_clause[:-1],
                axis=1,
            )
    for name in ALIGNED:
        matrix = found.pop(name)
        yield name, (matrix + matrix.T) / 2  # rounding must not depend on which sentence comes first


def _beginnings(lengths: Sequence[int]) -> Numbers:
    """Where units of these lengths begin when they stand one after the other, and where the last one ends."""
    return np.concatenate([[0], np.cumsum(lengths)]).astype(np.intp)


def _covered(alike: Matrix, weight: Matrix, here: slice, own: Numbers, every: Numbers) -> tuple[Matrix, Matrix, Matrix]:
    """(forth, back, mass): the share of each own unit's weight that every unit holds, the share of every unit's that each own one holds,
    and the smaller of both weights. ``alike``: words ``here`` x all words; ``own``, ``every``: where the units begin among all words."""
    forth = np.add.reduceat(np.maximum.reduceat(alike, every, axis=1) * weight[here, None], own - here.start, axis=0)
    back = np.add.reduceat(np.maximum.reduceat(alike, own - here.start, axis=0) * weight, every, axis=1)
    mass = np.minimum(forth, back)
    total = np.maximum(np.add.reduceat(weight, every), 1e-6)
    own_total = np.maximum(np.add.reduceat(weight[here], own - here.start), 1e-6)
    return forth / own_total[:, None], back / total[None, :], mass
