"""How many people one server bears: ``python tests/benchmarks/load.py [PEOPLE]``.

Each opens the five articles and clicks through sentences at once; prints median and worst click time beside one person's, the time
to open, and the server's memory per session. The browsers share the machine, so the figures are upper bounds.
"""

import pathlib
import statistics
import sys
import threading
import time

sys.path.insert(0, str(pathlib.Path(__file__).parents[1]))
from page import memory
from serving import browsing, serving

CLICKS = 8


def visit(address, opened, clicked, hold, errors):
    """One person: open, click, stay until all are done."""
    try:
        with browsing() as browser:
            page = browser.new_page(viewport={"width": 1280, "height": 900}, reduced_motion="reduce")
            start = time.perf_counter()
            page.goto(f"{address}/lesen")
            page.locator(".sentence").first.wait_for(timeout=120_000)
            page.locator(".st-key-detail").wait_for(timeout=120_000)
            opened.append(time.perf_counter() - start)
            for n in range(CLICKS):
                before = page.locator(".st-key-detail").inner_text()
                start = time.perf_counter()
                page.locator(".mark").nth(n).click()
                page.wait_for_function(
                    "t => document.querySelector('.st-key-detail')?.innerText !== t", arg=before, polling="raf", timeout=60_000
                )
                clicked.append(1000 * (time.perf_counter() - start))
                time.sleep(0.3)
            hold.wait(180)
    except Exception as failed:
        errors.append(failed)
        hold.abort()


def measure(address, process, people):
    """(times to open in s, click times in ms, memory of the server in MiB while all are there)"""
    opened, clicked, errors, size = [], [], [], []
    hold = threading.Barrier(people, action=lambda: size.append(memory(process)))
    threads = [threading.Thread(target=visit, args=(address, opened, clicked, hold, errors)) for _ in range(people)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if errors:
        raise errors[0]
    return opened, clicked, size[0]


def main():
    people = int(sys.argv[1]) if len(sys.argv) > 1 else 10
    with serving() as (address, process):
        measure(address, process, 1)
        rows = [(n, *measure(address, process, n)) for n in (1, people)]
    for n, opened, clicked, size in rows:
        print(
            f"{n} at once: open {statistics.median(opened):.1f} s (worst {max(opened):.1f}), click {statistics.median(clicked):.0f} ms "
            f"(worst {max(clicked):.0f}), server {size:.0f} MiB"
        )
    print(f"memory per session: {(rows[1][3] - rows[0][3]) / max(1, people - 1):.1f} MiB")


if __name__ == "__main__":
    main()
