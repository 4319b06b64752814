"""Exercises for a class, made from a comparison: the same link, the same exercise, because chance comes from a seed alone."""

import hashlib
import itertools
import re
from dataclasses import dataclass

from components.engine.findings import ledger
from components.engine.german.word_likeness import rarity

SORTS = ("fact", "attribution", "judgement")
EXCERPT = 4  # sentences after the headline
OPTIONS = 4  # facts to choose from
FEWEST, LONGEST = 5, 26  # words of a sentence that makes a clear question
NAMES_SO = re.compile(r"\b(spricht|sprach|sprechen|sprachen) von\b|\b(nennt|nannte|nennen|nannten|bezeichnete?n?|bezeichnet)\b")
TAKES_UP = re.compile(r"(Das|Dies|So)\b")
FAR = 0.08  # similarity below which one pair in a hundred says the same
LENGTH = re.compile(r"[Ss]tunden?\b|[Mm]inuten?\b")  # whose length it is often only the context tells
EACH = 3  # sentences of each sort
UNUSUAL = 0.62  # rarity from which a name is no ordinary German word
COVER = "▇▇▇"


def order(names, seed):
    """Names in an order that the seed alone decides."""
    return sorted(names, key=lambda n: hashlib.sha256(f"{seed}|{n}".encode()).hexdigest())


def covered(text, outlets):
    """A text with the names and addresses of outlets hidden. A name that is an ordinary word ("Zeit") is hidden only where it is
    plainly the outlet: in capitals, in quotation marks, after "laut" and the like, or before "-Zeitung".

    >>> from components.engine.articles.outlets import Outlet
    >>> covered("Wie taz.de berichtet, laut Zeit zur rechten Zeit", [Outlet("taz", "taz", domains=("taz.de",)), Outlet("z", "Zeit")])
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


def excerpt(comparison, article):
    """Headline and first sentences of an article, as Sentences."""
    text = [s for s in comparison.text_sentences if s.article == article]
    heads = [s for s in text if s.role in ledger.HEAD]
    return (*heads, *[s for s in text if s.role not in ledger.HEAD][:EXCERPT])


@dataclass(frozen=True)
class Fact:
    """A sentence of another article; ``proof``: the sentence of the text that says the same, "" if none does; ``others``: articles
    that surely have it."""

    sentence: str
    proof: str
    others: tuple[str, ...]


@dataclass(frozen=True)
class MissingFact:
    """Which of some facts does one article not have? ``facts`` in the order of the page, exactly one of them without proof."""

    article: str
    facts: tuple[Fact, ...]


def missing_fact(comparison, seed):
    """A MissingFact, or None where that cannot be asked: every fact is either surely in the text or not even nearly there."""
    near = _near(comparison)
    for article in order([a.id for a in comparison.articles], seed):
        having, lacking = _facts_beside(comparison, article, near)
        if lacking and len(having) >= OPTIONS - 1:
            missed = lacking[order(lacking, seed)[0]]
            there = [having[name] for name in order(having, seed)[: OPTIONS - 1]]
            by_name = {f.sentence: f for f in (missed, *there)}
            return MissingFact(article, tuple(by_name[n] for n in order(by_name, f"{seed} shown")))
    return None


def _near(comparison):
    """{sentence id: {article id: (similarity, id) of its most similar sentence there}}"""
    near = {}
    for link in comparison.candidates:
        for one, other in ((link.left, link.right), (link.right, link.left)):
            beside = near.setdefault(one, {})
            article = comparison.by_id[other].article
            beside[article] = max(beside.get(article, (0.0, "")), (link.similarity, other))
    return near


def _facts_beside(comparison, article, near):
    """({name: Fact} that an article surely has, {name: Fact} that it does not even nearly have), none of them twice."""
    having, lacking, used = {}, {}, set()
    for s in comparison.text_sentences:
        if LENGTH.search(s.text):
            continue
        short = s.role in {"body", "lead", "quote"} and FEWEST <= len(s.text.split()) <= LONGEST
        if s.article == article or not short or comparison.outlet_of[s.article] == comparison.outlet_of[article]:
            continue
        beside = near.get(s.id, {})
        best = beside.get(article, (0.0, ""))
        others = tuple(a for a, (similarity, _) in sorted(beside.items()) if similarity >= ledger.SURE)
        if best[0] >= ledger.SURE and best[1] not in used:
            used.add(best[1])
            having[s.id] = Fact(s.id, best[1], (s.article, *others))
        elif best[0] < FAR and any(a != article for a in others):
            lacking[s.id] = Fact(s.id, "", (s.article, *others))
    return having, lacking


@dataclass(frozen=True)
class Sorted:
    """A sentence and its sort; ``word``: the word that judges, "" for other sorts."""

    sentence: str
    sort: str
    word: str


def sort_of(said, word):
    """The sort, of SORTS, of a sentence that is told like ``said`` and holds a judging word or "": what somebody is made to say is
    attribution, whatever it holds."""
    if said.mode or said.rung == "attributed":
        return "attribution"
    return "judgement" if word else "fact"


def to_sort(comparison, seed):
    """Sorted sentences, as many of each sort as there are up to EACH, mixed; headlines and short sentences are left out."""
    held = {sort: [] for sort in SORTS}
    words = dict(comparison.judgements)
    text = comparison.text_sentences
    taken_up = {  # "…. Das teilte die Polizei mit."
        s.id
        for s, after in itertools.pairwise(text)
        if after.article == s.article and TAKES_UP.match(after.text) and _says(comparison, after)
    }
    for s in text:
        if s.role in {"body", "lead", "quote"} and len(s.text.split()) > 5:
            said = comparison.speech_of[s.id]
            word = words.get(s.id, "")
            sort = sort_of(said, word)
            told = s.id in taken_up or said.tells or NAMES_SO.search(s.text)
            if (sort != "attribution" and told) or (sort == "attribution" and (word or said.rung == "distanced")):
                continue  # neither this nor that: somebody's after all, or the outlet's own judgement in somebody's sentence
            held[sort].append(Sorted(s.id, sort, word))
    chosen = {f.sentence: f for found in held.values() for f in _first(found, seed)}
    return tuple(chosen[name] for name in order(chosen, f"{seed} mixed"))


def _says(comparison, sentence):
    said = comparison.speech_of[sentence.id]
    return said.tells or bool(said.mode)


def _first(found, seed):
    by_name = {f.sentence: f for f in found}
    return [by_name[n] for n in order(by_name, seed)[: min(EACH, (len(by_name) + 1) // 2)]]  # so that another seed asks another
