"""Reads JSON from standard input, and prints some of what it says."""
import json
import sys

said = json.load(sys.stdin)
assert said["tests"] == len(said["results"]) == said["passed"] + said["failed"] + said["faulty"]
for test in said["results"]:
    assert (test["outcome"] == "failed") == bool(test["failures"])
    print(test["outcome"], test["file"], test["line"], test["title"], sep=" | ")
print(json.dumps(said["results"][1]["failures"][0], ensure_ascii=False))
print(json.dumps(said["coverage"]))
