"""One figure against many: what counts as outvoted, and what does not."""

import datetime

import pytest
from conftest import one_each

from components.engine.alignment.links import Link
from components.engine.codes import ClashReason, Grade
from components.engine.findings.number_table import number_rows
from components.engine.findings.outvoted import outvoted, with_outvoted

BURNT = "Bei dem Brand am Markt wurden {} Menschen verletzt."


def rows(*texts):
    text = one_each(*texts)
    names = [s.id for s in text]
    links = [Link(left=a, right=b, similarity=0.9) for n, a in enumerate(names) for b in names[n + 1 :]]
    article_of = {s.id: s.article for s in text}
    return number_rows(text, links), article_of, {a: f"outlet of {a}" for a in article_of.values()}


def odd(*texts):
    """The articles whose figure is outvoted."""
    found, article_of, outlet_of = rows(*texts)
    return [article_of[f.sentence] for r in found if (f := outvoted(r, article_of, outlet_of)) is not None]


def test_one_against_two_that_give_the_same():
    assert odd(BURNT.format(4), BURNT.format(4), BURNT.format(7)) == ["c"]


def test_a_bound_that_excludes_what_the_others_say():
    assert odd(BURNT.format(23), BURNT.format(23), BURNT.format("mindestens 30")) == ["c"]


@pytest.mark.parametrize(
    "figures",
    [
        (4, 7),  # nobody agrees
        (4, 7, 9),
        (23, 23, "mehr als 20"),  # rounded
        (31, "rund 30", 31),
        (4, 4, 7, 7),  # two against two
    ],
)
def test_what_is_not_outvoted(figures):
    assert odd(*(BURNT.format(n) for n in figures)) == []


def test_two_articles_of_one_outlet_are_one_vote():
    found, article_of, _ = rows(BURNT.format(4), BURNT.format(4), BURNT.format(7))
    assert outvoted(found[0], article_of, {"a": "x", "b": "x", "c": "y"}) is None


def test_of_fewer_articles_it_no_longer_counts(outlets):
    from conftest import letters, made_event

    from components.engine.comparison import compare

    texts = [f"Brand am Markt\n\n{BURNT.format(n)} Der Markt bleibt bis Montag gesperrt." for n in (4, 4, 7)]
    found = compare(made_event(*texts), outlets, letters)
    said = [c for c in found.contradictions if c.reason == ClashReason.OUTVOTED]
    assert len(said) == 2 and {c.grade for c in said} == {Grade.CLEAR}
    two = found.among([found.articles[0].id, found.articles[2].id])
    assert not any(c.reason == ClashReason.OUTVOTED for c in two.contradictions)


def test_it_is_clear_but_where_a_later_article_has_the_greater_figure():
    found, article_of, outlet_of = rows(BURNT.format(4), BURNT.format(4), BURNT.format(7))
    day = datetime.datetime(2026, 3, 4, tzinfo=datetime.UTC)
    same = with_outvoted((), found, article_of, outlet_of, dict.fromkeys("abc", day))
    assert [c.grade for c in same] == [Grade.CLEAR] * 2 and not any(c.later for c in same)
    grown = with_outvoted((), found, article_of, outlet_of, {"a": day, "b": day, "c": day + datetime.timedelta(days=1)})
    assert {c.grade for c in grown} == {Grade.POSSIBLE} and all(c.later for c in grown)
    shrunk = with_outvoted((), found, article_of, outlet_of, {"a": day, "b": day, "c": day - datetime.timedelta(days=1)})
    assert {c.grade for c in shrunk} == {Grade.CLEAR}  # figures of such things do not shrink
