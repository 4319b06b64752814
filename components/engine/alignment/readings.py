"""What the aligner reads in one sentence: its words of content, in clauses."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from components.engine.document import SentenceAnalysis
from components.engine.german.clauses import PHRASE
from components.engine.german.quotation_marks import Span
from components.engine.german.word_likeness import rarity
from components.engine.german.words import Word, fold

SOFT_FLOOR = 0.44  # cosine of two words below which their meanings count as unrelated
CONNECTING = frozenset(["und", "oder", "sowie", "dass", "weil", "wobei", "während", "um"])
REPORTED = 0.3  # how much a word counts that only says who reports


@dataclass(frozen=True, kw_only=True)
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


def read(sentence: SentenceAnalysis) -> Reading:
    """The Reading of one sentence."""
    kept = [n for n, w in enumerate(sentence.words) if w.is_content]
    content = [sentence.words[n] for n in kept]
    keys = tuple(_key(w) for w in content)
    connecting = [w.start for w in sentence.words if w.lemma in CONNECTING and w.tag != "APPR"]
    cuts = sorted([sentence.span(m)[0] for m in sentence.finds(PHRASE)] + connecting)
    groups: dict[int, list[int]] = {}
    for n, w in enumerate(content):
        groups.setdefault(int(np.searchsorted(cuts, w.start)), []).append(n)
    own = [(k, w) for n, k, w in zip(kept, keys, content) if n not in sentence.reporting]
    return Reading(
        keys=keys,
        lemmas=tuple(w.lemma.capitalize() if w.tag in ("NN", "NE") else w.lemma for w in content),
        spans=tuple((w.start, w.end) for w in content),
        strength=tuple(REPORTED if n in sentence.reporting else 1.0 for n in kept),
        clauses=_merge(list(groups.values())),
        names=frozenset(k for k, w in own if w.tag == "NE"),
        numbers=frozenset(k for k, w in zip(keys, content) if any(c.isdigit() for c in w.text) or w.tag == "CARD"),
        verbs=frozenset(k for k, w in own if w.tag.startswith("VV")),
        quoted=frozenset(k for k, w in zip(keys, content) if sentence.is_quoted(w.start)),
    )


def _merge(groups: Sequence[list[int]]) -> tuple[tuple[int, ...], ...]:
    """Clauses of at least two content words: shorter ones join their neighbour."""
    merged: list[list[int]] = []
    for group in groups:
        if merged and (len(merged[-1]) < 3 or len(group) < 2):
            merged[-1] = merged[-1] + group
        else:
            merged.append(list(group))
    return tuple(tuple(g) for g in merged)


def _key(word: Word) -> str:
    if any(c.isdigit() for c in word.text):
        return re.sub(r"(?<=\d)[. ](?=\d{3}\b)", "", word.text).casefold()
    if word.tag == "NE":
        return fold(word.lemma.removesuffix("’"))
    return word.lemma


def vocabulary(readings: Sequence[Reading]) -> dict[str, str]:
    """{key of a content word: a lemma to encode for it}, sorted by key."""
    lemmas: dict[str, str] = {}
    for reading in readings:
        for key, lemma in zip(reading.keys, reading.lemmas):
            lemmas[key] = min(lemma, lemmas.get(key, lemma))
    return dict(sorted(lemmas.items()))


def shared_part(
    left: Reading, right: Reading, word_vectors: npt.NDArray[np.float32], vocab: dict[str, int]
) -> tuple[Span, Span] | None:
    """Which clause of each of two readings carries what they share: (span, span) of the articles, or None for the whole.

    ``vocab``: {key: row of ``word_vectors``}.
    """
    if len(left.clauses) < 2 and len(right.clauses) < 2:
        return None
    rows = np.array([vocab[k] for k in left.keys]), np.array([vocab[k] for k in right.keys])
    alike = np.clip((word_vectors[rows[0]] @ word_vectors[rows[1]].T - SOFT_FLOOR) / (1 - SOFT_FLOOR), 0, 1)
    alike[np.array(left.keys)[:, None] == np.array(right.keys)[None, :]] = 1
    weight = [np.array([0.3 + 0.7 * rarity(k) for k in r.keys]) for r in (left, right)]
    best = 0.0
    found: tuple[Span, Span] | None = None
    for one in left.clauses:
        for other in right.clauses:
            block = alike[np.ix_(one, other)]
            a, b = (block.max(1) * weight[0][list(one)]).sum(), (block.max(0) * weight[1][list(other)]).sum()
            full = np.sqrt(a / weight[0][list(one)].sum() * b / weight[1][list(other)].sum())
            score = full * min(a, b)
            if score > best + 1e-9:
                best = float(score)
                found = _extent(left, one), _extent(right, other)
    return found


def _extent(reading: Reading, clause: Sequence[int]) -> Span:
    """From a clause's first to its last word of content."""
    return reading.spans[clause[0]][0], reading.spans[clause[-1]][1]
