"""What the aligner reads in one sentence."""

import re
from dataclasses import dataclass

import numpy as np

from components.engine.german.quotation_marks import quoted
from components.engine.german.saying import reporting_words
from components.engine.german.white_space import one_line
from components.engine.german.word_likeness import rarity
from components.engine.german.words import fold, words

CLAUSE_END = re.compile(r"[,;:–—()\"„“”»«]|\s-\s")
SOFT_FLOOR = 0.45  # cosine of two words below which their meanings count as unrelated
CONNECTING = frozenset(["und", "oder", "sowie", "dass", "weil", "wobei", "während", "um"])
REPORTED = 0.3  # how much a word counts that only says who reports


@dataclass(frozen=True)
class Reading:
    """What the aligner reads in one sentence.

    ``keys``: its content words; ``lemmas`` and ``spans`` go with them, and ``strength``, low for words that only say who
    reports. ``clauses``: positions in ``keys``.
    """

    keys: tuple[str, ...]
    lemmas: tuple[str, ...]
    spans: tuple[tuple[int, int], ...]
    strength: tuple[float, ...]
    clauses: tuple[tuple[int, ...], ...]
    names: frozenset[str]
    numbers: frozenset[str]
    verbs: frozenset[str]
    quoted: frozenset[str]


def read(text):
    """The Reading of one sentence."""
    flat = one_line(text)
    tagged = words(text)
    reporting = reporting_words(tagged)
    kept = [n for n, w in enumerate(tagged) if w.is_content]
    content = [tagged[n] for n in kept]
    keys = tuple(_key(w) for w in content)
    cuts = [m.start() for m in CLAUSE_END.finditer(flat)] + [w.start for w in tagged if w.lemma in CONNECTING and w.tag != "APPR"]
    cuts = sorted(cuts)
    groups = {}
    for n, w in enumerate(content):
        groups.setdefault(int(np.searchsorted(cuts, w.start)), []).append(n)
    marks = quoted(flat, 0, len(flat))
    names = frozenset(k for n, k, w in zip(kept, keys, content) if w.tag == "NE" and n not in reporting)
    return Reading(
        keys,
        tuple(w.lemma for w in content),
        tuple((w.start, w.end) for w in content),
        tuple(REPORTED if n in reporting else 1.0 for n in kept),
        _merge(list(groups.values())),
        names,
        frozenset(k for k, w in zip(keys, content) if any(c.isdigit() for c in w.text) or w.tag == "CARD"),
        frozenset(k for n, k, w in zip(kept, keys, content) if w.tag.startswith("VV") and n not in reporting),
        frozenset(k for k, w in zip(keys, content) if any(a <= w.start < b for a, b in marks)),
    )


def _merge(groups):
    """Clauses of at least two content words: shorter ones join their neighbour."""
    merged = []
    for group in groups:
        if merged and (len(merged[-1]) < 3 or len(group) < 2):
            merged[-1] = merged[-1] + group
        else:
            merged.append(list(group))
    return tuple(tuple(g) for g in merged)


def _key(word):
    if any(c.isdigit() for c in word.text):
        return re.sub(r"(?<=\d)[. ](?=\d{3}\b)", "", word.text).casefold()
    if word.tag == "NE":
        return fold(word.lemma.removesuffix("’"))
    return word.lemma


def vocabulary(readings):
    """{key of a content word: a lemma to encode for it}, sorted by key."""
    lemmas = {}
    for reading in readings:
        for key, lemma in zip(reading.keys, reading.lemmas):
            lemmas[key] = min(lemma, lemmas.get(key, lemma))
    return dict(sorted(lemmas.items()))


def shared_part(left, right, word_vectors, vocab):
    """Which clause of each of two readings carries what they share: (span, span) inside the sentences, or None for the whole.

    ``vocab``: {key: row of ``word_vectors``}.
    """
    if len(left.clauses) < 2 and len(right.clauses) < 2:
        return None
    rows = np.array([vocab[k] for k in left.keys]), np.array([vocab[k] for k in right.keys])
    alike = np.clip((word_vectors[rows[0]] @ word_vectors[rows[1]].T - SOFT_FLOOR) / (1 - SOFT_FLOOR), 0, 1)
    alike[np.array(left.keys)[:, None] == np.array(right.keys)[None, :]] = 1
    weight = [np.array([0.3 + 0.7 * rarity(k) for k in r.keys]) for r in (left, right)]
    best = (0.0, None)
    for one in left.clauses:
        for other in right.clauses:
            block = alike[np.ix_(one, other)]
            a, b = (block.max(1) * weight[0][list(one)]).sum(), (block.max(0) * weight[1][list(other)]).sum()
            full = np.sqrt(a / weight[0][list(one)].sum() * b / weight[1][list(other)].sum())
            score = full * min(a, b)
            if score > best[0] + 1e-9:
                best = (score, (one, other))
    if best[1] is None:
        return None
    return tuple((r.spans[c[0]][0], r.spans[c[-1]][1]) for r, c in zip((left, right), best[1]))
