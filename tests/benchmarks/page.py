"""How fast the pages are, beside an empty Streamlit page in the same run: ``python tests/benchmarks/page.py [ROUNDS]``.

Prints medians and ratios: navigation to readable text of every page (cold browser context), hover to paint, click to the painted
panel, and the server's memory.
"""

import pathlib
import statistics
import sys
import time

sys.path.insert(0, str(pathlib.Path(__file__).parents[1]))
from serving import browsing, serving

ROUNDS = int(sys.argv[1]) if len(sys.argv) > 1 else 7
PAGES = {  # path: what can be read once the page's own content is there
    "": ".lx h1",
    "lesen": ".sentence",
    "ueberblick": ".bars .bar",
    "rundgang": ".lx h2",
    "aussagen": ".lx details",
    "widersprueche": ".pair mark",
    "wortwahl": ".grid td",
    "sprecher": ".heat td",
    "medien": ".grid td",
    "unterricht": ".grid td",
    "methode": ".grid td",
}
EMPTY = "[data-testid=stMarkdownContainer] p"  # fmt: skip
VISIBLE = """wanted => {
  const roots = [document, ...[...document.querySelectorAll('*')].map(e => e.shadowRoot).filter(Boolean)];
  return roots.some(root => { const found = root.querySelector(wanted); return found && found.getBoundingClientRect().height > 0; }); }"""
PAINTED = "() => new Promise(done => requestAnimationFrame(() => setTimeout(() => done(performance.now()), 0)))"


def navigation(browser, address, ready):
    context = browser.new_context(viewport={"width": 1440, "height": 1000}, reduced_motion="reduce")
    page = context.new_page()
    start = time.perf_counter()
    page.goto(address, wait_until="commit")
    page.wait_for_function(VISIBLE, arg=ready, polling="raf")  # Playwright's own waiting looks only every half second
    seconds = time.perf_counter() - start
    context.close()
    return seconds


def memory(process):
    status = pathlib.Path(f"/proc/{process.pid}/status").read_text()
    return int(next(row.split()[1] for row in status.splitlines() if row.startswith("VmRSS"))) / 1024


def hovers(page):
    script = """async (n) => {
      const all = [...document.querySelectorAll('*')].map(e => e.shadowRoot).filter(Boolean).flatMap(r => [...r.querySelectorAll('.sentence')]);
      const view = all[n], start = performance.now();
      view.dispatchEvent(new PointerEvent('pointerover', {bubbles: true, composed: true, clientX: n, clientY: 9 * n}));
      await new Promise(done => requestAnimationFrame(() => setTimeout(done, 0)));
      return performance.now() - start; }"""
    return [page.evaluate(script, n) for n in range(3, 43, 2)]


def clicks(page, targets, changed):
    found = []
    for target in targets:
        before = page.locator(changed).inner_text()
        start = time.perf_counter()
        target.click()
        page.wait_for_function("([s, t]) => document.querySelector(s)?.innerText !== t", arg=[changed, before], polling="raf")
        found.append(1000 * (time.perf_counter() - start))
    return found


def main():
    with browsing() as browser, serving() as (ours, process), serving("tests/benchmarks/empty_page.py") as (empty, _):
        for path, ready in PAGES.items():
            navigation(browser, f"{ours}/{path}", ready)
        navigation(browser, empty, EMPTY)
        times = [
            ({p: navigation(browser, f"{ours}/{p}", r) for p, r in PAGES.items()}, navigation(browser, empty, EMPTY))
            for _ in range(ROUNDS)
        ]
        page = browser.new_page(viewport={"width": 1440, "height": 1000}, reduced_motion="reduce")
        page.goto(f"{ours}/lesen")
        page.locator(".sentence").first.wait_for()
        page.locator(".st-key-detail").wait_for()
        hover = hovers(page)
        marks = [page.locator(".mark").nth(n) for n in range(0, 24)]
        panel = clicks(page, marks, ".st-key-detail")
        other = browser.new_page()
        other.goto(empty)
        other.get_by_text("ready").wait_for()
        button = other.get_by_role("button", name="go")
        fragment = clicks(other, [button] * 24, "[data-testid=stMain]")
        size = memory(process)
    theirs = statistics.median(t[1] for t in times)
    print(f"navigation to readable text, medians of {ROUNDS}; empty page {theirs:.2f} s")
    for path in PAGES:
        mine = statistics.median(t[0][path] for t in times)
        print(f"  /{path}: {mine:.2f} s, ratio {mine / theirs:.2f}")
    print(f"hover to paint: {statistics.median(hover):.1f} ms (median of {len(hover)}; one frame is 16.7 ms)")
    mine, theirs = statistics.median(panel), statistics.median(fragment)
    print(f"click to painted panel: {mine:.0f} ms, empty fragment {theirs:.0f} ms, ratio {mine / theirs:.2f} (medians of 24)")
    print(f"memory of the server: {size:.0f} MiB")


if __name__ == "__main__":
    main()
