#!/usr/bin/env python3
"""Writes the tables of named character references that entities.c reads.

    python3 src/entities.py full  > src/entities_table.h
    python3 src/entities.py html4 > src/entities_html4_table.h

The names come from Python's own copy of the standard's list.  They are
front-coded, one entry a name without its ';':

    pieces   1 byte each   numbers of the pieces that the letters which differ
                           from the entry before are made of; one number from
                           ENTITY_ENDING up is the last
    value    1 byte        distance from the window's begin
    tail     1 byte        bits 4-7: window; bits 0-3: letters that the next
                           entry shares with this one
    more     0 or 1 byte   where those are 15: how many beyond 15

Names that begin alike lie together.  Of the letters that one such begin goes
on with, the one that most often stands behind its last letter comes first
(the entry before goes on with it: it makes a piece), the others are sorted.

The index says where the names of each first letter begin ('A' to 'Z', then
'a' to 'z'; 0: there are none); that letter counts as shared and is not
stored.  The last name of a letter shares 0 letters with the next.

A piece is one or more letters, the last one with bit 7 set.  The pieces are
chosen here, greedily, so that they and the names become small.  They are
found by an index of every PIECE_STEP-th.

A window is 256 code points, its begin stands halved.  Those of window 0 are
the names that are also recognised without the ';'.  Where there are pairs of
code points, the last window is of the rare: their value is an index of 16
bits each, 4 bits for the kind (upper bits of the first code point, and the
second one or 0) and 12 for the rest of the first.
"""
import heapq
import sys
from collections import Counter
from html.entities import html5, name2codepoint

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
LAST_LETTER = 0x80
PIECES = 256
PIECE_MAX = 14
PIECE_STEP = 4
WINDOWS = 16
END = ";"  # of a text that has to be cut into pieces


# ---- names ----

def in_order(names):
    """The names as their entries stand."""
    names = set(names)
    goes_on = {}
    twos = Counter()
    for name in names:
        twos.update(zip(name, name[1:]))
        for i in range(len(name)):
            goes_on.setdefault(name[:i], set()).add(name[i])

    def walk(begin):
        if begin in names:
            yield begin
        letters = sorted(goes_on.get(begin, ()))
        if begin and letters and begin not in names:
            # The entry goes on with it: it should make a piece.
            usual = max(letters, key=lambda c: twos[begin[-1], c])
            letters.remove(usual)
            letters.insert(0, usual)
        for letter in letters:
            yield from walk(begin + letter)

    return walk("")


def shared_letters(a, b):
    n = 0
    while n < min(len(a), len(b)) and a[n] == b[n]:
        n += 1
    return n


def front_coded(names):
    """(name, letters shared with the one before, the others) in order."""
    before = ""
    for name in in_order(names):
        if name[0] != before[:1]:
            before = name[0]
        shared = shared_letters(before, name)
        yield name, shared, name[shared:]
        before = name


# ---- pieces: those that end a text hold its END ----

def cut(text, pieces):
    """The least pieces that the text can be cut into."""
    best = [[]] + [None] * len(text)
    for i in range(len(text)):
        begin = best[i]
        if begin is None:
            continue
        for j in range(i + 1, min(len(text), i + PIECE_MAX) + 1):
            if (best[j] is None or len(begin) + 1 < len(best[j])) \
                    and text[i:j] in pieces:
                best[j] = begin + [text[i:j]]
    return best[-1]


def parts(text):
    """What could be a piece of the text."""
    return {text[i:j] for i in range(len(text))
            for j in range(i + 1, min(len(text), i + PIECE_MAX) + 1)} - {END}


def add_pieces(pieces, uses):
    """Up to PIECES of them, always the one that saves the most."""
    where = {}
    for text in uses:
        for part in parts(text):
            where.setdefault(part, []).append(text)
    count = {text: len(cut(text, pieces)) for text in uses}

    def gain(piece):
        more = pieces | {piece}
        return sum(uses[text] * (count[text] - len(cut(text, more)))
                   for text in where[piece]) - len(piece.rstrip(END))

    queue = [(-gain(part), part) for part in sorted(set(where) - pieces)
             if sum(uses[text] for text in where[part]) > 2]
    heapq.heapify(queue)
    while queue and len(pieces) < PIECES:
        piece = heapq.heappop(queue)[1]
        now = gain(piece)
        if queue and now < -queue[0][0]:
            heapq.heappush(queue, (-now, piece))
            continue
        if now <= 0:
            break
        pieces.add(piece)
        for text in where[piece]:
            count[text] = len(cut(text, pieces))


def choose_pieces(texts):
    """How often each is used."""
    uses = Counter(texts)
    pieces = {text[-2:] for text in uses} | {c for t in uses for c in t[:-2]}
    while True:
        add_pieces(pieces, uses)
        used = Counter()
        for text in uses:
            for piece in cut(text, pieces):
                used[piece] += uses[text]
        if len(used) == len(pieces):
            return used
        # Those that others have taken the place of make room.
        pieces = set(used)


def numbered(used):
    """The pieces in their order, and which is the first of those that end.
    Those used most come soon behind a place in the index."""
    order, first = [None] * len(used), 0
    for ending in False, True:
        some = sorted((p for p in used if p.endswith(END) == ending),
                      key=lambda p: (-used[p], p))
        places = sorted(range(first, first + len(some)),
                        key=lambda i: i % PIECE_STEP)
        for place, piece in zip(places, some):
            order[place] = piece
        if not ending:
            first = len(some)
    return order, first


# ---- values ----

def choose_windows(points):
    """The begins of windows that hold those points."""
    begins = []
    for point in sorted(points):
        if not begins or point >= begins[-1] + 256:
            begins.append(point & ~1)
    return begins


class Values:
    def __init__(self, names):
        texts = {name: html5[name + ";"] for name in names}
        single = {ord(t) for n, t in texts.items()
                  if len(t) == 1 and n not in html5}
        begins = choose_windows(single)
        self.rare = sorted({t for t in texts.values() if len(t) > 1})
        if self.rare:
            # The windows that hold the fewest have to go.
            begins.sort(key=lambda b: len([p for p in single
                                           if b <= p < b + 256]))
            kept = sorted(begins[-(WINDOWS - 2):])
            self.rare += [chr(p) for p in sorted(single)
                          if not any(b <= p < b + 256 for b in kept)]
            begins = kept
        self.windows = [0] + begins
        assert len(self.windows) <= WINDOWS and len(self.rare) <= 256
        self.kinds = sorted({self.kind(text) for text in self.rare})

    @staticmethod
    def kind(text):
        return ord(text[0]) & 0xF000, ord(text[1]) if text[1:] else 0

    def rows(self):
        return [self.kinds.index(self.kind(text)) << 12
                | ord(text[0]) & 0x0FFF for text in self.rare]

    def encode(self, name):
        """The window and the distance from its begin."""
        text = html5[name + ";"]
        if text in self.rare:
            return WINDOWS - 1, self.rare.index(text)
        window = 0
        if name not in html5:
            window = max(i for i, begin in enumerate(self.windows)
                         if i > 0 and begin <= ord(text))
        distance = ord(text) - self.windows[window]
        assert 0 <= distance < 256
        return window, distance


# ---- the table ----

def encode(names, values):
    """The index, the bytes of the entries, the pieces and their number
    of those that do not end."""
    rows = list(front_coded(names))
    used = choose_pieces([rest + END for _, _, rest in rows])
    order, ending = numbered(used)
    number = {piece: i for i, piece in enumerate(order)}
    index, data = dict.fromkeys(LETTERS, 0), bytearray(1)
    for i, (name, shared, rest) in enumerate(rows):
        if i == 0 or name[0] != rows[i - 1][0][0]:
            index[name[0]] = len(data)
        data += bytes(number[p] for p in cut(rest + END, used))
        window, distance = values.encode(name)
        data.append(distance)
        after = rows[i + 1] if i + 1 < len(rows) else None
        shared = after[1] if after and after[0][0] == name[0] else 0
        data.append(window << 4 | min(shared, 15))
        if shared >= 15:
            data.append(shared - 15)
    return list(index.values()), data, order, ending


def spelled(order):
    """The index of the pieces and their letters."""
    index, letters = [], bytearray(1)
    for i, piece in enumerate(order):
        if i % PIECE_STEP == 0:
            index.append(len(letters))
        letters += piece.rstrip(END).encode("ascii")
        letters[-1] |= LAST_LETTER
    return index, letters


def table(kind, name, values, form="%d", columns=10):
    print(f"\nstatic const {kind} entity_{name}[{len(values)}] GALLEY_FLASH"
          " = {")
    for i in range(0, len(values), columns):
        print("    " + ", ".join(form % v for v in values[i:i + columns])
              + ",")
    print("};")


def main():
    if sys.argv[1:] not in (["full"], ["html4"]):
        sys.exit("usage: entities.py full|html4")
    names = name2codepoint if sys.argv[1] == "html4" else \
        {name.rstrip(";") for name in html5}
    values = Values(names)
    index, data, order, ending = encode(names, values)
    piece_index, letters = spelled(order)
    kinds = [point for kind in values.kinds for point in kind]
    size = len(data) + len(letters) + 2 * (
        len(index) + len(piece_index) + len(values.windows)
        + len(values.rare) + len(kinds))
    bare = sum(name in html5 for name in names)
    print(f"""\
/* SPDX-License-Identifier: MIT */
/*
 * Generated by entities.py: do not edit.  {len(names)} names (each with its
 * ';'; {bare} of them also without), {size} bytes.
 */
#define ENTITY_ENDING {ending}
#define ENTITY_STEP {PIECE_STEP}
#define ENTITY_RARE {len(values.rare)}""")
    table("uint16_t", "index", index)
    table("uint8_t", "bytes", data, columns=15)
    table("uint16_t", "piece_index", piece_index)
    table("uint8_t", "pieces", letters, columns=15)
    table("uint16_t", "windows", [b // 2 for b in values.windows], "0x%04X", 8)
    if values.rare:
        table("uint16_t", "rare", values.rows(), "0x%04X", 8)
        table("uint16_t", "kinds", kinds, "0x%04X", 8)


main()
