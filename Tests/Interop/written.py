"""Holds what the engine writes against the schemas, jiance, openpyxl, python-calamine and LibreOffice.

The probe writes a workbook with all that the writer can write, once with shared and once with inline texts,
and tells its values. Every program must find the same values at the same cells, and openpyxl the rules,
comments, links, names and page setup: in the workbook itself and in what LibreOffice makes of it.
"""
import json, math, os, re, subprocess, sys, tempfile, warnings, zipfile

import openpyxl
from openpyxl.utils.datetime import to_excel
from python_calamine import CalamineWorkbook

warnings.filterwarnings("ignore")
cli, probe = sys.argv[1:3]
passed, failed = 0, []


def check(name, found, wanted=True):
    global passed
    if found != wanted:
        failed.append(name)
        print(f"FAILED {name}: {str(found)[:300]!r}, not {str(wanted)[:300]!r}")
    else:
        passed += 1


def same(found, wanted, digits=15):
    if hasattr(found, "year"):
        found = to_excel(found)
    if isinstance(wanted, bool) or isinstance(found, bool):
        return found is wanted
    if isinstance(wanted, (int, float)):
        return isinstance(found, (int, float)) and math.isclose(found, wanted, rel_tol=10 ** -digits)
    return found == wanted


def expected(kind, value):
    """The value as a program without exact decimals has it."""
    return float(value) if kind == "numeral" else value


def against_schemas(path, label):
    script = os.path.join("..", "shared", "schemas", "validate.py")
    if not os.path.exists(script):
        return
    # XML lets every element have xml:space, and Excel writes it on t; the schemas do not say so.
    with tempfile.TemporaryDirectory() as work:
        copy = os.path.join(work, "copy.xlsx")
        with zipfile.ZipFile(path) as source, zipfile.ZipFile(copy, "w") as target:
            for name in source.namelist():
                target.writestr(name, source.read(name).replace(b' xml:space="preserve"', b""))
        done = subprocess.run([sys.executable, script, copy], capture_output=True, text=True)
        check(f"{label}: schemas", "" if done.returncode == 0 else done.stdout, "")


def against_jiance(path, values, label):
    told = json.loads(subprocess.run([cli, "inspect", "--format", "json", path], capture_output=True).stdout)
    cells = {(s["name"], c["ref"]): c for s in told["sheets"] for c in s["cells"]}
    for sheet, ref, kind, value in values:
        cell = cells.get((sheet, ref), {})
        if kind == "blank":
            check(f"{label}: jiance {ref} {kind}", cell.get("value"), None)
        elif kind in ("formula error", "formula open"):
            check(f"{label}: jiance {ref} {kind}", bool(cell.get("formula")))
        else:
            check(f"{label}: jiance {ref} {kind}", same(cell.get("value"), expected(kind, value)))


def against_calamine(path, values, label, resaved=False):
    book = CalamineWorkbook.from_path(path)
    rows = {name: book.get_sheet_by_name(name).to_python(skip_empty_area=False) for name in book.sheet_names}
    for sheet, ref, kind, value in values:
        if kind.startswith("formula ") or kind == "blank":
            continue
        if kind == "control" and (resaved or "\ufffe" in value):
            continue  # calamine leaves _xFFFE_ as it is; LibreOffice ends lines with \n and escapes less
        row, column = int(re.sub(r"\D", "", ref)) - 1, ord(ref[0]) - 65
        found = rows[sheet][row][column]
        check(f"{label}: calamine {ref} {kind} {value!r:.40}", same(found, expected(kind, value), 14 if resaved else 15))


def against_openpyxl(path, values, label, resaved=False):
    book = openpyxl.load_workbook(path, data_only=True)
    formulas = openpyxl.load_workbook(path)
    for sheet, ref, kind, value in values:
        found = book[sheet][ref].value
        name = f"{label}: openpyxl {ref} {kind} {value!r:.40}"
        if kind == "control" or (kind == "text" and re.search("_x[0-9a-fA-F]{4}", value)):
            continue  # openpyxl does not decode _xHHHH_
        elif kind == "blank":
            check(name, (found, book[sheet][ref].border.left.style), (None, "thin"))
        elif kind == "formula open":
            check(name, formulas[sheet][ref].value, "=SUM(B37:B39)")
        else:
            # LibreOffice saves fifteen digits.
            check(name, same(found, expected(kind, value), 14 if resaved else 15))
            if kind == "text":
                check(name + " is text", book[sheet][ref].data_type, "s")
            if kind == "formula":
                check(name + " has its formula", formulas[sheet][ref].data_type, "f")


def features(path, label, resaved=False):
    """All that is not a value, of the form sheet."""
    book = openpyxl.load_workbook(path)
    sheet = book["监测表"]
    check(f"{label}: sheets", book.sheetnames, ["监测表", "Values & more", "隐藏 'x' 2"])
    check(f"{label}: hidden", book["隐藏 'x' 2"].sheet_state, "hidden")
    check(f"{label}: active", book.active.title, "监测表")
    check(f"{label}: merges", sorted(str(r) for r in sheet.merged_cells.ranges),
          ["A1:G1", "A4:A6", "A7:A8", "B2:C2", "E2:G2"])
    found = {str(v.sqref): v for v in sheet.data_validations.dataValidation}
    check(f"{label}: validated", sorted(found), ["B2", "D4:G8 D9:F9", "E2", "G9"])
    decimal = next(v for k, v in found.items() if v.type == "decimal")
    check(f"{label}: decimal", (decimal.operator or "between", decimal.formula1, decimal.formula2), ("between", "-1000000", "1000000"))
    check(f"{label}: prompt", (decimal.promptTitle, decimal.prompt), ("填写数字", "单位见“计量单位”一栏。\n请勿填写文字。"))
    check(f"{label}: error", (decimal.errorTitle, decimal.error), ("不是数字", "请填写数字；没有数据请留空。"))
    choice = found["E2"]
    check(f"{label}: list", (choice.type, choice.formula1, choice.errorStyle, bool(choice.allowBlank)),
          ("list", '"省级,市级"', "warning", False))
    check(f"{label}: length", (found["B2"].type, found["B2"].operator, found["B2"].formula1), ("textLength", "lessThanOrEqual", "60"))
    protection = sheet.protection
    check(f"{label}: protected", (protection.sheet, protection.password, protection.formatColumns), (True, None, False))
    check(f"{label}: locked", (sheet["A4"].protection.locked, sheet["D4"].protection.locked), (True, False))
    check(f"{label}: comment", (sheet["B2"].comment.text, sheet["G9"].comment.text), ("请填写全称。\n不要缩写 <&>", "shown"))
    if not resaved:
        # What LibreOffice drops without a window: the view. It also exchanges fonts it does not have.
        check(f"{label}: frozen", (sheet.freeze_panes, book["Values & more"].freeze_panes), ("A4", "B2"))
        check(f"{label}: gridlines", bool(sheet.sheet_view.showGridLines), False)
        check(f"{label}: zoom", book["Values & more"].sheet_view.zoomScale, 80)
        check(f"{label}: font", sheet["A1"].font.name, "宋体")
        check(f"{label}: author", sheet["B2"].comment.author, "嘉兴市科技局")
        check(f"{label}: custom properties", {p.name: str(p.value) for p in book.custom_doc_props.props},
              {"form": "jiaxing-quarterly-2020", "quarter": "3", "share": "0.25", "final": "True", "due": "2020-10-15 00:00:00"})
    else:
        check(f"{label}: custom property", next(p.value for p in book.custom_doc_props.props if p.name == "form"),
              "jiaxing-quarterly-2020")
    link = sheet["B2"].hyperlink
    check(f"{label}: link", ((link.target or "").split("#")[0], link.location or (link.target or "#").split("#")[-1]),
          ("https://example.org/a%20b?x=1&y=2", "节"))
    check(f"{label}: inner link", (sheet["E2"].hyperlink.location or "").lstrip("#").replace(".", "!"), "'隐藏 ''x'' 2'!A1")
    names = {name: value.attr_text for name, value in book.defined_names.items()}
    check(f"{label}: names", (names["级别"], names["rate"]), ("'隐藏 ''x'' 2'!$A$5:$A$6", "0.05"))
    check(f"{label}: print area", sheet.print_area.replace("'", ""), "监测表!$A$1:$G$9")
    check(f"{label}: print titles", sheet.print_title_rows, "$3:$3")
    check(f"{label}: page", (int(sheet.page_setup.paperSize), sheet.page_setup.orientation, sheet.sheet_properties.pageSetUpPr.fitToPage,
          sheet.print_options.horizontalCentered), (9, "portrait", True, True))
    check(f"{label}: footer", sheet.oddFooter.center.text, "第 &P 页，共 &N 页")
    check(f"{label}: tab", book["Values & more"].sheet_properties.tabColor.rgb, "FF00B050")
    check(f"{label}: width", math.isclose(sheet.column_dimensions["B"].width, 34, abs_tol=0.5))
    check(f"{label}: height", sheet.row_dimensions[1].height, 36)
    check(f"{label}: size", (sheet["A1"].font.sz, sheet["A1"].font.b), (18, True))
    check(f"{label}: alignment", (sheet["B9"].alignment.wrap_text, sheet["B9"].alignment.vertical), (True, "center"))
    check(f"{label}: fill", sheet["D4"].fill.fgColor.rgb, "FFFFF9E5")
    check(f"{label}: format", sheet["D4"].number_format, "#,##0.00")
    rules = [rule for ranges in sheet.conditional_formatting for rule in ranges.rules]
    check(f"{label}: conditions", sorted(rule.type for rule in rules), ["cellIs", "expression"])
    check(f"{label}: title", book.properties.title, "全市产业创新服务综合体季度监测表")


with tempfile.TemporaryDirectory() as work:
    for mode in ("shared", "inline"):
        path = os.path.join(work, f"{mode}.xlsx")
        done = subprocess.run([probe, "features", path, mode], capture_output=True, check=True)
        values = json.loads(done.stdout)
        check(f"{mode}: has values", len(values) > 50)
        against_schemas(path, mode)
        against_jiance(path, values, mode)
        against_calamine(path, values, mode)
        against_openpyxl(path, values, mode)
        features(path, mode)
        target = os.path.join(work, "saved")
        subprocess.run(
            ["soffice", "--headless", f"-env:UserInstallation=file://{work}/profile", "--convert-to", "xlsx",
             "--outdir", target, path], capture_output=True, timeout=180)
        saved = os.path.join(target, f"{mode}.xlsx")
        check(f"{mode}: LibreOffice saves it", os.path.exists(saved))
        if os.path.exists(saved):
            label = f"{mode} by LibreOffice"
            against_calamine(saved, values, label, resaved=True)
            against_openpyxl(saved, values, label, resaved=True)
            features(saved, label, resaved=True)
print(f"written workbooks: {passed} passed, {len(failed)} failed")
sys.exit(1 if failed or not passed else 0)
