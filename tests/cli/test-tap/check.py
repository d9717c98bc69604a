"""Reads TAP version 14 from standard input as its specification says, and prints what it says of each test."""
import json
import re
import sys

lines = sys.stdin.read().splitlines()
assert lines[0] == "TAP version 14"
planned = int(re.fullmatch(r"1\.\.(\d+)", lines[1])[1])
tests, block = [], None
for line in lines[2:]:
    if block is not None:
        assert line.startswith("  "), line
        if line == "  ...":
            tests[-1]["yaml"], block = block, None
        else:
            block.append(line)
    elif line == "  ---":
        block = []
    elif not line.startswith("#"):
        ok, number, title = re.fullmatch(r"(ok|not ok) (\d+) - (.*)", line).groups()
        assert int(number) == len(tests) + 1
        assert not re.search(r"(?<!\\)#", title)
        tests.append({"ok": ok == "ok", "title": re.sub(r"\\(.)", r"\1", title), "yaml": []})
assert block is None and len(tests) == planned
for test in tests:
    assert test["ok"] == (not test["yaml"])
    for line in test["yaml"]:
        key, value = re.fullmatch(r"\s+(?:- )?(\w+):(?: (.*))?", line).groups()
        if value and value[0] == '"':
            json.loads(value)
    said = sum("expectation: " in line for line in test["yaml"])
    print("ok" if test["ok"] else "not ok", "|", test["title"], "|", said)
