"""What can be taken away: statements and contradictions as tables, and a name of the texts by which a link knows them again."""

import csv
import io

from components.engine import store
from components.engine.articles import content_hash
from components.engine.embeddings import encoder_key

FORMULA = ("=", "+", "-", "@", "\t", "\r")  # what a spreadsheet would take for a formula


def texts_hash(comparison):
    """A short name of the compared texts; another where one of them has changed."""
    return content_hash(*(part for a in comparison.articles for part in (a.id, a.text)))[:12]


def program_hash(comparison):
    """A short name of the program and the encoder that made a comparison; another where a rule or a weight has changed."""
    encoder = None if comparison.encoder == "embedded" else comparison.encoder
    return content_hash(store.engine_key(), encoder_key(encoder))[:8]


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
