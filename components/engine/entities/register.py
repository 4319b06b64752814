"""Who is named in an event: names of persons, places and institutions, told apart by what the articles put beside them.

Nothing is known of anybody beforehand. A name is a person's where a title or a first name stands before it, or behind it in an
apposition; an abbreviation in brackets means what stands before the brackets; countries and some cities come from the CLDR.
"""

import functools
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from components.engine.data import lexicon
from components.engine.document import SentenceAnalysis
from components.engine.german import word_likeness
from components.engine.german.names import SURNAME, most_frequent, without_genitive
from components.engine.german.noun_kinds import NounKind, is_longer_person_noun, kind_of_noun
from components.engine.german.saying import saying
from components.engine.german.word_likeness import rarity
from components.engine.german.words import Word, fold, parts

ABBREVIATION = re.compile(r"[A-ZÄÖÜ][A-Za-zÄÖÜäöü]*[A-ZÄÖÜ][a-z]?")  # "WHO", "BfArM", "GfdS": two capitals at least
LONGEST_ABBREVIATION = 8
FIRST_NAMES = 0.8  # share of letters in common above which two folded first names are spellings of one
LONGEST_CAPITALS = 4  # letters of a name in capitals that is one for all that: "WHO"
FAR = 8  # words before a bracket among which the long form begins
ARTICLES = frozenset(["der", "die", "das", "des", "dem", "den"])
DIRECTIONS = frozenset(["in", "aus", "nach"])


@dataclass(frozen=True, kw_only=True)
class Named:
    """What a name is, by what stands beside it: votes of the articles for person, place and institution."""

    person: int = 0
    place: int = 0
    institution: int = 0

    @property
    def is_person(self) -> bool:
        """Whether it is the name of a person."""
        return self.person > max(self.place, self.institution)

    @property
    def is_place(self) -> bool:
        """Whether it is the name of a place."""
        return self.place > self.person and self.place >= self.institution


UNKNOWN = Named()


class Register:
    """The names of an event; ``text``: its analysed sentences, those of one article together in order."""

    def __init__(self, text: Sequence[SentenceAnalysis]) -> None:
        self._written = {w.text for s in text for w in s.named if w.tag == "NE"}
        determined = frozenset(
            w.text for s in text for before, w in zip(s.named, s.named[1:]) if w.tag == "NN" and before.tag == "ART"
        )
        corrected = {s.id: _corrected(s.named, determined) for s in text}
        bare = _bare_names(corrected.values())
        self._own_s = _own_s(corrected.values(), bare)
        persons = self._surnames(corrected.values())
        self.words: dict[str, tuple[Word, ...]] = {name: _as_names(found, persons) for name, found in corrected.items()}
        self._alone = frozenset(fold(found[run[0]].text) for found in self.words.values() for run in runs(found) if len(run) == 1)
        self._votes = self._count()
        self._short = self._abbreviations()
        self._first = self._first_names()
        self.ties: dict[str, tuple[Any, ...]] | None = None  # titles given to persons, kept by ``people``
        self.institutions: dict[str, dict[str, tuple[str, str]]] = {}  # of each article, and of all (""), kept by ``people``

    def votes(self, key: str) -> Named:
        """What the name of a key is."""
        return self._votes.get(key, UNKNOWN)

    def spelling(self, key: str) -> str:
        """The name of a key as most of its mentions write it."""
        return most_frequent(self._spelled.get(key.split(" ")[0], []), key)

    def key(self, word: Word) -> str:
        """The key of a name, the same for all its spellings and cases."""
        return fold(self.bare(word))

    def bare(self, word: Word) -> str:
        """A name without the -s of its genitive."""
        if word.text.endswith("s") and word.text[:-1] in self._written and word.text not in self._own_s:
            return word.text[:-1]
        return without_genitive(word, self._own_s)

    def named(self, word: Word) -> Named:
        """What a name is."""
        return self._votes.get(self.key(word), UNKNOWN)

    def runs(self, words: Sequence[Word]) -> list[list[int]]:
        """Places of the names among words, first and last name of one person together."""
        return runs(words, self._alone)

    def is_place(self, word: Word) -> bool:
        """Whether a name is that of a place: a country or city, or what the articles use as one."""
        found = self.named(word)
        return found.is_place or (fold(word.text) in _places() and not found.is_person)

    def long_form(self, key: str) -> str:
        """The key of what an abbreviation stands for, as some article explains it; the key itself where none does."""
        return self._short.get(key, key)

    def is_explained(self, key: str) -> bool:
        """Whether a key is that of an institution whose abbreviation some article explains."""
        return key in self._short.values()

    def person(self, surname: str, first: str = "", article: str = "") -> str:
        """The key of a person: her surname's, with the first name where the event has several of that surname."""
        entries = self._first.get(surname, [])
        if not entries and not first:  # a first name alone
            bearers = {held for held, rows in self._first.items() if any(surname in names for names, _ in rows)}
            return next(iter(bearers)) if len(bearers) == 1 else surname
        if len(entries) < 2:
            return surname
        for names, _ in entries:
            if first and any(_one_first_name(first, n) for n in names):
                return f"{surname} {min(names)}"
        here = [names for names, articles in entries if article in articles]
        return f"{surname} {min(here[0])}" if not first and len(here) == 1 else f"{surname} {first}".strip()

    # reading

    def _surnames(self, sentences: Iterable[Sequence[Word]]) -> frozenset[str]:
        """Names as written that follow a first name or a title: where the tagger takes one for a noun, it is a name all the same."""
        found: set[str] = set()
        for words in sentences:
            for before, word in zip((None, *words[:-1]), words):
                if word.tag == "NE" and before is not None and word.start - before.end <= 1:
                    titled = before.tag.startswith("NN") and kind_of_noun(before.text) == NounKind.PERSON
                    if titled or (before.tag == "NE" and not is_known_place(before.text)):
                        found.add(word.text)
        return frozenset(found)

    def _count(self) -> dict[str, Named]:
        votes: dict[str, list[int]] = {}
        self._spelled: dict[str, list[str]] = {}

        def vote(word: Word, place: int, weight: int = 1) -> None:
            votes.setdefault(self.key(word), [0, 0, 0])[place] += weight

        for words in self.words.values():
            for run in self.runs(words):
                first, last = words[run[0]], words[run[-1]]
                before = words[run[0] - 1] if run[0] else None
                adjacent = before is not None and first.start - before.end <= 1
                titled = adjacent and before is not None and before.tag.startswith("NN")
                kind = kind_of_noun(before.text) if titled and before is not None else NounKind.OTHER
                if is_known_place(last.text) or is_known_place(first.text):
                    vote(last, 1, 3)
                elif kind == NounKind.PERSON:
                    vote(last, 0, 3)
                elif kind == NounKind.INSTITUTION:
                    vote(last, 2, 3)
                elif len(run) > 1:
                    vote(last, 0, 2)
                elif ABBREVIATION.fullmatch(last.text):
                    vote(last, 2)
                elif adjacent and before is not None and before.text.casefold() in DIRECTIONS:
                    vote(last, 1)
                elif before is not None and before.text.casefold() in ARTICLES and not last.text.endswith("s"):
                    vote(last, 2)
                bare = self.bare(last)
                self._spelled.setdefault(self.key(last), []).append(
                    bare.capitalize() if bare.isupper() and len(bare) > LONGEST_CAPITALS else bare
                )
                if _appositive(words, run):
                    vote(last, 0, 2)
        return {key: Named(person=p, place=q, institution=r) for key, (p, q, r) in votes.items()}

    def _abbreviations(self) -> dict[str, str]:
        """{key of an abbreviation or long form: the one key for both}"""
        found: dict[str, str] = {}
        for words in self.words.values():
            for n in range(1, len(words) - 2):
                short = words[n + 1]
                if words[n].text != "(" or words[n + 2].text != ")" or len(short.text) > LONGEST_ABBREVIATION:
                    continue
                if not ABBREVIATION.fullmatch(short.text):
                    continue
                start = _long_form(words, n, short.text)
                if start is not None:
                    found.setdefault(institution_key(words[start:n]), fold(short.text))
        return found

    def _first_names(self) -> dict[str, list[tuple[set[str], set[str]]]]:
        """{surname: [(first names that are spellings of one, articles that give them)]}"""
        found: dict[str, list[tuple[set[str], set[str]]]] = {}
        for name, words in self.words.items():
            for run in self.runs(words):
                if len(run) < 2 or not self.named(words[run[-1]]).is_person:
                    continue
                first = fold(words[run[0]].text)
                entries = found.setdefault(self.key(words[run[-1]]), [])
                entry = next((e for e in entries if any(_one_first_name(first, n) for n in e[0])), None)
                if entry is None:
                    entry = (set(), set())
                    entries.append(entry)
                entry[0].add(first)
                entry[1].add(name.rpartition(":")[0])
        return found


def runs(words: Sequence[Word], alone: frozenset[str] = frozenset()) -> list[list[int]]:
    """Places of names that stand side by side, as first and last name do; ``alone``: fold keys of names that also stand by themselves:
    two of these in a row are two names ("lud Muster Beispiel ein")."""
    found: list[list[int]] = []
    for n, w in enumerate(words):
        if w.tag != "NE":
            continue
        before = words[n - 1] if n else None
        goes_on = found and found[-1][-1] == n - 1 and before is not None and w.start - before.end <= 1
        if goes_on and before is not None and not is_known_place(before.text) and not {fold(before.text), fold(w.text)} <= alone:
            found[-1].append(n)
        else:
            found.append([n])
    return found


def institution_key(words: Sequence[Word]) -> str:
    """The key of an institution as some words name it: what it is, and what tells it apart, in no case and no spelling.

    >>> from components.engine.german.words import words
    >>> institution_key(words("Robert-Koch-Institut")) == institution_key(words("Robert Koch-Institut"))
    True
    """
    kept = [w for w in words if w.tag.startswith(("NN", "NE", "ADJ(A)", "FM", "TRUNC"))]
    proper = [w for w in kept if w.tag.startswith("NE") or (w.tag == "NN" and "-" in w.text)]
    if proper:  # a proper name needs no "amerikanisch" before it
        kept = [w for w in kept if not w.tag.startswith("ADJ")]
    return fold("".join(re.sub(r"[\W_]", "", _stem(w)) for w in kept))


def _stem(word: Word) -> str:
    lemma = word.lemma if word.tag.startswith(("NN", "ADJ")) else word.text
    return lemma.casefold()


def _corrected(found: Sequence[Word], determined: frozenset[str]) -> tuple[Word, ...]:
    """Words with the tags set right that a table of nouns can set right: "Hilfsorganisation" is no name, "Mamata" before one is.
    ``determined``: nouns that somewhere have an article before them, as first names never do."""
    kept: list[Word] = []
    for n, w in enumerate(found):
        after = found[n + 1] if n + 1 < len(found) else None
        before = kept[-1] if kept else None
        if w.tag == "NE" and _is_noun_after_all(w, before):
            w = replace(w, tag="NN", lemma=w.text.casefold() if w.lemma != w.text.casefold() else w.lemma)
        elif (
            w.tag == "NN"
            and after is not None
            and after.tag == "NE"
            and after.start - w.end <= 1
            and w.text[0].isupper()
            and w.text not in determined
            and kind_of_noun(w.text) == NounKind.OTHER
            and rarity(w.text) > SURNAME
            and len(parts(w.text)) == 1
            and not _is_noun_after_all(after, None)
        ):
            w = replace(w, tag="NE")
        elif w.tag == "NN" and _is_surname(found, kept, n):
            w = replace(w, tag="NE", lemma=w.text.casefold())
        kept.append(w)
    return tuple(kept)


def _is_surname(found: Sequence[Word], kept: Sequence[Word], n: int) -> bool:
    """Whether an ordinary noun is the surname behind a first name ("sagte Anna Feld", "Sprecherin Anna Feld"), which follows a title or a
    verb of saying."""
    word, after = found[n], found[n + 1] if n + 1 < len(found) else None
    first = kept[-1] if kept else None
    if first is None or first.tag != "NE" or word.start - first.end > 1 or first.text.endswith("s") or is_known_place(first.text):
        return False
    if ABBREVIATION.fullmatch(first.text) or "-" in word.text or not word.text[0].isupper() or len(parts(word.text)) > 1:
        return False
    if kind_of_noun(word.text) == NounKind.INSTITUTION or (after is not None and after.tag.startswith(("NN", "NE"))):
        return False
    opens = kept[-2] if len(kept) > 1 else None
    titled = (
        opens is not None
        and first.start - opens.end <= 1
        and opens.tag.startswith("NN")
        and kind_of_noun(opens.text) == NounKind.PERSON
    )
    return titled or (opens is not None and opens.tag == "VV(FIN)" and opens.lemma in saying().verbs)


def _is_noun_after_all(word: Word, before: Word | None) -> bool:
    kind = kind_of_noun(word.text)
    if kind == NounKind.INSTITUTION:
        return not ABBREVIATION.fullmatch(word.text) and len(word.text) > 4
    if kind != NounKind.PERSON:
        return False
    surname = before is not None and before.tag == "NE" and word.start - before.end <= 1 and not before.text.endswith("s")
    return not surname and is_longer_person_noun(word.text)


def _as_names(found: Sequence[Word], persons: frozenset[str]) -> tuple[Word, ...]:
    """Words with nouns that are known surnames tagged as names."""

    def is_name(n: int, w: Word) -> bool:
        before = found[n - 1] if n else None
        return (
            w.tag == "NN"
            and (w.text in persons or (w.text.endswith("s") and w.text[:-1] in persons))
            and not (before is not None and before.tag.startswith(("ART", "PPOSAT", "PDAT", "PIAT", "ADJ", "APPRART", "CARD")))
        )

    return tuple(replace(w, tag="NE") if is_name(n, w) else w for n, w in enumerate(found))


def _bare_names(sentences: Iterable[Sequence[Word]]) -> frozenset[str]:
    return frozenset(w.text for found in sentences for w in found if w.tag == "NE" and not w.text.endswith("s"))


def _own_s(sentences: Iterable[Sequence[Word]], bare: frozenset[str]) -> frozenset[str]:
    """Names as written whose -s is their own: they keep it where no genitive can stand, and never stand without it."""
    kept: set[str] = set()
    for found in sentences:
        for before, w, after in zip((None, *found[:-1]), found, (*found[1:], None)):
            genitive = (after is not None and after.tag.startswith(("NN", "ADJ(A)", "CARD"))) or (
                before is not None and before.tag.startswith("NN")
            )
            if w.tag == "NE" and w.text.endswith("s") and not genitive:
                kept.add(w.text)
    return frozenset(name for name in kept if name[:-1] not in bare)


def _appositive(words: Sequence[Word], run: Sequence[int]) -> bool:
    """Whether a name is explained by a person's title between commas, before or behind it."""
    first, last = run[0], run[-1]
    if last + 2 < len(words) and words[last + 1].text == ",":
        after = [w for w in words[last + 2 : last + 6] if not w.tag.startswith(("ART", "ADJ"))]
        if after and after[0].tag.startswith("NN") and kind_of_noun(after[0].text) == NounKind.PERSON:
            return True
    return first > 1 and words[first - 1].text == "," and apposed_title(words, first) is not None


def apposed_title(words: Sequence[Word], first: int) -> int | None:
    """The place of the person's title that a name between commas explains: "die Chefin der Behörde, Anna Muster,"; None without one."""
    start = first - 2
    while start >= 0 and (words[start].text[0].isalnum() and not words[start].tag.startswith(("VV", "VA", "VM", "KO"))):
        start -= 1
    held = words[start + 1 : first - 1]
    nouns = [n for n, w in enumerate(held, start + 1) if w.tag.startswith("NN")]
    return nouns[0] if nouns and kind_of_noun(words[nouns[0]].text) == NounKind.PERSON else None


def _long_form(words: Sequence[Word], bracket: int, short: str) -> int | None:
    """Where the name begins that an abbreviation in brackets stands for; None where it stands for nothing before it."""
    letters = [c for c in short if c.isalpha()]
    nouns = [n for n in range(max(0, bracket - FAR), bracket) if words[n].tag.startswith(("NN", "NE"))]
    last = words[bracket - 1]
    if not nouns or not last.tag.startswith(("NN", "NE")):
        return None
    for start in range(bracket - 1, max(-1, bracket - FAR - 1), -1):
        held = words[start:bracket]
        if any(not w.text[0].isalnum() or w.tag.startswith(("VV", "VA", "VM")) for w in held):
            break
        if not held[0].text[0].isupper():
            continue
        initials = [
            p[0].casefold()
            for w in held
            for p in (_pieces(w) if w.tag.startswith(("NN", "NE", "ADJ", "APPR", "FM", "KO")) else ())
        ]
        opens = held[0].tag.startswith("ADJ") or kind_of_noun(held[0].text) == NounKind.INSTITUTION
        fits = letters[0].casefold() == initials[0] and _subsequence([c.casefold() for c in letters], initials)
        if fits and (opens or len(held) != 2):
            return start
    if not last.tag.startswith("NN") or kind_of_noun(last.text) != NounKind.INSTITUTION:
        return None
    before = (
        words[bracket - 2] if bracket > 1 else None
    )  # "Sozialistische Partei (PS)": the letters are those of another language
    named = before is not None and before.tag.startswith("ADJ") and before.text[0].isupper()
    return bracket - 2 if named else bracket - 1


def _pieces(word: Word) -> tuple[str, ...]:
    pieces = parts(word.text)
    return pieces if pieces and pieces[0][:1] == word.text[:1].casefold() else (word.text, *pieces)


def _subsequence(letters: Sequence[str], initials: Sequence[str]) -> bool:
    rest = iter(initials)
    return all(c in rest for c in letters)


def _one_first_name(one: str, other: str) -> bool:
    return (
        one == other
        or word_likeness.same_spelling(one, other, FIRST_NAMES)
        or (one[0] == other[0] and 1 in (len(one), len(other)))
    )


def is_known_place(text: str) -> bool:
    """Whether a word, in any case, is the name of a country or city of the tables."""
    return any(fold(form) in _places() for form in (text, text.removesuffix("s"), text.removesuffix("es")) if form)


def is_country(text: str, exact: bool = False) -> bool:
    """Whether a word is the name of a country; ``exact``: without the -s of a genitive."""
    forms = (text,) if exact else (text, text.removesuffix("s"))
    return any(fold(form) in _countries() for form in forms if form)


@functools.cache
def _countries() -> frozenset[str]:
    from babel import Locale

    return frozenset(fold(n) for code, n in Locale("de").territories.items() if len(code) == 2 and n) | {fold("USA")}


@functools.cache
def _places() -> frozenset[str]:
    """Fold keys of countries and cities, from the CLDR (Babel), and of what ``entities.toml`` adds."""
    from babel import Locale

    german = Locale("de")
    cities = [str(row["city"]) for row in german.time_zones.values() if "city" in row]
    return _countries() | frozenset(fold(n) for n in (*cities, *lexicon("entities")["places"]["names"]) if n)
