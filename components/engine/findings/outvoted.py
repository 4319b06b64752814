"""One figure against many: where two outlets or more give compatible figures for one thing, and one article one that fits none.

That the others agree shows that they and the one tell of the same thing, which two sentences alone seldom do. So this rule calls a
clash clear without a second witness. On the ten events in sight of which it was made it found five, all of them real.
"""

import datetime
from collections.abc import Mapping, Sequence

from components.engine.codes import ClashReason, Grade, Kind
from components.engine.contradictions.contradiction import Contradiction, Said, Side
from components.engine.contradictions.rules import KINDS
from components.engine.findings.number_table import Figure, NumberRow
from components.engine.german.quantity_values import clash

LEAST_AGREEING = 2  # outlets whose figures fit each other


def with_outvoted(
    found: Sequence[Contradiction],
    rows: Sequence[NumberRow],
    article_of: Mapping[str, str],
    outlet_of: Mapping[str, str],
    published: Mapping[str, datetime.datetime | None],
) -> tuple[Contradiction, ...]:
    """Contradictions, with those of outvoted figures; of one pair of sentences the clear one counts.

    ``article_of``: {sentence id: article}; ``outlet_of``: {article: outlet}; ``published``: {article: when}, None where it is not known.
    """
    added: dict[tuple[frozenset[str], Kind], Contradiction] = {}
    for row in rows:
        one = outvoted(row, article_of, outlet_of)
        for other in row.figures if one is not None else ():
            if one is not None and article_of[other.sentence] != article_of[one.sentence]:
                made = _contradiction(one, other, article_of, published)
                added[made.pair, made.kind] = made
    kept = [c for c in found if (c.pair, c.kind) not in added or c.grade == Grade.CLEAR]
    known = {(c.pair, c.kind) for c in kept}
    return (*kept, *(c for key, c in added.items() if key not in known))


def outvoted(row: NumberRow, article_of: Mapping[str, str], outlet_of: Mapping[str, str]) -> Figure | None:
    """The figure of a row that clashes with that of every other article, where all the others fit each other; None where there is none,
    or where an article gives several figures: then they are of several things.

    The others come from two outlets or more, and two of them give the same value.
    """
    articles = [article_of[f.sentence] for f in row.figures]
    values = {a: {(f.quantity.low, f.quantity.high) for f, own in zip(row.figures, articles) if own == a} for a in articles}
    if row.dimension not in KINDS or any(len(v) > 1 for v in values.values()):
        return None
    for one in row.figures:
        others = [f for f in row.figures if article_of[f.sentence] != article_of[one.sentence]]
        outlets = {outlet_of[article_of[f.sentence]] for f in others}
        fit = not any(clash(a.quantity, b.quantity) for a in others for b in others)
        against = all(clash(one.quantity, f.quantity) for f in others)
        equal = {(f.quantity.low, f.quantity.high) for f in others}
        if (
            fit
            and against
            and len(outlets - {outlet_of[article_of[one.sentence]]}) >= LEAST_AGREEING
            and len(equal) < len(others)
        ):
            return one
    return None


def _contradiction(
    one: Figure, other: Figure, article_of: Mapping[str, str], published: Mapping[str, datetime.datetime | None]
) -> Contradiction:
    mine, theirs = (published.get(article_of[f.sentence]) for f in (one, other))
    grown = one.quantity.low > other.quantity.low
    later = bool(mine and theirs and mine.date() != theirs.date() and (mine > theirs) == grown)
    left, right = sorted((one, other), key=lambda f: f.sentence)
    return Contradiction(
        kind=KINDS[one.quantity.dimension],
        grade=Grade.POSSIBLE if later else Grade.CLEAR,
        left=_side(left),
        right=_side(right),
        reason=ClashReason.OUTVOTED,
        later=later,
        linked=False,
    )


def _side(figure: Figure) -> Side:
    return Side(sentence=figure.sentence, start=figure.start, end=figure.end, said=Said(quantity=figure.quantity))
