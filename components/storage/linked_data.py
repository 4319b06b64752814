"""Facts about outlets as linked data: schema.org's NewsMediaOrganization, every value with its source and the source's date.

https://schema.org/NewsMediaOrganization; ``ownershipFundingInfo`` takes a CreativeWork, which is where sources can be cited.
"""

import re
from collections.abc import Iterable
from typing import Any

from components.engine.articles.outlets import Outlet, OutletFact, Regulation, Source


def linked_data(outlets: Iterable[Outlet]) -> dict[str, Any]:
    """A JSON-LD object of Outlets (JSON-like); what has no sourced statement is left out."""
    return {
        "@context": "https://schema.org",
        "@type": "ItemList",
        "itemListElement": [_organization(o) for o in outlets],
    }


def _organization(outlet: Outlet) -> dict[str, Any]:
    found: dict[str, Any] = {"@type": "NewsMediaOrganization", "identifier": outlet.id, "name": outlet.name}
    if outlet.names:
        found["alternateName"] = list(outlet.names)
    if outlet.domains:
        found["url"] = f"https://{outlet.domains[0]}"
    founded = outlet.facts.get("founded")
    if founded and founded.value and (year := re.match(r"\d{4}", founded.value)):
        found["foundingDate"] = year.group()
    seat = outlet.facts.get("seat")
    if seat and seat.value:
        found["location"] = {"@type": "Place", "name": seat.value}
    owner = outlet.facts.get("owner")
    if owner and owner.value:
        found["parentOrganization"] = {"@type": "Organization", "name": owner.value}
    found["ownershipFundingInfo"] = [_fact(name, f) for name, f in outlet.facts.items() if f.value]
    found["subjectOf"] = [_measure(r) for r in outlet.regulation]
    return {k: v for k, v in found.items() if v}


def _fact(name: str, fact: OutletFact) -> dict[str, Any]:
    return {
        "@type": "CreativeWork",
        "inLanguage": "de",
        "about": name,
        "text": fact.value,
        **({"abstract": fact.note} if fact.note else {}),
        "creativeWorkStatus": fact.status,
        "citation": [_source(s) for s in fact.sources],
    }


def _measure(measure: Regulation) -> dict[str, Any]:
    return {
        "@type": "CreativeWork",
        "inLanguage": "de",
        "about": "regulation",
        "text": f"{measure.date}: {measure.what} ({measure.authority}). {measure.state or ''}".strip(),
        **({"comment": {"@type": "Comment", "text": measure.position}} if measure.position else {}),
        "citation": [_source(s) for s in measure.sources],
    }


def _source(source: Source) -> dict[str, Any]:
    """A source; its address is a link only where it may be one."""
    address = source.cite if source.linkable and source.cite.startswith(("https://", "http://")) else None
    return {
        "@type": "CreativeWork",
        **({"url": address} if address else {"name": source.cite}),
        **({"dateModified": source.as_of} if source.as_of else {}),
    }
