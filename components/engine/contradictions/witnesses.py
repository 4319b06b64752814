"""Two witnesses of a contradiction: a rule that sees two spans clash, and the judge, who has read both sentences.

Each alone is wrong too often: a rule compares "8 Prozent" and "10 Prozent" of two things, the judge takes a paraphrase for a clash. How
probable a contradiction is, given both, is a logistic function of what they say; its weights are learnt on written sets of sentences
(``data/network/witnesses.py``), on none of the events that figures are told of.
"""

import dataclasses
import functools
import json
import math
from collections.abc import Mapping, Sequence

from components.engine.codes import ClashReason, Grade, Kind, PairLabel, Role
from components.engine.contradictions.contradiction import Contradiction
from components.engine.data import DATA
from components.engine.document import SentenceAnalysis
from components.engine.german.white_space import squeezed
from components.engine.network.judge import LABELS, Judge, Vectors
from components.engine.network.sides import Side

LEAST = 0.01  # of a probability, so that its logarithm stays small
OTHER_MATTER = "other_matter"  # the rules say: about different things
POSSIBLE = 0.4  # probability from which a clash that a rule sees in two linked sentences is shown at all
CLEAR = 0.8  # … from which a clash of plain values is called clear
TOLD = 0.7  # … from which two sentences known to report one event are said to contradict each other
OBJECTS = 0.5  # the judge's probability of another occasion, or of the same, from which it objects to a clash of measured values
PLAIN = frozenset([ClashReason.VALUES, ClashReason.NOBODY])


@functools.cache
def weights() -> Mapping[str, float]:
    """{feature: weight}; "bias" among them."""
    return json.loads((DATA / "witnesses.json").read_text("utf-8"))


def features(reason: ClashReason | None, other_matter: bool, judged: Sequence[float]) -> dict[str, float]:
    """What the witnesses say, by name; ``reason``: of the clash that a rule sees, None for none; ``judged``: probabilities of ``LABELS``."""
    found = {str(label): math.log(max(LEAST, float(p))) for label, p in zip(LABELS, judged, strict=True)}
    return found | ({str(reason): 1.0} if reason is not None else {}) | ({OTHER_MATTER: 1.0} if other_matter else {})


def probability(reason: ClashReason | None, other_matter: bool, judged: Sequence[float]) -> float:
    """How probable it is that two sentences contradict each other, 0 to 1 (arguments: see ``features``).

    >>> sure = [0.05, 0.0, 0.9, 0.05, 0.0, 0.0]
    >>> probability(ClashReason.VALUES, False, sure) > 0.7 > probability(ClashReason.VALUES, False, [0.9, 0.1, 0, 0, 0, 0])
    True
    """
    known = weights()
    total = known["bias"] + sum(known.get(name, 0.0) * x for name, x in features(reason, other_matter, judged).items())
    return 1 / (1 + math.exp(-total))


def sides(text: Sequence[SentenceAnalysis]) -> dict[str, Side]:
    """{sentence id: it with the sentence before and its article's headline, as the judge reads it}; ``text`` in reading order."""
    titles: dict[str, str] = {}
    found: dict[str, Side] = {}
    before: SentenceAnalysis | None = None
    for s in text:
        if s.role == Role.HEADLINE:
            titles.setdefault(s.article, squeezed(s.text))
        earlier = squeezed(before.text) if before is not None and before.article == s.article else ""
        found[s.id] = Side(
            text=squeezed(s.text), before=earlier, title="" if s.role == Role.HEADLINE else titles.get(s.article, "")
        )
        before = s
    return found


def heard(found: Sequence[Contradiction], text: Sequence[SentenceAnalysis], judge: Judge) -> tuple[Contradiction, ...]:
    """Contradictions after both witnesses were heard.

    Of those that count inside links, a clash of plain values that the judge bears out is clear; what he does not bear out is dropped, but for
    measured values to which he does not object. Lengths of one occasion and what has begun or is to come are proven by the rules alone.
    """
    asked = [c for c in found if c.linked]
    side = sides(text)
    rows = judge([(side[c.left.sentence], side[c.right.sentence]) for c in asked])
    kept: dict[Contradiction, Contradiction] = {c: c for c in found if not c.linked}
    for c, judged in zip(asked, rows, strict=True):
        p = probability(c.reason, False, [float(x) for x in judged])
        if p >= POSSIBLE or (c.reason == ClashReason.VALUES and c.kind != Kind.DATE and not _objects(judged)):
            exact = not any(s.said.quantity is not None and s.said.quantity.hedge for s in c.sides)
            clear = p >= CLEAR and c.reason in PLAIN and exact and not c.later
            kept[c] = dataclasses.replace(c, grade=Grade.CLEAR if clear else Grade.POSSIBLE, probability=round(p, 4))
    return tuple(kept[c] for c in found if c in kept)


def _objects(judged: Vectors) -> bool:
    return any(float(judged[LABELS.index(label)]) >= OBJECTS for label in (PairLabel.OTHER_OCCASION, PairLabel.SAME))
