"""What feeds said of articles, kept in the database: each address once, with when it was first seen and whether its words have changed since."""

import datetime
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from components.engine.fingerprints import content_hash
from components.sources.feeds import Entry
from components.storage.database import Database, Taken
from components.storage.database_tables import ANNOUNCED

MOST_KEPT = 50_000  # addresses; the oldest leave
MOST_AT_ONCE = 500  # rows of one question to the database


@dataclass(frozen=True, kw_only=True)
class Announced:
    """An Entry as it was last read; ``seen``: when it was first; ``changed``: since when its words are others, "" where they never
    changed, and ``before``: its title until then."""

    entry: Entry
    seen: str
    changed: str = ""
    before: str = ""


def keep(database: Database, entries: Iterable[Entry], now: datetime.datetime | None = None) -> tuple[int, int]:
    """Keep entries that were just read; returns (how many are new, how many have other words than before). Raises ``NoDatabase``."""
    held = {content_hash(e.url)[:40]: e for e in entries}
    time = (now or datetime.datetime.now(datetime.UTC)).isoformat(timespec="seconds")
    known = {name: row for part in _parts(list(held)) for name, row in _known(database, part).items()}
    statements: list[Any] = []
    new = changed = 0
    for name, e in held.items():
        said = {"url": e.url, "outlet": e.outlet, "title": e.title, "lead": e.lead, "published": e.published or ""}
        row = known.get(name)
        if row is None:
            new += 1
            statements.append(ANNOUNCED.insert().values(name=name, seen=time, changed="", before="", **said))
        elif (row["title"], row["lead"]) != (e.title, e.lead):
            changed += 1
            other = {**said, "changed": time, "before": row["title"]}
            statements.append(ANNOUNCED.update().where(ANNOUNCED.c.name == name).values(**other))
    for n in range(0, len(statements), MOST_AT_ONCE):
        try:
            database.write(*statements[n : n + MOST_AT_ONCE])
        except Taken:  # another read the same feed at the same time: it is there
            continue
    _forget_oldest(database)
    return new, changed


def _parts(names: Sequence[str]) -> Iterable[Sequence[str]]:
    return (names[n : n + MOST_AT_ONCE] for n in range(0, len(names), MOST_AT_ONCE))


def _known(database: Database, names: Sequence[str]) -> dict[str, Mapping[str, Any]]:
    query = ANNOUNCED.select().where(ANNOUNCED.c.name.in_(names))
    return {row["name"]: dict(row) for row in database.rows(query)}


def _forget_oldest(database: Database) -> None:
    newest = ANNOUNCED.select().order_by(ANNOUNCED.c.seen.desc()).offset(MOST_KEPT)
    old = [row["name"] for row in database.rows(newest)]
    for part in _parts(old):
        database.write(ANNOUNCED.delete().where(ANNOUNCED.c.name.in_(part)))


def announced(database: Database, since: str = "") -> tuple[Announced, ...]:
    """What is kept, the newest first; ``since``: not what appeared before (ISO, UTC), if that is known. Raises ``NoDatabase``."""
    query = ANNOUNCED.select().order_by(ANNOUNCED.c.seen.desc(), ANNOUNCED.c.published.desc())
    if since:
        query = query.where((ANNOUNCED.c.published >= since) | (ANNOUNCED.c.published == ""))
    names = ("url", "outlet", "title", "lead", "published", "seen", "changed", "before")
    rows = (row for row in database.rows(query) if all(isinstance(row[n], str) for n in names))
    return tuple(
        Announced(
            entry=Entry(url=r["url"], outlet=r["outlet"], title=r["title"], lead=r["lead"], published=r["published"] or None),
            seen=r["seen"],
            changed=r["changed"],
            before=r["before"],
        )
        for r in rows
    )
