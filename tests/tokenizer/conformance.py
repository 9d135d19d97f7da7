#!/usr/bin/env python3
"""Turns the html5lib tokenizer tests into lines for conformance.c.

    conformance.py DIRECTORY [OVERLAY [--html4]] > tests.txt

With --html4, tests that need a name beyond HTML 4's are left out.

A line is: state number, last start tag, input, expected tokens, name of the
test, separated by tabs; the middle three in hexadecimal.  The tokens are
written as stages.h says.  A first line "skip N REASON" counts what is left
out.

A lone surrogate, which UTF-8 cannot hold, is written as the three bytes that
it would have (WTF-8), in the input and in the output: the tokenizer passes
such bytes through.  Attributes are compared in the order of the test's file.
"""
import glob
import json
import os
import re
import sys
from html.entities import html5, name2codepoint

STATES = {
    "Data state": 0,
    "RCDATA state": 1,
    "RAWTEXT state": 2,
    "Script data state": 3,
    "PLAINTEXT state": 4,
    "CDATA section state": 5,
}


def unescaped(value):
    """The second \\uXXXX layer of a doubleEscaped test, everywhere."""
    if isinstance(value, str):
        return json.loads('"%s"' % value.replace('"', '\\"'))
    if isinstance(value, list):
        return [unescaped(v) for v in value]
    if isinstance(value, dict):
        return {unescaped(k): unescaped(v) for k, v in value.items()}
    return value


def encoded(text):
    # Two halves that JSON gave one by one are a character first.
    text = text.encode("utf-16-le", "surrogatepass") \
        .decode("utf-16-le", "surrogatepass")
    return text.encode("utf-8", "surrogatepass")


def joined(output):
    """The tokens with adjacent character tokens coalesced."""
    tokens = []
    for token in output:
        if token[0] == "Character" and tokens and \
                tokens[-1][0] == "Character":
            tokens[-1] = ["Character", tokens[-1][1] + token[1]]
        else:
            tokens.append(token)
    return tokens


def part(text):
    return (b"\xfd" if text is None else encoded(text)) + b"\xff"


def event(token):
    kind, rest = token[0], token[1:]
    if kind == "DOCTYPE":
        name, public, system, correct = rest
        return b"D" + part(name) + part(public) + part(system) + \
            (b"y" if correct else b"n")
    if kind == "StartTag":
        attributes = b"".join(part(k) + part(v) for k, v in rest[1].items())
        return b"S" + part(rest[0]) + attributes + \
            (b"/" if rest[2:] == [True] else b"")
    if kind == "EndTag":
        return b"E" + part(rest[0])
    if kind == "Comment":
        return b"M" + part(rest[0])
    if kind == "ProcessingInstruction":
        return b"P" + part(rest[0]) + part(rest[1])
    if kind == "Character":
        return b"C" + encoded(rest[0])
    raise SystemExit("unknown token: %r" % token)


def events(output):
    return b"".join(event(token) + b"\xfe" for token in joined(output))


def read(directory, overlay):
    """All runs, and the number of tests that are left out."""
    runs, skipped = [], 0
    used = set()
    for path in sorted(glob.glob(os.path.join(directory, "*.test"))):
        file = os.path.basename(path)
        with open(path, encoding="utf-8") as stream:
            content = json.load(stream)
        for test in content.get("tests", []):
            if test.get("doubleEscaped"):
                for key in ("input", "output"):
                    test[key] = unescaped(test[key])
            output = test["output"]
            key = (file, test["input"])
            if key in overlay:
                output = overlay[key]
                used.add(key)
            for state in test.get("initialStates", ["Data state"]):
                runs.append((STATES[state], test.get("lastStartTag", ""),
                             test["input"], output,
                             file + ": " + test["description"]))
        skipped += sum(len(t.get("initialStates", [1]))
                       for t in content.get("xmlViolationTests", []))
    unused = set(overlay) - used
    if unused:
        raise SystemExit("overlay entries that name no test: %r" % unused)
    return runs, skipped


def longest(names, text):
    """The longest name that the text begins with, or None."""
    return next((text[:size] for size in range(len(text), 0, -1)
                 if text[:size] in names), None)


def needs_full_names(text):
    """Is some reference another one, or none, with the names of HTML 4?"""
    names = {name for name in html5 if name.rstrip(";") in name2codepoint}
    return any(longest(html5, name) != longest(names, name)
               for name in re.findall("&([A-Za-z0-9]+;?)", text))


def main():
    arguments = sys.argv[1:]
    html4 = arguments[2:] == ["--html4"]
    if len(arguments) not in (1, 2) and not html4:
        sys.exit(__doc__)
    overlay = {}
    if len(arguments) > 1:
        with open(arguments[1], encoding="utf-8") as stream:
            for test in json.load(stream)["tests"]:
                overlay[test["file"], test["input"]] = test["output"]
    runs, skipped = read(arguments[0], overlay)
    print("skip", skipped, "xmlViolation: assumes an XML infoset")
    if html4:
        kept = [run for run in runs if not needs_full_names(run[2])]
        print("skip", len(runs) - len(kept), "a name beyond HTML 4's")
        runs = kept
    for state, last, text, output, name in runs:
        name = name.encode("ascii", "backslashreplace").decode()
        print(state, last.encode().hex(), encoded(text).hex(),
              events(output).hex(),
              name.replace("\t", " ").replace("\n", " "), sep="\t")


if __name__ == "__main__":
    main()
