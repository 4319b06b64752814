"""What a news page itself marks in its HTML: headline, kicker, lead, captions with credit, time, author, agency (schema.org's NewsArticle in
JSON-LD, and the classes and tags that news pages use). Beside trafilatura's text, which knows the body best. Nothing is loaded."""

import importlib
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from components.engine.german.white_space import squeezed

ARTICLES = frozenset(["Article", "NewsArticle", "ReportageNewsArticle", "AnalysisNewsArticle", "BackgroundNewsArticle", "LiveBlogPosting", "OpinionNewsArticle"])  # fmt: skip
LONGEST = 600  # characters of a mark
MOST_CAPTIONS = 20
DEEPEST = 6  # levels of JSON-LD that are looked through
KICKER = re.compile(
    r"(^|[\s_-])(kicker|topline|dachzeile|overline|spitzmarke|headline-?kicker|article-?kicker)([\s_-]|$)", re.IGNORECASE
)
LEAD = re.compile(r"(^|[\s_-])(lead|intro|vorspann|standfirst|article-?intro|article-?lead)([\s_-]|$)", re.IGNORECASE)
AGENCY = re.compile(r"\bQuelle:\s*[^<]{2,60}", re.IGNORECASE)


@dataclass(frozen=True, kw_only=True)
class PageMarks:
    """What a page marks; what it does not is ``None`` or empty."""

    headline: str | None = None
    kicker: str | None = None
    lead: str | None = None
    published: str | None = None
    modified: str | None = None
    author: str | None = None
    captions: tuple[str, ...] = ()


def page_marks(text: str) -> PageMarks:
    """The PageMarks of a page's HTML; nothing where it cannot be read.

    >>> page_marks('<article><p class="kicker">Bauen</p><h1>Brücke</h1><figure><figcaption>Die Brücke. Foto: dpa</figcaption></figure></article>')
    PageMarks(headline='Brücke', kicker='Bauen', lead=None, published=None, modified=None, author=None, captions=('Die Brücke. Foto: dpa',))
    """
    html: Any = importlib.import_module("lxml.html")  # has no types
    try:
        page = html.document_fromstring(text.encode("utf-8", "replace"), parser=html.HTMLParser(encoding="utf-8"))
    except Exception:  # whatever a parser makes of a hostile page
        return PageMarks()
    said = next(_news(page), {})
    heads = page.xpath("//article//h1") or page.xpath("//h1")
    captions = dict.fromkeys(c for node in page.xpath("//figcaption") if (c := _text(node)))
    return PageMarks(
        headline=_string(said.get("headline")) or (_text(heads[0]) if len(heads) == 1 else None),
        kicker=_classed(page, KICKER),
        lead=_classed(page, LEAD),
        published=_string(said.get("datePublished")),
        modified=_string(said.get("dateModified")),
        author=_names(said.get("author")),
        captions=tuple(captions)[:MOST_CAPTIONS],
    )


def _news(page: Any) -> Iterator[dict[str, Any]]:
    """The articles that a page describes in JSON-LD."""
    for node in page.xpath('//script[@type="application/ld+json"]'):
        try:
            yield from _articles(json.loads(node.text or ""), DEEPEST)
        except (ValueError, RecursionError):
            continue


def _articles(found: Any, deep: int) -> Iterator[dict[str, Any]]:
    if deep and isinstance(found, list):
        for row in found[:50]:
            yield from _articles(row, deep - 1)
    elif deep and isinstance(found, dict):
        kinds = found.get("@type")
        if ARTICLES & set(kinds if isinstance(kinds, list) else [kinds] if isinstance(kinds, str) else []):
            yield found
        for key in ("@graph", "mainEntity", "mainEntityOfPage"):
            yield from _articles(found.get(key), deep - 1)


def _classed(page: Any, pattern: re.Pattern[str]) -> str | None:
    """The text of the first short element inside the article whose class says what it is."""
    for node in page.xpath("//article//*[@class]") or page.xpath("//main//*[@class]"):
        if pattern.search(node.get("class", "")) and (found := _text(node)) and len(found) <= LONGEST:
            return found
    return None


def _text(node: Any) -> str | None:
    return squeezed(node.text_content())[: LONGEST + 1] or None


def _string(found: Any) -> str | None:
    return squeezed(found)[:LONGEST] or None if isinstance(found, str) else None


def _names(found: Any) -> str | None:
    """Who wrote it: a name, an object with one, or several of these."""
    rows = found if isinstance(found, list) else [found]
    names = [_string(r.get("name")) if isinstance(r, dict) else _string(r) for r in rows[:6]]
    return ", ".join(n for n in names if n) or None
