"""Events that people bring, kept as folders: written whole or not at all, packed into one .zip, and told apart by their names."""

import datetime
import io
import json
import os
import pathlib
import re
import shutil
import tempfile
import unicodedata
import zipfile
import zlib

from components.engine.articles import find_outlet, read_event
from components.engine.intake import LARGEST_UNPACKED, MOST_FILES

LONGEST_NAME = 50


def slug(text):
    """A short name for files and folders: small letters, digits and hyphens.

    >>> slug("Größe & Maß: über Köln!"), slug("…")
    ('groesse-mass-ueber-koeln', 'ohne-namen')
    """
    lower = text.casefold().translate(str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"}))
    plain = unicodedata.normalize("NFKD", lower).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:LONGEST_NAME].strip("-") or "ohne-namen"


def save_event(events, title, date, articles, outlets):
    """Write a new event below the folder ``events``; returns its folder. A crash leaves the whole event or nothing.

    ``date``: ISO day or None; ``articles``: intake.Delivered with their outlets set; ``outlets``: {id: Outlet}. Raises OSError.
    """
    events = pathlib.Path(events)
    events.mkdir(parents=True, exist_ok=True)
    day = date or datetime.date.today().isoformat()
    making = pathlib.Path(tempfile.mkdtemp(prefix=".making-", dir=events))
    try:
        rows = [f"title = {_quoted(title)}"] + ([f"date = {date}"] if date else [])
        taken = set()
        for article in articles:
            outlet = find_outlet(article.outlet or article.source.rsplit(".", 1)[0], outlets)
            stem = _free(slug(outlet.id), taken)
            (making / f"{stem}.txt").write_bytes(article.text.encode("utf-8", "replace"))
            rows += ["", "[[articles]]", f'file = "{stem}.txt"', f"outlet = {_quoted(outlet.id)}"]
            known = {"published": article.published, "url": article.url, "byline": article.byline, "headline": article.headline}
            rows += [f"{key} = {_quoted(value)}" for key, value in known.items() if value]
            if article.roles:
                pairs = ", ".join(f"[{_quoted(words)}, {_quoted(role)}]" for words, role in article.roles)
                rows.append(f"roles = [{pairs}]")
        (making / "event.toml").write_text("\n".join(rows) + "\n", "utf-8")
        return _placed(making, events, f"{day}-{slug(title)}")
    except BaseException:
        shutil.rmtree(making, ignore_errors=True)
        raise


def _placed(making, events, name):
    """Give a finished folder its name, another one where the name is taken; two people at once get two folders."""
    os.chmod(making, 0o755)
    for n in range(1, 1000):
        folder = events / (name if n == 1 else f"{name}-{n}")
        try:
            os.rename(making, folder)
            return folder
        except OSError:
            if not folder.exists():
                raise
    raise FileExistsError(name)


def unpacked(raw, events):
    """Bring back an event that ``packed`` made; returns its folder, None for a .zip that holds no event.

    Only names without folders are used, and the event must be readable. Raises UnreadableEvent, OSError.
    """
    events = pathlib.Path(events)
    try:
        archive = zipfile.ZipFile(io.BytesIO(raw))
        held = [f for f in archive.infolist() if not f.is_dir() and not f.flag_bits & 1]
    except (zipfile.BadZipFile, ValueError, OSError):
        return None
    if not any(re.split(r"[/\\]", f.filename)[-1] == "event.toml" for f in held):
        return None
    if len(held) > MOST_FILES or sum(f.file_size for f in held) > LARGEST_UNPACKED:
        return None
    events.mkdir(parents=True, exist_ok=True)
    making = pathlib.Path(tempfile.mkdtemp(prefix=".making-", dir=events))
    try:
        left = LARGEST_UNPACKED
        for member in held:
            name = re.split(r"[/\\]", member.filename)[-1]
            if name.startswith(".") or pathlib.PurePath(name).suffix not in {".toml", ".txt"}:
                continue
            with archive.open(member) as stream:
                content = stream.read(left + 1)
            left -= len(content)
            if left < 0:
                raise OSError(27, "too large")
            (making / name).write_bytes(content)
        event = read_event(making)
        return _placed(making, events, f"{event.date or datetime.date.today().isoformat()}-{slug(event.title)}")
    except (zipfile.BadZipFile, EOFError, NotImplementedError, RuntimeError, zlib.error) as broken:
        shutil.rmtree(making, ignore_errors=True)
        raise OSError(5, "the archive is damaged") from broken
    except BaseException:
        shutil.rmtree(making, ignore_errors=True)
        raise


def _free(stem, taken):
    found = next(name for n in range(1, len(taken) + 2) if (name := stem if n == 1 else f"{stem}-{n}") not in taken)
    taken.add(found)
    return found


def _quoted(text):
    """A TOML string: JSON's rules, but for what JSON leaves as it is."""
    return json.dumps(" ".join(str(text).split()), ensure_ascii=False).replace("\x7f", "\\u007f")


def packed(folder):
    """An event's folder as the bytes of a .zip: event.toml and the articles as they lie there."""
    folder = pathlib.Path(folder)
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in sorted(folder.iterdir()):
            if path.is_file() and path.name != "comparison.json" and not path.name.startswith("."):
                archive.write(path, f"{folder.name}/{path.name}")
    return held.getvalue()
