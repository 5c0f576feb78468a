"""Compares jiance with openpyxl, python-calamine and LibreOffice on the sample workbooks.

For each sample: `inspect` shows the cells and merged ranges that openpyxl shows and the values that calamine
shows; the document validates against `jiance schema`; LibreOffice saves the workbook again (also by way of
.ods) and the copy converts to the same returns.
"""
import datetime, glob, json, math, os, subprocess, sys, tempfile, warnings

import jsonschema, openpyxl
from openpyxl.utils import get_column_letter
from openpyxl.utils.datetime import to_excel
from python_calamine import CalamineWorkbook

warnings.filterwarnings("ignore")
cli, folder = sys.argv[1:3]
passed, failed = 0, []


def check(name, problem):
    global passed
    if problem:
        failed.append(f"{name}: {problem}")
        print(f"FAILED {name}: {problem}")
    else:
        passed += 1


def run(*arguments):
    return subprocess.run([cli, *arguments], capture_output=True, timeout=60)


def plain(value):
    if isinstance(value, (datetime.datetime, datetime.date)):
        return to_excel(value)
    return value


def same(a, b):
    a, b = plain(a), plain(b)
    if isinstance(a, (int, float)) and isinstance(b, (int, float)) and not isinstance(a, bool):
        return math.isclose(a, b, rel_tol=1e-12)
    return a == b


def against_openpyxl(path, told):
    book = openpyxl.load_workbook(path, data_only=True)
    for sheet, seen in zip(book.worksheets, told["sheets"]):
        cells = {c["ref"]: c["value"] for c in seen["cells"]}
        for row in sheet.iter_rows():
            for cell in row:
                if cell.value is not None and cell.data_type != "e" and not same(cells.get(cell.coordinate), cell.value):
                    return f"{sheet.title}!{cell.coordinate}: {cells.get(cell.coordinate)!r}, not {cell.value!r}"
        if sorted(seen["merges"]) != sorted(str(m) for m in sheet.merged_cells.ranges):
            return f"{sheet.title}: other merged ranges"


def against_calamine(path, told):
    book = CalamineWorkbook.from_path(path)
    for seen in told["sheets"]:
        cells = {c["ref"]: c["value"] for c in seen["cells"]}
        sheet = book.get_sheet_by_name(seen["name"])
        for r, row in enumerate(sheet.to_python(skip_empty_area=False)):
            for c, value in enumerate(row):
                ref = f"{get_column_letter(c + 1)}{r + 1}"
                if value not in ("", None) and not same(cells.get(ref), value):
                    if isinstance(value, str) and value.startswith("#"):
                        continue  # errors are no values of ours
                    return f"{seen['name']}!{ref}: {cells.get(ref)!r}, not {value!r}"


def returns(path):
    answer = run("convert", path)
    document = json.loads(answer.stdout)
    return document, document["returns"]


def leaves(value, at=""):
    if isinstance(value, dict):
        for key, item in value.items():
            yield from leaves(item, f"{at}/{key}")
    elif isinstance(value, list):
        for key, item in enumerate(value):
            yield from leaves(item, f"{at}/{key}")
    else:
        yield at, value


def differences(got, expected, formulas):
    """What is read otherwise. LibreOffice computes formulas anew, whatever result was stored: no more leaves than
    there are formulas may differ."""
    told, wanted = dict(leaves(got)), dict(leaves(expected))
    other = [at for at in wanted.keys() | told.keys() if told.get(at, "-") != wanted.get(at, "-")]
    return f"{sorted(other)[0]} and others" if len(other) > formulas else None


def resaved(path, work, way):
    """The workbook saved by LibreOffice, by way of other formats."""
    for step, kind in enumerate(way):
        target = os.path.join(work, str(step))
        done = subprocess.run(
            ["soffice", f"-env:UserInstallation=file://{work}/profile", "--headless", "--convert-to", kind,
             "--outdir", target, path], capture_output=True, timeout=180)
        made = glob.glob(os.path.join(target, "*"))
        if not made:
            raise RuntimeError(done.stderr.decode()[-200:])
        path = made[0]
    return path


schema = json.loads(run("schema").stdout)
jsonschema.Draft202012Validator.check_schema(schema)
for path in sorted(glob.glob(os.path.join(folder, "*.xlsx"))):
    name = os.path.basename(path)
    told = json.loads(run("inspect", "--format", "json", path).stdout)
    check(f"{name} like openpyxl", against_openpyxl(path, told))
    check(f"{name} like calamine", against_calamine(path, told))
    document, expected = returns(path)
    formulas = sum(1 for sheet in told["sheets"] for cell in sheet["cells"] if "formula" in cell)
    errors = list(jsonschema.Draft202012Validator(schema).iter_errors(document))
    check(f"{name} validates", errors[0].message if errors else None)
    for way in (["xlsx"], ["ods", "xlsx"]):
        with tempfile.TemporaryDirectory() as work:
            try:
                _, got = returns(resaved(path, work, way))
                check(f"{name} by LibreOffice as {'-'.join(way)}", differences(got, expected, formulas))
            except RuntimeError as error:
                check(f"{name} by LibreOffice as {'-'.join(way)}", str(error))
print(f"{passed} passed, {len(failed)} failed")
sys.exit(1 if failed or not passed else 0)
