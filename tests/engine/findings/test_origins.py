"""How many independent origins there are: outlets, copies, agencies, and what is told after an agency's text."""

from dataclasses import replace

from conftest import letters, made_event

from components.engine.comparison import compare
from components.engine.findings.origins import origins

TEXT = "Der Rat hat am Montag den Bau einer neuen Brücke über den Fluss beschlossen. Sie soll zwei Jahre lang gebaut werden."
OTHER = "In der Stadthalle spielte am Abend das Orchester. Mehr als tausend Gäste kamen und blieben lange."


def counted(*texts):
    return origins(compare(made_event(*texts), {}, letters))


def test_articles_with_nothing_in_common_are_independent():
    found = counted(f"Brücke\n\n{TEXT}", f"Konzert\n\n{OTHER}")
    assert (found.independent, found.own, found.agencies) == (2, 2, ())


def test_two_who_name_one_agency_are_one_origin_and_no_own_one():
    found = counted(
        f"Brücke\n\n{TEXT}\n\nQuelle: dpa", f"Konzert\n\n{OTHER}\n\nQuelle: dpa", "Wetter\n\nEs regnet den ganzen Tag lang."
    )
    assert (found.independent, found.own, found.agencies) == (2, 1, ("dpa",))


def test_a_copy_of_an_agency_text_is_agency_matter_though_it_does_not_say_so():
    found = counted(f"Brücke\n\n{TEXT}\n\nQuelle: dpa", f"Neue Brücke\n\n{TEXT}")
    assert (found.independent, found.own) == (1, 0)


def test_two_articles_of_one_outlet_are_one_origin(stored):
    assert (stored.origins.independent, stored.origins.own) == (3, 2)
    assert replace(stored.origins, retold=()).agencies == ("dpa", "reuters")
