"""Copies that `jiance check --annotate` writes: they convert to the same documents, openpyxl and LibreOffice see the remarks
and the links of the list, annotating them again changes nothing, and validate.py finds nothing that it did not find before.

    annotated.py JIANCE [--validate validate.py] FOLDER…
"""
import argparse
import json
import os
import re
import subprocess
import sys
import tempfile
import zipfile

import openpyxl


def convert(cli, path):
    return json.loads(subprocess.run([cli, "convert", path], capture_output=True).stdout)


def annotate(cli, folder, target):
    """In the folder, so that messages which name another workbook are the same for copies."""
    done = subprocess.run([cli, "check", ".", "--annotate", target, "--force"], cwd=folder, capture_output=True, text=True)
    if done.returncode not in (0, 1, 2):
        sys.exit(f"check --annotate: status {done.returncode}: {done.stderr}")


def listed(book):
    """The rows of the list: sheet, cell, message, where the link leads."""
    lists = [sheet for sheet in book.worksheets if sheet.title.startswith("审核意见")]
    if len(lists) != 1:
        raise ValueError(f"{len(lists)} lists")
    rows = []
    for row in lists[0].iter_rows(min_row=3, max_col=7):
        if str(row[0].value or "").isdigit():
            link = row[3].hyperlink
            rows.append((row[2].value, row[3].value, row[5].value, link.location if link else None))
    return rows


def seen(book):
    """All values and remarks."""
    return {(sheet.title, cell.coordinate): (cell.value, cell.comment and cell.comment.text)
            for sheet in book.worksheets for cell in sheet._cells.values() if cell.value is not None or cell.comment}


def remark_problems(book, program):
    rows = listed(book)
    for sheet, cell, message, link in rows:
        if not cell:
            continue
        if link is None or link.replace("$", "").replace("#", "").replace("'", "") != f"{sheet}!{cell}":
            yield f"{program} sees the link {link} at {sheet}!{cell}"
        remark = book[sheet][cell].comment
        if remark is None or message[:40] not in remark.text:
            yield f"{program} sees no remark at {sheet}!{cell}"


def schema_problems(validator, path):
    done = subprocess.run([sys.executable, validator, path], capture_output=True, text=True)
    lines = (done.stdout + done.stderr).splitlines() if done.returncode else []
    return {re.sub(r":\d+:", ":", line.replace(path, "").replace(os.path.basename(path), "")) for line in lines
            if not re.search(r"\d+ problem|workbooks valid|namespace}space'", line)}


def is_strict(path):
    with zipfile.ZipFile(path) as archive:
        return any(b"purl.oclc.org" in archive.read(name) for name in archive.namelist() if name.endswith("workbook.xml"))


def problems(cli, original, copy, again, validator):
    before, after = convert(cli, original), convert(cli, copy)
    for member in ("returns", "findings"):
        if before[member] != after[member]:
            yield f"{member} differ"
    # Neither the schemas nor openpyxl know workbooks of the strict kind.
    if is_strict(copy):
        return
    if validator:
        new = schema_problems(validator, copy) - schema_problems(validator, original)
        if new:
            yield "validate: " + " | ".join(sorted(new))[:400]
    book = openpyxl.load_workbook(copy)
    yield from remark_problems(book, "openpyxl")
    if seen(book) != seen(openpyxl.load_workbook(again)):
        yield "annotated again it is another"


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("cli")
    parser.add_argument("folders", nargs="+")
    parser.add_argument("--validate")
    given = parser.parse_args()
    cli = os.path.abspath(given.cli)
    count = failed = 0
    for folder in map(os.path.abspath, given.folders):
        with tempfile.TemporaryDirectory() as work:
            first, second, office = (os.path.join(work, name) for name in ("1", "2", "office"))
            annotate(cli, folder, first)
            annotate(cli, first, second)
            names = sorted(os.path.relpath(os.path.join(root, name), first) for root, _, files in os.walk(first) for name in files)
            for start in range(0, len(names), 25):
                batch = [os.path.join(first, name) for name in names[start:start + 25]]
                subprocess.run(["soffice", "--headless", f"-env:UserInstallation=file://{work}/profile", "--convert-to", "xlsx",
                                "--outdir", office, *batch], capture_output=True, timeout=900)
            for name in names:
                copy = os.path.join(first, name)
                found = []
                try:
                    found += problems(cli, os.path.join(folder, name), copy, os.path.join(second, name), given.validate)
                    found += remark_problems(openpyxl.load_workbook(os.path.join(office, os.path.basename(name))), "LibreOffice")
                except Exception as error:
                    found.append(f"{type(error).__name__}: {error}")
                count += 1
                failed += bool(found)
                for problem in found[:5]:
                    print(f"{name}: {problem}")
    print(f"annotated copies: {count} workbooks, {failed} failed")
    sys.exit(1 if failed or not count else 0)


main()
