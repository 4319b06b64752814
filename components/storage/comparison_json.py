"""A Comparison as JSON, and back: what is kept beside an event and in the database, and the ground of the command line's answer."""

import math
from collections.abc import Mapping
from typing import Any

import msgspec

from components.engine.alignment.links import Link
from components.engine.articles.article import Article, Sentence
from components.engine.comparison import Comparison
from components.engine.contradictions.contradiction import Contradiction
from components.engine.entities.occasions import Occasion
from components.engine.entities.speech import Speech
from components.engine.findings.collation import Collation
from components.engine.findings.modifiers import Described
from components.engine.findings.names import Referent
from components.engine.findings.number_table import NumberRow
from components.engine.findings.voices import Voice
from components.engine.messages import Message

KNOWN = ("published", "url", "byline", "credit", "headline")  # of an article, where it says so
SPEECH_KEYS = {"assertion": "rung", "manner": "mode"}  # what speeches are called in JSON, which others read


def to_table(comparison: Comparison) -> dict[str, Any]:
    """A Comparison as JSON-like values; ``from_table`` turns it back, given the articles' texts."""
    c = comparison
    shown = {*c.links, *c.maybe}
    return {
        "event": {"id": c.event, "title": c.title, "title_en": c.title_en, "date": c.date},
        "encoder": c.encoder,
        "threshold": c.threshold,
        "maybe_from": c.maybe_from,
        "articles": [
            {"id": a.id, "outlet": c.outlet_of[a.id], "file": a.file} | {k: getattr(a, k) for k in KNOWN if getattr(a, k)}
            for a in c.articles
        ],
        "sentences": [plain(s) | {"finding": str(c.findings[s.id])} for s in c.sentences],
        "links": [_link(x) for x in c.links],
        "maybe": [_link(x) for x in c.maybe],
        "unlinked": [_link(x) for x in c.candidates if x not in shown],
        "statements": [plain(s) | {"clearest": c.clearest(s)} for s in c.statements],
        "contradictions": [_finite(plain(x)) for x in c.all_contradictions],
        "copies": plain(c.copies),
        "speech": [{SPEECH_KEYS.get(k, k): v for k, v in plain(s).items()} for s in c.speeches],
        "voices": plain(c.voices),
        "referents": plain(c.referents),
        "collations": plain(c.collations),
        "judgements": [list(j) for j in c.judgements],
        "described": plain(c.described),
        "occasions": [_told(plain(o)) for o in c.all_occasions],
        "numbers": [_finite(plain(r)) for r in c.all_numbers],
        "warnings": plain(c.warnings),
    }


def plain(value: object) -> Any:
    """Dataclasses as JSON-like values."""
    return msgspec.to_builtins(value)


def _finite(value: Any) -> Any:
    """JSON-like values with what JSON has no number for as text: "mehr als 40" reaches from 40 to "inf"."""
    if isinstance(value, dict):
        return {k: _finite(v) for k, v in value.items()}
    if isinstance(value, list | tuple):
        return [_finite(v) for v in value]
    return str(value) if isinstance(value, float) and not math.isfinite(value) else value


def _link(link: Link) -> dict[str, Any]:
    return _told(plain(link))


def _told(row: dict[str, Any]) -> dict[str, Any]:
    """A row without what it says nothing about."""
    return {k: v for k, v in row.items() if v or k in {"reasons", "similarity"}}


def from_table(table: Mapping[str, Any], texts: Mapping[str, str]) -> Comparison:
    """A Comparison from its table and {article id: text}. Raises KeyError, ValueError, TypeError where it is none."""
    names = {json_key: name for name, json_key in SPEECH_KEYS.items()}
    speech = [{names.get(k, k): v for k, v in row.items()} for row in table["speech"]]
    sentences = [{k: v for k, v in row.items() if k != "finding"} for row in table["sentences"]]
    articles = [row | {"text": texts[row["id"]]} for row in table["articles"]]
    event = table["event"]
    return Comparison(
        event=event["id"],
        title=event["title"],
        title_en=event["title_en"],
        date=event["date"],
        articles=msgspec.convert(articles, tuple[Article, ...]),
        outlets=tuple((row["id"], row["outlet"]) for row in table["articles"]),
        sentences=msgspec.convert(sentences, tuple[Sentence, ...]),
        candidates=msgspec.convert([*table["links"], *table["maybe"], *table["unlinked"]], tuple[Link, ...]),
        all_contradictions=msgspec.convert(table["contradictions"], tuple[Contradiction, ...], strict=False),  # "inf" is a number
        threshold=table["threshold"],
        maybe_from=table["maybe_from"],
        encoder=table["encoder"],
        warnings=msgspec.convert(table["warnings"], tuple[Message, ...]),
        speeches=msgspec.convert(speech, tuple[Speech, ...]),
        voices=msgspec.convert(table["voices"], tuple[Voice, ...]),
        all_referents=msgspec.convert(table["referents"], tuple[Referent, ...]),
        all_collations=msgspec.convert(table["collations"], tuple[Collation, ...]),
        judgements=msgspec.convert(table["judgements"], tuple[tuple[str, str], ...]),
        all_described=msgspec.convert(table["described"], tuple[Described, ...]),
        all_occasions=msgspec.convert(table.get("occasions", ()), tuple[Occasion, ...]),
        all_numbers=msgspec.convert(table.get("numbers", ()), tuple[NumberRow, ...], strict=False),
    )
