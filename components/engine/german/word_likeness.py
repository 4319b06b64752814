"""Likeness of wording: names, whole sentences, and the words in which two passages differ. The one door to rapidfuzz."""

import functools
import itertools
import math
import re
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
from rapidfuzz import fuzz, process
from rapidfuzz.distance import Indel

from components.engine.data import DATA
from components.engine.german.quotation_marks import EVERY

Matrix = npt.NDArray[np.floating[Any]]

WORD = re.compile(r"[\w-]{3,}")
PUNCTUATION = f".,;:!?…{EVERY}()[]–-"
SPELLED = 0.9  # share of letters in common from which two words are spellings of one
TELLING = 0.45  # rarity from which a word is worth naming as a reason


def word_set_likeness(texts: Sequence[str]) -> Matrix:
    """rapidfuzz's token_set_ratio of every pair of texts, 0 to 1, shape (n, n), symmetric."""
    lowered = [" ".join(t.casefold().split()) for t in texts]
    return _likeness(lowered, fuzz.token_set_ratio)


def spelling_likeness(words: Sequence[str]) -> Matrix:
    """Share of letters that two words have in common in order (rapidfuzz ratio), 0 to 1, shape (n, n), symmetric."""
    return _likeness(words, fuzz.ratio)


def same_spelling(one: str, other: str, least: float) -> bool:
    """Whether two words are equal, or have more than a share ``least`` (0 to 1) of their letters in common.

    >>> same_spelling("wladimir", "wolodimir", 0.7), same_spelling("anna", "peter", 0.7)
    (True, False)
    """
    return one == other or fuzz.ratio(one, other) > 100 * least


def spellings(words: Iterable[str]) -> dict[str, str]:
    """{word: its one spelling} for words that differ in a letter or a hyphen; of several spellings the shortest stands for all.

    >>> spellings(["corona-krise", "coronakrise", "krise"])
    {'krise': 'krise', 'coronakrise': 'coronakrise', 'corona-krise': 'coronakrise'}
    """
    order = sorted(set(words), key=lambda w: (len(w), w))
    alike = spelling_likeness(order) >= SPELLED
    found: dict[str, str] = {}
    for n, word in enumerate(order):
        same = [order[k] for k in np.flatnonzero(alike[n, :n]) if len(order[k]) > 5 and order[k][0] == word[0]]
        found[word] = found[same[0]] if same else word
    return found


def _likeness(texts: Sequence[str], scorer: Any) -> Matrix:
    if not texts:
        return np.zeros((0, 0), np.float32)
    found = process.cdist(texts, texts, scorer=scorer, dtype=np.uint8, workers=-1).astype(np.float32) / 100
    return np.maximum(found, found.T)


def frequent_words(count: int, letters: int) -> list[str]:
    """The most frequent words of German that have so many letters or more, in lower case."""
    return list(itertools.islice((word for word in _frequency()[0] if len(word) >= letters), count))


@functools.cache
def _frequency() -> tuple[dict[str, int], float]:
    rows = (line.split("\t") for line in (DATA / "lexicon" / "word_frequency.tsv").read_text("utf-8").splitlines())
    counts = {word: int(count) for word, count in rows}
    return counts, math.log(sum(counts.values()))


@functools.lru_cache(maxsize=50_000)
def rarity(word: str) -> float:
    """How rare a word is in German at large, 0 (the most frequent) to 1 (not among 31,000 words).

    >>> rarity("die") < rarity("regierung") < rarity("übereingekommen") <= rarity("Telefonatspause")
    True
    """
    counts, total = _frequency()
    count = counts.get(word.casefold(), 2)
    return (total - math.log(count)) / (total - math.log(2))


class Difference(NamedTuple):
    """A stretch of two texts: "equal", or "changed" from the left words to the right ones."""

    kind: str
    left: list[str]
    right: list[str]


def differences(left: Sequence[str], right: Sequence[str]) -> list[Difference]:
    """How ``left`` (a list of words) becomes ``right``: [(kind, left words, right words)], kind "equal" or "changed".

    Punctuation attached to a word and its case make no difference.

    >>> [tuple(d) for d in differences(["ein", "unrealistisches", "Ziel"], ["ein", "absurdes", "Ziel"])]
    [('equal', ['ein'], ['ein']), ('changed', ['unrealistisches'], ['absurdes']), ('equal', ['Ziel'], ['Ziel'])]
    """
    steps: list[Difference] = []
    left, right = list(left), list(right)
    for op in Indel.opcodes([_bare(w) for w in left], [_bare(w) for w in right]):
        kind = "equal" if op.tag == "equal" else "changed"
        a, b = left[op.src_start : op.src_end], right[op.dest_start : op.dest_end]
        if steps and steps[-1][0] == kind:
            steps[-1] = Difference(kind, steps[-1].left + a, steps[-1].right + b)
        else:
            steps.append(Difference(kind, a, b))
    return steps


def _bare(word: str) -> str:
    return word.strip(PUNCTUATION).casefold() or word


def shared_words(left: str, right: str, most: int = 3) -> list[str]:
    """The rarest words that two sentences have in common, as the first writes them, rarest first.

    >>> shared_words("Sie kamen überein, sehr eng zusammenzuarbeiten.", "Man will eng zusammenzuarbeiten versuchen.")
    ['zusammenzuarbeiten', 'eng']
    """
    held = {w.casefold() for w in WORD.findall(right)}
    shared = {w.casefold(): w for w in reversed(WORD.findall(left)) if w.casefold() in held}
    ranked = sorted(shared.values(), key=lambda w: (-rarity(w), w))
    return [w for w in ranked if rarity(w) >= TELLING][:most]
