"""Exercises for a class, made from a comparison: the same link, the same exercise, because chance comes from a seed alone."""

import functools
import hashlib
import re
import tomllib
from dataclasses import dataclass

from components.engine import ledger
from components.engine.articles import DATA
from components.engine.sentences import plain

SORTS = ("fact", "attribution", "judgement")
EXCERPT = 4  # sentences after the headline
OPTIONS = 4  # facts to choose from
EACH = 3  # sentences of each sort
COVER = "▇▇▇"
SUPERLATIVE = re.compile(r"\b(?:[Aa]m|[Dd](?:er|ie|as|en|em|es)) (?:\w+ (?:und )?){0,3}?([a-zäöüß]{3,}st(?:e|en|er|es|em))\b")
NEUTRAL = re.compile(  # ordinals, what can be counted or measured, and participles in -st ("ausgelöste")
    r"^(er|zweit|dritt|viert|letz|näch|mei|weni|frühe|späte|jüng|älte|neue|höch|größ|grös|stärk|häufig|läng|klein|kürze|tief|niedrig|schnell|teuer"
    r"|billig|breit|weite|nörd|süd|öst|west|obe|unte|hinte|vorde|inne|äuße)[a-z]*st|(gelöst|fasst|passt|lastet|rast|büßt|grüßt|nüchst|öst)(e|en|er|es|em)$"
)


def order(names, seed):
    """Names in an order that the seed alone decides."""
    return sorted(names, key=lambda n: hashlib.sha256(f"{seed}|{n}".encode()).hexdigest())


def covered(text, outlets):
    """A text with the names and addresses of outlets hidden.

    >>> from components.engine.articles import Outlet
    >>> covered("Wie taz.de berichtet", [Outlet("taz", "taz", domains=("taz.de",))])
    'Wie ▇▇▇ berichtet'
    """
    names = {n for o in outlets for n in (o.name, *o.names, *o.domains) if len(n) > 1}
    if not names:
        return text
    found = "|".join(sorted(map(re.escape, names), key=len, reverse=True))
    return re.sub(rf"(?<![\w-])(?:{found})(?![\w])", COVER, text)


def excerpt(comparison, article):
    """Headline and first sentences of an article, as Sentences."""
    text = [s for s in comparison.text_sentences if s.article == article]
    heads = [s for s in text if s.role in ledger.HEAD]
    return (*heads, *[s for s in text if s.role not in ledger.HEAD][:EXCERPT])


@dataclass(frozen=True)
class MissingFact:
    """Which of some facts does one article not have? ``rows``: the facts in order; ``answer``: the statement it lacks."""

    article: str
    rows: tuple[ledger.Row, ...]
    answer: str


def missing_fact(comparison, seed):
    """A MissingFact, or None where no article lacks what two others have."""
    rows = [r for r in ledger.rows(comparison) if r.voices > 1 or len(r.articles) > 2]
    for article in order([a.id for a in comparison.articles], seed):
        lacking = [r for r in rows if article not in r.articles and article not in r.maybe and len(r.articles) > 1]
        having = [r for r in rows if article in r.articles]
        if lacking and len(having) >= OPTIONS - 1:
            widest = max(len(r.articles) for r in lacking)
            names = order([r.statement for r in lacking if len(r.articles) == widest], seed)
            chosen = [names[0], *order([r.statement for r in having], seed)[: OPTIONS - 1]]
            by_name = {r.statement: r for r in rows}
            return MissingFact(article, tuple(by_name[n] for n in order(chosen, f"{seed} shown")), names[0])
    return None


@dataclass(frozen=True)
class Sorted:
    """A sentence and its sort; ``word``: the word that judges, "" for other sorts."""

    sentence: str
    sort: str
    word: str


def sort_of(sentence, said):
    """(sort of SORTS, judging word) of a sentence: what somebody is made to say is attribution, whatever it holds."""
    if said.mode or said.rung == "attributed":
        return "attribution", ""
    word = judging_word(sentence.text)
    return ("judgement", word) if word else ("fact", "")


def judging_word(text):
    """The first word of a sentence that judges: one of the lexicon, or a superlative; "" for none.

    >>> judging_word("Das war die bislang klarste Absage."), judging_word("Die Brücke ist gesperrt.")
    ('klarste', '')
    """
    flat = plain(text)
    for word in re.findall(r"\w+(?:-\w+)*", flat):
        if _judges(word):
            return word
    found = next((m for m in SUPERLATIVE.finditer(flat) if not NEUTRAL.search(m[1].casefold())), None)
    return found[1] if found else ""


@functools.cache
def _lexicon():
    return tomllib.loads((DATA / "lexicon" / "judgement.toml").read_text("utf-8"))


@functools.lru_cache(maxsize=20_000)
def _judges(word):
    """By endings, not by lemmas: the first paint has no tagger."""
    lower = word.casefold()
    table = _lexicon()
    if lower in table["adverbs"]:
        return True
    if word[0].isupper():
        last = lower.rsplit("-", 1)[-1]
        return any(last in {n, n + "s", n + "es", n + "en", n + "e", n + "er"} for n in table["nouns"])
    return any(lower in {a, a + "e", a + "en", a + "er", a + "es", a + "em"} for a in table["adjectives"])


def to_sort(comparison, seed):
    """Sorted sentences, as many of each sort as there are up to EACH, mixed; headlines and short sentences are left out."""
    held = {sort: [] for sort in SORTS}
    for s in comparison.text_sentences:
        if s.role in {"body", "lead", "quote"} and len(s.text.split()) > 5:
            said = comparison.speech_of[s.id]
            sort, word = sort_of(s, said)
            if sort == "fact" and said.tells:  # "bestätigte das Telefonat": neither this nor that
                continue
            held[sort].append(Sorted(s.id, sort, word))
    chosen = {f.sentence: f for found in held.values() for f in _first(found, seed)}
    return tuple(chosen[name] for name in order(chosen, f"{seed} mixed"))


def _first(found, seed):
    by_name = {f.sentence: f for f in found}
    return [by_name[n] for n in order(by_name, seed)[:EACH]]
