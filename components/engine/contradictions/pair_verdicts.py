"""What two linked sentences amount to: the same, more said by one, a rounded value, an earlier or later stage. That they differ is told by
the contradictions. Where neither the judge nor a rule is sure, nothing is said."""

import dataclasses
from collections.abc import Sequence

from components.engine.alignment.links import Link
from components.engine.codes import PairLabel, PairVerdict
from components.engine.contradictions import rules
from components.engine.contradictions.claims import Claims, one_is_ahead
from components.engine.contradictions.witnesses import sides
from components.engine.document import SentenceAnalysis
from components.engine.german.quotation_marks import words_alone
from components.engine.network.judge import LABELS, Judge, Vectors

SAME = 0.6  # the judge's probability from which two sentences are told to say the same
MORE = 0.65  # … from which one of them is told to say more
MOST_JUDGED = 1500  # links of an event that are judged, the most similar first: half a minute


def with_verdicts(
    text: Sequence[SentenceAnalysis], candidates: Sequence[Link], threshold: float, judge: Judge
) -> tuple[Link, ...]:
    """The candidates in their order, those that the app stands by with their verdict. ``text``: in reading order."""
    asked = [c for c in candidates if c.similarity >= threshold and c.one_occasion]
    asked = sorted(asked, key=lambda c: (-c.similarity, c.left, c.right))[:MOST_JUDGED]
    by_id, side = {s.id: s for s in text}, sides(text)
    judged = judge([(side[c.left], side[c.right]) for c in asked])
    known = {c.pair: verdict(by_id[c.left], by_id[c.right], row) for c, row in zip(asked, judged, strict=True)}
    return tuple(dataclasses.replace(c, verdict=known[c.pair]) if c.pair in known else c for c in candidates)


def verdict(left: SentenceAnalysis, right: SentenceAnalysis, judged: Vectors) -> PairVerdict:
    """The verdict on two linked sentences; ``judged``: probabilities of ``LABELS``."""
    if any(not value.difference for value in rules.clashing_values(left, right)):
        return PairVerdict.UNKNOWN
    if _is_rounded(left, right):
        return PairVerdict.ROUNDED
    if one_is_ahead(Claims(left), Claims(right)):
        return PairVerdict.STAGE
    same, part = (float(judged[LABELS.index(label)]) for label in (PairLabel.SAME, PairLabel.PART))
    if same >= SAME or words_alone(left.text) == words_alone(right.text):
        return PairVerdict.SAME
    return PairVerdict.MORE if part >= MORE else PairVerdict.UNKNOWN


def _is_rounded(left: SentenceAnalysis, right: SentenceAnalysis) -> bool:
    """Whether two values of one thing are not the same and yet agree: "knapp 90" and "90", "mehr als 40" and "43"; and no two clash."""
    if rules.clashing_values(left, right):
        return False
    return any(
        (a.low, a.high, a.hedge) != (b.low, b.high, b.hedge) and rules.agree(left, a, right, b)
        for a in left.quantities
        for b in right.quantities
        if not any(c.low == a.low and c.high == a.high for c in right.quantities)
    )
