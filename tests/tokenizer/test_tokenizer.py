#!/usr/bin/env python3
"""The tokenizer, built in its variants (all; without the scan; with the names
of HTML 4; with few attributes), through conformance.c, grammar.c and limits.c.

CC, CFLAGS, LDFLAGS and BUILD are those of make; $GALLEY_SHARED holds the
html5lib tests.
"""
import os
import re
import shlex
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.normpath(os.path.join(HERE, "..", ".."))
BUILD = os.path.join(ROOT, os.environ.get("BUILD", "build"), "tests",
                     "tokenizer")
SUITE = os.path.join(os.environ.get("GALLEY_SHARED",
                                    os.path.join(ROOT, "..", "shared")),
                     "html5lib-tests", "tokenizer")
VARIANTS = {
    "default": [],
    "no-scan": ["-DGALLEY_SCAN=0"],
    "html4": ["-DGALLEY_ENTITIES_FULL=0"],
    "few-attributes": ["-DGALLEY_ATTRIBUTES=5"],
}
HARNESS = ["tests/harness/harness.c", "tests/harness/cuts.c",
           "tests/harness/stage_tokenizer.c"]
SOURCES = {
    "conformance": ["tests/tokenizer/conformance.c", *HARNESS,
                    "src/tokenizer.c", "src/entities.c",
                    "src/references.c"],
    "grammar": ["tests/tokenizer/grammar.c", "tests/harness/harness.c",
                "src/entities.c", "src/references.c"],
    "limits": ["tests/tokenizer/limits.c", *HARNESS, "src/tokenizer.c",
               "src/references.c"],
}
total = [0, 0, 0]


def flags(name):
    return shlex.split(os.environ.get(name, ""))


def built(program, variant):
    path = os.path.join(BUILD, program + "-" + variant)
    command = shlex.split(os.environ.get("CC", "cc"))
    subprocess.run([*command, "-std=c99", "-Iinclude", "-Itests",
                    *flags("CFLAGS"), *VARIANTS[variant], *SOURCES[program],
                    *flags("LDFLAGS"), "-o", path], cwd=ROOT, check=True)
    return path


def run(what, *command):
    done = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE,
                          stderr=subprocess.STDOUT)
    text = done.stdout.decode("utf-8", "replace")
    counts = re.search(r"^(\d+) passed, (\d+) failed(?:, (\d+) skipped)?$",
                       text, re.M)
    if not counts or (done.returncode != 0) != (int(counts[2]) > 0):
        total[1] += 1
        print("FAILED", what, "exit status", done.returncode)
        print(text)
        return
    # What conformance.c leaves out is out on every machine: nothing that
    # could be installed would bring it back.
    total[0] += int(counts[1])
    total[1] += int(counts[2])
    if done.returncode:
        print(what)
        print(text)


def written(name, *command):
    path = os.path.join(BUILD, name)
    with open(path, "wb") as stream:
        subprocess.run([sys.executable, *command], stdout=stream, check=True)
    return path


def tests_of(variant, names):
    """The files of tests for conformance.c."""
    files = [written("references-%s.txt" % names,
                     os.path.join(HERE, "references.py"), names)]
    if os.path.isdir(SUITE):
        files.append(written(
            "html5lib-%s.txt" % names, os.path.join(HERE, "conformance.py"),
            SUITE, os.path.join(HERE, "overlay.json"),
            *(["--html4"] if names == "html4" else [])))
    else:
        total[2] += 1
        print("skipped: no html5lib tests for", variant)
    return files


def main():
    os.makedirs(BUILD, exist_ok=True)
    for variant in VARIANTS:
        names = "html4" if variant == "html4" else "full"
        program = built("conformance", variant)
        for path in tests_of(variant, names):
            run("conformance " + variant, program, path)
        run("grammar " + variant, built("grammar", variant),
            "src/tokenizer_grammar.h")
        run("limits " + variant, built("limits", variant))
    print("%d passed, %d failed, %d skipped" % tuple(total))
    sys.exit(total[1] != 0)


main()
