"""Which sentences are set against each other at all, and how sure the mark is.

What clashes is found in ``rules``. Lengths of an occasion, and whether something has begun, are compared wherever two articles tell
them; all else only inside links. Where it cannot be told, nothing is said: a wrong red mark costs more than ten missed ones.
"""

import dataclasses
import datetime
import itertools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from components.engine.alignment.links import Link
from components.engine.codes import ClashReason, Grade, Kind, PairLabel, Role
from components.engine.contradictions import comparability, rules, witnesses
from components.engine.contradictions.claims import Claims
from components.engine.contradictions.clashing_words import clashing_words
from components.engine.contradictions.comparability import Alike
from components.engine.contradictions.contradiction import Contradiction, Side
from components.engine.contradictions.rules import Clash
from components.engine.document import SentenceAnalysis, about, lines
from components.engine.entities.occasions import Occasion, difference
from components.engine.german import quantities, times
from components.engine.german.quantity_values import Quantity
from components.engine.german.tense import Tense, tense_of
from components.engine.german.white_space import squeezed
from components.engine.german.words import Word
from components.engine.network import sides
from components.engine.network.encoder import Encode
from components.engine.network.judge import LABELS, Judge

STEM = 6  # letters in which two words of one family agree ("telefonierte", "Telefonat")
SURE = 0.6  # similarity from which opposite words in two linked sentences are taken to be about one thing
LEAST = 0.1  # similarity from which a pair may become a link at some threshold
APART = 0.5  # probability of another occasion from which two sentences are about different matters
GUESS = 0.9  # probability from which a model's guess is shown at all
POINTING = frozenset(["er", "sie", "es", "ihn", "ihm", "dies", "dieser", "diese", "dieses", "beide", "beiden", "davon", "damit", "dabei", "dazu", "das", "der", "die"])  # fmt: skip
EMPTY_VERBS = frozenset(["dauern", "geben", "kommen", "machen", "gehen"])  # verbs that do not say what happened


@dataclass(frozen=True, kw_only=True)
class Context:
    """Who a sentence is about (``here``, or just before where it only points), and stems of what happens in it."""

    people: frozenset[str]
    here: frozenset[str]
    stems: frozenset[str]


class _Looked:
    """A sentence as it is looked at: what it claims, with days resolved by the article's date, and its context."""

    def __init__(self, sentence: SentenceAnalysis, before: SentenceAnalysis | None, published: datetime.datetime | None) -> None:
        self.sentence = sentence
        self.before = before
        self.published = published
        self.claims = Claims(sentence)
        self.dated = Claims(_on_the_calendar(sentence, published.date())) if published else None
        self.context = _context(sentence, before)

    def happening(self, quantity: Quantity) -> frozenset[str]:
        """Stems of what a length is the length of: those of its clause, and of the sentence before where the clause only points."""
        s = self.sentence
        clause = s.words_in(*s.clause(quantity.start, quantity.end))
        own = _stems(clause)
        if own - _stems([w for w in clause if w.lemma in EMPTY_VERBS]) and not _takes_up(s, self.before):
            return own
        return own | self.context.stems


def find_contradictions(
    text: Sequence[SentenceAnalysis],
    candidates: Sequence[Link],
    published: Mapping[str, datetime.datetime | None],
    occasion_of: Mapping[str, Occasion] | None = None,
) -> tuple[Contradiction, ...]:
    """Contradictions of text sentences (in reading order), in that order; of a pair the one that counts only where the two are linked
    first, then one that counts anyway.

    ``candidates``: Links, also those below the threshold; ``published``: {article: when}, None where it is not known;
    ``occasion_of``: {sentence id: its Occasion}: what is about different occasions is never held against each other.
    """
    place = {s.id: n for n, s in enumerate(text)}
    similarity = {c.pair: c.similarity for c in candidates if c.similarity >= LEAST}
    looked = [
        _Looked(s, text[n - 1] if n and text[n - 1].article == s.article else None, published.get(s.article))
        for n, s in enumerate(text)
    ]
    found: list[Contradiction] = []
    for i, j in _pairs(looked, similarity, place):
        left, right = looked[i], looked[j]
        if occasion_of is not None and difference(occasion_of[text[i].id], occasion_of[text[j].id]) is not None:
            continue
        linked = similarity.get(frozenset((text[i].id, text[j].id)), 0.0)
        free, bound = _admitted(left, right, linked)
        best = min([*free, *bound], key=_order, default=None)
        if best is not None:
            found.append(_contradiction(left, right, best, published, best in bound))
        if best in bound and free:
            found.append(_contradiction(left, right, min(free, key=_order), published, False))
    return tuple(found)


def guesses(
    text: Sequence[SentenceAnalysis], candidates: Sequence[Link], found: Sequence[Contradiction], judge: Judge
) -> tuple[Contradiction, ...]:
    """Contradictions that only a model sees: possible at most, the whole of both sentences, marked as its guess.

    ``judge``: pairs of sentences -> probabilities of six labels. Asked of surely linked sentences of which the rules say nothing.
    """
    by_id = {s.id: s for s in text}
    known = {c.pair for c in found}
    rows = [(by_id[c.left], by_id[c.right]) for c in candidates if c.similarity >= SURE and c.pair not in known]
    said = judge([(sides.Side(text=squeezed(a.text)), sides.Side(text=squeezed(b.text))) for a, b in rows])[
        :, LABELS.index(PairLabel.AGAINST)
    ]
    return tuple(
        Contradiction(
            kind=Kind.NEGATION,
            grade=Grade.POSSIBLE,
            left=Side(sentence=a.id, start=a.start, end=a.end),
            right=Side(sentence=b.id, start=b.start, end=b.end),
            reason=ClashReason.MODEL,
            probability=round(float(p), 4),
        )
        for (a, b), p in zip(rows, said, strict=True)
        if p >= GUESS
    )


def _pairs(
    looked: Sequence[_Looked], similarity: Mapping[frozenset[str], float], place: Mapping[str, int]
) -> list[tuple[int, int]]:
    """Pairs of sentences worth a look: linked ones, those that tell a length or a beginning, a headline and its own text."""
    pairs = {tuple(sorted(place[name] for name in pair)) for pair in similarity}
    lengths = [n for n, x in enumerate(looked) if any(_is_length(q) for q in x.sentence.quantities)]
    phased = [n for n, x in enumerate(looked) if x.claims.phases]
    article = [x.sentence.article for x in looked]
    for group in (lengths, phased):
        pairs |= {(a, b) for a, b in itertools.combinations(group, 2) if article[a] != article[b]}
    heads = [n for n, x in enumerate(looked) if x.sentence.role == Role.HEADLINE]
    pairs |= {(min(h, n), max(h, n)) for h in heads for n in phased if article[n] == article[h] and n != h}
    return sorted((p[0], p[1]) for p in pairs)


def _is_length(quantity: Quantity) -> bool:
    """Whether it tells how long something took."""
    return quantity.dimension == "duration" and not quantity.of


def _admitted(one: _Looked, other: _Looked, linked: float) -> tuple[list[Clash], list[Clash]]:
    """(Clashes of two sentences that may be marked wherever they stand, those that may be marked where the two are linked)"""
    dated = one.dated, other.dated
    left, right = (dated[0], dated[1]) if dated[0] and dated[1] else (one.claims, other.claims)
    free, bound = list(rules.phases(left, right)), []
    for found, value, match in rules.value_clashes(left, right):
        if _is_length(value):
            if _one_occasion(one, value, other, match):
                free.append(found)
        elif value.dimension == "day" and (
            _past_and_to_come(one, value, other, match) or _past_and_to_come(other, match, one, value)
        ):
            continue
        elif linked and _one_thing(one, value, other, match):
            bound.append(found)
    if linked >= SURE:
        bound += rules.nobody(left, right)
        bound += [c for c in rules.certainty(left, right) if c.sure]
        bound += rules.saying(left, right)
        bound += rules.speakers(left, right)
        both = one.context, other.context
        if not any(a.here - b.people for a, b in itertools.permutations(both)):  # nobody is named on one side only
            bound += rules.opposite_words(left, right)
        bound += rules.roles(left, right)
    return free, bound


def _order(clash: Clash) -> tuple[bool, int, int, str, str, list[tuple[int, int]]]:
    """An order of clashes that does not depend on which sentence is left: sure lengths first, then the plainest, then the earliest."""
    return (
        not (clash.kind == Kind.DURATION and clash.sure),
        clash.rank,
        clash.left[0] + clash.right[0],
        clash.kind,
        clash.reason,
        sorted([clash.left, clash.right]),
    )


def _on_the_calendar(sentence: SentenceAnalysis, day: datetime.date) -> SentenceAnalysis:
    """A sentence with weekdays and "gestern" as calendar days, by the day of its article and the tense of their clauses. A weekday
    whose clause does not tell whether it lies behind or ahead stays a weekday."""
    dated = []
    for q in sentence.quantities:
        tense = _tense(sentence, q)
        known = q.dimension == "relative day" or tense != Tense.UNKNOWN
        dated.append(times.on_the_calendar(q, day, tense == Tense.AHEAD) if known else q)
    return dataclasses.replace(sentence, quantities=tuple(dated))


def _tense(sentence: SentenceAnalysis, quantity: Quantity) -> Tense:
    """The tense of the clause around a value."""
    return tense_of(sentence.words_in(*sentence.clause(quantity.start, quantity.end)), sentence.words)


def _context(sentence: SentenceAnalysis, before: SentenceAnalysis | None) -> Context:
    stems = _stems(sentence.words)
    inherited: frozenset[str] = frozenset()
    if before and (not sentence.names or _points(sentence) or _takes_up(sentence, before)):
        inherited, stems = before.names, stems | _stems(before.words)
    return Context(people=sentence.names | inherited, here=sentence.names, stems=stems)


def _points(sentence: SentenceAnalysis) -> bool:
    return any(w.lemma in POINTING and w.tag in {"PPER", "PDS", "PIS", "PIAT", "PROAV"} for w in sentence.words)


def _stems(found: Sequence[Word]) -> frozenset[str]:
    """Beginnings of the nouns and verbs that say what happened: no names, no titles before names, no numbers, no units."""
    return frozenset(
        w.lemma[:STEM]
        for w, after in zip(found, (*found[1:], None))
        if w.is_content
        and w.tag.startswith(("NN", "VV"))
        and not any(c.isdigit() for c in w.text)
        and not quantities.is_unit(w.lemma)
        and not (after is not None and after.tag == "NE")
    )


def _takes_up(sentence: SentenceAnalysis, before: SentenceAnalysis | None) -> bool:
    """Whether the sentence takes up something said just before: an article with a noun, as in "Das Gespräch dauerte"."""
    return (
        before is not None
        and len(sentence.names) < 2
        and any(
            w.tag == "ART" and w.lemma in {"der", "die", "das"} and after.tag == "NN"
            for w, after in itertools.pairwise(sentence.words)
        )
    )


def _people_apart(left: Context, right: Context) -> bool:
    return bool(left.people and right.people and not left.people & right.people)


def _past_and_to_come(one: _Looked, value: Quantity, other: _Looked, match: Quantity) -> bool:
    """Whether a day lies behind on one side and ahead on the other, in an article that is not the earlier one: two occasions."""
    earlier = one.published and other.published and other.published.date() < one.published.date()
    return _tense(one.sentence, value) == Tense.BEHIND and _tense(other.sentence, match) == Tense.AHEAD and not earlier


def _one_occasion(one: _Looked, value: Quantity, other: _Looked, match: Quantity) -> bool:
    """Whether two lengths are lengths of the same happening: nobody else takes part, and what happens has a word in common."""
    left, right = one.context, other.context
    if _people_apart(left, right) or (left.here - right.people and right.here - left.people):
        return False
    return bool(one.happening(value) & other.happening(match))


def _one_thing(one: _Looked, value: Quantity, other: _Looked, match: Quantity) -> bool:
    """Whether two values in linked sentences measure one thing: nobody else is named, and the clauses share what happens."""
    left, right = one.context, other.context
    if _people_apart(left, right) or left.here - right.people or right.here - left.people:
        return False  # "in Bangladesch 2,2 Millionen" is no less than "in beiden Ländern drei Millionen"
    near = [about(x.sentence.words_in(*x.sentence.clause(q.start, q.end))) for x, q in ((one, value), (other, match))]
    return len(near[0] & near[1]) >= 2


def _contradiction(
    left: _Looked, right: _Looked, clash: Clash, published: Mapping[str, datetime.datetime | None], linked: bool
) -> Contradiction:
    grade, later = _grade(left.sentence, right.sentence, clash, published)
    return Contradiction(
        kind=clash.kind,
        grade=grade,
        left=Side(sentence=left.sentence.id, start=clash.left[0], end=clash.left[1], said=clash.left_said),
        right=Side(sentence=right.sentence.id, start=clash.right[0], end=clash.right[1], said=clash.right_said),
        reason=clash.reason,
        later=later,
        linked=linked,
    )


def _grade(
    left: SentenceAnalysis, right: SentenceAnalysis, clash: Clash, published: Mapping[str, datetime.datetime | None]
) -> tuple[Grade, bool]:
    """(grade, whether it is perhaps only a later figure)"""
    mine, theirs = published.get(left.article), published.get(right.article)
    if clash.reason == ClashReason.PHASE:
        done, pending = (mine, theirs) if clash.forward else (theirs, mine)
        if left.article == right.article:
            return Grade.CLEAR, False
        return (Grade.CLEAR, False) if done and pending and done < pending else (Grade.POSSIBLE, True)
    later = bool(clash.grows and mine and theirs and mine != theirs and (mine < theirs) == clash.forward)
    return (Grade.CLEAR if clash.kind == Kind.DURATION and clash.sure else Grade.POSSIBLE), later


@dataclass(frozen=True, kw_only=True)
class Judgement:
    """The verdict on two sentences known to report one event: contradiction, compatible or different_matter; a contradiction with its
    Clash, spans counted in each sentence."""

    label: str
    clash: Clash | None = None


def rules_say(left: str, right: str, alike: Alike | None = None) -> Judgement:
    """The Judgement of the rules alone on two sentences.

    ``alike``: how alike two nouns are in meaning, 0 to 1, if an encoder is at hand.

    >>> rules_say("Das Gespräch dauerte 90 Minuten.", "Das Gespräch dauerte eine Stunde.").label
    'contradiction'
    """
    one, other = (Claims(lines(side, [text])[0]) for side, text in (("left", left), ("right", right)))
    for rule in rules.EVERY:
        clash = min(rule(one, other, alike), key=lambda c: _order(c)[1:], default=None)
        if clash:
            return Judgement(label="contradiction", clash=clash)
    apart = any(v.difference for v in rules.clashing_values(one.sentence, other.sentence, alike))
    different = apart or comparability.sentences_differ(one.sentence, other.sentence)
    return Judgement(label="different_matter" if different else "compatible")


def judgements(pairs: Sequence[tuple[str, str]], alike: Alike, judge: Judge, encode: Encode) -> list[Judgement]:
    """Judgements on pairs of sentences known to report one event, by the rules and the judge as two witnesses.

    A clash that a rule sees is told where the judge bears it out, one that only the judge sees in the words least alike.
    """
    judged = judge([(sides.Side(text=squeezed(left)), sides.Side(text=squeezed(right))) for left, right in pairs])
    found: list[Judgement] = []
    for (left, right), row in zip(pairs, judged, strict=True):
        said = rules_say(left, right, alike)
        reason = said.clash.reason if said.clash else None
        if witnesses.probability(reason, said.label == "different_matter", [float(p) for p in row]) < witnesses.TOLD:
            other = row[LABELS.index(PairLabel.OTHER_OCCASION)] >= APART
            label = said.label if said.clash is None else "different_matter" if other else "compatible"
            found.append(Judgement(label=label))
        elif said.clash is not None:
            found.append(said)
        else:
            one, other = (Claims(lines(side, [text])[0]) for side, text in (("left", left), ("right", right)))
            found.append(Judgement(label="contradiction", clash=clashing_words(one, other, encode)))
    return found
