"""Two versions of one article, sentence by sentence: the same, reworded, a corrected value, dropped, added.

A value that was corrected without a word is often the best explanation of a contradiction between outlets: one of them copied the earlier
version.
"""

import enum
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from components.engine.contradictions.rules import clashing_values
from components.engine.document import Document, SentenceAnalysis
from components.engine.german.white_space import squeezed
from components.engine.german.word_likeness import word_set_likeness

REWORDED = 0.6  # likeness of wording from which a sentence is another form of an earlier one
MOST = 400  # sentences of a version that are compared


class Change(enum.StrEnum):
    """What became of a sentence."""

    SAME = "same"
    REWORDED = "reworded"
    CORRECTED = "corrected"
    DROPPED = "dropped"
    ADDED = "added"


@dataclass(frozen=True, kw_only=True)
class ChangedSentence:
    """A sentence in both versions; ``before`` is "" for one that was added, ``after`` for one that was dropped."""

    change: Change
    before: str
    after: str


def changes(before: Document, after: Document) -> tuple[ChangedSentence, ...]:
    """Every text sentence of the newer version in order, then those that were dropped."""
    old, new = before.text[:MOST], after.text[:MOST]
    left = {n: squeezed(s.text) for n, s in enumerate(old)}
    found: dict[int, ChangedSentence] = {}
    for n, s in enumerate(new):
        text = squeezed(s.text)
        same = next((k for k, t in left.items() if t == text), None)
        if same is not None:
            del left[same]
            found[n] = ChangedSentence(change=Change.SAME, before=text, after=text)
    rest = [n for n in range(len(new)) if n not in found]
    for k, n in _pairs(list(left), rest, old, new):
        kind = Change.CORRECTED if clashing_values(old[k], new[n]) else Change.REWORDED
        found[n] = ChangedSentence(change=kind, before=left.pop(k), after=squeezed(new[n].text))
    for n in rest:
        found.setdefault(n, ChangedSentence(change=Change.ADDED, before="", after=squeezed(new[n].text)))
    dropped = [ChangedSentence(change=Change.DROPPED, before=text, after="") for text in left.values()]
    return (*(found[n] for n in sorted(found)), *dropped)


def _pairs(
    left: Sequence[int], right: Sequence[int], old: Sequence[SentenceAnalysis], new: Sequence[SentenceAnalysis]
) -> list[tuple[int, int]]:
    """(place in ``old``, place in ``new``) of sentences that are forms of one another, the likest first, each once."""
    if not left or not right:
        return []
    texts = [*(old[k].text for k in left), *(new[n].text for n in right)]
    alike = word_set_likeness(texts)[: len(left), len(left) :]
    found: list[tuple[int, int]] = []
    for at in np.argsort(-alike, axis=None, kind="stable"):
        k, n = divmod(int(at), len(right))
        if alike[k, n] < REWORDED:
            break
        if all(left[k] != a and right[n] != b for a, b in found):
            found.append((left[k], right[n]))
    return found
