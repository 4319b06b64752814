"""The reading view in a real browser: hover without the server, pinning, keys, address, phones, themes, accessibility."""

import pathlib
import re
import time

import pytest
from serving import browsing, chromium, serving

pytestmark = pytest.mark.skipif(chromium() is None, reason="no Chromium is installed (Debian: apt-get install chromium)")
sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed (tests/requirements.txt)")
expect = sync_api.expect
expect.set_options(timeout=15_000)  # the tests share two cores

AGREED = "Wir sind übereingekommen"


@pytest.fixture(scope="module")
def address():
    with serving() as (found, _):
        yield found


@pytest.fixture(scope="module")
def browser():
    with browsing() as found:
        yield found


@pytest.fixture
def page(browser, address):
    context = browser.new_context(
        viewport={"width": 1440, "height": 1000}, locale="de-DE", timezone_id="Europe/Berlin", reduced_motion="reduce"
    )
    found = context.new_page()
    wrong = []
    found.on("pageerror", lambda e: wrong.append(f"pageerror {e}"))
    found.on(
        "console",
        lambda m: (
            wrong.append(f"console {m.text} {m.location}") if m.type == "error" and "/_stcore/h" not in str(m.location) else None
        ),
    )
    allowed = (address, address.replace("http", "ws"), "data:", "blob:")
    found.on("request", lambda r: wrong.append(f"external {r.url}") if not r.url.startswith(allowed) else None)
    found.set_default_timeout(20_000)
    yield found
    assert not wrong, wrong
    context.close()


def opened(page, address, query=""):
    page.goto(f"{address}/lesen{query}")
    page.locator(".sentence").first.wait_for()
    page.locator(".st-key-detail").wait_for()
    return page


def choosing(page):
    """The choice of articles and the settings, opened."""
    page.get_by_role("button", name="Auswahl und Einstellungen").or_(
        page.get_by_role("button", name="Selection and settings")
    ).click()
    return page


def panel(page):
    return page.locator(".st-key-detail")


def sentence(page, text=AGREED):
    return page.locator(".sentence", has_text=text).first


def test_five_columns_and_no_pinned_sentence(page, address):
    opened(page, address)
    expect(page.locator("article.column")).to_have_count(5)
    expect(panel(page)).to_contain_text("Kein Satz angeheftet")
    expect(page.locator("article.column").nth(0)).to_contain_text("12. Februar 2025, 20:12")


def test_hover_lights_counterparts_without_the_server(page, address):
    frames = []
    page.on("websocket", lambda socket: socket.on("framesent", lambda frame: frames.append(frame)))
    opened(page, address)
    page.wait_for_timeout(500)
    sent = len(frames)
    sentence(page).locator(".mark").hover()
    assert page.locator(".sentence.near").count() >= 3
    page.wait_for_timeout(300)
    assert len(frames) == sent and "?s=" not in page.url


def test_click_pins_scrolls_counterparts_into_view_and_fills_the_panel(page, address):
    opened(page, address)
    sentence(page).locator(".mark").click()
    expect(panel(page)).to_contain_text("Ähnlichkeit")
    expect(page).to_have_url(re.compile(r"\?s=ntv%3A\d+$"))
    lines = page.locator(".sentence.pinned-near").evaluate_all(
        "all => all.map(e => { const b = e.closest('.body').getBoundingClientRect(), r = e.getBoundingClientRect(); return r.top < b.bottom && r.bottom > b.top })"
    )
    assert lines.count(True) >= 3
    expect(page.locator("[role=status]").filter(has_text="Entsprechungen in")).to_have_count(1)


def test_a_clash_is_marked_at_its_words(page, address):
    opened(page, address)
    expect(page.locator(".clash").filter(has_text="90 Minuten")).to_have_count(1)
    page.locator(".sentence.is-c .mark").first.click()
    expect(panel(page)).to_contain_text("≠ Widerspruch (Dauer)")
    expect(page.locator(".sentence.pinned-c").first).to_be_visible()


def test_link_reopens_the_same_view(page, address):
    opened(page, address, "?s=ntv%3A20&hide=ua&q=Kreml&articles=n-tv&articles=Bild&threshold=60&lang=EN")
    expect(page.locator("article.column")).to_have_count(2)
    expect(page.locator(".sentence.pinned")).to_have_count(1)
    expect(page.locator(".filter-u")).to_have_attribute("aria-pressed", "false")
    expect(page.locator(".find input")).to_have_value("Kreml")
    expect(panel(page)).to_contain_text("Contradiction")


def test_back_and_forward(page, address):
    opened(page, address)
    marks = page.locator(".mark")
    marks.nth(0).click()
    expect(page).to_have_url(re.compile(r"s=ntv%3A0$"))
    expect(panel(page)).to_contain_text("Satz 1")
    marks.nth(1).click()
    expect(page).to_have_url(re.compile(r"s=ntv%3A(?!0$)\d+$"))
    page.go_back()
    expect(panel(page)).to_contain_text("Satz 1")
    expect(page.locator(".sentence.pinned .mark")).to_have_attribute("data-at", "0")
    page.go_back()
    expect(panel(page)).to_contain_text("Kein Satz angeheftet")
    expect(page.locator(".sentence.pinned")).to_have_count(0)
    page.go_forward()
    expect(panel(page)).to_contain_text("Satz 1")


def focus_mark(page):
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate(
            "() => { let a = document.activeElement; while (a && a.shadowRoot) a = a.shadowRoot.activeElement; return !!a && a.className === 'mark' }"
        ):
            return
    pytest.fail("no mark is reached with Tab")


def test_keyboard_alone(page, address):
    opened(page, address)
    focus_mark(page)
    page.keyboard.press("j")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("n")
    page.keyboard.press("Enter")
    expect(panel(page)).to_contain_text("n-tv · ")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    expect(panel(page)).to_contain_text("RT DE (1) · ")
    page.keyboard.press("Escape")
    expect(panel(page)).to_contain_text("Kein Satz angeheftet")


def test_escape_right_after_enter_leaves_nothing_in_the_panel(page, address):
    """The panel must not keep a sentence that was unpinned while the server was still busy with it."""
    opened(page, address)
    focus_mark(page)
    for wait in (0, 15, 30, 60, 90, 120, 160):
        page.keyboard.press("Enter")
        page.wait_for_timeout(wait)
        page.keyboard.press("Escape")
        expect(panel(page)).to_contain_text("Kein Satz angeheftet")
        expect(page.locator(".sentence.pinned")).to_have_count(0)


def test_filters_and_search(page, address):
    opened(page, address)
    page.locator(".filter-c").click()
    expect(page).to_have_url(re.compile("hide=sua"))
    expect(page.locator(".sentence.is-s").first).to_be_hidden()
    expect(page.locator(".sentence.is-c").first).to_be_visible()
    expect(page.locator(".toolbar")).to_contain_text("108 Sätze ausgeblendet")
    page.get_by_role("button", name="Alles", exact=True).click()
    expect(page.locator(".sentence.is-s").first).to_be_visible()
    expect(page).not_to_have_url(re.compile("hide="))
    page.locator(".find input").fill("nahen osten")
    expect(page.locator(".find .hits")).to_contain_text("Artikeln")
    assert page.locator(".sentence.hit").count() >= 3
    page.locator(".find input").press("Enter")
    expect(page.locator(".sentence.lit")).to_have_count(1)


def test_set_aside_text_can_be_seen_with_its_role(page, address):
    opened(page, address)
    assert page.locator(".aside:visible").count() == 0
    page.locator(".filter-a").click()
    assert page.locator(".aside:visible").count() > 20
    expect(page.locator(".aside .role").first).to_be_visible()


def test_switching_an_article_off_recounts(page, address):
    choosing(opened(page, address))
    page.get_by_role("button", name="taz", exact=True).click()
    expect(page.locator(".event")).to_contain_text("4 Artikel von 3 Medien")
    expect(page.locator("article.column")).to_have_count(4)
    expect(page.locator(".reading")).to_have_count(1)


def test_the_pinned_sentence_stays_pinned_when_the_view_is_built_anew(page, address):
    opened(page, address)
    sentence(page).locator(".mark").click()
    expect(panel(page)).to_contain_text("Ähnlichkeit")
    page.get_by_text("EN", exact=True).click()
    expect(panel(page)).to_contain_text("similarity")
    expect(page.locator(".sentence.pinned")).to_contain_text(AGREED)
    choosing(page)
    page.get_by_role("button", name="taz", exact=True).click()
    expect(page.locator("article.column")).to_have_count(4)
    expect(page.locator(".sentence.pinned")).to_contain_text(AGREED)


def test_first_visit_hint_goes_away_and_stays_away(page, address):
    opened(page, address)
    expect(page.locator(".first-hint")).to_be_visible()
    page.locator(".mark").nth(3).click()
    expect(page.locator(".first-hint")).to_be_hidden()
    opened(page, address)
    expect(page.locator(".first-hint")).to_be_hidden()


def test_facts_about_outlets_carry_their_source(page, address):
    opened(page, address)
    column = page.locator("article.column").nth(1)
    column.locator("summary", has_text="Über das Medium").click()
    expect(column.locator("dd").first).to_be_visible()
    expect(column).to_contain_text("Quelle: ")
    assert not [h for h in column.locator("a").evaluate_all("all => all.map(a => a.href)") if "rt.com" in h]


def test_from_the_overview_and_back(page, address):
    opened(page, address)
    page.locator(".mark").nth(2).click()
    expect(panel(page)).to_contain_text("Satz ")
    page.get_by_role("link", name="Überblick", exact=True).click()
    page.get_by_role("heading", name="Was steht wo?").wait_for()
    expect(page.locator("[data-testid=stVegaLiteChart]").first).to_be_visible()
    page.go_back()
    expect(page.locator(".sentence.pinned")).to_have_count(1)


def idle(page):
    """Wait until the page has answered: who leaves it before may leave an entry of the history behind."""
    page.wait_for_timeout(300)
    page.wait_for_function("() => !document.querySelector('[data-testid=stStatusWidget]')")


def test_back_and_forward_keep_the_chosen_articles_and_each_choice_is_one_step(page, address):
    opened(page, address)
    idle(page)
    columns, steps = page.locator("article.column"), page.evaluate("history.length")
    choosing(page)
    idle(page)
    for left_out, left in (("taz", 4), ("Bild", 3)):
        page.locator("[data-testid=stButtonGroup] button").filter(has_text=left_out).click()
        expect(columns).to_have_count(left)
        idle(page)
    page.keyboard.press("Escape")
    idle(page)
    page.get_by_role("link", name="Überblick", exact=True).click()
    expect(page.locator(".event")).to_contain_text("3 Artikel von 2 Medien")
    expect(page).to_have_url(re.compile(r"ueberblick\?articles=n-tv"))
    assert page.evaluate("history.length") == steps + 3
    for left in (3, 4, 5):
        page.go_back()
        expect(columns).to_have_count(left)
    for left in (4, 3):
        page.go_forward()
        expect(columns).to_have_count(left)
    page.go_forward()
    expect(page.locator(".event")).to_contain_text("3 Artikel von 2 Medien")
    assert page.evaluate("history.length") == steps + 3


def test_phone(page, address):
    page.set_viewport_size({"width": 390, "height": 844})
    opened(page, address)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.locator("nav.tabs button", has_text="taz").click()
    expect(page.locator("nav.tabs button[aria-current=true]")).to_have_text(re.compile("taz"))


def test_theme_follows_the_system(page, address):
    page.emulate_media(color_scheme="light")
    opened(page, address)
    paper = "e => getComputedStyle(e).backgroundColor"
    light = page.locator("article.column").first.evaluate(paper)
    page.emulate_media(color_scheme="dark")
    for _ in range(50):
        if page.locator("article.column").first.evaluate(paper) != light:
            return
        time.sleep(0.1)
    pytest.fail("the columns stay light")


PATHS = [
    "lesen?s=ntv%3A20&hide=-",
    "ueberblick",
    "rundgang?n=3",
    "zahlen",
    "korrekturen",
    "aussagen?statement=s3",
    "widersprueche",
    "wortwahl?name=Putin",
    "sprecher",
    "medien",
    "methode",
    "zitieren",
    "eigene",
]
TASKS = [f"unterricht?task={task}" for task in ("plan", "read", "guess", "missing", "sort", "sheet")]


@pytest.mark.parametrize("query", ["", *PATHS, *TASKS])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nothing_stands_in_the_way_of_assistive_technology(page, address, scheme, query):
    from axe_playwright_python.sync_playwright import Axe

    page.emulate_media(color_scheme=scheme)
    page.goto(f"{address}/{query}")
    page.get_by_text("Die Texte gehören ihren Medien").last.wait_for(state="attached")  # presenting hides the foot
    page.wait_for_timeout(700)
    found = Axe().run(page, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]}).response["violations"]
    assert not found, [(v["id"], [n["target"] for n in v["nodes"]][:4]) for v in found]


def test_hostile_article_is_text_and_nothing_else(browser, tmp_path):
    folder = tmp_path / "2024-01-01-boese"
    folder.mkdir()
    evil = '<img src=x onerror="window.hit=1"><script>window.hit=1</script><b>fett</b> [Klick](javascript:alert(1)) beschließt der Rat am Montag.'
    for name in "ab":
        (folder / f"{name}.txt").write_text(
            f"Titel <script>window.hit=1</script>\n\n{evil}\n\nDer Rat tagt am Montag in Berlin.", "utf-8"
        )
    rows = "".join(f'[[articles]]\nfile = "{n}.txt"\noutlet = "<i>{n}</i>"\n' for n in "ab")
    (folder / "event.toml").write_text('title = "<script>window.hit=1</script> [x](javascript:1)"\n' + rows, "utf-8")
    with serving(events=tmp_path) as (address, _):
        page = browser.new_page()
        page.goto(address)
        expect(page.locator(".lx h1")).to_be_visible(timeout=90_000)
        expect(page.locator(".lx .heads")).to_contain_text("Titel <script>")
        assert page.evaluate("window.hit") is None and page.locator(".lx img, .lx script, .lx a").count() == 0
        page.goto(f"{address}/lesen")
        page.locator(".sentence .mark").nth(1).click()
        expect(panel(page)).to_contain_text("Satz ")
        assert page.evaluate("window.hit") is None
        assert page.locator(".body img, .body script, .body b, .st-key-detail img").count() == 0
        expect(page.locator(".body").first).to_contain_text("<b>fett</b>")
        page.close()


def test_a_contradiction_is_dismissed_and_taken_back_by_keyboard(page, address):
    page.goto(f"{address}/widersprueche")
    pair = page.locator("[class*=st-key-pair_]").first
    expect(pair).to_contain_text("knapp 90 min gegen 60 min")
    pair.get_by_role("button", name="Kein Widerspruch").focus()
    page.keyboard.press("Enter")
    expect(pair).to_contain_text("von Hand verworfen, zählt")
    page.reload()
    expect(pair).to_contain_text("von Hand verworfen, zählt")
    pair.get_by_role("button", name="Zurücknehmen").focus()
    page.keyboard.press("Enter")
    expect(pair).not_to_contain_text("von Hand verworfen, zählt")


def test_the_menu_keeps_the_choice_of_articles_and_everybody_sees_verdicts(page, address):
    page.goto(f"{address}/widersprueche?articles=n-tv&articles=Bild")
    pair = page.locator("[class*=st-key-pair_]").first
    pair.get_by_role("button", name="Kein Widerspruch").click()
    expect(pair).to_contain_text("von Hand verworfen, zählt")
    page.get_by_role("link", name="Überblick", exact=True).first.click()
    expect(page.locator("body")).to_contain_text("Widersprüche (0)")
    expect(page.locator(".event")).to_contain_text("2 Artikel von 2 Medien")
    page.goto(f"{address}/widersprueche?articles=n-tv&articles=Bild")
    pair.get_by_role("button", name="Zurücknehmen").click()
    expect(pair).not_to_contain_text("von Hand verworfen, zählt")


@pytest.mark.parametrize(
    ("label", "begins"),
    [
        ("Aussagen als CSV", "id,statement"),
        ("Widersprüche als CSV", "disagreement,kind,"),
        ("Alles als JSON", '{"event"'),
        ("Eine HTML-Datei für", "<!doctype"),
    ],
)
def test_what_is_downloaded_is_what_the_button_says(page, address, label, begins):
    page.goto(f"{address}/zitieren")
    with page.expect_download() as download:
        page.get_by_role("button", name=label).first.click()
    text = pathlib.Path(download.value.path()).read_text("utf-8-sig")
    assert text.startswith(begins) and len(text) > 1000


def test_a_contradiction_leads_to_its_place_in_the_texts(page, address):
    page.goto(f"{address}/widersprueche")
    page.get_by_role("link", name="In den Texten zeigen").first.click()
    expect(page.locator(".sentence.pinned .clash").first).to_be_visible()
    expect(panel(page)).to_contain_text("≠ Widerspruch")


@pytest.mark.parametrize("path", [*PATHS, *TASKS])
def test_pages_fit_a_phone(browser, address, path):
    context = browser.new_context(viewport={"width": 390, "height": 844})
    phone = context.new_page()
    phone.goto(f"{address}/{path}")
    phone.locator("h1, h2, h3").first.wait_for()
    phone.wait_for_timeout(1000)
    assert phone.evaluate("document.documentElement.scrollWidth <= innerWidth")
    context.close()


def test_signs_of_speech_can_be_switched_off(page, address):
    opened(page, address)
    sign = page.locator(".noted-direct").first
    expect(sign).to_be_visible()
    page.locator(".filter-v").click()
    expect(sign).to_be_hidden()
    expect(page).to_have_url(re.compile("hide=av"))


def test_speakers_have_a_table_and_their_passages(page, address):
    page.goto(f"{address}/sprecher?who=Peskow")
    expect(page.locator(".heat td").first).to_be_visible()
    expect(page.locator("body")).to_contain_text("Peskow: 5 Sätze")


def test_the_map_beside_a_column_scrolls_it_and_shows_where_one_is(page, address):
    opened(page, address)
    column = page.locator("article.column").first
    body, strip = column.locator(".body"), column.locator(".strip")
    assert strip.locator(".tick").count() == 24
    box = strip.bounding_box()
    frame = "e => parseFloat(e.style.top)"
    page.mouse.move(box["x"] + 8, box["y"] + 3)
    page.mouse.down()
    page.mouse.move(box["x"] + 8, box["y"] + box["height"] * 0.7, steps=4)
    page.mouse.up()
    page.wait_for_timeout(300)
    assert body.evaluate("e => e.scrollTop") > 300 and 40 < strip.locator(".frame").evaluate(frame) < 90
    sentence(page).locator(".mark").hover()
    assert page.locator(".tick.on").count() >= 4


def test_the_map_follows_the_filters(page, address):
    opened(page, address)
    tick = page.locator(".tick-s").first
    page.locator(".filter-c").click()
    assert tick.evaluate("e => getComputedStyle(e).visibility") == "hidden"


def test_differences_are_presented_with_the_arrow_keys(page, address):
    page.goto(f"{address}/rundgang")
    shown = page.locator(".band h2")
    expect(shown).to_contain_text("Die Überschrift bei RT DE (1)")
    for key, wanted in (("ArrowRight", "60 min bei n-tv"), ("ArrowLeft", "Die Überschrift bei RT DE (1)")):
        for _ in range(5):  # a key pressed while the page is still busy with the one before is not heard
            idle(page)
            page.keyboard.press(key)
            page.wait_for_timeout(1500)
            if wanted in shown.inner_text():
                break
        expect(shown).to_contain_text(wanted)


def test_the_start_says_what_differs_and_leads_into_the_texts(page, address):
    page.goto(address)
    expect(page.locator("h1")).to_contain_text("Verhandlungen haben begonnen")
    row = page.locator(".lx details").first
    row.locator("summary").focus()
    page.keyboard.press("Enter")
    expect(row.locator(".ex .q").first).to_be_visible()
    page.get_by_role("link", name="In den Texten zeigen").nth(1).click()
    expect(page.locator(".sentence.pinned .clash").first).to_be_visible()
    expect(page).to_have_url(re.compile(r"/lesen\?.*s=ntv%3A20"))


def test_a_statement_says_who_has_nothing_of_it(page, address, stored):
    name = next(s.id for s in stored.statements if "bild:10" in s.sentences)
    page.goto(f"{address}/aussagen?statement={name}")
    expect(page.locator("body")).to_contain_text("Davon steht nichts bei")


def test_the_panel_says_who_is_meant_and_a_reader_sets_it_right(page, address):
    page.goto(f"{address}/?s=taz:20")
    expect(panel(page)).to_contain_text("Gemeint ist mit „Gespräch“")
    expect(panel(page)).to_contain_text("Selenskyj – Trump")
    panel(page).get_by_text("Stimmt etwas nicht?").click()
    panel(page).get_by_role("tab", name="Rolle, Satzende, Bezug").click()
    panel(page).get_by_role("button", name="Bezieht sich auf keinen anderen Satz").click()
    expect(page.get_by_text("Gespeichert; zurücknehmen")).to_be_visible()
    expect(panel(page)).not_to_contain_text("Gemeint ist mit")
    panel(page).get_by_role("tab", name="Schon entschieden (1)").click()
    panel(page).get_by_role("button", name="Zurücknehmen").click()
    expect(panel(page)).to_contain_text("Gemeint ist mit „Gespräch“")


def test_names_lead_to_their_passages(page, address):
    page.goto(f"{address}/wortwahl")
    page.get_by_role("combobox", name="Alle Stellen zu").focus()
    page.keyboard.type("Putin")
    page.get_by_role("option", name="Putin").wait_for()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.locator("mark").first).to_contain_text("Putin")
    expect(page).to_have_url(re.compile("name=Putin"))


def test_sources_of_an_outlet_open_at_a_click_and_the_export_is_json(page, address):
    import json

    page.goto(f"{address}/medien")
    card = page.locator(".grid tbody tr").first
    card.locator("summary").first.click()
    expect(card.locator("li").first).to_be_visible()
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Als schema.org-Daten herunterladen").click()
    found = json.loads(waiting.value.path().read_text("utf-8"))
    assert len(found["itemListElement"]) == 4


def test_blind_reading_shows_letters_until_it_is_revealed(page, address):
    page.goto(f"{address}/unterricht?task=read&seed=4")
    expect(page.locator("article.column h3").first).to_have_text("Text A")
    expect(page.locator("details.about")).to_have_count(0)
    page.get_by_role("button", name="Auflösen").click()
    expect(page.locator("article.column h3").first).to_have_text(re.compile("Text A: "))


def test_the_worksheet_prints_without_network(page, address):
    page.goto(f"{address}/unterricht?task=sheet")
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Mit Lösungen herunterladen").click()
    page.set_content(waiting.value.path().read_text("utf-8"))
    expect(page.locator("h2")).to_have_count(9)


def test_own_articles_are_brought_kept_and_compared(browser, tmp_path):
    text = "Brücke kommt\n\nDer Stadtrat hat am Donnerstag den Bau einer neuen Brücke beschlossen. Sie soll {} Millionen Euro kosten."
    with serving(events=tmp_path) as (address, _):
        page = browser.new_page(locale="de-DE")
        page.goto(f"{address}/eigene")
        files = [("bote.txt", text.format("drei")), ("leer.txt", "")]
        page.locator("input[type=file]").set_input_files(
            [{"name": n, "mimeType": "text/plain", "buffer": t.encode()} for n, t in files]
        )
        expect(page.get_by_text("Die Datei ist leer")).to_be_visible()
        page.get_by_label("Medium").first.fill("taz.de")
        page.locator("textarea").first.fill(text.format("vier"))
        page.keyboard.press("Control+Enter")
        page.get_by_role("button", name="Hinzufügen").click()
        expect(page.get_by_text("2. taz")).to_be_visible()
        page.get_by_label("Titel des Ereignisses").fill("Brücke")
        page.keyboard.press("Enter")
        page.get_by_role("button", name="Vergleichen").click()
        expect(page.locator(".lx .heads")).to_contain_text("Brücke kommt", timeout=90_000)
        expect(page.locator(".lx .cols").first).to_contain_text("taz")
        expect(page).to_have_url(re.compile(r"event=\d{4}-\d\d-\d\d-bruecke$"))
        page.close()


def test_the_offline_file_lights_counterparts_without_server_or_network(page, address, browser, tmp_path):
    page.goto(f"{address}/zitieren")
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Eine HTML-Datei für überall").click()
    waiting.value.save_as(tmp_path / "lesarten.html")
    alone = browser.new_context(offline=True, viewport={"width": 1440, "height": 1000}).new_page()
    wrong = []
    alone.on("pageerror", lambda e: wrong.append(str(e)))
    alone.on("request", lambda r: wrong.append(r.url) if not r.url.startswith("file:") else None)
    alone.goto(f"file://{tmp_path / 'lesarten.html'}")
    expect(alone.locator("article.column")).to_have_count(5)
    alone.locator(".sentence", has_text=AGREED).first.locator(".mark").hover()
    assert alone.locator(".sentence.near").count() >= 3
    alone.locator(".sentence .mark").nth(2).click()
    expect(alone.locator(".sentence.pinned")).to_have_count(1)
    assert not wrong
    alone.context.close()


@pytest.fixture(scope="module")
def two_events(tmp_path_factory):
    """The address of a server with two small events."""
    events = tmp_path_factory.mktemp("events")
    for name, title in (("2024-01-01-bruecke", "Brücke"), ("2024-02-02-halle", "Halle")):
        (events / name).mkdir()
        for n, outlet in enumerate(("bote", "blatt", "kurier")[: 2 + (title == "Halle")]):
            text = f"{title} kommt\n\nDer Rat von {outlet} baut die {title}. Sie kostet {n + 2} Millionen Euro."
            (events / name / f"{outlet}.txt").write_text(text, "utf-8")
        (events / name / "event.toml").write_text(
            f'title = "{title}"\n' + "".join(f'[[articles]]\nfile = "{p.name}"\n' for p in sorted((events / name).glob("*.txt"))),
            "utf-8",
        )
    with serving(events=events) as (address, _):
        yield address


@pytest.fixture
def visitor(browser):
    """A page without the watch over requests to other addresses than the shared server's."""
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    yield context.new_page()
    context.close()


def test_the_menu_stays_with_the_event(visitor, two_events):
    page = visitor
    page.goto(f"{two_events}/lesen?event=2024-01-01-bruecke")
    expect(page.locator(".event h1")).to_have_text("Brücke", timeout=60_000)
    for name in ("Überblick", "Wer sagt was?", "Eigene Artikel", "Wer nennt es wie?", "Teilen", "Lesen", "Methode"):
        page.get_by_role("link", name=name, exact=True).first.click()
        if name == "Eigene Artikel":
            page.get_by_role("heading", name="Vorhandene Ereignisse").wait_for()
            page.wait_for_timeout(500)
            continue
        page.locator(".event h1").wait_for()
        page.wait_for_timeout(700)
        expect(page.locator(".event h1")).to_have_text("Brücke")


def test_another_event_is_chosen_and_stays_with_all_its_articles(visitor, two_events):
    page = visitor
    page.goto(f"{two_events}/zitieren?event=2024-01-01-bruecke&decisions=0.x")
    expect(page.locator(".event h1")).to_have_text("Brücke", timeout=60_000)
    page.get_by_role("combobox").first.click()
    page.get_by_role("option", name="Halle").click()
    expect(page.locator(".event h1")).to_have_text("Halle", timeout=60_000)
    expect(page.locator(".event")).to_contain_text("3 Artikel")
    expect(page).to_have_url(re.compile("event=2024-02-02-halle"))
    expect(page).not_to_have_url(re.compile("decisions="))
    page.get_by_role("link", name="Wer sagt was?", exact=True).first.click()
    page.wait_for_timeout(1500)
    expect(page.locator(".event h1")).to_have_text("Halle")


def test_a_fixed_link_stays_fixed_on_every_page_and_holds_threshold_and_articles(page, address):
    page.goto(f"{address}/zitieren?articles=n-tv&articles=Bild&threshold=60")
    page.get_by_role("button", name="Adresse dieser Seite zum festen Link").click()
    expect(page.locator("body")).to_contain_text("jetzt der feste Link")
    held = page.url
    page.get_by_role("button", name="als Startansicht für alle speichern").click()
    expect(page.locator("body")).to_contain_text("Festgelegt")
    assert all(entry in held for entry in ("texts=", "made=", "decisions=", "threshold=60", "articles=n-tv")), held
    page.goto(held)
    expect(page.locator(".event")).to_contain_text("2 Artikel")
    page.wait_for_timeout(500)
    for name in ("Lesen", "Methode", "Teilen"):
        page.get_by_role("link", name=name, exact=True).first.click()
        page.wait_for_timeout(900)
        expect(page.locator(".event")).to_contain_text("2 Artikel")
        for entry in ("decisions=", "articles=n-tv", "threshold=60"):
            expect(page).to_have_url(re.compile(entry))
    page.goto(f"{address}/zitieren")
    expect(page.locator(".event")).to_contain_text("2 Artikel")
    page.goto(
        f"{address}/zitieren?articles=n-tv&articles=Bild&articles=taz&articles=RT+DE+%281%29&articles=RT+DE+%282%29&threshold=38"
    )
    expect(page.locator(".event")).to_contain_text("5 Artikel")
    page.get_by_role("button", name="Adresse dieser Seite zum festen Link").click()
    expect(page.locator("body")).to_contain_text("jetzt der feste Link")
    page.goto(page.url)
    expect(page.locator(".event")).to_contain_text("5 Artikel")
    page.get_by_role("button", name="als Startansicht für alle speichern").click()
    expect(page.locator("body")).to_contain_text("Festgelegt")


def test_a_link_is_separated_in_the_panel_and_the_tools_stay_open_for_the_next_sentence(page, address):
    page.goto(f"{address}/?s=taz:16")
    tools = panel(page).get_by_text("Stimmt etwas nicht?")
    tools.click()
    pair = panel(page).get_by_role("button", name="Sagt nicht dasselbe")
    expect(pair).to_have_count(5)
    many = pair.count()
    pair.first.click()
    expect(page.get_by_text("Gespeichert; zurücknehmen")).to_be_visible()
    expect(pair).to_have_count(many - 1)
    panel(page).get_by_role("tab", name="Schon entschieden (1)").click()
    panel(page).get_by_role("button", name="Zurücknehmen").click()
    expect(pair).to_have_count(many)
    page.locator(".sentence.is-s").first.click()
    expect(panel(page).get_by_label("Begründung (freiwillig)")).to_be_visible()
