"""A statement in words, and its cell for an article."""

from components.engine.findings import ledger
from components.views.shared.labels import SIGNS

SLOTS = {place: "".join("■" if n == k else "□" for k in range(len(ledger.PLACES))) for n, place in enumerate(ledger.PLACES)}
MIN_WORDS = 4  # of a part that can name a row


def named(view, row):
    """The words that name a row: the part of its clearest sentence that is meant, "…" where something is left out."""
    sentence = view.comparison.by_id[row.clearest]
    start, end = (at - sentence.start for at in row.span)
    text = " ".join(sentence.text[start:end].split())
    if len(text.split()) < MIN_WORDS:
        return " ".join(sentence.text.split())
    left, right = sentence.text[:start].strip(' „“"»«'), sentence.text[end:].strip(' .!?„“"»«')
    return f"{'… ' if left else ''}{text}{' …' if right else ''}"


def cell(row, article):
    """Says it, surely or roughly, says otherwise, does not; where as five slots; and the sign of how."""
    found = row.articles.get(article)
    if found is None:
        return "?" if article in row.maybe else "–"
    sign = "≠" if article in row.otherwise else "=" if found.sure else "≈"
    return " ".join(part for part in (sign, SLOTS[found.place], SIGNS.get(found.rung, "")) if part)
