"""Measures jiance against python-calamine on a folder's workbooks repeated to 200 and 2,000 files."""
import glob, os, resource, shutil, statistics, subprocess, sys, tempfile, time

from python_calamine import CalamineWorkbook

cli, folder = sys.argv[1:3]
sources = []
for path in sorted(glob.glob(os.path.join(folder, "*.xlsx"))):
    try:
        CalamineWorkbook.from_path(path)
        sources.append(path)
    except Exception:
        pass  # damaged on purpose


def calamine(paths):
    start = time.perf_counter()
    for path in paths:
        book = CalamineWorkbook.from_path(path)
        for name in book.sheet_names:
            book.get_sheet_by_name(name).to_python()
    return time.perf_counter() - start


def jiance(where, jobs):
    """Seconds and peak memory in MiB of one process."""
    start = time.perf_counter()
    process = subprocess.Popen(
        [cli, "convert", "--jobs", str(jobs), "--format", "ndjson", where],
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, _, usage = os.wait4(process.pid, 0)
    return time.perf_counter() - start, usage.ru_maxrss / 1024


def once(arguments):
    start = time.perf_counter()
    subprocess.run([cli, *arguments], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return time.perf_counter() - start


with tempfile.TemporaryDirectory() as work:
    for count in (200, 2000):
        os.mkdir(f"{work}/{count}")
        for index in range(count):
            shutil.copy(sources[index % len(sources)], f"{work}/{count}/{index:04}.xlsx")
    paths = sorted(glob.glob(f"{work}/2000/*.xlsx"))
    rounds = [(calamine(paths), jiance(f"{work}/2000", 1), jiance(f"{work}/2000", 2)) for _ in range(5)]
    peer = statistics.median(r[0] for r in rounds)
    one = statistics.median(r[1][0] for r in rounds)
    two = statistics.median(r[2][0] for r in rounds)
    small = jiance(f"{work}/200", 1)[1]
    large = max(r[1][1] for r in rounds)
    version = statistics.median(once(["--version"]) for _ in range(30))
    cold = statistics.median(once(["convert", sources[0]]) for _ in range(30))
print(f"jiance --jobs 1 / calamine, time per file   {one / peer:.2f}")
print(f"jiance --jobs 1 / --jobs 2                  {one / two:.2f}")
print(f"peak memory at 2,000 / at 200 files         {large / small:.2f}  ({large:.0f} MiB)")
print(f"convert one form / --version                {cold / version:.2f}")
