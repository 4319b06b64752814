"""Facts about outlets as schema.org's NewsMediaOrganization: every value with a source, nothing that has none."""

import json

from components.engine.articles.outlets import Outlet
from components.storage.linked_data import linked_data


def test_every_outlet_with_sourced_values(outlets):
    found = linked_data(outlets.values())
    assert found["@context"] == "https://schema.org" and len(found["itemListElement"]) == len(outlets)
    for organization in found["itemListElement"]:
        assert organization["@type"] == "NewsMediaOrganization"
        for fact in organization["ownershipFundingInfo"]:
            assert fact["text"] and fact["citation"] and all("url" in c or "name" in c for c in fact["citation"])


def test_addresses_that_must_not_be_linked_are_names(outlets):
    addresses = [c.get("url", "") for c in _citations(linked_data([outlets["rt_de"]]))]
    assert addresses and not any("rt.com" in a for a in addresses)


def _citations(found):
    for organization in found["itemListElement"]:
        for work in (*organization.get("ownershipFundingInfo", ()), *organization.get("subjectOf", ())):
            yield from work["citation"]


def test_the_outlets_own_position_is_told(outlets):
    measures = linked_data([outlets["rt_de"]])["itemListElement"][0]["subjectOf"]
    assert any(m.get("comment", {}).get("text") for m in measures)


def test_what_has_no_source_is_left_out(outlets):
    stern = linked_data([outlets["stern"]])["itemListElement"][0]
    assert "parentOrganization" not in stern and stern["foundingDate"] == "1948"


def test_an_unknown_outlet_has_only_its_name():
    found = linked_data([Outlet(id="dorfblatt", name="Dorfblatt")])["itemListElement"][0]
    assert found == {"@type": "NewsMediaOrganization", "identifier": "dorfblatt", "name": "Dorfblatt"}
    json.dumps(found)
