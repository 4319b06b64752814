"""Who a name or a title means in one article: what an article puts side by side ("die neue Ministerin Anna Muster … die Ministerin"),
then what another article of the event does; nobody where neither decides."""

import copy
import functools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from components.engine.document import SentenceAnalysis
from components.engine.entities.register import ABBREVIATION, Register, apposed_title, institution_key
from components.engine.german.clauses import TOKEN_OR_END
from components.engine.german.names import SURNAME
from components.engine.german.noun_kinds import NounKind, is_generic_person, kind_of_noun
from components.engine.german.saying import saying
from components.engine.german.word_likeness import rarity
from components.engine.german.words import Word, common_noun, fold, parts

PRONOUNS = frozenset(["er", "sie", "dieser", "diese", "ihm", "ihr"])
INDEFINITE = frozenset(["ein", "eine", "einen", "einem", "einer", "eines", "kein", "keine", "jeder", "jede", "mehrere", "viele", "einige", "manche", "zwei", "drei"])  # fmt: skip
OTHERS = ("weitere", "andere")
SALUTATIONS = frozenset(["herr", "frau"])
TITLE = "title "  # before the lemma, in the key of somebody of whom only the title is known
LEADING = ("ART", "PPOSAT", "PIAT", "PDAT", "ADJ", "CARD")
ONLINE = "Online"  # "Beispiel Online" is the Beispiel
LONG = 12  # letters from which a noun for an institution is full enough alone: "Energieministerium"
OTHER_OFFICE = ("vize", "ex-", "alt-", "altkanzler")  # who bears the rest of the title is somebody else
LEAST_ENDING = 6  # letters of an office that a longer one may end with: "Innenminister", "Bundesinnenminister"


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


@dataclass(frozen=True, kw_only=True)
class Naming:
    """A phrase that names somebody, taken apart: "Bayerns neuer Innenminister Max Muster" has an owner, a title and a name; ``behind``:
    what goes with a title without a name ("des Ministeriums"); ``first``: its first word, "der" or "eine" included."""

    first: Word
    owner: tuple[Word, ...] = ()
    describing: tuple[Word, ...] = ()
    titles: tuple[Word, ...] = ()
    name: tuple[Word, ...] = ()
    behind: tuple[Word, ...] = ()

    @property
    def is_indefinite(self) -> bool:
        """Whether it speaks of somebody not known yet, or of another one: "ein Sprecher", "weitere Kandidaten"."""
        others = any(w.text.casefold().startswith(OTHERS) for w in self.describing)
        return self.first.text.casefold() in INDEFINITE or others


@dataclass(frozen=True, kw_only=True)
class _Tie:
    """A title that an article gives to a person."""

    title: str
    marks: frozenset[str]
    key: str


def naming(found: Sequence[Word]) -> Naming | None:
    """The first phrase of some words that may name somebody, taken apart; None where they hold no noun and no name.

    >>> from components.engine.german.words import words
    >>> got = naming(words("Bayerns Innenminister Max Muster"))
    >>> [[w.text for w in part] for part in (got.owner, got.titles, got.name)]
    [['Bayerns'], ['Innenminister'], ['Max', 'Muster']]
    """
    bracket = next((k for k, w in enumerate(found) if w.text == "(" and k), len(found))
    found = [w for w in found[:bracket] if not TOKEN_OR_END.fullmatch(w.text)]
    n = next((k for k, w in enumerate(found) if w.tag.startswith(("NN", "NE", "FM"))), None)
    if n is None:
        return None
    start = n
    while start and found[start - 1].tag.startswith(LEADING):
        start -= 1
    first = found[start]
    describing = [w for w in found[start:n] if w.tag.startswith("ADJ")]
    owner: list[Word] = []
    if found[n].tag == "NE" and found[n].text.endswith(("s", "’", "'")):
        k = n + 1
        while k < len(found) and found[k].tag.startswith("ADJ"):
            k += 1
        if k < len(found) and found[k].tag.startswith("NN") and kind_of_noun(found[k].text) != NounKind.OTHER:
            owner, describing, n = [found[n]], [*describing, *found[n + 1 : k]], k
    k = n
    while k < len(found) and found[k].tag.startswith("NN") and (k == n or _is_second_title(found[k - 1], found[k])):
        k += 1
    titles = found[n:k]
    m = k
    while m < len(found) and found[m].tag.startswith(("NE", "FM")) and (m == n or found[m].start - found[m - 1].end <= 1):
        m += 1
    name = found[k:m]
    behind = found[m] if m < len(found) and not titles else None
    adjacent = behind is not None and behind.tag.startswith("NN") and behind.start - found[m - 1].end <= 1
    if behind is not None and adjacent and kind_of_noun(behind.text) == NounKind.INSTITUTION:  # "Johns Hopkins Universität"
        return Naming(first=first, describing=tuple(describing), titles=(*name, behind), behind=tuple(found[m + 1 :]))
    return Naming(
        first=first,
        owner=tuple(owner),
        describing=tuple(describing),
        titles=tuple(titles),
        name=tuple(name),
        behind=() if name else tuple(found[m:]),
    )


def _is_second_title(title: Word, word: Word) -> bool:
    """Whether a noun goes on a person's title ("Professor Doktor"); two nouns in a row are two phrases else."""
    return word.start - title.end <= 1 and kind_of_noun(title.text) == kind_of_noun(word.text) == NounKind.PERSON


class Names:
    """Names of an article and the titles that stand beside them; ``text``: its sentences."""

    def __init__(self, register: Register, text: Sequence[SentenceAnalysis]) -> None:
        self.register = register
        self.sentences = [register.words[s.id] for s in text]
        self._article = text[0].article if text else ""
        ties = _ties(register)
        self._own = ties.get(self._article, ())
        self._all = tuple(tie for article in sorted(ties) for tie in ties[article])
        self._institutions = _institutions(register, self._article)
        self._everywhere = _institutions(register)
        self._before: Somebody | None = None
        self._spokespeople: dict[str, Somebody] = {}  # who was last "ein Sprecher", and is "der Sprecher" now

    def at(self, n: int) -> "Names":
        """The same, for reading a sentence: what the one before it names is what "der Politiker" takes up."""
        beside = copy.copy(self)
        beside._before = self.only_person(n - 1)
        return beside

    def knows(self, key: str) -> bool:
        """Whether an article names somebody of this key who is no place."""
        named = self.register.votes(key.split(" ")[0])
        return not named.is_place and (named.person > 0 or named.institution > 0)

    def who(self, found: Sequence[Word], medium: bool = False, source: bool = False) -> Somebody | None:
        """Who is named by some words; None for nobody, for what cannot speak, and for a pronoun (see ``has_pronoun``); of a paper whose it
        is, NOBODY where it does not say. ``medium``: whether the verb is one of papers and stations ("der Spiegel berichtet")."""
        got = naming(found)
        if got is None:
            return None
        if got.name:
            return self._by_name(got)
        kind = _kind(got.titles)
        if kind == NounKind.INSTITUTION:
            return self._institution(got)
        if kind == NounKind.PERSON:
            return self._titled(got)
        if kind == NounKind.PAPER:
            return self._whose(got)
        if got.titles and ABBREVIATION.fullmatch(got.titles[-1].text):
            return Somebody(key=self.register.long_form(fold(got.titles[-1].text)), name=got.titles[-1].text)
        alone = len(got.titles) == 1 and not got.is_indefinite
        if alone and (source or (not got.behind and (medium or _like_a_name(got)))):
            return Somebody(key=f"{TITLE}{institution_key(got.titles)}", name=common_noun(got.titles[0]))
        return None

    def _whose(self, got: Naming) -> Somebody:
        """Whose a paper is: "Entwurf des Ministeriums", "Ministeriumspapier"."""
        if got.owner and (owner := self.who(got.owner)) is not None:
            return owner
        behind = _complement(got.behind)
        if behind and behind[0].text.casefold() != "für" and (owner := self.who(behind)) is not None:
            return owner
        return self.compound(got.titles[-1].text)

    def compound(self, noun: str) -> Somebody:
        """The institution or group that the first part of a compound names ("Behördenangaben", "Ministeriumspapier"); else NOBODY."""
        pieces = parts(noun)
        first = pieces[0] if len(pieces) > 1 else ""
        if not first or kind_of_noun(first) not in {NounKind.INSTITUTION, NounKind.PERSON}:
            return NOBODY
        plural = noun.casefold().startswith((first + "n", first + "en"))
        for known in (self._institutions, self._everywhere) if not plural else ():
            fuller = _fuller(known, first, fold(first))
            if len(fuller) == 1:
                return fuller[0]
        return Somebody(key=f"{TITLE}{fold(first)}", name=first.capitalize())

    def _by_name(self, got: Naming) -> Somebody | None:
        last = got.name[-1]
        kind = _kind(got.titles)
        if not got.titles and self.register.is_place(last):
            return None
        named = self.register.named(last)
        institution = kind == NounKind.INSTITUTION or (kind == NounKind.OTHER and named.institution > named.person)
        if institution or (kind == NounKind.OTHER and got.titles and not named.is_person):
            if kind == NounKind.OTHER and got.titles and not ABBREVIATION.fullmatch(last.text):
                return None  # "der Wirbelsturm Amphan"
            if last.text == ONLINE and (before := (*got.titles, *got.name[:-1])):
                return Somebody(key=fold(before[-1].text), name=f"{before[-1].text} {ONLINE}")
            name = " ".join([*(w.text for w in got.name[:-1]), self.register.bare(last)])
            return Somebody(key=self.register.long_form(self.register.key(last)), name=name)
        first = fold(got.name[0].text) if len(got.name) > 1 else ""
        return Somebody(key=self.register.person(self.register.key(last), first, self._article), name=self.register.bare(last))

    def _institution(self, got: Naming) -> Somebody:
        """An institution without a name: by what tells it apart, else the only one of its kind that the article names more fully."""
        head = got.titles[-1]
        key, plain, short = _keys(self.register, got)
        name = _written((*got.titles, *_complement(got.behind)))
        if short != key:
            return Somebody(key=short, name=name)
        if key == plain and not got.is_indefinite:
            for known in (self._institutions, self._everywhere) if is_singular(head) else ():
                fuller = _fuller(known, head.lemma, plain)
                if len(fuller) == 1:
                    return fuller[0]
                if fuller:
                    break
        return Somebody(key=f"{TITLE}{key}", name=name)

    def _titled(self, got: Naming) -> Somebody:
        """A person without a name: who bears the title in the article, else in the event; else nobody known."""
        title = got.titles[-1]
        lemma = title.lemma
        name = common_noun(title)
        behind = _complement(got.behind)
        if lemma in saying().spokespeople or lemma.endswith(("sprecher", "sprecherin")):
            known = None if got.is_indefinite else self._bearer(got, lemma)
            if known is not None:
                return known
            of = naming(behind) if behind else None
            whose = self.who(behind) if of is not None else None
            owner = whose.key if whose else institution_key((*got.owner, *behind))
            if not owner and not got.is_indefinite and lemma in self._spokespeople:
                return self._spokespeople[lemma]
            written = _written((*got.owner, title, *behind))
            somebody = Somebody(key=f"{TITLE}{lemma} {owner}".strip(), name=written)
            self._spokespeople[lemma] = somebody
            return somebody
        if not got.is_indefinite:
            known = self._bearer(got, lemma)
            if known is not None:
                return known
            before = self._before
            if before is not None and before.has_name and _means_one(got) and self._may_take_up(lemma, before):
                return before
        return Somebody(key=f"{TITLE}{lemma}", name=name)

    def _bearer(self, got: Naming, lemma: str) -> Somebody | None:
        marks = _marks((*got.owner, *got.describing, *got.titles, *_complement(got.behind)), lemma)
        for ties in (self._own, self._all):
            rows = [t for t in ties if same_title(lemma, t.title)]
            fitting = {t.key for t in rows if marks and _meet(marks, t.marks)}
            if len(fitting) != 1:
                fitting = {t.key for t in rows if not marks or not t.marks or _meet(marks, t.marks)}
            if len(fitting) != 1:
                fitting = {t.key for t in rows if t.marks == marks} or {
                    t.key for t in rows if t.title == lemma and (not marks or not t.marks or _meet(marks, t.marks))
                }
            if len(fitting) == 1:
                key = next(iter(fitting))
                return Somebody(key=key, name=self.register.spelling(key))
        return None

    def _may_take_up(self, lemma: str, before: Somebody) -> bool:
        """Whether a title may mean the person just named: no office, or none but of the kind that she is known to bear."""
        if is_generic_person(lemma):
            return True
        held = [t.title for t in self._all if t.key == before.key]
        return not held or any(same_title(lemma, t) or lemma.rsplit("-", 1)[-1] in t for t in held)

    def subject(self, n: int) -> Somebody | None:
        """The first name of a sentence, as who "er" may be in the next; no place, and nobody behind a preposition."""
        return self.subject_of(self.sentences[n])

    def subject_of(self, found: Sequence[Word]) -> Somebody | None:
        """The first name of some words; no place, and nobody behind a preposition."""
        for run in self.register.runs(found):
            first = run[0]
            k = first - 1
            while k >= 0 and found[k].tag.startswith(("NN", "ADJ", "ART", "CARD")):
                k -= 1
            if k >= 0 and found[k].tag in {"APPR", "APPRART"}:
                continue
            last = found[run[-1]]
            if self.register.is_place(last):
                continue
            genitive = last.text.endswith("s") and run[-1] + 1 < len(found) and found[run[-1] + 1].tag.startswith("NN")
            if genitive and self.register.bare(last) != last.text:
                continue
            return self.who([found[n] for n in ((first - 1, *run) if first and found[first - 1].tag.startswith("NN") else run)])
        return None

    def subject_before(self, n: int) -> Somebody | None:
        """The last such name before a sentence."""
        return next((found for k in range(n - 1, -1, -1) if (found := self.subject(k))), None)

    def only_person(self, n: int) -> Somebody | None:
        """The only person that a sentence names, None where it names none or several."""
        if n < 0:
            return None
        found = self.sentences[n]
        held = {
            somebody.key: somebody
            for run in self.register.runs(found)
            if self.register.named(found[run[-1]]).is_person and (somebody := self.who([found[k] for k in run])) is not None
        }
        return next(iter(held.values())) if len(held) == 1 else None


def has_pronoun(found: Sequence[Word]) -> bool:
    """Whether some words hold a pronoun that stands for somebody."""
    return any(w.tag in {"PPER", "PDS"} and w.text.casefold() in PRONOUNS for w in found)


@functools.lru_cache(maxsize=20_000)
def _groups(title: str) -> frozenset[int]:
    """The groups of offices that a title belongs to; of several offices that it ends with, the longest decides: a "Ministerpräsident" is no
    "Präsident". A deputy and a former one hold another office."""
    masculine = title.removesuffix("in")
    if masculine.startswith(OTHER_OFFICE):
        return frozenset()
    held = [
        (len(office), sorted(groups))
        for office, groups in saying().offices.items()
        for form in (title, masculine)
        if form == office or form.endswith("-" + office) or (form.endswith(office) and len(office) > 5)
    ]
    return frozenset(max(held)[1]) if held else frozenset()


@functools.lru_cache(maxsize=20_000)
def same_title(asked: str, held: str) -> bool:
    """Whether who bears one title may be called by another: "Innenminister" for "Bundesinnenminister", "Staatschef" for "Präsident";
    "Ministerin" never for a "Minister"."""
    if asked == held:
        return True
    if asked.endswith("in") != held.endswith(("in", "frau")):
        return False
    one, other = asked.removesuffix("in"), held.removesuffix("in")
    groups = _groups(asked), _groups(held)
    if groups[0] and groups[1]:
        return bool(groups[0] & groups[1])
    if asked.startswith(OTHER_OFFICE) != held.startswith(OTHER_OFFICE):
        return False
    if one == other or (len(one) >= LEAST_ENDING and other.endswith(one)):
        return True
    return "-" in held and other.rsplit("-", 1)[-1] == one


def _meet(one: frozenset[str], other: frozenset[str]) -> bool:
    return any(a.startswith(b) or b.startswith(a) for a in one for b in other)


def _marks(found: Sequence[Word], title: str) -> frozenset[str]:
    """What tells offices of one kind apart: adjectives, whose it is, and what stands before a hyphen ("US-Präsident")."""
    marks = {w.lemma[:6] for w in found if w.tag.startswith("ADJ")}
    marks |= {w.text.casefold()[:6] for w in found if w.tag == "NE"}
    return frozenset(marks | ({title.split("-", 1)[0]} if "-" in title and title not in saying().offices else set()))


def _complement(behind: Sequence[Word]) -> tuple[Word, ...]:
    """What goes with a noun: a genitive, or "von" and "für" with their noun; up to the next preposition."""
    if not behind:
        return ()
    word = behind[0].text.casefold()
    genitive = word in {"der", "des"} or (behind[0].tag in {"PPOSAT", "PIAT"} and word.endswith(("er", "es")))
    opens = genitive or word in {"von", "vom", "für", "beim", "bei", "aus"}
    if not opens:
        return ()
    kept = [behind[0]]
    for w in behind[1:]:
        if w.tag.startswith(
            ("APPR", "VV", "VA", "VM", "PTK", "KO", "PPOSAT", "PPER", "PRF", "ADV")
        ) and w.text.casefold() not in {"von", "für"}:
            break
        kept.append(w)
    return tuple(kept)


def _like_a_name(got: Naming) -> bool:
    """Whether a noun that the tables do not know is used as a name: "der Muster" in the singular, one part, rare in German."""
    noun = got.titles[-1]
    definite = got.first.text.casefold() in {"der", "das"} and noun.text.casefold() == noun.lemma
    return definite and rarity(noun.text) > SURNAME and len(parts(noun.text)) == 1


def _fuller(known: Mapping[str, tuple[str, str]], lemma: str, plain: str) -> list[Somebody]:
    """Institutions that a bare noun may mean: those of a longer name that ends with it."""
    return [Somebody(key=k, name=name) for k, (held, name) in known.items() if held.endswith(lemma) and k != f"{TITLE}{plain}"]


def _kind(titles: Sequence[Word]) -> NounKind:
    """What the last of some nouns names, by itself or its lemma ("Plänen": Plan)."""
    return (kind_of_noun(titles[-1].text) or kind_of_noun(titles[-1].lemma)) if titles else NounKind.OTHER


def _means_one(got: Naming) -> bool:
    """Whether a title means one certain person: in the singular, behind "der", "dieser" or "sein"; "die Politiker" are several."""
    title = got.titles[-1]
    several = got.first.text.casefold() in {"die", "diese", "seine", "ihre"} and title.lemma.endswith("er")
    return got.first.tag in {"ART", "PDAT", "PPOSAT"} and is_singular(title) and not several


def is_singular(noun: Word) -> bool:
    """Whether a noun is in the singular, as far as its form tells."""
    return noun.text.casefold() in {noun.lemma, noun.lemma + "s", noun.lemma + "es"}


def _keys(register: Register, got: Naming) -> tuple[str, str, str]:
    """(key of an institution with all that tells it apart, key of its bare noun, key of the abbreviation that stands for either or, without
    one, the first again). Of several ("Behörden beider Länder") only names tell them apart."""
    behind = _complement(got.behind)
    if not is_singular(got.titles[-1]) and not any(w.tag == "NE" for w in behind):
        behind = ()
    key, plain = institution_key((*got.describing, *got.owner, *got.titles, *behind)), institution_key(got.titles)
    short = register.long_form(key)
    bare = is_singular(got.titles[-1]) and not got.is_indefinite and not got.describing
    if short == key and bare and register.long_form(plain) != plain:
        short = register.long_form(plain)
    return key, plain, short


def _written(found: Sequence[Word]) -> str:
    """Words as written, a noun alone without its genitive."""
    return common_noun(found[0]) if len(found) == 1 else " ".join(w.text for w in found)


def _ties(register: Register) -> dict[str, tuple[_Tie, ...]]:
    """{article: titles that it gives to persons}"""
    if register.ties is not None:
        return register.ties
    found: dict[str, list[_Tie]] = {}
    for name, words in register.words.items():
        article = name.rpartition(":")[0]
        for run in register.runs(words):
            last = words[run[-1]]
            if not register.named(last).is_person:
                continue
            first = fold(words[run[0]].text) if len(run) > 1 else ""
            key = register.person(register.key(last), first, article)
            for at in _titles_beside(words, run):
                title = words[at].lemma
                if title in SALUTATIONS:
                    continue
                k = at
                while k and words[k - 1].tag.startswith(("ADJ", "NE")) and words[k].start - words[k - 1].end <= 1:
                    k -= 1
                behind = _complement(words[at + 1 : run[0]]) if at < run[0] else _complement(words[at + 1 : at + 6])
                found.setdefault(article, []).append(
                    _Tie(title=title, marks=_marks((*words[k : at + 1], *behind), title), key=key)
                )
    register.ties = {article: tuple(rows) for article, rows in found.items()}
    return register.ties


def _titles_beside(words: Sequence[Word], run: Sequence[int]) -> list[int]:
    """Places of the titles that stand beside a name: before it, or with a comma before or behind it."""
    first, last = run[0], run[-1]
    found: list[int] = []
    title = words[first - 1] if first else None
    beside = title is not None and title.tag.startswith("NN") and words[first].start - title.end <= 1
    if title is not None and beside and kind_of_noun(title.text) == NounKind.PERSON:
        found.append(first - 1)
    if (
        first > 1
        and words[first - 1].text == ","
        and last + 1 < len(words)
        and words[last + 1].text in {",", ".", "(", ":", '"', "“"}
    ):
        at = apposed_title(words, first)
        if at is not None:
            found.append(at)
    if last + 2 < len(words) and words[last + 1].text == ",":
        at = next((n for n in range(last + 2, min(last + 6, len(words))) if not words[n].tag.startswith(("ART", "ADJ"))), None)
        if at is not None and words[at].tag.startswith("NN") and kind_of_noun(words[at].text) == NounKind.PERSON:
            found.append(at)
    return found


def _institutions(register: Register, article: str = "") -> dict[str, tuple[str, str]]:
    """{key: (lemma of its noun, name as written)} of the institutions that an article, or any of them, names more fully than by a bare
    noun."""
    if article in register.institutions:
        return register.institutions[article]
    found = register.institutions[article] = {}
    for name, words in register.words.items():
        if article and name.rpartition(":")[0] != article:
            continue
        for n, w in enumerate(words):
            if not w.tag.startswith("NN") or kind_of_noun(w.text) != NounKind.INSTITUTION:
                continue
            start = n
            while start and words[start - 1].tag.startswith(("ADJ(A)", "NE")) and words[start].start - words[start - 1].end <= 1:
                start -= 1
            got = naming(words[start : n + 8])
            if got is None or not got.titles or got.titles[-1] is not w:
                continue
            key, _, short = _keys(register, got)
            name = _written((*got.titles, *_complement(got.behind)))
            if short != key:
                found.setdefault(short, (w.lemma, name))
            elif key != fold(w.lemma) or len(w.lemma) > LONG:
                found.setdefault(f"{TITLE}{key}", (w.lemma, name))
    return found
