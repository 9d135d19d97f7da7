"""The multi-byte decoders of the Encoding standard, step by step as it has
them: slow and plain, to compare the library with."""
import os
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)),
                                '..', '..', 'src'))
import multibyte  # noqa: E402

INDEX = {name: getattr(multibyte, name)() for name in (
    'gb18030', 'big5', 'euc_kr', 'jis0208', 'jis0212')}
RANGES = []
for left_out, follow in multibyte.ranges():
    before = RANGES[-1] if RANGES else (0, 0x80, 0)
    RANGES.append((before[0] + before[2],
                   before[1] + before[2] + left_out, follow))
END = None
MARKS = {1133: '\xCA\u0304', 1135: '\xCA\u030C', 1164: '\xEA\u0304',
         1166: '\xEA\u030C'}


class Error(Exception):
    """U+FFFD; the bytes in it are put back."""


def look_up(name, pointer):
    index = INDEX[name]
    return chr(index[pointer]) if index[pointer:pointer + 1] > [0] else None


def give(text, byte):
    """A character, or an error that puts back what is ASCII."""
    if text is None:
        raise Error(*[byte] if byte < 0x80 else [])
    return text


def within(byte, first, last):
    return byte is not END and first <= byte <= last


class Gb18030:
    def __init__(self):
        self.held = []

    def four(self, byte):
        first, second, *third = self.held
        if not third:
            if not within(byte, 0x81, 0xFE):
                self.held = []
                raise Error(second, byte)
            self.held.append(byte)
            return ''
        self.held = []
        if not within(byte, 0x30, 0x39):
            raise Error(second, *third, byte)
        pointer = (((first - 0x81) * 10 + second - 0x30) * 126
                   + third[0] - 0x81) * 10 + byte - 0x30
        if pointer == 7457:
            return '\uE7C7'
        if 39419 < pointer < 189000 or pointer > 1237575:
            raise Error()
        if pointer >= 189000:
            return chr(pointer - 189000 + 0x10000)
        start, code, _ = [r for r in RANGES if r[0] <= pointer][-1]
        return chr(code + pointer - start)

    def next(self, byte):
        if byte is END:
            if self.held:
                self.held = []
                raise Error()
            return END
        if len(self.held) > 1:
            return self.four(byte)
        if self.held:
            if within(byte, 0x30, 0x39):
                self.held.append(byte)
                return ''
            lead, text = self.held.pop(), None
            if within(byte, 0x40, 0x7E) or within(byte, 0x80, 0xFE):
                text = look_up('gb18030', (lead - 0x81) * 190 + byte
                               - (0x40 if byte < 0x7F else 0x41))
            return give(text, byte)
        if byte < 0x80:
            return chr(byte)
        if byte == 0x80:
            return '\u20AC'
        if byte == 0xFF:
            raise Error()
        self.held = [byte]
        return ''


class Pairs:
    """Those of which a lead byte is held."""

    def __init__(self):
        self.lead = 0

    def next(self, byte):
        lead, self.lead = self.lead, 0
        if byte is END:
            if lead:
                raise Error()
            return END
        if lead:
            return give(self.pair(lead, byte), byte)
        return self.single(byte)

    def single(self, byte):
        if byte < 0x80:
            return chr(byte)
        if within(byte, 0x81, 0xFE):
            self.lead = byte
            return ''
        raise Error()


class Big5(Pairs):
    def pair(self, lead, byte):
        if not (within(byte, 0x40, 0x7E) or within(byte, 0xA1, 0xFE)):
            return None
        pointer = ((lead - 0x81) * 157 + byte
                   - (0x40 if byte < 0x7F else 0x62))
        return MARKS.get(pointer) or look_up('big5', pointer)


class EucKr(Pairs):
    def pair(self, lead, byte):
        return (look_up('euc_kr', (lead - 0x81) * 190 + byte - 0x41)
                if within(byte, 0x41, 0xFE) else None)


class ShiftJis(Pairs):
    def single(self, byte):
        if byte <= 0x80:
            return chr(byte)
        if within(byte, 0xA1, 0xDF):
            return chr(0xFF61 - 0xA1 + byte)
        if within(byte, 0x81, 0x9F) or within(byte, 0xE0, 0xFC):
            self.lead = byte
            return ''
        raise Error()

    def pair(self, lead, byte):
        if not (within(byte, 0x40, 0x7E) or within(byte, 0x80, 0xFC)):
            return None
        pointer = ((lead - (0x81 if lead < 0xA0 else 0xC1)) * 188
                   + byte - (0x40 if byte < 0x7F else 0x41))
        if 8836 <= pointer <= 10715:
            return chr(0xE000 - 8836 + pointer)
        return look_up('jis0208', pointer)


class EucJp(Pairs):
    jis0212 = False

    def next(self, byte):
        if (byte is not END and self.lead == 0x8F
                and within(byte, 0xA1, 0xFE)):
            self.jis0212, self.lead = True, byte
            return ''
        return super().next(byte)

    def single(self, byte):
        if byte < 0x80:
            return chr(byte)
        if byte in (0x8E, 0x8F) or within(byte, 0xA1, 0xFE):
            self.lead = byte
            return ''
        raise Error()

    def pair(self, lead, byte):
        if lead == 0x8E and within(byte, 0xA1, 0xDF):
            return chr(0xFF61 - 0xA1 + byte)
        jis0212, self.jis0212 = self.jis0212, False
        if not (within(lead, 0xA1, 0xFE) and within(byte, 0xA1, 0xFE)):
            return None
        return look_up('jis0212' if jis0212 else 'jis0208',
                       (lead - 0xA1) * 94 + byte - 0xA1)


class Iso2022Jp:
    def __init__(self):
        self.state = self.output_state = 'ascii'
        self.lead, self.output = 0, False

    def next(self, byte):
        return getattr(self, self.state)(byte)

    def done(self, text):
        self.output = False
        if text is None:
            raise Error()
        return text

    def is_escape(self, byte):
        if byte == 0x1B:
            self.state = 'escape_start'
        return byte == 0x1B

    def ascii(self, byte, changed={}):
        if self.is_escape(byte):
            return ''
        if byte is END:
            return END
        plain = byte < 0x80 and byte not in (0x0E, 0x0F)
        return self.done(changed.get(byte, chr(byte)) if plain else None)

    def roman(self, byte):
        return self.ascii(byte, {0x5C: '\xA5', 0x7E: '\u203E'})

    def katakana(self, byte):
        if self.is_escape(byte):
            return ''
        if byte is END:
            return END
        return self.done(chr(0xFF61 - 0x21 + byte)
                         if within(byte, 0x21, 0x5F) else None)

    def lead_byte(self, byte):
        if self.is_escape(byte):
            return ''
        if byte is END:
            return END
        if not within(byte, 0x21, 0x7E):
            self.done(None)
        self.output = False
        self.lead, self.state = byte, 'trail_byte'
        return ''

    def trail_byte(self, byte):
        if self.is_escape(byte):
            raise Error()
        self.state = 'lead_byte'
        if not within(byte, 0x21, 0x7E):
            raise Error()
        return self.done(look_up('jis0208',
                                 (self.lead - 0x21) * 94 + byte - 0x21))

    def escape_start(self, byte):
        if byte in (0x24, 0x28):
            self.lead, self.state = byte, 'escape'
            return ''
        self.output, self.state = False, self.output_state
        raise Error(byte)

    def escape(self, byte):
        state = {(0x28, 0x42): 'ascii', (0x28, 0x4A): 'roman',
                 (0x28, 0x49): 'katakana', (0x24, 0x40): 'lead_byte',
                 (0x24, 0x42): 'lead_byte'}.get((self.lead, byte))
        if state is None:
            self.output, self.state = False, self.output_state
            raise Error(self.lead, byte)
        self.state = self.output_state = state
        output, self.output = self.output, True
        if output:
            raise Error()
        return ''


DECODERS = {'gbk': Gb18030, 'gb18030': Gb18030, 'big5': Big5,
            'euc-jp': EucJp, 'shift_jis': ShiftJis, 'euc-kr': EucKr,
            'iso-2022-jp': Iso2022Jp}


def decode(name, page):
    decoder = DECODERS[name]()
    queue, out = [END, *reversed(page)], []
    while queue:
        try:
            text = decoder.next(queue.pop())
            if text is END:
                break
            out.append(text)
        except Error as error:
            out.append('\uFFFD')
            queue.extend(reversed(error.args))
            if not queue:
                queue.append(END)
    return ''.join(out)
