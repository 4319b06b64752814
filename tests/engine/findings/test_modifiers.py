"""Telling adjectives before one noun."""

import pytest
from conftest import one_each

from components.engine.articles.article import Sentence
from components.engine.codes import Role
from components.engine.entities.speech import Quote, Speech
from components.engine.findings.modifiers import described


def read(*texts, quoted=()):
    sentences = one_each(*texts)
    said = {
        s.id: Speech(
            sentence=s.id,
            assertion="stated",
            manner="",
            speaker="",
            name="",
            verb="",
            quotes=(Quote(start=0, end=len(s.text), kind="complete"),) if s.article in quoted else (),
        )
        for s in sentences
    }
    return {d.noun: d for d in described(sentences, said)}


def test_adjectives_of_two_articles():
    found = read("Der Rat lobt die mutige Entscheidung.", "Der Rat tadelt die feige Entscheidung.", quoted="b")
    assert [(e.text, e.quoted) for e in found["Entscheidung"].epithets] == [("mutige", False), ("feige", True)]


def test_an_adjective_that_others_do_without():
    found = read("Die Stadt baut die umstrittene Brücke.", "Die Stadt baut die Brücke.")
    assert found["Brücke"].bare == ("b",)


def test_what_belongs_to_a_participle_is_told_with_it():
    found = read("Die vom Sturm schwer getroffene Stadt hofft.", "Die Stadt hofft.")
    assert found["Stadt"].epithets[0].text == "vom Sturm schwer getroffene"


@pytest.mark.parametrize(
    "texts",
    [
        ("Die nächste Sitzung beginnt.", "Die Sitzung beginnt."),  # when, not what
        ("Er liest den Roten Adler gern.", "Er liest den Adler gern."),  # a name
        ("Die mutige Entscheidung fiel.", "Die mutigen Entscheidungen fielen."),  # no difference
        ("Die mutige Entscheidung fiel.", "Der Rat tagt."),  # one article only
    ],
)
def test_what_tells_nothing_is_left_out(texts):
    assert not read(*texts)


def test_among_fewer_articles():
    found = read("Die mutige Tat.", "Die feige Tat.", "Die Tat.")["Tat"]
    by_id = {
        e.sentence: Sentence(id=e.sentence, article=e.sentence[0], start=0, end=9, role=Role.BODY, text="")
        for e in found.epithets
    }
    assert found.among({"a:0": by_id["a:0"]}, {"a"}) is None
    assert len(found.among(by_id, {"a", "b"}).epithets) == 2
