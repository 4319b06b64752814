"""What outlets announce in their feeds: RSS, Atom and news sitemaps, read into title, lead, time and address. The one door to feedparser.

Everything here is untrusted, as in ``file_import``: nothing is fetched, nothing executed; what a feed says wrong is left out and told in one
sentence, and what it says right is kept. Time and memory are limited by the process that this runs in (``storage.reading_worker``).
"""

import datetime
import importlib
import io
import re
import time
import urllib.parse
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from components.engine.articles.article import day_or_moment
from components.engine.articles.outlets import Outlet, find_outlet
from components.engine.german.white_space import squeezed
from components.engine.messages import Message, Refusal, message

LARGEST_FEED = 10_000_000  # bytes
MOST_ENTRIES = 5_000  # of a feed, the first ones
LONGEST_TITLE, LONGEST_LEAD, LONGEST_ADDRESS = 300, 1_000, 1_000  # characters
AHEAD = datetime.timedelta(hours=1)  # by which a clock may be fast
SITEMAP = re.compile(rb"<(?:\w+:)?urlset\b")
HEAD = 4_000  # bytes in which a sitemap says that it is one
PAGE = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
NEWS = "{http://www.google.com/schemas/sitemap-news/0.9}"


class NoFeed(Refusal):
    """Something is no feed that can be read."""


@dataclass(frozen=True, kw_only=True)
class Entry:
    """What a feed says of an article: its address, title, lead, and when it appeared (ISO, UTC), None where that is not said.

    ``outlet``: an id of ``data/outlets.toml``, else the host of the address.
    """

    url: str
    outlet: str
    title: str
    lead: str = ""
    published: str | None = None


@dataclass(frozen=True, kw_only=True)
class Feed:
    """The entries of a feed, each address once, and what was wrong with it."""

    entries: tuple[Entry, ...]
    warnings: tuple[Message, ...] = ()


def read_feed(raw: bytes, outlets: dict[str, Outlet], now: datetime.datetime | None = None) -> Feed:
    """The Feed in some bytes. ``now``: the time after which nothing can have appeared. Raises ``NoFeed``."""
    if len(raw) > LARGEST_FEED:
        raise NoFeed("feed_too_large", most=LARGEST_FEED // 1_000_000)
    rows = _sitemap(raw) if SITEMAP.search(raw[:HEAD]) else _feed(raw)
    now = now or datetime.datetime.now(datetime.UTC)
    held: dict[str, Entry] = {}
    counts = dict.fromkeys(("feed_no_address", "feed_twice", "feed_no_time", "feed_ahead"), 0)
    cut = False
    for n, (address, title, lead, published) in enumerate(rows):
        if n >= MOST_ENTRIES:
            cut = True
            break
        url = _address(address)
        title = _plain(title, LONGEST_TITLE)
        if not url or not title:
            counts["feed_no_address"] += 1
            continue
        counts["feed_twice"] += url in held
        counts["feed_no_time"] += published is None
        if published is not None and published > now + AHEAD:
            counts["feed_ahead"] += 1
            published = None
        entry = Entry(
            url=url,
            outlet=find_outlet(urllib.parse.urlsplit(url).hostname or "", outlets).id,
            title=title,
            lead=_plain(lead, LONGEST_LEAD),
            published=published.astimezone(datetime.UTC).isoformat(timespec="seconds") if published else None,
        )
        held.setdefault(url, entry)
    if not held:
        raise NoFeed("feed_empty")
    warnings = [message(code, n=n) for code, n in counts.items() if n] + ([message("feed_cut", most=MOST_ENTRIES)] if cut else [])
    return Feed(entries=tuple(held.values()), warnings=tuple(warnings))


Row = tuple[str, str, str, datetime.datetime | None]  # (address, title, lead, time)


def _feed(raw: bytes) -> Iterator[Row]:
    """The entries of RSS or Atom, also of what is not quite well-formed."""
    import feedparser

    try:
        found: Any = feedparser.parse(io.BytesIO(raw), sanitize_html=False, resolve_relative_uris=False)
    except Exception:  # whatever a parser makes of what is hostile
        raise NoFeed("feed_broken") from None
    if not found.entries and not found.get("version"):
        raise NoFeed("feed_broken")
    for row in found.entries:
        moment = row.get("published_parsed") or row.get("updated_parsed")
        yield str(row.get("link", "")), str(row.get("title", "")), str(row.get("summary", "")), _moment(moment)


def _moment(parsed: time.struct_time | None) -> datetime.datetime | None:
    try:
        return datetime.datetime(*parsed[:6], tzinfo=datetime.UTC) if parsed else None
    except (ValueError, TypeError, OverflowError):
        return None


def _sitemap(raw: bytes) -> Iterator[Row]:
    """The entries of a news sitemap (https://developers.google.com/search/docs/crawling-indexing/sitemaps/news-sitemap)."""
    etree: Any = importlib.import_module("lxml.etree")  # has no types
    parser = etree.iterparse(io.BytesIO(raw), tag=f"{PAGE}url", recover=True, resolve_entities=False, no_network=True)
    try:
        for _, row in parser:
            told = row.findtext(f".//{NEWS}publication_date") or row.findtext(f"{PAGE}lastmod") or ""
            yield row.findtext(f"{PAGE}loc") or "", row.findtext(f".//{NEWS}title") or "", "", day_or_moment(told.strip())
            row.clear()
    except etree.XMLSyntaxError:
        return  # what came before is kept


def _address(told: str) -> str:
    """An address that can be one of an article, without its fragment; "" for any other."""
    try:
        parts = urllib.parse.urlsplit(told.strip())
        usual = parts.scheme in {"http", "https"} and bool(parts.hostname) and parts.username is None
    except ValueError:
        return ""
    url = urllib.parse.urlunsplit((*parts[:4], ""))
    return url if usual and len(url) <= LONGEST_ADDRESS and url.isprintable() and " " not in url else ""


def _plain(told: str, most: int) -> str:
    """Text without markup, on one line, no longer than ``most``."""
    text = squeezed(Markup(told[: 10 * most]).striptags())
    return text if len(text) <= most else text[:most].rsplit(" ", 1)[0] + " …"


def merged(feeds: Iterable[Feed]) -> tuple[Entry, ...]:
    """The entries of several feeds, each address once."""
    return tuple({e.url: e for feed in feeds for e in feed.entries}.values())
