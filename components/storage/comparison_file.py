"""The finished Comparison stored beside a shipped event, so that the first paint needs neither torch nor HanTa.

It is keyed by a hash of the texts, of ``event.toml``, of the encoder, and of what the engine does (``code_fingerprint``): when one of
them changes, the file is stale and the comparison is made anew.
"""

import json
import pathlib

from components.engine.articles.article import Article
from components.engine.articles.events import Event
from components.engine.comparison import Comparison
from components.engine.fingerprints import content_hash
from components.engine.network.encoder import encoder_key
from components.storage import code_fingerprint
from components.storage.comparison_json import from_table, to_table

NAME = "comparison.json"


def key(folder: str | pathlib.Path, event: Event, encoder: str | None = None) -> str:
    """The key under which a comparison of this event is valid."""
    described = pathlib.Path(folder) / "event.toml"
    return content_hash(
        code_fingerprint.engine_key(),
        encoder_key(encoder),
        described.read_bytes() if described.exists() else b"",
        *(part for a in sorted(event.articles, key=lambda a: a.id) for part in (a.id, a.text, *_by_hand(a))),
    )


def _by_hand(article: Article) -> tuple[str, ...]:
    """What people set right in an article, event.toml aside."""
    roles = tuple((words, str(role)) for words, role in article.roles)
    return (repr((roles, tuple(tuple(map(str, end)) for end in article.ends))),) if article.roles or article.ends else ()


def write(folder: pathlib.Path, event: Event, comparison: Comparison, encoder: str | None = None) -> None:
    """Keep a comparison beside its event."""
    code_fingerprint.remember()
    code_fingerprint.engine_key.cache_clear()
    table = {"key": key(folder, event, encoder)} | to_table(comparison)
    text = json.dumps(table, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    (folder / NAME).write_text(text + "\n", "utf-8", newline="\n")


def read(folder: str | pathlib.Path, event: Event, encoder: str | None = None) -> Comparison | None:
    """The stored comparison of an event, or ``None`` where there is none or it is stale."""
    try:
        table = json.loads((pathlib.Path(folder) / NAME).read_text("utf-8"))
        if table["key"] != key(folder, event, encoder):
            return None
        return from_table(table, {a.id: a.text for a in event.articles})
    except (OSError, ValueError, KeyError, TypeError):
        return None


def texts_hash(comparison: Comparison) -> str:
    """A short name of the compared texts; another where one of them has changed."""
    return content_hash(*(part for a in comparison.articles for part in (a.id, a.text)))[:12]


def program_hash(comparison: Comparison) -> str:
    """A short name of the program and the encoder that made a comparison; another where a rule or a weight has changed."""
    encoder = None if comparison.encoder == "embedded" else comparison.encoder
    return content_hash(code_fingerprint.engine_key(), encoder_key(encoder))[:8]
