#!/usr/bin/env python3
"""Edits foreign workbooks and holds what comes out against what went in.

    corrections.py PROBE FOLDER [--count N] [--seed S] [--validate validate.py] [--comments]

PROBE is the built EditorProbe, FOLDER is searched for .xlsx and .xlsm. In each workbook a cell
that is there and an empty one are set, with one colour (with --comments also a
comment, and a sheet that lists them). Then: all entries that the probe does not name are the
same to the byte, the named ones differ in the named ranges alone;
validate.py finds nothing that it did not find
before; openpyxl and LibreOffice open the result and see the new values. Needs openpyxl and soffice.
"""
import argparse, base64, datetime, json, os, random, re, subprocess, sys, tempfile, zipfile
import openpyxl
from openpyxl.utils import get_column_letter
from openpyxl.utils.datetime import to_excel


def raw_entries(path):
    """Name to (local header and data, directory fields)."""
    result = {}
    with open(path, "rb") as f:
        data = f.read()
    with zipfile.ZipFile(path) as z:
        for i in z.infolist():
            n, e = (int.from_bytes(data[i.header_offset + k:i.header_offset + k + 2], "little") for k in (26, 28))
            end = i.header_offset + 30 + n + e + i.compress_size
            fields = (i.compress_type, i.CRC, i.date_time, i.extra, i.comment, i.external_attr, i.flag_bits)
            result[i.filename] = (data[i.header_offset:end], fields)
    return result


def contents(path, name):
    with zipfile.ZipFile(path) as z:
        return z.read(name)


def choose(path, rng):
    """A sheet of the workbook, a cell of it that has a value, and one that has none."""
    book = openpyxl.load_workbook(path)
    sheets = [s for s in book.worksheets]
    rng.shuffle(sheets)
    for sheet in sheets:
        merged = set()
        for r in sheet.merged_cells.ranges:
            if r.size["rows"] * r.size["columns"] < 5000:
                merged.update((row, col) for row, col in r.cells)
        # LibreOffice makes the cells of pivot tables anew when it opens them.
        if sheet._pivots:
            continue
        cells = []
        for row in sheet.iter_rows(max_row=400, max_col=60):
            for c in row:
                if c.value is not None and (c.row, c.column) not in merged:
                    cells.append((c.row, c.column))
        if not cells:
            continue
        row, col = rng.choice(cells)
        filled = set(cells) | merged
        while True:
            er, ec = max(1, row + rng.randint(-3, 12)), max(1, col + rng.randint(-3, 12))
            if (er, ec) not in filled:
                break
        return sheet.title, f"{get_column_letter(col)}{row}", f"{get_column_letter(ec)}{er}"
    return None


def sheet_values(path, title, cells):
    book = openpyxl.load_workbook(path)
    values = []
    for cell in cells:
        value = book[title][cell].value
        # A number in a cell with a date format.
        if isinstance(value, (datetime.datetime, datetime.date, datetime.time, datetime.timedelta)):
            value = round(to_excel(value, book.epoch), 6)
        values.append(value)
    return values


def main():
    a = argparse.ArgumentParser()
    a.add_argument("probe")
    a.add_argument("folder")
    a.add_argument("--count", type=int, default=200)
    a.add_argument("--seed", type=int, default=random.randrange(1 << 30))
    a.add_argument("--validate")
    a.add_argument("--comments", action="store_true")
    a.add_argument("--keep")
    a = a.parse_args()
    print(f"seed {a.seed}")
    rng = random.Random(a.seed)
    files = sorted(os.path.join(d, f) for d, _, names in os.walk(a.folder) for f in names if f.endswith((".xlsx", ".xlsm")))
    rng.shuffle(files)
    work = a.keep or tempfile.mkdtemp()
    os.makedirs(os.path.join(work, "in"), exist_ok=True)
    os.makedirs(os.path.join(work, "lo"), exist_ok=True)
    jobs = []
    for path in files:
        if len(jobs) >= a.count:
            break
        if os.path.getsize(path) > 3_000_000:
            continue
        try:
            chosen = choose(path, rng)
        except Exception:
            continue
        if chosen is None:
            continue
        title, there, empty = chosen
        number, text = f"{rng.randint(-9999, 9999)}.25", f"改 {rng.randint(0, 999)} <&>"
        edits = [{"sheet": title, "cell": there, "number": number, "fill": "FFFFFF00"},
                 {"sheet": title, "cell": empty, "text": text}]
        if a.comments:
            for edit in edits:
                edit["comment"] = {"text": f"原值 {edit['cell']}", "author": "监测"}
        extra = {"notes": "核查结果"} if a.comments else {}
        name = f"{len(jobs):03d}{os.path.splitext(path)[1]}"
        jobs.append({"input": path, "output": os.path.join(work, "in", name), "edits": edits, "want": [float(number), text], **extra})
    listing = os.path.join(work, "jobs.json")
    with open(listing, "w") as f:
        json.dump(jobs, f)
    run = subprocess.run([a.probe, listing], capture_output=True, text=True)
    outcomes = [json.loads(l) for l in run.stdout.splitlines()]
    if run.returncode or len(outcomes) != len(jobs):
        sys.exit(f"probe: status {run.returncode} after {len(outcomes)} of {len(jobs)}: {run.stderr[-2000:]}")
    problems, refused = [], {}
    done = []
    for job, outcome in zip(jobs, outcomes):
        if outcome.get("error"):
            reason = outcome["error"]
            refused.setdefault(re.sub(r"^.*?: (?=[a-zA-Z]+(:|$))", "", reason), []).append(job["input"])
            continue
        done.append((job, outcome))

    def problem(job, text):
        problems.append(f"{job['input']} [{job['edits'][0]['sheet']}!{job['edits'][0]['cell']},{job['edits'][1]['cell']}] {job['output']}: {text}")

    for job, outcome in done:
        before, after = raw_entries(job["input"]), raw_entries(job["output"])
        kept = [n for n in before if n not in outcome["removed"]]
        if list(after) != kept + outcome["added"]:
            problem(job, f"entries {list(after)}")
        for name in kept:
            if name in outcome["splices"]:
                old, new = contents(job["input"], name), contents(job["output"], name)
                result, position = [], 0
                for s in outcome["splices"][name]:
                    result += [old[position:s["from"]], base64.b64decode(s["replacement"])]
                    position = s["to"]
                if b"".join(result + [old[position:]]) != new:
                    problem(job, f"{name} differs outside of the ranges")
            elif before[name] != after[name]:
                problem(job, f"{name} was not copied to the byte")
        try:
            title = job["edits"][0]["sheet"]
            seen = sheet_values(job["output"], title, [e["cell"] for e in job["edits"]])
            if seen != job["want"]:
                problem(job, f"openpyxl sees {seen}, not {job['want']}")
            if a.comments:
                book = openpyxl.load_workbook(job["output"])
                for e in job["edits"]:
                    note = book[title][e["cell"]].comment
                    if note is None or e["comment"]["text"] not in note.text:
                        problem(job, f"openpyxl sees the comment {note} at {e['cell']}")
                if book["核查结果"]["A2"].value != job["edits"][1]["cell"]:
                    problem(job, "openpyxl sees other notes")
        except Exception as e:
            problem(job, f"openpyxl: {e!r}")
    if a.validate:
        for job, outcome in done:
            def findings(path):
                p = subprocess.run([sys.executable, a.validate, path], capture_output=True, text=True)
                lines = p.stdout + p.stderr if p.returncode else ""
                return {re.sub(r":\d+:", ":", l.replace(path, "").replace(os.path.basename(path), "")) for l in lines.splitlines() 
                        # Excel writes xml:space there too; the schema does not know it.
                        if not re.search(r"\d+ problem|workbooks valid|namespace}space'", l)}
            new = findings(job["output"]) - findings(job["input"])
            if new:
                problem(job, "validate: " + " | ".join(sorted(new))[:600])
    # LibreOffice converts many files per start; what it makes of each is read by openpyxl.
    for start in range(0, len(done), 25):
        batch = done[start:start + 25]
        subprocess.run(["soffice", "--headless", f"-env:UserInstallation=file://{work}/profile", "--convert-to", "xlsx",
                        "--outdir", os.path.join(work, "lo")] + [j["output"] for j, _ in batch], capture_output=True, timeout=900)
        for job, _ in batch:
            out = os.path.join(work, "lo", os.path.splitext(os.path.basename(job["output"]))[0] + ".xlsx")
            if not os.path.exists(out):
                problem(job, "LibreOffice gives no file")
                continue
            seen = sheet_values(out, job["edits"][0]["sheet"], [e["cell"] for e in job["edits"]])
            if seen != job["want"]:
                problem(job, f"LibreOffice sees {seen}, not {job['want']}")
            if a.comments:
                book = openpyxl.load_workbook(out)
                for e in job["edits"]:
                    note = book[e["sheet"]][e["cell"]].comment
                    if note is None or e["comment"]["text"] not in note.text:
                        problem(job, f"LibreOffice sees the comment {note} at {e['cell']}")
                if book["核查结果"]["A2"].value != job["edits"][1]["cell"]:
                    problem(job, "LibreOffice sees other notes")
    total = lambda key: sum(len(o[key]) for _, o in done)
    print(f"{len(done)} of {len(jobs)} workbooks edited; dropped formulas {total('droppedFormulas')}, "
          f"recomputed {total('recomputed')}, invalidated {total('invalidated')}, "
          f"signatures broken {sum(o['breaksSignature'] for _, o in done)}")
    for reason, paths in sorted(refused.items()):
        print(f"refused, {reason}: {len(paths)}: {paths[:3]}")
    for line in problems:
        print("PROBLEM", line)
    sys.exit(1 if problems else 0)


main()
