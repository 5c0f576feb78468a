"""Holds the returns that `convert` read against those that `fill` was given.

    same_returns.py GIVEN.ndjson READ.ndjson

Both hold a document a line. Files are matched by complex and quarter, which random_returns.py may give twice: then by
what they hold. Findings other than rules are told, but for those that the return itself asks for: a work that is
incomplete without a note, a number of more digits than a cell counts.
"""
import collections, decimal, json, sys


def load(path):
    with open(path, encoding="utf-8") as lines:
        return [json.loads(line, parse_float=decimal.Decimal, parse_int=decimal.Decimal) for line in lines]


def key(item):
    return json.dumps(item, ensure_ascii=False, sort_keys=True, default=lambda d: str(d.normalize()) if d else "0")


def canonical(value):
    if isinstance(value, dict):
        return {k: canonical(v) for k, v in value.items()}
    if isinstance(value, decimal.Decimal):
        return format(value.normalize(), "f") if value else "0"
    return value


given = [canonical(r) for d in load(sys.argv[1]) for r in d["returns"]]
documents = load(sys.argv[2])
read = [canonical(r) for d in documents for r in d["returns"]]
wanted = collections.Counter(key(r) for r in given)
got = collections.Counter(key(r) for r in read)
missing = wanted - got
extra = got - wanted
findings = collections.Counter(f["code"] for d in documents for f in d["findings"] if not f["code"].startswith("rule."))
inherent = sum(w["status"] == "incomplete" and w["note"] is None for r in given for w in r["construction"].values())
if findings.get("status.noteMissing", 0) == inherent:
    findings.pop("status.noteMissing", None)


def difference(a, b, path=""):
    if isinstance(a, dict) and isinstance(b, dict):
        for k in a:
            yield from difference(a[k], b.get(k), f"{path}/{k}")
    elif a != b:
        yield f"{path}: {a!r} became {b!r}"


for one in list(missing)[:20]:
    item = json.loads(one)
    near = min((json.loads(e) for e in extra), key=lambda e: len(list(difference(item, e))), default=None)
    print("\n".join(list(difference(item, near or {}))[:5]))
print(f"{len(given)} returns given, {len(read)} read, {sum(missing.values())} differ; findings {dict(findings)}")
for document in documents:
    for finding in document["findings"]:
        if finding["code"] in findings:
            print(document["source"]["file"], finding["code"], finding["pointer"], finding["cell"], finding["message"])
            findings.pop(finding["code"])
            wanted["told"] = 1
sys.exit(1 if missing or extra or wanted.get("told") or len(given) != len(read) else 0)
