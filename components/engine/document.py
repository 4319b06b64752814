"""An article analysed once: sentences with their roles, words, clauses, quotations, names, quantities and times.

Every later stage reads a ``Document`` and analyses no text again. All offsets count the characters of the article.
"""

import functools
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from components.engine.articles.article import Article, Sentence
from components.engine.articles.events import Event
from components.engine.articles.outlets import Outlet, credit_codes, find_outlet
from components.engine.codes import Role
from components.engine.german import clauses, quantities
from components.engine.german.names import TIME_WORDS, is_name, named
from components.engine.german.quantity_values import Quantity
from components.engine.german.quotation_marks import Span, quoted, quoted_share, within
from components.engine.german.saying import reporting_words
from components.engine.german.sentences import split
from components.engine.german.white_space import one_line, pattern_of, squeezed
from components.engine.german.words import Word, fold, parts, words
from components.engine.zones import Zone, shared_closings, zones


@dataclass(frozen=True, kw_only=True)
class SentenceAnalysis:
    """One sentence, analysed.

    ``flat``: its text on one line, as long as the text; ``words``: its words; ``named``: the same, with particles of names left out
    ("von der Leyen"); ``reporting``: places in ``words`` that only say who reports; ``quotations``: what stands between quotation
    marks, as far as the sentence itself tells; ``names``: fold keys of surnames and places that act in it; ``about``: lemmas of what
    else it speaks of, parts of compounds among them ("Reifenlager": reifen, lager), so that two words for one thing meet.
    """

    sentence: Sentence
    flat: str
    words: tuple[Word, ...]
    named: tuple[Word, ...]
    reporting: frozenset[int]
    quotations: tuple[Span, ...]
    quantities: tuple[Quantity, ...]
    names: frozenset[str]
    about: frozenset[str]

    @property
    def id(self) -> str:
        """The sentence's id."""
        return self.sentence.id

    @property
    def article(self) -> str:
        """The id of its article."""
        return self.sentence.article

    @property
    def role(self) -> Role:
        """Its role."""
        return self.sentence.role

    @property
    def start(self) -> int:
        """Where it begins in the article."""
        return self.sentence.start

    @property
    def end(self) -> int:
        """Where it ends in the article."""
        return self.sentence.end

    @property
    def text(self) -> str:
        """Its text as delivered."""
        return self.sentence.text

    def part(self, start: int | None = None, end: int | None = None) -> str:
        """Its text on one line between two places of the article; without one of them, from its start or to its end."""
        first = 0 if start is None else start - self.start
        return self.flat[first : None if end is None else end - self.start]

    def finds(self, pattern: re.Pattern[str], start: int | None = None, end: int | None = None) -> Iterator[re.Match[str]]:
        """Matches of a pattern between two places of the article; ``span`` tells where they are."""
        first = 0 if start is None else start - self.start
        return pattern.finditer(self.flat, first, len(self.flat) if end is None else end - self.start)

    def span(self, match: re.Match[str], group: int | str = 0) -> Span:
        """(start, end) in the article of a match in ``flat``."""
        return self.start + match.start(group), self.start + match.end(group)

    def clause(self, start: int, end: int, ends: re.Pattern[str] = clauses.ANY) -> Span:
        """(start, end) of the clause around a span: from comma, colon, dash or quotation mark to the next."""
        first, last = clauses.clause_around(self.flat, start - self.start, end - self.start, ends)
        return self.start + first, self.start + last

    def clause_text(self, start: int, end: int) -> str:
        """The clause around a span, on one line."""
        return self.part(*self.clause(start, end))

    def words_in(self, start: int, end: int) -> tuple[Word, ...]:
        """The words between two places of the article."""
        return tuple(w for w in self.words if start <= w.start < end)

    def is_reporting(self, start: int, end: int) -> bool:
        """Whether all words of a span only say who reports ("teilte der Konzern am Montag mit")."""
        held = [n for n, w in enumerate(self.words) if start <= w.start < end]
        return bool(held) and all(n in self.reporting for n in held)

    def is_quoted(self, at: int) -> bool:
        """Whether a place of the article stands between quotation marks."""
        return within(at, self.quotations)


@dataclass(frozen=True, kw_only=True)
class Document:
    """An article analysed: all its sentences, those that are text analysed, and its quotations, which may run over several sentences
    of a zone. ``outlet``: id of its outlet."""

    article: Article
    outlet: str
    sentences: tuple[Sentence, ...]
    text: tuple[SentenceAnalysis, ...]
    quotations: tuple[Span, ...]


def count_text(event: Event, outlets: Mapping[str, Outlet]) -> int:
    """How many sentences of text an event's articles have, about: nothing is analysed for it. ``outlets``: {id: Outlet}"""
    codes = credit_codes(outlets)
    found = (s for a in event.articles for s in sentences(a, find_outlet(a.outlet, outlets), outlet_codes=codes))
    return sum(not s.role.is_aside for s in found)


def documents(event: Event, outlets: Mapping[str, Outlet]) -> tuple[Document, ...]:
    """The Documents of an event's articles, by their ids; ``outlets``: {id: Outlet}."""
    articles = sorted(event.articles, key=lambda a: a.id)
    known = {a.id: find_outlet(a.outlet, outlets) for a in articles}
    closings = shared_closings(articles, {a.id: known[a.id].id for a in articles})
    codes = credit_codes(outlets)
    return tuple(analysed(a, known[a.id], closings.get(known[a.id].id, frozenset()), codes) for a in articles)


def analysed(
    article: Article, outlet: Outlet, closing: frozenset[str] = frozenset(), outlet_codes: tuple[str, ...] = ()
) -> Document:
    """The Document of an article. ``closing``: paragraphs that other articles of the outlet end with, too; ``outlet_codes``: how
    outlets abbreviate themselves in credits."""
    cut = zones(article, outlet, closing, outlet_codes)
    found = _sentences(article, cut)
    flat = one_line(article.text)
    return Document(
        article=article,
        outlet=outlet.id,
        sentences=found,
        text=tuple(analysis(s) for s in found if not s.role.is_aside),
        quotations=tuple(mark for zone in cut for mark in quoted(flat, zone.start, zone.end)),
    )


def analysis(sentence: Sentence) -> SentenceAnalysis:
    """The SentenceAnalysis of one sentence."""
    flat = one_line(sentence.text)
    found = words(sentence.text, sentence.start)
    reporting = reporting_words(found)
    return SentenceAnalysis(
        sentence=sentence,
        flat=flat,
        words=found,
        named=named(found),
        reporting=reporting,
        quotations=tuple((sentence.start + a, sentence.start + b) for a, b in quoted(flat, 0, len(flat))),
        quantities=quantities.find(sentence.text, sentence.start),
        names=names_of(found, reporting),
        about=about(found, reporting),
    )


def lines(side: str, texts: Sequence[str]) -> tuple[SentenceAnalysis, ...]:
    """Analysed sentences from lines of text that belong to no article: of the article ``side``, each counted from 0."""
    return tuple(
        analysis(Sentence(id=f"{side}:{n}", article=side, start=0, end=len(text), role=Role.BODY, text=text))
        for n, text in enumerate(texts)
    )


def about(found: Iterable[Word], leave_out: frozenset[int] = frozenset()) -> frozenset[str]:
    """Lemmas of what words speak of: parts of nouns, verbs and adjectives; no names, numbers, times or units. ``leave_out``: places
    in ``found`` that do not count."""
    kept: set[str] = set()
    for n, w in enumerate(found):
        if n in leave_out or not w.is_content or w.tag == "NE" or w.lemma in TIME_WORDS or any(c.isdigit() for c in w.text):
            continue
        if quantities.is_unit(w.lemma) or quantities.amount(w.text) is not None:
            continue
        kept |= {p for p in parts(w.lemma if w.tag.startswith("VV") else w.text) if len(p) > 3} | {w.lemma}
    return frozenset(kept)


def names_of(found: Sequence[Word], leave_out: frozenset[int] = frozenset()) -> frozenset[str]:
    """Fold keys of the names among words; of several names in a row only the last (a surname), so that first names never decide."""
    return frozenset(
        fold(w.lemma)
        for n, (before, w, after) in enumerate(zip((None, *found[:-1]), found, (*found[1:], None)))
        if n not in leave_out
        and is_name(w, before)
        and not (after is not None and after.tag == "NE" and after.start == w.end + 1)
    )


def sentences(
    article: Article, outlet: Outlet, closing: frozenset[str] = frozenset(), outlet_codes: tuple[str, ...] = ()
) -> tuple[Sentence, ...]:
    """Every sentence of an article with its role, in order; set-aside passages are cut into sentences, too. What people have set right
    (``article.roles``, ``article.ends``) holds."""
    return _sentences(article, zones(article, outlet, closing, outlet_codes))


def _sentences(article: Article, cut: Sequence[Zone]) -> tuple[Sentence, ...]:
    flat = one_line(article.text)
    corrected = dict(article.roles)
    found: list[tuple[int, int, Role]] = []
    for zone in cut:
        marks = quoted(flat, zone.start, zone.end)
        for start, end in split(article.text, zone.start, zone.end):
            role = zone.role
            if role == Role.BODY and not any(c.isalnum() for c in article.text[start:end]):
                role = Role.BOILERPLATE
            if role == Role.BODY and quoted_share(flat, (start, end), marks) >= 0.5:
                role = Role.QUOTE
            found.append((start, end, role))
    found = _with_ends(article, found)
    return tuple(
        Sentence(
            id=f"{article.id}:{n}",
            article=article.id,
            start=start,
            end=end,
            role=corrected.get(squeezed(article.text[start:end]), role),
            text=article.text[start:end],
        )
        for n, (start, end, role) in enumerate(found)
    )


def _with_ends(article: Article, found: list[tuple[int, int, Role]]) -> list[tuple[int, int, Role]]:
    """[(start, end, role)] with sentences cut and joined as ``article.ends`` says; words that are not there change nothing."""

    @functools.cache
    def told(start: int, end: int) -> str:
        return squeezed(article.text[start:end])

    known = {told(start, end) for start, end, _ in found} if article.ends else set()
    for wanted, other, verdict in article.ends:
        if wanted not in known:
            continue
        changed: list[tuple[int, int, Role]] = []
        for start, end, role in found:
            if verdict == "joined" and changed and told(*changed[-1][:2]) == wanted and told(start, end) == other:
                changed[-1] = (changed[-1][0], end, changed[-1][2])
                continue
            head = re.match(pattern_of(other) + r"\s+", article.text[start:end])
            if verdict == "cut" and other and head and told(start, end) == wanted:
                changed += [(start, start + len(head.group().rstrip()), role), (start + head.end(), end, role)]
            else:
                changed.append((start, end, role))
        found = changed
        known |= {told(start, end) for start, end, _ in found}
    return found
