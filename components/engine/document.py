"""An article analysed once."""

import functools
import re
from dataclasses import dataclass

from components.engine.articles.article import Sentence
from components.engine.german import quantities
from components.engine.german.names import TIME_WORDS, is_name
from components.engine.german.quantity_values import Quantity
from components.engine.german.quotation_marks import quoted, quoted_share
from components.engine.german.saying import reporting_words
from components.engine.german.sentences import split
from components.engine.german.white_space import one_line, pattern_of
from components.engine.german.words import fold, parts, words
from components.engine.zones import zones


def sentences(article, outlet, closing=frozenset()):
    """Every sentence of an article with its role, in order; set-aside passages are cut into sentences, too. What people have set right
    (``article.roles``) holds."""
    flat = one_line(article.text)
    corrected = dict(article.roles)
    found = []
    for passage in zones(article, outlet, closing):
        marks = quoted(flat, passage.start, passage.end)
        for start, end in split(article.text, passage.start, passage.end):
            role = passage.role
            if role == "body" and not any(c.isalnum() for c in article.text[start:end]):
                role = "boilerplate"
            if role == "body" and quoted_share(flat, (start, end), marks) >= 0.5:
                role = "quote"
            found.append((start, end, role))
    if article.ends:
        found = _ended(article, found)
    if corrected:
        found = [(a, b, corrected.get(" ".join(article.text[a:b].split()), role)) for a, b, role in found]
    return tuple(
        Sentence(f"{article.id}:{n}", article.id, start, end, role, article.text[start:end])
        for n, (start, end, role) in enumerate(found)
    )


def _ended(article, found):
    """[(start, end, role)] with sentences cut and joined as ``article.ends`` says; words that are not there change nothing."""

    def told(span):
        return " ".join(article.text[span[0] : span[1]].split())

    for wanted, other, verdict in article.ends:
        changed = []
        for start, end, role in found:
            if verdict == "joined" and changed and told(changed[-1]) == wanted and told((start, end)) == other:
                changed[-1] = (changed[-1][0], end, changed[-1][2])
                continue
            head = re.match(pattern_of(other) + r"\s+", article.text[start:end])
            if verdict == "cut" and other and head and told((start, end)) == wanted:
                changed += [(start, start + len(head.group().rstrip()), role), (start + head.end(), end, role)]
            else:
                changed.append((start, end, role))
        found = changed
    return found


CLAUSE_END = re.compile(r"[,;:–—()\"„“”»«](?!\d)")
COMMA = re.compile(r"[,;:–—](?!\d)")  # clauses that quoted words don't end ('würden "unmittelbar" beginnen')
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
    return Passage(
        text, one_line(text), found, reporting, quantities.find(text), _names(found, reporting), _about(found, reporting)
    )


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
