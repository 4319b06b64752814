"""What a sentence asserts of its matter: yes or no, up or down, done or to come, certain or open.

German has no library for it (OdeNet ships no data, negation tools know no German), so the opposites are a table,
``data/lexicon/opposites.toml``, and negation is found in the clause of the word it belongs to.
"""

import functools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from components.engine.codes import Stage
from components.engine.data import lexicon
from components.engine.document import SentenceAnalysis, about, names_of
from components.engine.german.clauses import STOP
from components.engine.german.names import RARE
from components.engine.german.quotation_marks import Span
from components.engine.german.word_likeness import rarity
from components.engine.german.words import FINITE, Word

NEGATION = re.compile(r"\b(nicht|nichts|nie|niemals|nirgend\w*|niemand\w*|kein(?:e|er|en|em|es)?|keinesfalls|keineswegs|weder|kaum)\b(?!\s+(?:nur|zuletzt|allein|mehr als|weniger als|so|ganz|immer|unbedingt|einmal|länger|der|die|das|ein|eine|weniger|minder)\b)", re.IGNORECASE)  # fmt: skip
NONE_OF = re.compile(r"\b[Kk]eine?[nr]?\s+(?:[a-zäöüß]+\s+)?[A-ZÄÖÜ][\w-]+")
MOST = 60  # predicates of a sentence that anybody would write
COMING = frozenset(["sollen", "wollen", "werden"])
SUBJUNCTIVE = re.compile(r"\b(sei|seien|habe|würde|würden|werde|solle|könne|müsse|wolle|dürfe|gebe)\b")
NOT_PLAIN = re.compile(
    r"\b(soll\w*|woll\w*|will|dürfte\w*|könn\w*|kann|plant\w*|plane\w*|möchte\w*|erwäg\w*|prüf\w*|wenn|falls|schließ\w* .{0,40} nicht aus)\b"
)
TURN = re.compile(
    r"\b(aber (?:plötzlich|nun|jetzt|dann|doch)|Sinneswandel|Kehrtwende|jetzt doch|nun doch|stattdessen)\b", re.IGNORECASE
)
PAST_PHASE = re.compile(r"(begann|begannen|startete\w*|eröffnete\w*|endete\w*|fing\w*|lief\w*|beendete\w*|trat\w*)$")


@dataclass(frozen=True, kw_only=True)
class Predicate:
    """One asserted word: its span, the group of opposites, its side (1 or -1), negation already counted in."""

    start: int
    end: int
    group: str
    side: int
    lemma: str
    verb: bool

    @property
    def span(self) -> Span:
        """Where it stands in the article."""
        return self.start, self.end


@dataclass(frozen=True, kw_only=True)
class Phase:
    """That something begins or ends: its span, "begin" or "end", whether it is done (else yet to come), and what."""

    start: int
    end: int
    kind: str
    done: bool
    of: frozenset[str]
    names: frozenset[str]


@dataclass(frozen=True, kw_only=True)
class Opposites:
    """The table of opposites: {lemma: [(group, side)]}, phrases of several words, and what else says how sure or how far a thing is."""

    lemmas: dict[str, list[tuple[str, int]]]
    phrases: tuple[tuple[re.Pattern[str], str, int], ...]
    certainty: dict[str, re.Pattern[str]]
    litotes: re.Pattern[str]
    phase: dict[str, frozenset[str]]
    saying: dict[str, frozenset[str]]
    finding: frozenset[str]


@functools.cache
def opposites() -> Opposites:
    """The table of opposites, patterns compiled."""
    table = lexicon("opposites")
    lemmas: dict[str, list[tuple[str, int]]] = {}
    phrases: list[tuple[re.Pattern[str], str, int]] = []
    for pair in table["pair"]:
        for side, entries in ((1, pair["plus"]), (-1, pair["minus"])):
            for entry in entries:
                if " " in entry:
                    phrases.append((re.compile(r"\b" + re.escape(entry).replace(r"\*", r"\w*") + r"\b"), pair["name"], side))
                else:
                    lemmas.setdefault(entry, []).append((pair["name"], side))
    return Opposites(
        lemmas=lemmas,
        phrases=tuple(phrases),
        certainty={name: re.compile("|".join(rf"(?:\b{p})" for p in rows)) for name, rows in table["certainty"].items()},
        litotes=re.compile("|".join(f"(?:{p})" for p in table["litotes"]["patterns"])),
        phase={name: frozenset(rows) for name, rows in table["phase"].items()},
        saying={name: frozenset(rows) for name, rows in table["saying"].items()},
        finding=frozenset(table["finding"]["verbs"]),
    )


def lowered(text: str) -> str:
    """Small letters, each in its place: what becomes two letters ("İ") stays as it is."""
    return "".join(small if len(small := c.lower()) == 1 else c for c in text)


class Claims:
    """What a sentence claims, each part found when it is first asked for."""

    def __init__(self, sentence: SentenceAnalysis) -> None:
        self.sentence = sentence
        self._lowered = lowered(sentence.flat)

    @functools.cached_property
    def is_litotes(self) -> bool:
        """Whether it denies a denial ("nicht ausgeschlossen")."""
        return bool(opposites().litotes.search(self._lowered))

    def negation(self, start: int, end: int) -> Span | None:
        """(start, end) of the word that negates a span, in its own clause, or None."""
        s = self.sentence
        spans = (s.span(m) for m in s.finds(NEGATION, *s.clause(start, end)))
        return next((span for span in spans if not start <= span[0] < end), None)

    @functools.cached_property
    def predicates(self) -> tuple[Predicate, ...]:
        """Its Predicates, in order; words that only say who reports count as well ("bestätigte")."""
        s = self.sentence
        found = [
            self._predicate(*s.span(m), group, side, m.group())
            for pattern, group, side in opposites().phrases
            for m in pattern.finditer(self._lowered)
        ]
        for w in s.words:
            if w.tag.startswith(("VV", "NN", "ADJ", "ADV", "PIAT", "PIS", "PROAV", "PAV")) and not self._compares(w):
                found += [self._predicate(w.start, self.prefix_end(w), group, side, w.lemma) for group, side in _sides(w)]
        return tuple(sorted(found, key=lambda p: (p.start, p.group)))

    def _predicate(self, start: int, end: int, group: str, side: int, lemma: str) -> Predicate:
        verb = any(w.tag.startswith("VV") for w in self.sentence.words_in(start, end))
        denied = self.negation(start, end)
        return Predicate(start=start, end=end, group=group, side=-side if denied else side, lemma=lemma, verb=verb)

    def prefix_end(self, word: Word) -> int:
        """Where a verb ends, its separated prefix included ("rückten … vor")."""
        if word.tag != "VV(FIN)" or word.text[:3].casefold() == word.lemma[:3]:
            return word.end
        for w in self.sentence.words:
            if w.start <= word.start:
                continue
            if w.text in {",", ";", ":"}:
                break
            if w.tag == "PTKVZ" and word.lemma.startswith(w.lemma):
                return w.end
        return word.end

    def _compares(self, word: Word) -> bool:
        """ "mehr als drei" is a hedge, "nicht mehr" and "mehrere" are no rise."""
        if word.lemma not in {"mehr", "weniger", "viel", "hoch", "billig", "teuer", "sicher", "kommen", "fallen"}:
            return False
        if word.lemma in {"kommen", "fallen", "hoch", "sicher", "billig", "teuer"}:
            return word.lemma in {"kommen", "fallen"} or not word.text.casefold().endswith(("er", "ere", "eren"))
        after = self.sentence.part(word.end)[:16]
        before = self.sentence.part(None, word.start)[-7:].casefold()
        than = re.match(r"\s+als\s+(?:ein|zwei|drei|\d|die Hälfte|[a-zäöü]+hundert)", after)
        return bool(than) or before.endswith(("nicht ", "immer "))

    @functools.cached_property
    def torn(self) -> frozenset[str]:
        """Groups of opposites of which it says both sides itself ("könne man nicht schließen, aber plötzlich geht es doch")."""
        said: dict[str, set[int]] = {}
        for p in self.predicates:
            said.setdefault(p.group, set()).add(p.side)
        turned = set(said) if TURN.search(self.sentence.flat) else set()
        return frozenset({group for group, sides in said.items() if len(sides) > 1} | turned)

    @functools.cached_property
    def phases(self) -> tuple[Phase, ...]:
        """Its Phases: perfect and past tense are done, "soll", "will", "wird" with the infinitive are to come."""
        s = self.sentence
        found = []
        for w in s.words:
            kind = next((k for k, lemmas in opposites().phase.items() if w.lemma in lemmas), None)
            if kind is None or not w.tag.startswith("VV"):
                continue
            clause = s.words_in(*s.clause(w.start, w.end, STOP))
            done = _done(w, clause)
            if done is None or self.negation(w.start, w.end):
                continue
            helper = [x for x in clause if x.lemma in {"haben", "sein", "werden", "sollen", "wollen"} and x.tag in FINITE]
            found.append(
                Phase(
                    start=min([w.start, *(x.start for x in helper[-1:])]),
                    end=max([w.end, *(x.end for x in helper[-1:])]),
                    kind=kind,
                    done=done,
                    of=about([x for x in clause if x.tag.startswith("NN")]),
                    names=names_of(clause),
                )
            )
        return tuple(found)

    @functools.cached_property
    def certainty(self) -> tuple[Stage, Span] | None:
        """Whether it calls its matter open or settled, and where; None for neither; hedged assertions are neither."""
        s, rows = self.sentence, opposites().certainty
        opened = rows["open"].search(self._lowered)
        if opened:
            return Stage.OPEN, s.span(opened)
        if rows["hedged"].search(self._lowered):
            return None
        settled = rows["settled"].search(self._lowered)
        return (Stage.SETTLED, s.span(settled)) if settled else None

    @functools.cached_property
    def plain_assertion(self) -> Span | None:
        """The span of the finite verb of a sentence that states something as it is: no plan, no wish, no subjunctive; or None."""
        s, rows = self.sentence, opposites().certainty
        if rows["hedged"].search(self._lowered) or SUBJUNCTIVE.search(self._lowered) or NOT_PLAIN.search(self._lowered):
            return None
        finite = next((w for n, w in enumerate(s.words) if w.tag in FINITE and n not in s.reporting), None)
        if finite is None or rows["open"].search(self._lowered):
            return None
        end = s.clause(finite.start, finite.end)[1]
        return finite.start, finite.start + len(s.part(finite.start, end).rstrip(" ."))


def _sides(word: Word) -> Sequence[tuple[str, int]]:
    """Groups and sides of a word; a noun in -ung is its verb ("Anhebung": anheben)."""
    rows = opposites().lemmas
    if word.tag.startswith("NN") and word.lemma.endswith("ung"):
        return rows.get(word.lemma) or rows.get(word.lemma[:-3] + "en") or rows.get(word.lemma[:-3] + "n") or ()
    return rows.get(word.lemma) or rows.get(word.text.casefold(), ())  # "besser" has the lemma of "gut"


def _done(word: Word, clause: Sequence[Word]) -> bool | None:
    """True for done, False for to come, None where the form does not tell (present tense, "könnte", "hätte")."""
    lemmas = {x.lemma for x in clause if x.tag.startswith(("VA", "VM")) and x is not word}
    forms = {x.text.casefold() for x in clause}
    if word.tag == "VV(PP)":
        if lemmas & {"sollen", "wollen", "müssen", "können", "dürfen"}:
            return False if lemmas & {"sollen", "wollen"} else None
        if forms & {"hätte", "hätten", "wäre", "wären"}:
            return None
        if lemmas & {"haben", "sein"}:
            return True
        if lemmas & {"werden"}:
            return True if forms & {"wurde", "wurden"} else None
        return None
    if word.tag in {"VV(INF)", "VV(IZU)"}:
        return False if lemmas & COMING and not forms & {"hätte", "hätten"} else None
    return True if word.tag == "VV(FIN)" and PAST_PHASE.search(word.text) else None


def one_is_ahead(left: Claims, right: Claims) -> bool:
    """Whether one verb tells of what has happened on one side, and of what is to come on the other."""
    done: list[dict[str, set[bool | None]]] = [{}, {}]
    for held, claims in zip(done, (left, right), strict=True):
        s = claims.sentence
        for n, w in enumerate(s.words):
            if w.tag.startswith("VV") and n not in s.reporting and not claims.negation(w.start, w.end):
                held.setdefault(w.lemma, set()).add(_done(w, s.words_in(*s.clause(w.start, w.end, STOP))))
    both = done[0].keys() & done[1].keys()
    return any({True, False} == done[0][lemma] | done[1][lemma] and done[0][lemma] != done[1][lemma] for lemma in both)


def oppositions(left: Claims, right: Claims) -> list[tuple[Predicate, Predicate]]:
    """Pairs of Predicates that exclude each other: opposite sides of one group, or the same word denied once. Those of verbs first,
    for they say more plainly what is asserted."""
    mine, theirs = left.predicates[:MOST], right.predicates[:MOST]
    found = [(one, other) for one in mine for other in theirs if one.group == other.group and one.side != other.side]
    return sorted(found, key=lambda pair: -sum(p.verb for p in pair))


def denials(left: Claims, right: Claims) -> Iterator[tuple[Span, Span]]:
    """Spans where two sentences say the same verb and exactly one of them denies it."""
    verbs = [[w for w in c.sentence.words if w.tag.startswith("VV")] for c in (left, right)]
    for one in verbs[0]:
        for other in verbs[1]:
            if one.lemma == other.lemma and len(one.lemma) > 4:
                denied = left.negation(one.start, one.end), right.negation(other.start, other.end)
                if (denied[0] is None) != (denied[1] is None):
                    yield _with(one, denied[0]), _with(other, denied[1])


def _with(word: Word, denied: Span | None) -> Span:
    return (min(word.start, denied[0]), max(word.end, denied[1])) if denied else (word.start, word.end)


def denied_nouns(left: Claims, right: Claims) -> Iterator[tuple[Span, Span]]:
    """Spans where one sentence says there is none of a thing that the other says there is."""
    for swap, (a, b) in enumerate(((left, right), (right, left))):
        for m in a.sentence.finds(NONE_OF):
            span = a.sentence.span(m)
            noun = next((w for w in a.sentence.words if w.end == span[1]), None)
            if noun is None or rarity(noun.lemma) < RARE or not any(w.lemma in opposites().finding for w in b.sentence.words):
                continue
            for w in b.sentence.words:
                if w.lemma == noun.lemma and w.tag.startswith("NN") and not b.negation(w.start, w.end):
                    yield ((w.start, w.end), span) if swap else (span, (w.start, w.end))
