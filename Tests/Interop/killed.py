"""Kills `jiance correct --in-place` at random moments: the file has to be the old one or the new one, never a third.

    killed.py PATH-TO-jiance WORKBOOK [--times N] [--seed N]
"""
import argparse, collections, glob, hashlib, os, random, shutil, subprocess, sys, tempfile, time

options = argparse.ArgumentParser()
options.add_argument("cli")
options.add_argument("workbook")
options.add_argument("--times", type=int, default=200)
options.add_argument("--seed", type=int, default=1)
options = options.parse_args()
rng = random.Random(options.seed)


def digest(path):
    return hashlib.sha256(open(path, "rb").read()).hexdigest()


with tempfile.TemporaryDirectory() as folder:
    book, patch = f"{folder}/book.xlsx", f"{folder}/patch.json"
    open(patch, "w").write('[{"op":"replace","path":"/returns/0/indicators/clusterRevenue/quarter","value":4321.5}]')
    shutil.copy(options.workbook, book)
    old = digest(book)
    start = time.perf_counter()
    subprocess.run([options.cli, "correct", book, patch, "--in-place"], check=True, stderr=subprocess.DEVNULL)
    usual = time.perf_counter() - start
    new = digest(book)
    seen = collections.Counter()
    for _ in range(options.times):
        shutil.copy(options.workbook, book)
        process = subprocess.Popen([options.cli, "correct", book, patch, "--in-place"], stderr=subprocess.DEVNULL)
        time.sleep(rng.uniform(0, usual * 1.2))
        process.kill()
        process.wait()
        seen["old" if digest(book) == old else "new" if digest(book) == new else "third"] += 1
print(f"killed {options.times} times, seed {options.seed}: {dict(seen)}")
sys.exit(1 if seen["third"] or old == new or len(seen) < 2 else 0)
