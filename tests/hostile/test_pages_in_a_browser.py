"""Hostile strings in titles, names, texts and addresses, looked at in a real browser: nothing runs, nothing becomes a link or a picture."""

import pytest
from serving import browsing, chromium, serving
from trying import LONG, many, tried

from components.views import navigation

pytestmark = pytest.mark.skipif(chromium() is None, reason="no Chromium is installed (Debian: apt-get install chromium)")
pytest.importorskip("playwright.sync_api", reason="playwright is not installed (tests/requirements.txt)")

STRINGS = [
    "www.evil.example",
    "https://evil.example/a?b=c",
    "anna@evil.example",
    "[klick](https://evil.example) ![bild](https://evil.example/x.png)",
    "<img src=https://evil.example/x onerror=window.pwned=1><script>window.pwned=1</script>",
    "<a href='javascript:window.pwned=1'>evil</a> :red[evil] $evil$",
]
FOUND = """() => {
  const found = [];
  const walk = root => root.querySelectorAll('*').forEach(e => {
    for (const name of ['href', 'src', 'srcset', 'action', 'data'])
      if (e.getAttribute(name)?.match(/evil|javascript:window/) && !e.getAttribute(name).startsWith(location.origin)
          && !e.getAttribute(name).match(/^([.?#]|\\/[^\\/])/)) found.push(e.outerHTML.slice(0, 200));
    if (e.shadowRoot) walk(e.shadowRoot);
  });
  walk(document);
  if (window.pwned) found.push('a script ran');
  return found;
}"""


def laid(folder, string):
    """An event whose every text and name holds a hostile string."""
    folder.mkdir(parents=True)
    quoted = string.replace("\\", "").replace('"', "")
    rows = [f'title = "Brücke {quoted}"', "date = 2024-05-14"]
    for n, hours in enumerate((2, 3)):
        who = f"Bürgermeisterin Anna Muster {string}"
        (folder / f"a{n}.txt").write_text(
            f"Brücke {string} kommt\n\nDer Stadtrat hat am Dienstag den Bau der Brücke {string} beschlossen. Die Sitzung des Stadtrats "
            f"dauerte {hours} Stunden. „Wir bauen die neue Brücke über den Fluss im Herbst {string}“, sagte {who} in der Stadt. "
            f"Laut {string} kostet die Brücke {n + 3} Millionen Euro.\n\nFoto: {string}\n",
            "utf-8",
        )
        rows += ["[[articles]]", f'file = "a{n}.txt"', f'outlet = "Blatt {n} {quoted}"', f'headline = "Brücke {quoted} kommt"']
    (folder / "event.toml").write_text("\n".join(rows), "utf-8")


def test_no_string_becomes_a_link_a_picture_or_a_script(tmp_path):
    strings = STRINGS if LONG else [" ".join(STRINGS)]
    for n, string in enumerate(strings):
        laid(tmp_path / f"2024-05-1{n}-bruecke", string)
    paths = [page.path for page in navigation.PAGES.values()][:: many(1, 3)] + [navigation.OWN_PATH]
    failures, looked = [], 0

    def asked(request):
        if "evil.example" in request.url.split("?")[0]:
            failures.append(f"asked {request.url}")

    with serving(events=tmp_path) as (address, _), browsing() as browser:
        for n, string in enumerate(strings):
            page = browser.new_page(locale="de-DE")
            page.on("request", asked)
            page.set_default_timeout(120_000)
            page.goto(f"{address}/lesen?event=2024-05-1{n}-bruecke")
            page.locator(".sentence").first.wait_for()
            for path in paths:
                page.goto(f"{address}/{path}?event=2024-05-1{n}-bruecke")
                page.locator("[data-testid='stMain'] p, [data-testid='stMain'] h3").first.wait_for()
                page.wait_for_function("() => !document.querySelector('[data-testid=stStatusWidget]')")
                page.wait_for_timeout(300)
                page.evaluate("() => document.querySelectorAll('details:not([open]) > summary').forEach(s => s.click())")
                page.wait_for_timeout(200)
                failures += [f"{path}: {what}" for what in page.evaluate(FOUND)]
                looked += 1
            page.goto(f"{address}/?event={string.replace('#', '').replace('&', '')}")
            page.locator("[data-testid='stAlert']").first.wait_for()
            failures += [f"address: {what}" for what in page.evaluate(FOUND)]
            looked += 1
            page.close()
    tried("pages with hostile strings, in a browser", looked, failures)
