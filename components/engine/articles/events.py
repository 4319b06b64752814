"""Events: a folder with an ``event.toml`` and text files, or just text files, read from disk and never changed.

Text is decoded with its line ends untouched, so that offsets count the characters of the file (a byte order mark is not counted).
"""

import datetime
import pathlib
import re
import tomllib
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from components.engine.articles.article import LARGEST_ARTICLE, Article
from components.engine.articles.text_files import decode, is_binary
from components.engine.codes import Role
from components.engine.messages import Message, Refusal, message

MOST_ARTICLES = 200
LARGEST_EVENT = 4_000_000  # characters of all articles together
RESERVED = frozenset(
    ["event.toml", "decisions.json", "comparison.json", "outlets.json"]
)  # files of an event's folder that are no articles
LARGEST_TOML = 1_000_000  # bytes
KEY_PART = r"""(?:[\w-]++|"[^"\n]*+"|'[^'\n]*+')"""
# tomllib's memory grows with the square of a key's parts.
LONG_KEY = re.compile(rf"(?<![\w-]){KEY_PART}(?:[ \t]*+\.[ \t]*+{KEY_PART}){{30}}")


class UnreadableEvent(Refusal):
    """The event cannot be read at all."""


@dataclass(frozen=True, kw_only=True)
class Event:
    """A dated occurrence and the articles about it, in the order of ``event.toml``."""

    id: str
    title: str
    date: str | None
    articles: tuple[Article, ...]
    title_en: str | None = None
    warnings: tuple[Message, ...] = ()


def read_event(folder: str | pathlib.Path, without: Collection[str] = ()) -> Event:
    """The event in a folder, but for the articles in files called as in ``without``. Raises ``UnreadableEvent`` where nothing can be
    compared at all."""
    folder = pathlib.Path(folder)
    if not folder.is_dir():
        raise UnreadableEvent("event_no_folder", name=folder.name)
    described = folder / "event.toml"
    table = _read_toml(described) if described.exists() else {}
    warnings: list[Message] = []
    articles: list[Article] = []
    for row in _rows(table, folder):
        if row["file"] not in without:
            articles.append(_read_article(folder, row, warnings))
        if sum(len(a.text) for a in articles) > LARGEST_EVENT:
            raise UnreadableEvent("event_too_large", most=LARGEST_EVENT)
    if not articles:
        raise UnreadableEvent("event_empty")
    stems = [a.id for a in articles]
    twice = next((s for s in stems if stems.count(s) > 1), None)
    if twice is not None:
        raise UnreadableEvent("event_same_stem", name=twice)
    if len(articles) == 1:
        warnings.append(message("event_one_article"))
    date, title = table.get("date"), table.get("title")
    title = str(title) if isinstance(title, int | float) else title
    return Event(
        id=folder.resolve().name,
        title=title.strip() if isinstance(title, str) and title.strip() else folder.resolve().name,
        date=str(date) if date is not None else None,
        articles=tuple(articles),
        title_en=table["title_en"].strip() or None if isinstance(table.get("title_en"), str) else None,
        warnings=tuple(warnings),
    )


def _read_toml(path: pathlib.Path) -> dict[str, Any]:
    try:
        if path.stat().st_size > LARGEST_TOML:
            raise UnreadableEvent("event_toml_too_large", most=LARGEST_TOML)
        text = decode(path.read_bytes())
        if LONG_KEY.search(text):
            raise UnreadableEvent("event_toml_broken", why="a key of too many parts")
        return tomllib.loads(text)
    except (ValueError, RecursionError) as broken:  # TOMLDecodeError is a ValueError; so is a number of five thousand digits
        raise UnreadableEvent("event_toml_broken", why=" ".join(str(broken).split())[:120]) from None
    except OSError as failed:
        raise UnreadableEvent("event_toml_closed", why=failed.strerror or "") from None


def _rows(table: dict[str, Any], folder: pathlib.Path) -> list[dict[str, Any]]:
    if "articles" in table:
        rows = table["articles"]
        if not isinstance(rows, list) or not all(isinstance(r, dict) and isinstance(r.get("file"), str) for r in rows):
            raise UnreadableEvent("event_needs_file")
    else:
        rows = [{"file": p.name, "outlet": p.stem} for p in sorted(folder.glob("*.txt"))]
    if not rows:
        raise UnreadableEvent("event_empty")
    if len(rows) > MOST_ARTICLES:
        raise UnreadableEvent("event_too_many", n=len(rows), most=MOST_ARTICLES)
    return rows


def _read_article(folder: pathlib.Path, row: dict[str, Any], warnings: list[Message]) -> Article:
    name = row["file"]
    path = folder / name
    if path.name in RESERVED:
        raise UnreadableEvent("article_reserved", name=name)
    if "\0" in name or not path.resolve().is_relative_to(folder.resolve()):
        raise UnreadableEvent("article_outside", name=name)
    try:
        raw = path.read_bytes()
    except (OSError, ValueError) as failed:
        why = (failed.strerror if isinstance(failed, OSError) else None) or "no such name"
        raise UnreadableEvent("article_closed", name=name, why=why) from None
    if is_binary(raw):
        raise UnreadableEvent("article_binary", name=name)
    text = decode(raw)
    if len(text) > LARGEST_ARTICLE:
        raise UnreadableEvent("article_too_long", name=name, n=len(text), most=LARGEST_ARTICLE)
    if not text.strip():
        warnings.append(message("article_empty", name=name))
    stem = pathlib.PurePath(name).stem
    outlet = row.get("outlet")

    def known(key: str) -> str | None:
        value = row.get(key)
        return _written(value) if value not in (None, "") else None

    return Article(
        id=stem,
        outlet=outlet if isinstance(outlet, str) and outlet.strip() else stem,
        file=name,
        text=text,
        published=known("published"),
        url=known("url"),
        byline=known("byline"),
        credit=known("credit"),
        headline=known("headline"),
        roles=_corrected(row.get("roles"), name, warnings),
    )


def _corrected(rows: object, name: str, warnings: list[Message]) -> tuple[tuple[str, Role], ...]:
    """((words of a sentence, role), …) of an article's ``roles``; what makes no sense there is left out, and said."""
    pairs = rows if isinstance(rows, list) else [] if rows is None else [rows]
    good = [p for p in pairs if isinstance(p, list) and len(p) == 2 and all(isinstance(x, str) for x in p) and p[1] in set(Role)]
    if len(good) < len(pairs):
        warnings.append(message("article_roles_strange", name=name))
    return tuple((" ".join(text.split()), Role(role)) for text, role in good)


def _written(value: object) -> str:
    return value.isoformat() if isinstance(value, datetime.date) else str(value).strip()
