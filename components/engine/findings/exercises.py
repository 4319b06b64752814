"""Exercises for a class, made from a comparison: the same link, the same exercise, because chance comes from a seed alone."""

from __future__ import annotations

import enum
import hashlib
import itertools
import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from components.engine.alignment.links import Link
from components.engine.articles.article import Sentence
from components.engine.articles.outlets import Outlet
from components.engine.codes import Assertion, Manner, PairVerdict, Role
from components.engine.entities.speech import Speech
from components.engine.findings import ledger
from components.engine.german.word_likeness import rarity

if TYPE_CHECKING:
    from components.engine.comparison import Comparison

EXCERPT = 4  # sentences after the headline
MUCH_LONGER = 1.3  # length of a fact beside the sentence that proves it
OPTIONS = 4  # facts to choose from
FEWEST, LONGEST = 5, 26  # words of a sentence that makes a clear question
NAMES_SO = re.compile(r"\b(spricht|sprach|sprechen|sprachen) von\b|\b(nennt|nannte|nennen|nannten|bezeichnete?n?|bezeichnet)\b")
TAKES_UP = re.compile(r"(Das|Dies|So)\b")
LENGTH = re.compile(r"[Ss]tunden?\b|[Mm]inuten?\b")  # whose length it is often only the context tells
EACH = 3  # sentences of each sort
UNUSUAL = 0.62  # rarity from which a name is no ordinary German word
TOLD = frozenset([Role.BODY, Role.LEAD, Role.QUOTE])
COVER = "▇▇▇"


class Sort(enum.StrEnum):
    """What a sentence is: the article's own claim, somebody's words, or a judgement."""

    FACT = "fact"
    ATTRIBUTION = "attribution"
    JUDGEMENT = "judgement"


Near = dict[str, dict[str, tuple[float, str]]]  # {sentence: {article: (similarity, its most similar sentence there)}}


def order(names: Iterable[str], seed: int | str) -> list[str]:
    """Names in an order that the seed alone decides."""
    return sorted(names, key=lambda n: hashlib.sha256(f"{seed}|{n}".encode()).hexdigest())


def covered(text: str, outlets: Iterable[Outlet]) -> str:
    """A text with the names and addresses of outlets hidden. A name that is an ordinary word ("Zeit") is hidden only where it is
    plainly the outlet: in capitals, in quotation marks, after "laut" and the like, or before "-Zeitung".

    >>> from components.engine.articles.outlets import Outlet
    >>> covered("Wie taz.de berichtet, laut Zeit zur rechten Zeit", [Outlet(id="taz", name="taz", domains=("taz.de",)), Outlet(id="z", name="Zeit")])
    'Wie ▇▇▇ berichtet, laut ▇▇▇ zur rechten Zeit'
    """
    names = {n for o in outlets for n in (o.name, *o.names, *o.domains) if len(n) > 1}
    for name in sorted(names, key=lambda n: (-len(n), n)):
        written = re.escape(name)
        if " " in name or not name.isalpha() or rarity(name) >= UNUSUAL:
            text = re.sub(rf"(?i)(?<![\w-]){written}(?:e?s)?(?!\w)", COVER, text)
        else:
            before = r"(?i:laut|bei|von|gegenüber|so|wie|sagte|berichtet|meldet)(?: (?i:der|die|das|dem))?"
            text = re.sub(rf"\b({before}) {written}(?!\w)", rf"\1 {COVER}", text)
            text = re.sub(
                rf"(?<!\w){written}(?=-[A-ZÄÖÜ])|(?<=[„“”\"»«]){written}(?=[„“”\"»«])|(?<!\w){re.escape(name.upper())}(?!\w)",
                COVER,
                text,
            )
    return text


def excerpt(comparison: Comparison, article: str) -> tuple[Sentence, ...]:
    """Headline and first sentences of an article, as Sentences."""
    text = [s for s in comparison.text_sentences if s.article == article]
    heads = [s for s in text if s.role.is_head]
    return (*heads, *[s for s in text if not s.role.is_head][:EXCERPT])


@dataclass(frozen=True, kw_only=True)
class FactElsewhere:
    """A sentence of another article; ``proof``: the sentence of the text that says the same, "" if none does; ``others``: articles
    that surely have it."""

    sentence: str
    proof: str
    others: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class MissingFact:
    """Which of some facts does one article not have? ``facts`` in the order of the page, exactly one of them without proof."""

    article: str
    facts: tuple[FactElsewhere, ...]


def missing_fact(comparison: Comparison, seed: int) -> MissingFact | None:
    """A MissingFact, or None where that cannot be asked: every fact is either surely in the text or not even nearly there."""
    near = _near(comparison)
    for article in order([a.id for a in comparison.articles], seed):
        having, lacking = _facts_beside(comparison, article, near)
        if lacking and len(having) >= OPTIONS - 1:
            missed = lacking[order(lacking, seed)[0]]
            there = [having[name] for name in order(having, seed)[: OPTIONS - 1]]
            by_name = {f.sentence: f for f in (missed, *there)}
            return MissingFact(article=article, facts=tuple(by_name[n] for n in order(by_name, f"{seed} shown")))
    return None


def _near(comparison: Comparison) -> Near:
    """{sentence id: {article id: (similarity, id) of its most similar sentence there}}"""
    near: Near = {}
    sure = {link.pair for link in comparison.links if _is_same(comparison, link)}
    for link in comparison.candidates:
        if link.similarity >= ledger.SURE and link.pair not in sure:
            link = replace(link, similarity=ledger.ROUGH)  # alike, and no proof
        for one, other in ((link.left, link.right), (link.right, link.left)):
            beside = near.setdefault(one, {})
            article = comparison.by_id[other].article
            beside[article] = max(beside.get(article, (0.0, "")), (link.similarity, other))
    return near


def _is_same(comparison: Comparison, link: Link) -> bool:
    """Whether a link proves that an article has what a sentence of another says: nothing of it is another stage, or only mentioned."""
    verdict = comparison.verdict(link)
    known = verdict in {PairVerdict.SAME, PairVerdict.ROUNDED} or link.similarity >= ledger.ALL_BUT_SAME
    return known and verdict not in {PairVerdict.STAGE, PairVerdict.DIFFERS} and not link.mentioning and link.apart is None


def _facts_beside(comparison: Comparison, article: str, near: Near) -> tuple[dict[str, FactElsewhere], dict[str, FactElsewhere]]:
    """({name: FactElsewhere} that an article surely has, {name: FactElsewhere} that it does not even nearly have), none of them twice."""
    having: dict[str, FactElsewhere] = {}
    lacking: dict[str, FactElsewhere] = {}
    used: set[str] = set()
    for s in comparison.text_sentences:
        if LENGTH.search(s.text):
            continue
        short = s.role in TOLD and FEWEST <= len(s.text.split()) <= LONGEST
        if s.article == article or not short or comparison.outlet_of[s.article] == comparison.outlet_of[article]:
            continue
        beside = near.get(s.id, {})
        best = beside.get(article, (0.0, ""))
        others = tuple(a for a, (similarity, _) in sorted(beside.items()) if similarity >= ledger.SURE)
        whole = bool(best[1]) and len(s.text) <= MUCH_LONGER * len(
            comparison.by_id[best[1]].text
        )  # it says no more than its proof
        if best[0] >= ledger.SURE and best[1] not in used and whole:
            used.add(best[1])
            having[s.id] = FactElsewhere(sentence=s.id, proof=best[1], others=(s.article, *others))
        elif best[0] < ledger.FAR and any(a != article for a in others):
            lacking[s.id] = FactElsewhere(sentence=s.id, proof="", others=(s.article, *others))
    return having, lacking


@dataclass(frozen=True, kw_only=True)
class Sorted:
    """A sentence and its sort; ``word``: the word that judges, "" for other sorts."""

    sentence: str
    sort: Sort
    word: str


def sort_of(said: Speech, word: str) -> Sort:
    """The Sort of a sentence that is told like ``said`` and holds a judging word or "": what somebody is made to say is
    attribution, whatever it holds."""
    if said.manner or said.assertion == Assertion.ATTRIBUTED:
        return Sort.ATTRIBUTION
    return Sort.JUDGEMENT if word else Sort.FACT


def to_sort(comparison: Comparison, seed: int) -> tuple[Sorted, ...]:
    """Sorted sentences, as many of each sort as there are up to EACH, mixed; headlines and short sentences are left out."""
    held: dict[Sort, list[Sorted]] = {sort: [] for sort in Sort}
    words = dict(reversed(comparison.judgements))  # the first of each sentence
    text = comparison.text_sentences
    taken_up = {  # "…. Das teilte die Polizei mit."
        s.id
        for s, after in itertools.pairwise(text)
        if after.article == s.article and TAKES_UP.match(after.text) and _says(comparison, after)
    }
    for s in text:
        if s.role in TOLD and len(s.text.split()) > 5:
            said = comparison.speech_of[s.id]
            word = words.get(s.id, "")
            sort = sort_of(said, word)
            if said.manner == Manner.DIRECT or (sort == Sort.ATTRIBUTION and not _shows(s, said)):
                continue  # only its quotation marks would tell
            told = s.id in taken_up or said.tells or NAMES_SO.search(s.text)
            if (sort != Sort.ATTRIBUTION and told) or (
                sort == Sort.ATTRIBUTION and (word or said.assertion == Assertion.DISTANCED)
            ):
                continue  # neither this nor that: somebody's after all, or the outlet's own judgement in somebody's sentence
            held[sort].append(Sorted(sentence=s.id, sort=sort, word=word))
    chosen = {f.sentence: f for found in held.values() for f in _first(found, seed)}
    return tuple(chosen[name] for name in order(chosen, f"{seed} mixed"))


def _shows(sentence: Sentence, said: Speech) -> bool:
    """Whether a sentence itself names who says it: without the one before it, nobody could know."""
    return bool(said.verb and said.name) and said.name.split()[-1] in sentence.text


def _says(comparison: Comparison, sentence: Sentence) -> bool:
    said = comparison.speech_of[sentence.id]
    return said.tells or bool(said.manner)


def _first(found: Collection[Sorted], seed: int) -> list[Sorted]:
    by_name = {f.sentence: f for f in found}
    return [by_name[n] for n in order(by_name, seed)[: min(EACH, (len(by_name) + 1) // 2)]]  # so that another seed asks another
