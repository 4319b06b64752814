"""Every page, run headlessly: the shipped event, few articles, none, broken ones; German and English; state from the address."""

import dataclasses
import datetime
import itertools
import json
import re
import shutil

import pytest
from conftest import ROOT
from frozen_pages import frozen, in_a_process, in_this_process, stored
from streamlit.testing.v1 import AppTest

from components import cached
from components.engine import decisions
from components.sources.file_import import DraftArticle
from components.storage import comparison_file, event_archive
from components.storage.reading_worker import NotReadInTime
from components.storage.said_of_outlets import added, fact
from components.views import navigation
from components.views.exports import offline_page, worksheet
from components.views.pages import cite, classroom, own_articles
from components.views.shared import charts, header, html

TEXT = "Brücke kommt\n\nDer Stadtrat hat am Donnerstag den Bau einer neuen Brücke beschlossen.\n\n{}"


PAGES = tuple(navigation.PAGES)


@pytest.fixture
def database(tmp_path, monkeypatch):
    monkeypatch.setenv("LESARTEN_DATABASE", f"sqlite:///{tmp_path / 'd.sqlite'}")
    monkeypatch.setenv("LESARTEN_DECIDE", "on")


def opened(page="read", **params):
    at = AppTest.from_string(f"from components.views import navigation; navigation.show({page!r})", default_timeout=60)
    for name, value in params.items():
        at.query_params[name] = value
    for tools in ("correcting", "stating"):
        at.session_state[tools] = True
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


@pytest.mark.parametrize("bad", ["<script>", "ntv:9999", ""])
def test_senseless_sentence_in_the_address_pins_nothing(bad):
    assert "Kein Satz angeheftet" in shown(opened(s=bad))


def test_address_restores_hidden_marks_and_search():
    initial = reading_data(opened(hide="ua", q="Kreml"))["initial"]
    assert (initial["hidden"], initial["find"]) == (["u", "a"], "Kreml")


def test_english():
    at = opened(lang="EN")
    assert "Trump phones Putin and Zelenskyy" in shown(at) and "sentences shared" in shown(at)
    assert reading_data(at)["words"]["filter_s"] == "Shared"


def test_two_articles_recount():
    at = opened(articles=["n-tv", "Bild"])
    assert "2 Artikel von 2 Medien" in shown(at)
    assert len(reading_data(at)["articles"]) == 2


def test_one_chosen_article_is_asked_for_more():
    assert "mindestens zwei Artikel" in shown(opened(articles=["Bild"]))


def test_threshold_recounts_without_encoding(monkeypatch):
    from components.storage import worker

    monkeypatch.setattr(worker.Work, "_compared", lambda work: pytest.fail("encoded again"))
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
    rows = [[int(n) for n in re.findall(r'">(\d+)</td>', row)] for row in shown(at).split("<tr>") if 'scope="row"' in row]
    counts = [row[:5] for row in rows if len(row) == 6]
    assert [row[0] for row in counts] == [24, 20, 18, 23, 29] and all(sum(row[1:]) == row[0] for row in counts)
    assert "Widersprüche (2)" in shown(at) and "Bild: knapp 90 min / n-tv: 60 min" in shown(at)


@pytest.mark.parametrize("page", ["overview", "contradictions"])
def test_pages_without_contradictions_say_so(page):
    assert "kein Widerspruch gefunden" in shown(opened(page, articles=["Bild", "taz"]))


def test_each_contradiction_has_both_sides_marked_and_a_reason():
    text = shown(opened("contradictions"))
    assert text.count("<mark>") == 10 and "3 Satzpaare" in text and "5 Satzpaare" in text
    assert all(
        w in text for w in ("knapp 90 min gegen 60 min", "Einmal ist es schon geschehen", "Vielleicht nur ein anderer Stand")
    )


def test_contradictions_of_a_kind_from_the_address():
    text = shown(opened("contradictions", kind="duration"))
    assert text.count("<mark>") == 4 and "1 von 2 Widersprüchen" in text and "Stand der Dinge**" not in text


def test_each_passage_of_a_disagreement_is_shown_once_and_each_pair_can_be_decided(stored):
    at = opened("contradictions", kind="duration")
    assert shown(at).count("einstündigen") == 1  # it clashes with three others
    assert len({b.key for b in at.button if b.key.startswith("dismissed_")}) == 3


def test_a_dismissed_contradiction_no_longer_counts_and_can_be_taken_back(database):
    at = opened("contradictions")
    name = next(b.key for b in at.button if b.key.startswith("dismissed_"))
    at.text_input(key="decide_who").set_value("Anna Muster")
    before = shown(opened())
    at.button(key=name).click().run()
    assert not at.exception and "von Hand verworfen, zählt" in shown(at) and "Anna Muster" in shown(at)
    assert "<strong>6</strong> in einem Widerspruch" in before and "<strong>5</strong> in einem Widerspruch" in shown(opened())
    at.button(key=name.replace("dismissed", "undone")).click().run()
    assert "von Hand verworfen, zählt" not in shown(at) and "<strong>6</strong> in einem Widerspruch" in shown(opened())


def test_a_confirmed_possible_contradiction_counts_as_clear(database, stored):
    possible = next(c for c in stored.contradictions if c.grade == "possible")
    at = opened("contradictions")
    at.button(key=f"confirmed_{decisions.on_contradiction(stored.by_id, possible, 'confirmed').key}").click().run()
    assert not at.exception and "von Hand bestätigt" in shown(opened("contradictions"))
    assert "<strong>7</strong> in einem Widerspruch" in shown(opened())


def test_nobody_judges_contradictions_where_that_is_not_allowed(monkeypatch):
    monkeypatch.setenv("LESARTEN_DECIDE", "off")
    assert not [b for b in opened("contradictions").button if "iderspruch" in b.label]


def test_speakers_with_their_passages_and_who_is_silent():
    text = shown(opened("speakers", who="Selenskyj"))
    assert "Selenskyj\\: 11 Sätze" in text and "Als sprechend nicht erkannt bei\\: RT DE \\(1\\), RT DE \\(2\\)" in text
    assert "Zitat: Selenskyj" in text and "laut Selenskyj" in text


def test_what_one_article_states_and_another_reports():
    at = opened("speakers")
    assert "Hier Tatsache, dort Aussage" in shown(at) and at.expander


def test_ledger_has_a_cell_for_every_article():
    table = opened("ledger", view="grid").dataframe[0].value
    assert list(table.columns) == ["Aussage", "Steht in", "n-tv", "RT DE (1)", "Bild", "taz", "RT DE (2)"]
    cells = table.iloc[:, 2:]
    assert cells.map(lambda c: c in {"–", "?"} or c.lstrip("\u2060")[:2] in {"= ", "≈ ", "≠ "}).all(axis=None)
    assert not cells.map(lambda c: c.startswith("=")).any(axis=None)  # saved as CSV it would be a formula
    assert cells.isin(["–", "?"]).any(axis=None) and cells.map(lambda c: c[0] == "≈").any(axis=None)
    assert ((~cells.isin(["–", "?"])).sum(axis=1) == table["Steht in"].str[0].astype(int)).all()


def test_no_two_rows_of_the_ledger_have_one_name(stored):
    names = opened("ledger", view="grid").dataframe[0].value["Aussage"].str.strip(" .")
    assert len(names) - names.nunique() <= 2  # two statements may share their only sentence


def test_ledger_lists_what_one_article_leaves_out_of_three():
    at = opened("ledger", rows="missing", lacks="ntv", view="grid")
    table = at.dataframe[0].value
    own = list(table["n-tv"])
    assert len(own) >= 3 and "–" in own and set(own) == {"–", "?"} and own == sorted(own, key=lambda c: c == "?")
    assert (table["Steht in"].str[0].astype(int) >= 3).all()


def test_ledger_finds_words_and_says_when_nothing_fits():
    table = opened("ledger", find="Moskau", view="grid").dataframe[0].value
    assert 0 < len(table) < 30
    assert "Keine Aussage passt" in shown(opened("ledger", find="Känguru"))


def test_a_statement_in_the_address_shows_its_passages_and_who_has_nothing(stored):
    name = next(s.id for s in stored.statements if "bild:4" in s.sentences)
    text = shown(opened("ledger", statement=name))
    assert "fast anderthalb Stunden" in text and "Vielleicht doch, aber zu unsicher" in text
    name = next(r.statement for r in stored.ledger_rows if len(r.articles) > 1 and any(r.lacks(a.id) for a in stored.articles))
    assert "Davon steht nichts bei" in shown(opened("ledger", statement=name))


def test_nobody_speaks_in_an_event_without_speech(events):
    events({"event.toml": described("a", "b"), "a.txt": TEXT.format("Es regnet."), "b.txt": TEXT.format("Es schneit.")})
    assert "niemand erkannt" in shown(opened("speakers"))


def test_signs_behind_sentences_that_the_outlet_does_not_state_itself():
    sentences = {s["id"]: s for s in reading_data(opened())["sentences"]}
    assert sentences["rt-telefonat:8"]["notes"][0] == ["↳", "laut Peskow", "attributed"]
    assert [n[2] for n in sentences["taz:17"]["notes"]] == ["attributed", "doubt"] or [
        n[2] for n in sentences["taz:17"]["notes"]
    ] == ["doubt"]
    assert sentences["taz:11"]["notes"] == []


def test_header_names_the_agencies_that_articles_credit():
    assert "Agenturen: dpa (n-tv, taz), Reuters (taz)" in shown(opened())
    assert "Agenturen: dpa (taz), Reuters (taz)" in shown(opened(articles=["Bild", "taz"]))
    assert "Agenturen" not in shown(opened("classroom"))  # it would tell the outlets of a text


def test_shared_counts_say_how_many_are_independent(stored):
    assert "unabhängig" in shown(opened(s="taz:16")) and "unabhängig" in shown(opened("ledger", statement="s3"))
    spread = opened("ledger", view="grid").dataframe[0].value["Steht in"]
    assert spread.str.fullmatch(r"\d Artikel, \d unabhängig").all()


def test_copied_passages_are_shown_side_by_side():
    at = opened("overview")
    assert any("n\\-tv und taz" in e.label or "n-tv und taz" in e.label for e in at.expander)
    assert "fast wörtlich gleich" in shown(opened(s="taz:15"))


def test_overlap_has_denominators_and_is_read_by_row(stored):
    from components.views.shared.view import View

    view = View(event=_event(), comparison=stored, outlets={}, labels={a.id: a.id for a in stored.articles})
    rows = charts.overlaps(view)
    assert len(rows) == 20 and (rows.both <= rows["all"]).all() and (rows.share == rows.both / rows["all"]).all()
    one = rows[(rows.left == "bild") & (rows.right == "taz")].iloc[0]
    assert one["all"] == stored.count("shared", "bild") + stored.count("unique", "bild") + stored.count("contradicting", "bild")


def test_places_run_from_start_to_end(stored):
    from components.views.shared.view import View

    rows = charts.places(View(event=_event(), comparison=stored, outlets={}, labels={a.id: a.id for a in stored.articles}))
    assert len(rows) == len(stored.text_sentences) and rows.place.between(0, 100).all()
    for _, held in rows.groupby("label"):
        assert held.place.is_monotonic_increasing


def _event():
    from conftest import FOLDER

    from components.engine.articles.events import read_event

    return read_event(FOLDER)


def test_a_stretch_of_the_strips_in_the_address_is_listed():
    assert "zwischen 0 und 20 Prozent" in shown(opened("overview", span=["0", "20"]))


@pytest.mark.parametrize("bad", ["x", "20", ["-1", "5"], "<script>", ["0", "99999999"]])
def test_senseless_stretches_are_left_out(bad):
    assert "Prozent der Artikel:" not in shown(opened("overview", span=bad))


def test_the_start_says_the_strongest_difference_and_shows_every_headline():
    text = shown(opened("differences"))
    head = re.search(r"<h1[^>]*>(.*?)</h1>", text, re.DOTALL).group(1)
    assert "Die Überschrift bei RT DE (1) sagt" in head and "Verhandlungen haben begonnen" in head
    assert all(
        h in text for h in ("Trump geht auf Putin zu!", "Putin lädt Trump nach Moskau ein", "Gespräche über den Ukraine-Krieg")
    )


def test_the_start_has_each_difference_with_both_sides_words():
    text = shown(opened("differences"))
    assert "60 min bei n-tv, knapp 90 min bei Bild und RT DE (2)" in text and "<mark>einstündigen</mark>" in text
    assert re.search(
        r"<em>„Kreml-Despot“</em> für Putin steht bei Bild\. Das Wort „Kreml-Despot“ steht bei n-tv, RT DE \(1\), taz und RT DE \(2\) nirgends",
        text,
    )
    assert "In allen Texten Buchstabe für Buchstabe gesucht." in text


def test_the_matrix_opens_to_quotations_and_marks_only_what_clashes_inside_a_statement():
    text = shown(opened("differences"))
    assert text.count("<details>") > 5 and "Hier widersprechen sich Artikel" in text
    assert text.count("sagt es anders, ") == 1


def test_the_start_in_english():
    text = shown(opened("differences", lang="EN"))
    assert "headline says" in text and "Who reports what" in text and "Who is heard" in text


def test_an_event_without_a_sure_difference_says_so_and_shows_the_matrix():
    text = shown(opened("differences", articles=["Bild", "taz"], threshold="90"))
    assert re.search(r"<h1[^>]*>", text) and "Wer berichtet was" in text


def test_presenting_goes_on_and_back():
    at = opened("present")
    assert "Verhandlungen haben begonnen" in shown(at) and "1 von " in shown(at)
    next(b for b in at.button if b.label == "Weiter").click().run()
    assert "60 min bei n-tv" in shown(at) and "2" in at.query_params["n"]
    next(b for b in at.button if b.label == "Zurück").click().run()
    assert not at.exception and "1" in at.query_params["n"]


@pytest.mark.parametrize("bad", ["0", "-1", "999", "x", "²", "9" * 5000])
def test_a_senseless_number_presents_some_difference(bad):
    assert "<h2>" in shown(opened("present", n=bad))


def test_corrections_have_a_page():
    assert "Entscheidungen von Hand (0)" in shown(opened("corrections"))


def test_statements_are_full_sentences_with_dots_that_open_to_passages():
    text = shown(opened("ledger"))
    assert text.count("<details>") > 40 and "= □" not in text
    at = opened("ledger")
    at.selectbox(key="statement_chosen").select_index(2).run()
    assert not at.exception and "s" in at.query_params["statement"][0] and '<p class="head">' in shown(at)


def test_wording_shows_judging_words_by_whose_they_are():
    text = shown(opened("wording"))
    assert "Womit wird gewertet?" in text and "in eigenen Sätzen" in text


def test_wording_shows_names_quotations_adjectives_and_verbs():
    text = shown(opened("wording"))
    for words in (
        "Kreml-Despot Wladimir Putin",
        "Kremlchef Wladimir Putin",
        "Ukraine-Konflikt",
        "Selenskij",
        "hochproduktives",
        "lächerlichen",
        "andeuten",
    ):
        assert words in text, words


def test_what_only_one_outlet_says_is_marked():
    text = shown(opened("wording"))
    assert '<span class="own" lang="de">Kreml-Despot Wladimir Putin</span>' in text
    assert '<span class="own" lang="de">US-Präsident Donald Trump</span>' not in text


def test_passages_of_a_name_from_the_address():
    assert "<mark>Kremlchef Wladimir Putin</mark>" in shown(opened("wording", name="Putin"))


def test_names_of_two_articles_only():
    text = shown(opened("wording", articles=["Bild", "taz"]))
    assert "Kreml-Despot" in text and "Selenskij" not in text


def test_outlets_have_the_same_facts_with_sources_or_say_that_there_are_none():
    text = shown(opened("outlets"))
    for label in ("Art des Mediums", "Eigentumsform", "Eigentümer", "Finanzierung", "Sitz", "Gegründet"):
        assert text.count(f'<th scope="row">{label}</th>') == 1
    assert all(f'<th scope="col">{name}</th>' in text for name in ("n-tv", "RT DE", "Bild", "taz"))
    assert "keine belegte Angabe" in text and "Position des Mediums: RT DE" in text and "Quelle: " in text
    assert 'href="https://de.rt' not in text and "rt.com" not in "".join(p for p in text.split("href=")[1:] if "rt.com" in p[:60])


def test_method_says_what_chose_the_threshold_and_how_often_it_is_right():
    text = shown(opened("method"))
    assert "38 von 100; voreingestellt sind 42." in text and "sechs anderen" in text and "97 %" in text and "0,49" in text
    assert "0.49" in shown(opened("method", lang="EN"))


def reveal(at):
    next(b for b in at.button if b.label == "Auflösen").click().run()
    assert not at.exception
    return at


def test_revealing_one_task_reveals_no_other_and_the_address_tells_nothing():
    at = reveal(opened("classroom", task="missing", seed="2"))
    assert "Es fehlt" in shown(at) and "reveal" not in at.query_params
    at.query_params["task"] = "guess"
    at.session_state.pills_task = "guess"
    at.run()
    assert "Text A ist von" not in shown(at)
    assert "Es fehlt" not in shown(opened("classroom", task="missing", seed="2", reveal="1"))


@pytest.mark.parametrize("minutes", ["45", "90"])
def test_a_lesson_is_planned_to_the_minute_from_the_event(minutes):
    text = shown(opened("classroom", minutes=minutes))
    spans = [(int(a), int(b)) for a, b in re.findall(r">(\d+)–(\d+)<", text)]
    assert spans[0][0] == 0 and spans[-1][1] == int(minutes) and all(a[1] == b[0] for a, b in itertools.pairwise(spans))
    assert "Verhandlungen haben begonnen" in text


def test_sentences_to_sort_have_no_quotation_marks():
    at = opened("classroom", task="sort")
    told = [m.value for m in at.markdown if re.match(r"\*\*\d", m.value)]
    assert told and not any(mark in text for text in told for mark in "„“”»«")


@pytest.mark.parametrize("seed", ["1", "7"])
def test_blind_reading_names_no_outlet(seed):
    at = opened("classroom", task="read", seed=seed)
    data = json.loads(next(c.proto.json for c in at.get("bidi_component") if c.proto.component_name == "lesarten.reading"))
    assert [a["label"] for a in data["articles"]] == [f"Text {c}" for c in "ABCDE"] and data["neutral"]
    words = " ".join(p[0] for s in data["sentences"] for p in s["pieces"])
    assert (
        "taz" not in words.split() and "RT" not in words.split() and not any(a["facts"] or a["short"] for a in data["articles"])
    )
    assert not data["links"] and not data["filters"] and {s["finding"] for s in data["sentences"]} <= {"u", "a"}
    assert not any(s["notes"] or len(s["pieces"]) > 1 for s in data["sentences"])  # no signs, no marks
    reveal(at)
    data = json.loads(next(c.proto.json for c in at.get("bidi_component") if c.proto.component_name == "lesarten.reading"))
    assert {a["label"].split(": ")[1] for a in data["articles"]} == {"n-tv", "RT DE (1)", "Bild", "taz", "RT DE (2)"}


def test_guessing_is_revealed_with_reasons():
    at = opened("classroom", task="guess")
    assert "Text A ist von" not in shown(at) and len(at.selectbox) == 5
    at.selectbox[0].set_value("Bild").run()
    next(b for b in at.button if b.label == "Auflösen").click().run()
    text = shown(at)
    assert "Text A ist von" in text and "Kreml-Despot" in text and ("✓ Richtig" in text or "✗ Nicht richtig" in text)


def test_the_missing_fact_is_not_told_before_it_is_asked_for():
    at = opened("classroom", task="missing", seed="2")
    assert len(at.radio[0].options) == 4 and "Es fehlt:" not in shown(at)
    assert "Es fehlt\\:" in shown(reveal(at))


def test_an_article_cannot_put_a_link_into_the_choices(events):
    line = (
        "Der Rat [tagt hier](https://example.org) am Montag in Bonn wieder. ![x](https://example.org/p.png) kam am Abend spät an."
    )
    more = "Die Stadt baut im Herbst eine neue Brücke. Der Zoo bekommt im Mai zwei Löwen. Die Schule am Markt schließt bald für immer."
    events(
        {
            "event.toml": described("a", "b", "c"),
            "a.txt": TEXT.format(f"{line} {more}"),
            "b.txt": TEXT.format(f"{line} {more}"),
            "c.txt": TEXT.format(more),
        }
    )
    for seed in "123456":
        for radio in opened("classroom", task="missing", seed=seed).radio:
            assert not any("](" in o for o in radio.options)


def test_sorting_counts_what_fits_the_proposal():
    at = opened("classroom", task="sort")
    before = len(at.radio)
    at.radio[0].set_value("fact").run()
    next(b for b in at.button if b.label == "Auflösen").click().run()
    assert before >= 6 and "wie vorgeschlagen" in shown(at) and "Vorschlag: " in shown(at)


@pytest.mark.parametrize("bad", ["x", "-1", "99999999", "<script>"])
def test_senseless_seeds_give_the_first_task(bad):
    assert not opened("classroom", task="missing", seed=bad).exception


def test_the_sheet_is_a_document_without_scripts_in_both_versions(stored, outlets):
    from components.views.shared import article_labels
    from components.views.shared.view import View

    view = View(event=_event(), comparison=stored, outlets=outlets, labels=article_labels.labels(_event(), outlets))
    empty, solved = worksheet.document(view, False), worksheet.document(view, True)
    assert empty.count("<h2>") == solved.count("<h2>") == 9 and "<script" not in solved and "http" not in solved
    assert "Kreml-Despot" in solved and "Kreml-Despot" not in empty
    blind = worksheet.document(dataclasses.replace(view, labels=classroom.blind_names(view, 1)), False)
    assert "Text A" in blind and not any(name in blind for name in ("n-tv", "RT DE", "taz"))


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
def test_odd_events_open_on_every_page(events, files):
    events(files)
    for page in PAGES:
        opened(page)
    for task in classroom.TASKS:
        opened("classroom", task=task)


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
    text = shown(at).replace("\\<", "")  # what Markdown shows as a mere sign
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


def test_encoder_that_cannot_be_loaded_is_said_and_the_default_used(tmp_path, in_a_process):
    at = opened(encoder=str(tmp_path / "kein-modell"))
    assert "nennt ein anderes Modell" in shown(at) and "lässt sich nicht laden" not in shown(at)  # a link alone loads nothing
    click(at, "Dieses Modell laden")
    assert "lässt sich nicht laden" in shown(at) and "114 Sätzen" in shown(at)


def test_a_model_that_an_address_names_can_be_declined(tmp_path):
    at = opened(encoder=str(tmp_path / "kein-modell"))
    click(at, "Beim eigenen bleiben")
    assert "encoder" not in at.query_params and "anderes Modell" not in shown(at)


@pytest.mark.parametrize(
    "text", ["<script>alert(1)</script>", "a & b", '"><img src=x onerror=alert(1)>', "</div><style>*{}</style>"]
)
def test_text_becomes_html_only_escaped(text):
    for made in (
        html.escaped(text),
        html.differing(text, text + " x"),
        html.marked(text, 0, 3),
        html.header(text, text, text),
    ):
        assert "<script" not in made and "<img" not in made and "onerror=alert(1)>" not in made.replace("&gt;", "")


def bring_page():
    return AppTest.from_string("from components.views import navigation; navigation.show('bring')", default_timeout=60)


def test_two_pasted_texts_become_an_event(events, tmp_path, monkeypatch, in_a_process):
    monkeypatch.setenv("LESARTEN_BRING", "on")
    events({})
    at = bring_page().run()
    for outlet, text in (("taz.de", "Der Rat baut eine Brücke."), ("Bote", "Eine Brücke baut der Rat.")):
        next(t for t in at.text_input if t.label == "Medium").set_value(outlet)
        at.text_area[0].set_value(TEXT.format(text))
        next(b for b in at.button if b.label == "Hinzufügen").click().run()
    assert not at.exception and next(b for b in at.button if b.label == "Vergleichen").disabled
    at.text_input(key="bring_event_title").set_value("Brücke").run()
    next(b for b in at.button if b.label == "Vergleichen").click().run()
    assert not at.exception and "Gespeichert als" in "".join(e.value for e in at.success)
    (made,) = (
        folder for name, folder in ((n, cached.folder(n, k)) for n, k in cached.events().items()) if name.endswith("-bruecke")
    )
    assert sorted(p.name for p in made.iterdir()) == ["bote.txt", "event.toml", "taz.txt"]
    assert not [p for p in tmp_path.iterdir() if p.name.endswith("-bruecke")] and opened(event=made.name).pills


def click(at, label, key=""):
    next(b for b in at.button if b.label == label and key in (b.key or "")).click().run()
    assert not at.exception, at.exception
    return at


@pytest.fixture
def kept(events, tmp_path, monkeypatch):
    """Opens the page of one's own articles on a server that keeps one event of two articles in its database; its id."""
    from components.views.shared import own_events

    monkeypatch.setenv("LESARTEN_BRING", "on")
    monkeypatch.setenv("LESARTEN_DECIDE", "on")
    monkeypatch.setenv("LESARTEN_CHANGE", "on")
    monkeypatch.setenv("LESARTEN_DATABASE", f"sqlite:///{tmp_path / 'd.sqlite'}")
    events({})
    texts = [
        DraftArticle(source=n, text=TEXT.format(f"Der Rat von {n} baut eine Brücke."), outlet=n) for n in ("Neustadt", "Altdorf")
    ]
    return own_events.add("Brücke", "2024-05-14", texts, {}, "Anna")


def test_an_event_is_changed_and_another_who_changes_it_too_is_told(kept):
    one, other = bring_page().run(), bring_page().run()
    for at, title in ((one, "Von Anna"), (other, "Von Max")):
        click(at, "Ändern")
        at.text_input(key="bring_event_title").set_value(title).run()
    assert "Sie ändern das Ereignis „Brücke“" in "".join(e.value for e in one.info)
    click(one, "Speichern und vergleichen")
    click(other, "Speichern und vergleichen")
    assert "jemand anderes dieses Ereignis geändert" in "".join(e.value for e in other.error)
    assert cached.event(cached.folder(kept, cached.events()[kept])).title == "Von Anna"
    click(other, "Vergleichen")
    assert sorted(cached.event(f).title for f in (cached.folder(*e) for e in cached.events().items())) == ["Von Anna", "Von Max"]


def test_an_event_that_is_opened_and_kept_again_is_the_same(events, tmp_path, monkeypatch):
    from components.views.shared import own_events

    monkeypatch.setenv("LESARTEN_BRING", "on")
    monkeypatch.setenv("LESARTEN_CHANGE", "on")
    monkeypatch.setenv("LESARTEN_DATABASE", f"sqlite:///{tmp_path / 'd.sqlite'}")
    events({})
    roles = (("Brücke kommt", "boilerplate"), ("Foto: Anna Muster/dpa", "body"), ("Nichts davon", "caption"))
    text = TEXT.format("Der Rat baut.") + "\n\nFoto: Anna Muster/dpa"
    drafts = [
        DraftArticle(
            source=n,
            text=text,
            outlet=n,
            headline="Brücke kommt",
            published="2024-05-13",
            byline="Kim",
            url=None,
            roles=roles,
            credit="dpa",
        )
        for n in ("a", "b")
    ]
    name = own_events.add("Brücke", "2024-05-14", drafts, {}, title_en="Bridge")
    before = cached.event(cached.folder(name, cached.events()[name]))
    click(click(bring_page().run(), "Ändern"), "Speichern und vergleichen")
    assert cached.events()[name].revision == 2
    after = cached.event(cached.folder(name, cached.events()[name]))
    assert {a.id: set(a.roles) for a in after.articles} == {a.id: set(a.roles) for a in before.articles}
    plain = [
        dataclasses.replace(e, articles=tuple(dataclasses.replace(a, roles=()) for a in e.articles)) for e in (before, after)
    ]
    assert plain[0] == plain[1]


def test_nobody_changes_or_removes_where_only_bringing_is_allowed(kept, monkeypatch):
    monkeypatch.setenv("LESARTEN_CHANGE", "off")
    assert not {"Ändern", "Endgültig entfernen"} & {b.label for b in bring_page().run().button}


def test_what_is_being_prepared_is_not_thrown_away_for_another_event(kept):
    at = bring_page().run()
    at.text_area[0].set_value(TEXT.format("Es regnet."))
    click(at, "Hinzufügen")
    assert next(b for b in at.button if b.label == "Ändern").disabled


def test_a_damaged_event_is_said_and_can_be_removed(kept):
    bad = cached.database().add_event("2024-05-15-kaputt", "Kaputt", b"kein zip")
    assert "lässt sich nicht lesen" in shown(opened(event=bad.event)) and reading_data(opened(event=kept))["articles"]
    click(bring_page().run(), "Endgültig entfernen", bad.event)
    assert list(cached.events()) == [kept]


def test_an_event_that_is_not_there_is_said(kept):
    assert "gibt es hier nicht" in shown(opened(event="2020-01-01-fort"))


def test_an_event_is_removed_with_its_decisions(kept):
    at = opened(event=kept, s="neustadt:1")
    at.selectbox(key="role_neustadt:1").set_value("caption").run()
    click(at, "Rolle ändern")
    assert cached.database().history(kept)
    click(bring_page().run(), "Endgültig entfernen")
    assert not cached.events() and not cached.database().history(kept)


def test_an_event_with_its_decisions_goes_to_another_server(kept, tmp_path, monkeypatch):
    from components.views.shared import own_events

    at = opened(event=kept, s="neustadt:1")
    at.selectbox(key="role_neustadt:1").set_value("caption").run()
    click(at, "Rolle ändern")
    raw = own_events._packed(cached.folder(kept, cached.events()[kept]), kept)
    monkeypatch.setenv("LESARTEN_DATABASE", f"sqlite:///{tmp_path / 'e.sqlite'}")
    assert not cached.events()
    found = event_archive.imported(raw)
    name = own_events.bring(found)
    assert name == kept
    assert not found.strange and "Rolle von Hand gesetzt: Bildunterschrift" in shown(opened("cite", event=name))


def test_a_comparison_made_once_is_there_for_the_next_server(kept, monkeypatch):
    from components.storage import worker

    cached._made().clear()
    before = reading_data(opened(event=kept))
    cached._made().clear()
    monkeypatch.setattr(worker.Work, "_compared", lambda work: pytest.fail("compared again"))
    assert reading_data(opened(event=kept))["sentences"] == before["sentences"]


def test_waiting_can_be_cancelled_and_taken_up_again(kept):
    at = AppTest.from_string("from components.views import navigation; navigation.show('read')", default_timeout=60)
    at.query_params["event"] = kept
    cached._made().clear()
    at.session_state["cancelled"] = str(cached.folder(kept, cached.events()[kept]))
    at.run()
    assert not at.exception and "Abgebrochen" in "".join(e.value for e in at.info) and not at.get("bidi_component")
    click(at, "Doch vergleichen")
    assert reading_data(at)["sentences"]


def test_who_cancels_with_a_model_of_his_own_gets_ours_again(monkeypatch):
    monkeypatch.setenv("LESARTEN_MODELS", "on")
    script = (
        "import streamlit as st\nfrom components.views.shared import header\nst.button('x', on_click=header._cancel, args=('f',))"
    )
    at = AppTest.from_string(script)
    at.query_params["encoder"] = "eigenes"
    at.session_state[header.WANTED] = {"eigenes"}
    at.run().button[0].click().run()
    assert "encoder" not in at.query_params and "cancelled" not in at.session_state
    at.button[0].click().run()
    assert at.session_state["cancelled"] == "f"


def test_what_is_too_short_or_twice_or_not_german_is_said(events, monkeypatch):
    monkeypatch.setenv("LESARTEN_BRING", "on")
    events({})
    at = bring_page().run()
    at.text_area[0].set_value("Ja.").run()
    next(b for b in at.button if b.label == "Hinzufügen").click().run()
    assert "kein Artikel" in "".join(e.value for e in at.error)
    for _ in range(2):
        at.text_area[0].set_value("The council has decided to build a new bridge over the river in autumn.")
        next(b for b in at.button if b.label == "Hinzufügen").click().run()
    text = "".join(e.value for e in at.warning)
    assert "denselben Text" in text and "nicht deutsch" in text


def test_adding_can_be_switched_off(events, monkeypatch):
    monkeypatch.setenv("LESARTEN_BRING", "off")
    assert "können Besucher keine Artikel hinzufügen" in shown(bring_page().run())


@pytest.mark.parametrize("value", ["false", "0", "no", "OFF", "an"])
def test_a_setting_that_is_not_understood_is_said_on_every_page_and_allows_nothing(events, monkeypatch, value):
    monkeypatch.setenv("LESARTEN_BRING", value)
    for at in (bring_page().run(), AppTest.from_string("from components.views import navigation; navigation.show('read')").run()):
        assert not at.exception and not at.button
        assert "LESARTEN\\_BRING" in "".join(e.value for e in at.error) and value in "".join(e.value for e in at.error)


def test_a_forbidden_model_is_never_loaded(monkeypatch, tmp_path):
    monkeypatch.setenv("LESARTEN_MODELS", "off")
    at = opened(encoder=str(tmp_path / "kein-modell"))
    assert "lässt sich nicht laden" not in shown(at) and not [t for t in at.text_input if t.key in {"encoder", "judge"}]


def test_a_link_knows_its_texts_and_its_program_again(stored, database):
    name = comparison_file.texts_hash(stored)
    assert "für andere Texte" not in shown(opened(texts=name)) and "für andere Texte" in shown(opened(texts="0" * 12))
    assert "anderen Fassung von Lesarten" in shown(opened(made="0" * 8))
    at = opened("cite")
    click(at, "Adresse dieser Seite zum festen Link machen")
    assert name in at.query_params["texts"] and "feste Link" in shown(at) and name in at.code[0].value
    held = {k: "".join(at.query_params[k]) for k in ("texts", "made", "decisions")}
    assert "anderen Fassung" not in shown(opened(**held)) and not opened(**held).info


def test_what_can_be_downloaded_is_made_when_it_is_wanted(stored, outlets):
    made = {key: make() for key, make, _, _ in cite.downloads(shown_view(stored, outlets))}
    assert made["cite_statements"].startswith("\ufeffid,statement") and made["cite_contradictions"].count("\n") == 1 + len(
        stored.contradictions
    )
    assert len(json.loads(made["cite_json"])["contradictions"]) == len(stored.contradictions)
    assert "60 min ≠" in made["cite_contradictions"] and "knapp 90 min" in made["cite_contradictions"]


def test_a_link_holds_the_state_of_decisions(database):
    before = reading_data(opened())["links"]
    decide(opened(s="taz:16"), "✗ Sagt nicht dasselbe")
    assert reading_data(opened())["links"] != before
    at = opened(s="taz:16", decisions=decisions.state_of(()))
    assert reading_data(at)["links"] == before and "seither von Hand entschieden: 1" in "".join(e.value for e in at.info)
    assert not [b for b in at.button if "Sagt" in b.label]
    click(at, "Heutigen Stand zeigen")
    assert reading_data(at)["links"] != before


@pytest.mark.parametrize("bad", ["x", "-1", "9" * 40, "٣", ""])
def test_senseless_states_in_the_address_are_left_out(database, bad):
    decide(opened(s="taz:16"), "✗ Sagt nicht dasselbe")
    assert opened(decisions=decisions.state_of(())).info and not opened(decisions=bad).info


def test_a_state_that_is_not_known_here_is_said(database):
    assert "nicht bekannt" in "".join(w.value for w in opened(decisions="1.00000000").warning)


def test_what_an_event_opens_with_is_set_for_everybody(database):
    at = opened("cite", articles=["n-tv", "Bild"], threshold="60")
    click(at, "Artikelauswahl und Schwelle als Startansicht für alle speichern")
    other = opened()
    assert "2 Artikel von 2 Medien" in shown(other) and other.slider(key="threshold").value == 60


def shown_view(stored, outlets):
    from components.views.shared import article_labels
    from components.views.shared.view import View

    return View(event=_event(), comparison=stored, outlets=outlets, labels=article_labels.labels(_event(), outlets))


def test_the_offline_file_holds_everything_and_loads_nothing(stored, outlets):
    made = offline_page.document(shown_view(stored, outlets))
    assert "default-src 'none'" in made and "src=" not in made and "@import" not in made and "url(" not in made
    data = json.loads(made.split('id="data">')[1].split("</script>")[0])
    assert len(data["sentences"]) == len(stored.sentences) and "Kreml-Despot" in made


def test_the_offline_file_says_what_was_decided_by_hand_but_quotes_no_more_than_allowed(stored, outlets):
    link = stored.links[0]
    made = decisions.on_link(stored.by_id[link.left], stored.by_id[link.right], "dismissed")
    (made,) = decisions.stamped([made], "Anna <b>", "weil")
    view = dataclasses.replace(shown_view(stored, outlets), history=(made,), decided={made.key: made})
    text, cut = offline_page.document(view), offline_page.document(view, whole=False)
    assert "von Hand getrennt · Anna &lt;b&gt;" in text and "Anna <b>" not in text
    listed, shortened = (page[page.index("<h2>Entscheidungen") :].partition("</ul>")[0] for page in (text, cut))
    assert html.escaped(made.left) in listed and html.escaped(made.left) not in shortened


def test_the_offline_file_can_quote_what_corresponds_and_nothing_else(stored, outlets):
    made = offline_page.document(shown_view(stored, outlets), whole=False)
    alone = [s for s in stored.text_sentences if stored.findings[s.id] == "unique" and len(s.text) > 60]
    assert alone and not any(" ".join(s.text.split())[:50] in made for s in alone)


def test_markup_of_an_article_cannot_leave_the_offline_file(events):
    from components.views.shared import view

    evil = "</script><script>window.hit=1</script> Der Stadtrat hat den Bau der Brücke am Montag beschlossen."
    events({"event.toml": described("a", "b"), "a.txt": TEXT.format(evil), "b.txt": TEXT.format(evil)})
    folder = next(cached.folder(*e) for e in cached.events().items())
    event = cached.event(folder)
    comparison = cached.comparison(folder, event)
    made = offline_page.document(
        view.View(event=event, comparison=comparison, outlets={}, labels={a.id: a.id for a in event.articles})
    )
    assert made.count("<script") == 3 and "window.hit=1</script>" not in made


def decide(at, label):
    next(b for b in at.button if b.label == label).click().run()
    assert not at.exception, at.exception


def test_a_link_is_separated_for_everybody_and_joined_again(database):
    at = opened(s="taz:16")
    before = len([x for x in reading_data(at)["links"] if x[3] == "s"])
    at.text_input(key="decide_who").set_value("Anna Muster")
    at.text_input(key="decide_why_0").set_value("andere <b>Sache</b>")
    decide(at, "✗ Sagt nicht dasselbe")
    other = opened(s="taz:16")
    assert len([x for x in reading_data(other)["links"] if x[3] == "s"]) == before - 1
    assert "✗ von Hand getrennt · Anna Muster" in shown(other) and "<b>Sache" not in shown(other)
    assert "Entscheidungen von Hand (1)" in shown(opened("cite"))
    decide(other, "Zurücknehmen")
    assert len([x for x in reading_data(opened())["links"] if x[3] == "s"]) == before
    assert "Entscheidungen von Hand (0)" in shown(opened("cite")) and "zurückgenommen" in shown(opened("cite"))


def test_a_perhaps_is_confirmed_and_says_so(database):
    data = reading_data(opened())
    i, *_ = next(x for x in data["links"] if x[3] == "m")
    at = opened(s=data["sentences"][i]["id"])
    decide(at, "✓ Sagt dasselbe")
    assert "von Hand bestätigt" in shown(opened(s=data["sentences"][i]["id"]))


def test_a_broken_database_is_one_sentence_and_the_page_goes_on(monkeypatch):
    monkeypatch.setenv("LESARTEN_DATABASE", "sqlite:////nirgends/wo/d.sqlite")
    monkeypatch.setattr("os.path.exists", lambda path: True)
    assert "gerade nicht lesen" in shown(opened()) and "114 Sätzen" in shown(opened())


def test_tools_that_nobody_has_opened_are_not_made():
    at = AppTest.from_string("from components.views import navigation; navigation.show('read')", default_timeout=60)
    at.query_params["s"] = "taz:16"
    assert not at.run().exception and not [s for s in at.selectbox if s.key == "role_taz:16"]


def test_nobody_decides_where_that_is_not_allowed(monkeypatch):
    monkeypatch.setenv("LESARTEN_DECIDE", "off")
    assert not [b for b in opened(s="taz:16").button if "Sagt" in b.label]


def test_a_sentence_set_aside_by_hand_is_set_aside_for_everybody_and_comes_back(database):
    at = opened(s="taz:16")
    at.selectbox(key="role_taz:16").set_value("caption").run()
    decide(at, "Rolle ändern")
    other = opened(s="taz:16")
    assert "von 113 Sätzen" in shown(other) and "Beiseitegelegt: wird nicht verglichen" in shown(other)
    decide(other, "Zurücknehmen")
    assert "von 114 Sätzen" in shown(opened())


def test_two_sentences_become_one_and_two_again(database):
    at = opened(s="taz:16")
    first, following = (next(s for s in reading_data(at)["sentences"] if s["id"] == f"taz:{n}") for n in (16, 17))
    decide(at, "Mit dem nächsten Satz verbinden")
    joined = next(s for s in reading_data(opened())["sentences"] if s["id"] == "taz:16")
    text = "".join("".join(p[0] for p in s["pieces"]) for s in (first, following))
    assert "".join("".join(p[0] for p in joined["pieces"]).split()) == "".join(text.split())
    decide(opened(s="taz:16"), "Zurücknehmen")
    assert "von 114 Sätzen" in shown(opened())


def test_a_sentence_that_nobody_thought_of_is_linked(database):
    at = opened(s="taz:16")
    other = at.selectbox(key="another_taz:16")
    before = len([x for x in reading_data(at)["links"] if x[3] == "s"])
    other.select_index(len(other.options) - 1).run()
    at.button(key="another_taz:16_button").click().run()
    assert not at.exception and len([x for x in reading_data(opened())["links"] if x[3] == "s"]) == before + 1


def test_a_contradiction_is_entered_by_hand_and_shown_everywhere(database):
    at = opened(s="taz:16")
    at.selectbox(key="against_taz:16").select_index(3).run()
    at.selectbox(key="kind_taz:16").select_index(4).run()
    decide(at, "✓ Ja, ein Widerspruch")
    assert "Von Hand eingetragen" in shown(opened("contradictions")) and "Widersprüche (3)" in shown(opened("overview"))
    for page in ("differences", "present", "ledger", "classroom", "cite", "read"):
        opened(page)
    decide(opened("cite"), "Zurücknehmen")
    assert "Widersprüche (2)" in shown(opened("overview"))


def test_statements_are_joined_split_and_put_back(database, stored):
    rows = {r.statement: r for r in stored.ledger_rows}
    name = next(r.statement for r in rows.values() if len(r.articles) == 3)
    at = opened("ledger", statement=name)
    at.selectbox(key=f"other_{name}").select_index(0).run()
    decide(at, "Vereinen")
    text = shown(opened("cite"))
    assert "Entscheidungen von Hand (1)" in text and "Aussagen von Hand vereint" in text
    assert len(cached.history(*_where())) > 1
    decide(opened("cite"), "Zurücknehmen")
    assert "Entscheidungen von Hand (0)" in shown(opened("cite"))
    at = opened("ledger", statement=name)
    out = at.multiselect(key=f"out_{name}")
    out.set_value([out.options[0]]).run()
    decide(at, "Teilen")
    assert "Aussage von Hand geteilt" in shown(opened("cite"))


def _where():
    from conftest import FOLDER

    return FOLDER, FOLDER.name


def test_an_address_becomes_a_draft_and_a_refusal_a_sentence(events, monkeypatch):
    from components.sources.web_fetch import NotFetched, Page

    class Web:
        def fetch(self, url):
            if "innen" in url:
                raise NotFetched("web_not_public")
            text = "Der Stadtrat hat am Donnerstag den Bau einer neuen Brücke über den Fluss beschlossen."
            return Page(url=url, raw=text.encode(), is_html=False)

    monkeypatch.setattr(own_articles, "FETCHER", Web())
    events({})
    at = bring_page().run()
    for url in ("http://innen.example/", "https://www.taz.de/a"):
        next(t for t in at.text_input if t.label == "Adresse des Artikels").set_value(url)
        next(b for b in at.button if b.label == "Laden").click().run()
        assert not at.exception
        if "innen" in url:
            assert "in diesem Netz" in "".join(e.value for e in at.error)
    assert [e.label for e in at.expander] == [html.literal("1. taz – www.taz.de.txt")]
    monkeypatch.setenv("LESARTEN_ADDRESSES", "off")
    assert not [b for b in bring_page().run().button if b.label == "Laden"]


def pasted(at, outlet, text):
    next(t for t in at.text_input if t.label == "Medium").set_value(outlet)
    at.text_area[0].set_value(text)
    return click(at, "Hinzufügen")


def test_what_visitors_brought_is_not_the_first_page(kept):
    assert "Bitte ein Ereignis wählen" in shown(opened())
    assert "Bitte ein Ereignis wählen" not in shown(opened(event=kept))


def test_a_brought_event_does_not_take_the_place_of_the_shipped_one(monkeypatch, tmp_path):
    from components.views.shared import own_events

    monkeypatch.setenv("LESARTEN_DATABASE", f"sqlite:///{tmp_path / 'd.sqlite'}")
    texts = [DraftArticle(source=n, text=TEXT.format("Der Rat baut."), outlet=n) for n in ("a", "b")]
    name = own_events.add("Zuletzt", str(datetime.date.today()), texts, {})
    assert next(iter(cached.events())) == name and "Trump telefoniert" in shown(opened())


@pytest.mark.parametrize("text", ["\x00\x01\x02" * 20, "\ufeff", "\x1b\x7f"])
def test_characters_that_belong_to_no_text_do_not_cost_a_draft(kept, text):
    at = click(bring_page().run(), "Ändern")
    area = at.text_area[1]
    area.set_value(text + area.value).run()
    click(at, "Speichern und vergleichen")
    event = cached.event(cached.folder(kept, cached.events()[kept]))
    assert event.articles[0].text.startswith(TEXT[:20]) and cached.events()[kept].revision == 2


def test_what_could_not_be_read_back_does_not_count_as_kept(kept, monkeypatch):
    at = click(bring_page().run(), "Ändern")
    monkeypatch.setattr(event_archive, "pack", lambda *a: b"PK kaputt")
    click(at, "Speichern und vergleichen")
    assert "beschädigt" in "".join(e.value for e in at.error) and cached.events()[kept].revision == 1
    assert at.text_area[1].value.startswith(TEXT[:20])  # the drafts are still there


def test_an_earlier_revision_can_be_opened_where_the_newest_is_damaged(kept):
    stored = cached.events()[kept]
    cached.writable_database().change_event(stored, "Kaputt", b"PK")
    at = bring_page().run()
    assert "lässt sich nicht lesen" in shown(opened(event=kept))
    click(at, next(b.label for b in at.button if b.label.startswith("Fassung 1")))
    assert at.text_area[1].value.startswith(TEXT[:20])
    click(at, "Speichern und vergleichen")
    assert cached.events()[kept].revision == 3 and len(cached.event(cached.folder(kept, cached.events()[kept])).articles) == 2


def test_a_draft_of_too_many_sentences_is_said(events, monkeypatch):
    monkeypatch.setenv("LESARTEN_BRING", "on")
    events({})
    at = pasted(bring_page().run(), "Bote", TEXT.format("Der Rat tagt heute. " * 2600))
    assert "500 lassen sich vergleichen" in shown(at) and not at.multiselect


def test_drafts_of_too_many_sentences_together_are_said_before_they_are_kept(events, monkeypatch):
    monkeypatch.setenv("LESARTEN_BRING", "on")
    monkeypatch.setattr(own_articles, "MOST_SENTENCES", 5)
    events({})
    at = bring_page().run()
    for name in ("Bote", "Kurier"):
        at = pasted(at, name, TEXT.format("Der Rat tagt. Er baut."))
    at.text_input(key="bring_event_title").set_value("Brücke").run()
    assert "höchstens 5 lassen sich vergleichen" in shown(at)
    assert next(b for b in at.button if b.label == "Vergleichen").disabled


def test_a_file_that_meets_a_limit_is_one_sentence_and_the_others_are_read(events, monkeypatch):
    def bring(name, raw):
        raise NotReadInTime("read_too_slow", seconds=15)

    monkeypatch.setenv("LESARTEN_BRING", "on")
    monkeypatch.setattr(cached.reader(), "bring", bring)
    events({})
    at = bring_page().run()
    next(t for t in at.text_input if t.label == "Medium").set_value("Bote")
    at.text_area[0].set_value("x")
    click(at, "Hinzufügen")
    assert "nach 15 Sekunden abgebrochen" in shown(at)


def test_more_than_an_event_may_hold_is_refused(monkeypatch):
    monkeypatch.setattr(own_articles, "LARGEST_EVENT", 100)
    monkeypatch.setattr(own_articles, "MOST_ARTICLES", 2)
    drafts = []
    made = [DraftArticle(source=str(n), text="ä" * size) for n, size in enumerate((60, 60, 30, 5))]
    refused = own_articles._taken(drafts, made)
    assert [d.source for d in drafts] == ["0", "2"] and [(r.source, r.why.code) for r in refused] == [
        ("1", "event_too_large"),
        ("3", "event_too_many"),
    ]


def test_a_database_that_does_not_answer_is_said_where_events_are_listed(kept, monkeypatch):
    monkeypatch.setattr(cached, "stored_events", lambda: None)
    assert "Die Datenbank antwortet gerade nicht" in "".join(w.value for w in bring_page().run().warning)


@pytest.mark.parametrize(
    "value", ["[]", "3", '{"articles": 5}', '{"threshold": true}', '{"articles": [["a"]], "threshold": "x"}', "x"]
)
def test_settings_of_another_type_are_none(kept, value):
    cached.writable_database().set(kept, cached.START, value)
    assert cached.start(kept, ["neustadt", "altdorf"]) == (None, None) and "Brücke" in shown(opened(event=kept))


def test_dates_of_any_century_can_be_given(kept):
    at = click(bring_page().run(), "Ändern")
    at.date_input[0].set_value(datetime.date(1, 1, 1)).run()
    assert not at.exception
    click(at, "Speichern und vergleichen")
    assert cached.event(cached.folder(kept, cached.events()[kept])).date == "0001-01-01"


def test_reasons_name_no_path_and_no_sql(kept, monkeypatch):
    from components.storage.database import Database

    def fails(*a, **k):
        raise OSError(28, "No space left on device", "/tmp/geheim/x.sqlite")

    monkeypatch.setattr(Database, "change_event", fails)
    at = click(bring_page().run(), "Ändern")
    click(at, "Speichern und vergleichen")
    assert "OSError" in "".join(e.value for e in at.error) and "geheim" not in shown(at)


def test_numbers_says_where_there_is_nothing_to_compare():
    page = opened("numbers")
    assert not page.exception
    assert "In den ausgewählten Artikeln wurde keine Größe gefunden." in [m.value for m in page.markdown]


def test_another_version_of_an_article_replaces_it_and_its_changes_are_told(kept):
    at = click(bring_page().run(), "Ändern")
    area = at.text_area[1]
    area.set_value(area.value.replace("baut eine Brücke", "baut eine Straße")).run()
    click(at, "Speichern und vergleichen")
    text = shown(opened("overview", event=kept))
    assert "Was wurde nachträglich geändert?" in text and "anders formuliert" in text and "Straße" in text


def test_an_article_pasted_again_is_a_new_version(events, monkeypatch):
    monkeypatch.setenv("LESARTEN_BRING", "on")
    events({})
    at = bring_page().run()
    at.session_state.drafts = [DraftArticle(source="a", text="Alt. " * 20, outlet="taz.de", headline="Brücke", file="taz.txt")]
    at.run()
    new = DraftArticle(source="b", text="Neu. " * 20, outlet="taz", headline="Brücke")
    held = list(at.session_state.drafts)
    assert own_articles._is_version(held[0], new)
    assert not own_articles._is_version(held[0], dataclasses.replace(new, headline="Straße"))


FEED = """<rss version="2.0"><channel><title>Bote</title>{}</channel></rss>"""
ITEM = "<item><title>{}</title><link>https://{}/{}</link><description>{}</description></item>"


def test_who_else_reports_it_is_found_in_saved_feeds_and_only_what_is_chosen_is_fetched(events, tmp_path, monkeypatch):
    from components.sources.web_fetch import Page
    from components.storage import reports_worker

    asked = []

    class Web:
        def fetch(self, url, *kinds):
            asked.append(url)
            text = "Der Stadtrat hat am Donnerstag den Bau einer neuen Brücke über den Fluss beschlossen, teilte er mit."
            return Page(url=url, raw=text.encode(), is_html=False)

    feeds = tmp_path / "feeds"
    feeds.mkdir()
    items = [ITEM.format(f"Meldung {n}", "bote.example", n, "Etwas anderes.") for n in range(300)]
    items.append(ITEM.format("Stadtrat beschließt neue Brücke", "kurier.example", "bruecke", "Der Bau kostet Millionen."))
    (feeds / "kurier.xml").write_text(FEED.format("".join(items)), "utf-8")
    (feeds / "kaputt.xml").write_text("kein Feed", "utf-8")
    with (feeds / "riesig.xml").open("wb") as large:
        large.truncate(60_000_000)
    monkeypatch.setattr(own_articles, "FETCHER", Web())
    monkeypatch.setattr(
        reports_worker, "other_reports", lambda title, lead, when, offered: [(e, 0.9) for e in offered if "Brücke" in e.title]
    )
    monkeypatch.setattr("components.views.shared.find_reports.cached.outlets", lambda: {})
    monkeypatch.setenv("LESARTEN_FEEDS", str(feeds))
    monkeypatch.setenv("LESARTEN_BRING", "on")
    monkeypatch.setenv("LESARTEN_DATABASE", f"sqlite:///{tmp_path / 'd.sqlite'}")
    events({})
    at = bring_page().run()
    pasted(at, "taz.de", "Brücke beschlossen\n\nDer Rat hat am Donnerstag den Bau einer neuen Brücke beschlossen.")
    click(at, "Feeds lesen")
    assert "301 Meldungen gelesen, 301 neu" in shown(at) and "kaputt.xml: Das ist kein Feed" in shown(at) and not asked
    assert "riesig.xml: Dieser Feed ist größer als 10 MB" in shown(at)
    click(at, "Andere Berichte suchen")
    (choice,) = at.checkbox
    assert "Stadtrat beschließt neue Brücke" in choice.label.replace("\\", "")
    choice.check().run()
    click(at, "1 Artikel holen")
    assert asked == ["https://kurier.example/bruecke"] and len(at.expander) == 2


def test_events_are_listed_by_day_with_their_first_finding_and_found_by_title(monkeypatch, tmp_path):
    from components.views.shared import own_events

    monkeypatch.setenv("LESARTEN_DATABASE", f"sqlite:///{tmp_path / 'd.sqlite'}")
    texts = [DraftArticle(source=n, text=TEXT.format("Der Rat baut."), outlet=n) for n in ("a", "b")]
    own_events.add("Brücke", "2024-05-14", texts, {})
    at = opened("events")
    text = shown(at)
    assert text.index("Trump telefoniert") < text.index("Brücke") and "2 von 2 Ereignissen" in text
    assert "Die Überschrift bei RT DE (1) sagt" in text and "Noch nicht verglichen" in text
    at = opened("events", find_event="putin taz")
    assert "1 von 2" in shown(at) and "Brücke" not in shown(at)


def test_a_fact_is_added_with_its_source_and_a_shipped_one_is_not_replaced(database):
    at = opened("outlets")
    assert "keine Zulassung nötig" in shown(at) and "Axel Springer SE" in shown(at)

    def add(outlet, fact, value, source):
        at = opened("outlets")
        next(s for s in at.selectbox if s.label == "Medium").set_value(outlet)
        next(s for s in at.selectbox if s.label == "Angabe").set_value(fact)
        next(t for t in at.text_input if t.label == "Wert").set_value(value)
        next(t for t in at.text_input if t.label == "Quelle").set_value(source)
        return click(at, "Ergänzen")

    assert "schon" in "".join(e.value for e in add("Bild", "owner", "Jemand", "Impressum").error)
    cached.writable_database().say_of_outlet("dorfblatt", added("", "Dorfblatt", [], "seat", fact("Altdorf", "Impressum")))
    assert cached.outlets()["dorfblatt"].facts["seat"].value == "Altdorf"


def test_a_paragraph_that_the_outlet_prints_under_other_articles_is_offered_to_be_set_aside(kept):
    house = "Der Neustädter Bote erscheint seit vielen Jahren an jedem Werktag in der ganzen Stadt."
    from components.views.shared import own_events

    def article(name, more):
        text = f"{name}\n\n{more} Das sagte die Leiterin. Der Umzug ist im Mai geplant.\n\n{house}\n\nDie Eltern sind dagegen."
        return DraftArticle(source=name, text=text, outlet="Neustadt")

    texts = [
        article("Brücke kommt", "Der Rat baut eine Brücke."),
        DraftArticle(source="b", text=TEXT.format("Der Rat baut nicht."), outlet="b"),
    ]
    own_events.add("Anderes", "2024-05-15", texts, {})
    at = bring_page().run()
    at.session_state.drafts = [article("Schule schließt", "Die Schule wird geschlossen.")]
    at.run()
    assert "steht Wort für Wort auch" in shown(at) and "Bote erscheint" in shown(at)
    click(at, "Diese Sätze beiseitelegen")
    assert any("Bote erscheint" in words for words, _ in at.session_state.drafts[0].roles)
    assert "Wort für Wort auch" not in shown(at)


def test_an_event_that_is_none_goes_into_no_link():
    at = AppTest.from_string(
        "from components.views import navigation; from components.views.shared import url_state; import streamlit as st; navigation.show('read'); st.text(str(url_state.kept(s='1')))",
        default_timeout=60,
    )
    at.query_params["event"] = "https://evil.example"
    at.run()
    assert "evil" not in at.text[0].value and at.warning


@pytest.mark.parametrize("allowed", ["on", "off"])
def test_what_a_zip_says_of_outlets_is_kept_only_where_events_may_be_changed(kept, monkeypatch, allowed):
    from components.views.shared import own_events

    monkeypatch.setenv("LESARTEN_CHANGE", "on")
    cached.writable_database().say_of_outlet("Neustadt", added("", "Neustadt", [], "seat", fact("Neustadt am See", "Impressum")))
    packed = own_events._packed(cached.folder(kept, cached.events()[kept]), kept)
    cached.writable_database().say_of_outlet("Neustadt", "")
    assert "Neustadt" not in cached.said_of_outlets()
    monkeypatch.setenv("LESARTEN_CHANGE", allowed)
    own_events.bring(event_archive.imported(packed))
    assert ("Neustadt" in cached.said_of_outlets()) == (allowed == "on")
