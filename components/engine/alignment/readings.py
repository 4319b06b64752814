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

FLOOR = 0.3  # cosine of two words in their sentences below which they have nothing in common
CONNECTING = frozenset(["und", "oder", "sowie", "dass", "weil", "wobei", "während", "um"])
REPORTED = 0.3  # how much a word counts that only says who reports


@dataclass(frozen=True, kw_only=True)
class Reading:
    """What the aligner reads in one sentence.

    ``keys``: its content words; ``spans`` go with them, and ``strength``, low for words that only say who
    reports. ``clauses``: positions in ``keys``.
    """

    keys: tuple[str, ...]
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


def shared_part(
    left: Reading, right: Reading, left_words: npt.NDArray[np.float32], right_words: npt.NDArray[np.float32]
) -> tuple[Span, Span] | None:
    """Which clause of each of two readings carries what they share: (span, span) of the articles, or None for the whole.

    ``left_words``, ``right_words``: unit vectors of ``keys`` in their sentences.
    """
    if len(left.clauses) < 2 and len(right.clauses) < 2:
        return None
    alike = np.clip((left_words @ right_words.T - FLOOR) / (1 - FLOOR), 0, 1)
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
