"""Holds templates and filled forms against openpyxl, python-calamine, LibreOffice and the schemas.

    templates.py PATH-TO-jiance [SCHEMA-CHECK]

A template of a roster, a filled form and a workbook of several are written; the readers have to see the same values at
the same cells, LibreOffice has to keep values, merged ranges, validations and protection when it saves them again, and to
print each sheet on one A4 page. Locked cells have to be locked, inputs unlocked and checked, each with a Chinese message.
"""
import glob, os, re, shutil, subprocess, sys, tempfile

import openpyxl, python_calamine

cli = sys.argv[1]
schema_check = sys.argv[2] if len(sys.argv) > 2 else None
passed, failures = 0, []


def check(condition, message):
    global passed
    if condition:
        passed += 1
    else:
        failures.append(message)


def run(*command):
    return subprocess.run(command, capture_output=True, text=True)


def shown(value):
    return value.isoformat()[:10] if hasattr(value, "isoformat") else value


def cells(sheet):
    return {c.coordinate: shown(c.value) for row in sheet.iter_rows() for c in row if c.value is not None}


def validations(sheet):
    found = {}
    for item in sheet.data_validations.dataValidation:
        for area in str(item.sqref).split():
            for row in sheet[area] if ":" in area else ((sheet[area],),):
                for cell in row:
                    # LibreOffice writes operands its own way, and a second one for lists.
                    second = "" if item.type == "list" else item.formula2 or ""
                    rule = re.sub(r"\s", "", f"{item.type} {item.operator or 'between'} {item.formula1} {second}").lower()
                    found[cell.coordinate] = (rule, item.error, item.prompt, item.promptTitle, bool(item.showErrorMessage))
    return found


def merged(sheet):
    return sorted(str(area) for area in sheet.merged_cells.ranges)


def is_locked(sheet, place):
    return sheet[place].protection.locked


with tempfile.TemporaryDirectory() as folder:
    roster = f"{folder}/roster.csv"
    open(roster, "w", encoding="utf-8").write(
        "综合体名称,所属县（市、区）,级别,建设依托单位\n平湖光机电产业创新服务综合体,平湖市,省级,浙江光机电研究院\n=1+1综合体,海宁市,市级,\n")
    done = run(cli, "template", "--period", "2020Q3", "--roster", roster, "-o", f"{folder}/t/")
    check(done.returncode == 0, f"template: {done.stderr}")
    run(cli, "template", "-o", f"{folder}/blank.xlsx")
    document = f"{folder}/d.json"
    open(document, "w").write(run(cli, "convert", "samples/official.xlsx").stdout)
    rollup = f"{folder}/r.json"
    open(rollup, "w").write(run(cli, "convert", "samples/county-rollup.xlsx").stdout)
    check(run(cli, "fill", document, "-o", f"{folder}/one.xlsx").returncode == 0, "fill one")
    check(run(cli, "fill", document, rollup, "-o", f"{folder}/all.xlsx").returncode == 0, "fill all")
    books = sorted(glob.glob(f"{folder}/t/*/*.xlsx") + glob.glob(f"{folder}/*.xlsx"))
    check(len(books) == 5, f"five workbooks, not {books}")
    if schema_check:
        done = run(sys.executable, schema_check, *books)
        check(done.returncode == 0, done.stdout)
    # LibreOffice wants names of its own.
    flat = [shutil.copy(book, f"{folder}/b{index}.xlsx") for index, book in enumerate(books)]
    for kind in ("xlsx", "pdf"):
        os.makedirs(f"{folder}/{kind}")
        done = run("soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", kind, "--outdir", f"{folder}/{kind}", *flat)
        check(done.returncode == 0, done.stderr)
    for index, book in enumerate(books):
        name = os.path.basename(book)
        ours = openpyxl.load_workbook(book)
        theirs = openpyxl.load_workbook(f"{folder}/xlsx/b{index}.xlsx")
        calamine = python_calamine.CalamineWorkbook.from_path(book)
        info = run("pdfinfo", f"{folder}/pdf/b{index}.pdf").stdout
        pages = int(re.search(r"Pages:\s+(\d+)", info).group(1))
        check(pages == len(ours.worksheets), f"{name}: {pages} pages for {len(ours.worksheets)} sheets")
        check("A4" in info, f"{name}: not A4")
        check(ours.sheetnames == theirs.sheetnames == calamine.sheet_names, f"{name}: sheet names")
        for sheet in ours.worksheets:
            again = theirs[sheet.title]
            check(cells(sheet) == cells(again), f"{name} {sheet.title}: values after LibreOffice")
            check(merged(sheet) == merged(again), f"{name} {sheet.title}: merged ranges after LibreOffice")
            check(validations(sheet) == validations(again), f"{name} {sheet.title}: validations after LibreOffice")
            check(sheet.protection.sheet and again.protection.sheet, f"{name} {sheet.title}: protection")
            rows = calamine.get_sheet_by_name(sheet.title).to_python(skip_empty_area=False)
            seen = {}
            for r, row in enumerate(rows):
                for c, value in enumerate(row):
                    if value != "":
                        seen[f"{openpyxl.utils.get_column_letter(c + 1)}{r + 1}"] = shown(value)
            check(seen == cells(sheet), f"{name} {sheet.title}: calamine reads other values")
            rules = validations(sheet)
            check(len(rules) >= 23 * 4 + 6 * 2 + 4 + 9, f"{name} {sheet.title}: {len(rules)} cells are checked")
            for place, (_, error, prompt, title, stops) in rules.items():
                fits = not is_locked(sheet, place) and stops and error and prompt and any("\u4e00" <= c <= "\u9fff" for c in error)
                check(bool(fits), f"{name} {sheet.title} {place}: an input without check or message, or locked")
            inputs = {place.split(":")[0] for place in rules}
            for row in sheet.iter_rows(max_row=38, max_col=7):
                for cell in row:
                    if isinstance(cell, openpyxl.cell.cell.MergedCell) or cell.coordinate in rules:
                        continue
                    check(cell.protection.locked, f"{name} {sheet.title} {cell.coordinate}: not locked")
            # Merged inputs have their rule at the top-left cell at least.
            check({"D5", "E5", "C29", "D29", "C37", "G37", "B2", "G3"} <= inputs, f"{name} {sheet.title}: inputs")

for failure in failures[:30]:
    print(failure)
print(f"templates: {passed} passed, {len(failures)} failed")
sys.exit(1 if failures else 0)
