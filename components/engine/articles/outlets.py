"""What is known of outlets: facts with their sources, names, standing passages of their pages (``data/outlets.toml``)."""

import tomllib
from dataclasses import dataclass, field

from components.engine.data import DATA


@dataclass(frozen=True)
class Source:
    """Where a fact about an outlet was read. ``linkable`` is false where the address must not become a link."""

    id: str
    cite: str
    as_of: str | None
    linkable: bool


@dataclass(frozen=True)
class OutletFact:
    """One fact about an outlet; ``value`` is ``None`` where no sourced statement was found."""

    value: str | None
    status: str
    note: str | None = None
    sources: tuple[Source, ...] = ()


@dataclass(frozen=True)
class Regulation:
    """One measure of an authority, with its state and the outlet's own position."""

    what: str
    authority: str
    date: str
    state: str
    position: str | None
    sources: tuple[Source, ...]


@dataclass(frozen=True)
class StandingPassage:
    """A standing passage of an outlet's pages: where a line starts like this, it is no text of the article."""

    starts: str
    role: str
    reason: str
    to_end: bool = False


@dataclass(frozen=True)
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


FACTS = ("medium_type", "ownership", "owner", "funding", "seat", "founded")


def read_outlets(path=DATA / "outlets.toml"):
    """{outlet id: Outlet} of everything known about outlets."""
    table = tomllib.loads(path.read_text("utf-8"))
    sources = {
        name: Source(name, row["cite"], row.get("as_of"), row.get("linkable", True)) for name, row in table["sources"].items()
    }
    return {name: _outlet(name, row, sources) for name, row in table["outlets"].items()}


def _outlet(name, row, sources):
    def cited(names):
        return tuple(sources[n] for n in names)

    facts = {}
    for key in FACTS:
        fact = row.get(key, {"status": "missing"})
        shown = fact["status"] in {"seen", "seen_dated", "seen_copy", "derived"}
        facts[key] = OutletFact(
            fact.get("value") if shown else None,
            fact["status"] if shown else "missing",
            fact.get("note") if shown else None,
            cited(fact.get("sources", ())) if shown else (),
        )
    regulation = tuple(
        Regulation(r["what"], r["authority"], r["date"], r["state"], r.get("position"), cited(r["sources"]))
        for r in row.get("regulation", ())
    )
    furniture = tuple(
        StandingPassage(f["starts"], f["role"], f["reason"], f.get("to_end", False)) for f in row.get("furniture", ())
    )
    known = (tuple(row.get(key, ())) for key in ("names", "domains"))
    return Outlet(name, row["name"], *known, facts, regulation, furniture, tuple(row.get("codes", ())))


def find_outlet(said, outlets):
    """The outlet that an id, a name or a domain means; an unknown one is taken as it is, without facts.

    >>> known = {"bild": Outlet("bild", "Bild", domains=("bild.de",))}
    >>> find_outlet("www.bild.de", known).id, find_outlet("Dorfblatt", known).name
    ('bild', 'Dorfblatt')
    """
    wanted = said.strip().casefold().removeprefix("www.")
    for outlet in outlets.values():
        names = {outlet.id, outlet.name, *outlet.names, *outlet.domains}
        if wanted in {n.casefold() for n in names} or any(wanted.endswith("." + d) for d in outlet.domains):
            return outlet
    return Outlet(said.strip(), said.strip())
