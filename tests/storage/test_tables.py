"""What can be taken away: tables without formulas, a fingerprint of the texts."""

import csv
import dataclasses
import io

from hypothesis import given
from hypothesis import strategies as st

from components.storage import comparison_file, tables


def test_every_statement_is_a_row_with_a_cell_for_every_article(stored):
    rows = tables.statements(stored)
    assert len(rows) == len(stored.statements) and all(len(r) == 5 + len(stored.articles) for r in rows)
    for row in rows:
        assert row["articles"] == sum(bool(v) for k, v in row.items() if k.startswith("article "))


def test_every_contradiction_has_both_sides(stored):
    rows = tables.contradictions(stored, lambda c: c.reason, lambda side: "x")
    assert len(rows) == len(stored.contradictions)
    assert {r["disagreement"] for r in rows} == {d.id for d in stored.disagreements}
    assert all(r[f"{side} words"] and r[f"{side} words"] in r[f"{side} sentence"] for r in rows for side in ("left", "right"))


def test_the_fingerprint_changes_with_a_text_and_with_the_choice(stored):
    name = comparison_file.texts_hash(stored)
    first = dataclasses.replace(stored.articles[0], text=stored.articles[0].text + " ")
    assert comparison_file.texts_hash(dataclasses.replace(stored, articles=(first, *stored.articles[1:]))) != name
    assert (
        comparison_file.texts_hash(stored.among(["bild", "taz"])) != name and comparison_file.texts_hash(stored.at(0.7)) == name
    )


@given(st.lists(st.fixed_dictionaries({"a": st.text(max_size=20), "b": st.integers()}), min_size=1, max_size=5))
def test_no_cell_is_a_formula_and_none_is_lost(rows):
    text = tables.as_csv(rows)
    read = list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline="")))
    assert len(read) == len(rows)
    for row, got in zip(rows, read):
        assert not got["a"].startswith(tables.FORMULA) and got["b"] == str(row["b"])


def test_nothing_is_an_empty_table():
    assert tables.as_csv([]) == "\ufeff"
