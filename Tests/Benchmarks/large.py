"""Measures the engine's streaming reader against python-calamine, openpyxl and the time that inflating takes.

The sheets are XlsxWriter's: 100,000 rows of 20 numbers, shared strings, inline strings; a wide roll-up of
2,000 columns. Each reader runs in a process of its own, in turn, on the same files; timed is from the bytes
on the disk to the last cell. That all see the same is checked: how many numbers and texts, the sum of the
ones, the bytes of the others. Memory is the growth of the peak while reading; the engine's holds the file.
The floor is zlib inflating the same parts into one buffer and doing nothing else.
"""
import json, math, os, statistics, subprocess, sys, time

ROUNDS = 5
SHEETS = {
    "numbers": (100_000, 20), "shared strings": (100_000, 20), "inline strings": (100_000, 20),
    "wide roll-up": (400, 2_000), "numbers, a quarter": (25_000, 20),
}


def number(row, column):
    value = float((row * 7919 + column * 104_729) % 10_000_000)
    return value / 7 if row % 10 == 9 else value / 100


def text(row, column):
    return f"综合体 No. {(row * 31 + column * 17) % 1000}"


def write(path, name):
    import xlsxwriter

    rows, columns = SHEETS[name]
    book = xlsxwriter.Workbook(path, {"constant_memory": name != "shared strings"})
    sheet = book.add_worksheet()
    amount = book.add_format({"num_format": "#,##0.00", "border": 1})
    for row in range(rows):
        for column in range(columns):
            if name.startswith("numbers"):
                sheet.write_number(row, column, number(row, column))
            elif name == "wide roll-up" and row and column:
                sheet.write_number(row, column, number(row, column), amount)
            else:
                sheet.write_string(row, column, text(row, column))
    book.close()


def peak():
    """KiB. Not ru_maxrss, which a process inherits from the one that started it."""
    with open("/proc/self/status") as status:
        return next(int(line.split()[1]) for line in status if line.startswith("VmHWM:"))


def child(name, path):
    import openpyxl, python_calamine

    before, start = peak(), time.perf_counter()
    if name == "openpyxl":
        book = openpyxl.load_workbook(path, read_only=True)
        rows = (row for sheet in book for row in sheet.iter_rows(values_only=True))
    else:
        book = python_calamine.CalamineWorkbook.from_path(path)
        sheets = (book.get_sheet_by_name(sheet) for sheet in book.sheet_names)
        rows = (row for sheet in sheets for row in (
            sheet.to_python() if name == "calamine to_python" else sheet.iter_rows()))
    seen = 0
    for row in rows:
        seen += len(row)
    seconds = time.perf_counter() - start
    print(json.dumps({"seconds": seconds, "grownKiB": peak() - before, "cells": seen}))


def run(name, path):
    command = {
        "engine": [probe, "cells", path], "engine on one core": ["taskset", "-c", "0", probe, "cells", path],
        "inflate only": [probe, "inflate", path],
    }.get(name, [sys.executable, __file__, "--child", name, path])
    return json.loads(subprocess.run(command, capture_output=True, check=True).stdout)


def check(path, found):
    """What the engine saw, against calamine."""
    from python_calamine import CalamineWorkbook

    values = [v for row in CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python() for v in row]
    numbers = [v for v in values if isinstance(v, float)]
    texts = [v for v in values if isinstance(v, str)]
    same = (
        found["numbers"] == len(numbers) and math.isclose(found["sum"], sum(numbers), rel_tol=1e-9)
        and found["texts"] == len(texts) and found["textBytes"] == sum(len(t.encode()) for t in texts)
        and found["others"] == 0)
    if not same:
        sys.exit(f"{path}: {found}")


if sys.argv[1] == "--child":
    child(sys.argv[2], sys.argv[3])
    sys.exit()

probe, folder = sys.argv[1:3]
os.makedirs(folder, exist_ok=True)
readers = ["engine", "engine on one core", "calamine to_python", "calamine iter_rows", "openpyxl", "inflate only"]
missed = False
grown = {}
print(f"{'cells as a stream, medians of ' + str(ROUNDS):44}   ms  to calamine  to inflating   MiB")
for name in SHEETS:
    path = os.path.join(folder, name.replace(" ", "-").replace(",", "") + ".xlsx")
    if not os.path.exists(path):
        write(path + ".part", name)
        os.rename(path + ".part", path)
    check(path, run("engine", path))
    results = {reader: [] for reader in readers}
    for turn in range(ROUNDS):
        for reader in readers:
            if reader != "openpyxl" or turn == 0:  # too slow for more
                results[reader].append(run(reader, path))
    seconds = {reader: statistics.median(r["seconds"] for r in results[reader]) for reader in readers}
    memory = {reader: max(r.get("grownKiB", 0) for r in results[reader]) / 1024 for reader in readers}
    peer = min(seconds["calamine to_python"], seconds["calamine iter_rows"])
    for reader in readers:
        print(f"{name + ': ' + reader:44} {seconds[reader] * 1000:5.0f}  {seconds[reader] / peer:11.2f} "
              f" {seconds[reader] / seconds['inflate only']:12.2f}  {memory[reader]:4.0f}")
    grown[name] = memory["engine"] - os.path.getsize(path) / 2**20
    if seconds["engine"] > peer / 2 or seconds["engine"] > 2.5 * seconds["inflate only"]:
        missed = True
print(f"engine's memory beyond the file: {grown['numbers, a quarter']:.1f} MiB at 25,000 rows, "
      f"{grown['numbers']:.1f} MiB at 100,000")
print("target missed" if missed else "target met: half of calamine's time, 2.5 times that of inflating")
sys.exit(missed)
