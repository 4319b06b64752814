"""A statement in words, and its cell for an article."""

from components.engine.codes import Place
from components.engine.findings.ledger import Row
from components.engine.german.quotation_marks import AROUND
from components.engine.german.white_space import squeezed
from components.views.shared.labels import SIGNS
from components.views.shared.view import View

SLOTS = {place: "".join("■" if other == place else "□" for other in Place) for place in Place}
MIN_WORDS = 4  # of a part that can name a row
SHORT_OPENING = 8  # words before the part up to which the whole beginning is kept: "Sie schrieb, er habe …"


def named(view: View, row: Row) -> str:
    """The words that name a row: the part of its clearest sentence that is meant, "…" where something is left out."""
    sentence = view.comparison.by_id[row.clearest]
    start, end = (at - sentence.start for at in row.span)
    text = squeezed(sentence.text[start:end])
    if len(text.split()) < MIN_WORDS:
        return squeezed(sentence.text)
    if len(sentence.text[:start].split()) <= SHORT_OPENING:
        start, text = 0, squeezed(sentence.text[:end])
    left, right = sentence.text[:start].strip(AROUND), sentence.text[end:].strip(f".!?{AROUND}")
    return f"{'… ' if left else ''}{text}{' …' if right else ''}"


def cell(row: Row, article: str) -> str:
    """Says it, surely or roughly, says otherwise, does not; where as five slots; and the sign of how."""
    found = row.articles.get(article)
    if found is None:
        return "?" if article in row.maybe else "–"
    sign = "≠" if article in row.otherwise else "=" if found.sure else "≈"
    return " ".join(part for part in (sign, SLOTS[found.place], SIGNS.get(found.assertion, "")) if part)
