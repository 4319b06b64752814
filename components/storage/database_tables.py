"""The tables of the database; what is kept in them is told in ``database`` and ``announcements``."""

import sqlalchemy
from sqlalchemy import Column, Integer, LargeBinary, String, Text

from components.engine.decisions import LONGEST

VERSION = 3  # of the tables below
LONGEST_TITLE = 200  # letters
TABLES = sqlalchemy.MetaData()
VERSIONS = sqlalchemy.Table("lesarten_version", TABLES, Column("version", Integer, primary_key=True))
NEW: dict[str, tuple[int | None, str]] = {  # columns of decisions that version 1 did not have
    "matter": (16, "link"),
    "left_article": (200, ""),
    "right_article": (200, ""),
    "act": (32, ""),
    "undoes": (32, ""),
    "kind": (16, ""),
    "left_words": (None, ""),
    "right_words": (None, ""),
}
DECISIONS = sqlalchemy.Table(
    "lesarten_decisions",
    TABLES,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("event", String(200), nullable=False, index=True),
    Column("pair", String(32), nullable=False),
    Column("left_text", Text, nullable=False),
    Column("right_text", Text, nullable=False),
    Column("verdict", String(12), nullable=False),
    Column("who", String(LONGEST["who"]), nullable=False),
    Column("why", String(LONGEST["why"]), nullable=False),
    Column("made", String(32), nullable=False),
    *(Column(name, String(n) if n else Text, nullable=False) for name, (n, _) in NEW.items()),
)
EVENTS = sqlalchemy.Table(
    "lesarten_events",
    TABLES,
    Column("event", String(200), primary_key=True),
    Column("revision", Integer, primary_key=True),
    Column("title", String(LONGEST_TITLE), nullable=False),
    Column("who", String(LONGEST["who"]), nullable=False),
    Column("made", String(32), nullable=False),
    Column("packed", LargeBinary(length=2**26), nullable=False),  # the .zip that an event is given away as
)
SETTINGS = sqlalchemy.Table(
    "lesarten_settings",
    TABLES,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("event", String(200), nullable=False, index=True),
    Column("name", String(40), nullable=False),
    Column("value", Text, nullable=False),
    Column("who", String(LONGEST["who"]), nullable=False),
    Column("made", String(32), nullable=False),
)
COMPARISONS = sqlalchemy.Table(
    "lesarten_comparisons",
    TABLES,
    Column("name", String(40), primary_key=True),
    Column("event", String(200), nullable=False, index=True),
    Column("made", String(32), nullable=False),
    Column("packed", LargeBinary(length=2**26), nullable=False),
)
ANNOUNCED = sqlalchemy.Table(  # what feeds said of articles; of each address the last
    "lesarten_announced",
    TABLES,
    Column("name", String(40), primary_key=True),  # a hash of the address
    Column("url", Text, nullable=False),
    Column("outlet", String(200), nullable=False),
    Column("title", Text, nullable=False),
    Column("lead", Text, nullable=False),
    Column("published", String(32), nullable=False, index=True),
    Column("seen", String(32), nullable=False),  # when it was first read
    Column("changed", String(32), nullable=False),  # when it was last read with other words, "" if never
    Column("before", Text, nullable=False),  # its title before that
)
OUTLETS = sqlalchemy.Table(  # what people said of outlets; of each outlet the last counts
    "lesarten_outlets",
    TABLES,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("outlet", String(200), nullable=False, index=True),
    Column("said", Text, nullable=False),  # JSON
    Column("who", String(LONGEST["who"]), nullable=False),
    Column("made", String(32), nullable=False),
)
