"""Pictures of every page for README and for looking at: ``python tests/screenshots/take.py [FOLDER]``.

Without FOLDER the README's pictures in ``data/pictures`` are made anew; with it, all pages at 1440 and 390 px, light and dark,
German and English are put there.
"""

import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).parents[1]))
from serving import ROOT, browsing, serving

PAGES = {  # path: picture of the README
    "": "differences",
    "lesen": "reading",
    "ueberblick": "overview",
    "rundgang": "present",
    "aussagen": "statements",
    "widersprueche": "contradictions",
    "zahlen": "numbers",
    "wortwahl": "wording",
    "sprecher": "speakers",
    "medien": "outlets",
    "unterricht": "classroom",
    "methode": "method",
    "zitieren": "cite",
    "eigene": "own",
}
README = {"lesen": "?s=ntv%3A20", "rundgang": "?n=2"}
PINNED = "s=ntv%3A20"


def take(browser, address, path, width=1440, height=1000, scheme="light", query="", to=None):
    context = browser.new_context(
        viewport={"width": width, "height": height}, color_scheme=scheme, locale="de-DE", reduced_motion="reduce"
    )
    page = context.new_page()
    page.add_init_script("localStorage.setItem('lesarten.hint-seen', '1')")
    page.goto(f"{address}/{query}")
    page.locator("h1, h2, h3").first.wait_for()
    page.wait_for_timeout(2500)
    if to:
        page.locator(to).first.scroll_into_view_if_needed()
        page.wait_for_timeout(500)
    page.screenshot(path=path)
    context.close()


def main():
    with serving() as (address, _), browsing() as browser:
        if len(sys.argv) < 2:
            for path, name in PAGES.items():
                take(browser, address, ROOT / "data" / "pictures" / f"{name}.png", height=1250, query=path + README.get(path, ""))
            return
        folder = pathlib.Path(sys.argv[1])
        folder.mkdir(parents=True, exist_ok=True)
        for page, name in PAGES.items():
            for width, height in ((1440, 1000), (390, 844)):
                for scheme, language in (("light", "DE"), ("dark", "EN")):
                    query = f"{page}?lang={language}" + (f"&{PINNED}" if page == "lesen" else "")
                    take(browser, address, folder / f"{name}-{width}-{scheme}.png", width, height, scheme, query)
                    if page == "lesen":
                        below = folder / f"{name}-{width}-{scheme}-detail.png"
                        take(browser, address, below, width, height, scheme, query, ".st-key-detail .pair > div:last-child")


if __name__ == "__main__":
    main()
