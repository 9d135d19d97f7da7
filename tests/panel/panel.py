#!/usr/bin/env python3
"""A model of two families of e-paper controllers.

    panel.py --panel=NAME [--png=PREFIX] STREAM

Reads the stream that port/epaper/wire.h defines (commands, data, waits and
resets), does what the controller would do, complains about everything that
its data sheet forbids, and keeps the image of every refresh: PREFIX1.png, ...
Complaints go to standard output, one a line; the exit status is 1 if there
are any.

UC8179: UltraChip's data sheet; SSD1680, SSD1681: Solomon Systech's, command
table and typical operating sequence.
"""
import struct
import sys
import zlib

RESET, COMMAND, DATA, WAIT = 0xc0, 0xc1, 0xc2, 0xc3


def records(stream):
    """(offset, what, value) of each record of a stream."""
    at = 0
    while at < len(stream):
        what, start = stream[at], at
        at += 1
        if what == RESET:
            yield start, RESET, None
            continue
        if what not in (COMMAND, DATA, WAIT):
            yield start, None, 'no record begins with 0x%02x' % what
            return
        if at == len(stream):
            yield start, None, 'the stream ends inside a record'
            return
        value = stream[at]
        at += 1
        if what == DATA:
            value = stream[at:at + value]
            at += stream[at - 1]
            if at > len(stream) or not value:
                yield start, None, 'a data record is cut or empty'
                return
        yield start, what, value


class Image:
    """A one-bit image, 1 is white; rows of whole bytes."""

    def __init__(self, width, height, rows):
        self.width, self.height, self.rows = width, height, rows

    def turned(self):
        """The page of a turned panel: row y, column x is the panel's source
        y, gate height-1-x."""
        out = []
        for y in range(self.width):
            bits = [self.rows[self.height - 1 - x][y // 8] >> (7 - y % 8) & 1
                    for x in range(self.height)]
            bits += [1] * (-len(bits) % 8)
            out.append(bytes(int(''.join(map(str, bits[i:i + 8])), 2)
                             for i in range(0, len(bits), 8)))
        return Image(self.height, self.width, out)

    def clean(self):
        """The rows with the bits beyond the width white."""
        pad = (1 << -self.width % 8) - 1
        return [row[:-1] + bytes([row[-1] | pad]) for row in self.rows]

    def png(self):
        def chunk(kind, data):
            return (struct.pack('>I', len(data)) + kind + data +
                    struct.pack('>I', zlib.crc32(kind + data)))
        head = struct.pack('>IIBBBBB', self.width, self.height, 1, 0, 0, 0, 0)
        data = b''.join(b'\0' + row for row in self.clean())
        return (b'\x89PNG\r\n\x1a\n' + chunk(b'IHDR', head) +
                chunk(b'IDAT', zlib.compress(data, 9)) + chunk(b'IEND', b''))


class Controller:
    """What both families share: one command at a time, its data, BUSY."""

    COUNTS = {}      # command: bytes of data it takes, None: any number
    BUSY_LEVEL = 0
    WHILE_BUSY = ()  # commands that may come while busy

    def __init__(self, width, height):
        self.width, self.height = width, height
        self.complaints, self.images = [], []
        self.offset = 0
        self.awake = False
        self.asleep = False
        self.busy = None
        self.command = None
        self.got = b''
        self.start()

    def complain(self, text):
        self.complaints.append('byte %d: %s' % (self.offset, text))

    def name(self):
        return 'command 0x%02x' % self.command

    def feed(self, stream):
        for self.offset, what, value in records(stream):
            if what is None:
                self.complain(value)
                return
            if what == RESET:
                self.end_command()
                self.awake, self.asleep, self.busy = True, False, None
                self.command = None
                self.start()
            elif what == WAIT:
                self.waited(value)
            elif what == COMMAND:
                self.begin_command(value)
            else:
                self.take(value)

    def finish(self):
        self.end_command()
        if self.busy:
            self.complain('the stream ends without a wait for ' + self.busy)

    def waited(self, level):
        self.end_command()
        if level != self.BUSY_LEVEL:
            self.complain('waits while BUSY is %d, but %d is busy' %
                          (level, self.BUSY_LEVEL))
        else:
            self.busy = None

    def begin_command(self, code):
        self.end_command()
        self.command, self.got = code, b''
        if not self.awake:
            self.complain(self.name() + ' before a reset')
        elif self.asleep:
            self.complain(self.name() + ' in deep sleep: only a reset wakes')
        if self.busy and code not in self.WHILE_BUSY:
            self.complain('%s while busy with %s' % (self.name(), self.busy))
        if code not in self.COUNTS:
            self.complain('unknown ' + self.name())
            return
        self.check(code)
        if self.COUNTS[code] == 0:
            self.act(code, b'')

    def take(self, data):
        if self.busy:
            self.complain('data while busy with ' + self.busy)
        if self.command is None:
            self.complain('data without a command')
        elif self.command in self.COUNTS:
            count = self.COUNTS[self.command]
            if count is None:
                self.write(self.command, data)
                return
            had = len(self.got)
            self.got += data
            if len(self.got) > count:
                if had <= count:
                    self.complain('%s takes %d bytes of data' %
                                  (self.name(), count))
            elif len(self.got) == count:
                self.act(self.command, self.got)

    def end_command(self):
        if self.command is None or self.command not in self.COUNTS:
            self.command = None
            return
        count = self.COUNTS[self.command]
        if count is not None and len(self.got) < count:
            self.complain('%s has %d of %d bytes of data' %
                          (self.name(), len(self.got), count))
        if count is None:
            self.written(self.command)
        self.command = None

    def show(self, ram):
        self.images.append(Image(self.width, self.height,
                                 [bytes(row) for row in ram]))

    def check(self, code):
        """What the state must be for this command to come."""

    def written(self, code):
        """The data of a RAM command has ended."""


class Uc8179(Controller):
    COUNTS = {0x00: 1, 0x01: 4, 0x02: 0, 0x03: 1, 0x04: 0, 0x06: 4, 0x07: 1,
              0x10: None, 0x11: 0, 0x12: 0, 0x13: None, 0x15: 1, 0x30: 1,
              0x41: 1, 0x50: 2, 0x52: 1, 0x60: 1, 0x61: 4, 0x65: 4, 0x71: 0,
              0x82: 1, 0x90: 9, 0x91: 0, 0x92: 0, 0xe0: 1, 0xe3: 1, 0xe5: 1}
    BUSY_LEVEL = 0
    WHILE_BUSY = (0x71,)
    OLD, NEW = 0x10, 0x13

    def start(self):
        self.power = False
        self.kw = False
        self.white = 1
        self.size = None
        self.partial = False
        self.window = None
        stride = (self.width + 7) // 8
        self.ram = {code: [bytearray(stride) for _ in range(self.height)]
                    for code in (self.OLD, self.NEW)}
        self.known = {code: [bytearray(stride) for _ in range(self.height)]
                      for code in self.ram}
        self.shown = [bytearray(b'\xff' * stride) for _ in range(self.height)]
        self.begin_write()

    def begin_write(self):
        self.place = 0
        self.over = False

    def area(self):
        """First and last byte, first and last row that data goes to."""
        if self.partial and self.window:
            return self.window
        return 0, (self.width + 7) // 8 - 1, 0, self.height - 1

    def check(self, code):
        if code in self.ram:
            self.begin_write()
            if self.size is None:
                self.complain(self.name() + ' before the resolution is set')
            if self.partial and self.window is None:
                self.complain(self.name() + ' in partial mode, no window set')
        if code == 0x12:
            if not self.power:
                self.complain('refresh before power on')
            if not self.kw:
                self.complain('refresh with the panel set to red mode')
            if any(0 in row for rows in self.known.values()
                   for row in rows) and not self.partial:
                self.complain('refresh of an image that is not all written')
        if code == 0x04 and self.power:
            self.complain('power on while it is on')
        if code == 0x02 and not self.power:
            self.complain('power off while it is off')

    def act(self, code, data):
        if code == 0x00:
            self.kw = bool(data[0] & 0x10)
            if not data[0] & 0x01:
                self.start()
        elif code == 0x04:
            self.power, self.busy = True, 'power on'
        elif code == 0x02:
            self.power, self.busy = False, 'power off'
        elif code == 0x12:
            self.busy = 'refresh'
            self.refresh()
        elif code == 0x07:
            if data[0] != 0xa5:
                self.complain('deep sleep without its check code')
            elif self.power:
                self.complain('deep sleep before power off')
            else:
                self.asleep = True
        elif code == 0x50:
            self.white = data[0] & 1
        elif code == 0x61:
            self.size = struct.unpack('>HH', data)
            if self.size != (self.width, self.height):
                self.complain('resolution %dx%d on a panel of %dx%d' %
                              (self.size + (self.width, self.height)))
        elif code == 0x90:
            self.set_window(data)
        elif code == 0x91:
            self.partial = True
        elif code == 0x92:
            self.partial = False

    def refresh(self):
        """In partial mode only the window changes."""
        flip = 0x00 if self.white else 0xff
        first, last, top, bottom = self.area()
        for y in range(top, bottom + 1):
            self.shown[y][first:last + 1] = bytes(
                b ^ flip for b in self.ram[self.NEW][y][first:last + 1])
        self.show(self.shown)

    def set_window(self, data):
        left, right, top, bottom = struct.unpack('>4H', data[:8])
        self.window = None
        if left & 7 or right & 7 != 7:
            self.complain('window %d to %d: not on whole bytes' %
                          (left, right))
        elif left > right or top > bottom:
            self.complain('window ends before it begins')
        elif right >= (self.width + 7) // 8 * 8 or bottom >= self.height:
            self.complain('window outside the resolution')
        else:
            self.window = (left // 8, right // 8, top, bottom)

    def write(self, code, data):
        first, last, top, bottom = self.area()
        across = last - first + 1
        while data:
            row, column = divmod(self.place, across)
            if top + row > bottom:
                if not self.over:
                    self.complain('%s writes outside the window' %
                                  self.name())
                self.over = True
                return
            part, data = data[:across - column], data[across - column:]
            where = slice(first + column, first + column + len(part))
            self.ram[code][top + row][where] = part
            self.known[code][top + row][where] = b'\1' * len(part)
            self.place += len(part)

    def written(self, code):
        first, last, top, bottom = self.area()
        if self.place < (last - first + 1) * (bottom - top + 1):
            self.complain('%s ends before its window is full' % self.name())

    def finish(self):
        super().finish()
        if self.power:
            self.complain('the stream ends with the power on')


class Ssd168x(Controller):
    COUNTS = {0x01: 3, 0x03: 1, 0x04: 3, 0x0c: 4, 0x10: 1, 0x11: 1, 0x12: 0,
              0x18: 1, 0x1a: 2, 0x20: 0, 0x21: 2, 0x22: 1, 0x24: None,
              0x26: None, 0x2c: 1, 0x32: 153, 0x37: 10, 0x3c: 1, 0x44: 2,
              0x45: 4, 0x4e: 1, 0x4f: 2, 0x7f: 0}
    BUSY_LEVEL = 1
    BW, RED = 0x24, 0x26
    SOURCES, GATES = 176, 296

    def start(self):
        self.known = {self.BW: set(), self.RED: set()}
        stride = self.SOURCES // 8
        self.ram = {code: [bytearray(stride) for _ in range(self.GATES)]
                    for code in self.known}
        self.soft = False
        self.defaults()

    def defaults(self):
        """The registers at power on."""
        self.entry = 0x03
        self.xs, self.xe = 0, self.SOURCES // 8 - 1
        self.ys, self.ye = 0, self.GATES - 1
        self.x = self.y = 0
        self.mux = None
        self.bypass = False
        self.update = None
        self.power = False
        self.done = self.over = False

    def check(self, code):
        if code != 0x12 and not self.soft:
            self.complain(self.name() + ' before the software reset')
        if code == 0x20:
            self.check_refresh()
        if code in self.ram:
            self.begin_write()

    def begin_write(self):
        self.done = self.over = False
        x, y = sorted((self.xs, self.xe)), sorted((self.ys, self.ye))
        if (self.xs > self.xe) == bool(self.entry & 1) and self.xs != self.xe:
            self.complain('the X window runs against the entry mode')
        if (self.ys > self.ye) == bool(self.entry & 2) and self.ys != self.ye:
            self.complain('the Y window runs against the entry mode')
        if not x[0] <= self.x <= x[1] or not y[0] <= self.y <= y[1]:
            self.complain('the address counter is outside the window')

    def check_refresh(self):
        if self.update is None:
            self.complain('activation before an update sequence is set')
            return
        if not self.update & 0x04:
            return
        if not self.power and self.update & 0xc0 != 0xc0:
            self.complain('refresh before power on')
        if self.mux != self.height - 1:
            self.complain('refresh with %s gates, the panel has %d' %
                          (None if self.mux is None else self.mux + 1,
                           self.height))
        need = {(x, y) for x in range((self.width + 7) // 8)
                for y in range(self.height)}
        if not need <= self.known[self.BW]:
            self.complain('refresh of an image that is not all written')
        if not self.bypass and not need <= self.known[self.RED]:
            self.complain('refresh reads red RAM that was not written')

    def act(self, code, data):
        if code == 0x12:
            self.soft, self.busy = True, 'software reset'
            self.defaults()
        elif code == 0x01:
            self.mux = data[0] | (data[1] & 1) << 8
        elif code == 0x10:
            self.asleep = bool(data[0] & 3)
        elif code == 0x11:
            self.entry = data[0] & 7
        elif code == 0x21:
            self.bypass = data[0] >> 4 == 4
        elif code == 0x22:
            self.update = data[0]
        elif code == 0x20:
            self.activate()
        elif code == 0x44:
            self.xs, self.xe = data[0] & 0x3f, data[1] & 0x3f
            if max(self.xs, self.xe) >= self.SOURCES // 8:
                self.complain('X window outside the RAM')
        elif code == 0x45:
            self.ys, self.ye = (v & 0x1ff for v in struct.unpack('<HH', data))
            if max(self.ys, self.ye) >= self.GATES:
                self.complain('Y window outside the RAM')
        elif code == 0x4e:
            self.x = data[0] & 0x3f
        elif code == 0x4f:
            self.y = struct.unpack('<H', data)[0] & 0x1ff

    def activate(self):
        self.busy = 'activation'
        if self.update is None:
            return
        if self.update & 0x04:
            stride = (self.width + 7) // 8
            self.show([row[:stride] for row in
                       self.ram[self.BW][:self.height]])
        self.power = bool(self.update & 0x40) and not self.update & 0x02

    def write(self, code, data):
        for byte in data:
            if self.done:
                if not self.over:
                    self.complain('%s writes outside the window' %
                                  self.name())
                self.over = True
                return
            if self.x < self.SOURCES // 8 and self.y < self.GATES:
                self.ram[code][self.y][self.x] = byte
                self.known[code].add((self.x, self.y))
            self.step()

    def step(self):
        """Moves the counter; the window's end wraps to its start."""
        gate_first = self.entry & 4
        for axis in ('y', 'x') if gate_first else ('x', 'y'):
            start, end = getattr(self, axis + 's'), getattr(self, axis + 'e')
            now = getattr(self, axis)
            if now != end:
                up = self.entry & (1 if axis == 'x' else 2)
                wrap = 0x3f if axis == 'x' else 0x1ff
                setattr(self, axis, now + (1 if up else -1) & wrap)
                return
            setattr(self, axis, start)
        self.done = True

    def finish(self):
        super().finish()
        if self.power:
            self.complain('the stream ends with the power on')


class Ssd1681(Ssd168x):
    SOURCES, GATES = 200, 200


PANELS = {
    'uc8179': (Uc8179, 800, 480, False),
    'uc8179-turned': (Uc8179, 800, 480, True),
    'ssd1680': (Ssd168x, 122, 250, False),
    'ssd1680-turned': (Ssd168x, 122, 250, True),
    'ssd1680-296': (Ssd168x, 128, 296, True),
    'ssd1681': (Ssd1681, 200, 200, False),
}


def run(name, stream):
    """The images of a stream as pages, and the complaints."""
    kind, width, height, turned = PANELS[name]
    model = kind(width, height)
    model.feed(stream)
    model.finish()
    images = [i.turned() if turned else i for i in model.images]
    return images, model.complaints


def main(arguments):
    name, prefix, files = 'uc8179', None, []
    for argument in arguments:
        if argument.startswith('--panel='):
            name = argument[8:]
        elif argument.startswith('--png='):
            prefix = argument[6:]
        else:
            files.append(argument)
    if len(files) != 1 or name not in PANELS:
        sys.stderr.write(__doc__)
        return 64
    with open(files[0], 'rb') as file:
        images, complaints = run(name, file.read())
    for complaint in complaints:
        print(complaint)
    for number, image in enumerate(images, 1):
        if prefix is not None:
            with open('%s%d.png' % (prefix, number), 'wb') as file:
                file.write(image.png())
    return 1 if complaints or not images else 0


if __name__ == '__main__':
    try:
        sys.exit(main(sys.argv[1:]))
    except OSError as error:
        sys.exit('panel.py: %s' % error)
