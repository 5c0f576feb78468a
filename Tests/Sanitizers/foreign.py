"""Makes of a workbook some that take the ways through libxml2 and through errors: foreign.py WORKBOOK FOLDER"""
import pathlib
import re
import sys
import zipfile

source, folder = sys.argv[1], pathlib.Path(sys.argv[2])
with zipfile.ZipFile(source) as archive:
    parts = {name: archive.read(name) for name in archive.namelist()}


def write(name, change):
    with zipfile.ZipFile(folder / f"foreign-{name}.xlsx", "w", zipfile.ZIP_DEFLATED) as archive:
        for path, data in parts.items():
            archive.writestr(path, change(path, data))


def encoded(encoding):
    def change(path, data):
        if not path.endswith(".xml"):
            return data
        text = re.sub(r"^(<\?xml[^>]*\?>)?", f"<?xml version='1.0' encoding='{encoding}'?>", data.decode())
        return text.encode(encoding, "xmlcharrefreplace")
    return change


for encoding in ["utf-16", "gb18030", "iso-8859-1"]:
    write(encoding, encoded(encoding))
write("cut", lambda path, data: encoded("utf-16")(path, data)[:-40] if "sheet" in path else data)
write("dtd", lambda path, data: encoded("utf-16")(path, b"<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>")
      if "sheet" in path else data)
whole = pathlib.Path(source).read_bytes()
for number in range(6):
    broken = bytearray(whole)
    for place in range(200 + number * 97, len(broken) - 4000, 1500):
        broken[place] ^= 1 << number
    (folder / f"foreign-broken-{number}.xlsx").write_bytes(broken)
