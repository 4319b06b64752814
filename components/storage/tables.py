"""Statements and contradictions as tables (CSV)."""

import csv
import io
from collections.abc import Callable, Mapping, Sequence

from components.engine.comparison import Comparison
from components.engine.contradictions.contradiction import Contradiction, Side
from components.engine.findings.number_table import Figure
from components.engine.german.white_space import squeezed

FORMULA = ("=", "+", "-", "@", "\t", "\r")  # what a spreadsheet would take for a formula

TableRow = dict[str, str | int]


def statements(comparison: Comparison) -> list[TableRow]:
    """Rows of the ledger: statement, what each article says (its sentences), spread, independent origins, finding."""
    found: list[TableRow] = []
    for row, statement in zip(comparison.ledger_rows, comparison.statements, strict=True):
        cells = {a.id: "" for a in comparison.articles}
        for article, cell in row.cells:
            cells[article] = " / ".join(squeezed(comparison.by_id[s].text) for s in cell.sentences)
        found.append(
            {
                "id": statement.id,
                "statement": squeezed(comparison.by_id[row.clearest].text),
                "finding": statement.finding,
                "articles": len(row.cells),
                "independent": row.voices,
                **{f"article {a}": text for a, text in cells.items()},
            }
        )
    return found


def contradictions(
    comparison: Comparison, explained: Callable[[Contradiction], str], worded: Callable[[Side], str]
) -> list[TableRow]:
    """Rows of contradictions: the disagreement that each belongs to, kind, grade, explanation, and both sides with article, sentence, words and
    value. ``explained``, ``worded``: a contradiction, and what a side says, in words."""
    found: list[TableRow] = []
    for disagreement in comparison.disagreements:
        for c in disagreement.contradictions:
            row: TableRow = {
                "disagreement": disagreement.id,
                "kind": c.kind,
                "grade": c.grade,
                "explanation": explained(c),
            }
            for name, side in (("left", c.left), ("right", c.right)):
                sentence = comparison.by_id[side.sentence]
                row |= {
                    f"{name} article": sentence.article,
                    f"{name} sentence": squeezed(sentence.text),
                    f"{name} words": squeezed(sentence.text[side.start - sentence.start : side.end - sentence.start]),
                    f"{name} value": worded(side),
                }
            found.append(row)
    return found


def numbers(comparison: Comparison, worded: Callable[[Figure], str]) -> list[TableRow]:
    """Rows of figures: the row of the number table, what is measured, article, value in words, lowest and highest value, hedge, whose figure,
    and the sentence. ``worded``: a figure in words."""
    found: list[TableRow] = []
    for n, row in enumerate(comparison.numbers, 1):
        for figure in row.figures:
            sentence, q = comparison.by_id[figure.sentence], figure.quantity
            said = comparison.speech_of.get(figure.sentence)
            found.append(
                {
                    "row": n,
                    "measured": row.what,
                    "article": sentence.article,
                    "value": worded(figure),
                    "lowest": f"{q.low:g}",
                    "highest": f"{q.high:g}",
                    "hedge": q.hedge,
                    "whose": said.name if said is not None else "",
                    "sentence": squeezed(sentence.text),
                }
            )
    return found


def as_csv(rows: Sequence[Mapping[str, object]]) -> str:
    """Rows (dicts of one shape) as CSV with a byte order mark, which spreadsheets need for umlauts; no cell is a formula.

    >>> as_csv([{"a": "=1+1", "b": "Köln"}]).splitlines()
    ['\\ufeffa,b', "'=1+1,Köln"]
    """
    held = io.StringIO()
    if rows:
        writer = csv.DictWriter(held, list(rows[0]))
        writer.writeheader()
        for row in rows:
            writer.writerow({k: f"'{v}" if isinstance(v, str) and v.startswith(FORMULA) else v for k, v in row.items()})
    return "\ufeff" + held.getvalue()
