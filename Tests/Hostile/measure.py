"""Runs jiance on every hostile file: each must end in time, within memory, with the finding that is due.

    measure.py JIANCE FOLDER [--seconds 2] [--slack 1] [--mebibytes 300] [--only NAME …]
"""
import argparse
import json
import os
import subprocess
import sys
import tempfile
import time

# What `inspect` and `correct` may end with: read, or refused. Signals are negative, and traps are signals.
STATUSES = {"inspect": {0, 2}, "correct": {0, 2}}

# Large documents are looked at elsewhere: a process begins with the peak memory of the one that starts it.
CODES = """
import json, sys
print(*{finding["code"] for finding in json.load(open(sys.argv[1]))["findings"]})
"""


def run(arguments, output, errors, timeout):
    """Status, seconds, and peak memory in MiB of a process."""
    start = time.monotonic()
    process = subprocess.Popen(arguments, stdout=output, stderr=errors, stdin=subprocess.DEVNULL)
    deadline = start + timeout
    while True:
        found, status, usage = os.wait4(process.pid, os.WNOHANG)
        if found:
            break
        if time.monotonic() > deadline:
            process.kill()
            _, status, usage = os.wait4(process.pid, 0)
            break
        time.sleep(0.002)
    process.returncode = os.waitstatus_to_exitcode(status)
    return process.returncode, time.monotonic() - start, usage.ru_maxrss / 1024


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("jiance")
    parser.add_argument("folder")
    parser.add_argument("--seconds", type=float, default=2)
    parser.add_argument("--slack", type=float, default=1)
    parser.add_argument("--mebibytes", type=float, default=300)
    parser.add_argument("--only", nargs="*")
    options = parser.parse_args()
    options.seconds *= options.slack

    cases = [line.split("\t") for line in open(f"{options.folder}/cases.tsv").read().splitlines()]
    problems = []
    slowest = largest = (0, "")
    runs = 0
    with tempfile.TemporaryDirectory() as work:
        patch = f"{work}/patch.json"
        open(patch, "w").write("[]")
        for name, code, reason in cases:
            if options.only and name not in options.only:
                continue
            path = f"{options.folder}/{name}.xlsx"
            row = []
            for command, arguments in {
                "convert": ["convert", path, "--language", "en"],
                "inspect": ["inspect", path, "--format", "json"],
                "correct": ["correct", path, patch, "-o", f"{work}/out.xlsx", "--force"],
            }.items():
                with open(f"{work}/output", "wb") as output, open(f"{work}/errors", "wb") as errors:
                    status, seconds, memory = run(
                        [options.jiance, *arguments], output, errors, options.seconds * 3)
                said = open(f"{work}/errors", "rb").read(1000).decode(errors="replace")
                runs += 1
                what = f"{name}: {command}"
                row.append(f"{seconds:6.2f} s {memory:5.0f} MiB")
                slowest = max(slowest, (seconds, what))
                largest = max(largest, (memory, what))
                if seconds > options.seconds:
                    problems.append(f"{what}: {seconds:.2f} s")
                if memory > options.mebibytes:
                    problems.append(f"{what}: {memory:.0f} MiB")
                if command != "convert":
                    if status not in STATUSES[command]:
                        problems.append(f"{what}: status {status} {said[-300:]}")
                    continue
                if status not in (0, 1, 2):
                    problems.append(f"{what}: status {status} {said[-300:]}")
                    continue
                codes = set(
                    subprocess.run(
                        [sys.executable, "-c", CODES, f"{work}/output"],
                        capture_output=True, text=True, check=True).stdout.split())
                if code not in codes:
                    problems.append(f"{what}: no {code} but {sorted(codes)}: {said.strip()[-200:]}")
                wanted = 2 if code.startswith("file.") else None
                if wanted and status != wanted:
                    problems.append(f"{what}: status {status}")
            print(f"{name:36}" + "".join(f"{cell:>20}" for cell in row), flush=True)
    print(f"{runs} runs; slowest {slowest[0]:.2f} s ({slowest[1]}), largest {largest[0]:.0f} MiB ({largest[1]})")
    for problem in problems:
        print("FAILED", problem)
    sys.exit(1 if problems else 0)


main()
