"""What a sentence is about: who acts, who takes part, when; and whether two sentences are about different occasions.

"The same people at another time, or another of them" is another occasion: the trap of news, in which everything else is alike.
A sentence that takes up what was told before it ("Das Gespräch dauerte …", "Dieses sei gut verlaufen") is about the same people.
"""

import datetime
import itertools
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from components.engine.codes import Apart
from components.engine.document import SentenceAnalysis
from components.engine.entities.mentions import By, Mention
from components.engine.entities.propositions import propositions, stands_alone
from components.engine.entities.register import Register, is_country, is_known_place
from components.engine.german import times
from components.engine.german.noun_kinds import NounKind, is_encounter, is_event, kind_of_noun, meets
from components.engine.german.quotation_marks import Span
from components.engine.german.saying import saying
from components.engine.german.tense import Tense, tense_of
from components.engine.german.words import FINITE, Word, fold, parts

# What follows a noun that says itself whose it is: "das Gespräch mit …".
OF_WHOM = frozenset(["mit", "zwischen", "von", "des", "der", "eines", "einer"])
# Lemmas of "das letzte", "ein weiteres", "ein früheres": another one than was just told of.
ANOTHER = frozenset(["letzt", "erst", "zweit", "nächst", "weit", "ander", "früh", "neu", "vorig"])
FAR = 6  # sentences before one in which "das Gespräch" is looked for
THE = frozenset(["der", "die", "das", "dem", "den", "des", "im", "am", "zum", "zur", "beim", "vom"])
THIS = frozenset(["dieser", "diese", "dieses", "diesem", "diesen"])
BACKGROUND = frozenset(["nach", "vor", "seit", "bei", "beim", "während", "trotz", "infolge", "angesichts", "anlässlich"])
IN = frozenset(["in", "im"])
TOGETHER = frozenset(["mit", "gegen"])
BETWEEN = "zwischen"
CORE = "core"
BEFORE_NAMES = ("ART", "ADJ", "PPOSAT", "CARD", "ADV", "NE", "NN")
TWO = 2
STEM = 6  # letters in which two words of one family agree
IN_YEAR = re.compile(r"(?:\b[Ii]m Jahre? |^)((?:1[89]|20)\d\d)\b")
DAMALS = re.compile(r"\b[Dd]amals\b")
THEN = 0  # a year that is not said


@dataclass(frozen=True, kw_only=True)
class Occasion:
    """What a sentence is about, as far as it and what it takes up say.

    ``people``: (key, name) of the persons in it, without who only reports; ``companies``: keys of the two or more of them who have to do
    with each other in one clause ("X telefoniert mit Y"), ``met``: those of them who meet or talk; ``pointed``: keys of those whom it does not name itself; ``taken_up``: id of the sentence that "das Gespräch" takes up, "" where nothing is; ``noun``: span in the article of those words;
    ``day``: when (ISO), "" where it is not said.
    ``actors``, ``places``: fold keys of countries that act, or in which it happens; ``verbs``: lemmas of what is done; ``years``: earlier
    years than the event's that it is set in; ``background``: spans of the article that are presupposed ("nach dem Telefonat mit …").
    ``propositions``: spans of its clauses, ``alone``: those
    of them that can be read alone. All in a fixed order.
    """

    sentence: str
    people: tuple[tuple[str, str], ...] = ()
    companies: tuple[tuple[str, ...], ...] = ()
    met: tuple[tuple[str, ...], ...] = ()
    pointed: tuple[str, ...] = ()
    taken_up: str = ""
    noun: Span | None = None
    day: str = ""
    actors: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    verbs: tuple[str, ...] = ()
    years: tuple[int, ...] = ()
    background: tuple[Span, ...] = ()
    propositions: tuple[Span, ...] = ()
    alone: tuple[Span, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Difference:
    """Why two sentences are about different occasions; ``sure``: whether both say so themselves."""

    why: Apart
    sure: bool


def occasions(
    register: Register,
    text: Sequence[SentenceAnalysis],
    mentioned: Mapping[str, Sequence[Mention]],
    year: int | None = None,
    published: Mapping[str, datetime.date] | None = None,
) -> dict[str, Occasion]:
    """{sentence id: Occasion}. ``text``: sentences, those of one article together in order; ``mentioned``: {sentence id: its Mentions};
    ``year``: the event's; ``published``: {article: its day}, by which "am Mittwoch" is a day of the calendar."""
    found: dict[str, Occasion] = {}
    for _, held in itertools.groupby(text, key=lambda s: s.article):
        rows = list(held)
        for n, s in enumerate(rows):
            words, own_mentions = register.words[s.id], mentioned.get(s.id, ())
            noun = _taking_up(words)
            people = _people(s, own_mentions)
            background, clauses = _background(words), propositions(s)
            companies, met = _companies(s, words, own_mentions, background)
            earlier = _antecedent(rows, n, found) if noun is not None and not companies else None
            if earlier is not None:
                companies = met = [set(earlier.met[-1])]
                people = {key: name for key, name in earlier.people if key in companies[0]} | people
            day = _day(s, (published or {}).get(s.article))
            found[s.id] = Occasion(
                sentence=s.id,
                people=tuple(sorted(people.items())),
                companies=tuple(tuple(sorted(c)) for c in companies),
                met=tuple(tuple(sorted(c)) for c in met),
                pointed=tuple(sorted(set(people) - {m.key for m in own_mentions if m.by == By.NAME})),
                taken_up=earlier.sentence if earlier else "",
                day=day or (earlier.day if earlier else ""),
                noun=noun if earlier else None,
                actors=_acting(words),
                places=_places(words),
                verbs=_verbs(s, words),
                years=_years(s, year),
                background=background,
                propositions=clauses,
                alone=tuple(span for span in clauses if stands_alone(s, span)),
            )
    return found


def difference(one: Occasion, other: Occasion) -> Difference | None:
    """Why two sentences are about different occasions; None where nothing says so.

    >>> def having(*people): return Occasion(sentence="a:0", companies=(people,))
    >>> difference(having("muster", "beispiel"), having("muster", "anders")).why
    <Apart.PARTNER: 'partner'>
    >>> difference(having("muster", "anders"), having("muster", "anders", "beispiel")) is None
    True
    """
    partners = _other_partner(one, other)
    if partners:
        return Difference(why=Apart.PARTNER, sure=not partners & {*one.pointed, *other.pointed})
    actors, places = (set(one.actors), set(other.actors)), (set(one.places), set(other.places))
    if all(actors) and not actors[0] & actors[1] and set(one.verbs) & set(other.verbs):
        return Difference(why=Apart.ACTOR, sure=True)
    if all(places) and not (places[0] | actors[0]) & (places[1] | actors[1]):
        return Difference(why=Apart.PLACE, sure=True)
    if (one.years or other.years) and not set(one.years) & set(other.years):
        return Difference(why=Apart.YEAR, sure=False)
    return None


def corrected(occasion: Occasion, takes_up: Occasion | None) -> Occasion:
    """An Occasion as a reader sets it right: it takes up another sentence's of its article, or none."""
    if takes_up is None:
        kept = tuple((key, name) for key, name in occasion.people if not occasion.taken_up or key not in occasion.pointed)
        return replace(
            occasion, people=kept, companies=() if occasion.taken_up else occasion.companies, met=(), taken_up="", day=""
        )
    people = tuple(sorted({**dict(takes_up.people), **dict(occasion.people)}.items()))
    company, day = takes_up.companies[-1:], takes_up.day or occasion.day
    return replace(occasion, people=people, companies=company, met=company, taken_up=takes_up.sentence, day=day)


def _other_partner(one: Occasion, other: Occasion) -> set[str]:
    """Keys of those who take each other's place beside somebody; empty where some company is the same on both sides, or none is like
    another."""
    exchanged: set[str] = set()
    for mine in map(set, one.companies):
        for theirs in map(set, other.companies):
            if mine <= theirs or theirs <= mine:
                return set()
            if len(mine) == TWO == len(theirs) and mine & theirs:
                exchanged |= mine ^ theirs
    return exchanged


def presupposes(one: SentenceAnalysis, occasion: Occasion, other: SentenceAnalysis) -> bool:
    """Whether all that one sentence shares with another, besides names, stands where it only mentions an event as known: "Nach dem
    Telefonat mit X reiste er ab" presupposes that the two talked, and does not report it."""
    if not occasion.background:
        return False
    theirs = {p[:STEM] for w in other.words if w.is_content and w.tag != "NE" for p in (w.lemma, *parts(w.text))}
    shared = [
        w
        for n, w in enumerate(one.words)
        if w.is_content
        and w.tag != "NE"
        and n not in one.reporting
        and kind_of_noun(w.text) != NounKind.PERSON
        and any(p[:STEM] in theirs for p in (w.lemma, *parts(w.text)))
    ]
    return bool(shared) and all(any(a <= w.start < b for a, b in occasion.background) for w in shared)


def _day(sentence: SentenceAnalysis, published: datetime.date | None) -> str:
    """The one day that a sentence names, in ISO form, by the day of its article; "" where it names none, or several."""
    if published is None:
        return ""
    days: set[datetime.date] = set()
    for q in sentence.quantities:
        ahead = tense_of(sentence.words_in(*sentence.clause(q.start, q.end)), sentence.words) == Tense.AHEAD
        found = times.calendar_days(q, published, ahead)
        if found is not None and not sentence.is_reporting(q.start, q.end):
            days.add(found[0])
    return next(iter(days)).isoformat() if len(days) == 1 else ""


def _people(sentence: SentenceAnalysis, mentioned: Sequence[Mention]) -> dict[str, str]:
    """{key: name} of the persons of a sentence that do not only report."""
    return {m.key: m.name for m in mentioned if m.person and not sentence.is_reporting(m.start, m.end)}


def _companies(
    sentence: SentenceAnalysis, words: Sequence[Word], mentioned: Sequence[Mention], background: Sequence[Span]
) -> tuple[list[set[str]], list[set[str]]]:
    """(keys of persons who have to do with each other, those of them who meet or talk): a clause's subject and objects, with each of
    those behind "mit" or "gegen"; those behind "zwischen"; in "nach dem Treffen mit X" the sentence's subject and X."""
    persons = [m for m in mentioned if m.person]
    roles = {m: _role(words, m) for m in persons}
    subject = {next((m.key for m in persons if roles[m] == CORE), "")} - {""}
    clauses: dict[Span, list[Mention]] = {}
    for m in persons:
        inside = next((span for span in background if span[0] <= m.start < span[1]), None)
        if inside is not None or not sentence.is_reporting(m.start, m.end):
            clauses.setdefault(inside or sentence.clause(m.start, m.end), []).append(m)
    found: list[set[str]] = []
    met: list[set[str]] = []
    for span, held in sorted(clauses.items()):
        core = {m.key for m in held if roles[m] == CORE} if span not in background else set()
        partners = {m.key for m in held if roles[m] in TOGETHER}
        between = {m.key for m in held if roles[m] == BETWEEN}
        finite = any(w.tag in FINITE for w in words if span[0] <= w.start < span[1])
        whole = core or subject if partners or not finite else core
        companies = [whole | {key} for key in sorted(partners)] if partners else [whole | (subject if not finite else set())]
        whose = [c for c in (*companies, between) if len(c) >= TWO]
        found += [c for c in whose if c not in found]
        inside = [w for w in words if span[0] <= w.start < span[1]]
        if partners or between or any(is_encounter(w.text) if w.tag.startswith("NN") else meets(w.lemma) for w in inside):
            met += [c for c in whose if c not in met]
    return found, met


def _role(words: Sequence[Word], mention: Mention) -> str:
    """The preposition that somebody stands behind, in a row of names too; CORE for a subject or object, "" for a genitive."""
    first = next((n for n, w in enumerate(words) if w.start >= mention.start), 0)
    last = max((n for n, w in enumerate(words) if w.end <= mention.end), default=first)
    if (
        words[last].tag == "NE"
        and words[last].text.endswith("s")
        and last + 1 < len(words)
        and words[last + 1].tag.startswith("NN")
    ):
        return ""
    k = first - 1
    while k >= 0 and (words[k].tag.startswith(BEFORE_NAMES) or words[k].text in {",", "und", "sowie"}):
        if words[k].text.casefold() in {"des", "der"} and k and words[k - 1].tag.startswith("NN"):
            return ""  # "die Partei der Ministerin"
        if words[k].text == "und" and words[k - 1].tag not in {"NE", "NN"}:
            break
        k -= 1
    return words[k].text.casefold() if k >= 0 and words[k].tag.startswith("APPR") else CORE


def _taking_up(words: Sequence[Word]) -> Span | None:
    """Where a sentence takes up what was told before: "das Gespräch", "Dieses sei …", "Es sei ein Gespräch gewesen"; None where it does
    not, and where the noun says itself between whom."""
    for n, w in enumerate(words):
        if "-" in w.text:
            continue  # "das Beispielstadt-Treffen" is named
        if w.text == "Dieses" and n == 0 and len(words) > 1 and words[1].tag in FINITE:
            return w.start, w.end
        if not w.tag.startswith("NN") or not is_encounter(w.text):
            continue
        k = n - 1
        while k >= 0 and words[k].tag.startswith("ADJ"):
            k -= 1
        if any(x.lemma in ANOTHER for x in words[k + 1 : n]):
            continue  # "das letzte Gespräch" is another
        opens = words[k].text.casefold() if k >= 0 else ""
        it = words[0].text.casefold() == "es" and opens in {"ein", "eine"}
        behind = words[n + 1].text.casefold() if n + 1 < len(words) else ""
        if (opens in THE or opens in THIS or it) and behind not in OF_WHOM:
            return w.start, w.end
    return None


def _antecedent(rows: Sequence[SentenceAnalysis], n: int, found: Mapping[str, Occasion]) -> Occasion | None:
    """The last occasion before a sentence in which two persons meet or talk; None where there are more, and where a nearer sentence tells
    of a meeting whose people are not known."""
    nouns = {w.lemma for w in rows[n].words if w.tag.startswith("NN") and is_encounter(w.text)}
    for k in range(n - 1, max(-1, n - 1 - FAR), -1):
        earlier = found[rows[k].id]
        if earlier.met:
            return earlier if len(earlier.met[-1]) == TWO else None
        if any(w.lemma in nouns for w in rows[k].words):
            return None
    return None


def _acting(words: Sequence[Word]) -> tuple[str, ...]:
    """Fold keys of the countries that stand as the subject of a clause: before its verb, or right behind it, with no preposition."""
    found: set[str] = set()
    for n, w in enumerate(words):
        if w.tag != "NE" or not is_country(w.text) or (w.text.endswith("s") and not is_country(w.text, exact=True)):
            continue
        before = words[n - 1] if n else None
        k = n
        while k and (words[k - 1].text in {",", "und"} or (words[k - 1].tag == "NE" and is_country(words[k - 1].text))):
            k -= 1
        opens = words[k - 1] if k else None
        after = next((x for x in words[n + 1 :] if not (x.tag == "NE" or x.text in {",", "und"})), None)
        if opens is not None and opens.tag.startswith(("APPR", "ART", "ADJ", "NN")):
            continue
        if (before is not None and before.tag in FINITE) or (after is not None and after.tag in FINITE):
            found.add(fold(w.text))
    return tuple(sorted(found))


def _places(words: Sequence[Word]) -> tuple[str, ...]:
    """Fold keys of the countries that a sentence says it happens in."""
    found = {
        fold(w.text)
        for n, w in enumerate(words)
        if w.tag == "NE" and is_country(w.text, exact=True) and _preposition(words, n) in IN
    }
    return tuple(sorted(found))


def _preposition(words: Sequence[Word], n: int) -> str:
    """The preposition before a name or a row of names, "" where there is none."""
    k = n - 1
    while k >= 0 and (words[k].text in {",", "und"} or (words[k].tag == "NE" and is_known_place(words[k].text))):
        k -= 1
    return words[k].text.casefold() if k >= 0 and words[k].tag.startswith("APPR") else ""


def _verbs(sentence: SentenceAnalysis, words: Sequence[Word]) -> tuple[str, ...]:
    """Lemmas of the full verbs that do not only report."""
    found = {
        w.lemma
        for w in words
        if w.tag.startswith("VV") and w.lemma not in saying().reporting and not sentence.is_reporting(w.start, w.end)
    }
    return tuple(sorted(found))


def _years(sentence: SentenceAnalysis, year: int | None) -> tuple[int, ...]:
    """Years before the event's that a sentence sets itself in ("im Jahr 2013"), THEN for "damals"."""
    found = {int(m[1]) for m in IN_YEAR.finditer(sentence.flat)}
    earlier = {y for y in found if year is None or y < year}
    return tuple(sorted(earlier | ({THEN} if DAMALS.search(sentence.flat) else set())))


def _background(words: Sequence[Word]) -> tuple[Span, ...]:
    """Spans that mention an event as known: "nach dem Telefonat mit …", "bestätigte das Telefonat", up to the verb or comma."""
    found: list[Span] = []
    acts = any(
        w.tag.startswith("VV") and w.lemma in saying().acts for w in words
    )  # "bestätigte das Treffen": the act is the news
    for n, w in enumerate(words):
        opens = w.tag in {"APPR", "APPRART"} and w.text.casefold() in BACKGROUND
        told = acts and w.tag == "ART" and w.text.casefold() in THE and not (n and words[n - 1].tag.startswith("APPR"))
        if not opens and not told:
            continue
        k = n + 1
        while k < len(words) and words[k].tag.startswith(("ART", "ADJ", "PPOSAT", "PDAT", "CARD", "ADV")):
            k += 1
        if k >= len(words) or not words[k].tag.startswith("NN") or not is_event(words[k].text):
            continue
        end = k
        for m in range(k + 1, min(k + 9, len(words))):
            if words[m].text in {",", ":", ";", "–", "-"} or words[m].tag.startswith(("VV", "VA", "VM", "ADV", "KO")):
                break
            if words[m].tag.startswith("APPR") and words[m].text.casefold() not in {"mit", "zwischen", "von", "in", "im"}:
                break
            end = m
        found.append((w.start, words[end].end))
    return tuple(found)
