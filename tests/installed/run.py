"""Installs into an empty folder, builds a small host program on what is there, and takes it away again.

    python3 tests/installed/run.py PATH-OF-EQUATE

The build folder is the one that the command stands in; `make` and a C compiler (CC) are used as the
build used them.
"""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PREFIX = "/opt/equate"
PLACES = [
    "bin/equate", "include/equate.h", "lib/libequate.a", "lib/pkgconfig/equate.pc", "share/man/man1/equate.1",
    "share/bash-completion/completions/equate", "share/zsh/site-functions/_equate", "share/fish/vendor_completions.d/equate.fish",
]
HOST = r"""#include <equate.h>
#include <stdio.h>
static int take(void *to, const char *bytes, size_t n) { return fwrite(bytes, 1, n, to) == n ? 0 : -1; }
int main(int argc, char **argv)
{
	equate_programme *p = equate_programme_new();
	equate_status status = equate_load(p, argc > 1 ? argv[1] : ".");
	if (status == EQUATE_OK && (status = equate_run(p, NULL)) == EQUATE_OK)
		status = equate_write_pack(p, EQUATE_JSON, take, stdout);
	fputs(equate_messages(p, 0), stderr);
	return equate_programme_free(p), (int)status;
}
"""


class Installed:
    def __init__(self, equate, folder):
        self.equate, self.folder = Path(equate).resolve(), Path(folder)
        self.passed = self.failed = 0

    def say(self, what, right, why=""):
        self.passed += bool(right)
        self.failed += not right
        if not right:
            print(f"FAIL {what}: {why}")

    def do(self, what, *command, env=None):
        done = subprocess.run([str(c) for c in command], cwd=ROOT, env={**os.environ, **(env or {})}, stdin=subprocess.DEVNULL,
                              stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False)
        output = done.stdout.decode("utf-8", "replace")
        self.say(what, done.returncode == 0, f"status {done.returncode}\n{output}")
        return output

    def make(self, target):
        # Nothing is built again: the folder is the one of the command under test.
        self.do(f"make {target}", "make", "-s", target, f"BUILD={self.equate.parent}", f"PREFIX={PREFIX}", f"DESTDIR={self.folder / 'to'}",
                env={"MAKEFLAGS": "", "MAKELEVEL": ""})

    def files(self):
        to = self.folder / "to"
        return sorted(str(p.relative_to(to)) for p in to.rglob("*") if not p.is_dir())

    def run(self):
        self.make("install")
        want = sorted(f"{PREFIX[1:]}/{p}" for p in PLACES)
        self.say("the installed files", self.files() == want, f"expected {want}, there are {self.files()}")
        if self.failed:
            return
        to = self.folder / "to"
        out = self.do("the installed command", to / PREFIX[1:] / "bin/equate", "run", "--format", "json", "examples/residential")
        host = self.folder / "host.c"
        host.write_text(HOST, encoding="utf-8")
        flags = self.do("pkg-config", "pkg-config", "--cflags", "--libs", "equate", env={
            "PKG_CONFIG_PATH": str(to / PREFIX[1:] / "lib/pkgconfig"), "PKG_CONFIG_SYSROOT_DIR": str(to)})
        sanitizers = ["-fsanitize=address,undefined"] if self.sanitized() else []
        self.do("the host program's build", os.environ.get("CC", "cc"), "-std=c11", "-Wall", "-Wextra", "-Werror", host, "-o",
                self.folder / "host", *flags.split(), *sanitizers)
        if not self.failed:
            self.say("the host program", self.do("the host program's run", self.folder / "host", "examples/residential") == out,
                     "prints another pack than the command")
        self.make("uninstall")
        self.say("what `make uninstall` leaves", not self.files(), str(self.files()))

    def sanitized(self):
        """Whether the library needs the sanitizers' own libraries."""
        return b"__asan_init" in (self.equate.parent / "libequate.a").read_bytes()


def main(equate):
    with tempfile.TemporaryDirectory() as folder:
        installed = Installed(equate, folder)
        installed.run()
    print(f"installed: {installed.passed} passed, {installed.failed} failed")
    return 1 if installed.failed else 0


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("usage: run.py PATH-OF-EQUATE")
    sys.exit(main(sys.argv[1]))
