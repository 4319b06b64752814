"""Events as one .zip, to keep and to give away: the texts as delivered, ``event.toml``, and what people decided about them."""

import datetime
import io
import json
import pathlib
import re
import shutil
import tempfile
import unicodedata
import zipfile
from dataclasses import dataclass

from components.engine import decisions
from components.engine.articles.events import Event, read_event
from components.engine.articles.outlets import find_outlet
from components.engine.fingerprints import content_hash
from components.sources import file_import

LONGEST_NAME = 50
DESCRIBED = "event.toml"


@dataclass(frozen=True)
class Brought:
    """An event out of a .zip: its name, what it holds, the .zip without what does not belong there, and its decisions.

    ``strange``: how many entries of decisions.json made no sense and were left out, None where all of it made none.
    """

    name: str
    event: Event
    packed: bytes
    history: tuple = ()
    strange: int | None = 0


def slug(text, most=LONGEST_NAME):
    """A short name for files and folders: small letters, digits and hyphens, at most so many.

    >>> slug("Größe & Maß: über Köln!"), slug("…")
    ('groesse-mass-ueber-koeln', 'ohne-namen')
    """
    lower = text.casefold().translate(str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"}))
    plain = unicodedata.normalize("NFKD", lower).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:most].strip("-") or "ohne-namen"


def name_of(title, date):
    """What an event is called in addresses and folders: its day, or today where ``date`` is none, and its title.

    >>> name_of("Brücke", "2024-05-14"), name_of("Brücke", "../../etc") == name_of("Brücke", None)
    ('2024-05-14-bruecke', True)
    """
    try:
        day = datetime.date.fromisoformat(date or "")
    except ValueError:
        day = datetime.date.today()
    return f"{day.isoformat()}-{slug(title)}"


def pack(title, date, articles, outlets, title_en=None):
    """A new event as the bytes of a .zip. ``date``: ISO day or None; ``articles``: intake.Delivered; ``outlets``: {id: Outlet}."""
    rows = [f"title = {_quoted(title)}"] + [f"title_en = {_quoted(title_en)}"] * bool(title_en)
    rows += [f"date = {date}"] if date else []
    files, taken = {}, {a.file.rsplit(".", 1)[0] for a in articles if a.file}
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


def drafts(event):
    """The articles of an Event as intake.Delivered, to be changed and packed again under the names of their files."""
    found, taken = [], set()
    for a in event.articles:
        file = f"{_free(pathlib.PurePath(file_import.basename(a.file)).stem, taken)}.txt"
        found.append(
            file_import.Delivered(a.file, a.text, a.outlet, a.headline, a.published, a.byline, a.url, a.roles, a.credit, file)
        )
    return found


def _zip(name, files):
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for file, content in sorted(files.items()):
            archive.writestr(f"{name}/{file}", content)
    return held.getvalue()


def packed(folder, history=()):
    """An event's folder, with the decisions about it, as the bytes of a .zip."""
    folder = pathlib.Path(folder)
    files = {p.name: p.read_bytes() for p in folder.iterdir() if p.is_file() and _is_part(p.name)}
    if history:
        files[decisions.NAME] = decisions.as_json(history).encode("utf-8")
    return _zip(folder.name, files)


def brought(raw):
    """The Brought of a .zip that ``packed`` made, ``None`` for one that holds no event. Raises UnreadableEvent, OSError.

    Only names without folders are used, and only of files that belong to an event.
    """
    try:
        archive = zipfile.ZipFile(io.BytesIO(raw))
        held = [f for f in archive.infolist() if not f.is_dir() and not f.flag_bits & 1]
    except (zipfile.BadZipFile, ValueError, OSError):
        return None
    kept = [f for f in held if _is_part(file_import.basename(f.filename)) or file_import.basename(f.filename) == decisions.NAME]
    if not any(file_import.basename(f.filename) == DESCRIBED for f in kept) or not file_import.within_limits(held):
        return None
    try:
        files = {file_import.basename(name): content for name, content in file_import.contents(archive, kept)}
    except file_import.NotRead as damaged:
        raise OSError(5, damaged.english) from damaged
    try:
        history, strange = decisions.from_json(files.pop(decisions.NAME, b"[]").decode("utf-8", "replace"))
    except ValueError:
        history, strange = (), None
    with tempfile.TemporaryDirectory() as making:
        folder = pathlib.Path(making) / slug(kept[0].filename.split("/")[0], 80)  # its name before, by which links know it
        folder.mkdir()
        for name, content in files.items():
            (folder / name).write_bytes(content)
        event = read_event(folder)
    name = folder.name if re.match(r"\d{4}-\d\d-\d\d-.", folder.name) else name_of(event.title, event.date)
    return Brought(name, event, _zip(name, files), history, strange)


def unpack(raw, folder):
    """Lay what ``pack`` or ``brought`` made into a new ``folder``: whole, or after a crash not at all."""
    folder = pathlib.Path(folder)
    folder.parent.mkdir(parents=True, exist_ok=True)
    making = pathlib.Path(tempfile.mkdtemp(prefix=".making-", dir=folder.parent))
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            for held in archive.infolist():
                (making / file_import.basename(held.filename)).write_bytes(archive.read(held))
        making.rename(folder)
    except OSError:
        shutil.rmtree(making, ignore_errors=True)
        if not (folder / DESCRIBED).exists():  # else another was quicker
            raise


class Laid:
    """Events out of a database, each in a folder of its own for as long as it is there; all folders go with the process."""

    def __init__(self):
        self._place = tempfile.TemporaryDirectory(prefix="lesarten-")
        self._held = {}

    def folder(self, kept, read):
        """The folder of a database.Kept; ``read(event, revision)`` gives its .zip. Raises OSError where that is damaged."""
        if self._held.get(kept.event, (None,))[0] != kept or not (self._held[kept.event][1] / DESCRIBED).exists():
            folder = pathlib.Path(self._place.name) / content_hash(kept.event, kept.made, kept.revision) / slug_of(kept.event)
            if not (folder / DESCRIBED).exists():
                try:
                    unpack(read(kept.event, kept.revision) or b"", folder)
                except (zipfile.BadZipFile, ValueError) as damaged:
                    raise OSError(5, f"event {kept.event} is damaged") from damaged
            self._held[kept.event] = (kept, folder)
        return self._held[kept.event][1]

    def forget(self, there):
        """Remove the folders of all events that are not ``there`` (a collection of ids)."""
        for event in [e for e in list(self._held) if e not in there]:
            shutil.rmtree(self._held.pop(event)[1].parent, ignore_errors=True)


def slug_of(event):
    """An event's id as the name of a folder: the id itself where it is one, as ``name_of`` makes them."""
    return event if re.fullmatch(r"[a-z0-9-]{1,100}", event) else slug(event)


def _is_part(name):
    return not name.startswith(".") and pathlib.PurePath(name).suffix in {".toml", ".txt"}


def _free(stem, taken):
    found = next(name for n in range(1, len(taken) + 2) if (name := stem if n == 1 else f"{stem}-{n}") not in taken)
    taken.add(found)
    return found


def _quoted(text):
    """A TOML string: JSON's rules, but for what JSON leaves as it is."""
    return json.dumps(" ".join(str(text).split()), ensure_ascii=False).replace("\x7f", "\\u007f")
