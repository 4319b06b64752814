"""``compare()``: an event in, one frozen Comparison out.

A Comparison keeps every candidate link, also those below the threshold, so that another threshold or fewer articles need
neither vectors nor tags: ``at`` and ``among`` give a new Comparison. It holds plain values only.
"""

import collections
import dataclasses
import functools
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from components.engine.alignment import statements
from components.engine.alignment.links import Link
from components.engine.alignment.model import Aligner, shipped
from components.engine.alignment.occasion_links import by_occasion
from components.engine.alignment.statements import Statement
from components.engine.articles.article import Article, Sentence, moment
from components.engine.articles.events import Event
from components.engine.articles.outlets import Outlet
from components.engine.codes import Assertion, ClashReason, Finding, Grade, PairVerdict, Place, Role, Step
from components.engine.contradictions.contradiction import Contradiction
from components.engine.contradictions.disagreements import Disagreement, disagreements
from components.engine.contradictions.pair_verdicts import with_verdicts
from components.engine.contradictions.verdicts import find_contradictions, guesses
from components.engine.contradictions.witnesses import heard
from components.engine.document import count_text, documents
from components.engine.entities.entities import entities
from components.engine.entities.occasions import Occasion
from components.engine.entities.speech import Speech
from components.engine.findings import collation, copies, ledger, modifiers, names
from components.engine.findings.difference import Difference
from components.engine.findings.differences import differences
from components.engine.findings.number_table import NumberRow, number_rows
from components.engine.findings.origins import Origins
from components.engine.findings.origins import origins as origins_of
from components.engine.findings.outvoted import outvoted, with_outvoted
from components.engine.findings.voices import Voice, voices
from components.engine.german import quantities
from components.engine.german.evaluative_words import evaluative_words
from components.engine.german.quotation_marks import Span, words_alone
from components.engine.german.word_likeness import WORD
from components.engine.messages import Message, Refusal
from components.engine.network.encoder import Encode
from components.engine.network.judge import Judge
from components.engine.progress import Progress, silent

SURE = 0.85  # similarity from which two sentences are compared in how they are told
MOST_SENTENCES = 2500  # of text in an event: time and memory grow with the square, above all with those that resemble each other
# Candidates that are kept as a sentence's best in another article: memory of whoever shows them grows with these. Fifty articles of forty
# sentences and a headline have 100,450.
MOST_BEST = 105_000
MOST_CONTRADICTIONS = 1_000
# How much alike sentences may be: for each link how many others its two sentences have, from the lowest similarity that can be chosen.
# Statements are made of that, at every choice of a threshold; fifty articles on one event have less than half of it.
MOST_ALIKE = 1_000_000
ALIKE_FROM = 0.1
COMMON = 12  # a word in every so many sentences says little in this event


class TooMuch(Refusal):
    """An event is larger than what can be compared."""


@dataclass(frozen=True, kw_only=True)
class Comparison:
    """Everything known about an event's articles: sentences, candidate links, contradictions, and what follows from them.

    ``all_…``: found among all articles, whatever is chosen of them; the properties without ``all_`` give what holds for the articles
    and the threshold of this Comparison. ``merged``: groups of sentence ids that people put into one statement; ``separated``: pairs
    of ids that they said are not the same; ``cut``: candidate links that they dismissed. ``judgements``: (sentence id, word that
    judges).
    """

    event: str
    title: str
    date: str | None
    articles: tuple[Article, ...]
    outlets: tuple[tuple[str, str], ...]  # (article id, outlet id)
    sentences: tuple[Sentence, ...]
    candidates: tuple[Link, ...]
    all_contradictions: tuple[Contradiction, ...]
    threshold: float
    maybe_from: float
    encoder: str
    warnings: tuple[Message, ...] = ()
    title_en: str | None = None
    speeches: tuple[Speech, ...] = ()
    voices: tuple[Voice, ...] = ()
    all_referents: tuple[names.Referent, ...] = ()
    all_collations: tuple[collation.Collation, ...] = ()
    judgements: tuple[tuple[str, str], ...] = ()
    all_described: tuple[modifiers.Described, ...] = ()
    merged: tuple[tuple[str, ...], ...] = ()
    separated: tuple[tuple[str, str], ...] = ()
    cut: tuple[Link, ...] = ()
    all_occasions: tuple[Occasion, ...] = ()
    all_numbers: tuple[NumberRow, ...] = ()

    def at(self, threshold: float) -> "Comparison":
        """The same comparison with another threshold for links (0 to 1)."""
        return dataclasses.replace(self, threshold=threshold, maybe_from=min(self.maybe_from, threshold))

    def among(self, article_ids: Iterable[str]) -> "Comparison":
        """The comparison of some of the articles only: findings and statements as if the others were not there.

        Similarities stay those of the whole event, whose rare words and neighbours they were judged by.
        """
        kept = frozenset(article_ids)
        held = frozenset(s.id for s in self.sentences if s.article in kept)
        return dataclasses.replace(
            self,
            articles=tuple(a for a in self.articles if a.id in kept),
            outlets=tuple(o for o in self.outlets if o[0] in kept),
            sentences=tuple(s for s in self.sentences if s.id in held),
            candidates=tuple(c for c in self.candidates if c.pair <= held),
            all_contradictions=tuple(c for c in self.all_contradictions if c.pair <= held),
            speeches=tuple(s for s in self.speeches if s.sentence in held),
            voices=tuple(v for v in self.voices if v.article in kept),
            judgements=tuple(j for j in self.judgements if j[0] in held),
            merged=tuple(tuple(s for s in group if s in held) for group in self.merged),
            separated=tuple(p for p in self.separated if held.issuperset(p)),
            cut=tuple(c for c in self.cut if c.pair <= held),
            all_occasions=tuple(o for o in self.all_occasions if o.sentence in held),
        )

    def without(self, contradictions: Collection[Contradiction]) -> "Comparison":
        """The comparison without some contradictions, as if they had not been found; with one of a pair and kind goes every one."""
        gone = {(c.pair, c.kind, c.left.start, c.right.start) for c in contradictions}
        kept = (c for c in self.all_contradictions if (c.pair, c.kind, c.left.start, c.right.start) not in gone)
        return dataclasses.replace(self, all_contradictions=tuple(kept))

    # sentences

    @functools.cached_property
    def by_id(self) -> dict[str, Sentence]:
        """{sentence id: Sentence}"""
        return {s.id: s for s in self.sentences}

    @functools.cached_property
    def outlet_of(self) -> dict[str, str]:
        """{article id: outlet id}"""
        return dict(self.outlets)

    @functools.cached_property
    def text_sentences(self) -> tuple[Sentence, ...]:
        """Sentences that are compared: those not set aside."""
        return tuple(s for s in self.sentences if not s.role.is_aside)

    @functools.cached_property
    def speech_of(self) -> dict[str, Speech]:
        """{sentence id: Speech} of the text sentences"""
        return {s.sentence: s for s in self.speeches}

    @functools.cached_property
    def occasion_of(self) -> dict[str, Occasion]:
        """{sentence id: Occasion} of the text sentences"""
        return {o.sentence: o for o in self.all_occasions}

    @functools.cached_property
    def findings(self) -> dict[str, Finding]:
        """{sentence id: Finding}: contradicting before shared before unique."""
        linked = {s for link in self.links for s in link.pair}

        def finding(s: Sentence) -> Finding:
            if s.role.is_aside:
                return Finding.SET_ASIDE
            if s.id in self.contradicting:
                return Finding.CONTRADICTING
            return Finding.SHARED if s.id in linked else Finding.UNIQUE

        return {s.id: finding(s) for s in self.sentences}

    def count(self, finding: Finding, article: str | None = None) -> int:
        """How many text sentences (of one article) have a finding."""
        return sum(self.findings[s.id] == finding for s in self.text_sentences if article is None or s.article == article)

    def counts(self, article: str | None = None) -> dict[str, int]:
        """How many text sentences (of one article) are shared, contradicting, surely unique, and "doubtful": without a link, though
        something comes near."""
        found: dict[str, int] = {f: self.count(f, article) for f in (Finding.SHARED, Finding.CONTRADICTING)}
        sure = sum(article is None or self.by_id[s].article == article for s in self.surely_unique)
        return found | {Finding.UNIQUE: sure, "doubtful": self.count(Finding.UNIQUE, article) - sure}

    def count_aside(self, article: str) -> int:
        """How many sentences of an article are set aside."""
        return sum(s.article == article and s.role.is_aside for s in self.sentences)

    @functools.cached_property
    def common_words(self) -> frozenset[str]:
        """Words, in lower case, that stand in every twelfth sentence or more: in this event they say little."""
        held = collections.Counter(w for s in self.text_sentences for w in {w.casefold() for w in WORD.findall(s.text)})
        return frozenset(w for w, n in held.items() if n * COMMON >= len(self.text_sentences))

    # links and statements

    @functools.cached_property
    def links(self) -> tuple[Link, ...]:
        """The links that the app stands by: similar enough, and of one occasion as far as the sentences say."""
        return tuple(c for c in self.candidates if c.similarity >= self.threshold and c.one_occasion)

    @functools.cached_property
    def maybe(self) -> tuple[Link, ...]:
        """Links above chance and below the threshold, and those whose occasions are perhaps different; without effect on findings."""
        return tuple(
            c
            for c in self.candidates
            if c.similarity >= self.maybe_from
            and (c.similarity < self.threshold or not c.one_occasion)
            and (c.one_occasion or not c.surely_apart)
        )

    @functools.cached_property
    def counterparts(self) -> dict[str, tuple[Link, ...]]:
        """{sentence id: links of the sentence, most similar first}"""
        found: dict[str, list[Link]] = {}
        for link in self.links:
            found.setdefault(link.left, []).append(link)
            found.setdefault(link.right, []).append(link)
        return {s: tuple(sorted(ls, key=lambda x: (-x.similarity, x.left, x.right))) for s, ls in found.items()}

    def verdict(self, link: Link) -> PairVerdict:
        """What two linked sentences amount to."""
        return PairVerdict.DIFFERS if link.pair in self._clashing else link.verdict

    @functools.cached_property
    def _clashing(self) -> frozenset[frozenset[str]]:
        return frozenset(c.pair for c in self.contradictions)

    @functools.cached_property
    def _linked(self) -> frozenset[frozenset[str]]:
        return frozenset(link.pair for link in self.links)

    @functools.cached_property
    def nearest(self) -> dict[str, float]:
        """{sentence id: similarity of its most similar candidate that is no link}"""
        found: dict[str, float] = {}
        for c in self.candidates:
            if c.pair not in self._linked:
                for name in c.pair:
                    found[name] = max(found.get(name, 0.0), c.similarity)
        return found

    @functools.cached_property
    def place_of(self) -> dict[str, Place]:
        """{sentence id: where in its article it stands}"""
        return ledger.places(self)

    def best_unlinked(self, sentence: str) -> Link | None:
        """The most similar candidate of a sentence that is no link, or ``None``."""
        rows = [c for c in self.candidates if sentence in (c.left, c.right) and c.pair not in self._linked]
        return max(rows, key=lambda c: (c.similarity, c.left, c.right), default=None)

    @functools.cached_property
    def statements(self) -> tuple[Statement, ...]:
        """What is reported: linked sentences that say one thing, or one sentence that nobody else has."""
        names = [s.id for s in self.text_sentences]
        groups = statements.group(names, self.links, self.merged, self.separated, self._propositions)
        clashes = [c.pair for c in self.contradictions if c.grade == Grade.CLEAR]
        return tuple(
            Statement(
                id=f"s{n}",
                sentences=group,
                finding=statements.finding_of(group, clashes),
                voices=self.count_voices(group),
            )
            for n, group in enumerate(groups, 1)
        )

    @functools.cached_property
    def _propositions(self) -> dict[str, tuple[Span, ...]]:
        return {o.sentence: o.propositions for o in self.all_occasions}

    def mentioning(self, sentence: str, inside: Collection[str]) -> bool:
        """Whether a sentence only presupposes what it shares with others of a statement, as most of its links there say."""
        links = [x for x in self.counterparts.get(sentence, ()) if x.other(sentence) in inside]
        return sum(sentence in x.mentioning for x in links) * 2 > len(links)

    @functools.cached_property
    def near(self) -> dict[str, frozenset[str]]:
        """{sentence id: articles with a sentence that is even remotely like it}"""
        return self._near([c for c in self.candidates if c.similarity >= ledger.FAR and not c.surely_apart])

    @functools.cached_property
    def perhaps(self) -> dict[str, frozenset[str]]:
        """{sentence id: articles with a sentence that comes near it}: linked, perhaps linked, or the same word for word."""
        return self._near(self.maybe)

    def _near(self, alike: Iterable[Link]) -> dict[str, frozenset[str]]:
        """{sentence id: articles with a sentence that is linked to it, alike, or the same word for word}, whatever people decided about
        the pair: of such an article nobody can say that it lacks what the sentence says."""
        found: dict[str, set[str]] = {s.id: set() for s in self.text_sentences}
        cut = (c for c in self.cut if c.similarity >= ledger.SURE)
        for link in (*self.links, *alike, *cut):
            found[link.left].add(self.by_id[link.right].article)
            found[link.right].add(self.by_id[link.left].article)
        same: dict[str, list[Sentence]] = {}
        for s in self.text_sentences:
            same.setdefault(words_alone(s.text), []).append(s)
        for group in same.values():
            for s in group:
                found[s.id] |= {other.article for other in group} - {s.article}
        return {name: frozenset(articles) for name, articles in found.items()}

    @functools.cached_property
    def surely_unique(self) -> frozenset[str]:
        """Ids of the sentences that no sentence of another article comes near."""
        return frozenset(s.id for s in self.text_sentences if self.findings[s.id] == Finding.UNIQUE and not self.near[s.id])

    def clearest(self, statement: Statement, among: Iterable[str] | None = None) -> str:
        """The id of the sentence that names a statement: its most central (of ``among``), and of equals its shortest."""
        inside = frozenset(statement.sentences)
        inner = [x for s in statement.sentences for x in self.counterparts.get(s, ()) if x.left == s and x.right in inside]
        return statements.clearest({s: self.by_id[s].text for s in statement.sentences}, inner, among)

    @functools.cached_property
    def ledger_rows(self) -> tuple[ledger.Row, ...]:
        """Who says what, and where, in the order of the statements."""
        return ledger.rows(self)

    @functools.cached_property
    def differences(self) -> tuple[Difference, ...]:
        """What differs and is sure enough to be said large, most news value first."""
        return differences(self)

    # contradictions

    @functools.cached_property
    def contradictions(self) -> tuple[Contradiction, ...]:
        """One of each pair of sentences: those that need a link where the two are linked; those that need none, and what people
        confirmed, anyway."""
        found: list[Contradiction] = []
        seen: set[frozenset[str]] = set()
        for c in self.all_contradictions:
            counts = not c.linked or c.decided or c.pair in self._linked
            if c.reason == ClashReason.OUTVOTED and not c.decided:
                counts = c.pair in self._outvoted
            if counts and (c.reason == ClashReason.HAND or c.pair not in seen):
                found.append(c)
                seen |= {c.pair} if c.reason != ClashReason.HAND else set()
        return tuple(found)

    @functools.cached_property
    def _outvoted(self) -> frozenset[frozenset[str]]:
        """Pairs of sentences of which one gives a figure that those of two other outlets exclude, among these articles."""
        article_of = {s.id: s.article for s in self.text_sentences}
        ones = [(row, outvoted(row, article_of, self.outlet_of)) for row in self.numbers]
        return frozenset(
            frozenset((one.sentence, f.sentence)) for row, one in ones if one is not None for f in row.figures if f is not one
        )

    @functools.cached_property
    def disagreements(self) -> tuple[Disagreement, ...]:
        """The contradictions, those that tell of one disagreement together, the plainest first."""
        return disagreements(self.contradictions, self.links)

    @functools.cached_property
    def numbers(self) -> tuple[NumberRow, ...]:
        """The rows of the number table, with the figures of these articles."""
        rows = (dataclasses.replace(r, figures=tuple(f for f in r.figures if f.sentence in self.by_id)) for r in self.all_numbers)
        return tuple(r for r in rows if r.figures)

    def differing_numbers(self, told: Collection[frozenset[str]]) -> tuple[NumberRow, ...]:
        """Rows of the number table in which articles give different figures; ``told``: pairs of sentences of which it is said already,
        or which people found to be no contradiction."""
        return tuple(
            r
            for r in self.numbers
            if r.agrees() is False
            and len({self.by_id[f.sentence].article for f in r.figures}) > 1
            and not any(frozenset((a.sentence, b.sentence)) in told for a in r.figures for b in r.figures if a is not b)
        )

    def giving_no_figure(self, sentences: Collection[str], dimensions: Collection[str]) -> frozenset[str]:
        """Ids of the articles of which nothing near some sentences gives a value of some dimensions."""
        near = set(sentences).union(*(self.neighbours.get(s, ()) for s in sentences))
        valued = {self.by_id[s].article for s in near if self._dimensions[s].intersection(dimensions)}
        return frozenset(a.id for a in self.articles) - valued

    @functools.cached_property
    def neighbours(self) -> dict[str, set[str]]:
        """{sentence id: ids of the sentences that are even remotely like it}"""
        found: dict[str, set[str]] = {}
        for c in self.candidates:
            if c.similarity >= ledger.FAR:
                found.setdefault(c.left, set()).add(c.right)
                found.setdefault(c.right, set()).add(c.left)
        return found

    @functools.cached_property
    def _dimensions(self) -> dict[str, frozenset[str]]:
        """{sentence id: dimensions of its quantities}"""
        return {s.id: frozenset(q.dimension for q in quantities.find(s.text)) for s in self.text_sentences}

    @functools.cached_property
    def contradicting(self) -> frozenset[str]:
        """Ids of sentences that clearly contradict another."""
        return frozenset(side.sentence for c in self.contradictions if c.grade == Grade.CLEAR for side in c.sides)

    # wording and speech

    @functools.cached_property
    def referents(self) -> tuple[names.Referent, ...]:
        """Persons and things that the articles name differently."""
        article = {s.id: s.article for s in self.text_sentences}
        rows = [
            dataclasses.replace(r, mentions=tuple(m for m in r.mentions if m.sentence in article)) for r in self.all_referents
        ]
        return tuple(r for r in rows if names.differs(r.mentions, article))

    @functools.cached_property
    def collations(self) -> tuple[collation.Collation, ...]:
        """Quotations that the articles word differently."""
        rows = (c.among(self.by_id) for c in self.all_collations)
        return tuple(c for c in rows if c is not None)

    @functools.cached_property
    def described(self) -> tuple[modifiers.Described, ...]:
        """Nouns that the articles describe differently."""
        kept = {a.id for a in self.articles}
        article_of = {s.id: s.article for s in self.sentences}
        rows = (d.among(article_of, kept) for d in self.all_described)
        return tuple(d for d in rows if d is not None)

    @functools.cached_property
    def told_differently(self) -> tuple[tuple[str, list[str]], ...]:
        """[(stated sentence id, [reported sentence ids])]: what one article states itself and another only reports or doubts.

        Only surely linked sentences, no headlines, none that contradict each other, and nothing that itself tells of a saying.
        """
        clashing = {c.pair for c in self.contradictions}
        found: dict[str, list[str]] = {}
        for link in self.links:
            for own, other in ((link.left, link.right), (link.right, link.left)):
                stated = self.speech_of[own].assertion == Assertion.STATED != self.speech_of[other].assertion
                plain = self.by_id[own].role in {Role.BODY, Role.LEAD} and not self.speech_of[own].tells
                if stated and plain and link.similarity >= SURE and link.pair not in clashing:
                    found.setdefault(own, []).append(other)
        return tuple(found.items())

    # origins

    @functools.cached_property
    def copies(self) -> tuple[copies.Copy, ...]:
        """Passages that articles of two outlets have in nearly the same words, longest first."""
        quotes = {s.sentence: tuple((q.start, q.end) for q in s.quotes) for s in self.speeches}
        return copies.copies(self.text_sentences, self.links, quotes, self.outlet_of)

    @functools.cached_property
    def copied(self) -> dict[str, set[str]]:
        """{sentence id: ids of the sentences that are nearly word for word the same}"""
        found: dict[str, set[str]] = {}
        for copy in self.copies:
            for left, right in copy.pairs:
                found.setdefault(left, set()).add(right)
                found.setdefault(right, set()).add(left)
        return found

    def count_voices(self, sentences: Sequence[str]) -> int:
        """How many independent origins some sentences have: articles of one outlet are one, so are copies of one text."""
        held = set(sentences)
        copied = [
            (self.by_id[a].article, self.by_id[b].article) for a in sentences for b in sorted(self.copied.get(a, ())) if b in held
        ]
        return copies.independent(dict.fromkeys(self.by_id[s].article for s in sentences), self.outlet_of, copied)

    @functools.cached_property
    def agencies(self) -> dict[str, tuple[str, ...]]:
        """{article id: news agencies that it credits}"""
        aside = [s for s in self.sentences if s.role.is_aside]
        return {a.id: copies.credited(a, [s for s in aside if s.article == a.id]) for a in self.articles}

    @functools.cached_property
    def origins(self) -> Origins:
        """How many independent origins the articles have, with agency matter and without."""
        return origins_of(self)


def compare(
    event: Event,
    outlets: Mapping[str, Outlet],
    encode: Encode,
    aligner: Aligner | None = None,
    encoder: str = "embedded",
    progress: Progress = silent,
    judge: Judge | None = None,
    guessing: bool = False,
) -> Comparison:
    """Compare an event's articles.

    ``outlets``: {id: Outlet}; ``encode``: texts -> unit vectors (``network.encoder.vectors``); ``progress`` is called with a step and
    the share done, 0 to 1; ``judge``: pairs of sentences -> probabilities of six labels (``network.judge``), the second
    witness of contradictions beside the rules, None for the rules alone; ``guessing``: whether its own guesses are added as possible.
    Pure: the same articles in any order give the same Comparison. Raises ``TooMuch``: for too many sentences before anything is computed.
    """
    from components.engine.alignment.candidates import candidates  # brings scipy: not for the first paint

    aligner = aligner or shipped()
    progress(Step.SENTENCES, 0.0)
    much = count_text(event, outlets)
    if much > MOST_SENTENCES:
        raise TooMuch("compare_too_much", n=much, most=MOST_SENTENCES)
    if much * (len(event.articles) - 1) > MOST_BEST:
        raise TooMuch("compare_too_many_articles", n=len(event.articles), sentences=much)
    analysed = documents(event, outlets)
    text = [s for d in analysed for s in d.text]
    who = entities(analysed, event_year(event), event.date)
    found = by_occasion(candidates(text, encode, aligner, progress), text, who.occasion_of)
    if _much_alike(found) > MOST_ALIKE:
        raise TooMuch("compare_too_alike")
    links = [c for c in found if c.similarity >= aligner.threshold and c.one_occasion]
    progress(Step.CONTRADICTIONS, 0.9)
    published = {a.id: moment(a.published) for a in event.articles}
    contradictions = find_contradictions(text, found, published, who.occasion_of)
    if len(contradictions) > MOST_CONTRADICTIONS:
        raise TooMuch("compare_too_alike")
    if judge is not None:
        progress(Step.JUDGE, 0.95)
        contradictions = heard(contradictions, text, judge)
        found = with_verdicts(text, found, aligner.threshold, judge)
        if guessing:
            contradictions += guesses(text, found, contradictions, judge)
    article_of = {s.id: s.article for s in text}
    numbers = number_rows(text, links, contradictions)
    contradictions = with_outvoted(contradictions, numbers, article_of, {d.article.id: d.outlet for d in analysed}, published)
    said = who.speech_of
    progress(Step.WORDING, 0.97)
    named = names.referents(text, links, encode, who.register, who.mentioned)
    groups = statements.group([s.id for s in text], links, propositions={s.id: who.occasion_of[s.id].propositions for s in text})
    comparison = Comparison(
        event=event.id,
        title=event.title,
        title_en=event.title_en,
        date=event.date,
        articles=tuple(d.article for d in analysed),
        outlets=tuple((d.article.id, d.outlet) for d in analysed),
        sentences=tuple(s for d in analysed for s in d.sentences),
        candidates=found,
        all_contradictions=contradictions,
        threshold=aligner.threshold,
        maybe_from=aligner.maybe,
        encoder=encoder,
        warnings=tuple(sorted(event.warnings, key=lambda w: (w.code, w.values))),
        speeches=tuple(said[s.id] for s in text),
        voices=voices(text, said),
        judgements=tuple((s.id, word) for s in text for word in evaluative_words(s.words)),
        all_referents=named,
        all_collations=collation.collations(text, groups, said),
        all_described=modifiers.described(text, said, named),
        all_occasions=tuple(who.occasion_of[s.id] for s in text),
        all_numbers=numbers,
    )
    progress(Step.DONE, 1.0)
    return comparison


def event_year(event: Event) -> int | None:
    """The year of an event: its date's, else that of its articles where they agree."""
    dates = [event.date] if event.date else [a.published for a in event.articles if a.published]
    years = {int(d[:4]) for d in dates if d[:4].isdigit()}
    return next(iter(years)) if len(years) == 1 else None


def _much_alike(candidates: Iterable[Link]) -> int:
    """For each of the links that may be chosen the links of its two sentences, added up."""
    links = [c for c in candidates if c.similarity >= ALIKE_FROM]
    held = collections.Counter(s for link in links for s in link.pair)
    return sum(held[link.left] + held[link.right] for link in links)
