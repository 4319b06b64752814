"""Reading what was delivered, and refusing what cannot be read in one clear sentence."""

import re

import pytest
from conftest import ROOT, told

from components.engine.articles.events import UnreadableEvent, read_event
from components.engine.articles.outlets import FACTS, find_outlet
from components.engine.articles.text_files import decode

HOSTS = re.compile(r"https?://([\w-]+\.)*(rt\.com|rtde\.\w+|sputnik\w*\.\w+)", re.IGNORECASE)


def test_the_five_articles_are_there_in_full(event):
    assert [a.id for a in event.articles] == ["rt-verhandlungen", "bild", "taz", "ntv", "rt-telefonat"]
    assert {a.id: a.published for a in event.articles if a.published} == {"ntv": "2025-02-12T20:12:00+01:00"}
    assert {a.id: a.credit for a in event.articles if a.credit} == {"taz": "dpa/rtr", "ntv": "lme/dpa"}
    assert event.articles[2].text.startswith("piwik no script img")


def test_unknown_stays_unknown(event):
    assert all(a.url is None and a.byline is None for a in event.articles)


def test_cp1252_is_read(tmp_path):
    (tmp_path / "a.txt").write_bytes("Die Straße in Köln – „gesperrt“.".encode("cp1252"))
    assert read_event(tmp_path).articles[0].text == "Die Straße in Köln – „gesperrt“."


def test_byte_order_mark_is_not_counted_and_line_ends_stay(tmp_path):
    (tmp_path / "a.txt").write_bytes(b"\xef\xbb\xbfErste.\r\nZweite.")
    assert read_event(tmp_path).articles[0].text == "Erste.\r\nZweite."


def test_utf16_is_read():
    assert decode("Grüße".encode("utf-16")) == "Grüße"


def test_folder_of_text_files_needs_no_description(tmp_path):
    (tmp_path / "blatt.txt").write_text("Ein Satz.", "utf-8")
    (tmp_path / "bote.txt").write_text("Ein anderer.", "utf-8")
    assert [(a.id, a.outlet) for a in read_event(tmp_path).articles] == [("blatt", "blatt"), ("bote", "bote")]


@pytest.mark.parametrize(
    ("files", "word"),
    [
        ({}, "no article"),
        ({"event.toml": b"title = "}, "event.toml cannot be read"),
        ({"event.toml": b'[[articles]]\nfile = "fehlt.txt"\n'}, "cannot be opened"),
        ({"event.toml": b"[[articles]]\noutlet = 3\n"}, "needs a line file"),
        ({"event.toml": b"articles = 3\n"}, "needs a line file"),
        ({"event.toml": b'[[articles]]\nfile = "../a.txt"\n'}, "outside the folder"),
        ({"event.toml": b'[[articles]]\nfile = "a\\u0000.txt"\n'}, "outside the folder"),
        ({"event.toml": b"x = " + b"9" * 5000}, "event.toml cannot be read"),
        ({"event.toml": b"x = " + b"[" * 5000}, "event.toml cannot be read"),
        ({"bild.txt": bytes(range(32)) * 40}, "not a text file"),
        ({"event.toml": b'[[articles]]\nfile = "a.txt"\n[[articles]]\nfile = "a.txt"\n', "a.txt": b"x"}, "Two articles"),
    ],
)
def test_what_cannot_be_read_is_refused_in_one_sentence(tmp_path, files, word):
    for name, raw in files.items():
        (tmp_path / name).write_bytes(raw)
    with pytest.raises(UnreadableEvent) as refused:
        read_event(tmp_path)
    assert re.search(word, told(refused.value, "en")) and told(refused.value, "de")


def test_missing_folder_is_refused(tmp_path):
    with pytest.raises(UnreadableEvent) as refused:
        read_event(tmp_path / "nichts")
    assert "no folder" in told(refused.value, "en")


def test_empty_article_is_kept_with_a_warning(tmp_path):
    (tmp_path / "a.txt").write_text("", "utf-8")
    (tmp_path / "b.txt").write_text("Ein Satz.", "utf-8")
    event = read_event(tmp_path)
    assert len(event.articles) == 2 and "leer" in told(event.warnings[0])


def test_one_article_is_warned_of(tmp_path):
    (tmp_path / "a.txt").write_text("Ein Satz.", "utf-8")
    assert "nothing to compare" in told(read_event(tmp_path).warnings[0], "en")


def test_outlet_is_found_by_id_name_or_domain(outlets):
    assert find_outlet("rt_de", outlets).name == "RT DE"
    assert find_outlet("de.rt.com", outlets).id == "rt_de"
    assert find_outlet("www.n-tv.de", outlets).id == "ntv"
    assert find_outlet("die tageszeitung", outlets).id == "taz"


def test_unknown_outlet_is_taken_as_it_is(outlets):
    outlet = find_outlet("Dorfblatt", outlets)
    assert (outlet.name, outlet.facts, outlet.regulation) == ("Dorfblatt", {}, ())


def test_every_shown_fact_has_a_source_and_every_outlet_the_same_facts(outlets):
    for outlet in outlets.values():
        assert set(outlet.facts) == set(FACTS)
        for fact in outlet.facts.values():
            assert bool(fact.value) == bool(fact.sources)
        assert all(r.sources for r in outlet.regulation)


def test_addresses_of_rt_never_become_links(outlets):
    cited = [s for o in outlets.values() for f in [*o.facts.values(), *o.regulation] for s in f.sources]
    assert not [s for s in cited if s.linkable and HOSTS.match(s.cite)]


def test_nothing_names_a_machine_or_registry():
    for path in ROOT.rglob("*"):
        if (
            path.suffix in {".py", ".toml", ".md", ".txt", ".js", ".css"}
            and ".git" not in path.parts
            and "events" not in path.parts
        ):
            text = path.read_text("utf-8", errors="replace")
            assert "/" + "work/" not in text and "/" + "opt/" not in text, path


def test_odd_values_in_the_description_are_taken_or_left_out(tmp_path):
    (tmp_path / "a.txt").write_text("Ein Satz.", "utf-8")
    (tmp_path / "event.toml").write_text(
        'title = 3\ntitle_en = nan\n[[articles]]\nfile = "a.txt"\noutlet = ["x"]\npublished = 2024-01-01\n', "utf-8"
    )
    event = read_event(tmp_path)
    assert (event.title, event.title_en, event.articles[0].outlet, event.articles[0].published) == ("3", None, "a", "2024-01-01")
