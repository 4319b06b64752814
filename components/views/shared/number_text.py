"""What a row of the number table measures, in words."""

from components.engine.findings.number_table import NumberRow
from components.views.shared.view import View


def measured(view: View, row: NumberRow) -> str:
    """What is measured; where no noun says it, the words around the first figure."""
    if row.what:
        return ", ".join(part for part in (row.what, _between(view, row)) if part)
    first = row.figures[0]
    sentence = view.comparison.by_id[first.sentence]
    at = first.start - sentence.start
    return f"… {' '.join(sentence.text[max(0, at - 30) : at + 40].split()[1:-1])} …"


def _between(view: View, row: NumberRow) -> str:
    """Who has to do with each other in what a length is the length of, where a sentence says so or takes it up: "Muster – Beispiel"."""
    found = (view.comparison.occasion_of.get(f.sentence) for f in row.figures if row.dimension == "duration")
    met = next((o for o in found if o is not None and o.met), None)
    return " – ".join(name for key, name in met.people if key in met.met[-1]) if met is not None else ""
