"""Files that people bring: each gives articles, or one clear sentence, and nothing is lost, executed or unpacked without end."""

import io

import pytest
from conftest import told
from hypothesis import given, settings
from hypothesis import strategies as st
from zips import TEXT, zipped

from components.engine.articles.events import read_event
from components.sources import file_import
from components.sources.file_import import joined, read_files

PAGE = """<!doctype html><html><head><title>Brücke kommt</title><meta property="article:published_time" content="2024-05-14T18:00:00+02:00">
<script>alert(1)</script></head><body><nav>Menü</nav><article><h1>Brücke kommt</h1><p onclick="alert(1)">Der Stadtrat hat am Donnerstag den Bau
einer neuen Brücke über den Fluss beschlossen. Sie soll im Herbst begonnen werden und zwei Jahre dauern.</p><p>Die Opposition stimmte dagegen,
weil das Geld für die Schulen fehle, wie ihr Sprecher nach der Sitzung sagte.</p><img src="https://example.org/x.png"></article>
<div id="comments"><p>Troll: Das ist alles gelogen, sage ich euch.</p></div></body></html>"""


def word(*paragraphs, table=()):
    import docx

    document = docx.Document()
    for p in paragraphs:
        document.add_paragraph(p)
    if table:
        made = document.add_table(len(table), len(table[0]))
        for r, row in enumerate(table):
            for c, cell in enumerate(row):
                made.cell(r, c).text = cell
    held = io.BytesIO()
    document.save(held)
    return held.getvalue()


def pdf(text=None, password=None):
    """A PDF made by hand, with one line of text or none."""
    import pypdf

    writer = pypdf.PdfWriter()
    page = writer.add_blank_page(400, 400)
    if text:
        from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject

        stream = DecodedStreamObject()
        stream.set_data(f"BT /F1 12 Tf 20 300 Td ({text}) Tj ET".encode("latin-1"))
        page[NameObject("/Contents")] = writer._add_object(stream)
        font = DictionaryObject(
            {
                NameObject("/Type"): NameObject("/Font"),
                NameObject("/Subtype"): NameObject("/Type1"),
                NameObject("/BaseFont"): NameObject("/Helvetica"),
                NameObject("/Encoding"): NameObject("/WinAnsiEncoding"),
            }
        )
        page[NameObject("/Resources")] = DictionaryObject({NameObject("/Font"): DictionaryObject({NameObject("/F1"): font})})
    if password:
        writer.encrypt(password)
    held = io.BytesIO()
    writer.write(held)
    return held.getvalue()


def one(name, raw):
    found, refused = read_files([(name, raw)])
    assert len(found) == 1 and not refused, refused
    return found[0]


def wrong(name, raw):
    found, refused = read_files([(name, raw)])
    assert not found and len(refused) == 1
    return told(refused[0].why)


def test_text_stays_as_it_is():
    assert one("bote.txt", TEXT.encode()).text == TEXT
    assert one("bote.md", TEXT.encode("cp1252")).text == TEXT
    assert one("bote.txt", b"\xff\xfe" + TEXT.encode("utf-16-le")).text == TEXT


def test_a_page_gives_its_article_without_scripts_comments_or_pictures():
    found = one("seite.html", PAGE.encode())
    assert "Stadtrat" in found.text and "Opposition" in found.text and found.headline == "Brücke kommt"
    assert not any(word in found.text for word in ("alert", "Troll", "<p", "example.org", "Menü"))
    assert found.published == "2024-05-14T18:00:00+02:00"


def test_a_page_without_an_article_is_said():
    assert "kein Artikel" in wrong("leer.html", b"<html><body><nav>Start</nav></body></html>")


def test_word_with_tables():
    found = one("bote.docx", word("Brücke kommt", TEXT, table=[["Kosten", "3 Mio. Euro"], ["Beginn", "Herbst"]]))
    assert "Stadtrat" in found.text and "Kosten | 3 Mio. Euro" in found.text


def test_a_pdf_with_text():
    assert (
        "Stadtrat hat am Donnerstag"
        in one("bote.pdf", pdf("Der Stadtrat hat am Donnerstag den Bau einer neuen Bahn beschlossen.")).text
    )


@pytest.mark.parametrize(
    ("name", "raw", "word"),
    [
        ("leer.txt", b"", "leer"),
        ("gross.txt", b"a" * (file_import.LARGEST_FILE + 1), "zu groß"),
        ("bild.png", b"\x89PNG\r\n\x1a\n", "nicht gelesen"),
        ("daten.txt", bytes(range(32)) * 99, "keine Textdatei"),
        ("wort.txt", b"Ja.", "kein Artikel"),
        ("scan.pdf", pdf(), "Texterkennung"),
        ("geheim.pdf", pdf("Text", password="x"), "Kennwort"),
        ("kaputt.pdf", b"%PDF-1.7\n" + b"\x00garbage" * 50, "beschädigt"),
        ("kaputt.docx", b"PK\x03\x04kaputt", "lässt sich nicht öffnen"),
        ("kaputt.zip", b"PK\x03\x04kaputt", "beschädigt"),
        ("leer.zip", zipped({}), "kein Artikel"),
        ("viele.zip", zipped({f"{n}.txt": TEXT for n in range(file_import.MOST_FILES + 1)}), "zu groß"),
        ("bombe.zip", zipped({"a.txt": b"0" * (file_import.LARGEST_UNPACKED + 1)}), "zu groß"),
    ],
)
def test_what_cannot_be_read_is_one_clear_sentence(name, raw, word):
    assert word in wrong(name, raw)


def test_a_bad_file_does_not_spoil_an_archive_and_paths_are_only_names():
    found, refused = read_files(
        [("alle.zip", zipped({"../../etc/bote.txt": TEXT, "/abs/leer.txt": b"", "x/y/blatt.md": TEXT, "in.zip": b"PK"}))]
    )
    assert {f.source for f in found} == {"bote.txt", "blatt.md"} and [r.source for r in refused] == ["leer.txt"]


def test_an_archive_that_lies_about_its_sizes_is_stopped():
    raw = bytearray(zipped({"a.txt": b"0" * 5_000_000}))
    at = raw.find(b"PK\x01\x02")
    raw[at + 24 : at + 28] = (10).to_bytes(4, "little")
    found, refused = read_files([("luege.zip", bytes(raw))])
    assert not found and refused


def test_names_lose_what_turns_or_breaks_a_line():
    assert one("a\u202etxt.\n../b.txt", TEXT.encode()).source == "b.txt"


def test_lines_of_a_pdf_become_paragraphs():
    text = "Die Stadt baut eine neue Brü-\ncke über den breiten Fluss\nund nennt sie nach ihm.\nDanach folgt mehr Text hier."
    assert (
        joined(text)
        == "Die Stadt baut eine neue Brücke über den breiten Fluss und nennt sie nach ihm. Danach folgt mehr Text hier."
    )
    assert joined("Nordrhein-\nWestfalen jubelt") == "Nordrhein- Westfalen jubelt"  # a hyphen that belongs there stays


def test_german_is_told_from_other_languages():
    assert file_import.is_german(TEXT) and not file_import.is_german(
        "The city council has decided to build a new bridge across the river."
    )


@settings(max_examples=400, deadline=None)
@given(st.sampled_from([".txt", ".md", ".html", ".pdf", ".docx", ".zip", ""]), st.binary(max_size=300), st.text(max_size=20))
def test_no_file_raises_and_none_is_lost(suffix, raw, name):
    found, refused = read_files([(name + suffix, raw)])
    assert found or refused


@settings(max_examples=300, deadline=None)
@given(st.sampled_from([".txt", ".md"]), st.text(min_size=1, max_size=300))
def test_text_comes_back_letter_by_letter(suffix, text):
    raw = text.encode("utf-8", "surrogatepass")
    found, refused = read_files([("a" + suffix, raw)])
    if found and not refused and not text.startswith("\ufeff"):
        assert (
            found[0].text == text.replace("\0", "") or "\ufffd" in found[0].text or any(0xD800 <= ord(c) < 0xE000 for c in text)
        )


@settings(max_examples=300, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                "<p>",
                "<script>",
                "</div>",
                "<table>",
                "Der Rat tagt am Montag. ",
                "<img src=x onerror=alert(1)>",
                "&#0;",
                "<!--",
                "]]>",
                "\x00",
                "\u202e",
            ]
        ),
        max_size=40,
    )
)
def test_hostile_pages_give_text_or_a_sentence(parts):
    found, refused = read_files([("a.html", ("<html><body>" + "".join(parts)).encode("utf-8", "replace"))])
    assert (found or refused) and not any("<script" in f.text for f in found)


@pytest.mark.parametrize("rows", ['"x"', "[1, 2]", '[["a"]]', '[["a", "unsinn"]]', '[["a", "body", "c"]]'])
def test_senseless_roles_are_said_and_left_out(tmp_path, rows):
    (tmp_path / "event.toml").write_text(f'title = "x"\n[[articles]]\nfile = "a.txt"\nroles = {rows}\n', "utf-8")
    (tmp_path / "a.txt").write_text(TEXT, "utf-8")
    event = read_event(tmp_path)
    assert not event.articles[0].roles and any("roles" in told(w, "en") for w in event.warnings)


@pytest.mark.parametrize(
    ("lines", "joined_text"),
    [
        ("Nord- und\nSüdkorea reden.", "Nord- und Südkorea reden."),
        ("Es geht um Nord-\nund Südkorea.", "Es geht um Nord- und Südkorea."),
        ("Die Ein- bzw.\nAusfuhr steigt.", "Die Ein- bzw. Ausfuhr steigt."),
        ("Der Bun-\ndestag tagt.", "Der Bundestag tagt."),
        ("Die Hun-\nde bellen.", "Die Hunde bellen."),
    ],
)
def test_a_hyphen_of_a_word_left_out_is_no_hyphen_of_a_line(lines, joined_text):
    assert joined(lines) == joined_text
