#!/usr/bin/env python3
"""Holds the results that the editor computes against those of LibreOffice.

    recalculation.py PROBE [--count N] [--seed S]

Random sheets of numbers and simple formulas are calculated by LibreOffice and then edited by PROBE (the built
EditorProbe), which computes anew what depends on the edits. The same sheets with the edits made before are
calculated by LibreOffice; every cell has to be the same, or to have lost its result. Needs openpyxl and soffice.
"""
import argparse, json, os, random, subprocess, sys, tempfile
import openpyxl

ROWS = 12


def expression(rng, row, depth=0):
    """A formula over the numbers of A:C and the formulas of D above `row`."""
    def cell():
        if row > 1 and rng.random() < 0.3:
            return f"D{rng.randint(1, row - 1)}"
        return rng.choice(["", "$"]) + rng.choice("ABC") + rng.choice(["", "$"]) + str(rng.randint(1, ROWS))
    kind = rng.randint(0, 12 if depth < 3 else 3)
    sub = lambda: expression(rng, row, depth + 1)
    if kind <= 2:
        return cell()
    if kind == 3:
        return rng.choice(["2", "0.5", "100", "1E+2", "3%"])
    if kind <= 6:
        return f"({sub()}{rng.choice('+-*/')}{sub()})"
    if kind == 7:
        return f"{rng.choice(['SUM', 'AVERAGE', 'MIN', 'MAX', 'COUNT'])}(A1:C{rng.randint(1, ROWS)},{sub()})"
    if kind == 8:
        return f"ROUND({sub()},{rng.randint(0, 3)})"
    if kind == 9:
        return f"IF({sub()}{rng.choice(['>', '<', '>=', '<=', '=', '<>'])}{sub()},{sub()},{sub()})"
    if kind == 10:
        return f"IFERROR({sub()}/{sub()},{sub()})"
    if kind == 11:
        return f"-{cell()}"
    return f"ABS({sub()})"


def main():
    a = argparse.ArgumentParser()
    a.add_argument("probe")
    a.add_argument("--count", type=int, default=60)
    a.add_argument("--seed", type=int, default=random.randrange(1 << 30))
    a = a.parse_args()
    print(f"seed {a.seed}")
    rng = random.Random(a.seed)
    work = tempfile.mkdtemp()
    jobs, names = [], []
    for folder in ("old", "new", "out", "edited"):
        os.makedirs(os.path.join(work, folder))
    for n in range(a.count):
        book = openpyxl.Workbook()
        sheet = book.active
        sheet.title = "S"
        for row in range(1, ROWS + 1):
            for column in "ABC":
                value = rng.choice([None, rng.randint(-50, 50), round(rng.uniform(-9, 9), 2), 0])
                sheet[f"{column}{row}"] = value
            sheet[f"D{row}"] = "=" + expression(rng, row)
        name = f"{n:03d}.xlsx"
        names.append(name)
        book.save(os.path.join(work, "old", name))
        edits = []
        for _ in range(3):
            cell, value = f"{rng.choice('ABC')}{rng.randint(1, ROWS)}", rng.randint(-999, 999) / 4
            sheet[cell] = value
            edits.append({"sheet": "S", "cell": cell, "number": str(value)})
        book.save(os.path.join(work, "new", name))
        jobs.append({"input": os.path.join(work, "out", "old", name), "output": os.path.join(work, "edited", name), "edits": edits})
    for folder in ("old", "new"):
        for start in range(0, len(names), 100):
            subprocess.run(["soffice", "--headless", f"-env:UserInstallation=file://{work}/profile", "--convert-to", "xlsx",
                            "--outdir", os.path.join(work, "out", folder)]
                           + [os.path.join(work, folder, n) for n in names[start:start + 100]], capture_output=True, timeout=900)
    listing = os.path.join(work, "jobs.json")
    with open(listing, "w") as f:
        json.dump(jobs, f)
    subprocess.run([a.probe, listing], check=True, capture_output=True)
    same = lost = 0
    wrong = []
    for name in names:
        ours = openpyxl.load_workbook(os.path.join(work, "edited", name), data_only=True)["S"]
        theirs = openpyxl.load_workbook(os.path.join(work, "out", "new", name), data_only=True)["S"]
        formulas = openpyxl.load_workbook(os.path.join(work, "new", name))["S"]
        for row in range(1, ROWS + 1):
            got, want = ours[f"D{row}"].value, theirs[f"D{row}"].value
            if got is None:
                lost += 1
            elif got == want or (isinstance(want, (int, float)) and isinstance(got, (int, float)) and abs(got - want) <= 1e-9 * max(1, abs(want))):
                same += 1
            else:
                wrong.append(f"{name} D{row}: {got}, LibreOffice {want}: {formulas[f'D{row}'].value}")
    print(f"{same} results the same, {lost} taken away, {len(wrong)} wrong")
    for line in wrong[:20]:
        print(line)
    sys.exit(1 if wrong or same == 0 else 0)


main()
