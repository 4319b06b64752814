"""``compare()``: articles in, one frozen Comparison out, and its JSON form.

A Comparison keeps every candidate link, also those below the threshold, so that another threshold or fewer articles need
neither vectors nor tags: ``at`` and ``among`` give a new Comparison. It holds plain values only.
"""

import collections
import dataclasses
import functools
from dataclasses import dataclass

from components.engine.alignment import links, model
from components.engine.alignment.candidates import align
from components.engine.alignment.statements import clearest, statements
from components.engine.articles.article import ASIDE_ROLES, Article, Sentence, moment
from components.engine.articles.events import Warned
from components.engine.articles.outlets import find_outlet
from components.engine.contradictions.contradiction import Contradiction, Side
from components.engine.contradictions.verdicts import find_contradictions, guessed
from components.engine.document import sentences
from components.engine.entities import speech
from components.engine.findings import collation, copies, ledger, modifiers, names, voices
from components.engine.findings.voices import Voice
from components.engine.german import evaluative_words, word_likeness
from components.engine.zones import shared_closings

SURE = 0.85  # similarity from which two sentences are compared in how they are told


@dataclass(frozen=True)
class Comparison:
    """Everything known about an event's articles: sentences, candidate links, contradictions, and what follows from them."""

    event: str
    title: str
    date: str | None
    articles: tuple[Article, ...]
    outlets: tuple[tuple[str, str], ...]  # (article id, outlet id)
    sentences: tuple[Sentence, ...]
    candidates: tuple[links.Link, ...]
    all_contradictions: tuple[Contradiction, ...]
    threshold: float
    maybe_from: float
    encoder: str
    warnings: tuple[Warned, ...] = ()
    title_en: str | None = None
    speeches: tuple[speech.Speech, ...] = ()
    voices: tuple[Voice, ...] = ()  # what each speaker gets to say in each article
    all_referents: tuple[names.Referent, ...] = ()
    all_collations: tuple[collation.Collation, ...] = ()
    judgements: tuple[tuple[str, str], ...] = ()  # (sentence id, word that judges)
    all_described: tuple[modifiers.Described, ...] = ()
    merged: tuple[tuple[str, ...], ...] = ()  # sentence ids that people put into one statement
    separated: tuple[tuple[str, str], ...] = ()  # pairs of sentence ids that people said are not the same

    def at(self, threshold):
        """The same comparison with another threshold for links (0 to 1)."""
        return dataclasses.replace(self, threshold=threshold, maybe_from=min(self.maybe_from, threshold))

    def among(self, article_ids):
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
            candidates=tuple(c for c in self.candidates if c.left in held and c.right in held),
            all_contradictions=tuple(c for c in self.all_contradictions if c.left.sentence in held and c.right.sentence in held),
            speeches=tuple(s for s in self.speeches if s.sentence in held),
            voices=tuple(v for v in self.voices if v.article in kept),
            judgements=tuple(j for j in self.judgements if j[0] in held),
            merged=tuple(tuple(s for s in group if s in held) for group in self.merged),
            separated=tuple(p for p in self.separated if held.issuperset(p)),
        )

    @functools.cached_property
    def referents(self):
        """Persons and things that the articles name differently (naming.Referent)."""
        article = {s.id: s.article for s in self.text_sentences}
        rows = [
            dataclasses.replace(r, mentions=tuple(m for m in r.mentions if m.sentence in article)) for r in self.all_referents
        ]
        return tuple(r for r in rows if names.differs(r.mentions, article))

    @functools.cached_property
    def collations(self):
        """Quotations that the articles word differently (collation.Collation)."""
        rows = (c.among(self.by_id) for c in self.all_collations)
        return tuple(c for c in rows if c is not None)

    @functools.cached_property
    def described(self):
        """Nouns that the articles describe differently (epithets.Described)."""
        kept = {a.id for a in self.articles}
        rows = (d.among(self.by_id, kept) for d in self.all_described)
        return tuple(d for d in rows if d is not None)

    @functools.cached_property
    def by_id(self):
        return {s.id: s for s in self.sentences}

    @functools.cached_property
    def outlet_of(self):
        """{article id: outlet id}"""
        return dict(self.outlets)

    @functools.cached_property
    def speech_of(self):
        """{sentence id: Speech} of the text sentences"""
        return {s.sentence: s for s in self.speeches}

    def without(self, contradictions):
        """The comparison without some contradictions, as if they had not been found."""
        gone = frozenset(contradictions)
        return dataclasses.replace(self, all_contradictions=tuple(c for c in self.all_contradictions if c not in gone))

    @functools.cached_property
    def told_differently(self):
        """[(stated sentence id, [reported sentence ids])]: what one article states itself and another only reports or doubts.

        Only surely linked sentences, no headlines, none that contradict each other, and nothing that itself tells of a saying.
        """
        clashing = {frozenset((c.left.sentence, c.right.sentence)) for c in self.contradictions}
        found = {}
        for link in self.links:
            for own, other in ((link.left, link.right), (link.right, link.left)):
                rungs = self.speech_of[own].rung, self.speech_of[other].rung
                plain = rungs[0] == "stated" != rungs[1] and self.by_id[own].role in {"body", "lead"}
                if (
                    plain
                    and link.similarity >= SURE
                    and frozenset((own, other)) not in clashing
                    and not self.speech_of[own].tells
                ):
                    found.setdefault(own, []).append(other)
        return tuple(found.items())

    @functools.cached_property
    def text_sentences(self):
        return tuple(s for s in self.sentences if s.role not in ASIDE_ROLES)

    @functools.cached_property
    def links(self):
        """The links that the app stands by."""
        return tuple(c for c in self.candidates if c.similarity >= self.threshold)

    @functools.cached_property
    def maybe(self):
        """Links above chance and below the threshold, without effect on findings."""
        return tuple(c for c in self.candidates if self.maybe_from <= c.similarity < self.threshold)

    @functools.cached_property
    def contradictions(self):
        """Those inside links; two lengths of one occasion need none, nor does what people confirmed."""
        linked = {frozenset((x.left, x.right)) for x in self.links}
        return tuple(
            c
            for c in self.all_contradictions
            if (c.kind == "duration" and c.grade == "clear")
            or c.reason == "phase"
            or c.decided
            or frozenset((c.left.sentence, c.right.sentence)) in linked
        )

    @functools.cached_property
    def contradicting(self):
        return frozenset(side.sentence for c in self.contradictions if c.grade == "clear" for side in (c.left, c.right))

    @functools.cached_property
    def findings(self):
        """{sentence id: contradicting, shared, unique or set-aside}"""
        linked = {s for link in self.links for s in (link.left, link.right)}
        return {
            s.id: "set-aside"
            if s.role in ASIDE_ROLES
            else "contradicting"
            if s.id in self.contradicting
            else "shared"
            if s.id in linked
            else "unique"
            for s in self.sentences
        }

    @functools.cached_property
    def statements(self):
        rows = [(s.id, self.outlet_of[s.article]) for s in self.text_sentences]
        found = statements(rows, self.links, self.contradicting, self.merged, self.separated)
        return tuple(dataclasses.replace(s, voices=self.count_voices(s.sentences)) for s in found)

    @functools.cached_property
    def copies(self):
        """Passages that articles of two outlets have in nearly the same words, longest first (origins.Copy)."""
        quotes = {s.sentence: tuple((q.start, q.end) for q in s.quotes) for s in self.speeches}
        return copies.copies(self.text_sentences, self.links, quotes, self.outlet_of)

    @functools.cached_property
    def copied(self):
        """{sentence id: ids of the sentences that are nearly word for word the same}"""
        found = {}
        for copy in self.copies:
            for left, right in copy.pairs:
                found.setdefault(left, set()).add(right)
                found.setdefault(right, set()).add(left)
        return found

    def count_voices(self, sentences):
        """How many independent origins some sentences have: articles of one outlet are one, so are copies of one text."""
        held = set(sentences)
        copied = [
            (self.by_id[a].article, self.by_id[b].article) for a in sentences for b in sorted(self.copied.get(a, ())) if b in held
        ]
        return copies.independent(list(dict.fromkeys(self.by_id[s].article for s in sentences)), self.outlet_of, copied)

    @functools.cached_property
    def agencies(self):
        """{article id: news agencies that it credits}"""
        aside = [s for s in self.sentences if s.role in ASIDE_ROLES]
        return {a.id: copies.credited(a, [s for s in aside if s.article == a.id]) for a in self.articles}

    @functools.cached_property
    def common_words(self):
        """Words, in lower case, that stand in every twelfth sentence or more: in this event they say little."""
        held = collections.Counter(
            w for s in self.text_sentences for w in {w.casefold() for w in word_likeness.WORD.findall(s.text)}
        )
        return frozenset(w for w, n in held.items() if n * 12 >= len(self.text_sentences))

    @functools.cached_property
    def ledger_rows(self):
        """Who says what, and where (ledger.Row), in the order of the statements."""
        return ledger.rows(self)

    def clearest(self, statement, among=None):
        """The id of the sentence that names a statement: its most central (of ``among``), and of equals its shortest."""
        return clearest({s: self.by_id[s].text for s in statement.sentences}, self._inner_links(statement), among)

    def _inner_links(self, statement):
        inside = frozenset(statement.sentences)
        links = (link for s in statement.sentences for link in self.counterparts.get(s, ()) if link.left == s)
        return [link for link in links if link.right in inside]

    @functools.cached_property
    def counterparts(self):
        """{sentence id: links of the sentence, most similar first}"""
        found = {}
        for link in self.links:
            found.setdefault(link.left, []).append(link)
            found.setdefault(link.right, []).append(link)
        return {s: tuple(sorted(ls, key=lambda x: (-x.similarity, x.left, x.right))) for s, ls in found.items()}

    def count(self, finding, article=None):
        """How many text sentences (of one article) have a finding."""
        return sum(self.findings[s.id] == finding for s in self.text_sentences if article is None or s.article == article)

    def count_aside(self, article):
        """How many sentences of an article are set aside."""
        return sum(s.article == article and s.role in ASIDE_ROLES for s in self.sentences)

    def best_unlinked(self, sentence):
        """The most similar candidate of a sentence that is no link, or ``None``."""
        rows = [c for c in self.candidates if sentence in (c.left, c.right) and c.similarity < self.threshold]
        return max(rows, key=lambda c: (c.similarity, c.left, c.right), default=None)


def compare(event, outlets, encode, aligner=None, encoder="embedded", progress=lambda step, share: None, chances=None):
    """Compare an event's articles.

    ``outlets``: {id: Outlet}; ``encode``: texts -> unit vectors (``embeddings.vectors``); ``progress`` is called with the name
    of a step and the share done, 0 to 1; ``chances``: pairs of texts -> chance of a contradiction (``embeddings.
    contradiction_chances``), whose guesses are added as possible. Pure: the same articles in any order give the same Comparison.
    """
    aligner = aligner or model.shipped()
    articles = tuple(sorted(event.articles, key=lambda a: a.id))
    progress("sentences", 0.0)
    known = {a.id: find_outlet(a.outlet, outlets) for a in articles}
    closings = shared_closings(articles, {a.id: known[a.id].id for a in articles})
    found = tuple(s for a in articles for s in sentences(a, known[a.id], closings.get(known[a.id].id, frozenset())))
    text = tuple(s for s in found if s.role not in ASIDE_ROLES)
    candidates = align(text, encode, aligner, progress)
    progress("contradictions", 0.9)
    times = {a.id: moment(a.published) for a in articles}
    contradictions = find_contradictions(text, candidates, aligner.threshold, times)
    if chances is not None:
        progress("judge", 0.95)
        contradictions += guessed(text, candidates, contradictions, chances)
    said = speech.speeches(text, {a.id: a.text for a in articles})
    progress("wording", 0.97)
    found = Comparison(
        event.id,
        event.title,
        event.date,
        articles,
        tuple((a.id, known[a.id].id) for a in articles),
        found,
        candidates,
        contradictions,
        aligner.threshold,
        aligner.maybe,
        encoder,
        tuple(sorted(event.warnings, key=lambda w: w.english)),
        event.title_en,
        tuple(said[s.id] for s in text),
    )
    named = names.referents(text, found.links, encode)
    groups = [s.sentences for s in found.statements]
    found = dataclasses.replace(
        found,
        voices=voices.voices(text, said),
        judgements=tuple((s.id, word) for s in text if (word := evaluative_words.judging_word(s.text))),
        all_referents=named,
        all_collations=collation.collations(text, groups, said),
        all_described=modifiers.described(text, said, named),
    )
    progress("done", 1.0)
    return found


def to_json(comparison):
    """The command line's JSON object; with ``from_json`` it is also what is stored beside an event."""

    def link(found):
        row = {"left": found.left, "right": found.right, "similarity": found.similarity, "reasons": list(found.reasons)}
        return row | ({"parts": [list(p) for p in found.parts]} if found.parts else {})

    return {
        "event": {"id": comparison.event, "title": comparison.title, "title_en": comparison.title_en, "date": comparison.date},
        "encoder": comparison.encoder,
        "threshold": comparison.threshold,
        "maybe_from": comparison.maybe_from,
        "articles": [
            {"id": a.id, "outlet": comparison.outlet_of[a.id], "file": a.file}
            | {k: getattr(a, k) for k in ("published", "url", "byline", "credit", "headline") if getattr(a, k)}
            for a in comparison.articles
        ],
        "sentences": [dataclasses.asdict(s) | {"finding": comparison.findings[s.id]} for s in comparison.sentences],
        "links": [link(x) for x in comparison.links],
        "maybe": [link(x) for x in comparison.maybe],
        "unlinked": [link(x) for x in comparison.candidates if x.similarity < comparison.maybe_from],
        "statements": [dataclasses.asdict(s) | {"clearest": comparison.clearest(s)} for s in comparison.statements],
        "contradictions": [dataclasses.asdict(c) for c in comparison.contradictions],
        "copies": [dataclasses.asdict(c) for c in comparison.copies],
        "speech": [dataclasses.asdict(s) for s in comparison.speeches],
        "voices": [dataclasses.asdict(v) for v in comparison.voices],
        "referents": [dataclasses.asdict(r) for r in comparison.referents],
        "collations": [dataclasses.asdict(c) for c in comparison.collations],
        "judgements": [list(j) for j in comparison.judgements],
        "described": [dataclasses.asdict(d) for d in comparison.described],
        "warnings": [dataclasses.asdict(w) for w in comparison.warnings],
    }


def from_json(table, texts):
    """A Comparison from its JSON form and {article id: text}."""

    def link(row):
        parts = row.get("parts")
        return links.Link(
            row["left"], row["right"], row["similarity"], tuple(row["reasons"]), tuple(tuple(p) for p in parts) if parts else None
        )

    rows = table["articles"]
    return Comparison(
        table["event"]["id"],
        table["event"]["title"],
        table["event"]["date"],
        tuple(
            Article(
                r["id"],
                r["outlet"],
                r["file"],
                texts[r["id"]],
                *(r.get(k) for k in ("published", "url", "byline", "credit", "headline")),
            )
            for r in rows
        ),
        tuple((r["id"], r["outlet"]) for r in rows),
        tuple(Sentence(**{k: v for k, v in s.items() if k != "finding"}) for s in table["sentences"]),
        tuple(link(r) for kind in ("links", "maybe", "unlinked") for r in table[kind]),
        tuple(
            Contradiction(
                c["kind"],
                c["grade"],
                c["explanation"],
                Side(**c["left"]),
                Side(**c["right"]),
                c["reason"],
                c["later"],
                c["decided"],
            )
            for c in table["contradictions"]
        ),
        table["threshold"],
        table["maybe_from"],
        table["encoder"],
        tuple(Warned(**w) for w in table["warnings"]),
        table["event"]["title_en"],
        tuple(speech.Speech(**(row | {"quotes": tuple(speech.Quote(**q) for q in row["quotes"])})) for row in table["speech"]),
        tuple(Voice(**(v | {"passages": tuple(v["passages"]), "verbs": tuple(v["verbs"])})) for v in table["voices"]),
        tuple(names.Referent(r["name"], r["kind"], tuple(names.Mention(**m) for m in r["mentions"])) for r in table["referents"]),
        tuple(
            collation.Collation(
                c["speaker"],
                tuple(collation.Wording(**w) for w in c["wordings"]),
                tuple(collation.Column(tuple(k["cells"]), k["same"]) for k in c["columns"]),
            )
            for c in table["collations"]
        ),
        tuple((name, word) for name, word in table["judgements"]),
        tuple(
            modifiers.Described(d["noun"], tuple(modifiers.Epithet(**e) for e in d["epithets"]), tuple(d["bare"]))
            for d in table["described"]
        ),
    )
