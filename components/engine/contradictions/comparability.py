"""Whether two values, or two passages, are about the same thing. "Different matter" is an answer, with a reason.

Values of one unit often measure different things: the dead and the injured, what was asked for and what was decided, last year
and this year, a part and the whole, a price and its rise, the first call and the second. The signs of it are tables in
``data/lexicon/matters.toml``.
"""

import functools
import itertools
import re
import tomllib

from components.engine.data import DATA
from components.engine.document import about_words, names_meet
from components.engine.german import quantity_values
from components.engine.german.names import TIME_WORDS
from components.engine.german.words import fold, parts, words

ORDINAL = re.compile(r"\b(erst|zweit|dritt|viert|fünft|sechst|siebt|letzt)(?:e|er|en|em|es)\b(?!\s+(?:Mal|Linie))", re.IGNORECASE)
WITH = frozenset(["mit", "gegen"])
PART_OF_DAY = re.compile(r"\b[Aa]m (?:frühen |späten )?(Morgen|Vormittag|Mittag|Nachmittag|Abend)\b")
ROUTE = re.compile(r"\b(?:zwischen|von)\s+([A-ZÄÖÜ][\w-]+)\s+(?:und|nach|bis)\s+([A-ZÄÖÜ][\w-]+)")
ALIKE = 0.45  # likeness in meaning from which two nouns may count the same things
SIBLING = 7  # letters in which the ends of two compounds agree
DERIVED = ("schaft", "ung", "keit", "heit", "ierung", "tion", "ität")  # endings that are no words
HEAD_LEAST = 4  # letters of the last part of a compound for two of them to be siblings


@functools.cache
def _table():
    table = tomllib.loads((DATA / "lexicon" / "matters.toml").read_text("utf-8"))
    people, contrast = table.pop("people"), table.pop("contrast")["groups"]
    marks = {group: {name: re.compile(p, re.I) for name, p in rows.items()} for group, rows in table.items()}
    return marks, people, [[re.compile(rf"\b(?:{p})", re.I) for p in group] for group in contrast]


def marks_of(group, text):
    """Names of the signs of a group of the table ("state", "stage", "then" …) that a text holds."""
    return {name for name, pattern in _table()[0][group].items() if pattern.search(text)}


def different(left, one, right, other, alike=None):
    """Why two clashing values (Quantities of Passages) measure different things; "" where nothing says so.

    ``alike``: how alike two nouns are in meaning, 0 to 1; without it counted nouns must share a part of the word.
    """
    near = [p.flat[slice(*p.clause(q.start, q.end))] for p, q in ((left, one), (right, other))]
    if _stage(left.flat, right.flat, near):
        return "stage"
    if _years(left.flat, near[0]) != _years(right.flat, near[1]) or (one.dimension != "year" and _other_years(left, right)):
        return "year"
    if _ordinals_differ(left.flat, right.flat, one.dimension in {"weekday", "day", "clock"}):
        return "ordinal"
    if _part(left, one) != _part(right, other) or _whole(left, one, right, other):
        return "part"
    if one.dimension == "percent" and one.low + other.low <= 100.5 and one.high + other.high >= 99.5:
        return "rest"  # a quarter for it are three quarters against it
    if one.dimension in {"percent", "money", "measure", "duration", "count"} and _change(left.flat, one) != _change(
        right.flat, other
    ):
        return "change"
    if one.dimension == "count" and (reason := _counted(left, one, right, other, near, alike)):
        return reason
    if one.dimension == "percent" and not _one_noun(left, one, right, other, alike):
        return "noun"
    if one.dimension in {"duration", "count", "money"} and at_other_times(left, right):
        return "time"
    if _partners_differ(left, right):
        return "partners"
    if one.dimension in {"measure", "duration", "count", "money", "percent"} and _apart(left, right):
        return "names"
    if one.dimension == "duration" and _siblings(left, right):
        return "siblings"
    return _contrast(left, right)


def _apart(left, right):
    """Both name somebody or some place, none of them is shared, nor much else."""
    return bool(left.names and right.names and len(left.about & right.about) < 2 and not names_meet(left, right))


def _persons_apart(left, right):
    """Both name persons by first and last name, and none of them is in the other passage."""
    found = []
    for p in (left, right):
        pairs = [(a, b) for a, b in itertools.pairwise(p.words) if a.tag == b.tag == "NE" and b.start == a.end + 1]
        found.append({fold(b.lemma)[:5] for a, b in pairs if b.start not in {x.start for x, _ in pairs}})
    if not found[0] or not found[1] or found[0] & found[1]:
        return False
    words_of = [{fold(w.text)[:5] for w in p.words} for p in (left, right)]
    return not (found[0] & words_of[1] or found[1] & words_of[0])


def passages_differ(left, right):
    """Why two passages are about different things; "" where nothing says so."""
    if _ordinals_differ(left.flat, right.flat):
        return "ordinal"
    if _years(left.flat, "") != _years(right.flat, ""):
        return "year"
    if _apart(left, right) or _persons_apart(left, right):
        return "names"
    if at_other_times(left, right):
        return "time"
    if _siblings(left, right):
        return "siblings"
    return "partners" if _partners_differ(left, right) else _contrast(left, right)


def _stage(left, right, near):
    """One side asks or promises, the other does not."""
    marks = [marks_of("stage", text) for text in near]
    whole = [marks_of("stage", text) for text in (left, right)]
    return (
        ("demanded" in marks[0]) != ("demanded" in marks[1])
        or ("promised" in whole[0]) != ("promised" in whole[1])
        or ("planned" in whole[0] and "planned" not in whole[1] and "spent" in whole[1])
        or ("planned" in whole[1] and "planned" not in whole[0] and "spent" in whole[0])
    )


def _years(text, near):
    """Which time is meant, if not the present: told of the clause where it says so, else of the sentence."""
    found = marks_of("then", near) or marks_of("then", text)
    return found & {"past_year", "next_year"}


def _other_years(left, right):
    """Both name calendar years, and none of them is the same."""
    found = [{q.low for q in p.quantities if q.dimension == "year" and not q.of} for p in (left, right)]
    return bool(found[0] and found[1] and not found[0] & found[1])


def _ordinals_differ(left, right, either=False):
    """First and second; with ``either`` a second on one side is enough ("beim zweiten Anruf am Donnerstag")."""
    found = [{m[1].casefold() for m in ORDINAL.finditer(text)} for text in (left, right)]
    if either and found[0] != found[1] and (found[0] | found[1]) - {"erst", "letzt"}:
        return True
    return bool(found[0] and found[1] and not found[0] & found[1])


def _part(passage, quantity):
    patterns = _table()[0]["part"]
    start, _ = passage.clause(quantity.start, quantity.end)
    return bool(
        patterns["before"].search(passage.flat[: quantity.start])
        or patterns["clause"].search(passage.flat[start : quantity.start])
        or patterns["after"].search(passage.flat[quantity.end :])
        or patterns["sentence"].search(passage.flat)
    )


def _whole(left, one, right, other):
    """One side gives a sum and says so, the other a smaller number without a word."""
    sums = [bool(_table()[0]["part"]["whole"].search(p.flat)) for p in (left, right)]
    return sums[0] != sums[1] and (one.low > other.low) == sums[0]


def _change(text, quantity):
    patterns = _table()[0]["change"]
    return bool(
        patterns["before"].search(text[: quantity.start])
        or patterns["after"].search(text[quantity.end :])
        or patterns["sentence"].search(text)
    )


def _one_noun(left, one, right, other, alike):
    """Whether the clauses of two shares speak of one thing: a shared word, or nouns alike in meaning."""
    near = [p.words_in(*p.clause(q.start, q.end)) for p, q in ((left, one), (right, other))]
    things = [about_words(tuple(w for w in held if w.tag.startswith("NN"))) for held in near]
    if things[0] & things[1]:
        return True
    nouns = [{lemma(w.text) for w in held if w.tag.startswith("NN") and w.lemma not in TIME_WORDS} for held in near]
    return bool(alike) and any(alike(a, b) >= ALIKE for a in nouns[0] for b in nouns[1])


def _counted(left, one, right, other, near, alike):
    """Whether two counts are of other things: of people in another state, or of things with no part of the word in common."""
    kinds = [noun_kind(q.of) for q in (one, other)]
    states = [marks_of("state", text) or marks_of("state", p.flat) for text, p in zip(near, (left, right))]
    if states[0] and states[1] and not states[0] & states[1]:
        return "state"
    if states[0] != states[1] and ("dead" in states[0] | states[1]) and all(kinds):
        return "state"
    if same_noun(one.of, other.of):
        return ""
    if kinds[0] and kinds[0] == kinds[1]:
        return "" if states[0] & states[1] or is_generic(one.of) or is_generic(other.of) or _alone(left, right) else "group"
    lone = all(sum(q.dimension == "count" for q in p.quantities) == 1 for p in (left, right))
    return (
        ""
        if alike and lone and not any(kinds) and one.of and other.of and alike(*(lemma(q.of) for q in (one, other))) >= ALIKE
        else "noun"
    )


def lemma(noun):
    """The lemma of one noun, written as nouns are."""
    found = words(noun)
    return found[0].lemma.capitalize() if found else noun


def _alone(left, right):
    """Whether each passage counts people once only, so that they can hardly be two groups."""
    return all(sum(q.dimension == "count" and bool(noun_kind(q.of)) for q in p.quantities) == 1 for p in (left, right))


def noun_kind(noun):
    """ "people" or "young" for a noun that names such, else "".

    >>> noun_kind("Fahrgäste"), noun_kind("Demonstranten"), noun_kind("Jungtiere"), noun_kind("Brücken")
    ('people', 'people', 'young', '')
    """
    people = _table()[1]
    word = noun.casefold()
    pieces = parts(noun) if noun else ()
    last = pieces[-1] if pieces else word
    if {word, last} & set(people["young"]):
        return "young"
    if word.endswith(tuple(people["things"])) or (last in people["things"]):
        return ""
    if last in people["generic"] or word.rstrip("nse") in people["generic"] or word in {"gäste", "menschen"}:
        return "people"
    return "people" if word.endswith((*people["endings"], "gäste", "innen", "dächtige", "dächtigen", "hörige")) else ""


def is_generic(noun):
    """Whether a noun says no more than "people"."""
    pieces = parts(noun) if noun else ("",)
    return bool({pieces[-1], noun.casefold(), noun.casefold().rstrip("nse")} & set(_table()[1]["generic"]))


def same_noun(one, other):
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


def at_other_times(left, right):
    """Whether both say when, and these times exclude each other: then these are two occasions."""
    found = [[q for q in p.quantities if q.dimension == "weekday" and not p.is_reporting(q.start, q.end)] for p in (left, right)]
    if found[0] and found[1] and all(quantity_values.clash(a, b) for a in found[0] for b in found[1]):
        return True
    parts_of_day = [{m.group(1).casefold() for m in PART_OF_DAY.finditer(p.flat)} for p in (left, right)]
    return bool(parts_of_day[0] and parts_of_day[1] and not parts_of_day[0] & parts_of_day[1])


def _partners(passage):
    """Names and titles after "mit", "zwischen", "gegen" up to the next verb or comma: with whom."""
    found = set()
    for n, word in enumerate(passage.words):
        if word.text.casefold() not in WITH or n in passage.reporting:
            continue
        for w in passage.words[n + 1 : n + 8]:
            if w.tag.startswith(("VV", "VA", "VM", "$")) or w.text in {",", "."}:
                break
            if w.tag == "NE" or (w.tag.startswith("ADJ") and w.text.casefold().endswith(("ische", "ischen", "ischem", "ischer"))):
                found.add(fold(w.lemma)[:5])
    return found


def _partners_differ(left, right):
    """Whether each side names with whom, or from where to where, and these are not the same."""
    routes = [{frozenset(m.groups()) for m in ROUTE.finditer(p.flat)} for p in (left, right)]
    if routes[0] and routes[1] and not routes[0] & routes[1]:
        return True
    one, other = _partners(left), _partners(right)
    return bool(one and other and not one & other)


def _contrast(left, right):
    """ "contrast" where each side has another word of a group of words that set things apart: north and south, profit and sales."""
    for group in _table()[2]:
        found = [{n for n, pattern in enumerate(group) if pattern.search(p.flat)} for p in (left, right)]
        if found[0] and found[1] and not found[0] & found[1]:
            return "contrast"
    return ""


def _siblings(left, right):
    """Two compounds that are of one kind and yet two: "Haushaltsausschuss" and "Verkehrsausschuss"."""
    mine, theirs = ({w.lemma for w in p.words if w.tag.startswith("NN") and len(w.lemma) > SIBLING} for p in (left, right))
    return any(_same_end(a, b) for a in mine - theirs for b in theirs - mine)


def _same_end(one, other):
    """Whether two words end alike in what is a word itself, and begin differently."""
    shared = next((n for n, (a, b) in enumerate(zip(reversed(one), reversed(other))) if a != b), 0)
    end = one[len(one) - shared :]
    least = SIBLING + 4 if end.endswith(DERIVED) else SIBLING
    return shared >= least and min(len(one), len(other)) - shared >= 3
