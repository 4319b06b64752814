"""A comparison as others read it: what the command line prints, and what is taken away as JSON."""

from typing import Any

from components.engine.comparison import Comparison
from components.storage.comparison_json import to_table
from components.views.shared.screen_text import ENGLISH, GERMAN, worded
from components.views.shared.value_text import explanation, said_text


def answer(comparison: Comparison) -> dict[str, Any]:
    """The comparison's table with contradictions, values and warnings in words."""
    disagreement = {c: d.id for d in comparison.disagreements for c in d.contradictions}
    rows = []
    for c in comparison.contradictions:
        sides = {
            name: {"sentence": side.sentence, "start": side.start, "end": side.end, "value": said_text(side.said, GERMAN)}
            for name, side in (("left", c.left), ("right", c.right))
        }
        rows.append(
            {"kind": str(c.kind), "grade": str(c.grade), "explanation": explanation(c, GERMAN)}
            | sides
            | {"reason": str(c.reason), "later": c.later, "decided": c.decided, "disagreement": disagreement[c]}
        )
    warnings = [{"german": worded(w, GERMAN), "english": worded(w, ENGLISH)} for w in comparison.warnings]
    return to_table(comparison) | {"contradictions": rows, "warnings": warnings}
