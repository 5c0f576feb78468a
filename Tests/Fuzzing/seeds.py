"""Makes the first inputs and the dictionaries of the fuzz targets: seeds.py SAMPLES FOLDER"""
import json
import pathlib
import re
import sys
import zipfile

samples, folder = map(pathlib.Path, sys.argv[1:3])
tokens = {
    "zip": ["PK\\x01\\x02", "PK\\x03\\x04", "PK\\x05\\x06", "PK\\x06\\x06", "PK\\x06\\x07", "\\xff\\xff\\xff\\xff",
            "\\x01\\x00\\x18\\x00"],
    "xml": ["<!DOCTYPE", "<!ENTITY", "<![CDATA[", "]]>", "<!--", "-->", "<?xml version='1.0' encoding='UTF-16'?>",
            "&#x10FFFF;", "&amp;", "xmlns:a='urn:a'", "xml:space='preserve'", "\\xff\\xfe", "\\xef\\xbb\\xbf"],
    "workbook": ["<row r='1'>", "</row>", "<c r='A1' t='s' s='1'>", "</c>", "<v>", "</v>", "t='inlineStr'", "<is><t>",
                 "</t></is>", "<f t='shared' ref='A1:B2' si='0'>", "</f>", "<mergeCell ref='A1:XFD1048576'/>", "<si>",
                 "<cellXfs>", "<xf numFmtId='14'/>", "<numFmt numFmtId='164' formatCode='0%'/>", "\\xff", "_x000D_",
                 "<comment ref='A1'>", "<mc:AlternateContent>", "4294967295", "1E308"],
    "number": ["亿元", "万元", "%", "％", "约", "无", "－", "１２", "1,234.5", "2020年第3季度", "1E-400", "同比增长", "—"],
    "json": ['"returns"', '"findings"', '"schemaVersion"', "null", "true", "1e400", "\\\\ud800", '{"op":"add","path":"/a"}'],
}
tokens["correction"] = tokens["workbook"]
tokens["recognition"] = tokens["number"]


def inside(text, name):
    found = re.search(rb"<%s\b[^>]*>(.*)</%s>" % (name, name), text, re.S)
    return found.group(1) if found else b""


def seed(target, name, data):
    place = folder / target / "seeds"
    place.mkdir(parents=True, exist_ok=True)
    (place / name).write_bytes(data)


for path in sorted(samples.glob("*.xlsx")):
    name = path.stem
    seed("zip", name, path.read_bytes())
    with zipfile.ZipFile(path) as archive:
        parts = {entry: archive.read(entry) for entry in archive.namelist()}
    for number, (entry, data) in enumerate(parts.items()):
        if entry.endswith((".xml", ".rels")):
            seed("xml", f"{name}-{number}", bytes([number * 7 % 256]) + data[:20000])
    sheet = next(data for entry, data in parts.items() if "worksheets/sheet" in entry)
    pieces = [inside(sheet, b"sheetData"),
              b"<mergeCells>" + inside(sheet, b"mergeCells") + b"</mergeCells>",
              inside(parts.get("xl/sharedStrings.xml", b""), b"sst"),
              inside(parts.get("xl/styles.xml", b""), b"styleSheet")]
    seed("workbook", name, b"\xff".join(pieces)[:60000])
    seed("correction", name, bytes(range(1, 33)) + b"\xff".join(pieces)[:60000])
for number in range(40):
    noise = bytes((number * 31 + index * index * 7) % 256 for index in range(400))
    seed("recognition", f"noise-{number}", noise)
    seed("correction", f"leaves-{number}", bytes([number * 2]) + noise[:60])
for number, text in enumerate(tokens["number"] + ["110.56", "-24.1%", "3-5", "约39", "29.70000000000001", "1200万元"]):
    seed("number", str(number), text.encode())
for number, value in enumerate([{}, [], {"returns": [{"indicators": {}}], "findings": []}, [[{"op": "add", "path": "/a",
                                "value": 1}], {"a": [1, 2.5e3, None, True, "\u4e2d\ud83d\ude00".encode("utf-16", "surrogatepass").decode("utf-16")]}]]):
    seed("json", str(number), json.dumps(value).encode())
for path in sorted(samples.glob("**/*.json")):
    seed("json", path.stem, path.read_bytes()[:30000])
for target, words in tokens.items():
    escaped = ["".join(c if c.isascii() and c not in '"' else "".join(f"\\x{b:02x}" for b in c.encode()) for c in word)
               for word in words]
    (folder / target / "dictionary").write_text("".join(f'"{word}"\n' for word in escaped))
