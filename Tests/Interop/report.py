"""The page of `jiance check` in a browser: opens in silence, tells what it marks, filters, fits a phone, prints.

    report.py PATH-TO-jiance PATH-TO-chromium SAMPLES [SCREENSHOTS]
"""
import copy
import json
import pathlib
import shutil
import subprocess
import sys
import tempfile

from openpyxl import load_workbook
from playwright.sync_api import sync_playwright

HOSTILE = "<script>alert(1)</script>\"']]>\u202e综合体"


def fail(text):
    sys.exit(f"report: {text}")


def expect(condition, text):
    if not condition:
        fail(text)


def make(cli, samples, work):
    """A report of the samples, one of them hostile, against their own figures a year and a quarter before."""
    books = work / "books"
    shutil.copytree(samples, books, ignore=lambda _, names: [n for n in names if not n.endswith(".xlsx")])
    book = load_workbook(books / "official.xlsx")
    for row in book.active.iter_rows():
        for cell in row:
            if cell.value == "嘉兴科技城管委会" or (isinstance(cell.value, str) and "研究院" in cell.value):
                cell.value = HOSTILE
    book.active["D5"] = HOSTILE
    book.save(books / "hostile.xlsx")
    (books / "broken.xlsx").write_bytes(b"PK\x03\x04 nothing")
    priors = work / "prior"
    priors.mkdir()
    said = subprocess.run([cli, "convert", str(samples), "--format", "json"], capture_output=True)
    for index, document in enumerate(json.loads(said.stdout)):
        document["findings"] = []
        for back in (1, 4):
            older = copy.deepcopy(document)
            for item in older["returns"]:
                if item["period"]:
                    year, quarter = int(item["period"][:4]), int(item["period"][5])
                    at = year * 4 + quarter - 1 - back
                    item["period"] = f"{at // 4}Q{at % 4 + 1}"
            (priors / f"{index}-{back}.json").write_text(json.dumps(older, ensure_ascii=False))
    page = work / "report.html"
    done = subprocess.run([cli, "check", str(books), "--prior", str(priors), "--format", "html", "-o", str(page)],
                          capture_output=True, text=True)
    expect(done.returncode == 2, f"exit status {done.returncode}: {done.stderr}")
    return page


def try_page(page, shots, name):
    articles = page.locator("article")
    total = articles.count()
    expect(total > 5, "few chapters")
    expect(page.locator("#filter").is_visible(), "no filter")
    expect(page.locator("svg polyline").count() > 20, "no lines of quarters")
    expect(page.evaluate("document.documentElement.scrollWidth <= innerWidth"), f"{name}: wider than the window")
    # A marked cell's message is there to be seen, and lights up.
    marks = page.locator("td.d a.m")
    expect(marks.count() > 20, "few marks")
    target = page.locator(marks.first.get_attribute("href"))
    marks.first.scroll_into_view_if_needed()
    target.wait_for(state="visible", timeout=5000)
    expect(len(target.text_content()) > 10, "a mark without its message")
    marks.first.click()
    expect("lit" in (target.get_attribute("class") or ""), "the message does not light up")
    broken = page.evaluate("""() => [...document.querySelectorAll('a[href^="#"]')]
        .filter(a => !document.getElementById(a.getAttribute('href').slice(1))).length""")
    expect(broken == 0, f"{broken} links lead nowhere")
    twice = page.evaluate("(a => a.length - new Set(a).size)([...document.querySelectorAll('[id]')].map(e => e.id))")
    expect(twice == 0, f"{twice} ids are there twice")
    if shots:
        page.locator("article:has(svg) table").first.scroll_into_view_if_needed()
        page.screenshot(path=str(shots / f"{name}-form.png"))
    # Filters hide chapters and their rows, and tell how many are left.
    def shown():
        count = page.locator("article:visible").count()
        expect(page.locator("#shown").inner_text() == str(count), "the number shown is not that of the chapters")
        expect(page.locator("tr[data-for]:visible").count() == count, "rows are not those of the chapters")
        return count
    page.locator("#search").fill("hostile.xlsx")
    expect(0 < shown() < total, "the search does nothing")
    page.locator("#search").fill("")
    page.locator("#severity").select_option("info")
    expect(shown() == page.locator('article:not([data-info="0"])').count() < total, "severity does nothing")
    page.locator("#severity").select_option("all")
    page.locator("#county").select_option("1")
    expect(0 < shown() < total, "county does nothing")
    page.locator("#county").select_option("all")
    page.locator("#doubtful").check()
    expect(shown() == page.locator('article:not([data-error="0"][data-warning="0"])').count(), "doubtful does nothing")
    page.locator("#doubtful").uncheck()
    expect(shown() == total, "not all come back")


def main():
    cli, chromium, samples = sys.argv[1:4]
    shots = pathlib.Path(sys.argv[4]) if len(sys.argv) > 4 else None
    if shots:
        shots.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as play:
        path = make(cli, pathlib.Path(samples), pathlib.Path(folder))
        browser = play.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        for name, width, scheme in (("light", 1200, "light"), ("dark", 1200, "dark"), ("phone", 390, "light")):
            page = browser.new_page(viewport={"width": width, "height": 1100}, color_scheme=scheme)
            said = []
            page.on("console", lambda message: said.append(message.text))
            page.on("pageerror", lambda error: said.append(str(error)))
            page.on("dialog", lambda dialog: (said.append("a dialog"), dialog.dismiss()))
            page.on("request", lambda request: said.append(request.url) if request.url != path.as_uri() else None)
            page.goto(path.as_uri())
            if shots:
                page.screenshot(path=str(shots / f"{name}.png"))
            background = page.evaluate("getComputedStyle(document.body).backgroundColor")
            expect((background == "rgb(20, 23, 26)") == (scheme == "dark"), f"{name}: background {background}")
            try_page(page, shots, name)
            expect(not said, f"{name}: the page said {said}")
            page.close()
        # Without the script all is there but the filter.
        page = browser.new_context(java_script_enabled=False).new_page()
        page.goto(path.as_uri())
        expect(not page.locator("#filter").is_visible(), "a filter that cannot work")
        expect(page.locator("article .f li").first.is_visible(), "no messages without the script")
        page.emulate_media(media="print")
        expect(page.locator("#overview").is_visible(), "no overview in print")
        if shots:
            page.pdf(path=str(shots / "report.pdf"), prefer_css_page_size=True)
        browser.close()
    print("report: page opened light, dark and narrow; marks, filters, links as they should be")


main()
