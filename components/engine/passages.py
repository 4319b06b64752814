"""A sentence as the search for contradictions reads it: its words, clauses, values, names, and what it is about.

``about`` holds the lemmas of parts of compounds ("Reifenlager": reifen, lager), so that two newsrooms' words for one thing meet.
"""

import functools
import re
from dataclasses import dataclass

from components.engine import quantities, times
from components.engine.language import fold, parts, words
from components.engine.reporting import reporting_words
from components.engine.sentences import plain
from components.engine.values import Quantity
from components.engine.wording import rarity

CLAUSE_END = re.compile(r"[,;:–—()\"„“”»«](?!\d)")
COMMA = re.compile(r"[,;:–—](?!\d)")  # clauses that quoted words don't end ('würden "unmittelbar" beginnen')
RARE = 0.7  # rarity from which a bare noun after a preposition is taken for a name
TIME_WORDS = frozenset([*times.WEEKDAYS, *times.MONTHS, "sonnabend", "jahr", "tag", "woche", "monat", "stunde", "minute", "uhr", "morgen", "abend", "nacht", "vormittag", "nachmittag", "mittag", "mitternacht", "wochenende"])  # fmt: skip
SAME_START = 4  # letters in which two forms of one name agree


@dataclass(frozen=True)
class Passage:
    """One sentence: ``flat`` its text on one line (offsets as in ``text``), ``reporting`` positions of words that only say who
    reports, ``names`` fold keys of surnames and places that act in it, ``about`` what else it speaks of."""

    text: str
    flat: str
    words: tuple
    reporting: frozenset[int]
    quantities: tuple[Quantity, ...]
    names: frozenset[str]
    about: frozenset[str]

    def clause(self, start, end, ends=CLAUSE_END):
        """(start, end) of the clause around a span: from comma, colon, dash or quotation mark to the next."""
        return clause_of(self.flat, start, end, ends)

    def words_in(self, start, end):
        """The words between two offsets."""
        return tuple(w for w in self.words if start <= w.start < end)

    def is_reporting(self, start, end):
        """Whether all words of a span only say who reports ("teilte der Konzern am Montag mit")."""
        held = [n for n, w in enumerate(self.words) if start <= w.start < end]
        return bool(held) and all(n in self.reporting for n in held)


@functools.lru_cache(maxsize=20_000)
def read(text):
    """The Passage of one sentence."""
    found = words(text)
    reporting = frozenset(reporting_words(found))
    return Passage(text, plain(text), found, reporting, quantities.find(text), _names(found, reporting), _about(found, reporting))


def clause_of(flat, start, end, ends=CLAUSE_END):
    """(start, end) of the clause around a span of a text."""
    before = max((m.end() for m in ends.finditer(flat, 0, start) if m.end() <= start), default=0)
    after = ends.search(flat, end)
    return before, after.start() if after else len(flat)


def about_words(found):
    """Lemmas of what words speak of: parts of nouns, verbs and adjectives; no names, numbers, times or units."""
    return _about(found, frozenset())


def _about(found, reporting):
    kept = set()
    for n, w in enumerate(found):
        if n in reporting or not w.is_content or w.tag == "NE" or w.lemma in TIME_WORDS or any(c.isdigit() for c in w.text):
            continue
        if quantities.is_unit(w.lemma) or quantities.amount(w.text) is not None:
            continue
        kept |= {p for p in parts(w.lemma if w.tag.startswith("VV") else w.text) if len(p) > 3} | {w.lemma}
    return frozenset(kept)


def names_of(found):
    """Fold keys of the names among words."""
    return _names(found, frozenset())


def _names(found, reporting):
    """Fold keys; of several names in a row only the last (a surname), so that first names never decide."""
    return frozenset(
        fold(w.lemma)
        for n, (before, w, after) in enumerate(zip((None, *found[:-1]), found, (*found[1:], None)))
        if n not in reporting
        and is_name(w, before)
        and not (after is not None and after.tag == "NE" and after.start == w.end + 1)
    )


def is_name(word, before):
    """A name, an adjective made of one ("Kasseler"), or a rare noun that stands bare, as names do ("mit Macron", "in Worpswede")."""
    if word.lemma in TIME_WORDS:
        return False
    if word.tag.startswith("ADJ"):
        return word.text[0].isupper() and word.text.endswith("er") and before is not None and rarity(word.text) > RARE
    if word.tag == "NE":
        return True
    bare = word.tag == "NN" and (
        before is None or not before.tag.startswith(("ART", "ADJ", "P", "CARD", "APPRART", "NN", "TRUNC"))
    )
    return bare and rarity(word.text) > RARE and len(parts(word.text)) == 1 and not quantities.is_unit(word.lemma)


def _same_start(one, other):
    """In how many letters two words begin alike."""
    return next((n for n, (a, b) in enumerate(zip(one, other)) if a != b), min(len(one), len(other)))


def lowered(text):
    """Small letters, each in its place: what becomes two letters ("İ") stays as it is."""
    return "".join(small if len(small := c.lower()) == 1 else c for c in text)


def names_meet(left, right):
    """Whether a name of one passage is somewhere in the other, by its first letters ("Kassel", "Kasseler")."""
    return any(
        _same_start(name, fold(w.text)) >= min(SAME_START, len(name))
        for one, other in ((left, right), (right, left))
        for name in one.names
        for w in other.words
        if w.text[0].isupper() or w.tag.startswith("ADJ")
    )


def shared_theme(left, right):
    """What two passages have in common besides numbers and reports: (names, other words)."""
    met = [(n, m) for n in left.names for m in right.names if _same_start(n, m) >= min(SAME_START + 1, len(n), len(m))]
    sides = {n for n, _ in met}, {m for _, m in met}
    return frozenset(min(sides, key=lambda side: (len(side), sorted(side)))), left.about & right.about
