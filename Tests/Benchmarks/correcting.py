"""Corrections in a workbook with a sheet of two million cells against inflating, parsing and deflating that sheet once.

    correcting.py PATH-TO-jiance PATH-TO-EditorProbe [ROWS]

Ratios of processor time, medians of five rounds; the wall clock's beside. Memory: how much higher the peak is with the
whole sheet than with a quarter of it. Exit status 1 where a ratio of the engine, or of a correction of a return beside the
large sheet, is above 1. A return that stands on the large sheet itself is not held to it: the sheet is converted before and
after.
"""
import json, multiprocessing, os, statistics, subprocess, sys, tempfile, time

import large_sheet

cli, probe = sys.argv[1:3]
ROWS = int(sys.argv[3]) if len(sys.argv) > 3 else 100_000
SAMPLE, SHEET, PATCH = "samples/official.xlsx", "数据", '[{"op":"replace","path":"/returns/0/indicators/clusterRevenue/quarter","value":77.5}]'
FIRST = "xl/worksheets/sheet1.xml"


def run(*command):
    """Processor seconds, seconds, and the peak in MiB of a process by itself."""
    start = time.monotonic()
    child = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    errors = child.stderr.read()
    _, status, usage = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode:
        sys.exit(f"{' '.join(command)}: {errors.decode()}")
    return usage.ru_utime + usage.ru_stime, time.monotonic() - start, usage.ru_maxrss / 1024


def main():
    work = tempfile.mkdtemp()
    path = lambda name: os.path.join(work, name)
    with open(path("patch.json"), "w") as file:
        file.write(PATCH)
    for name, rows in (("large", ROWS), ("quarter", ROWS // 4)):
        for suffix, below in (("", None), ("-below", FIRST)):
            # A process that is begun by a large one counts that one's memory as its own peak.
            maker = multiprocessing.Process(target=large_sheet.add, args=(SAMPLE, path(f"{name}{suffix}.xlsx"), rows), kwargs={"below": below})
            maker.start()
            maker.join()

    def edit(name, row, column="C"):
        job = path(f"{name}-{row}.json")
        with open(job, "w") as file:
            json.dump([{"input": path(f"{name}.xlsx"), "output": path("out.xlsx"),
                        "edits": [{"sheet": SHEET, "cell": f"{column}{row}", "number": "12.5"}]}], file)
        return probe, job

    def correct(name):
        return cli, "correct", path(f"{name}.xlsx"), path("patch.json"), "-o", path("out.xlsx"), "--force"

    baseline = (probe, "--baseline", path("large.xlsx"), large_sheet.PART)
    cases = {
        "engine, a cell of the first row": edit("large", 2),
        "engine, a cell in the middle": edit("large", ROWS // 2),
        "engine, a cell of the last row": edit("large", ROWS),
        "engine, a cell in a new row": edit("large", ROWS + 5),
        "correct, the large sheet beside the return": correct("large"),
        "correct, the large sheet below the return": correct("large-below"),
        "convert, the large sheet beside the return": (cli, "convert", path("large.xlsx")),
    }
    times = {name: [] for name in ["once", *cases]}
    for _ in range(5):
        times["once"].append(run(*baseline))
        for name, command in cases.items():
            times[name].append(run(*command))
    median = {name: [statistics.median(column) for column in zip(*rounds)] for name, rounds in times.items()}
    print(f"{ROWS * 20:,} cells, file of {os.path.getsize(path('large.xlsx')) >> 20} MiB; "
          f"inflating, parsing and deflating the sheet once: {median['once'][0]:.2f} s of processor time")
    isMet = True
    for name in cases:
        ratio, wall = (median[name][k] / median["once"][k] for k in (0, 1))
        print(f"{name}: {ratio:.2f} (wall clock {wall:.2f}), peak {median[name][2]:.0f} MiB")
        isMet = isMet and (ratio <= 1 or not name.endswith("beside the return") and not name.startswith("engine"))
    grown = os.path.getsize(path("large.xlsx")) - os.path.getsize(path("quarter.xlsx"))
    more = median["engine, a cell in the middle"][2] - run(*edit("quarter", ROWS // 8))[2]
    print(f"engine, peak with the whole sheet above that with a quarter: {more:.0f} MiB, of which the file in memory is {grown >> 20} MiB")
    sys.exit(0 if isMet else 1)


main()
