"""Outlets, articles and events: what was delivered, read from disk and never changed.

An event is a folder with an ``event.toml`` and text files, or just text files. Text is decoded with its line ends
untouched, so that offsets count the characters of the file (a byte order mark is not counted).
"""

import datetime
import hashlib
import pathlib
import tomllib
from dataclasses import dataclass, field

DATA = pathlib.Path(__file__).parents[2] / "data"
LARGEST_ARTICLE = 2_000_000  # characters; a book, not an article
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
class Article:
    """One text of one outlet, exactly as delivered. What is not known is ``None``; ``roles``: ((words of a sentence, its role), …)
    that people have set right; ``ends``: ((words of a sentence, words of the next one, "joined") or (words of a sentence, its words
    before a cut, "cut"), …), likewise."""

    id: str
    outlet: str
    file: str
    text: str
    published: str | None = None
    url: str | None = None
    byline: str | None = None
    credit: str | None = None
    headline: str | None = None
    roles: tuple[tuple[str, str], ...] = ()
    ends: tuple[tuple[str, str, str], ...] = ()


ROLES = ("headline", "kicker", "lead", "subhead", "body", "quote", "caption", "credit", "dateline", "comment", "boilerplate")


def moment(published):
    """When something appeared, in UTC where no zone is given; ``None`` for what is no ISO date or only a day.

    >>> moment("2025-02-12T20:12:00+01:00").hour, moment("2025-02-12"), moment("gestern")
    (20, None, None)
    """
    if not published or len(published) <= 10:
        return None
    return day_or_moment(published)


def day_or_moment(published):
    """Like ``moment``, a day alone being its midnight."""
    try:
        found = datetime.datetime.fromisoformat(published)
    except (TypeError, ValueError):
        return None
    return found if found.tzinfo else found.replace(tzinfo=datetime.UTC)


@dataclass(frozen=True)
class Event:
    """A dated occurrence and the articles about it, in the order of ``event.toml``."""

    id: str
    title: str
    date: str | None
    articles: tuple[Article, ...]
    title_en: str | None = None
    warnings: tuple[Warned, ...] = ()


@dataclass(frozen=True)
class Source:
    """Where a fact about an outlet was read. ``linkable`` is false where the address must not become a link."""

    id: str
    cite: str
    as_of: str | None
    linkable: bool


@dataclass(frozen=True)
class Fact:
    """One fact about an outlet; ``value`` is ``None`` where no sourced statement was found."""

    value: str | None
    status: str
    note: str | None = None
    sources: tuple[Source, ...] = ()


@dataclass(frozen=True)
class Regulation:
    """One measure of an authority, with its state and the outlet's own position."""

    what: str
    authority: str
    date: str
    state: str
    position: str | None
    sources: tuple[Source, ...]


@dataclass(frozen=True)
class Furniture:
    """A standing passage of an outlet's pages: where a line starts like this, it is no text of the article."""

    starts: str
    role: str
    reason: str
    to_end: bool = False


@dataclass(frozen=True)
class Outlet:
    """Who publishes: the same facts for every outlet, each with its source; ``codes``: how it abbreviates itself in credits."""

    id: str
    name: str
    names: tuple[str, ...] = ()
    domains: tuple[str, ...] = ()
    facts: dict[str, Fact] = field(default_factory=dict, hash=False)
    regulation: tuple[Regulation, ...] = ()
    furniture: tuple[Furniture, ...] = ()
    codes: tuple[str, ...] = ()


FACTS = ("medium_type", "ownership", "owner", "funding", "seat", "founded")


def decode(raw):
    """Text of a file: byte order mark, then UTF-8, then Windows-1252 (where undefined bytes stay visible).

    >>> decode("Kölner Straße".encode("cp1252"))
    'Kölner Straße'
    >>> decode(b"\\xef\\xbb\\xbfErste Zeile\\r\\nZweite")
    'Erste Zeile\\r\\nZweite'
    """
    for mark, encoding in ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be")):
        if raw.startswith(mark):
            return raw[len(mark) :].decode(encoding, errors="replace")
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode("cp1252", errors="replace")


def is_binary(raw):
    """Whether bytes are no text: NULs without a UTF-16 mark, or many control characters."""
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        return False
    head = raw[:4096]
    return b"\0" in head or sum(b < 9 or 13 < b < 32 for b in head) > len(head) / 20


def content_hash(*parts):
    """A short name of texts that changes when one of them does."""
    digest = hashlib.sha256()
    for part in parts:
        raw = part if isinstance(part, bytes) else str(part).encode("utf-8", "surrogatepass")
        digest.update(len(raw).to_bytes(8, "big") + raw)
    return digest.hexdigest()[:20]


def read_outlets(path=DATA / "outlets.toml"):
    """{outlet id: Outlet} of everything known about outlets."""
    table = tomllib.loads(path.read_text("utf-8"))
    sources = {
        name: Source(name, row["cite"], row.get("as_of"), row.get("linkable", True)) for name, row in table["sources"].items()
    }
    return {name: _outlet(name, row, sources) for name, row in table["outlets"].items()}


def _outlet(name, row, sources):
    def cited(names):
        return tuple(sources[n] for n in names)

    facts = {}
    for key in FACTS:
        fact = row.get(key, {"status": "missing"})
        shown = fact["status"] in {"seen", "seen_dated", "seen_copy", "derived"}
        facts[key] = Fact(
            fact.get("value") if shown else None,
            fact["status"] if shown else "missing",
            fact.get("note") if shown else None,
            cited(fact.get("sources", ())) if shown else (),
        )
    regulation = tuple(
        Regulation(r["what"], r["authority"], r["date"], r["state"], r.get("position"), cited(r["sources"]))
        for r in row.get("regulation", ())
    )
    furniture = tuple(Furniture(f["starts"], f["role"], f["reason"], f.get("to_end", False)) for f in row.get("furniture", ()))
    known = (tuple(row.get(key, ())) for key in ("names", "domains"))
    return Outlet(name, row["name"], *known, facts, regulation, furniture, tuple(row.get("codes", ())))


def find_outlet(said, outlets):
    """The outlet that an id, a name or a domain means; an unknown one is taken as it is, without facts.

    >>> known = {"bild": Outlet("bild", "Bild", domains=("bild.de",))}
    >>> find_outlet("www.bild.de", known).id, find_outlet("Dorfblatt", known).name
    ('bild', 'Dorfblatt')
    """
    wanted = said.strip().casefold().removeprefix("www.")
    for outlet in outlets.values():
        names = {outlet.id, outlet.name, *outlet.names, *outlet.domains}
        if wanted in {n.casefold() for n in names} or any(wanted.endswith("." + d) for d in outlet.domains):
            return outlet
    return Outlet(said.strip(), said.strip())


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
