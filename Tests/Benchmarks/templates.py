"""1,000 blank templates of a roster: `jiance template` against XlsxWriter writing the same cells, styles and validations.

What XlsxWriter has to write is read once from a template of jiance, outside of the time taken. `jiance` syncs each file
to the disk, XlsxWriter does not: the ratio is given with and without (eatmydata, where installed, leaves the syncs out).
"""
import os, resource, shutil, statistics, subprocess, sys, tempfile, time

import openpyxl, xlsxwriter

cli = sys.argv[1]
COUNT = 1000


def plan(path):
    sheet = openpyxl.load_workbook(path).worksheets[0]
    cells = []
    for row in sheet.iter_rows():
        for c in row:
            font, border = c.font, c.border
            look = {
                "font_name": font.name, "font_size": font.size, "bold": bool(font.bold), "num_format": c.number_format,
                "align": c.alignment.horizontal or "", "valign": "vcenter", "text_wrap": bool(c.alignment.wrap_text),
                "shrink": bool(c.alignment.shrink_to_fit), "locked": bool(c.protection.locked),
                "border": 1 if border.left and border.left.style else 0,
            }
            if c.fill.fill_type == "solid":
                look["bg_color"] = "#" + c.fill.fgColor.rgb[2:]
            cells.append((c.row - 1, c.column - 1, c.value, tuple(sorted((k, v) for k, v in look.items() if v not in ("", None)))))
    rules = []
    for item in sheet.data_validations.dataValidation:
        rule = {"validate": {"whole": "integer", "textLength": "length"}.get(item.type, item.type), "input_title": item.promptTitle,
                "input_message": item.prompt, "error_title": item.errorTitle, "error_message": item.error}
        if item.type == "list":
            rule["source"] = item.formula1.strip('"').split(",")
        else:
            rule.update(criteria="between", minimum="=" + item.formula1, maximum="=" + item.formula2)
        rules += [(area, rule) for area in str(item.sqref).split()]
    heights = {r - 1: d.height for r, d in sheet.row_dimensions.items() if d.height}
    widths = [sheet.column_dimensions[c].width for c in "ABCDEFG"]
    merges = [str(a) for a in sheet.merged_cells.ranges]
    return cells, rules, heights, widths, merges


def peer(path, name, what):
    cells, rules, heights, widths, merges = what
    book = xlsxwriter.Workbook(path)
    sheet = book.add_worksheet("季度监测表")
    formats = {}
    for row, column, value, look in cells:
        if look not in formats:
            formats[look] = book.add_format(dict(look))
        value = name if (row, column) == (1, 1) else value
        sheet.write(row, column, value, formats[look]) if value is not None else sheet.write_blank(row, column, None, formats[look])
    for area in merges:
        # The cells of the range are written already; merge_range would write them again.
        sheet.merge.append(list(openpyxl.utils.range_boundaries(area)[i] - 1 for i in (1, 0, 3, 2)))
    for row, height in heights.items():
        sheet.set_row(row, height)
    for index, width in enumerate(widths):
        sheet.set_column(index, index, width)
    for area, rule in rules:
        sheet.data_validation(area, rule)
    sheet.protect()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 1)
    sheet.print_area("A1:G38")
    sheet.repeat_rows(3)
    book.set_custom_property("jiance.complex", name)
    book.close()


def timed(command):
    start = time.perf_counter()
    process = subprocess.Popen(command, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    assert status == 0
    return time.perf_counter() - start, usage.ru_maxrss / 1024


with tempfile.TemporaryDirectory() as work:
    for count in (100, COUNT):
        with open(f"{work}/{count}.csv", "w", encoding="utf-8") as roster:
            roster.write("综合体名称,所属县（市、区）,级别,建设依托单位\n")
            for index in range(count):
                roster.write(f"平湖第{index}产业创新服务综合体,平湖市,省级,研究院\n")
    subprocess.run([cli, "template", "--period", "2020Q3", "-o", f"{work}/one.xlsx"], check=True)
    what = plan(f"{work}/one.xlsx")
    os.mkdir(f"{work}/x")
    prefix = ["eatmydata"] if shutil.which("eatmydata") else []
    rounds = []
    for number in range(3):
        start = time.perf_counter()
        for index in range(COUNT):
            peer(f"{work}/x/{index}.xlsx", f"平湖第{index}产业创新服务综合体", what)
        theirs = time.perf_counter() - start
        command = [cli, "template", "--period", "2020Q3", "--roster", f"{work}/{COUNT}.csv"]
        one, memory = timed([*command, "--jobs", "1", "-o", f"{work}/a{number}/"])
        two, _ = timed([*command, "-o", f"{work}/b{number}/"])
        unsynced = timed([*prefix, *command, "--jobs", "1", "-o", f"{work}/c{number}/"])[0] if prefix else None
        rounds.append((theirs, one, two, unsynced, memory))
    small = timed([cli, "template", "--period", "2020Q3", "--roster", f"{work}/100.csv", "--jobs", "1", "-o", f"{work}/s/"])[1]
median = lambda index: statistics.median(r[index] for r in rounds)
print(f"jiance template --jobs 1 / XlsxWriter, 1,000 templates   {median(1) / median(0):.2f}")
print(f"jiance template / XlsxWriter                             {median(2) / median(0):.2f}")
if prefix:
    print(f"the same on one thread without syncing                   {median(3) / median(0):.2f}")
print(f"peak memory at 1,000 / at 100 templates                  {max(r[4] for r in rounds) / small:.2f}  ({max(r[4] for r in rounds):.0f} MiB)")
