"""What a sentence asserts of its matter: yes or no, up or down, done or to come, certain or open.

German has no library for it (OdeNet ships no data, negation tools know no German), so the opposites are a table,
``data/lexicon/opposites.toml``, and negation is found in the clause of the word it belongs to.
"""

import functools
import re
import tomllib
from dataclasses import dataclass

from components.engine.data import DATA
from components.engine.document import COMMA, about_words, lowered, names_of, read
from components.engine.german.names import RARE
from components.engine.german.word_likeness import rarity
from components.engine.german.words import FINITE

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


@dataclass(frozen=True)
class Predicate:
    """One asserted word: its span, the group of opposites, its side (1 or -1), negation already counted in."""

    start: int
    end: int
    group: str
    side: int
    lemma: str
    verb: bool


@functools.cache
def table():
    """The opposites, patterns compiled."""
    found = tomllib.loads((DATA / "lexicon" / "opposites.toml").read_text("utf-8"))
    lemmas, phrases = {}, []
    for pair in found["pair"]:
        for side, entries in ((1, pair["plus"]), (-1, pair["minus"])):
            for entry in entries:
                if " " in entry:
                    phrases.append((re.compile(r"\b" + re.escape(entry).replace(r"\*", r"\w*") + r"\b"), pair["name"], side))
                else:
                    lemmas.setdefault(entry, []).append((pair["name"], side))
    certainty = {name: re.compile("|".join(rf"(?:\b{p})" for p in rows)) for name, rows in found["certainty"].items()}
    litotes = re.compile("|".join(f"(?:{p})" for p in found["litotes"]["patterns"]))
    phase = {name: frozenset(rows) for name, rows in found["phase"].items()}
    saying = {name: frozenset(rows) for name, rows in found["saying"].items()}
    return {
        "lemmas": lemmas,
        "phrases": phrases,
        "certainty": certainty,
        "litotes": litotes,
        "phase": phase,
        "saying": saying,
        "finding": frozenset(found["finding"]["verbs"]),
    }


def is_litotes(passage):
    """Whether a passage denies a denial ("nicht ausgeschlossen")."""
    return bool(table()["litotes"].search(lowered(passage.flat)))


def negation(passage, start, end):
    """(start, end) of the word that negates a span, in its own clause, or None."""
    a, b = passage.clause(start, end)
    found = next((m for m in NEGATION.finditer(passage.flat, a, b) if not start <= m.start() < end), None)
    return found.span() if found else None


def predicates(passage):
    """The Predicates of a passage, in order; words that only say who reports count as well ("bestätigte")."""
    return _predicates(passage.text)


@functools.lru_cache(maxsize=20_000)
def _predicates(text):
    passage = read(text)
    found = []
    lower = lowered(passage.flat)
    for pattern, group, side in table()["phrases"]:
        for m in pattern.finditer(lower):
            found.append(_predicate(passage, m.start(), m.end(), group, side, m.group()))
    for n, w in enumerate(passage.words):
        if not w.tag.startswith(("VV", "NN", "ADJ", "ADV", "PIAT", "PIS", "PROAV", "PAV")):
            continue
        for group, side in _sides(w):
            if not _comparison(passage, n, w):
                found.append(_predicate(passage, w.start, prefix_end(passage, w), group, side, w.lemma))
    return tuple(sorted(found, key=lambda p: (p.start, p.group)))


def prefix_end(passage, word):
    """Where a verb ends, its separated prefix included ("rückten … vor")."""
    if word.tag != "VV(FIN)" or word.text[:3].casefold() == word.lemma[:3]:
        return word.end
    for w in passage.words:
        if w.start <= word.start:
            continue
        if w.text in {",", ";", ":"}:
            break
        if w.tag == "PTKVZ" and word.lemma.startswith(w.lemma):
            return w.end
    return word.end


def _sides(word):
    """Groups and sides of a word; a noun in -ung is its verb ("Anhebung": anheben)."""
    rows = table()["lemmas"]
    if word.tag.startswith("NN") and word.lemma.endswith("ung"):
        return rows.get(word.lemma) or rows.get(word.lemma[:-3] + "en") or rows.get(word.lemma[:-3] + "n") or ()
    return rows.get(word.lemma) or rows.get(word.text.casefold(), ())  # "besser" has the lemma of "gut"


def _comparison(passage, n, word):
    """ "mehr als drei" is a hedge, "nicht mehr" and "mehrere" are no rise."""
    if word.lemma not in {"mehr", "weniger", "viel", "hoch", "billig", "teuer", "sicher", "kommen", "fallen"}:
        return False
    if word.lemma in {"kommen", "fallen", "hoch", "sicher", "billig", "teuer"}:
        return word.lemma in {"kommen", "fallen"} or not word.text.casefold().endswith(("er", "ere", "eren"))
    after = passage.flat[word.end : word.end + 16]
    before = passage.flat[max(0, word.start - 7) : word.start].casefold()
    return bool(re.match(r"\s+als\s+(?:ein|zwei|drei|\d|die Hälfte|[a-zäöü]+hundert)", after)) or before.endswith(
        ("nicht ", "immer ")
    )


def _predicate(passage, start, end, group, side, lemma):
    denied = negation(passage, start, end)
    verb = any(w.tag.startswith("VV") for w in passage.words_in(start, end))
    return Predicate(start, end, group, -side if denied else side, lemma, verb)


def torn(passage):
    """Groups of opposites of which a passage itself says both sides ("könne man nicht schließen, aber plötzlich geht es doch")."""
    said = {}
    for p in predicates(passage):
        said.setdefault(p.group, set()).add(p.side)
    turned = {p.group for p in predicates(passage)} if TURN.search(passage.flat) else set()
    return {group for group, sides in said.items() if len(sides) > 1} | turned


def oppositions(left, right):
    """Pairs of Predicates of two passages that exclude each other: opposite sides of one group, or the same word denied once."""
    mine, theirs = predicates(left), predicates(right)
    found = [
        (one, other) for one in mine[:MOST] for other in theirs[:MOST] if one.group == other.group and one.side != other.side
    ]
    yield from sorted(found, key=lambda pair: -sum(p.verb for p in pair))  # a verb says more plainly what is asserted than a noun


def denials(left, right):
    """((start, end), (start, end)) where two passages say the same verb and exactly one of them denies it."""
    verbs = [[w for w in p.words if w.tag.startswith("VV")] for p in (left, right)]
    for one in verbs[0]:
        for other in verbs[1]:
            if one.lemma == other.lemma and len(one.lemma) > 4:
                denied = negation(left, one.start, one.end), negation(right, other.start, other.end)
                if (denied[0] is None) != (denied[1] is None):
                    yield _span(one, denied[0]), _span(other, denied[1])


def denied_nouns(left, right):
    """((start, end), (start, end)) where one passage says there is none of a thing that the other says there is."""
    for swap, (a, b) in enumerate(((left, right), (right, left))):
        for m in NONE_OF.finditer(a.flat):
            noun = next((w for w in a.words if w.end == m.end()), None)
            if noun is None or rarity(noun.lemma) < RARE or not any(w.lemma in table()["finding"] for w in b.words):
                continue
            for w in b.words:
                if w.lemma == noun.lemma and w.tag.startswith("NN") and not negation(b, w.start, w.end):
                    spans = m.span(), (w.start, w.end)
                    yield spans[::-1] if swap else spans


def _span(word, denied):
    return (min(word.start, denied[0]), max(word.end, denied[1])) if denied else (word.start, word.end)


@dataclass(frozen=True)
class Phase:
    """That something begins or ends: its span, "begin" or "end", whether it is done (else yet to come), and what."""

    start: int
    end: int
    kind: str
    done: bool
    of: frozenset[str]
    names: frozenset[str]


def phases(passage):
    """The Phases of a passage: perfect and past tense are done, "soll", "will", "wird" with the infinitive are to come."""
    return _phases(passage.text)


@functools.lru_cache(maxsize=20_000)
def _phases(text):
    passage = read(text)
    found = []
    for w in passage.words:
        kind = next((k for k, lemmas in table()["phase"].items() if w.lemma in lemmas), None)
        if kind is None or not w.tag.startswith("VV"):
            continue
        a, b = passage.clause(w.start, w.end, COMMA)
        clause = passage.words_in(a, b)
        done = _done(w, clause)
        if done is None or negation(passage, w.start, w.end):
            continue
        helper = [x for x in clause if x.lemma in {"haben", "sein", "werden", "sollen", "wollen"} and x.tag in FINITE]
        start = min([w.start, *(x.start for x in helper[-1:])])
        end = max([w.end, *(x.end for x in helper[-1:])])
        nouns = about_words(tuple(x for x in clause if x.tag.startswith("NN")))
        found.append(Phase(start, end, kind, done, nouns, names_of(clause)))
    return tuple(found)


def _done(word, clause):
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
    if word.tag == "VV(FIN)" and re.search(
        r"(begann|begannen|startete\w*|eröffnete\w*|endete\w*|fing\w*|lief\w*|beendete\w*|trat\w*)$", word.text
    ):
        return True
    return None


def certainty(passage):
    """("open" or "settled", span) of what a passage says of its own certainty, or None; hedged assertions are neither."""
    lower = lowered(passage.flat)
    rows = table()["certainty"]
    opened = rows["open"].search(lower)
    if opened:
        return "open", opened.span()
    if rows["hedged"].search(lower):
        return None
    settled = rows["settled"].search(lower)
    return ("settled", settled.span()) if settled else None


def plainly(passage):
    """The span of the finite verb of a sentence that states something as it is: no plan, no wish, no subjunctive; or None."""
    lower = lowered(passage.flat)
    if table()["certainty"]["hedged"].search(lower) or SUBJUNCTIVE.search(lower) or NOT_PLAIN.search(lower):
        return None
    finite = next((n for n, w in enumerate(passage.words) if w.tag in FINITE and n not in passage.reporting), None)
    if finite is None or table()["certainty"]["open"].search(lower):
        return None
    word = passage.words[finite]
    end = passage.clause(word.start, word.end)[1]
    return word.start, word.start + len(passage.flat[word.start : end].rstrip(" ."))
