"""Whether cost grows as the work does: time for a cell, a file, a return and a column over three decades.

Each line is time for one more of a kind, between one size and the next, as a ratio to the last step: near 1 where
cost is linear. The time of a process that does nothing is in none of them. The first step is a few milliseconds, of
which much is noise: the last two are what counts.
"""
import os, shutil, subprocess, sys, tempfile

import growing_books as books

probe, cli = sys.argv[1:3]
samples = os.path.join(os.path.dirname(__file__), "../../samples")


def used(command):
    """Seconds of processor time, which other work on the machine hardly touches; the least of five."""
    def once():
        child = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        _, _, usage = os.wait4(child.pid, 0)
        return usage.ru_utime + usage.ru_stime

    return min(once() for _ in range(5))


def convert(path):
    return used([cli, "convert", "--jobs", "1", "--format", "ndjson", path])


def stream(path):
    return used([probe, "cells", path])


def line(name, sizes, make, take):
    with tempfile.TemporaryDirectory() as work:
        times = []
        for size in sizes:
            path = f"{work}/{size}.xlsx"
            make(path, size)
            times.append(take(path))
    steps = [(t - s) / (n - m) for s, t, m, n in zip(times, times[1:], sizes, sizes[1:])]
    print(f"{name:42} {sizes[0]:>8,} to {sizes[-1]:>9,}   " + "  ".join(f"{step / steps[-1]:5.2f}" for step in steps)
          + f"   ({steps[-1] * 1e6:.2f} µs each)")
    return steps[-1] <= steps[-2] * 1.5


def files(folder, count):
    os.mkdir(folder)
    for index in range(count):
        shutil.copy(f"{samples}/official.xlsx", f"{folder}/{index:05}.xlsx")


print("cost of one more                                               by step, the last is 1")
good = [
    line("cell streamed: rows of 20", [100, 1_000, 10_000, 100_000],
         lambda path, rows: books.numbers(path, rows), stream),
    line("file converted", [5, 50, 500, 5_000], files, convert),
    line("return of a stacked sheet converted", [2, 20, 200, 2_000],
         lambda path, count: books.stack(path, f"{samples}/official.xlsx", count), convert),
    line("complex of a wide roll-up converted", [4, 40, 400, 4_000],
         lambda path, count: books.rollup(path, f"{samples}/turned.xlsx", count), convert),
    line("row of data beside a return", [100, 1_000, 10_000, 100_000],
         lambda path, rows: books.beside(path, f"{samples}/official.xlsx", rows), convert),
]
print("linear" if all(good) else "not linear")
sys.exit(0 if all(good) else 1)
