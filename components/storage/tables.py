"""Statements and contradictions as tables (CSV)."""

import csv
import io

FORMULA = ("=", "+", "-", "@", "\t", "\r")  # what a spreadsheet would take for a formula


def statements(comparison):
    """Rows of the ledger: statement, what each article says (its sentences), spread, independent origins, finding."""
    found = []
    for row, statement in zip(comparison.ledger_rows, comparison.statements, strict=True):
        cells = {a.id: "" for a in comparison.articles}
        for article, cell in row.cells:
            cells[article] = " / ".join(" ".join(comparison.by_id[s].text.split()) for s in cell.sentences)
        found.append(
            {
                "id": statement.id,
                "statement": " ".join(comparison.by_id[row.clearest].text.split()),
                "finding": statement.finding,
                "articles": len(row.cells),
                "independent": row.voices,
                **{f"article {a}": text for a, text in cells.items()},
            }
        )
    return found


def contradictions(comparison):
    """Rows of contradictions: kind, grade, and both sides with article, sentence, words and value."""
    found = []
    for c in comparison.contradictions:
        row = {"kind": c.kind, "grade": c.grade, "explanation": c.explanation}
        for name, side in (("left", c.left), ("right", c.right)):
            sentence = comparison.by_id[side.sentence]
            row |= {
                f"{name} article": sentence.article,
                f"{name} sentence": " ".join(sentence.text.split()),
                f"{name} words": " ".join(sentence.text[side.start - sentence.start : side.end - sentence.start].split()),
                f"{name} value": side.value,
            }
        found.append(row)
    return found


def as_csv(rows):
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
