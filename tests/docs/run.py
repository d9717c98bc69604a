"""Runs what the documents show.

    python3 tests/docs/run.py build/equate [--write]

With --write the output below each command is replaced by what it prints now; read the difference.
In README.md and docs/*.md:

- ```console: each line `$ equate …` is run in the project's folder, and must print the lines below it,
  up to the next command; a last line `…` stands for any more that follows. After <!-- in: FOLDER --> the
  command is run there.
- ```csv after <!-- file: PATH -->: must be that file, whole.
- ```equate after <!-- file: PATH -->: must be that file, whole.
- ```equate after <!-- part of: PATH -->: must stand in that file, line for line.
- ```equate after <!-- added to: PATH -->: passes `equate check` at the end of a copy of that file.
- ```equate alone: passes `equate check` as it stands.
- ```equate after <!-- a sketch -->: is left alone; for what is no programme by itself.

And every programme of examples/, docs/examples/ and src/cli/new is in its canonical layout, docs/errors.md and
docs/bytecode.md are in step with the tables they are made from, every link from one document to a
file of the project leads somewhere, and nothing that Equate has is undocumented (tests/docs/coverage).
"""

import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
BLOCK = re.compile(r"(?:^<!-- (?P<mark>[^\n]*?) -->\n\n?)?^```(?P<kind>\w+)\n(?P<text>.*?)^```$", re.M | re.S)
LINK = re.compile(r"\]\(([^)#\s]+)(?:#[^)]*)?\)")


class Documents:
    def __init__(self, equate):
        self.passed = self.failed = 0
        self.bin = tempfile.TemporaryDirectory()
        os.symlink(Path(equate).resolve(), Path(self.bin.name) / "equate")
        self.env = {**os.environ, "PATH": f"{self.bin.name}:{os.environ['PATH']}", "NO_COLOR": "1", "LC_ALL": "C.UTF-8"}
        self.env.pop("COLUMNS", None)

    def say(self, place, fault):
        if fault is None:
            self.passed += 1
        else:
            self.failed += 1
            print(f"FAIL {place}: {fault}")

    @staticmethod
    def folder(mark):
        what, _, path = (mark or "").partition(": ")
        return ROOT / path if what == "in" else ROOT

    def written(self, text, folder):
        """A console block with the output that its commands print now."""
        head, *parts = re.split(r"^\$ ", text, flags=re.M)
        for i, part in enumerate(parts):
            command, _, want = part.partition("\n")
            if command.startswith("equate "):
                lines = self.run(command, folder)[1].rstrip("\n").split("\n")
                if want.rstrip("\n").endswith("\n…"):
                    lines = [*lines[: want.rstrip("\n").count("\n")], "…"]
                parts[i] = "\n".join([command, *lines]) + "\n" * (2 if i + 1 < len(parts) and want.endswith("\n\n") else 1)
        return "".join([head, *("$ " + p for p in parts)])

    def write(self, path):
        text = path.read_text(encoding="utf-8")
        new = BLOCK.sub(lambda b: b[0].replace(b["text"], self.written(b["text"], self.folder(b["mark"]))) if b["kind"] == "console" else b[0], text)
        if new != text:
            path.write_text(new, encoding="utf-8")

    def run(self, command, cwd=ROOT):
        done = subprocess.run(["bash", "-c", command], cwd=cwd, env=self.env, stdin=subprocess.DEVNULL,
                              stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False)
        return done.returncode, done.stdout.decode("utf-8", "replace")

    def console(self, place, text, folder):
        for part in re.split(r"^\$ ", text, flags=re.M)[1:]:
            command, _, want = part.partition("\n")
            if not command.startswith("equate "):
                continue
            got = self.run(command, folder)[1].rstrip("\n").split("\n")
            lines = want.rstrip("\n").split("\n")
            if lines[-1] == "…":
                lines.pop()
                got = got[: len(lines)]
            fault = None
            if got != lines:
                at = next((i for i, (a, b) in enumerate(zip(got, lines)) if a != b), min(len(got), len(lines)))
                shown = [(x[at] if at < len(x) else "(no more lines)") for x in (lines, got)]
                fault = f"`{command}` prints otherwise, from line {at + 1}:\n  - {shown[0]}\n  + {shown[1]}"
            self.say(place, fault)

    def check(self, text, like=None):
        """What is wrong with a programme, or None."""
        with tempfile.TemporaryDirectory() as folder:
            if like:
                shutil.copytree(like.parent, Path(folder) / "p")
            else:
                (Path(folder) / "p").mkdir()
            file = Path(folder) / "p" / (like.name if like else "main.eq")
            file.write_text(text, encoding="utf-8")
            status, out = self.run(f"equate check p/{file.name}", cwd=folder)
        return f"does not pass `equate check`:\n{out}" if status else None

    def programme(self, place, mark, text):
        what, _, path = (mark or "").partition(": ")
        file = ROOT / path
        if what == "a sketch":
            return
        if what in ("file", "part of", "added to") and not file.is_file():
            return self.say(place, f"there is no file {path}")
        if what == "file":
            fault = None if file.read_text(encoding="utf-8") == text else f"is not {path} as it stands"
        elif what == "part of":
            fault = None if f"\n{text}" in "\n" + file.read_text(encoding="utf-8") else f"does not stand in {path}"
        elif what == "added to":
            fault = self.check(file.read_text(encoding="utf-8") + "\n" + text, like=file)
        else:
            fault = self.check(text)
        self.say(place, fault)

    def page(self, path):
        text = path.read_text(encoding="utf-8")
        for block in BLOCK.finditer(text):
            place = f"{path.relative_to(ROOT)}:{text.count(chr(10), 0, block.start('kind')) + 1}"
            if block["kind"] == "console":
                self.console(place, block["text"], self.folder(block["mark"]))
            elif block["kind"] in ("equate", "csv"):
                self.programme(place, block["mark"], block["text"])
        for link in LINK.findall(re.sub(r"^```.*?^```$", "", text, flags=re.M | re.S)):
            if "://" not in link:
                there = (path.parent / link).exists()
                self.say(path.relative_to(ROOT), None if there else f"there is no {link} to link to")

    def canonical(self, path):
        status, out = self.run(f"equate fmt --check {path.relative_to(ROOT)}")
        self.say(path.relative_to(ROOT), f"its layout is not that of `equate fmt`:\n{out}" if status else None)

    def made(self):
        done = subprocess.run([sys.executable, ROOT / "tests/docs/pages", "--check"], stdout=subprocess.PIPE, text=True, check=False)
        self.say("tests/docs/pages", done.stdout if done.returncode else None)

    def coverage(self, equate):
        done = subprocess.run([sys.executable, ROOT / "tests/docs/coverage", Path(equate).resolve()], stdout=subprocess.PIPE, text=True, check=False)
        for line in done.stdout.splitlines()[:-1]:
            self.say("tests/docs/coverage", line)
        self.passed += int(re.search(r"(\d+) passed", done.stdout)[1])


def main(equate, write):
    documents = Documents(equate)
    for path in [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]:
        if write:
            documents.write(path)
        documents.page(path)
    for path in sorted([*ROOT.glob("examples/**/*.eq"), *ROOT.glob("docs/examples/**/*.eq"), *ROOT.glob("src/cli/new/**/*.eq")]):
        documents.canonical(path)
    documents.made()
    documents.coverage(equate)
    print(f"docs: {documents.passed} passed, {documents.failed} failed")
    return 1 if documents.failed else 0


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit("usage: run.py PATH-OF-EQUATE [--write]")
    sys.exit(main(sys.argv[1], "--write" in sys.argv[2:]))
