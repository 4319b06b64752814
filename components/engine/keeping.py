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

from components.engine import intake
from components.engine.articles import find_outlet, read_event

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
    kept = [f for f in held if _is_part(intake.basename(f.filename))]
    if not any(intake.basename(f.filename) == "event.toml" for f in kept) or not intake.within_limits(held):
        return None
    events.mkdir(parents=True, exist_ok=True)
    making = pathlib.Path(tempfile.mkdtemp(prefix=".making-", dir=events))
    try:
        for name, content in intake.contents(archive, kept):
            (making / intake.basename(name)).write_bytes(content)
        event = read_event(making)
        return _placed(making, events, f"{event.date or datetime.date.today().isoformat()}-{slug(event.title)}")
    except intake.NotRead as damaged:
        shutil.rmtree(making, ignore_errors=True)
        raise OSError(5, damaged.english) from damaged
    except BaseException:
        shutil.rmtree(making, ignore_errors=True)
        raise


def _is_part(name):
    return not name.startswith(".") and pathlib.PurePath(name).suffix in {".toml", ".txt"}


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
