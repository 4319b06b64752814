"""Noun phrases of tagged German words: adjectives, nouns and names, and what goes with them."""

from collections.abc import Sequence

from components.engine.german.words import Word

DETERMINERS = ("ART", "PPOSAT", "PDAT", "PIAT", "CARD", "APPRART")


def noun_phrases(found: Sequence[Word]) -> list[tuple[int, int]]:
    """Noun phrases of tagged words, as (start, end) places in ``found``: adjectives, nouns and names, without "der" or "ein".

    >>> from components.engine.german.words import words
    >>> found = words("Der neue Bürgermeister Max Muster lobt den Bau der Brücke.")
    >>> [[w.text for w in found[a:b]] for a, b in noun_phrases(found)]
    [['neue', 'Bürgermeister', 'Max', 'Muster'], ['Bau'], ['Brücke']]
    """
    rows: list[tuple[int, int]] = []
    n = 0
    while n < len(found):
        k = n
        while k < len(found) and (_describes(found, k) or _joins(found, n, k)):
            k += 1
        head = k
        while k < len(found) and found[k].tag.startswith(("NN", "NE", "FM")) and (k == head or _follows(found[k - 1], found[k])):
            k += 1
        if k > head:
            rows.append((n, k))
        n = max(k, n + 1)
    return rows


def determiner(found: Sequence[Word], start: int) -> Word | None:
    """The "der", "ein", "dieser" or "zwei" before a phrase, None where there is none."""
    return found[start - 1] if start and found[start - 1].tag.startswith(DETERMINERS) else None


def _describes(found: Sequence[Word], k: int) -> bool:
    """An adjective before a noun, or what qualifies one ("völkerrechtswidrig annektierte")."""
    if found[k].tag == "ADJ(D)":
        return k + 1 < len(found) and found[k + 1].tag == "ADJ(A)"
    return found[k].tag in {"ADJ(A)", "TRUNC"}


def _joins(found: Sequence[Word], start: int, k: int) -> bool:
    """ "und" or a comma between two adjectives."""
    between = start < k < len(found) - 1 and found[k].text in {"und", ",", "oder", "aber"}
    return between and found[k - 1].tag == "ADJ(A)" and _describes(found, k + 1)


def _follows(last: Word, word: Word) -> bool:
    """Whether a noun or name goes on the phrase: a name behind a noun or name; two nouns in a row are two phrases."""
    return word.start - last.end <= 1 and word.tag.startswith(("NE", "FM"))
