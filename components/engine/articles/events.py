"""Outlets, articles and events: what was delivered, read from disk and never changed.

An event is a folder with an ``event.toml`` and text files, or just text files. Text is decoded with its line ends
untouched, so that offsets count the characters of the file (a byte order mark is not counted).
"""

import datetime
import pathlib
import tomllib
from dataclasses import dataclass

from components.engine.articles.article import LARGEST_ARTICLE, ROLES, Article
from components.engine.articles.text_files import decode, is_binary

MOST_ARTICLES = 200


class UnreadableEvent(Exception):
    """The event cannot be read at all; the message says what is wrong and what to do, in German and English."""

    def __init__(self, german, english):
        super().__init__(english)
        self.german = german
        self.english = english


@dataclass(frozen=True)
class Warned:
    """Something the reader should know although the work goes on; worded in German and English."""

    german: str
    english: str


@dataclass(frozen=True)
class Event:
    """A dated occurrence and the articles about it, in the order of ``event.toml``."""

    id: str
    title: str
    date: str | None
    articles: tuple[Article, ...]
    title_en: str | None = None
    warnings: tuple[Warned, ...] = ()


def read_event(folder):
    """The event in a folder. Raises ``UnreadableEvent`` where nothing can be compared at all."""
    folder = pathlib.Path(folder)
    if not folder.is_dir():
        raise UnreadableEvent(
            f"Den Ordner „{folder.name}“ gibt es nicht.", f"There is no folder {folder.name!r}; name one with articles."
        )
    described = folder / "event.toml"
    table = _read_toml(described) if described.exists() else {}
    rows = _rows(table, folder)
    warnings, articles = [], []
    for row in rows:
        articles.append(_read_article(folder, row, warnings))
    stems = [a.id for a in articles]
    for stem in stems:
        if stems.count(stem) > 1:
            raise UnreadableEvent(
                f"Zwei Artikel heißen „{stem}“; bitte einen umbenennen.",
                f"Two articles are called {stem!r}; rename one of the files.",
            )
    if len(articles) == 1:
        warnings.append(
            Warned("Nur ein Artikel: Es gibt nichts zu vergleichen.", "Only one article: there is nothing to compare.")
        )
    date = table.get("date")
    title = table.get("title")
    title = str(title) if isinstance(title, int | float) else title
    return Event(
        folder.resolve().name,
        title.strip() if isinstance(title, str) and title.strip() else folder.resolve().name,
        str(date) if date is not None else None,
        tuple(articles),
        table["title_en"].strip() or None if isinstance(table.get("title_en"), str) else None,
        tuple(warnings),
    )


def _read_toml(path):
    try:
        return tomllib.loads(decode(path.read_bytes()))
    except (ValueError, RecursionError) as broken:  # TOMLDecodeError is a ValueError; so is a number of five thousand digits
        why = " ".join(str(broken).split())[:120]
        raise UnreadableEvent(
            f"„event.toml“ lässt sich nicht lesen ({why}); bitte dort nachsehen.",
            f"event.toml cannot be read ({why}); mend it at that place.",
        ) from None
    except OSError as failed:
        raise UnreadableEvent(
            f"„event.toml“ lässt sich nicht öffnen ({failed.strerror}).", f"event.toml cannot be opened ({failed.strerror})."
        ) from None


def _rows(table, folder):
    if "articles" in table:
        rows = table["articles"]
        if not isinstance(rows, list) or not all(isinstance(r, dict) and isinstance(r.get("file"), str) for r in rows):
            raise UnreadableEvent(
                'In „event.toml“ braucht jeder Artikel eine Zeile file = "…".',
                'In event.toml every article needs a line file = "…".',
            )
    else:
        rows = [{"file": p.name, "outlet": p.stem} for p in sorted(folder.glob("*.txt"))]
    if not rows:
        raise UnreadableEvent(
            "Im Ordner liegt kein Artikel (keine .txt-Datei, kein [[articles]] in „event.toml“).",
            "The folder holds no article (no .txt file, no [[articles]] in event.toml).",
        )
    if len(rows) > MOST_ARTICLES:
        raise UnreadableEvent(
            f"{len(rows)} Artikel sind zu viele; höchstens {MOST_ARTICLES} lassen sich vergleichen.",
            f"{len(rows)} articles are too many; at most {MOST_ARTICLES} can be compared.",
        )
    return rows


def _read_article(folder, row, warnings):
    name = row["file"]
    path = folder / name
    if "\0" in name or not path.resolve().is_relative_to(folder.resolve()):
        raise UnreadableEvent(
            f"„{name}“ liegt außerhalb des Ordners; nur Dateien darin werden gelesen.",
            f"{name!r} lies outside the folder; only files in it are read.",
        )
    try:
        raw = path.read_bytes()
    except (OSError, ValueError) as failed:
        failed = failed if isinstance(failed, OSError) else OSError(0, "no such name")
        raise UnreadableEvent(
            f"Der Artikel „{name}“ lässt sich nicht öffnen ({failed.strerror}).",
            f"The article {name!r} cannot be opened ({failed.strerror}).",
        ) from None
    if is_binary(raw):
        raise UnreadableEvent(
            f"„{name}“ ist keine Textdatei; bitte den Artikel als Text speichern.",
            f"{name!r} is not a text file; save the article as plain text.",
        )
    text = decode(raw)
    if len(text) > LARGEST_ARTICLE:
        raise UnreadableEvent(
            f"„{name}“ ist mit {len(text)} Zeichen zu lang (höchstens {LARGEST_ARTICLE}).",
            f"{name!r} is too long with {len(text)} characters (at most {LARGEST_ARTICLE}).",
        )
    if not text.strip():
        warnings.append(Warned(f"Der Artikel „{name}“ ist leer.", f"The article {name!r} is empty."))
    stem = pathlib.PurePath(name).stem

    def known(key):
        value = row.get(key)
        return _written(value) if value not in (None, "") else None

    return Article(
        stem,
        outlet if isinstance(outlet := row.get("outlet"), str) and outlet.strip() else stem,
        name,
        text,
        known("published"),
        known("url"),
        known("byline"),
        known("credit"),
        known("headline"),
        _corrected(row.get("roles"), name, warnings),
    )


def _corrected(rows, name, warnings):
    """((words of a sentence, role), …) of an article's ``roles``; what makes no sense there is left out, and said."""
    pairs = rows if isinstance(rows, list) else [] if rows is None else [rows]
    good = [p for p in pairs if isinstance(p, list) and len(p) == 2 and all(isinstance(x, str) for x in p) and p[1] in ROLES]
    if len(good) < len(pairs):
        warnings.append(
            Warned(
                f"Beim Artikel „{name}“ wurden Angaben unter „roles“ nicht verstanden; erwartet wird [Satz, Rolle].",
                f"Some entries under roles of {name!r} were not understood; expected are [sentence, role].",
            )
        )
    return tuple((" ".join(text.split()), role) for text, role in good)


def _written(value):
    if isinstance(value, datetime.date | datetime.datetime):
        return value.isoformat()
    return str(value).strip()
