"""The gate: the differences between articles that are sure enough to be said large, those of most news value first.

Everything that a page says in a headline, on a card, in a presentation or in the key of a worksheet comes from here. What passes: clear
contradictions; words that stand in one text and not in another, looked for letter by letter; persons whose words some articles
repeat and another surely does not; statements that are surely in most articles, or in one only, and that nothing in another comes
near; places of such statements; passages that two outlets have nearly word for word.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from components.engine.codes import DifferenceKind
from components.engine.findings.difference import Difference
from components.engine.findings.different_claims import alone, contradictions, statements
from components.engine.findings.different_persons import heard, in_headlines
from components.engine.findings.different_words import judging, names_of_one
from components.engine.findings.shared_text import copied, exchanged_words

if TYPE_CHECKING:
    from components.engine.comparison import Comparison

MOST = 6  # differences
MOST_OF_A_KIND = 2


def differences(comparison: Comparison) -> tuple[Difference, ...]:
    """At most ``MOST`` Differences, at most two of a kind; none where nothing is sure."""
    found = [
        *contradictions(comparison),
        *names_of_one(comparison),
        *heard(comparison),
        *judging(comparison),
        *in_headlines(comparison),
        *statements(comparison),
        *alone(comparison),
        *copied(comparison),
        *exchanged_words(comparison),
    ]
    counted: Counter[DifferenceKind] = Counter()
    kept: list[Difference] = []
    for difference in sorted(found, key=lambda d: list(DifferenceKind).index(d.kind)):
        counted[difference.kind] += 1
        if counted[difference.kind] <= MOST_OF_A_KIND:
            kept.append(difference)
    return tuple(kept[:MOST])
