"""Every page, run headlessly: the shipped event, few articles, none, broken ones; German and English; state from the address."""

import json
import shutil

import pytest
from conftest import ROOT
from streamlit.testing.v1 import AppTest

from components.views import markup

TEXT = "Brücke kommt\n\nDer Stadtrat hat am Donnerstag den Bau einer neuen Brücke beschlossen.\n\n{}"


def reading_page():
    from components.views import pages

    pages.show("read")


def overview_page():
    from components.views import pages

    pages.show("overview")


def contradictions_page():
    from components.views import pages

    pages.show("contradictions")


def speakers_page():
    from components.views import pages

    pages.show("speakers")


def ledger_page():
    from components.views import pages

    pages.show("ledger")


PAGES = {
    "read": reading_page,
    "overview": overview_page,
    "ledger": ledger_page,
    "contradictions": contradictions_page,
    "speakers": speakers_page,
}


def opened(page="read", **params):
    at = AppTest.from_function(PAGES[page], default_timeout=60)
    for name, value in params.items():
        at.query_params[name] = value
    at.run()
    assert not at.exception, at.exception
    return at


def reading_data(at):
    return next(json.loads(c.proto.json) for c in at.get("bidi_component") if c.proto.component_name == "lesarten.reading")


def shown(at):
    """All words on the page outside the components."""
    kinds = ("markdown", "caption", "info", "warning", "error", "subheader")
    return "\n".join(e.value for kind in kinds for e in at.get(kind)) + "\n".join(e.proto.body for e in at.get("html"))


def test_whole_app_starts():
    at = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60).run()
    assert not at.exception and "Trump telefoniert mit Putin und Selenskyj" in shown(at)


def test_reading_page_shows_all_articles_in_order_of_publication():
    data = reading_data(opened())
    assert [a["label"] for a in data["articles"]] == ["n-tv", "RT DE (1)", "Bild", "taz", "RT DE (2)"]
    assert "20:12" in data["articles"][0]["when"] and data["articles"][2]["when"] == "Zeitpunkt nicht angegeben"


def test_counts_have_denominators():
    text = shown(opened())
    assert "von 114 Sätzen gemeinsam" in text and "5 Artikel von 4 Medien" in text


def test_marked_span_and_value_of_a_contradiction():
    at = opened(s="ntv:20")
    assert "<mark>90 Minuten</mark>" in shown(at) and "60 min gegen 90 min" in shown(at)


def test_pinned_sentence_shows_counterparts_with_differences_and_reasons():
    data = reading_data(opened())
    shared = next(s for s in data["sentences"] if "".join(p[0] for p in s["pieces"]).startswith('"Wir sind übereingekommen'))
    text = shown(opened(s=shared["id"]))
    assert "<del>" in text and "<ins>" in text and "Warum:" in text and "Ähnlichkeit" in text


def test_unlinked_sentence_says_why():
    data = reading_data(opened())
    alone = next(s for s in data["sentences"] if s["finding"] == "u")
    assert "Warum ist das nicht verbunden?" in shown(opened(s=alone["id"]))


@pytest.mark.parametrize("bad", ["<script>", "ntv:9999", "", "taz:0"])
def test_senseless_sentence_in_the_address_pins_nothing(bad):
    assert "Kein Satz angeheftet" in shown(opened(s=bad))


def test_address_restores_hidden_marks_and_search():
    initial = reading_data(opened(hide="ua", q="Kreml"))["initial"]
    assert (initial["hidden"], initial["find"]) == (["u", "a"], "Kreml")


def test_english():
    at = opened(lang="EN")
    assert "Trump phones Putin and Zelenskyy" in shown(at) and "sentences shared" in shown(at)
    assert reading_data(at)["words"]["filter_s"] == "shared"


def test_two_articles_recount():
    at = opened(articles=["n-tv", "Bild"])
    assert "2 Artikel von 2 Medien" in shown(at)
    assert len(reading_data(at)["articles"]) == 2


def test_one_chosen_article_is_asked_for_more():
    assert "mindestens zwei Artikel" in shown(opened(articles=["Bild"]))


def test_threshold_recounts_without_encoding(monkeypatch):
    import components.engine.worker as worker

    monkeypatch.setattr(worker.subprocess, "Popen", lambda *a, **k: pytest.fail("encoded again"))
    at = opened()
    before = len(reading_data(at)["links"])
    at.slider(key="threshold").set_value(90).run()
    kinds = [x[3] for x in reading_data(at)["links"]]
    assert not at.exception and kinds.count("s") < before and kinds.count("m") > 0


def test_clicking_reruns_the_panel_with_the_chosen_sentence():
    at = opened()
    at.session_state["reading_line"] = {"chosen": {"selected": "ntv:20", "hidden": ["a"], "find": ""}}
    at.run()
    assert "≠ Widerspruch" in shown(at)


def test_overview_counts_and_cards():
    at = opened("overview")
    table = at.dataframe[0].value
    assert list(table["Sätze"]) == [24, 20, 18, 23, 29]
    assert (table["gemeinsam"] + table["widersprüchlich"] + table["nur hier"] == table["Sätze"]).all()
    assert "Widersprüchliche Paare (8)" in shown(at) and "Bild\\: knapp 90 min / n-tv\\: 60 min" in shown(at)


@pytest.mark.parametrize("page", ["overview", "contradictions"])
def test_pages_without_contradictions_say_so(page):
    assert "kein Widerspruch gefunden" in shown(opened(page, articles=["Bild", "taz"]))


def test_each_contradiction_has_both_sides_marked_and_a_reason():
    text = shown(opened("contradictions"))
    assert text.count("<mark>") == 16 and text.count("≠ Widerspruch · Dauer") == 3
    assert (
        "60 min gegen 90 min" in text and "Einmal ist es schon geschehen" in text and "Vielleicht nur ein anderer Stand" in text
    )


def test_contradictions_by_kind_and_grade_from_the_address():
    assert shown(opened("contradictions", kind="duration")).count("<mark>") == 6
    text = shown(opened("contradictions", grade="possible"))
    assert text.count("<mark>") == 6 and "3 von 8 Paaren" in text


def test_a_dismissed_contradiction_no_longer_counts_and_can_be_taken_back():
    at = opened("contradictions")
    name = next(b.key for b in at.button if b.key.startswith("dismissed_"))
    at.button(key=name).click().run()
    assert not at.exception and "hier verworfen, zählt" in shown(at) and at.query_params["judged"]
    kept = {"judged": at.query_params["judged"]}
    before, after = (shown(opened("read", **params)) for params in ({}, kept))
    assert "<strong>6</strong> widersprüchlich" in before and "<strong>5</strong> widersprüchlich" in after
    at.button(key=name.replace("dismissed", "undo")).click().run()
    assert "hier verworfen, zählt" not in shown(at) and "judged" not in at.query_params


@pytest.mark.parametrize("bad", ["x", "~~~~", "<script>~", "a" * 5000, "........"])
def test_senseless_verdicts_in_the_address_are_left_out(bad):
    assert "hier bestätigt" not in shown(opened("contradictions", judged=bad))


def test_speakers_with_their_passages_and_who_is_silent():
    text = shown(opened("speakers", who="Selenskyj"))
    assert "Selenskyj\\: 11 Sätze" in text and "Als sprechend nicht erkannt bei\\: RT DE \\(1\\), RT DE \\(2\\)" in text
    assert "Zitat: Selenskyj" in text and "laut Selenskyj" in text


def test_what_one_article_states_and_another_reports():
    at = opened("speakers")
    assert "Hier Tatsache, dort Aussage" in shown(at) and at.expander


def test_ledger_has_a_cell_for_every_article():
    table = opened("ledger").dataframe[0].value
    assert list(table.columns) == ["Aussage", "Steht in", "n-tv", "RT DE (1)", "Bild", "taz", "RT DE (2)"]
    cells = table.iloc[:, 2:]
    assert cells.map(lambda c: c == "–" or c[:2] in {"= ", "≠ "}).all(axis=None)
    assert ((cells != "–").sum(axis=1) == table["Steht in"].str[0].astype(int)).all()


def test_ledger_lists_what_one_article_leaves_out_of_three():
    at = opened("ledger", rows="missing", lacks="bild")
    table = at.dataframe[0].value
    assert len(table) and (table["Bild"] == "–").all() and (table["Steht in"].str[0].astype(int) >= 3).all()


def test_ledger_finds_words_and_says_when_nothing_fits():
    table = opened("ledger", find="Moskau").dataframe[0].value
    assert 0 < len(table) < 30
    assert "Keine Aussage passt" in shown(opened("ledger", find="Känguru"))


def test_a_statement_in_the_address_shows_its_passages_and_who_has_nothing(stored):
    name = next(s.id for s in stored.statements if "bild:4" in s.sentences)
    text = shown(opened("ledger", statement=name))
    assert "fast anderthalb Stunden" in text and "Davon steht nichts bei" in text


def test_nobody_speaks_in_an_event_without_speech(events):
    events({"event.toml": described("a", "b"), "a.txt": TEXT.format("Es regnet."), "b.txt": TEXT.format("Es schneit.")})
    assert "niemand erkannt" in shown(opened("speakers"))


def test_signs_behind_sentences_that_the_outlet_does_not_state_itself():
    sentences = {s["id"]: s for s in reading_data(opened())["sentences"]}
    assert sentences["rt-telefonat:8"]["notes"][0] == ["↳", "laut Peskow", "attributed"]
    assert [n[2] for n in sentences["taz:17"]["notes"]] == ["attributed", "doubt"] or [
        n[2] for n in sentences["taz:17"]["notes"]
    ] == ["doubt"]
    assert sentences["taz:9"]["notes"] == []


@pytest.fixture
def events(tmp_path, monkeypatch):
    """A folder for events of a test; call it with {file: content} to make one."""
    monkeypatch.setenv("LESARTEN_EVENTS", str(tmp_path))

    def make(files, name="2024-01-01-test"):
        folder = tmp_path / name
        folder.mkdir()
        for file, content in files.items():
            (folder / file).write_bytes(content if isinstance(content, bytes) else content.encode())
        return folder

    return make


def described(*articles):
    rows = "".join(f'[[articles]]\nfile = "{name}.txt"\noutlet = "{name}"\n' for name in articles)
    return 'title = "Probe"\ndate = 2024-01-01\n' + rows


def test_no_event_is_said(events):
    assert "kein Ereignis" in shown(opened())


@pytest.mark.parametrize(
    ("files", "word"),
    [
        ({"event.toml": "title = "}, "lässt sich nicht lesen"),
        ({"event.toml": described("fehlt")}, "lässt sich nicht öffnen"),
        ({"event.toml": 'title = "Leer"\n'}, "kein Artikel"),
        ({"event.toml": described("a"), "a.txt": b"\x00\x01\x02" * 99}, "keine Textdatei"),
    ],
)
def test_unreadable_event_is_one_clear_sentence(events, files, word):
    events(files)
    assert word in shown(opened())


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize(
    "files",
    [
        {"event.toml": described("a"), "a.txt": TEXT.format("Es regnet.")},
        {"event.toml": described("a", "b"), "a.txt": TEXT.format("Es regnet."), "b.txt": ""},
        {
            "event.toml": described("a", "b"),
            "a.txt": TEXT.format("Grüße aus Köln.").encode("cp1252"),
            "b.txt": TEXT.format("Ja.").replace(" ", "\u00a0"),
        },
        {
            "event.toml": described(*"abcdefghijklmnopqrst"),
            **{f"{c}.txt": TEXT.format(f"Absatz {c}.") for c in "abcdefghijklmnopqrst"},
        },
    ],
    ids=["one", "empty", "encodings", "twenty"],
)
def test_odd_events_open_on_every_page(events, page, files):
    events(files)
    opened(page)


def test_markup_in_a_text_is_shown_and_never_executed(events):
    evil = "<img src=x onerror=alert(1)><script>alert(1)</script> Der Stadtrat hat den Bau der Brücke am Montag beschlossen."
    events(
        {
            "event.toml": described("a", "b").replace("Probe", "<b>Probe</b>"),
            "a.txt": TEXT.format(evil),
            "b.txt": TEXT.format(evil),
        }
    )
    at = opened(s="a:1")
    text = shown(at)
    assert "&lt;b&gt;Probe" in text and "<script>alert" not in text and "<img" not in text


def test_unknown_outlet_has_no_facts_and_says_so(events):
    events({"event.toml": described("dorfblatt", "bote"), "dorfblatt.txt": TEXT.format("Ja."), "bote.txt": TEXT.format("Nein.")})
    facts = reading_data(opened())["articles"][0]["facts"]
    assert "keine belegten Angaben" in facts[0]["value"]


def test_names_and_addresses_become_no_links_or_pictures(events):
    rows = described("a", "b").replace('outlet = "a"', 'outlet = "![x](https://example.org/t.png)"')
    events({"event.toml": rows, "a.txt": TEXT.format("Ja."), "b.txt": ""})
    at = opened(encoder="![x](https://example.org/p.png)")
    assert "![x](" not in shown(at) and "[" not in "".join(at.pills[0].options)


def test_stale_store_is_noticed_and_made_anew(events, folder):
    made = events({})
    shutil.rmtree(made)
    shutil.copytree(folder, made)
    (made / "bild.txt").chmod(0o644)
    (made / "bild.txt").write_text(TEXT.format("Der Minister reist am Freitag ab."), "utf-8")
    data = reading_data(opened())
    assert any("Minister reist" in p[0] for s in data["sentences"] for p in s["pieces"])


def test_encoder_that_cannot_be_loaded_is_said_and_the_default_used(tmp_path):
    at = opened(encoder=str(tmp_path / "kein-modell"))
    assert "lässt sich nicht laden" in shown(at) and "114 Sätzen" in shown(at)


@pytest.mark.parametrize(
    "text", ["<script>alert(1)</script>", "a & b", '"><img src=x onerror=alert(1)>', "</div><style>*{}</style>"]
)
def test_text_becomes_html_only_escaped(text):
    for made in (
        markup.escaped(text),
        markup.differing(text, text + " x"),
        markup.marked(text, 0, 3),
        markup.header(text, text, text),
    ):
        assert "<script" not in made and "<img" not in made and "onerror=alert(1)>" not in made.replace("&gt;", "")
