# SPDX-License-Identifier: MIT
"""Galley: the article of an HTML page, as it arrives.

    import galley
    article = galley.extract(chunks)     # bytes, or an iterable of bytes
    print(article.headline, article.body, sep='\\n\\n')

The library is libgalley.so, loaded through ctypes when it is used first:
that of the environment variable GALLEY_LIBRARY, else the one that the system
finds.  Any number of threads may extract at once, each with an Extractor of
its own; the lock of the interpreter is not held while bytes are read.
"""
from __future__ import annotations

import ctypes
import ctypes.util
import functools
import os
from dataclasses import dataclass
from typing import Iterable, List, Optional, Tuple, Union

__all__ = ['Article', 'Block', 'Extractor', 'GalleyError', 'NoArticle',
           'Redirect', 'extract', 'library']

Bytes = Union[bytes, bytearray, memoryview]

SONAME = 'libgalley.so.0'
WINDOW = 4096      # bytes; that of the command, and of the figures in README
WINDOW_MIN = 256   # GALLEY_BODY_MIN
INFLATE_MAX = 32768

# enum galley_result
OK, DONE, TRUNCATED = 0, 1, 2
ERR_OPTIONS, ERR_NO_ARTICLE, ERR_HTTP_REDIRECT = -1, -2, -8
ERR_CONFIG, ERR_REFRESH = -12, -16

# enum galley_field
(FIELD_HEADLINE, FIELD_BYLINE, FIELD_PUBLISHED, FIELD_SITE,
 FIELD_DESCRIPTION, FIELD_LANG, FIELD_BODY, FIELD_LOCATION) = range(8)

# enum galley_kind
KINDS = ('paragraph', 'heading', 'list_item', 'quote', 'preformatted',
         'table_row', 'caption')
CONTINUES, CONTINUED = 1, 2


# ---- what comes out ----

@dataclass(frozen=True)
class Block:
    """A block of an article."""
    kind: str    # one of KINDS
    level: int   # of a heading 1 to 6, of a list item its depth, else 0
    number: int  # of an item of an ordered list, else 0
    text: str


@dataclass(frozen=True)
class Article:
    """What a page says; None where it does not."""
    headline: str
    byline: Optional[str]
    published: Optional[str]    # ISO 8601, as found
    site: Optional[str]
    description: Optional[str]
    lang: Optional[str]         # BCP 47, as found
    body: str                   # paragraphs, a blank line between two
    blocks: Tuple[Block, ...]   # captions too, which are not in the body
    truncated: bool             # the headline was longer than the library's
                                # GALLEY_TITLE_SIZE, or a block than its window
    bytes_needed: int           # of the input, until nothing more could come


class GalleyError(Exception):
    """The library could not read a page to its end."""

    def __init__(self, result: int, name: str, message: str,
                 article: Article):
        super().__init__(message)
        self.result = result    # a number of enum galley_result
        self.name = name        # its short name: 'binary', 'http_length'
        self.article = article  # what has been found so far


class NoArticle(GalleyError):
    """The page holds no article; error.article has its other fields."""


class Redirect(GalleyError):
    """The server, or the page by a <meta>, leads to error.location."""
    location: str = ''


# ---- the library ----

class _Block(ctypes.Structure):
    _fields_ = [('kind', ctypes.c_uint8), ('level', ctypes.c_uint8),
                ('flags', ctypes.c_uint8), ('number', ctypes.c_uint16),
                ('text', ctypes.c_void_p), ('size', ctypes.c_size_t)]


_ON_BLOCK = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p,
                             ctypes.POINTER(_Block))


class _Options(ctypes.Structure):
    """struct galley_options, as it begins in every library."""
    _fields_ = [('headline', ctypes.c_char_p),
                ('headline_size', ctypes.c_size_t),
                ('body', ctypes.c_void_p), ('body_size', ctypes.c_size_t),
                ('on_block', _ON_BLOCK), ('user', ctypes.c_void_p),
                ('charset', ctypes.c_char_p), ('http', ctypes.c_uint8),
                ('whole', ctypes.c_uint8)]


class _Inflating(_Options):
    """That of one that inflates."""
    _fields_ = [('inflate_window', ctypes.c_void_p),
                ('inflate_size', ctypes.c_size_t)]


class _Traced(_Options):
    _fields_ = [('on_trace', ctypes.c_void_p)]


class _InflatingTraced(_Inflating):
    _fields_ = [('on_trace', ctypes.c_void_p)]


# How a library was built shows in the size of its options: these four differ.
_LAYOUTS = {ctypes.sizeof(layout): layout for layout in (
    _Options, _Inflating, _Traced, _InflatingTraced)}

# Name, result, arguments.
_FUNCTIONS = (
    ('galley_size', ctypes.c_size_t, ()),
    ('galley_options_size', ctypes.c_size_t, ()),
    ('galley_init_sized', ctypes.c_int, (
        ctypes.c_void_p, ctypes.c_void_p, ctypes.c_size_t, ctypes.c_size_t)),
    ('galley_feed', ctypes.c_int, (
        ctypes.c_void_p, ctypes.c_char_p, ctypes.c_size_t)),
    ('galley_finish', ctypes.c_int, (ctypes.c_void_p,)),
    ('galley_field', ctypes.c_char_p, (ctypes.c_void_p, ctypes.c_int)),
    ('galley_bytes_needed', ctypes.c_uint32, (ctypes.c_void_p,)),
    ('galley_strerror', ctypes.c_char_p, (ctypes.c_int,)),
    ('galley_strname', ctypes.c_char_p, (ctypes.c_int,)),
)


def _load() -> ctypes.CDLL:
    path = os.environ.get('GALLEY_LIBRARY')
    if path:
        return ctypes.CDLL(path)
    try:
        return ctypes.CDLL(SONAME)
    except OSError:
        found = ctypes.util.find_library('galley')
        if found is None:
            raise OSError(
                '%s was not found: install Galley, or set GALLEY_LIBRARY to '
                'the path of its shared library' % SONAME) from None
        return ctypes.CDLL(found)


@functools.lru_cache(maxsize=None)
def library() -> ctypes.CDLL:
    """The shared library.  OSError where there is none that can be used."""
    loaded = _load()
    for name, result, arguments in _FUNCTIONS:
        try:
            function = getattr(loaded, name)
        except AttributeError:
            raise OSError('%s is no Galley of 0.2 or later: it has no %s'
                          % (loaded._name, name)) from None
        function.restype = result
        function.argtypes = arguments
    if loaded.galley_options_size() not in _LAYOUTS:
        raise OSError('%s has options that this module does not know; it is '
                      'of another version' % loaded._name)
    return loaded


# ---- extracting ----

def _as_bytes(data: Bytes) -> bytes:
    if isinstance(data, bytes):
        return data
    try:
        return memoryview(data).tobytes()
    except TypeError:
        raise TypeError('a page is bytes, not %s' % type(data).__name__
                        ) from None


def _charset_label(charset: Optional[str]) -> Optional[bytes]:
    if charset is None:
        return None
    if '\0' in charset:
        raise ValueError('a charset has no NUL')
    return charset.encode('utf-8')


class Extractor:
    """One page, in pieces.

    charset  what the transport said, a label of the Encoding standard
    http     the input is a whole HTTP/1.x response, head first
    whole    do not stop before the page's end
    window   bytes of text that can wait for their decision, 256 at least;
             more decides later, and sometimes better
    """

    def __init__(self, *, charset: Optional[str] = None, http: bool = False,
                 whole: bool = False, window: int = WINDOW):
        if window < WINDOW_MIN:
            raise ValueError('a window has %d bytes at least' % WINDOW_MIN)
        self._library = library()
        size = self._library.galley_size()
        options = _LAYOUTS[self._library.galley_options_size()]()
        # 64 bits each, so that every member of the struct is aligned.
        self._galley = (ctypes.c_uint64 * (size // 8 + 1))()
        self._window = ctypes.create_string_buffer(window)
        self._sink = _ON_BLOCK(self._on_block)
        self._blocks: List[Block] = []
        self._pending = b''
        self._failure: Optional[BaseException] = None
        options.body = ctypes.addressof(self._window)
        options.body_size = window
        options.on_block = self._sink
        options.charset = _charset_label(charset)
        options.http = http
        options.whole = whole
        if isinstance(options, _Inflating):
            self._inflate = ctypes.create_string_buffer(INFLATE_MAX)
            options.inflate_window = ctypes.addressof(self._inflate)
            options.inflate_size = INFLATE_MAX
        self._check(self._library.galley_init_sized(
            self._galley, ctypes.byref(options), size,
            ctypes.sizeof(options)))

    def feed(self, data: Bytes) -> bool:
        """Reads the next piece.  True: the article is complete, or the
        response has ended; what follows is not needed."""
        data = _as_bytes(data)
        result = self._library.galley_feed(self._galley, data, len(data))
        self._check(result)
        return bool(result == DONE)

    def finish(self) -> Article:
        """The page has ended: its article."""
        result = self._library.galley_finish(self._galley)
        self._check(result)
        return self._article(result == TRUNCATED)

    # An exception cannot pass through the library.
    def _on_block(self, user: int, block: 'ctypes._Pointer[_Block]') -> int:
        try:
            self._take(block.contents)
            return 0
        except BaseException as failure:
            self._failure = failure
            return 1

    def _take(self, block: _Block) -> None:
        text = ctypes.string_at(block.text, block.size)
        self._pending = (self._pending + text
                         if block.flags & CONTINUED else text)
        if not block.flags & CONTINUES:
            self._blocks.append(Block(KINDS[block.kind], block.level,
                                      block.number, self._pending.decode()))
            self._pending = b''

    def _field(self, field: int) -> str:
        value: bytes = self._library.galley_field(self._galley, field)
        return value.decode()

    def _article(self, truncated: bool) -> Article:
        return Article(
            headline=self._field(FIELD_HEADLINE),
            byline=self._field(FIELD_BYLINE) or None,
            published=self._field(FIELD_PUBLISHED) or None,
            site=self._field(FIELD_SITE) or None,
            description=self._field(FIELD_DESCRIPTION) or None,
            lang=self._field(FIELD_LANG) or None,
            body='\n\n'.join(block.text for block in self._blocks
                             if block.kind != 'caption'),
            blocks=tuple(self._blocks), truncated=truncated,
            bytes_needed=self._library.galley_bytes_needed(self._galley))

    def _check(self, result: int) -> None:
        if self._failure is not None:
            failure, self._failure = self._failure, None
            raise failure
        if result >= OK:
            return
        name = self._library.galley_strname(result).decode()
        message = self._library.galley_strerror(result).decode()
        kind = {ERR_NO_ARTICLE: NoArticle, ERR_HTTP_REDIRECT: Redirect,
                ERR_REFRESH: Redirect}.get(result, GalleyError)
        error = kind(result, name, message, self._article(False))
        if isinstance(error, Redirect):
            error.location = self._field(FIELD_LOCATION)
        raise error


def extract(chunks: Union[Bytes, Iterable[Bytes]], *,
            charset: Optional[str] = None, http: bool = False,
            whole: bool = False, window: int = WINDOW) -> Article:
    """The article of a page: bytes, or an iterable of bytes of any sizes,
    which is read no further than the article needs.  The options are those of
    Extractor."""
    extractor = Extractor(charset=charset, http=http, whole=whole,
                          window=window)
    if isinstance(chunks, (bytes, bytearray, memoryview)):
        chunks = (chunks,)
    elif isinstance(chunks, str):
        raise TypeError('a page is bytes, not str')
    for chunk in chunks:
        if extractor.feed(chunk):
            break
    return extractor.finish()
