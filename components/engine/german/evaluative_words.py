"""Words with which a text judges instead of telling: those of a lexicon, and superlatives of what cannot be measured."""

import functools
import re
from collections.abc import Iterable

from components.engine.data import lexicon
from components.engine.german.words import Word

ENDING = re.compile(r"e?st(?:e|en|er|es|em)$")
UMLAUTS = str.maketrans("äöü", "aou")


@functools.cache
def _lexicon() -> dict[str, frozenset[str]]:
    return {kind: frozenset(lemmas) for kind, lemmas in lexicon("judging_words").items()}


def evaluative_words(found: Iterable[Word]) -> tuple[str, ...]:
    """Those of some words that judge, as written.

    >>> from components.engine.german.words import words
    >>> said = "Das war leider die bislang klarste Absage.", "Die robuste Brücke ist gesperrt."
    >>> [evaluative_words(words(text)) for text in said]
    [('leider', 'klarste'), ()]
    """
    return tuple(w.text for w in found if _judges(w))


def is_evaluative(lemma: str) -> bool:
    """Whether a noun or an adjective judges, by its lemma in lower case: "despot", "erz-despot", "halsstarrig"."""
    table = _lexicon()
    return lemma.rsplit("-", 1)[-1] in table["nouns"] or lemma in table["adjectives"]


def _judges(word: Word) -> bool:
    table, lower = _lexicon(), word.text.casefold()
    if lower in table["adverbs"]:
        return True
    if word.tag.startswith("NN"):
        return word.lemma.rsplit("-", 1)[-1] in table["nouns"]
    return word.tag.startswith("ADJ") and (word.lemma in table["adjectives"] or _is_superlative(lower, word.lemma))


def _is_superlative(word: str, lemma: str) -> bool:
    """Whether an adjective is a superlative ("deutlichsten"), and of nothing that can be measured or counted."""
    found = ENDING.search(word)
    stem = word[: found.start()] if found else ""
    return bool(stem) and stem.translate(UMLAUTS) == lemma.translate(UMLAUTS) and lemma not in _lexicon()["measurable"]
