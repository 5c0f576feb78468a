"""Measures the engine's writer against rust_xlsxwriter (through rustpy-xlsxwriter) and XlsxWriter.

All write the same 100,000 rows of 20 cells, numbers and texts in turn; that the files hold the same is checked
with python-calamine. Each runs in a process of its own, in turn, five rounds. Timed is the writing alone: the
Python packages get their rows ready made, the engine makes them on the way. rust_xlsxwriter gets them once as
records and once as a polars frame, which reaches it without a Python object a cell; the faster one counts.
Memory is the growth of the peak while writing; for the Python packages at least that, since making their
rows has raised the peak before.
"""
import json, math, os, statistics, subprocess, sys, tempfile, time

ROWS, COLUMNS, ROUNDS = 100_000, 20, 5


def number(row, column):
    value = float((row * 7919 + column * 104_729) % 10_000_000)
    return value / 7 if row % 10 == 9 else value / 100


def text(row, column):
    return f"综合体 No. {(row * 31 + column * 17) % 1000}"


def cells():
    return [[text(r, c) if c % 2 else number(r, c) for c in range(COLUMNS)] for r in range(ROWS)]


def peak():
    """KiB. Not ru_maxrss, which a process inherits from the one that started it."""
    with open("/proc/self/status") as status:
        return next(int(line.split()[1]) for line in status if line.startswith("VmHWM:"))


def child(name, path):
    rows = cells()
    if name.startswith("rust"):
        from rustpy_xlsxwriter import FastExcel

        records = [{f"c{c}": value for c, value in enumerate(row)} for row in rows]
        if name == "rust frame":
            import polars

            records = polars.DataFrame(records)
        before, start = peak(), time.perf_counter()
        FastExcel(path).sheet("Sheet1", records).save()
    else:
        import xlsxwriter

        before, start = peak(), time.perf_counter()
        book = xlsxwriter.Workbook(path, {"constant_memory": name == "XlsxWriter constant"})
        sheet = book.add_worksheet()
        for r, row in enumerate(rows):
            for c, value in enumerate(row):
                if c % 2:
                    sheet.write_string(r, c, value)
                else:
                    sheet.write_number(r, c, value)
        book.close()
    print(json.dumps({"seconds": time.perf_counter() - start, "grownKiB": peak() - before}))


def run(name, path):
    if name.startswith("engine"):
        command = [probe, "stream", path, "inline" if "inline" in name else "shared", str(ROWS), str(COLUMNS)]
        if "one core" in name:
            command = ["taskset", "-c", "0", *command]
    else:
        command = [sys.executable, __file__, "--child", name, path]
    return json.loads(subprocess.run(command, capture_output=True, check=True).stdout)


def compare(path, header):
    from python_calamine import CalamineWorkbook

    found = CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python()[header:]
    for row, wanted in zip(found, cells(), strict=True):
        for value, other in zip(row, wanted, strict=True):
            # XlsxWriter writes sixteen digits.
            if value != other and not math.isclose(value, other, rel_tol=1e-15):
                sys.exit(f"{path}: {value!r}, not {other!r}")


if sys.argv[1] == "--child":
    child(sys.argv[2], sys.argv[3])
    sys.exit()

probe = sys.argv[1]
names = ["engine", "engine inline", "engine on one core", "rust records", "rust frame", "XlsxWriter", "XlsxWriter constant"]
results = {name: [] for name in names}
sizes = {}
with tempfile.TemporaryDirectory() as work:
    for turn in range(ROUNDS):
        for name in names:
            path = os.path.join(work, "book.xlsx")
            results[name].append(run(name, path))
            if turn == 0:
                sizes[name] = os.path.getsize(path)
                compare(path, header=1 if name.startswith("rust") else 0)
seconds = {name: statistics.median(r["seconds"] for r in results[name]) for name in names}
memory = {name: max(r["grownKiB"] for r in results[name]) / 1024 for name in names}
rust = min(("rust records", "rust frame"), key=seconds.get)
print(f"{'time, memory grown and size of 100,000 x 20 cells':52} time  MiB  size   (ratios to {rust})")
for name in names:
    print(f"{name:52} {seconds[name] / seconds[rust]:4.2f} {memory[name]:4.0f}  {sizes[name] / sizes[rust]:4.2f}")
failed = seconds["engine"] > seconds[rust] or memory["engine"] > 30
print("target missed" if failed else "target met: at least as fast as rust_xlsxwriter, at most 30 MiB above start")
sys.exit(1 if failed else 0)
