"""Measures `jiance check` of this quarter's workbooks with a year of earlier documents against converting the workbooks twice.

    checking.py PATH-TO-jiance [COMPLEXES]

COMPLEXES (default 2,000) workbooks, four times as many documents. Ratios of the wall clock, on one thread and on as many as
there are processors, medians of five rounds. Then the page for people: time, and its size by return. Exit status 1 where
checking on one thread takes longer than converting twice.
"""
import json, os, random, statistics, subprocess, sys, tempfile, time

cli = sys.argv[1]
COMPLEXES = int(sys.argv[2]) if len(sys.argv) > 2 else 2_000
QUARTERS = ["2019Q1", "2019Q2", "2019Q3", "2019Q4", "2020Q1"]
TRADES = ["光机电", "皮革时尚", "木业家具", "紧固件", "经编", "汽车零部件", "羽绒制品", "新能源"]

form = json.loads(subprocess.run([cli, "forms", "jiaxing-quarterly-2020"], capture_output=True, check=True).stdout)
areas = [area["name"] for area in form["areas"]]
indicators = [indicator for section in form["sections"] for indicator in section["indicators"]]


def level(indicator, rng):
    """The first quarter's figure, in hundredths or, for counts, in ones; parts are well below what contains them."""
    if indicator["kind"] == "share":
        return rng.randrange(300, 2_500)
    if indicator["id"].startswith("new"):
        return rng.randrange(2, 7)
    if indicator["id"] == "clusterEnterprises":
        return rng.randrange(400, 900)
    return rng.randrange(60, 200) if "count" in indicator["kind"] else rng.randrange(20_000, 90_000)


def returns(number):
    """The returns of one complex, quarter after quarter: figures grow by a few per cent."""
    rng = random.Random(number)
    levels = [level(indicator, rng) for indicator in indicators]
    sums, before = [0] * len(indicators), {}
    for quarter in QUARTERS:
        figures = {}
        for index, indicator in enumerate(indicators):
            scale = 1 if "count" in indicator["kind"] else 100
            levels[index] += max(1, levels[index] * rng.randrange(3) // 100)
            now = levels[index] if indicator["kind"] != "share" else min(levels[index], 9_000)
            sums[index] = now + (sums[index] if "flow" in indicator["kind"] and not quarter.endswith("Q1") else 0)
            old = before.get((quarter[5:], index))
            growth = [round((new / was - 1) * 100, 1) for new, was in zip((now, sums[index]), old)] if old else [5, 5]
            before[quarter[5:], index] = now, sums[index]
            figures[indicator["id"]] = {"quarter": now / scale, "quarterGrowth": growth[0],
                                        "cumulative": sums[index] / scale, "cumulativeGrowth": growth[1]}
        yield quarter, {
            "form": form["id"], "sheet": "季度监测表",
            "complex": {"name": f"{areas[number % len(areas)]}{TRADES[number % len(TRADES)]}第{number}产业创新服务综合体",
                        "county": areas[number % len(areas)], "level": "provincial", "operator": "某公司"},
            "period": quarter,
            "reporting": {"preparedBy": "张三", "reviewedBy": "李四", "phone": "0573-82521234", "date": None},
            "indicators": figures,
            "construction": {work["id"]: {"status": "complete", "note": None} for work in form["construction"]["works"]},
            "funding": {"disbursed": {"provincial": 300, "municipal": 300, "county": 300},
                        "spent": {"total": 520, "provincial": None, "municipal": None, "county": None}}}


def run(*arguments):
    """Seconds and the peak in MiB; findings are no failure."""
    start = time.perf_counter()
    child = subprocess.Popen([cli, *arguments], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    errors = child.stderr.read()
    _, status, usage = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode not in (0, 1):
        sys.exit(f"{arguments[0]}: {child.returncode}: {errors.decode()[-2000:]}")
    return time.perf_counter() - start, usage.ru_maxrss / 1024


with tempfile.TemporaryDirectory() as work:
    files = {name: open(f"{work}/{name}.ndjson", "w") for name in ("prior", "now")}
    for number in range(COMPLEXES):
        for quarter, item in returns(number):
            print(json.dumps(item, ensure_ascii=False), file=files["now" if quarter == QUARTERS[-1] else "prior"])
    for name, file in files.items():
        file.close()
        run("fill", f"{work}/{name}.ndjson", "-o", f"{work}/{name}/")
    run("convert", f"{work}/prior", "-o", f"{work}/documents/")

    def round_of(*options):
        check = ("check", *options, f"{work}/now", "--prior", f"{work}/documents")
        once = run("convert", *options, "--format", "ndjson", f"{work}/now")[0]
        checked, peak = run(*check)
        page = run(*check, "--format", "html", "-o", f"{work}/page.html", "--force")[0]
        return checked / once / 2, page / once / 2, peak

    isMet = True
    for name, options in (("one thread", ("--jobs", "1")), ("all processors", ())):
        check, page, peak = (statistics.median(column) for column in zip(*(round_of(*options) for _ in range(5))))
        print(f"check with {4 * COMPLEXES:,} documents / converting {COMPLEXES:,} workbooks twice, {name}: {check:.2f} ({peak:.0f} MiB)")
        print(f"the same, written as a page, {name}: {page:.2f}")
        isMet = isMet and (check <= 1 or not options)
    print(f"the page: {os.path.getsize(f'{work}/page.html') / COMPLEXES / 1024:.1f} KiB a return")
    sys.exit(0 if isMet else 1)
