"""Who a name or a title means: by what an article itself puts side by side ("die neue Ministerin Anna Muster … die Ministerin")."""

import functools
from collections.abc import Sequence
from dataclasses import dataclass

from components.engine.german.clauses import TOKEN_OR_END
from components.engine.german.names import without_genitive
from components.engine.german.saying import saying
from components.engine.german.words import Word, common_noun, fold

PRONOUNS = frozenset(["er", "sie", "dieser", "diese", "ihm", "ihr"])
ATTRIBUTED = ("NN", "ADJ(A)", "CARD")  # what follows a name in the genitive ("Mertens Rede")
TITLE = "title "  # before the lemma, in the key of somebody of whom only the title is known


@dataclass(frozen=True, kw_only=True)
class Somebody:
    """A person or institution as an article names it: a key that its spellings share, and the name as written."""

    key: str
    name: str

    @property
    def has_name(self) -> bool:
        """Whether more than a title is known."""
        return bool(self.key) and not self.key.startswith(TITLE)


NOBODY = Somebody(key="", name="")


class Names:
    """Names of an article and the titles that stand beside them; ``sentences``: the ``named`` words of each of its sentences."""

    def __init__(self, sentences: Sequence[Sequence[Word]]) -> None:
        self._sentences = sentences
        self._written: dict[str, str] = {}  # key: the name as first written
        self._titles: dict[str, set[tuple[frozenset[str], str]]] = {}  # part of a title: (what qualifies it, key of who bears it)
        self._alone = {
            fold(w.lemma)
            for found in sentences
            for before, w, after in zip((None, *found[:-1]), found, (*found[1:], None))
            if w.tag == "NE" and not any(x is not None and x.tag == "NE" for x in (before, after))
        }
        self._ending_in_s = _ending_in_s(sentences)
        for found in sentences:
            for n, w in enumerate(found):
                if w.tag == "NE" and self._last(found, n) is w:
                    self._learn(found, n)

    def _learn(self, found: Sequence[Word], n: int) -> None:
        """Keep a name's spelling, and the title before it."""
        w = found[n]
        key = fold(w.lemma)
        self._written.setdefault(key, w.lemma.capitalize() if w.text.isupper() and len(w.text) > 4 else self.bare(w))
        first = self._first(found, n)
        before = found[max(0, first - 3) : first]
        if before and before[-1].tag.startswith("NN"):
            title = before[-1].lemma
            for part in _title_keys(title):
                self._titles.setdefault(part, set()).add((_marks(before, title), key))

    def bare(self, word: Word) -> str:
        """A name without the -s of its genitive."""
        return without_genitive(word, self._ending_in_s)

    def _one_name(self, word: Word, after: Word) -> bool:
        """Whether two words are first and last name; two surnames in a row stand alone elsewhere."""
        return (
            word.tag == after.tag == "NE"
            and after.start - word.end <= 1
            and not {fold(word.lemma), fold(after.lemma)} <= self._alone
        )

    def _first(self, found: Sequence[Word], n: int) -> int:
        while n and self._one_name(found[n - 1], found[n]):
            n -= 1
        return n

    def _last(self, found: Sequence[Word], n: int) -> Word:
        while n + 1 < len(found) and self._one_name(found[n], found[n + 1]):
            n += 1
        return found[n]

    def knows(self, key: str) -> bool:
        """Whether the article names somebody of this key."""
        return key in self._written

    def _somebody(self, word: Word) -> Somebody:
        return Somebody(key=fold(word.lemma), name=self.bare(word))

    def who(self, found: Sequence[Word]) -> Somebody | None:
        """Who is named by some words; None for nobody, and for a pronoun (see ``has_pronoun``)."""
        found = [w for w in found if not TOKEN_OR_END.fullmatch(w.text)]
        run = [n for n, w in enumerate(found) if w.tag == "NE"]
        titled = [n for n in run if n and found[n - 1].tag.startswith("NN")]  # "Hamburgs Bürgermeisterin Anna Muster"
        if len(run) > 1 and titled and not any(w.tag.startswith("APPR") for w in found[run[0] : titled[0]]):
            run = [n for n in run if n >= titled[0]]
        nouns = [w for w in found if w.tag.startswith("NN")]
        title = nouns[0] if nouns else None
        if title is not None and title.lemma in saying().spokespeople and len(nouns) > 1 and not run:
            title = nouns[1]  # "eine Sprecherin des Ministeriums"
        if run and title is not None and (whole := self._with_surname(found, run[0], title)):
            return whole
        if run and (title is None or not _only_belongs(found, run, title)):
            return self._somebody(self._last(found, run[0]))
        if title is not None:
            return self._by_title(title, _marks(found, title.lemma))
        return None

    def _with_surname(self, found: Sequence[Word], first: int, title: Word) -> Somebody | None:
        """Who is named by a first name and a surname that is an ordinary noun ("Anna Feld"), or by an institution that bears names
        ("Robert Koch-Institut"); None where the noun behind the name is something else."""
        last = first
        while last + 1 < len(found) and self._one_name(found[last], found[last + 1]):
            last += 1
        name = found[last]
        behind = last + 1 < len(found) and found[last + 1] is title and title.start - name.end <= 1
        if not behind or name.text.endswith(("s", "’")) or (first and found[first - 1].tag.startswith(("APPR", "NN"))):
            return None
        if last + 2 < len(found) and found[last + 2].tag.startswith(("NN", "NE", "ART")):
            return None  # more than a name
        if "-" in title.text:
            text = " ".join(w.text for w in found[first : last + 2])
            return Somebody(key=fold(text.removesuffix("s")), name=text)
        return Somebody(key=fold(title.lemma), name=common_noun(title)) if title.text[0].isupper() else None

    def _by_title(self, title: Word, marks: frozenset[str]) -> Somebody:
        rows = {row for key in _title_keys(title.lemma) for row in self._titles.get(key, ())}
        fitting = {key for held, key in rows if not marks or any(a.startswith(b) or b.startswith(a) for a in held for b in marks)}
        if len(fitting) != 1:
            fitting = {key for held, key in rows if held == marks} or fitting
        if len(fitting) == 1:
            key = next(iter(fitting))
            return Somebody(key=key, name=self._written.get(key, title.text))
        return Somebody(key=f"{TITLE}{title.lemma}", name=common_noun(title))

    def split(self, run: Sequence[Word]) -> list[list[Word]]:
        """Names in a row, cut where one name ends and the next begins: two names of a headline are two people."""
        found: list[list[Word]] = []
        for word in run:
            if found and self._one_name(found[-1][-1], word):
                found[-1].append(word)
            else:
                found.append([word])
        return found

    def by_title(self, found: Sequence[Word]) -> Somebody | None:
        """The only person whose title some words without a name are; None where nobody or several bear it."""
        title = next((w for w in found if w.tag.startswith("NN")), None)
        got = self._by_title(title, _marks(found, title.lemma)) if title is not None else None
        return got if got and got.has_name else None

    def subject(self, n: int) -> Somebody | None:
        """The first name of a sentence, as who "er" may be in the next."""
        found = self._sentences[n]
        for k, w in enumerate(found):
            if w.tag == "NE" and (k == 0 or found[k - 1].tag not in {"APPR", "APPRART"}):
                return self._somebody(self._last(found, k))
        return None

    def subject_before(self, n: int) -> Somebody | None:
        """The last such name before a sentence."""
        return next((found for k in range(n - 1, -1, -1) if (found := self.subject(k))), None)


def has_pronoun(found: Sequence[Word]) -> bool:
    """Whether some words hold a pronoun that stands for somebody."""
    return any(w.tag in {"PPER", "PDS"} and w.text.casefold() in PRONOUNS for w in found)


def is_office(title: str) -> bool:
    """Whether a noun is an office, as the table of offices or its compounds have it."""
    return any(key.startswith("office ") for key in _title_keys(title))


def _ending_in_s(sentences: Sequence[Sequence[Word]]) -> frozenset[str]:
    """Names as written whose -s is their own: they keep it where no genitive can stand, and never stand without it."""
    kept: set[str] = set()
    bare: set[str] = set()
    for found in sentences:
        for before, w, after in zip((None, *found[:-1]), found, (*found[1:], None)):
            if w.tag != "NE":
                continue
            if not w.text.endswith("s"):
                bare.add(w.text)
            genitive = (after is not None and after.tag.startswith(ATTRIBUTED)) or (
                before is not None and before.tag.startswith("NN")
            )
            if w.text.endswith("s") and not genitive:
                kept.add(w.text)
    return frozenset(name for name in kept if name[:-1] not in bare)


@functools.lru_cache(maxsize=20_000)
def _title_keys(title: str) -> frozenset[str]:
    """A title, its last part ("us-präsident": präsident), and the group of offices it belongs to."""
    masculine = title.removesuffix("in")
    keys = {title, masculine}
    if "-" in title:
        keys.add(title.rsplit("-", 1)[-1])
    for office, group in saying().offices.items():
        for form in (title, masculine):
            if form == office or form.endswith("-" + office) or (form.endswith(office) and len(office) > 5):
                keys.add(f"office {group}")
    return frozenset(keys)


def _marks(found: Sequence[Word], title: str) -> frozenset[str]:
    """What tells offices of one kind apart: adjectives and what stands before a hyphen ("US-Präsident")."""
    marks = {w.lemma[:6] for w in found if w.tag.startswith("ADJ")}
    return frozenset(marks | ({title.split("-", 1)[0]} if "-" in title and title not in saying().offices else set()))


def _only_belongs(found: Sequence[Word], run: Sequence[int], title: Word) -> bool:
    """Whether the name only belongs to the noun ("die Nachrichtenagentur Tass" is a name, "ein Sprecher in Kiew" is none)."""
    at = next(n for n, w in enumerate(found) if w is title)
    between = found[at + 1 : run[0]] if at < run[0] else []
    return any(w.tag in {"APPR", "APPRART", "ART"} for w in between)
