#!/bin/bash
# Runs the command's cases: EQUATE=build/equate tests/cli/run.sh [case...]
#
# A case is a folder with
#   cmd      one line of bash, in which `equate` is the command under test
#   out err  what it must print on standard output and standard error; nothing where there is no file
#   status   its exit status; 0 where there is no file
#   setup    bash, run first, for inputs that are made rather than kept
# and its inputs. Each runs in a copy of its folder, so that nothing is left behind.
set -u
here=$(cd "$(dirname "$0")" && pwd)
equate=$(realpath "${EQUATE:?the path of the command under test}") || exit 2
work=$(mktemp -d) || exit 2
trap 'rm -rf "$work"' EXIT
mkdir "$work/bin" && ln -s "$equate" "$work/bin/equate"
export PATH="$work/bin:$PATH" NO_COLOR=1 LC_ALL=C.UTF-8
unset COLUMNS

passed=0 failed=0
[ $# -gt 0 ] || set -- $(cd "$here" && ls -d */)
for name; do
	name=${name%/} case=$here/${name%/} copy=$work/case ok=1
	rm -rf "$copy" && cp -RL "$case" "$copy" || exit 2
	cd "$copy" && rm -f out err status
	if [ -f setup ] && ! bash -eu setup; then
		echo "$name: its setup failed"
		failed=$((failed + 1))
		continue
	fi
	timeout 60 bash cmd >"$work/out" 2>"$work/err" </dev/null
	echo $? >"$work/status"
	for what in out err status; do
		want=$case/$what
		if [ ! -e "$want" ]; then
			want=$work/want
			[ $what = status ] && echo 0 >"$want" || : >"$want"
		fi
		if ! cmp -s "$want" "$work/$what"; then
			echo "$name: $what differs (- expected, + got)"
			diff -u "$want" "$work/$what" | tail -n +3 | head -60
			ok=0
		fi
	done
	[ $ok = 1 ] && passed=$((passed + 1)) || failed=$((failed + 1))
done
echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
