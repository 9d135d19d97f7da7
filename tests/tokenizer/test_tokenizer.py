#!/usr/bin/env python3
"""The tokenizer, built in its variants (all; without the scan, or
its vectors; with the names of HTML 4; with few attributes), through conformance.c, grammar.c and limits.c;
and plain.c, with which it is compared, through conformance.c.

CC, CFLAGS, LDFLAGS and BUILD are those of make; $GALLEY_SHARED holds the
html5lib tests.
"""
import os
import shlex
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.normpath(os.path.join(HERE, "..", ".."))
sys.path.insert(0, os.path.join(HERE, "..", "harness"))
from checks import count, skip, summary  # noqa: E402

BUILD = os.path.join(ROOT, os.environ.get("BUILD", "build"), "tests",
                     "tokenizer")
SUITE = os.path.join(os.environ.get("GALLEY_SHARED",
                                    os.path.join(ROOT, "..", "shared")),
                     "html5lib-tests", "tokenizer")
VARIANTS = {
    "default": [],
    "no-scan": ["-DGALLEY_SCAN=0"],
    "words": ["-U__SSE2__", "-U__ARM_NEON"],
    "html4": ["-DGALLEY_ENTITIES_FULL=0"],
    "few-attributes": ["-DGALLEY_ATTRIBUTES=5"],
}
HARNESS = ["tests/harness/harness.c", "tests/harness/cuts.c",
           "tests/harness/stage_tokenizer.c"]
SOURCES = {
    "conformance": ["tests/tokenizer/conformance.c", *HARNESS,
                    "tests/tokenizer/plain.c", "src/tokenizer.c",
                    "src/entities.c", "src/references.c", "src/text.c"],
    "grammar": ["tests/tokenizer/grammar.c", "tests/harness/harness.c",
                "src/entities.c", "src/references.c", "src/text.c"],
    "limits": ["tests/tokenizer/limits.c", *HARNESS, "src/tokenizer.c",
               "src/references.c", "src/text.c"],
}


def flags(name):
    return shlex.split(os.environ.get(name, ""))


def built(program, variant):
    path = os.path.join(BUILD, program + "-" + variant)
    command = shlex.split(os.environ.get("CC", "cc"))
    subprocess.run([*command, "-std=c99", "-Iinclude", "-Itests",
                    "-I" + BUILD, *flags("CFLAGS"), *VARIANTS[variant],
                    *SOURCES[program], *flags("LDFLAGS"), "-o", path],
                   cwd=ROOT, check=True)
    return path


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
        skip("no %s for %s" % (SUITE, variant))
    return files


def main():
    os.makedirs(BUILD, exist_ok=True)
    written("names.h", os.path.join(HERE, "plain_names.py"))
    for variant in VARIANTS:
        names = "html4" if variant == "html4" else "full"
        program = built("conformance", variant)
        for path in tests_of(variant, names):
            count(program, path)
            if variant == "default":
                count(program, "--plain", path)
        count(built("grammar", variant), "src/tokenizer_grammar.h", cwd=ROOT)
        count(built("limits", variant))
    summary()


main()
