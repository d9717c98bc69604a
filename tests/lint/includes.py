"""Checks that every folder of src/ includes only itself and the folders before it in ORDER.

Data flows one way through the stages, and so does knowledge: this is what keeps it so. The command
line stands apart: it uses the public interface and nothing else.
"""

import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
ORDER = ["base", "number", "time", "syntax", "model", "code", "vm", "data", "engine", "report", "review", "api", "cli"]
GENERATED = {"tokens.h": "syntax", "new.inc": "cli"}
INCLUDE = re.compile(r'^\s*#\s*include\s+"([^"]+)"', re.MULTILINE)


def faults(path):
    folder = "syntax" if path.parent.name == "grammar" else path.relative_to(ROOT / "src").parts[0]
    if folder not in ORDER:
        yield f"{folder}/ is not in the list of folders in {Path(__file__).name}"
        return
    for name in INCLUDE.findall(path.read_text(encoding="utf-8")):
        of, slash, _ = name.partition("/")
        if name == "equate.h":
            if folder not in ("api", "cli"):
                yield f'includes "{name}", which is for api/ and cli/'
        elif not slash:
            beside = path.with_name(name).exists()
            if not beside and GENERATED.get(name) != folder:
                yield f'includes "{name}", which does not say its folder'
        elif folder == "cli":
            yield f'includes "{name}": the command line uses equate.h and nothing else'
        elif of in ORDER and ORDER.index(of) > ORDER.index(folder):
            yield f'includes "{name}": {folder}/ stands before {of}/'


def main():
    files = sorted(p for p in (ROOT / "src").rglob("*") if p.suffix in (".c", ".h", ".inc", ".def"))
    files += sorted((ROOT / "grammar").iterdir())
    bad = [f"{p.relative_to(ROOT)}: {fault}" for p in files for fault in faults(p)]
    for line in bad:
        print(line)
    print(f"includes: {len(files)} files, {len(bad)} that look the wrong way")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
