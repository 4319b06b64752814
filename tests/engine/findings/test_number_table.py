"""The number table: figures of one thing in one row, and how they stand to each other."""

from conftest import one_each

from components.engine.alignment.links import Link
from components.engine.findings.number_table import number_rows


def rows(*texts):
    """{what is measured: (agrees, articles)} of linked sentences."""
    text = one_each(*texts)
    names = [s.id for s in text]
    links = [Link(left=a, right=b, similarity=0.9) for n, a in enumerate(names) for b in names[n + 1 :]]
    return [(r.what, r.agrees(), [f.sentence[0] for f in r.figures]) for r in number_rows(text, links)]


def test_equal_rounded_and_different_figures():
    assert rows("Bei dem Brand starben 40 Menschen.", "40 Menschen starben bei dem Brand.") == [("Menschen", True, ["a", "b"])]
    assert rows("Bei dem Brand starben 43 Menschen.", "Mehr als 40 Menschen starben bei dem Brand.")[0][1] is None
    assert rows("Die Brücke kostet die Stadt 1,2 Millionen Euro.", "2,1 Millionen Euro kostet die Brücke die Stadt.")[0][1:] == (
        False,
        ["a", "b"],
    )


def test_open_bounds_far_apart_are_two_things():
    found = rows("Mehr als 3400 Menschen starben im Land.", "Mehr als 112.000 Menschen starben im Land.")
    assert [articles for _, _, articles in found] == [["a"], ["b"]]


def test_what_a_figure_is_measured_by_is_no_row():
    assert [what for what, _, _ in rows("Es gab 35 Fälle auf 100.000 Einwohner innerhalb einer Woche.")] == ["Fälle"]
    assert not rows("Die beiden Länder schwiegen.", "Vor drei Jahren kam er.")


def test_unlinked_sentences_are_two_rows():
    text = one_each("Bei dem Brand starben 40 Menschen.", "40 Menschen starben bei dem Brand.")
    assert len(number_rows(text, [])) == 2
