"""Words with which a text judges instead of telling: those of a lexicon, and superlatives of what cannot be measured."""

import functools
import re
import tomllib

from components.engine.data import DATA
from components.engine.german.words import words

ENDING = re.compile(r"e?st(?:e|en|er|es|em)$")
UMLAUTS = str.maketrans("äöü", "aou")


@functools.cache
def _lexicon():
    table = tomllib.loads((DATA / "lexicon" / "judging_words.toml").read_text("utf-8"))
    return {kind: frozenset(lemmas) for kind, lemmas in table.items()}


def judging_word(text):
    """The first word of a sentence that judges, "" for none.

    >>> judging_word("Das war die bislang klarste Absage."), judging_word("Die robuste Brücke ist gesperrt.")
    ('klarste', '')
    """
    return next((w.text for w in words(text) if _judges(w)), "")


def _judges(word):
    table, lower = _lexicon(), word.text.casefold()
    if lower in table["adverbs"]:
        return True
    if word.tag.startswith("NN"):
        return word.lemma.rsplit("-", 1)[-1] in table["nouns"]
    return word.tag.startswith("ADJ") and (word.lemma in table["adjectives"] or _superlative(lower, word.lemma))


def _superlative(word, lemma):
    """Whether an adjective is a superlative ("deutlichsten"), and of nothing that can be measured or counted."""
    found = ENDING.search(word)
    if lemma in {"gut", "schlecht"}:
        return bool(re.match(r"(be|schlechte)st", word))
    stem = word[: found.start()] if found else ""
    return bool(stem) and stem.translate(UMLAUTS) == lemma.translate(UMLAUTS) and lemma not in _lexicon()["measurable"]
