"""Whether two values, or two sentences, are about the same thing. "Different matter" is an answer, with a reason.

Values of one unit often measure different things: the dead and the injured, what was asked for and what was decided, last year
and this year, a part and the whole, a price and its rise, the first call and the second. The signs of it are tables in
``data/lexicon/matters.toml``.
"""

import functools
import itertools
import re
from collections.abc import Callable
from dataclasses import dataclass

from components.engine.data import lexicon
from components.engine.document import SentenceAnalysis, about
from components.engine.german import quantity_values
from components.engine.german.names import TIME_WORDS
from components.engine.german.noun_kinds import is_generic, noun_kind
from components.engine.german.quantity_values import Quantity
from components.engine.german.words import fold, parts, words

ORDINAL = re.compile(r"\b(erst|zweit|dritt|viert|fünft|sechst|siebt|letzt)(?:e|er|en|em|es)\b(?!\s+(?:Mal|Linie))", re.IGNORECASE)
WITH = frozenset(["mit", "gegen"])
PART_OF_DAY = re.compile(r"\b[Aa]m (?:frühen |späten )?(Morgen|Vormittag|Mittag|Nachmittag|Abend)\b")
ROUTE = re.compile(r"\b(?:zwischen|von)\s+([A-ZÄÖÜ][\w-]+)\s+(?:und|nach|bis)\s+([A-ZÄÖÜ][\w-]+)")
LASTING = frozenset(["dauern", "andauern", "währen"])
ALIKE = 0.44  # likeness in meaning from which two nouns may count the same things
SIBLING = 7  # letters in which the ends of two compounds agree
DERIVED = ("schaft", "ung", "keit", "heit", "ierung", "tion", "ität")  # endings that are no words
HEAD_LEAST = 4  # letters of the last part of a compound for two of them to be siblings
SAME_START = 4  # letters in which two forms of one name agree

Alike = Callable[[str, str], float]


@dataclass(frozen=True, kw_only=True)
class Matters:
    """The table of what sets values apart: {group: {sign: pattern}}, and words that contrast."""

    signs: dict[str, dict[str, re.Pattern[str]]]
    contrast: tuple[tuple[re.Pattern[str], ...], ...]


@functools.cache
def _matters() -> Matters:
    table = lexicon("matters")
    table.pop("people")
    contrast = table.pop("contrast")["groups"]
    return Matters(
        signs={group: {name: re.compile(p, re.I) for name, p in rows.items()} for group, rows in table.items()},
        contrast=tuple(tuple(re.compile(rf"\b(?:{p})", re.I) for p in group) for group in contrast),
    )


def signs(group: str, text: str) -> set[str]:
    """Names of the signs of a group of the table ("state", "stage", "then" …) that a text holds."""
    return {name for name, pattern in _matters().signs[group].items() if pattern.search(text)}


def difference(
    left: SentenceAnalysis, one: Quantity, right: SentenceAnalysis, other: Quantity, alike: Alike | None = None
) -> str:
    """Why two clashing values of two sentences measure different things; "" where nothing says so.

    ``alike``: how alike two nouns are in meaning, 0 to 1; without it counted nouns must share a part of the word.
    """
    near = left.clause_text(one.start, one.end), right.clause_text(other.start, other.end)
    if _stage(left.flat, right.flat, near):
        return "stage"
    if _years(left.flat, near[0]) != _years(right.flat, near[1]) or (one.dimension != "year" and _other_years(left, right)):
        return "year"
    if _ordinals_differ(left.flat, right.flat, one.dimension in {"weekday", "day", "clock"}):
        return "ordinal"
    if _is_part(left, one) != _is_part(right, other) or _is_whole(left, one, right, other):
        return "part"
    if one.dimension == "percent" and one.low + other.low <= 100.5 and one.high + other.high >= 99.5:
        return "rest"  # a quarter for it are three quarters against it
    if one.dimension in {"percent", "money", "measure", "duration", "count"} and _is_change(left, one) != _is_change(
        right, other
    ):
        return "change"
    if one.dimension == "duration" and _is_rule(left.flat) != _is_rule(right.flat):
        return "rule"  # how long one shall keep away is no report of how long it took
    if one.dimension == "duration" and _other_happening(left, one, right, other):
        return "happening"
    if one.dimension == "count" and (reason := _counts_differ(left, one, right, other, near, alike)):
        return reason
    if one.dimension == "percent" and not _one_noun(left, one, right, other, alike):
        return "noun"
    if one.dimension in {"duration", "count", "money"} and at_other_times(left, right):
        return "time"
    if _partners_differ(left, right):
        return "partners"
    if one.dimension in {"measure", "duration", "count", "money", "percent"} and _names_apart(left, right):
        return "names"
    if one.dimension == "duration" and _siblings(left, right):
        return "siblings"
    return _contrast(left, right)


def sentences_differ(left: SentenceAnalysis, right: SentenceAnalysis) -> str:
    """Why two sentences are about different things; "" where nothing says so."""
    if _ordinals_differ(left.flat, right.flat):
        return "ordinal"
    if _years(left.flat, "") != _years(right.flat, ""):
        return "year"
    if _names_apart(left, right) or _persons_apart(left, right):
        return "names"
    if at_other_times(left, right):
        return "time"
    if _siblings(left, right):
        return "siblings"
    return "partners" if _partners_differ(left, right) else _contrast(left, right)


def is_report(sentence: SentenceAnalysis) -> bool:
    """Whether a sentence can report a value at all: a question does not."""
    return not sentence.flat.rstrip(' “”"«»)').endswith("?")


def _is_rule(text: str) -> bool:
    """Whether a text says what shall be, not what was: a rule of conduct, a limit, a recommendation."""
    return "rule" in signs("conduct", text)


def shared_theme(left: SentenceAnalysis, right: SentenceAnalysis) -> tuple[frozenset[str], frozenset[str]]:
    """What two sentences have in common besides numbers and reports: (names, other words)."""
    met = [(n, m) for n in left.names for m in right.names if _same_start(n, m) >= min(SAME_START + 1, len(n), len(m))]
    sides = {n for n, _ in met}, {m for _, m in met}
    return frozenset(min(sides, key=lambda side: (len(side), sorted(side)))), left.about & right.about


def _same_start(one: str, other: str) -> int:
    """In how many letters two words begin alike."""
    return next((n for n, (a, b) in enumerate(zip(one, other)) if a != b), min(len(one), len(other)))


def _names_meet(left: SentenceAnalysis, right: SentenceAnalysis) -> bool:
    """Whether a name of one sentence is somewhere in the other, by its first letters ("Kassel", "Kasseler")."""
    return any(
        _same_start(name, fold(w.text)) >= min(SAME_START, len(name))
        for one, other in ((left, right), (right, left))
        for name in one.names
        for w in other.words
        if w.text[0].isupper() or w.tag.startswith("ADJ")
    )


def _names_apart(left: SentenceAnalysis, right: SentenceAnalysis) -> bool:
    """Both name somebody or some place, none of them is shared, nor much else."""
    return bool(left.names and right.names and len(left.about & right.about) < 2 and not _names_meet(left, right))


def _persons_apart(left: SentenceAnalysis, right: SentenceAnalysis) -> bool:
    """Both name persons by first and last name, and none of them is in the other sentence."""
    found = []
    for s in (left, right):
        pairs = [(a, b) for a, b in itertools.pairwise(s.words) if a.tag == b.tag == "NE" and b.start == a.end + 1]
        found.append({fold(b.lemma)[:5] for a, b in pairs if b.start not in {x.start for x, _ in pairs}})
    if not found[0] or not found[1] or found[0] & found[1]:
        return False
    words_of = [{fold(w.text)[:5] for w in s.words} for s in (left, right)]
    return not (found[0] & words_of[1] or found[1] & words_of[0])


def _stage(left: str, right: str, near: tuple[str, str]) -> bool:
    """One side asks or promises, the other does not."""
    marks = [signs("stage", text) for text in near]
    whole = [signs("stage", text) for text in (left, right)]
    return (
        ("demanded" in marks[0]) != ("demanded" in marks[1])
        or ("promised" in whole[0]) != ("promised" in whole[1])
        or ("planned" in whole[0] and "planned" not in whole[1] and "spent" in whole[1])
        or ("planned" in whole[1] and "planned" not in whole[0] and "spent" in whole[0])
    )


def _years(text: str, near: str) -> set[str]:
    """Which time is meant, if not the present: told of the clause where it says so, else of the sentence."""
    found = signs("then", near) or signs("then", text)
    return found & {"past_year", "next_year"}


def _other_years(left: SentenceAnalysis, right: SentenceAnalysis) -> bool:
    """Both name calendar years, and none of them is the same."""
    found = [{q.low for q in s.quantities if q.dimension == "year" and not q.of} for s in (left, right)]
    return bool(found[0] and found[1] and not found[0] & found[1])


def _ordinals_differ(left: str, right: str, either: bool = False) -> bool:
    """First and second; with ``either`` a second on one side is enough ("beim zweiten Anruf am Donnerstag")."""
    found = [{m[1].casefold() for m in ORDINAL.finditer(text)} for text in (left, right)]
    if either and found[0] != found[1] and (found[0] | found[1]) - {"erst", "letzt"}:
        return True
    return bool(found[0] and found[1] and not found[0] & found[1])


def _is_part(sentence: SentenceAnalysis, quantity: Quantity) -> bool:
    patterns = _matters().signs["part"]
    start, _ = sentence.clause(quantity.start, quantity.end)
    return bool(
        patterns["before"].search(sentence.part(None, quantity.start))
        or patterns["clause"].search(sentence.part(start, quantity.start))
        or patterns["after"].search(sentence.part(quantity.end))
        or patterns["sentence"].search(sentence.flat)
    )


def _is_whole(left: SentenceAnalysis, one: Quantity, right: SentenceAnalysis, other: Quantity) -> bool:
    """One side gives a sum and says so, the other a smaller number without a word."""
    sums = [bool(_matters().signs["part"]["whole"].search(s.flat)) for s in (left, right)]
    return sums[0] != sums[1] and (one.low > other.low) == sums[0]


def _is_change(sentence: SentenceAnalysis, quantity: Quantity) -> bool:
    """Whether a value says by how much something changed."""
    patterns = _matters().signs["change"]
    return bool(
        patterns["before"].search(sentence.part(None, quantity.start))
        or patterns["after"].search(sentence.part(quantity.end))
        or patterns["sentence"].search(sentence.flat)
    )


def _one_noun(left: SentenceAnalysis, one: Quantity, right: SentenceAnalysis, other: Quantity, alike: Alike | None) -> bool:
    """Whether the clauses of two shares speak of one thing: a shared word, or nouns alike in meaning."""
    near = [s.words_in(*s.clause(q.start, q.end)) for s, q in ((left, one), (right, other))]
    things = [about([w for w in held if w.tag.startswith("NN")]) for held in near]
    if things[0] & things[1]:
        return True
    nouns = [{_noun_lemma(w.text) for w in held if w.tag.startswith("NN") and w.lemma not in TIME_WORDS} for held in near]
    return alike is not None and any(alike(a, b) >= ALIKE for a in nouns[0] for b in nouns[1])


def _counts_differ(
    left: SentenceAnalysis,
    one: Quantity,
    right: SentenceAnalysis,
    other: Quantity,
    near: tuple[str, str],
    alike: Alike | None,
) -> str:
    """Whether two counts are of other things: of people in another state, or of things with no part of the word in common."""
    kinds = noun_kind(one.of), noun_kind(other.of)
    states = [signs("state", text) or signs("state", s.flat) for text, s in zip(near, (left, right))]
    if states[0] and states[1] and not states[0] & states[1]:
        return "state"
    if states[0] != states[1] and ("dead" in states[0] | states[1]) and all(kinds):
        return "state"
    if same_noun(one.of, other.of):
        return ""
    if kinds[0] and kinds[0] == kinds[1]:
        return "" if states[0] & states[1] or is_generic(one.of) or is_generic(other.of) or _alone(left, right) else "group"
    lone = all(sum(q.dimension == "count" for q in s.quantities) == 1 for s in (left, right))
    if alike is not None and lone and not any(kinds) and one.of and other.of:
        return "" if alike(_noun_lemma(one.of), _noun_lemma(other.of)) >= ALIKE else "noun"
    return "noun"


def _noun_lemma(noun: str) -> str:
    """The lemma of one noun, written as nouns are."""
    found = words(noun)
    return found[0].lemma.capitalize() if found else noun


def _alone(left: SentenceAnalysis, right: SentenceAnalysis) -> bool:
    """Whether each sentence counts people once only, so that they can hardly be two groups."""
    return all(sum(q.dimension == "count" and bool(noun_kind(q.of)) for q in s.quantities) == 1 for s in (left, right))


def same_noun(one: str, other: str) -> bool:
    """Whether two counted nouns are one, or share the part of a compound that says what they are.

    >>> same_noun("Grundschulen", "Schulen"), same_noun("Fälle", "Fällen"), same_noun("Minister", "Beamte")
    (True, True, False)
    """
    if not one or not other:
        return False
    one, other = one.casefold(), other.casefold()
    if one[: max(4, min(len(one), len(other)) - 2)] == other[: max(4, min(len(one), len(other)) - 2)]:
        return True
    last = [parts(noun)[-1] if parts(noun) else noun for noun in (one, other)]
    return last[0] == last[1] or (last[0][:HEAD_LEAST] == last[1][:HEAD_LEAST] and min(len(p) for p in last) >= HEAD_LEAST)


def at_other_times(left: SentenceAnalysis, right: SentenceAnalysis) -> bool:
    """Whether both say when, and these times exclude each other: then these are two occasions."""
    found = [[q for q in s.quantities if q.dimension == "weekday" and not s.is_reporting(q.start, q.end)] for s in (left, right)]
    if found[0] and found[1] and all(quantity_values.clash(a, b) for a in found[0] for b in found[1]):
        return True
    parts_of_day = [{m.group(1).casefold() for m in PART_OF_DAY.finditer(s.flat)} for s in (left, right)]
    return bool(parts_of_day[0] and parts_of_day[1] and not parts_of_day[0] & parts_of_day[1])


def _partners(sentence: SentenceAnalysis) -> set[str]:
    """Names and titles after "mit", "gegen" up to the next verb or comma: with whom."""
    found = set()
    for n, word in enumerate(sentence.words):
        if word.text.casefold() not in WITH or n in sentence.reporting:
            continue
        for w in sentence.words[n + 1 : n + 8]:
            if w.tag.startswith(("VV", "VA", "VM", "$")) or w.text in {",", "."}:
                break
            if w.tag == "NE" or (w.tag.startswith("ADJ") and w.text.casefold().endswith(("ische", "ischen", "ischem", "ischer"))):
                found.add(fold(w.lemma)[:5])
    return found


def _partners_differ(left: SentenceAnalysis, right: SentenceAnalysis) -> bool:
    """Whether each side names with whom, or from where to where, and these are not the same."""
    routes = [{frozenset(m.groups()) for m in ROUTE.finditer(s.flat)} for s in (left, right)]
    if routes[0] and routes[1] and not routes[0] & routes[1]:
        return True
    one, other = _partners(left), _partners(right)
    return bool(one and other and not one & other)


def _contrast(left: SentenceAnalysis, right: SentenceAnalysis) -> str:
    """ "contrast" where each side has another word of a group of words that set things apart: north and south, profit and sales."""
    for group in _matters().contrast:
        found = [{n for n, pattern in enumerate(group) if pattern.search(s.flat)} for s in (left, right)]
        if found[0] and found[1] and not found[0] & found[1]:
            return "contrast"
    return ""


def _other_happening(left: SentenceAnalysis, one: Quantity, right: SentenceAnalysis, other: Quantity) -> bool:
    """Whether what lasts on one side is only mentioned on the other, where something else lasts: "der Prozess dauerte", "das Gespräch
    über den Prozess dauerte"."""
    mine, theirs = _what_lasts(left, one), _what_lasts(right, other)
    if not mine or not theirs or same_noun(mine, theirs):
        return False
    nouns = [[w.lemma for w in s.words if w.tag.startswith("NN")] for s in (left, right)]
    return any(same_noun(mine, n) for n in nouns[1]) or any(same_noun(theirs, n) for n in nouns[0])


def _what_lasts(sentence: SentenceAnalysis, quantity: Quantity) -> str:
    """The noun before "dauern" that no preposition governs; "" where the clause has none."""
    found = sentence.words_in(*sentence.clause(quantity.start, quantity.end))
    if not any(w.lemma in LASTING for w in found):
        return ""
    governed = False
    for word in found:
        if word.tag in {"APPR", "APPRART"}:
            governed = True
        elif word.tag.startswith("NN") and not quantity.start <= word.start < quantity.end:
            if not governed:
                return word.lemma
            governed = False
    return ""


def _siblings(left: SentenceAnalysis, right: SentenceAnalysis) -> bool:
    """Two compounds that are of one kind and yet two: "Haushaltsausschuss" and "Verkehrsausschuss"."""
    mine, theirs = ({w.lemma for w in s.words if w.tag.startswith("NN") and len(w.lemma) > SIBLING} for s in (left, right))
    return any(_same_end(a, b) for a in mine - theirs for b in theirs - mine)


def _same_end(one: str, other: str) -> bool:
    """Whether two words end alike in what is a word itself, and begin differently."""
    shared = next((n for n, (a, b) in enumerate(zip(reversed(one), reversed(other))) if a != b), 0)
    end = one[len(one) - shared :]
    least = SIBLING + 4 if end.endswith(DERIVED) else SIBLING
    return shared >= least and min(len(one), len(other)) - shared >= 3
