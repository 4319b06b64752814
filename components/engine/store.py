"""The finished Comparison stored beside a shipped event, so that the first paint needs neither torch nor HanTa.

It is keyed by a hash of the texts, of ``event.toml``, of the encoder, and of the engine with its tables: when one of them
changes, the store is stale and the comparison is made anew.
"""

import functools
import json
import pathlib

from components.engine.articles import DATA, content_hash
from components.engine.comparison import from_json, to_json
from components.engine.embeddings import encoder_key

NAME = "comparison.json"
ENGINE = pathlib.Path(__file__).parent
APART = frozenset(
    [
        "__main__",
        "database",
        "decisions",
        "evaluation",
        "exercises",
        "exports",
        "fetching",
        "highlights",
        "intake",
        "keeping",
        "outlet_export",
        "worker",
    ]
)  # modules that decide no comparison: what they change makes none stale


@functools.cache
def engine_key():
    """A hash of what decides a comparison besides the texts: the engine's modules and the tables that it reads."""
    modules = [f for f in sorted(ENGINE.glob("*.py")) if f.stem not in APART]
    files = [*modules, *sorted((DATA / "lexicon").glob("*")), DATA / "aligner.json", DATA / "outlets.toml"]
    return content_hash(*(f.read_bytes() for f in files))


def key(folder, event, encoder=None):
    """The key under which a comparison of this event is valid."""
    described = pathlib.Path(folder) / "event.toml"
    return content_hash(
        engine_key(),
        encoder_key(encoder),
        described.read_bytes() if described.exists() else b"",
        *(part for a in sorted(event.articles, key=lambda a: a.id) for part in (a.id, a.text, *_by_hand(a))),
    )


def _by_hand(article):
    """What people set right in an article, event.toml aside."""
    return (repr((article.roles, article.ends)),) if article.roles or article.ends else ()


def write(folder, event, comparison, encoder=None):
    """Keep a comparison beside its event."""
    table = {"key": key(folder, event, encoder)} | to_json(comparison)
    text = json.dumps(table, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    (pathlib.Path(folder) / NAME).write_text(text + "\n", "utf-8")


def read(folder, event, encoder=None):
    """The stored comparison of an event, or ``None`` where there is none or it is stale."""
    try:
        table = json.loads((pathlib.Path(folder) / NAME).read_text("utf-8"))
        if table["key"] != key(folder, event, encoder):
            return None
        return from_json(table, {a.id: a.text for a in event.articles})
    except (OSError, ValueError, KeyError, TypeError):
        return None
