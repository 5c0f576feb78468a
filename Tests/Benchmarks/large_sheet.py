"""Adds a data sheet of many cells to a workbook, as other programs write one."""
import io
import random
import zipfile

NAMESPACE = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONSHIPS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PART = "xl/worksheets/data.xml"


def columns(count):
    return ["".join(chr(65 + i) for i in ((n // 26 - 1,) if n >= 26 else ()) + (n % 26,)) for n in range(count)]


def cells(first, rows, width, strings):
    """Rows of numbers, and of indices of shared strings in every fourth column."""
    random.seed(7)
    names = columns(width)
    out = io.StringIO()
    for row in range(first, first + rows):
        out.write(f'<row r="{row}" spans="1:{width}">')
        for i, name in enumerate(names):
            if strings and i % 4 == 3:
                out.write(f'<c r="{name}{row}" t="s"><v>{random.randrange(strings)}</v></c>')
            else:
                out.write(f'<c r="{name}{row}"><v>{random.randrange(10**6) / 100}</v></c>')
        out.write("</row>")
    return out.getvalue()


def add(source, target, rows, width=20, name="数据", below=None):
    """Writes `source` to `target` with a sheet of so many rows behind its own.

    With `below`, the name of a part, the rows go below what that sheet holds.
    """
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        strings = old.read("xl/sharedStrings.xml").count(b"<si>") if "xl/sharedStrings.xml" in old.namelist() else 0
        for item in old.infolist():
            text = old.read(item).decode("utf-8") if item.filename.endswith((".xml", ".rels")) else None
            if below:
                if item.filename == below:
                    text = text.replace("</sheetData>", cells(1001, rows, width, strings) + "</sheetData>")
            elif item.filename == "xl/workbook.xml":
                text = text.replace("</sheets>", f'<sheet xmlns:r="{RELATIONSHIPS}" name="{name}" sheetId="99" r:id="data99"/></sheets>')
            elif item.filename == "xl/_rels/workbook.xml.rels":
                link = f'<Relationship Id="data99" Type="{RELATIONSHIPS}/worksheet" Target="worksheets/data.xml"/>'
                text = text.replace("</Relationships>", link + "</Relationships>")
            elif item.filename == "[Content_Types].xml":
                kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"
                text = text.replace("</Types>", f'<Override PartName="/{PART}" ContentType="{kind}"/></Types>')
            new.writestr(item, old.read(item) if text is None else text)
        if not below:
            head = f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<worksheet xmlns="{NAMESPACE}"><sheetData>'
            new.writestr(PART, head + cells(1, rows, width, strings) + "</sheetData></worksheet>")
