"""Reads SARIF from standard input, holds it to what SARIF 2.1.0 and code hosts ask of it, and prints its results,
a line each: level, rule, place, and the text that the region covers in the file."""

import json
import sys
from pathlib import Path
from urllib.parse import unquote

log = json.load(sys.stdin)
assert log["version"] == "2.1.0" and log["$schema"].endswith("sarif-schema-2.1.0.json")
(run,) = log["runs"]
assert set(run) == {"tool", "columnKind", "invocations", "results"} and run["columnKind"] == "unicodeCodePoints"
driver = run["tool"]["driver"]
assert driver["name"] == "Equate" and driver["version"]
rules = [r["id"] for r in driver["rules"]]
assert len(set(rules)) == len(rules)
for rule in driver["rules"]:
    for key in ("shortDescription", "fullDescription", "help"):
        assert rule[key]["text"], rule
    assert rule["shortDescription"]["text"].endswith(".")
    assert rule["defaultConfiguration"]["level"] in ("error", "warning", "note")


def place(location):
    at = location["physicalLocation"]
    uri, base = at["artifactLocation"]["uri"], at["artifactLocation"].get("uriBaseId")
    assert (base == "%SRCROOT%" and not uri.startswith("/")) or (base is None and uri.startswith("file:///")), uri
    assert " " not in uri and uri.isascii(), uri
    region = at.get("region")
    if not region:
        return unquote(uri) if base else "(outside)", ""
    assert region["startLine"] >= 1 and region["startColumn"] >= 1
    assert (region["endLine"], region["endColumn"]) >= (region["startLine"], region["startColumn"])
    line = (Path(__file__).parent / unquote(uri)).read_text(encoding="utf-8").split("\n")[region["startLine"] - 1]
    return f"{unquote(uri)}:{region['startLine']}", line[region["startColumn"] - 1:region["endColumn"] - 1]


prints = [r["partialFingerprints"]["primaryLocationLineHash"] for r in run["results"]]
assert len(set(prints)) == len(prints)
assert {r["ruleId"] for r in run["results"]} == set(rules)
for result in run["results"]:
    assert rules[result["ruleIndex"]] == result["ruleId"]
    assert result["message"]["text"] and len(result["locations"]) <= 1
    assert all(s["kind"] == "inSource" for s in result["suppressions"])
    for related in result.get("relatedLocations", []):
        assert related["message"]["text"]
        place(related)
    where, text = place(result["locations"][0]) if result["locations"] else ("", "")
    why = "".join(f" (allowed: {s['justification']})" for s in result["suppressions"])
    print(f"{result['level']} {result['ruleId']} {where} {text}{why}")
print("successful:", run["invocations"][0]["executionSuccessful"])
