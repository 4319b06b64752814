"""Names in German news and the titles beside them: who "die Ministerin" is, by what an article itself puts side by side."""

import functools
import re

from components.engine.german.names import bare
from components.engine.german.saying import lexicon
from components.engine.german.words import fold

PRONOUNS = frozenset(["er", "sie", "dieser", "diese", "ihm", "ihr"])
BREAK = re.compile(r'[,;:–—„“”»«"()?!.]')


class Names:
    """Names of an article and the titles that stand beside them."""

    def __init__(self, tagged):
        self.tagged = tagged
        self.written = {}
        self.titles = {}
        self.alone = {
            fold(w.lemma)
            for found in tagged
            for before, w, after in zip((None, *found[:-1]), found, (*found[1:], None))
            if w.tag == "NE" and not any(x is not None and x.tag == "NE" for x in (before, after))
        }
        for found in tagged:
            for n, w in enumerate(found):
                if w.tag != "NE":
                    continue
                last = self._last(found, n)
                if last is not w:
                    continue
                self.written.setdefault(fold(w.lemma), w.lemma.capitalize() if w.text.isupper() and len(w.text) > 4 else bare(w))
                first = self._first(found, n)
                before = found[max(0, first - 3) : first]
                if before and before[-1].tag.startswith("NN"):
                    title = before[-1].lemma
                    marks = self._marks(before, title)
                    for part in self._title_keys(title):
                        self.titles.setdefault(part, set()).add((marks, fold(w.lemma)))

    def _one_name(self, word, after):
        """Whether two words are first and last name; two surnames in a row stand alone elsewhere."""
        return (
            word.tag == after.tag == "NE"
            and after.start - word.end <= 1
            and not {fold(word.lemma), fold(after.lemma)} <= self.alone
        )

    def _first(self, found, n):
        while n and self._one_name(found[n - 1], found[n]):
            n -= 1
        return n

    def _last(self, found, n):
        while n + 1 < len(found) and self._one_name(found[n], found[n + 1]):
            n += 1
        return found[n]

    @staticmethod
    @functools.lru_cache(maxsize=20_000)
    def _title_keys(title):
        """A title, its last part ("us-präsident": präsident), and the group of offices it belongs to."""
        keys = {title}
        keys |= {title.rsplit("-", 1)[-1]} if "-" in title else set()
        offices = lexicon()["offices"]
        masculine = title.removesuffix("in")
        for office, group in offices.items():
            for form in (title, masculine):
                if form == office or form.endswith("-" + office) or (form.endswith(office) and len(office) > 5):
                    keys.add(f"office {group}")
        return keys | {masculine}

    @classmethod
    def is_office(cls, title):
        """Whether a noun is an office, as the table of offices or its compounds have it."""
        return any(key.startswith("office ") for key in cls._title_keys(title))

    @staticmethod
    def _marks(found, title):
        """What tells offices of one kind apart: adjectives and what stands before a hyphen ("US-Präsident")."""
        marks = {w.lemma[:6] for w in found if w.tag.startswith("ADJ")}
        return frozenset(marks | ({title.split("-", 1)[0]} if "-" in title and title not in lexicon()["offices"] else set()))

    def who(self, found):
        """(key, name as written) of who is named by some words; "pronoun" for a pronoun; None for nobody."""
        found = [w for w in found if not BREAK.fullmatch(w.text)]
        run = [n for n, w in enumerate(found) if w.tag == "NE"]
        titled = [n for n in run if n and found[n - 1].tag.startswith("NN")]  # "Hamburgs Bürgermeisterin Anna Muster"
        if len(run) > 1 and titled and not any(w.tag.startswith("APPR") for w in found[run[0] : titled[0]]):
            run = [n for n in run if n >= titled[0]]
        nouns = [w for w in found if w.tag.startswith("NN")]
        title = nouns[0] if nouns else None
        if title is not None and title.lemma in lexicon()["sources"]["voices"] and len(nouns) > 1 and not run:
            title = nouns[1]  # "eine Sprecherin des Ministeriums"
        if run and (title is None or not self._is_inside(found, run, title)):
            word = self._last(found, run[0])
            return fold(word.lemma), bare(word)
        if title is not None:
            return self._by_title(title, self._marks(found, title.lemma))
        if run:
            word = self._last(found, run[0])
            return fold(word.lemma), bare(word)
        if any(w.tag in {"PPER", "PDS"} and w.text.casefold() in PRONOUNS for w in found):
            return "pronoun"
        return None

    @staticmethod
    def _is_inside(found, run, title):
        """Whether the name only belongs to the noun ("die Nachrichtenagentur Tass" is a name, "ein Sprecher in Kiew" is none)."""
        between = found[found.index(title) + 1 : run[0]] if found.index(title) < run[0] else []
        return any(w.tag in {"APPR", "APPRART", "ART"} for w in between)

    def _by_title(self, title, marks):
        rows = {row for key in self._title_keys(title.lemma) for row in self.titles.get(key, ())}
        fitting = {key for held, key in rows if not marks or any(a.startswith(b) or b.startswith(a) for a in held for b in marks)}
        if len(fitting) != 1:
            fitting = {key for held, key in rows if held == marks} or fitting
        if len(fitting) == 1:
            key = next(iter(fitting))
            return key, self.written.get(key, title.text)
        return f"title {title.lemma}", title.text

    def split(self, run):
        """Names in a row, cut where one name ends and the next begins: two names of a headline are two people."""
        found = []
        for word in run:
            if found and self._one_name(found[-1][-1], word):
                found[-1].append(word)
            else:
                found.append([word])
        return found

    def by_title(self, found):
        """(key, name) of the only person whose title some words without a name are; None where nobody or several bear it."""
        title = next((w for w in found if w.tag.startswith("NN")), None)
        got = self._by_title(title, self._marks(found, title.lemma)) if title is not None else None
        return got if got and not got[0].startswith("title ") else None

    def subject(self, n):
        """The first name of a sentence, as who "er" may be in the next."""
        found = self.tagged[n]
        for k, w in enumerate(found):
            if w.tag == "NE" and (k == 0 or found[k - 1].tag not in {"APPR", "APPRART"}):
                word = self._last(found, k)
                return fold(word.lemma), bare(word)
        return None

    def subject_before(self, n):
        return next((self.subject(k) for k in range(n - 1, -1, -1) if self.subject(k)), None)
