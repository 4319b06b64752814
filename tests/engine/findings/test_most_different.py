"""The stops of the tour: chosen by the data, or none."""

import dataclasses

import pytest
from conftest import letters, made_event

from components.engine.codes import Place
from components.engine.comparison import compare
from components.engine.findings import most_different

LONG = "Die Stadt baut im Herbst eine neue Brücke über den Fluss am Hafen."
OTHER = "Der Rat verschob am Montag die Wahl des neuen Kämmerers auf Mai."


@pytest.fixture(scope="module")
def made(outlets):
    """Three articles: two tell the same two facts, one puts one of them last and lacks the other."""
    filler = [f"Satz {w} handelt von {w} und sonst nichts weiter." for w in ("Äpfeln", "Quitten", "Xylophonen", "Yaks", "Zimt")]
    first = "Neue Brücke\n\n" + " ".join([LONG, *filler[:2], OTHER])
    second = "Brücke kommt\n\n" + " ".join([LONG, *filler[2:4], OTHER])
    third = "Sport am Ort\n\n" + " ".join([*filler, LONG])
    return compare(made_event(first, second, third), outlets, letters)


def test_the_clearest_contradiction_comes_first(stored):
    found = most_different.contradiction(stored)
    assert found.grade == "clear" and found.kind == "duration"


def test_an_article_against_itself_is_no_difference_between_outlets(stored):
    own = stored.among(["rt-verhandlungen", "bild"])
    assert own.contradictions and most_different.contradiction(own) is None


def test_no_contradiction_no_stop(made):
    assert most_different.contradiction(made) is None and most_different.quotation(made) is None


def test_the_missing_fact_is_missing_and_not_even_nearly_there(stored, made):
    assert most_different.missing(stored) is None  # nothing is surely missing in one outlet alone
    alone = [c for c in stored.candidates if all(stored.by_id[s].article != "bild" for s in c.pair)]
    found = most_different.missing(dataclasses.replace(stored, candidates=tuple(alone)))
    assert found.article not in found.row.articles and found.article not in found.row.maybe and len(found.row.likely) >= 3
    got = most_different.missing(made)
    assert got is None or got.article not in got.row.articles


def test_the_most_unequal_fact_is_high_here_and_low_there(stored):
    found = most_different.unequal(stored)
    places = {a: list(Place).index(c.place) for a, c in found.row.cells}
    assert places[found.last] - places[found.first] >= 2 and {found.first, found.last} <= set(found.row.likely)
    assert stored.by_id[found.top].article == found.first


def test_the_quotation_with_most_versions(stored):
    assert len(most_different.quotation(stored).wordings) == 5


def test_who_is_heard_most_unequally(stored):
    found = most_different.heard(stored)
    shares = dict(found.shares)
    assert dict(found.words).keys() == {a.id for a in stored.articles} and max(dict(found.words).values()) >= 15
    assert max(shares.values()) > min(shares.values())


def test_one_article_has_no_stops(stored):
    one = stored.among(["bild"])
    assert most_different.missing(one) is None and most_different.unequal(one) is None and most_different.quotation(one) is None
    assert most_different.heard(one) is None
