"""What is known of outlets: facts with their sources, names, standing passages of their pages (``data/outlets.toml``)."""

import pathlib
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from components.engine.codes import Role
from components.engine.data import DATA

FACTS = ("medium_type", "ownership", "owner", "funding", "seat", "founded")
SHOWN = frozenset(["seen", "seen_dated", "seen_copy", "derived"])  # states of a fact that has a source
INAPPLICABLE = "inapplicable"  # the question does not arise for this outlet


@dataclass(frozen=True, kw_only=True)
class Source:
    """Where a fact about an outlet was read. ``linkable`` is false where the address must not become a link."""

    id: str
    cite: str
    as_of: str | None
    linkable: bool


@dataclass(frozen=True, kw_only=True)
class OutletFact:
    """One fact about an outlet, in German and where that differs in English; ``value`` is ``None`` where no sourced statement was found."""

    value: str | None
    status: str
    note: str | None = None
    sources: tuple[Source, ...] = ()
    value_en: str | None = None
    note_en: str | None = None


@dataclass(frozen=True, kw_only=True)
class Regulation:
    """One measure of an authority, with its state and the outlet's own position; ``date``: an ISO day, or a year."""

    what: str
    authority: str
    date: str
    state: str | None
    position: str | None
    sources: tuple[Source, ...]
    what_en: str | None = None
    authority_en: str | None = None
    state_en: str | None = None
    position_en: str | None = None


@dataclass(frozen=True, kw_only=True)
class StandingPassage:
    """A standing passage of an outlet's pages: where a line starts like this, it is no text of the article."""

    starts: str
    role: Role
    reason: str
    to_end: bool = False


@dataclass(frozen=True, kw_only=True)
class Outlet:
    """Who publishes: the same facts for every outlet, each with its source.

    ``codes``: how it abbreviates itself in credits; ``licence``: why it needs none, where that is so; ``feeds``: addresses of its feeds.
    """

    id: str
    name: str
    names: tuple[str, ...] = ()
    domains: tuple[str, ...] = ()
    facts: dict[str, OutletFact] = field(default_factory=dict, hash=False)
    regulation: tuple[Regulation, ...] = ()
    furniture: tuple[StandingPassage, ...] = ()
    codes: tuple[str, ...] = ()
    licence: OutletFact | None = None
    feeds: tuple[str, ...] = ()


def read_outlets(path: pathlib.Path = DATA / "outlets.toml") -> dict[str, Outlet]:
    """{outlet id: Outlet} of everything known about outlets."""
    table = tomllib.loads(path.read_text("utf-8"))
    sources = {
        name: Source(id=name, cite=row["cite"], as_of=row.get("as_of"), linkable=row.get("linkable", True))
        for name, row in table["sources"].items()
    }
    words = table.get("words", {})
    return {name: _outlet(name, row, sources, words) for name, row in table["outlets"].items()}


def _outlet(
    name: str, row: Mapping[str, Any], sources: Mapping[str, Source], words: Mapping[str, Mapping[str, list[str]]]
) -> Outlet:
    def cited(names: Sequence[str]) -> tuple[Source, ...]:
        return tuple(sources[n] for n in names)

    def fact(key: str) -> OutletFact:
        said = row.get(key, {"status": "missing"})
        if said["status"] not in {*SHOWN, INAPPLICABLE}:
            return OutletFact(value=None, status="missing")
        value, value_en = said.get("value"), said.get("value_en")
        if isinstance(value, list):  # names of words
            value, value_en = (", ".join(words[key][code][n] for code in value) for n in (0, 1))
        return OutletFact(
            value=value,
            value_en=value_en,
            status=said["status"],
            note=said.get("note"),
            note_en=said.get("note_en"),
            sources=cited(said.get("sources", ())),
        )

    return Outlet(
        id=name,
        name=row["name"],
        names=tuple(row.get("names", ())),
        domains=tuple(row.get("domains", ())),
        facts={key: fact(key) for key in FACTS},
        regulation=tuple(
            Regulation(
                what=r["what"],
                authority=r["authority"],
                date=r["date"],
                state=r.get("state"),
                position=r.get("position"),
                sources=cited(r["sources"]),
                what_en=r.get("what_en"),
                authority_en=r.get("authority_en"),
                state_en=r.get("state_en"),
                position_en=r.get("position_en"),
            )
            for r in row.get("regulation", ())
        ),
        furniture=tuple(
            StandingPassage(starts=f["starts"], role=Role(f["role"]), reason=f["reason"], to_end=f.get("to_end", False))
            for f in row.get("furniture", ())
        ),
        codes=tuple(row.get("codes", ())),
        licence=fact("licence") if "licence" in row else None,
        feeds=tuple(row.get("feeds", ())),
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
