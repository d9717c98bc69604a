"""Reads JUnit's XML from standard input, and prints what it says of each test."""
import sys
import xml.etree.ElementTree as tree

root = tree.parse(sys.stdin.buffer).getroot()
assert root.tag == "testsuites"
(suite,) = root
cases = suite.findall("testcase")
assert int(suite.get("tests")) == len(cases)
assert int(suite.get("failures")) == sum(case.find("failure") is not None for case in cases)
assert int(suite.get("errors")) == sum(case.find("error") is not None for case in cases)
print(suite.get("name"), *(p.get("name") + " " + p.get("value") for p in suite.iter("property")), sep=" | ")
for case in cases:
    print(case.get("file"), case.get("line"), case.get("name"), *(f.get("message") for f in case), sep=" | ")
