"""What people on this server add to the facts about outlets: other outlets, and facts with a source, beside those of ``data/outlets.toml``."""

import dataclasses
import json
from collections.abc import Mapping
from typing import Any

from components.engine.articles.outlets import FACTS, Outlet, OutletFact, Source
from components.engine.german.white_space import squeezed

LONGEST = {"name": 80, "value": 300, "source": 500, "as_of": 30}
MOST_DOMAINS = 5
SAID = "said"  # the state of such a fact


def fact(value: str, source: str, as_of: str = "") -> dict[str, str]:
    """A fact as it is kept. Raises ValueError without a value or a source."""
    said = {"value": _short(value, "value"), "source": _short(source, "source"), "as_of": _short(as_of, "as_of")}
    if not said["value"] or not said["source"]:
        raise ValueError("a fact needs a value and a source")
    return said


def added(said: str, name: str, domains: list[str], key: str, value: Mapping[str, str]) -> str:
    """What is kept of an outlet (JSON), with one more fact; ``said``: what was kept before, "" for nothing."""
    table = _table(said)
    known = [*table.get("domains", []), *domains]
    facts = {**table.get("facts", {}), key: dict(value)}
    return json.dumps(
        {"name": _short(name, "name"), "domains": list(dict.fromkeys(known))[:MOST_DOMAINS], "facts": facts}, ensure_ascii=False
    )


def merged(known: Mapping[str, Outlet], said: Mapping[str, str]) -> dict[str, Outlet]:
    """Outlets with what people added; what makes no sense there is left out. A fact of the shipped table is never replaced."""
    found = dict(known)
    for outlet, text in said.items():
        table = _table(text)
        facts = {k: f for k, row in table.get("facts", {}).items() if k in FACTS and (f := _fact(row)) is not None}
        if not facts:
            continue
        held = found.get(outlet) or Outlet(id=outlet, name=table["name"] or outlet)
        missing = {k: held.facts.get(k, OutletFact(value=None, status="missing")) for k in FACTS}
        whole = {k: facts[k] if f.value is None and k in facts else f for k, f in missing.items()}
        domains = tuple(dict.fromkeys((*held.domains, *table["domains"])))
        found[outlet] = dataclasses.replace(held, facts=whole, domains=domains)
    return found


def _table(text: str) -> dict[str, Any]:
    """What is kept, as far as it makes sense: {"name", "domains", "facts"}."""
    try:
        table = json.loads(text) if text else {}
    except (ValueError, RecursionError):
        table = {}
    table = table if isinstance(table, dict) else {}
    domains = table.get("domains")
    facts = table.get("facts")
    return {
        "name": _short(str(table.get("name") or ""), "name"),
        "domains": [d for d in domains if isinstance(d, str) and "." in d][:MOST_DOMAINS] if isinstance(domains, list) else [],
        "facts": facts if isinstance(facts, dict) else {},
    }


def _fact(row: object) -> OutletFact | None:
    if not isinstance(row, dict):
        return None
    try:
        said = fact(*(str(row.get(k) or "") for k in ("value", "source", "as_of")))
    except ValueError:
        return None
    source = Source(id=SAID, cite=said["source"], as_of=said["as_of"] or None, linkable=True)
    return OutletFact(value=said["value"], status=SAID, sources=(source,))


def _short(text: str, kind: str) -> str:
    return squeezed(text)[: LONGEST[kind]]
