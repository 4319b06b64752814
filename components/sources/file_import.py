"""Articles as people bring them: text, Markdown, HTML, PDF, Word, or a .zip of these, read into plain text with what is known.

Everything here is untrusted. Each file gives articles or one clear sentence on what is wrong and what to do; nothing is executed,
nothing is fetched, and sizes are limited before anything is unpacked. The one door to trafilatura, pypdf and python-docx.
"""

import dataclasses
import io
import pathlib
import re
import unicodedata
import zipfile
from dataclasses import dataclass

from components.engine.articles.article import LARGEST_ARTICLE
from components.engine.articles.text_files import decode, is_binary

LARGEST_FILE = 20_000_000  # bytes
LARGEST_UNPACKED = 40_000_000  # bytes that a .zip may hold in all
MOST_FILES = 60  # in a .zip
MOST_PAGES = 100  # of a PDF
SHORTEST = 40  # characters of text below which something is no article
TEXT = frozenset([".txt", ".md", ".text", ""])
HTML = frozenset([".html", ".htm", ".xhtml"])
COMMON = frozenset(["der", "die", "das", "und", "ist", "nicht", "ein", "eine", "von", "mit", "sich", "auf", "für", "den", "dem", "im", "zu", "des", "auch", "hat", "dass", "wird", "sind"])  # fmt: skip
PUBLISHED = re.compile(
    r'<meta[^<>]{0,80}article:published_time["\'][^<>]{0,40}content=["\'](\d{4}-\d\d-\d\dT[\d:.]{5,15}(?:Z|[+-]\d\d:?\d\d)?)["\']'
)
GERMAN = 0.08  # share of such words from which a text is German


@dataclass(frozen=True)
class Delivered:
    """One article as brought: where it came from, its text, and what the file itself says of it (None where it says nothing).

    ``file``: the name it has in an event already kept."""

    source: str
    text: str
    outlet: str | None = None
    headline: str | None = None
    published: str | None = None
    byline: str | None = None
    url: str | None = None
    roles: tuple[tuple[str, str], ...] = ()
    credit: str | None = None
    file: str | None = None


@dataclass(frozen=True)
class Refused:
    """A file that cannot be read: what is wrong and what to do, in German and English."""

    source: str
    german: str
    english: str


class NotRead(Exception):
    """A file that cannot be read; worded in German and English."""

    def __init__(self, german, english):
        super().__init__(english)
        self.german, self.english = german, english


def read_files(files):
    """(Delivered, …) and (Refused, …) of files: [(name, bytes)]."""
    found, refused = [], []
    for name, raw in files:
        shown = _shown(name)
        _collect(shown, raw, found, refused)
    return tuple(found), tuple(refused)


def _collect(name, raw, found, refused):
    try:
        found += _read(name, raw, refused)
    except NotRead as wrong:
        refused.append(Refused(name, wrong.german, wrong.english))


def read_text(text, name="Text"):
    """A pasted text as a Delivered, or Refused."""
    found, refused = read_files([(f"{name}.txt", text.encode("utf-8", "replace"))])
    return (found or refused)[0]


def basename(name):
    """A name without its folders, whichever way they are written: what an archive calls its files is no path."""
    return re.split(r"[/\\]", name)[-1]


def _shown(name):
    """A file's name without folders, control characters and what turns the direction of writing."""
    return "".join(c for c in basename(name) if unicodedata.category(c)[0] != "C")[:120] or "?"


def _read(name, raw, refused):
    if not raw:
        raise NotRead("Die Datei ist leer (0 Bytes).", "The file is empty (0 bytes).")
    if len(raw) > LARGEST_FILE:
        raise NotRead(
            f"Die Datei ist mit {len(raw) // 1_000_000} MB zu groß; höchstens {LARGEST_FILE // 1_000_000} MB werden gelesen.",
            f"The file is too large with {len(raw) // 1_000_000} MB; at most {LARGEST_FILE // 1_000_000} MB are read.",
        )
    suffix = pathlib.PurePath(name).suffix.casefold()
    if suffix == ".zip":
        return _zip(raw, refused)
    if suffix == ".pdf" or raw.startswith(b"%PDF-"):
        return [_checked(Delivered(name, _pdf(raw)))]
    if suffix == ".docx":
        return [_checked(Delivered(name, _docx(raw)))]
    if suffix not in TEXT | HTML:
        raise NotRead(
            f"Dateien mit der Endung „{suffix}“ werden nicht gelesen; bitte als .txt, .md, .html, .pdf, .docx oder .zip liefern.",
            f"Files ending in “{suffix}” are not read; bring .txt, .md, .html, .pdf, .docx or .zip.",
        )
    if is_binary(raw):
        raise NotRead(
            "Das ist keine Textdatei; bitte den Artikel als Text speichern.", "This is no text file; save the article as text."
        )
    text = decode(raw)
    if suffix in HTML or re.match(r"\s*(<!doctype html|<html[\s>])", text, re.IGNORECASE):
        return [_checked(_html(name, text))]
    return [_checked(Delivered(name, text))]


def _checked(found):
    text = found.text.replace("\0", "")
    if len(text) > LARGEST_ARTICLE:
        raise NotRead(
            f"Der Text ist mit {len(text)} Zeichen zu lang (höchstens {LARGEST_ARTICLE}).",
            f"The text is too long with {len(text)} characters (at most {LARGEST_ARTICLE}).",
        )
    if sum(c.isalpha() for c in text) < SHORTEST:
        raise NotRead(
            "Darin steht kein Artikel: Es sind nur wenige Buchstaben Text zu finden.",
            "There is no article in it: only a few letters of text were found.",
        )
    return dataclasses.replace(found, text=text)


def _html(name, text):
    """The article of a page: no scripts, no comments, no pictures are loaded."""
    import trafilatura

    try:
        held = trafilatura.bare_extraction(
            text, include_comments=False, include_tables=True, include_images=False, with_metadata=True
        )
    except Exception:  # whatever a parser makes of a hostile page
        held = None
    if held is None or not held.text:
        raise NotRead(
            "Auf dieser Seite wurde kein Artikel gefunden (vielleicht nur eine Überschrift oder eine Bezahlschranke).",
            "No article was found on this page (perhaps only a headline or a paywall).",
        )
    body = held.text
    if held.title and not body.startswith(held.title):
        body = f"{held.title}\n\n{body}"
    told = PUBLISHED.search(text)
    when = (
        told.group(1) if told and held.date and told.group(1).startswith(held.date) else held.date
    )  # trafilatura gives the day only
    return Delivered(name, body, held.hostname or held.sitename, held.title, when, held.author, held.url)


def _pdf(raw):
    """The text of a PDF: lines joined to paragraphs, hyphens at line ends healed."""
    import pypdf

    try:
        reader = pypdf.PdfReader(io.BytesIO(raw))
        locked = reader.is_encrypted and not reader.decrypt("")
        pages = [] if locked else [reader.pages[n].extract_text() or "" for n in range(min(len(reader.pages), MOST_PAGES))]
    except Exception:  # pypdf raises what its parts raise
        raise NotRead(
            "Dieses PDF ist beschädigt oder ungewöhnlich und lässt sich nicht lesen; bitte den Text einfügen.",
            "This PDF is damaged or unusual and cannot be read; paste its text instead.",
        ) from None
    if locked:
        raise NotRead(
            "Dieses PDF ist mit einem Kennwort geschützt; bitte ohne Kennwort speichern oder den Text einfügen.",
            "This PDF is protected by a password; save it without one or paste its text.",
        )
    text = joined("\n".join(pages))
    if sum(c.isalpha() for c in text) < SHORTEST:
        raise NotRead(
            "Dieses PDF enthält Bilder, aber keinen Text (ein Scan); bitte vorher mit Texterkennung speichern.",
            "This PDF holds pictures but no text (a scan); save it with text recognition first.",
        )
    return text


def joined(text):
    """Hard-wrapped lines as paragraphs, with hyphens at line ends healed; a short line or an empty one ends a paragraph.

    >>> joined("Die Stadt baut eine Brü-\\ncke über den Fluss und nennt\\nsie neu.\\n\\nEnde der Straße")
    'Die Stadt baut eine Brücke über den Fluss und nennt sie neu.\\n\\nEnde der Straße'
    """
    lines = [line.strip() for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n")]
    usual = sorted(len(line) for line in lines if line)
    full = 0.6 * usual[3 * len(usual) // 4] if usual else 0
    found = [""]
    for line, after in zip(lines, [*lines[1:], ""]):
        if not line:
            found.append("")
            continue
        if found[-1].endswith("-") and len(found[-1]) > 1 and found[-1][-2].isalpha() and line[0].islower():
            found[-1] = found[-1][:-1] + line
        else:
            found[-1] = f"{found[-1]} {line}".strip()
        if len(line) < full and line[-1] in '.!?:“”"' and after:
            found.append("")
    return "\n\n".join(p for p in found if p)


def _docx(raw):
    """Paragraphs and the cells of tables of a Word file, in order."""
    import docx

    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as packed:
            if sum(f.file_size for f in packed.infolist()) > LARGEST_UNPACKED:
                raise NotRead("Diese Word-Datei ist ausgepackt zu groß.", "This Word file is too large when unpacked.")
        document = docx.Document(io.BytesIO(raw))
        rows = []
        for block in document.iter_inner_content():
            if hasattr(block, "rows"):
                rows += [" | ".join(dict.fromkeys(cell.text.strip() for cell in row.cells)) for row in block.rows]
            else:
                rows.append(block.text.strip())
    except NotRead:
        raise
    except Exception:  # a broken archive, a broken part, or an encrypted file
        raise NotRead(
            "Diese Word-Datei lässt sich nicht öffnen (beschädigt, geschützt oder kein .docx); bitte den Text einfügen.",
            "This Word file cannot be opened (damaged, protected or no .docx); paste its text instead.",
        ) from None
    return "\n\n".join(row for row in rows if row)


def _zip(raw, refused):
    """The articles of an archive; names are only names, nothing is written to disk, and a bad file does not spoil the others."""
    try:
        packed = zipfile.ZipFile(io.BytesIO(raw))
        held = [f for f in packed.infolist() if not f.is_dir() and not f.filename.startswith("__MACOSX/")]
    except Exception:
        raise NotRead("Dieses .zip ist beschädigt.", "This .zip is damaged.") from None
    if not within_limits(held):
        raise NotRead(
            f"Dieses .zip ist ausgepackt zu groß (höchstens {MOST_FILES} Dateien und {LARGEST_UNPACKED // 1_000_000} MB).",
            f"This .zip is too large when unpacked (at most {MOST_FILES} files and {LARGEST_UNPACKED // 1_000_000} MB).",
        )
    articles = [f for f in held if _may_hold_an_article(_shown(f.filename))]
    found, wrong = [], len(refused)
    for name, content in contents(packed, articles):
        _collect(_shown(name), content, found, refused)
    if not found and len(refused) == wrong:
        raise NotRead("In diesem .zip liegt kein Artikel.", "There is no article in this .zip.")
    return found


def _may_hold_an_article(name):
    return not name.startswith(".") and pathlib.PurePath(name).suffix.casefold() not in {".zip", ".toml", ".json"}


def within_limits(members):
    """Whether an archive's members are few and, by what it says of them, small enough to be unpacked."""
    return len(members) <= MOST_FILES and sum(f.file_size for f in members) <= LARGEST_UNPACKED


def contents(archive, members):
    """(name, bytes) of an archive's members, never more than LARGEST_UNPACKED in all. Raises ``NotRead``."""
    left = LARGEST_UNPACKED
    for member in members:
        if member.flag_bits & 1:
            raise NotRead("Dieses .zip ist mit einem Kennwort geschützt.", "This .zip is protected by a password.")
        try:
            with archive.open(member) as stream:
                content = stream.read(left + 1)  # what the archive says of sizes may be a lie
        except Exception:  # zipfile raises what its decompressors raise
            name = _shown(member.filename)
            raise NotRead(f"„{name}“ in diesem .zip ist beschädigt.", f"“{name}” in this .zip is damaged.") from None
        left -= len(content)
        if left < 0:
            raise NotRead("Dieses .zip ist ausgepackt zu groß.", "This .zip is too large when unpacked.")
        yield member.filename, content


def iso(said):
    """A day or time as German pages write it, in ISO form; anything else as it is.

    >>> iso("15.07.2024, 18:30 Uhr"), iso("5.7.2024"), iso("2024-07-15"), iso("gestern")
    ('2024-07-15T18:30', '2024-07-05', '2024-07-15', 'gestern')
    """
    found = re.fullmatch(r"(\d{1,2})\.(\d{1,2})\.(\d{4})(?:\D{1,6}(\d{1,2})[:.](\d\d)(?: ?Uhr)?)?", said.strip())
    if not found:
        return said
    day, month, year, hour, minute = found.groups()
    return f"{year}-{int(month):02}-{int(day):02}" + (f"T{int(hour):02}:{minute}" if hour else "")


def is_german(text):
    """Whether a text seems to be German, by its most common words."""
    words = re.findall(r"[^\W\d_]+", text[:20_000].casefold())
    return sum(w in COMMON for w in words) >= GERMAN * max(1, len(words))
