"""Corrects each leaf of each workbook of a folder by itself and looks at what became of it.

    single_corrections.py PATH-TO-jiance FOLDER [--every N] [--look N]

An empty correction has to give the same bytes; a single value, to a number or text and to null, has to change that leaf of
the document and no other, and (of every Nth, by openpyxl) one cell of the workbook and no other. Leaves that the workbook
has no cell for have to be refused with their pointer. --every N takes every Nth leaf only.
"""
import argparse, collections, concurrent.futures, decimal, glob, json, os, subprocess, sys, tempfile, zipfile
from xml.etree import ElementTree

import openpyxl

options = argparse.ArgumentParser()
options.add_argument("cli")
options.add_argument("folder")
options.add_argument("--every", type=int, default=1)
options.add_argument("--look", type=int, default=25)
options = options.parse_args()
failures, counts = [], collections.Counter()


def run(*arguments):
    return subprocess.run([options.cli, *arguments], capture_output=True, text=True)


def convert(path):
    return json.loads(run("convert", path).stdout, parse_float=decimal.Decimal)


def leaves(value, pointer=""):
    if isinstance(value, dict):
        for key, item in value.items():
            yield from leaves(item, f"{pointer}/{key}")
    else:
        yield pointer, value


def local(element):
    return element.tag.rsplit("}", 1)[-1]


def stored_cells(path):
    """The cells as they are stored, for workbooks in which openpyxl sees none, such as Strict ones."""
    found = {}
    with zipfile.ZipFile(path) as archive:
        table = next((n for n in archive.namelist() if n.lower().endswith("sharedstrings.xml")), None)
        strings = ["".join(t.text or "" for t in s.iter() if local(t) == "t") for s in ElementTree.fromstring(archive.read(table))] if table else []
        for name in archive.namelist():
            if not name.startswith("xl/worksheets/") or not name.endswith(".xml"):
                continue
            for cell in ElementTree.fromstring(archive.read(name)).iter():
                if local(cell) != "c":
                    continue
                value = "".join(t.text or "" for t in cell.iter() if local(t) in ("v", "t"))
                if value:
                    found[name, cell.get("r")] = strings[int(value)] if cell.get("t") == "s" else value
    return found


def cells(path):
    book = openpyxl.load_workbook(path)
    # Not iter_rows(), which makes a cell of every place up to the furthest one.
    found = {(s.title, c.coordinate): c.value for s in book.worksheets for c in s._cells.values() if c.value is not None}
    return found or stored_cells(path)


def new_values(pointer, old):
    if pointer.endswith("/status"):
        return [v for v in ("complete", "incomplete") if v != old] + ([None] if old else [])
    if pointer.endswith("/note"):
        return [v for v in ("更正后的说明", None) if v != old]
    return [v for v in (decimal.Decimal("4321.5") if old != decimal.Decimal("4321.5") else 7, None) if v != old]


def dumps(value):
    return str(value) if isinstance(value, decimal.Decimal) else json.dumps(value, ensure_ascii=False)


def work(path):
    name = os.path.basename(path)
    with tempfile.TemporaryDirectory() as folder:
        before = convert(path)
        if not before["returns"]:
            return
        patch, out = f"{folder}/p.json", f"{folder}/out.xlsx"
        open(patch, "w").write("[]")
        done = run("correct", path, patch, "-o", out, "--force")
        if done.returncode or open(out, "rb").read() != open(path, "rb").read():
            failures.append(f"{name}: an empty correction is not the same bytes: {done.stderr}")
        original = None
        number = 0
        for index, item in enumerate(before["returns"]):
            for group in ("indicators", "construction", "funding"):
                for pointer, old in leaves(item[group], f"/{group}"):
                    for new in new_values(pointer, old):
                        number += 1
                        if number % options.every:
                            continue
                        full = f"/returns/{index}{pointer}"
                        text = f'[{{"op":"test","path":"{full}","value":{dumps(old)}}},{{"op":"replace","path":"{full}","value":{dumps(new)}}}]'
                        open(patch, "w", encoding="utf-8").write(text)
                        done = run("correct", path, patch, "-o", out, "--force")
                        if done.returncode:
                            counts["refused"] += 1
                            if pointer not in done.stderr:
                                failures.append(f"{name} {full} -> {new}: {done.stderr.strip()}")
                            else:
                                counts[done.stderr.strip().split(": ")[-1]] += 1
                            continue
                        counts["corrected"] += 1
                        after = convert(out)
                        changed = []
                        for i, (a, b) in enumerate(zip(before["returns"], after["returns"])):
                            right = dict(leaves(b))
                            changed += [f"/returns/{i}{p}" for p, v in leaves(a) if right.get(p) != v]
                        # The total of levels follows them where no cell states it.
                        if changed != [full] and not ("/spent/" in full and set(changed) == {full, f"/returns/{index}/funding/spent/total"}):
                            failures.append(f"{name} {full} -> {new}: changed {changed}")
                        if number % options.look == 0:
                            original = original or cells(path)
                            now = cells(out)
                            other = [k for k in set(original) | set(now) if original.get(k) != now.get(k)]
                            marks = 2 if pointer.endswith(("/status", "/note")) else 1
                            counts["looked"] += 1
                            if not 1 <= len(other) <= marks:
                                failures.append(f"{name} {full} -> {new}: cells {other}")


paths = [p for p in sorted(glob.glob(os.path.join(options.folder, "*.xlsx"))) if os.path.getsize(p)]
with concurrent.futures.ThreadPoolExecutor(2) as pool:
    list(pool.map(work, paths))
for failure in failures[:40]:
    print(failure)
print(dict(counts))
print(f"single corrections: {counts['corrected'] + counts['refused'] - len(failures)} passed, {len(failures)} failed")
sys.exit(1 if failures else 0)
