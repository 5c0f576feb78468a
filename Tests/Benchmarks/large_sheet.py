"""Adds a data sheet of many cells to a workbook, as other programs write one."""
import io
import random
import re
import zipfile

NAMESPACE = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONSHIPS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PART = "xl/worksheets/data.xml"


def columns(count):
    return ["".join(chr(65 + i) for i in ((n // 26 - 1,) if n >= 26 else ()) + (n % 26,)) for n in range(count)]


def markup(rows, width, shared_strings):
    """The sheet's XML: numbers, and indices of shared strings in every fourth column."""
    random.seed(7)
    names = columns(width)
    out = io.StringIO()
    out.write(f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<worksheet xmlns="{NAMESPACE}"><sheetData>')
    for row in range(1, rows + 1):
        out.write(f'<row r="{row}" spans="1:{width}">')
        for i, name in enumerate(names):
            if i % 4 == 3:
                out.write(f'<c r="{name}{row}" t="s"><v>{random.randrange(shared_strings)}</v></c>')
            else:
                out.write(f'<c r="{name}{row}"><v>{random.randrange(10**6) / 100}</v></c>')
        out.write("</row>")
    out.write("</sheetData></worksheet>")
    return out.getvalue()


def add(source, target, rows, width=20, name="数据"):
    """Writes `source` to `target` with the sheet behind its own."""
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        strings = 0
        if "xl/sharedStrings.xml" in old.namelist():
            strings = old.read("xl/sharedStrings.xml").count(b"<si>")
        for item in old.infolist():
            text = old.read(item).decode("utf-8") if item.filename.endswith((".xml", ".rels")) else None
            if item.filename == "xl/workbook.xml":
                text = text.replace("</sheets>", f'<sheet xmlns:r="{RELATIONSHIPS}" name="{name}" sheetId="99" r:id="data99"/></sheets>')
            elif item.filename == "xl/_rels/workbook.xml.rels":
                link = f'<Relationship Id="data99" Type="{RELATIONSHIPS}/worksheet" Target="worksheets/data.xml"/>'
                text = text.replace("</Relationships>", link + "</Relationships>")
            elif item.filename == "[Content_Types].xml":
                kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"
                text = text.replace("</Types>", f'<Override PartName="/{PART}" ContentType="{kind}"/></Types>')
            new.writestr(item, old.read(item) if text is None else text)
        assert re.search("data99", new.filename and "data99")
        sheet = markup(rows, width, max(1, strings))
        new.writestr(PART, sheet)
        return len(sheet)
