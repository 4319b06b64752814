"""What an article prints and what it surely does not: words looked for letter by letter, persons by the beginning of their names."""

from __future__ import annotations

import functools
import itertools
import re
from collections import Counter
from collections.abc import Iterable
from typing import TYPE_CHECKING

from components.engine.data import lexicon
from components.engine.german.white_space import one_line

if TYPE_CHECKING:
    from components.engine.comparison import Comparison

LEAST_HEAD = 5  # letters at the end that two nouns with one head have in common
SOFT = "\u00ad?"  # between the letters of a word
LEAST_LETTERS = 4  # of a name that are looked for in a text


def prints(comparison: Comparison, article: str, word: str) -> bool:
    """Whether an article prints a word anywhere, also inside another and in what is set aside."""
    return plain(word) in plain(text_of(comparison, article))


def text_of(comparison: Comparison, article: str) -> str:
    """The text of an article's id, as delivered."""
    return next(a.text for a in comparison.articles if a.id == article)


@functools.lru_cache(maxsize=512)
def plain(text: str) -> str:
    """A text in small letters, without soft hyphens, ß as ss."""
    return text.replace("\u00ad", "").replace("ß", "ss").casefold()


def stem(surname: str) -> str:
    """The beginning of a name that its spellings have in common: "Meyer", "Meyr"."""
    return plain(surname)[: max(LEAST_LETTERS, len(surname) - 3)]


def is_person(comparison: Comparison, name: str) -> bool:
    """Whether a name is a person's, as far as can be seen: no institution's, and somewhere with a first name or a title before it."""
    words = name.split()
    if len(words[-1]) < LEAST_LETTERS or not all(w[:1].isupper() for w in words) or name.isupper():
        return False
    if any(plain(w).endswith(head) for w in re.split(r"[\s-]", name) for head in lexicon("entities")["institutions"]["heads"]):
        return False
    texts = [one_line(a.text) for a in comparison.articles]
    last = re.escape(words[-1])
    first_name = any(re.search(rf"\b{last} (?:(?:de|da|van|von|der) )*[A-ZÄÖÜ]\w+ [a-zäöü(]", text) for text in texts)
    return not first_name and any(re.search(rf"\w [A-ZÄÖÜ][\w.-]+ {last}\b", text) for text in texts)


def in_full(comparison: Comparison, surname: str) -> str:
    """A surname with what stands before it most often: "Anna Muster"."""
    pattern = re.compile(rf"(?<=[a-zäöüß,] )([A-ZÄÖÜ][\w.-]+ {re.escape(surname)})\b")  # not at the beginning of a sentence
    found = Counter(m for a in comparison.articles for m in pattern.findall(one_line(a.text)))
    return min(found, key=lambda name: (-found[name], name), default=surname)


def lacks(comparison: Comparison, held: Iterable[str], lacking: Iterable[str]) -> bool:
    """Whether an outlet that none of the articles that have something is of lacks it."""
    return bool({comparison.outlet_of[a] for a in lacking} - {comparison.outlet_of[a] for a in held})


def apart(comparison: Comparison, one: Iterable[str], other: Iterable[str]) -> bool:
    """Whether two groups of articles have no outlet in common."""
    return not {comparison.outlet_of[a] for a in one} & {comparison.outlet_of[a] for a in other}


def one_head(one: str, other: str) -> bool:
    """Whether two nouns end alike: one with or without a first part ("Katastrophe", "Naturkatastrophe")."""
    a, b = (w.rsplit("-", 1)[-1] for w in (one, other))
    alike = sum(1 for _ in itertools.takewhile(lambda pair: pair[0] == pair[1], zip(a[::-1], b[::-1])))
    return alike >= min(LEAST_HEAD, len(a), len(b)) or a.startswith(b) or b.startswith(a)


def names(text: str, surname: str) -> re.Match[str] | None:
    """Where a text has a surname as a whole word, in the genitive, too."""
    return re.search(rf"(?<!\w){re.escape(surname)}(?:s|['’])?(?!\w)", text)


def find_word(text: str, word: str) -> tuple[int, int] | None:
    """Where a text has a whole word, soft hyphens inside of it overlooked.

    >>> find_word("Das ist unklar, nicht klar.", "klar"), find_word("lei\u00adder", "leider"), find_word("unklar", "klar")
    ((22, 26), (0, 7), None)
    """
    letters = SOFT.join(map(re.escape, word))
    found = re.search(rf"(?<!\w){letters}(?!\w)", text)
    return found.span() if found else None
