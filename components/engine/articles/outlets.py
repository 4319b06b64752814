"""What is known of outlets: facts with their sources, names, standing passages of their pages (``data/outlets.toml``)."""

import pathlib
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from components.engine.codes import Role
from components.engine.data import DATA

FACTS = ("medium_type", "ownership", "owner", "funding", "seat", "founded")
SHOWN = frozenset(["seen", "seen_dated", "seen_copy", "derived"])  # states of a fact that has a source


@dataclass(frozen=True, kw_only=True)
class Source:
    """Where a fact about an outlet was read. ``linkable`` is false where the address must not become a link."""

    id: str
    cite: str
    as_of: str | None
    linkable: bool


@dataclass(frozen=True, kw_only=True)
class OutletFact:
    """One fact about an outlet; ``value`` is ``None`` where no sourced statement was found."""

    value: str | None
    status: str
    note: str | None = None
    sources: tuple[Source, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Regulation:
    """One measure of an authority, with its state and the outlet's own position."""

    what: str
    authority: str
    date: str
    state: str
    position: str | None
    sources: tuple[Source, ...]


@dataclass(frozen=True, kw_only=True)
class StandingPassage:
    """A standing passage of an outlet's pages: where a line starts like this, it is no text of the article."""

    starts: str
    role: Role
    reason: str
    to_end: bool = False


@dataclass(frozen=True, kw_only=True)
class Outlet:
    """Who publishes: the same facts for every outlet, each with its source; ``codes``: how it abbreviates itself in credits."""

    id: str
    name: str
    names: tuple[str, ...] = ()
    domains: tuple[str, ...] = ()
    facts: dict[str, OutletFact] = field(default_factory=dict, hash=False)
    regulation: tuple[Regulation, ...] = ()
    furniture: tuple[StandingPassage, ...] = ()
    codes: tuple[str, ...] = ()


def read_outlets(path: pathlib.Path = DATA / "outlets.toml") -> dict[str, Outlet]:
    """{outlet id: Outlet} of everything known about outlets."""
    table = tomllib.loads(path.read_text("utf-8"))
    sources = {
        name: Source(id=name, cite=row["cite"], as_of=row.get("as_of"), linkable=row.get("linkable", True))
        for name, row in table["sources"].items()
    }
    return {name: _outlet(name, row, sources) for name, row in table["outlets"].items()}


def _outlet(name: str, row: dict[str, Any], sources: Mapping[str, Source]) -> Outlet:
    def cited(names: list[str] | tuple[str, ...]) -> tuple[Source, ...]:
        return tuple(sources[n] for n in names)

    facts = {}
    for key in FACTS:
        fact = row.get(key, {"status": "missing"})
        facts[key] = (
            OutletFact(
                value=fact.get("value"), status=fact["status"], note=fact.get("note"), sources=cited(fact.get("sources", ()))
            )
            if fact["status"] in SHOWN
            else OutletFact(value=None, status="missing")
        )
    return Outlet(
        id=name,
        name=row["name"],
        names=tuple(row.get("names", ())),
        domains=tuple(row.get("domains", ())),
        facts=facts,
        regulation=tuple(
            Regulation(
                what=r["what"],
                authority=r["authority"],
                date=r["date"],
                state=r["state"],
                position=r.get("position"),
                sources=cited(r["sources"]),
            )
            for r in row.get("regulation", ())
        ),
        furniture=tuple(
            StandingPassage(starts=f["starts"], role=Role(f["role"]), reason=f["reason"], to_end=f.get("to_end", False))
            for f in row.get("furniture", ())
        ),
        codes=tuple(row.get("codes", ())),
    )


def credit_codes(outlets: Mapping[str, Outlet]) -> tuple[str, ...]:
    """How the outlets abbreviate themselves in credits."""
    return tuple(code for outlet in outlets.values() for code in outlet.codes)


def find_outlet(said: str, outlets: Mapping[str, Outlet]) -> Outlet:
    """The outlet that an id, a name or a domain means; an unknown one is taken as it is, without facts.

    >>> known = {"bild": Outlet(id="bild", name="Bild", domains=("bild.de",))}
    >>> find_outlet("www.bild.de", known).id, find_outlet("Dorfblatt", known).name
    ('bild', 'Dorfblatt')
    """
    wanted = said.strip().casefold().removeprefix("www.")
    for outlet in outlets.values():
        names = {outlet.id, outlet.name, *outlet.names, *outlet.domains}
        if wanted in {n.casefold() for n in names} or any(wanted.endswith("." + d) for d in outlet.domains):
            return outlet
    return Outlet(id=said.strip(), name=said.strip())
