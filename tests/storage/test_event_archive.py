"""Events as one .zip: texts as delivered, event.toml, decisions; out and in again, whatever is in it."""

import datetime
import io
import re
import shutil
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from zips import TEXT, zipped

from components.engine import decisions
from components.engine.articles.article import Sentence
from components.engine.articles.events import LARGEST_EVENT, MOST_ARTICLES, UnreadableEvent, read_event
from components.engine.articles.outlets import find_outlet, read_outlets
from components.engine.codes import Role
from components.engine.document import sentences
from components.sources.file_import import DraftArticle, NotRead
from components.storage import event_archive
from components.storage.stored_event import StoredEvent


def laid(tmp_path, articles, outlets=None, title="Brücke"):
    event_archive.unpack(event_archive.pack(title, "2024-05-14", articles, outlets or {}), tmp_path / "event")
    return read_event(tmp_path / "event")


def test_an_event_is_kept_whole_and_read_back(tmp_path):
    articles = [
        DraftArticle(
            source="a.txt",
            text=TEXT,
            outlet="www.taz.de",
            headline="Brücke „kommt“",
            published="2024-05-14T18:00",
            byline=None,
            url=None,
            credit="dpa",
        ),
        DraftArticle(
            source="b.txt",
            text=TEXT + " Ja.",
            outlet='Neues "Blatt"\n[[x]]',
            headline=None,
            published=None,
            byline="Anna\tMuster",
        ),
        DraftArticle(source="c.txt", text=TEXT, outlet="taz"),
    ]
    event = laid(tmp_path, articles, read_outlets(), 'Brücke "1"')
    assert event.title == 'Brücke "1"' and event.date == "2024-05-14" and [a.id for a in event.articles][::2] == ["taz", "taz-2"]
    assert [a.outlet for a in event.articles] == ["taz", 'Neues "Blatt" [[x]]', "taz"]
    assert event.articles[0].headline == "Brücke „kommt“" and event.articles[0].text == TEXT and event.articles[0].credit == "dpa"
    assert event_archive.name_of('Brücke "1"', "2024-05-14") == "2024-05-14-bruecke-1"


def test_an_event_that_is_changed_keeps_the_names_of_its_files(tmp_path):
    event = laid(
        tmp_path, [DraftArticle(source="a", text=TEXT, outlet="Bote"), DraftArticle(source="b", text=TEXT, outlet="Bote")]
    )
    drafts = [*event_archive.drafts(event)[1:], DraftArticle(source="c", text=TEXT, outlet="Bote")]
    event_archive.unpack(event_archive.pack("Brücke", None, drafts, {}), tmp_path / "changed")
    assert [a.id for a in read_event(tmp_path / "changed").articles] == ["bote-2", "bote"]


def test_what_people_set_right_about_a_sentence_holds(tmp_path):
    text = TEXT + "\n\nFoto: Anna Muster/dpa\n\nMehr zum Thema"
    roles = (("Foto: Anna Muster/dpa", "body"), ("Brücke kommt", "boilerplate"), ('Kein "Satz" \\ davon', "body"))
    first = next(
        a
        for a in laid(tmp_path, [DraftArticle(source="a", text=text, roles=roles), DraftArticle(source="b", text=TEXT)]).articles
        if a.roles
    )
    assert first.roles == roles
    held = {" ".join(s.text.split()): s.role for s in sentences(first, find_outlet("a", {}))}
    assert held["Foto: Anna Muster/dpa"] == "body" and held["Brücke kommt"] == "boilerplate"


def test_a_crash_leaves_nothing_behind(tmp_path, monkeypatch):
    monkeypatch.setattr("pathlib.Path.write_bytes", lambda *a: (_ for _ in ()).throw(OSError(28, "full")))
    with pytest.raises(OSError, match="full"):
        event_archive.unpack(
            event_archive.pack("Titel", None, [DraftArticle(source="a", text=TEXT)], {}), tmp_path / "events" / "e"
        )
    assert not list((tmp_path / "events").iterdir())


def test_an_event_goes_out_and_comes_back_with_its_decisions(tmp_path, folder):
    made = decisions.stamped(
        [decisions.on_role(Sentence(id="taz:0", article="taz", start=0, end=2, role=Role.BODY, text="Ja."), "caption")], "Anna"
    )
    found = event_archive.imported(event_archive.packed(folder, made))
    event_archive.unpack(found.packed, tmp_path / "again")
    one, other = read_event(folder), read_event(tmp_path / "again")
    assert [(a.id, a.text, a.outlet) for a in one.articles] == [(a.id, a.text, a.outlet) for a in other.articles]
    assert found.history == made and not found.strange and not (tmp_path / "again" / decisions.NAME).exists()
    assert event_archive.imported(zipped({"a.txt": TEXT})) is None
    with pytest.raises(NotRead):
        event_archive.imported(b"x")


@pytest.mark.parametrize("said", ["", "{}", "[1, 2]", "\x00"])
def test_decisions_that_make_no_sense_do_not_cost_the_event(said):
    toml = 'title = "x"\n[[articles]]\nfile = "a.txt"\n'
    found = event_archive.imported(zipped({"event.toml": toml, "a.txt": TEXT, "decisions.json": said}))
    assert found.event.title == "x" and not found.history and found.strange != 0


def test_an_archive_cannot_write_outside_its_folder(tmp_path):
    toml = 'title = "x"\n[[articles]]\nfile = "a.txt"\n'
    raw = {
        "e/event.toml": toml,
        "e/a.txt": TEXT,
        "e/../../evil.sh": "rm",
        "../evil.sh": "rm",
        "e//etc/evil": "x",
        "e/x/../../../evil": "x",
    }
    found = event_archive.imported(zipped(raw))
    event_archive.unpack(found.packed, tmp_path / "events" / "e")
    assert sorted(p.name for p in (tmp_path / "events" / "e").iterdir()) == ["a.txt", "event.toml"]
    assert [p.name for p in tmp_path.iterdir()] == ["events"]


@pytest.mark.parametrize("named", ["../a.txt", "/etc/passwd", "x/../../a.txt"])
def test_an_article_outside_its_folder_is_refused(named):
    raw = zipped({"e/event.toml": f'[[articles]]\nfile = "{named}"\n', "a.txt": TEXT, "e/a.txt": TEXT})
    with pytest.raises(UnreadableEvent):
        event_archive.imported(raw)


@pytest.mark.parametrize("day", ["9999-99-99", "9999-12-31", "2024-02-30"])
def test_a_name_with_a_day_that_no_event_can_have_gets_another(day):
    raw = zipped({f"{day}-zzz/event.toml": '[[articles]]\nfile = "a.txt"\n', f"{day}-zzz/a.txt": TEXT})
    assert event_archive.imported(raw).name.startswith(str(datetime.date.today()))


@pytest.mark.parametrize(
    "files", [("x/a.txt", "b.md"), ("A.TXT", "tief/er/b"), ("Was?.txt", "ä ö.txt"), (".versteckt.txt", "b.text")]
)
def test_whatever_an_event_names_its_files_they_go_out_and_come_back(tmp_path, files):
    folder = tmp_path / "2024-05-14-x"
    for n, file in enumerate(files):
        (folder / file).parent.mkdir(parents=True, exist_ok=True)
        (folder / file).write_text(f"{TEXT} {n}", "utf-8")
    (folder / "event.toml").write_text("".join(f'[[articles]]\nfile = "{file}"\n' for file in files), "utf-8")
    found = event_archive.imported(event_archive.packed(folder))
    event_archive.unpack(found.packed, tmp_path / "again" / "e")
    one, other = read_event(folder), read_event(tmp_path / "again" / "e")
    assert [(a.id, a.file, a.text) for a in one.articles] == [(a.id, a.file, a.text) for a in other.articles]


def test_as_many_and_as_large_articles_as_may_go_out_may_come_back(tmp_path):
    folder = tmp_path / "2024-05-14-x"
    folder.mkdir()
    for n in range(MOST_ARTICLES):
        (folder / f"a{n}.txt").write_text("ä" * (LARGEST_EVENT // MOST_ARTICLES), "utf-8")
    (folder / "event.toml").write_text("".join(f'[[articles]]\nfile = "a{n}.txt"\n' for n in range(MOST_ARTICLES)), "utf-8")
    assert len(event_archive.imported(event_archive.packed(folder)).event.articles) == MOST_ARTICLES
    (folder / "a0.txt").write_text("ä" * (LARGEST_EVENT // MOST_ARTICLES + 1), "utf-8")
    with pytest.raises(UnreadableEvent):
        event_archive.packed(folder)


def damaged(raw, name):
    """An archive in which one file is broken."""
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        start = archive.getinfo(name).header_offset + 30 + len(name)
    return raw[:start] + b"\xff" * 8 + raw[start + 8 :]


def test_one_damaged_article_does_not_cost_the_others(tmp_path):
    toml = 'title = "x"\n[[articles]]\nfile = "a.txt"\noutlet = "Bote"\n[[articles]]\nfile = "b.txt"\n'
    found = event_archive.imported(damaged(zipped({"e/event.toml": toml, "e/a.txt": TEXT, "e/b.txt": TEXT}), "e/b.txt"))
    assert [r.source for r in found.refused] == ["b.txt"]
    event_archive.unpack(found.packed, tmp_path / "e")
    assert [(a.id, a.outlet) for a in read_event(tmp_path / "e").articles] == [("a", "Bote")]


def test_damaged_decisions_cost_only_themselves():
    raw = zipped({"e/event.toml": '[[articles]]\nfile = "a.txt"\n', "e/a.txt": TEXT, "e/decisions.json": str(list(range(200)))})
    found = event_archive.imported(damaged(raw, "e/decisions.json"))
    assert found.strange is None and not found.refused and len(found.event.articles) == 1


@pytest.mark.parametrize("date", ["/tmp/evil", "../../evil", "x" * 300, "2024-13-45", "2024-05-14/../x"])
def test_a_date_is_no_path(date):
    toml = f'title = "x"\ndate = "{date}"\n[[articles]]\nfile = "a.txt"\n'
    assert re.fullmatch(r"\d{4}-\d\d-\d\d-x", event_archive.imported(zipped({"event.toml": toml, "a.txt": TEXT})).name)


def test_events_of_a_database_have_folders_as_long_as_they_are_there():
    laid, kept = event_archive.EventFolderCache(), StoredEvent(event="2024-05-14-x", revision=1, title="X", who="", made="2024")
    raw = event_archive.pack("X", None, [DraftArticle(source="a", text=TEXT)], {})
    folder = laid.folder(kept, lambda event, revision: raw)
    assert read_event(folder).id == kept.event and laid.folder(kept, lambda *a: pytest.fail("read again")) == folder
    shutil.rmtree(folder)
    assert (laid.folder(kept, lambda *a: raw) / "event.toml").exists()
    laid.forget({kept.event})
    assert folder.exists()
    laid.forget(set())
    assert not folder.exists()


@pytest.mark.parametrize("event", ["../../evil", "/tmp/evil", "a/b", "x" * 250])
def test_a_strange_id_is_no_path_either(event):
    raw = event_archive.pack("X", None, [DraftArticle(source="a", text=TEXT)], {})
    laid = event_archive.EventFolderCache()
    assert laid.folder(StoredEvent(event=event, revision=1, title="X", who="", made="2024"), lambda *a: raw).is_relative_to(
        laid._place
    )


@pytest.mark.parametrize("raw", [b"", b"x", b"PK\x03\x04", None])
def test_a_damaged_row_is_an_os_error(raw):
    with pytest.raises(OSError, match="damaged"):
        event_archive.EventFolderCache().folder(
            StoredEvent(event="e", revision=1, title="X", who="", made="2024"), lambda *a: raw
        )


@pytest.mark.parametrize("toml", ["title = ", '[[articles]]\nfile = "fehlt.txt"\n', "articles = 3"])
def test_an_event_that_cannot_be_read_says_why(toml):
    with pytest.raises(UnreadableEvent):
        event_archive.imported(zipped({"event.toml": toml, "a.txt": TEXT}))


def test_an_event_without_a_title_is_called_as_its_folder(tmp_path):
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        archive.writestr("Brücken bau/event.toml", '[[articles]]\nfile = "a.txt"\n')
        archive.writestr("Brücken bau/a.txt", TEXT)
    assert event_archive.imported(held.getvalue()).name.endswith("-bruecken-bau")


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=80))
def test_any_title_becomes_a_safe_name(text):
    name = event_archive.slug(text)
    assert name and len(name) <= event_archive.LONGEST_NAME and all(c.isascii() and (c.isalnum() or c == "-") for c in name)


@pytest.mark.parametrize("name", ["decisions.json", "comparison.json", "event.toml"])
def test_a_file_of_the_event_itself_is_no_article(name):
    raw = zipped({"e/event.toml": f'[[articles]]\nfile = "{name}"\n', f"e/{name}x": TEXT, "e/comparison.json": "{}"})
    with pytest.raises(UnreadableEvent) as wrong:
        event_archive.imported(raw)
    assert wrong.value.message.code == "article_reserved"


def test_the_folders_of_events_used_least_go_first(monkeypatch):
    monkeypatch.setattr(event_archive, "MOST_FOLDERS", 2)
    raw, held = event_archive.pack("X", None, [DraftArticle(source="a", text=TEXT)], {}), event_archive.EventFolderCache()
    folders = [held.folder(StoredEvent(event=e, revision=1, title="X", who="", made="2024"), lambda *a: raw) for e in "abac"]
    assert [f.exists() for f in folders] == [True, False, True, True]


@pytest.mark.parametrize("toml", ["[z]\n" + "a." * 9_500 + "a = 1", "x = {" + "'a' . " * 200 + "b = 1}"])
def test_a_key_of_very_many_parts_is_refused_before_it_is_read(toml):
    with pytest.raises(UnreadableEvent) as wrong:
        event_archive.imported(zipped({"event.toml": toml + '\n[[articles]]\nfile = "a.txt"\n', "a.txt": TEXT}))
    assert wrong.value.message.code == "event_toml_broken"


def test_a_revision_that_was_replaced_leaves_no_texts():
    raw, held = event_archive.pack("X", None, [DraftArticle(source="a", text=TEXT)], {}), event_archive.EventFolderCache()
    first, second = (StoredEvent(event="e", revision=n, title="X", who="", made="2024") for n in (1, 2))
    one, other = held.folder(first, lambda *a: raw), held.folder(second, lambda *a: raw)
    assert not one.exists() and other.exists()
    held.forget(set())
    assert not other.exists()
