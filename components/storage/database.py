"""What people keep on a server: events that they brought, decisions, settings, and comparisons already made. The one door to SQLAlchemy.

Of decisions and events rows are only added, until an event is removed, so that two people at once overwrite nothing of each other
unseen: the last decision about a thing counts, and of an event the last revision, which only one of two can be the first to write.
Tested with SQLite and PostgreSQL.
"""

import dataclasses
import datetime
import logging
import time
import uuid
import zlib
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import sqlalchemy
import sqlalchemy.event
import sqlalchemy.exc

from components.engine.codes import Kind, Verdict
from components.engine.decisions import LONGEST, VERDICTS, Decision, stamped, words
from components.engine.messages import Refusal
from components.storage.database_tables import (
    COMPARISONS,
    DECISIONS,
    EVENTS,
    LONGEST_TITLE,
    NEW,
    OUTLETS,
    SETTINGS,
    TABLES,
    VERSION,
    VERSIONS,
)
from components.storage.stored_event import StoredEvent

LOG = logging.getLogger(__name__)
PATIENCE = 2.0  # seconds that SQLite waits for another who writes
PAUSE = 5.0  # seconds for which a database that did not answer is not read again: not each click waits for it
MOST_EVENTS = 2000  # kept at the same time
MOST_COMPARISONS = 4000  # kept, of all events together
REMOVED = ""  # the title of a removed event's last revision
_NAMES = {"key": "pair", "left": "left_text", "right": "right_text"}  # of a Decision's fields where the table has another


class NoDatabase(Refusal):
    """The database cannot be used. What the driver says of it names hosts, paths and SQL: that goes into the server's log alone."""

    @classmethod
    def because(cls, wrong: Exception) -> "NoDatabase":
        """What a driver raised, as one of the sentences that are shown."""
        LOG.warning("database: %s", _line(wrong))
        said = str(getattr(wrong, "orig", None) or wrong).casefold()
        return cls(next((code for words, code in REASONS if any(w in said for w in words)), "database_broken"))


REASONS = (  # what drivers say: the code of the sentence that is shown
    (("locked", "lock timeout", "could not obtain lock"), "database_locked"),
    (("disk is full", "no space left", "disk full"), "database_full"),
    (("readonly", "read-only"), "database_read_only"),
)


class Overtaken(Exception):
    """Somebody else changed the event meanwhile; ``stored`` is the StoredEvent that stands now, None where it was removed."""

    def __init__(self, stored: StoredEvent | None) -> None:
        super().__init__("the event has changed meanwhile")
        self.stored = stored


class Taken(Exception):
    """A row of that name is there already."""


def _stored(event: str, revision: int, title: str, who: str) -> StoredEvent:
    who, title = words(who)[: LONGEST["who"]], words(title)[:LONGEST_TITLE]
    return StoredEvent(event=event, revision=revision, title=title or event, who=who, made=_now())


def _inserts(event: str, decisions: Iterable[Decision]) -> list[sqlalchemy.Insert]:
    rows = ({"event": event} | {_NAMES.get(k, k): v for k, v in dataclasses.asdict(d).items()} for d in decisions)
    return [DECISIONS.insert().values(**row) for row in rows]


def opened(url: str) -> "Database":
    """The Database at an address as SQLAlchemy takes it. Raises ``NoDatabase``."""
    try:
        engine = sqlalchemy.create_engine(url, pool_pre_ping=True, connect_args=patience(url))
    except (sqlalchemy.exc.SQLAlchemyError, ImportError) as wrong:
        raise NoDatabase.because(wrong) from None
    return Database(engine)


def patience(url: str) -> dict[str, float]:
    """What a driver is told of how long it may wait, by the address of its database."""
    if url.startswith("sqlite"):
        return {"timeout": PATIENCE}
    return {"connect_timeout": round(PAUSE)} if url.startswith("postgresql") else {}


def _overwrite_what_goes(connection: Any, record: object) -> None:
    """SQLite leaves what is deleted in its file, unless it is told not to."""
    connection.execute("PRAGMA secure_delete = ON")


def _line(wrong: object) -> str:
    return " ".join(str(wrong).split())[:160]


def _after(made: str) -> str:
    """A second after a time; now where it is none."""
    try:
        return (datetime.datetime.fromisoformat(made) + datetime.timedelta(seconds=1)).isoformat(timespec="seconds")
    except (ValueError, OverflowError):
        return _now()


def _now() -> str:
    return datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds")


def _is_whole(row: Mapping[str, object]) -> bool:
    """Whether a row is a Decision that says what it says: SQLite keeps whatever is written to a column."""
    known = row["verdict"] in (*VERDICTS.get(str(row["matter"]), ()), Verdict.UNDONE)
    return known and all(isinstance(v, str) for v in row.values()) and row["kind"] in ("", *Kind)


def _is_stored_event(row: sqlalchemy.RowMapping) -> bool:
    return isinstance(row["revision"], int) and all(isinstance(row[n], str) for n in ("event", "title", "who", "made"))


class Database:
    """Everything kept. ``engine``: SQLAlchemy's. Every method may raise ``NoDatabase``; what it wrote is on disk when it returns."""

    def __init__(self, engine: sqlalchemy.Engine) -> None:
        self._engine = engine
        self._silence: NoDatabase | None = None
        self._silent_until = 0.0
        if engine.dialect.name == "sqlite":
            sqlalchemy.event.listen(engine, "connect", _overwrite_what_goes)
            engine.dispose()  # connections made before do not know it
        try:
            found = self._version() if sqlalchemy.inspect(engine).has_table(VERSIONS.name) else None
            if found is None or found < VERSION:
                found = self._brought_up_to_date()
        except (sqlalchemy.exc.SQLAlchemyError, ImportError, OSError, ValueError) as wrong:  # the last: messages of bytes
            raise NoDatabase.because(wrong) from None
        if found > VERSION:
            raise NoDatabase("database_version", found=found, known=VERSION)

    def _version(self) -> int | None:
        with self._engine.connect() as held:
            return held.execute(sqlalchemy.select(sqlalchemy.func.max(VERSIONS.c.version))).scalar()

    def _brought_up_to_date(self) -> int:
        """Make the tables, or add to those of an earlier version what they lack; where two begin at once, the second finds what the
        first has made. Returns the version."""
        last: Exception | None = None
        for _ in range(3):
            try:
                TABLES.create_all(self._engine)
                there = {c["name"] for c in sqlalchemy.inspect(self._engine).get_columns(DECISIONS.name)}
                with self._engine.begin() as held:
                    for column in DECISIONS.columns:
                        if column.name not in there:
                            kind = column.type.compile(self._engine.dialect)
                            old = NEW[column.name][1]
                            held.execute(
                                sqlalchemy.text(
                                    f"ALTER TABLE {DECISIONS.name} ADD COLUMN {column.name} {kind} DEFAULT '{old}' NOT NULL"
                                )
                            )
                    held.execute(VERSIONS.insert().values(version=VERSION))
            except (sqlalchemy.exc.IntegrityError, sqlalchemy.exc.OperationalError, sqlalchemy.exc.ProgrammingError) as wrong:
                last = wrong
            there = self._version() if sqlalchemy.inspect(self._engine).has_table(VERSIONS.name) else None
            if there is not None and there >= VERSION:
                return there
        raise last or NoDatabase("database_broken")

    def write(self, *statements: sqlalchemy.Executable) -> None:
        """Run statements in one transaction. Raises ``Taken`` where a row of that name is there already."""
        try:
            with self._engine.begin() as held:
                for statement in statements:
                    held.execute(statement)
        except sqlalchemy.exc.IntegrityError:
            raise Taken from None
        except (sqlalchemy.exc.SQLAlchemyError, ValueError) as wrong:  # ValueError: text that the driver cannot send
            raise NoDatabase.because(wrong) from None

    def rows(self, query: sqlalchemy.Executable) -> Sequence[sqlalchemy.RowMapping]:
        if self._silence is not None and time.monotonic() < self._silent_until:
            raise NoDatabase(self._silence.message.code)
        try:
            with self._engine.connect() as held:
                return held.execute(query).mappings().all()
        except (
            sqlalchemy.exc.SQLAlchemyError,
            ValueError,
            TypeError,
        ) as wrong:  # the last two: values that are none of their column's
            if isinstance(wrong, sqlalchemy.exc.OperationalError):
                self._silence, self._silent_until = NoDatabase.because(wrong), time.monotonic() + PAUSE
            raise NoDatabase.because(wrong) from None

    # decisions

    def decide(self, event: str, decisions: Iterable[Decision], who: str = "", why: str = "") -> tuple[Decision, ...]:
        """Add decisions made by one click; returns them with name and time. Raises ValueError for a verdict that is none."""
        made = stamped(decisions, who, why, uuid.uuid4().hex)
        if self._is_removed(event):
            raise NoDatabase("database_event_removed")
        self.write(*_inserts(event, made))
        return made

    def history(self, event: str) -> tuple[Decision, ...]:
        """Every Decision about an event, in the order they were made; damaged rows are left out."""
        query = sqlalchemy.select(DECISIONS).where(DECISIONS.c.event == event).order_by(DECISIONS.c.number)
        names = [f.name for f in dataclasses.fields(Decision)]
        rows = ({n: r[_NAMES.get(n, n)] for n in names} for r in self.rows(query))
        return tuple(Decision(**row) for row in rows if _is_whole(row))

    # events

    def events(self) -> dict[str, StoredEvent]:
        """{id: StoredEvent} of all events that were not removed."""
        newest = sqlalchemy.select(EVENTS.c.event, sqlalchemy.func.max(EVENTS.c.revision).label("last")).group_by(EVENTS.c.event)
        newest = newest.subquery()
        columns = [EVENTS.c[f.name] for f in dataclasses.fields(StoredEvent)]
        where = (EVENTS.c.event == newest.c.event) & (EVENTS.c.revision == newest.c.last)
        rows = self.rows(sqlalchemy.select(*columns).join(newest, where).where(EVENTS.c.title != REMOVED))
        return {r["event"]: StoredEvent(**r) for r in rows if _is_stored_event(r)}

    def revisions(self, event: str) -> tuple[StoredEvent, ...]:
        """All revisions of an event that was not removed, the newest first."""
        columns = [EVENTS.c[f.name] for f in dataclasses.fields(StoredEvent)]
        query = sqlalchemy.select(*columns).where(EVENTS.c.event == event).order_by(EVENTS.c.revision.desc())
        return tuple(StoredEvent(**r) for r in self.rows(query) if _is_stored_event(r) and r["title"] != REMOVED)

    def packed(self, event: str, revision: int) -> bytes | None:
        """The .zip of a revision of an event, ``None`` where it was removed."""
        query = sqlalchemy.select(EVENTS.c.packed).where((EVENTS.c.event == event) & (EVENTS.c.revision == revision))
        found = next((r["packed"] for r in self.rows(query)), None)
        return found if isinstance(found, bytes) else None

    def add_event(self, event: str, title: str, packed: bytes, who: str = "", history: Iterable[Decision] = ()) -> StoredEvent:
        """Keep a new event, with decisions that it brings along, under the name ``event``, or where that is taken with a number behind
        it; returns its StoredEvent. The name of a removed event is free again, its revisions go on."""
        if len(self.events()) >= MOST_EVENTS:
            raise NoDatabase("database_too_many_events", most=MOST_EVENTS)
        for n in range(1, 1000):
            name = event if n == 1 else f"{event}-{n}"
            last = self._last(name)
            if last is not None and last["title"] != REMOVED:
                continue
            found = _stored(name, last["revision"] + 1 if last else 1, title, who)
            try:
                self.write(EVENTS.insert().values(**dataclasses.asdict(found), packed=packed), *_inserts(name, history))
            except Taken:
                continue
            return found
        raise NoDatabase("database_name_taken", name=event)

    def change_event(self, stored: StoredEvent, title: str, packed: bytes, who: str = "") -> StoredEvent:
        """Keep another revision of the event that was read as ``stored``; returns its StoredEvent. Raises ``Overtaken``."""
        found = _stored(stored.event, stored.revision + 1, title, who)
        self._follow(stored, EVENTS.insert().values(**dataclasses.asdict(found), packed=packed))
        return found

    def remove_event(self, stored: StoredEvent, who: str = "") -> None:
        """Forget the texts of an event in all revisions, and everything said about it; only that it was there stays. Raises ``Overtaken``."""
        gone = dataclasses.replace(_stored(stored.event, stored.revision + 1, "", who), title=REMOVED)
        older = (EVENTS.c.event == stored.event) & (EVENTS.c.revision <= stored.revision)
        others = [t.delete().where(t.c.event == stored.event) for t in (DECISIONS, SETTINGS, COMPARISONS)]
        self._follow(
            stored, EVENTS.insert().values(**dataclasses.asdict(gone), packed=b""), EVENTS.delete().where(older), *others
        )

    def _last(self, event: str) -> sqlalchemy.RowMapping | None:
        """Title and revision of an event's last row, None where there never was one."""
        query = sqlalchemy.select(EVENTS.c.title, EVENTS.c.revision).where(EVENTS.c.event == event)
        return next(iter(self.rows(query.order_by(EVENTS.c.revision.desc()).limit(1))), None)

    def _is_removed(self, event: str) -> bool:
        last = self._last(event)
        return last is not None and last["title"] == REMOVED

    def _follow(self, stored: StoredEvent, *statements: sqlalchemy.Executable) -> None:
        """Run statements that add the revision after ``stored``, which only one can be the first to do."""
        if self.events().get(stored.event) != stored:
            raise Overtaken(self.events().get(stored.event))
        try:
            self.write(*statements)
        except Taken:
            raise Overtaken(self.events().get(stored.event)) from None

    # settings

    def set(self, event: str, name: str, value: str, who: str = "") -> None:
        """Keep a setting of an event; the last one counts."""
        self.write(SETTINGS.insert().values(event=event, name=name, value=value, who=words(who)[: LONGEST["who"]], made=_now()))

    def settings(self, event: str) -> dict[str, str]:
        """{name: value} of an event."""
        query = sqlalchemy.select(SETTINGS).where(SETTINGS.c.event == event).order_by(SETTINGS.c.number)
        return {r["name"]: r["value"] for r in self.rows(query) if isinstance(r["name"], str) and isinstance(r["value"], str)}

    # outlets

    def say_of_outlet(self, outlet: str, said: str, who: str = "") -> None:
        """Keep what somebody says of an outlet (JSON); the last counts, "" takes everything back."""
        self.write(OUTLETS.insert().values(outlet=outlet, said=said, who=words(who)[: LONGEST["who"]], made=_now()))

    def said_of_outlets(self) -> dict[str, str]:
        """{outlet: what was last said of it (JSON)}"""
        rows = self.rows(sqlalchemy.select(OUTLETS).order_by(OUTLETS.c.number))
        last = {r["outlet"]: r["said"] for r in rows if isinstance(r["outlet"], str) and isinstance(r["said"], str)}
        return {outlet: said for outlet, said in last.items() if said}

    # comparisons

    def comparison(self, name: str) -> str | None:
        """The text stored under a name by ``keep_comparison``, or ``None``."""
        found = self.rows(sqlalchemy.select(COMPARISONS.c.packed).where(COMPARISONS.c.name == name))
        try:
            return zlib.decompress(found[0]["packed"]).decode("utf-8") if found else None
        except (zlib.error, TypeError, ValueError):  # a damaged row: it can be made again
            return None

    def has_comparison(self, name: str) -> bool:
        """Whether a comparison is stored under a name."""
        return bool(self.rows(sqlalchemy.select(COMPARISONS.c.name).where(COMPARISONS.c.name == name)))

    def keep_comparison(self, name: str, event: str, text: str) -> None:
        """Keep a comparison already made of an event that is still there, so that no other server need make it; the oldest leave."""
        if self._is_removed(event):
            return
        made = sqlalchemy.select(COMPARISONS.c.name, COMPARISONS.c.made).order_by(COMPARISONS.c.made.desc())
        older = [(r["name"], str(r["made"])) for r in self.rows(made)]
        now = _now()
        if older and older[0][1] >= now:  # a clock that was set back makes nothing old at once
            now = _after(older[0][1])
        try:
            self.write(COMPARISONS.insert().values(name=name, event=event, made=now, packed=zlib.compress(text.encode("utf-8"))))
        except Taken:
            return  # another was quicker: it is the same
        if old := [n for n, _ in older[MOST_COMPARISONS - 1 :]]:
            self.write(COMPARISONS.delete().where(COMPARISONS.c.name.in_(old)))
