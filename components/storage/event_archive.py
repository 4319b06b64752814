"""Events as one .zip, to keep and to give away: the texts as delivered, ``event.toml``, and what people decided about them."""

import datetime
import io
import json
import os
import pathlib
import re
import shutil
import tempfile
import threading
import tomllib
import unicodedata
import zipfile
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from components.engine import decisions
from components.engine.articles.events import Event, read_event
from components.engine.articles.outlets import Outlet, find_outlet
from components.engine.articles.text_files import decode
from components.engine.decisions import Decision
from components.engine.fingerprints import content_hash
from components.sources import file_import
from components.storage import temporary_folders
from components.storage.stored_event import StoredEvent

LONGEST_NAME = 50
DESCRIBED = "event.toml"
OUTLETS = "outlets.json"  # what people said of outlets
LONGEST_OUTLET, LONGEST_SAID = 200, 10_000  # letters
MOST_FOLDERS = 100  # of events out of a database, at the same time
AHEAD = 1  # years by which an event may lie ahead of today, to keep the day in its name


@dataclass(frozen=True, kw_only=True)
class ImportedEvent:
    """An event out of a .zip: its name, what it holds, the .zip without what does not belong there, and its decisions.

    ``strange``: how many entries of decisions.json made no sense and were left out, None where all of it made none; ``refused``: its
    articles that could not be read; ``outlets``: what people said of outlets, {id: JSON}.
    """

    name: str
    event: Event
    packed: bytes
    history: tuple[Decision, ...] = ()
    strange: int | None = 0
    refused: tuple[file_import.Refused, ...] = ()
    outlets: dict[str, str] = field(default_factory=dict)


def slug(text: str, most: int = LONGEST_NAME) -> str:
    """A short name for files and folders: small letters, digits and hyphens, at most so many.

    >>> slug("Größe & Maß: über Köln!"), slug("…")
    ('groesse-mass-ueber-koeln', 'ohne-namen')
    """
    lower = text.casefold().translate(str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"}))
    plain = unicodedata.normalize("NFKD", lower).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:most].strip("-") or "ohne-namen"


def name_of(title: str, date: str | None) -> str:
    """What an event is called in addresses and folders: its day, or today where ``date`` is none that an event can have, and its title.

    >>> name_of("Brücke", "2024-05-14"), name_of("Brücke", "../../etc") == name_of("Brücke", None)
    ('2024-05-14-bruecke', True)
    """
    return f"{(_day(date or '') or datetime.date.today()).isoformat()}-{slug(title)}"


def _day(said: str) -> datetime.date | None:
    """A day that an event can have, in ISO form; None for anything else, and for one that lies years ahead."""
    try:
        day = datetime.date.fromisoformat(said)
    except ValueError:
        return None
    return day if day.year <= datetime.date.today().year + AHEAD else None


def pack(
    title: str,
    date: str | None,
    articles: Iterable[file_import.DraftArticle],
    outlets: Mapping[str, Outlet],
    title_en: str | None = None,
) -> bytes:
    """A new event as the bytes of a .zip. ``date``: ISO day or None; ``articles``: the drafts; ``outlets``: {id: Outlet}."""
    rows = [f"title = {_quoted(title)}"] + ([f"title_en = {_quoted(title_en)}"] if title_en else [])
    rows += [f"date = {date}"] if date else []
    articles = tuple(articles)
    files: dict[str, bytes] = {}
    taken = {a.file.rsplit(".", 1)[0] for a in articles if a.file}
    for article in articles:
        outlet = find_outlet(article.outlet or article.source.rsplit(".", 1)[0], outlets)
        name = article.file or f"{_free(slug(outlet.id), taken)}.txt"
        files[name] = article.text.encode("utf-8", "replace")
        rows += ["", "[[articles]]", f"file = {_quoted(name)}", f"outlet = {_quoted(outlet.id)}"]
        known = {key: getattr(article, key) for key in ("published", "url", "byline", "credit", "headline")}
        rows += [f"{key} = {_quoted(value)}" for key, value in known.items() if value]
        if article.roles:
            pairs = ", ".join(f"[{_quoted(words)}, {_quoted(role)}]" for words, role in article.roles)
            rows.append(f"roles = [{pairs}]")
    return _zip(name_of(title, date), {DESCRIBED: ("\n".join(rows) + "\n").encode("utf-8")} | files)


def drafts(event: Event) -> list[file_import.DraftArticle]:
    """The articles of an Event as drafts, to be changed and packed again under the names of their files."""
    found: list[file_import.DraftArticle] = []
    taken: set[str] = set()
    for a in event.articles:
        file = f"{_free(pathlib.PurePath(file_import.basename(a.file)).stem, taken)}.txt"
        found.append(
            file_import.DraftArticle(
                source=a.file,
                text=a.text,
                outlet=a.outlet,
                headline=a.headline,
                published=a.published,
                byline=a.byline,
                url=a.url,
                roles=a.roles,
                credit=a.credit,
                file=file,
            )
        )
    return found


def _zip(name: str, files: Mapping[str, bytes]) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for file, content in sorted(files.items()):
            archive.writestr(f"{name}/{file}", content)
    return held.getvalue()


def packed(folder: str | pathlib.Path, history: Sequence[Decision] = (), said: Mapping[str, str] | None = None) -> bytes:
    """An event's folder, with the decisions about it and what people said of its outlets, as the bytes of a .zip: what ``imported``
    takes back. Raises UnreadableEvent, OSError."""
    folder = pathlib.Path(folder)
    files = {a.file: (folder / a.file).read_bytes() for a in read_event(folder).articles}
    if (folder / DESCRIBED).exists():
        files[DESCRIBED] = (folder / DESCRIBED).read_bytes()
    if history:
        files[decisions.NAME] = decisions.as_json(history[-decisions.MOST :]).encode("utf-8")
    if said:
        files[OUTLETS] = json.dumps(dict(said), ensure_ascii=False).encode("utf-8")
    return _zip(folder.name, files)


def _said(raw: bytes) -> dict[str, str]:
    """What a .zip says of outlets; nothing where that makes no sense."""
    try:
        table = json.loads(raw.decode("utf-8", "replace"))
    except (ValueError, RecursionError):
        return {}
    rows = table.items() if isinstance(table, dict) else ()
    return {k: v for k, v in rows if isinstance(v, str) and len(k) <= LONGEST_OUTLET and len(v) <= LONGEST_SAID}


def imported(raw: bytes) -> ImportedEvent | None:
    """The ImportedEvent of a .zip that ``packed`` made, ``None`` for one that holds no event. Raises UnreadableEvent, ``NotRead``.

    Only the files that ``event.toml`` names are taken. One that cannot be read is left out, and said.
    """
    archive, held = file_import.members(raw)
    root = _root(held)
    if root is None:
        return None
    if not file_import.within_limits(held):
        raise file_import.NotRead("zip_too_large", files=file_import.MOST_FILES, most=file_import.LARGEST_UNPACKED // 1_000_000)
    with tempfile.TemporaryDirectory() as making:
        folder = pathlib.Path(making) / slug(
            pathlib.PurePosixPath(root).name or "event", 80
        )  # its name before, by which links know it
        damaged: dict[str, file_import.Refused] = {}
        said = b"[]"
        of_outlets: dict[str, str] = {}
        for full, content in file_import.contents(archive, held):
            name = full[len(root) :]
            if not full.startswith(root) or not _is_inside(name):
                continue
            if isinstance(content, file_import.NotRead):
                damaged[name] = file_import.Refused(source=name, why=content.message)
            elif name == decisions.NAME:
                said = content
            elif name == OUTLETS:
                of_outlets = _said(content)
            else:
                (folder / name).parent.mkdir(parents=True, exist_ok=True)
                (folder / name).write_bytes(content)
        if DESCRIBED in damaged or not (folder / DESCRIBED).exists():
            raise file_import.NotRead("zip_event_broken")
        event = read_event(folder, damaged)
        if damaged.keys() & _named(folder):  # what cannot be read must not be named, or the event could not be read
            whole = pack(event.title, event.date, drafts(event), {}, event.title_en)
        else:
            whole = _zip(folder.name, {n: (folder / n).read_bytes() for n in (DESCRIBED, *(a.file for a in event.articles))})
    try:
        history, strange = decisions.from_json(said.decode("utf-8", "replace"))
    except ValueError:
        history, strange = (), None
    if decisions.NAME in damaged:
        strange = None
    kept = re.fullmatch(r"(\d{4}-\d\d-\d\d)-.+", folder.name)
    name = folder.name if kept and _day(kept.group(1)) else name_of(event.title, event.date)
    refused = tuple(r for n, r in damaged.items() if n != decisions.NAME)
    return ImportedEvent(
        name=name, event=event, packed=whole, history=history, strange=strange, refused=refused, outlets=of_outlets
    )


def _root(held: Iterable[zipfile.ZipInfo]) -> str | None:
    """The folder of an archive that holds event.toml, with its stroke; None where none does."""
    found = (f.filename for f in held if file_import.basename(f.filename) == DESCRIBED)
    first = min(found, key=lambda name: (name.count("/"), name), default=None)
    return None if first is None else first.removesuffix(DESCRIBED)


def _is_inside(name: str) -> bool:
    """Whether a name in an archive stays below its folder, on every system."""
    parts = name.split("/")
    return not any(p in {"", ".", ".."} or "\0" in p or len(p.encode("utf-8", "replace")) > 200 for p in parts) and (
        os.name != "nt" or not re.search(r"[\\:]", name)
    )


def _named(folder: pathlib.Path) -> set[str]:
    """The files that an event.toml names as articles."""
    rows = tomllib.loads(decode((folder / DESCRIBED).read_bytes())).get("articles", ())
    return {row["file"] for row in rows}


def unpack(raw: bytes, folder: pathlib.Path) -> None:
    """Lay what ``pack`` or ``imported`` made into a new ``folder``: whole, or after a crash not at all."""
    folder = pathlib.Path(folder)
    folder.parent.mkdir(parents=True, exist_ok=True)
    making = pathlib.Path(tempfile.mkdtemp(prefix=".making-", dir=folder.parent))
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            for held in archive.infolist():
                name = held.filename.partition("/")[2]
                if _is_inside(name):
                    (making / name).parent.mkdir(parents=True, exist_ok=True)
                    (making / name).write_bytes(archive.read(held))
        making.rename(folder)
    except OSError:
        shutil.rmtree(making, ignore_errors=True)
        if not (folder / DESCRIBED).exists():  # else another was quicker
            raise


class EventFolderCache:
    """Events out of a database, each in a folder of its own for as long as it is there and used; all folders go with the process."""

    def __init__(self) -> None:
        self._place = temporary_folders.new()
        self._held: dict[str, tuple[StoredEvent, pathlib.Path]] = {}
        self._lock = threading.RLock()

    def folder(self, stored: StoredEvent, read: Callable[[str, int], bytes | None]) -> pathlib.Path:
        """The folder of a StoredEvent; ``read(event, revision)`` gives its .zip. Raises OSError where that is damaged."""
        with self._lock:
            held = self._held.pop(stored.event, None)
            if held is not None and held[0] != stored:  # another revision has taken its place
                shutil.rmtree(held[1].parent, ignore_errors=True)
            if held is None or held[0] != stored or not (held[1] / DESCRIBED).exists():
                key = content_hash(stored.event, stored.made, stored.revision)
                folder = self._place / key / slug_of(stored.event)
                if not (folder / DESCRIBED).exists():
                    try:
                        unpack(read(stored.event, stored.revision) or b"", folder)
                    except (zipfile.BadZipFile, ValueError) as damaged:
                        raise OSError(5, f"event {stored.event} is damaged") from damaged
                held = (stored, folder)
            self._held[stored.event] = held
            while len(self._held) > MOST_FOLDERS:  # the least recently used
                shutil.rmtree(self._held.pop(next(iter(self._held)))[1].parent, ignore_errors=True)
            return held[1]

    def forget(self, there: Collection[str]) -> None:
        """Remove the folders of all events that are not ``there`` (ids of events)."""
        with self._lock:
            for event in [e for e in self._held if e not in there]:
                shutil.rmtree(self._held.pop(event)[1].parent, ignore_errors=True)


def slug_of(event: str) -> str:
    """An event's id as the name of a folder: the id itself where it is one, as ``name_of`` makes them."""
    return event if re.fullmatch(r"[a-z0-9-]{1,100}", event) else slug(event)


def _free(stem: str, taken: set[str]) -> str:
    found = next(name for n in range(1, len(taken) + 2) if (name := stem if n == 1 else f"{stem}-{n}") not in taken)
    taken.add(found)
    return found


def _quoted(text: str) -> str:
    """A TOML string: JSON's rules, but for what JSON leaves as it is."""
    return json.dumps(" ".join(str(text).split()), ensure_ascii=False).replace("\x7f", "\\u007f")
