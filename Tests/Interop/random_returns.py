"""Random returns of the model, one JSON document a line: what `jiance fill` has to carry and `convert` to read back.

    random_returns.py SEED COUNT FORM.json > documents.ndjson

FORM.json is what `jiance forms ID` prints. Figures go to the ends of what cells hold; texts to the ends of what
XML, spreadsheets and people do to them.
"""
import json, random, sys

seed, count, form_path = int(sys.argv[1]), int(sys.argv[2]), sys.argv[3]
form = json.load(open(form_path, encoding="utf-8"))
rng = random.Random(seed)
areas = [a["name"] for a in form["areas"]]
indicators = [(i["id"], i["kind"]) for s in form["sections"] for i in s["indicators"]]
works = [w["id"] for w in form["construction"]["works"]]

NAMES = [
    "=1+1", "+A1", "@SUM(1)", "-2", "'quoted'", "😀🏭综合体", "𠮷野综合体", "_x0041_综合体", "A&B<C>\"D\"综合体",
    "光机电产业创新服务综合体", "ＦＵＬＬ width 综合体", "Ünïcödé 综合体", "a" * 200, "超长" * 60 + "综合体",
    "CON", "综合体.", "e\u0301 combining", "007", "1e5", "TRUE", "#N/A综合体", "综合体（一期）/二期:*?[x]",
]
TEXTS = ["浙江研究院", "=HYPERLINK(\"x\")", "李四", "😀", "_x000D_", "a & b", "«»", "甲 B丙", "O'Neil", "007", "x" * 100]
NOTES = ["展厅在建", "=1+1", "预计2021年3月完工；资金未到位", "长" * 900, "note with <tags> & \"quotes\" 😀", "_x0041_ 说明", "部分完成"]


def decimal_text():
    digits = rng.choice([1, 2, 3, 6, 10, 15])
    whole = str(rng.randrange(1, 10 ** digits))
    places = rng.choice([0, 0, 1, 2, 2, 3, 6, 9, 12])
    if places:
        whole = whole.rjust(places + 1, "0")
        whole = (whole[:-places] + "." + whole[-places:]).rstrip("0").rstrip(".")
    return rng.choice(["", "", "-"]) + whole


def number(plain, count_like):
    if rng.random() < 0.15:
        return None
    if rng.random() < 0.1:
        return 0
    if plain:
        return rng.randrange(0, 5000) if count_like else round(rng.uniform(0, 40000), 2)
    text = decimal_text()
    # Kept as the digits themselves: json would make a float of it.
    return Digits(text if text not in ("-0",) else "0")


class Digits(float):
    def __new__(cls, text):
        made = super().__new__(cls, text)
        made.text = text
        return made

    def __repr__(self):
        return self.text


def text(choices, chance=0.3):
    return None if rng.random() < chance else rng.choice(choices)


def make(index):
    blank = index % 50 == 0
    plain = index % 3 == 0
    name = rng.choice(NAMES)
    if rng.random() < 0.5:
        name = rng.choice(["甲", "乙", "丙", "丁"]) + str(index) + name
    county = rng.choice(areas + [None])
    item = {
        "form": form["id"],
        "sheet": rng.choice(["季度监测表", "Sheet1", "平湖 (2)", "😀表", "a" * 31]),
        "complex": {
            "name": name, "county": county, "level": rng.choice(["provincial", "municipal", None]),
            "operator": text(TEXTS),
        },
        "period": f"{rng.randrange(1990, 2999)}Q{rng.randrange(1, 5)}",
        "reporting": {
            "preparedBy": text(TEXTS), "reviewedBy": text(TEXTS), "phone": text(["0573-82521234", "13800138000", "007"]),
            "date": rng.choice([None, f"{rng.randrange(1900, 2999)}-{rng.randrange(3, 13):02}-{rng.randrange(1, 29):02}"]),
        },
        "indicators": {
            key: {m: None if blank else number(plain, "count" in kind and "Growth" not in m)
                  for m in ("quarter", "quarterGrowth", "cumulative", "cumulativeGrowth")}
            for key, kind in indicators
        },
        "construction": {}, "funding": {},
    }
    for key in works:
        status = None if blank else rng.choice(["complete", "incomplete", None])
        note = rng.choice(NOTES) if status == "incomplete" or (not blank and rng.random() < 0.1) else None
        item["construction"][key] = {"status": status, "note": note}
    levels = ("provincial", "municipal", "county")
    item["funding"]["disbursed"] = {k: None if blank else number(plain, False) for k in levels}
    spent = {"total": None if blank else number(plain, False)}
    # The levels of the money spent are stated or not; a total without one is their sum.
    stated = spent["total"] is not None and rng.random() < 0.5
    spent.update({k: number(plain, False) if stated else None for k in levels})
    item["funding"]["spent"] = spent
    return item


def dump(value):
    """JSON with the digits of numbers as they were made."""
    if isinstance(value, dict):
        return "{" + ",".join(json.dumps(k, ensure_ascii=False) + ":" + dump(v) for k, v in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ",".join(map(dump, value)) + "]"
    if isinstance(value, Digits):
        return value.text
    return json.dumps(value, ensure_ascii=False)


for index in range(count):
    print(dump({
        "schemaVersion": "1.0", "source": {"file": f"{index}.xlsx", "sha256": "0" * 64},
        "returns": [make(index)], "findings": []}))
