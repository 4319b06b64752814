"""What people decide about links: kept in a database, in the order they were made, and applied to every later comparison.

Decisions are only ever added, so that two people at once overwrite nothing of each other; the last one about a pair counts. They
are anchored by the two sentences' words, not by numbers, and so survive another encoder or another threshold. The one door to
SQLAlchemy: any database that it speaks will do.
"""

import dataclasses
import datetime
import hashlib
from dataclasses import dataclass

import sqlalchemy

VERDICTS = ("confirmed", "dismissed", "undone")
VERSION = 1  # of the tables below
LONGEST = {"who": 80, "why": 300}  # letters

_TABLES = sqlalchemy.MetaData()
_VERSION = sqlalchemy.Table("lesarten_version", _TABLES, sqlalchemy.Column("version", sqlalchemy.Integer, primary_key=True))
_DECISIONS = sqlalchemy.Table(
    "lesarten_decisions",
    _TABLES,
    sqlalchemy.Column("number", sqlalchemy.Integer, primary_key=True, autoincrement=True),
    sqlalchemy.Column("event", sqlalchemy.String(200), nullable=False, index=True),
    sqlalchemy.Column("pair", sqlalchemy.String(32), nullable=False),
    sqlalchemy.Column("left_text", sqlalchemy.Text, nullable=False),
    sqlalchemy.Column("right_text", sqlalchemy.Text, nullable=False),
    sqlalchemy.Column("verdict", sqlalchemy.String(12), nullable=False),
    sqlalchemy.Column("who", sqlalchemy.String(LONGEST["who"]), nullable=False),
    sqlalchemy.Column("why", sqlalchemy.String(LONGEST["why"]), nullable=False),
    sqlalchemy.Column("made", sqlalchemy.String(32), nullable=False),
)


class NoDatabase(Exception):
    """The database cannot be used; the message says so in one line."""


@dataclass(frozen=True)
class Decision:
    """A verdict, of VERDICTS, on whether two sentences say the same; ``pair``: key of the two; ``made``: ISO time, UTC."""

    event: str
    pair: str
    left: str
    right: str
    verdict: str
    who: str = ""
    why: str = ""
    made: str = ""


def pair(left, right):
    """The key of two Sentences: their articles and words, in either order.

    >>> from components.engine.sentences import Sentence
    >>> one, other = Sentence("a:0", "a", 0, 2, "body", "Ja"), Sentence("b:7", "b", 5, 9, "body", "Nein")
    >>> pair(one, other) == pair(other, one)
    True
    """
    told = sorted(f"{s.article}|{' '.join(s.text.split())}" for s in (left, right))
    return hashlib.sha256("||".join(told).encode("utf-8", "surrogatepass")).hexdigest()[:32]


class Decisions:
    """The decisions in a database. ``url``: as SQLAlchemy takes it. Raises ``NoDatabase``."""

    def __init__(self, url):
        try:
            self._engine = sqlalchemy.create_engine(url, pool_pre_ping=True)
            found = self._version() if sqlalchemy.inspect(self._engine).has_table(_VERSION.name) else None
            if found is None:
                found = self._founded()
        except (sqlalchemy.exc.SQLAlchemyError, ImportError, OSError) as wrong:
            raise NoDatabase(" ".join(str(wrong).split())[:160]) from None
        if found > VERSION:
            raise NoDatabase(f"its tables are of version {found}, this program knows {VERSION}: update Lesarten")

    def _version(self):
        with self._engine.connect() as held:
            return held.execute(sqlalchemy.select(sqlalchemy.func.max(_VERSION.c.version))).scalar()

    def _founded(self):
        """Make the tables; where two begin at once, the second finds what the first has made. Returns the version."""
        for _ in range(3):
            try:
                _TABLES.create_all(self._engine)
                with self._engine.begin() as held:
                    held.execute(_VERSION.insert().values(version=VERSION))
            except (sqlalchemy.exc.IntegrityError, sqlalchemy.exc.OperationalError, sqlalchemy.exc.ProgrammingError) as wrong:
                last = wrong
            if sqlalchemy.inspect(self._engine).has_table(_VERSION.name) and (found := self._version()) is not None:
                return found
        raise last

    def decide(self, event, left, right, verdict, who="", why=""):
        """Add a decision about two Sentences; it is on disk when this returns. Returns the Decision. Raises ``NoDatabase``."""
        if verdict not in VERDICTS:
            raise ValueError(verdict)
        made = datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds")
        clean = [" ".join(text.replace("\0", "").split())[: LONGEST[k]] for k, text in (("who", who), ("why", why))]
        one, other = sorted((left, right), key=lambda s: s.article)
        found = Decision(event, pair(left, right), _plain(one), _plain(other), verdict, *clean, made)
        row = dataclasses.asdict(found)
        row["left_text"], row["right_text"] = row.pop("left"), row.pop("right")
        try:
            with self._engine.begin() as held:
                held.execute(_DECISIONS.insert().values(**row))
        except sqlalchemy.exc.SQLAlchemyError as wrong:
            raise NoDatabase(" ".join(str(wrong).split())[:160]) from None
        return found

    def history(self, event):
        """Every Decision about an event, in the order they were made. Raises ``NoDatabase``."""
        query = sqlalchemy.select(_DECISIONS).where(_DECISIONS.c.event == event).order_by(_DECISIONS.c.number)
        try:
            with self._engine.connect() as held:
                rows = held.execute(query).mappings().all()
        except sqlalchemy.exc.SQLAlchemyError as wrong:
            raise NoDatabase(" ".join(str(wrong).split())[:160]) from None
        return tuple(
            Decision(r["event"], r["pair"], r["left_text"], r["right_text"], r["verdict"], r["who"], r["why"], r["made"])
            for r in rows
        )


def _plain(sentence):
    return " ".join(sentence.text.replace("\0", "").split())


def standing(history):
    """{pair: Decision} of those that count: the last one about each pair, unless it was undone."""
    last = {d.pair: d for d in history}
    return {key: d for key, d in last.items() if d.verdict != "undone"}


def applied(comparison, decided):
    """A Comparison with decisions obeyed: a confirmed pair is a link at every threshold, a dismissed one none at any.

    ``decided``: {pair: Decision}. Pairs without any candidate cannot be confirmed; nothing else changes.
    """
    if not decided:
        return comparison
    links = []
    for link in comparison.candidates:
        found = decided.get(pair(comparison.by_id[link.left], comparison.by_id[link.right]))
        if found is None:
            links.append(link)
        elif found.verdict == "confirmed":
            links.append(dataclasses.replace(link, similarity=1.0, reasons=("decided", *link.reasons)))
    return dataclasses.replace(comparison, candidates=tuple(links))
