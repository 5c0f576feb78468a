"""Measures jiance converting small workbooks against python-calamine and openpyxl reading their cells.

A folder's workbooks are repeated to 200 and 2,000 files. All take turns on the same files, five rounds; the floor is
zlib inflating their sheets and strings and doing nothing else. Cold starts are whole processes: a form converted, and a
Python that reads the same form.
"""
import glob, json, os, shutil, statistics, subprocess, sys, tempfile, time

import openpyxl
from python_calamine import CalamineWorkbook

ROUNDS = 5
cli, folder, probe = sys.argv[1:4]
sources = []
for path in sorted(glob.glob(os.path.join(folder, "*.xlsx"))):
    try:
        CalamineWorkbook.from_path(path)
        sources.append(path)
    except Exception:
        pass  # damaged on purpose


def clocked(work, *arguments):
    start = time.perf_counter()
    work(*arguments)
    return time.perf_counter() - start


def calamine(paths):
    for path in paths:
        book = CalamineWorkbook.from_path(path)
        for name in book.sheet_names:
            book.get_sheet_by_name(name).to_python()


def with_openpyxl(paths):
    for path in paths:
        for sheet in openpyxl.load_workbook(path, read_only=True, data_only=True):
            for _ in sheet.iter_rows(values_only=True):
                pass


def inflating(paths):
    output = subprocess.run([probe, "inflate", *paths], capture_output=True, check=True).stdout
    return json.loads(output)["seconds"]


def jiance(where, *options):
    once(cli, "convert", *options, "--format", "ndjson", where)


def memory(where):
    """MiB. From a bare Python, since a process inherits the peak of the one that started it."""
    script = "import os, resource, sys; os.spawnv(os.P_WAIT, sys.argv[1], sys.argv[1:]); " \
        "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss, file=sys.stderr)"
    command = [sys.executable, "-ISc", script, cli, "convert", "--jobs", "1", "--format", "ndjson", "-o", where + ".out"]
    output = subprocess.run([*command, "--force", where], capture_output=True, text=True).stderr
    return int(output.splitlines()[-1]) / 1024


def once(*command):
    subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


with tempfile.TemporaryDirectory() as work:
    for count in (200, 2000):
        os.mkdir(f"{work}/{count}")
        for index in range(count):
            shutil.copy(sources[index % len(sources)], f"{work}/{count}/{index:04}.xlsx")
    paths = sorted(glob.glob(f"{work}/2000/*.xlsx"))
    few = sorted(glob.glob(f"{work}/200/*.xlsx"))
    many = f"{work}/2000"
    rounds = [
        (
            clocked(calamine, paths), clocked(jiance, many, "--jobs", "1"), clocked(jiance, many),
            clocked(with_openpyxl, few) * 10, inflating(paths),
        )
        for _ in range(ROUNDS)
    ]
    peer, one, all_cores, slow, floor = (statistics.median(column) for column in zip(*rounds))
    small, large = memory(f"{work}/200"), memory(many)
    # Not with the modules that this process has loaded: from nothing.
    python = "import python_calamine, sys; b = python_calamine.CalamineWorkbook.from_path(sys.argv[1]); " \
        "[b.get_sheet_by_name(n).to_python() for n in b.sheet_names]"
    starts = [
        (
            clocked(once, cli, "--version"), clocked(once, cli, "convert", sources[0]),
            clocked(once, sys.executable, "-S", "-c", "pass"),
            clocked(once, sys.executable, "-c", python, sources[0]),
        )
        for _ in range(30)
    ]
    version, cold, bare, peer_cold = (statistics.median(column) for column in zip(*starts))
cores = len(os.sched_getaffinity(0))
print(f"jiance --jobs 1 / calamine                     {one / peer:.2f}")
print(f"jiance on all {cores} cores / calamine               {all_cores / peer:.2f}")
print(f"jiance --jobs 1 / openpyxl                     {one / slow:.3f}")
print(f"jiance --jobs 1 / inflating alone              {one / floor:.1f}")
print(f"calamine / inflating alone                     {peer / floor:.1f}")
print(f"peak memory at 2,000 / at 200 files            {large / small:.2f}  ({large:.0f} MiB)")
print(f"cold: convert one form / jiance --version      {cold / version:.2f}")
print(f"cold: convert one form / Python with calamine  {cold / peer_cold:.2f}  (Python alone {bare / peer_cold:.2f})")
