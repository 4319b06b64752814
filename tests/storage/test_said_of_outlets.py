"""What people add about outlets: only with a source, never instead of a shipped fact, and nothing of what makes no sense."""

import json

import pytest

from components.engine.articles.outlets import Outlet, OutletFact, find_outlet
from components.storage.said_of_outlets import added, fact, merged

BOTE = Outlet(
    id="bote",
    name="Bote",
    domains=("bote.example",),
    facts={"seat": OutletFact(value="Neustadt", status="seen"), "owner": OutletFact(value=None, status="missing")},
)


def test_a_missing_fact_is_filled_and_a_shipped_one_stays():
    said = added("", "Bote", [], "owner", fact("Familie Muster", "https://bote.example/impressum", "2024"))
    said = added(said, "Bote", [], "seat", fact("Altdorf", "https://bote.example/impressum"))
    found = merged({"bote": BOTE}, {"bote": said})["bote"]
    assert found.facts["owner"].value == "Familie Muster" and found.facts["owner"].sources[0].as_of == "2024"
    assert found.facts["owner"].status == "said" and found.facts["seat"].value == "Neustadt"


def test_a_new_outlet_is_found_by_its_domains():
    said = added("", "Dorfblatt", ["dorfblatt.example", "dorf.example"], "seat", fact("Altdorf", "Impressum"))
    outlets = merged({}, {"dorfblatt": said})
    assert {find_outlet(d, outlets).name for d in ("www.dorf.example", "dorfblatt.example", "Dorfblatt")} == {"Dorfblatt"}


@pytest.mark.parametrize(("value", "source"), [("", "Impressum"), ("Altdorf", ""), ("  ", " ")])
def test_no_fact_without_value_and_source(value, source):
    with pytest.raises(ValueError, match="source"):
        fact(value, source)


@pytest.mark.parametrize("said", ["", "kein JSON", "[]", '{"facts": 3}', '{"facts": {"owner": {"value": "x"}}}', "[" * 100_000])
def test_what_makes_no_sense_is_left_out(said):
    assert merged({"bote": BOTE}, {"bote": said}) == {"bote": BOTE}


def test_markup_stays_text_and_long_words_are_cut():
    said = fact("<script>alert(1)</script>" * 100, "Impressum")
    assert len(said["value"]) == 300
    assert "<script>" in json.loads(added("", "Bote", [], "owner", said))["facts"]["owner"]["value"]
