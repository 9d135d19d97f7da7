"""Pages made to cost as much as they can: each a beginning and what is
repeated behind it.  Most are the storms that a stage could be slow at; tests
at random found the others."""

STORY = ('The ice came early, the boats stayed where they were, and nobody '
         'in the harbour remembered a winter like it. ')
H1 = '<main><h1>Ice in the harbour</h1>'
LD = ('<script type=application/ld+json>{"@type":"NewsArticle",'
      '"articleBody":"')

INPUTS = {
    # text and blocks
    'paragraphs of a letter': ('', '<p>a'),
    'the same, closed': ('', '<p>a</p>'),
    'paragraphs of other letters': ('', '<p>a<p>b.<p>c<p>d!'),
    'in 48 open classed div': ('<div class="article-body share">' * 48,
                               '<p>a b</p>'),
    'in 40 open div': ('<div>' * 40, '<p>x'),
    'in 40 open div, closed': ('<div>' * 40, '<p>x y</p>'),
    'items in 39 open lists': ('<ul>' * 39, '<li>x'),
    'the same, in turn': ('<ul>' * 39, '<li>x<li>y.'),
    'in 40 open div, in turn': ('<div>' * 40, '<p>x<p>y.'),
    'in 39 open custom elements': ('<a-b>' * 39, '<p>x<p>y.'),
    'in 39 open b': ('<b>' * 39, '<p>x<p>y.'),
    'in 39 open pre': ('<pre>' * 39, '<p>x<p>y.'),
    'in more div than are remembered': (
        '<div><p>a</div>' * 60 + '<div>' * 39, '<p>x<p>y.'),
    'in 38 open div of an item': ('<ul><li>' + '<div>' * 38, '<p>x<p>y.'),
    'cells': ('<table>', '<td>a'),
    'lines': (H1 + '<p>', 'a<br>'),
    'open paragraphs of three words': ('', '<p>ice and snow'),
    'nested div with words': ('', '<div>ice in the harbour'),
    'div of 12 words': ('', '<div>' + 'ice ' * 12 + '</div>'),
    'short junk blocks': ('', '<div class=share><a href=x>more</a></div>'),
    'paragraphs that are kept': (H1, '<p>' + STORY),
    'three paragraphs again': (H1, '<p>' + STORY * 2 + '<p>' + STORY[:50]
                               + '<p>' + STORY),
    'one paragraph': (H1 + '<p>', STORY),
    'one word': (H1 + '<p>', 'a'),
    'Chinese': (H1 + '<p>', '北京の冬。'),
    'spaces': (H1 + '<p>', ' '),
    'no-break spaces': (H1 + '<p>', 'a\u00a0'),
    # metadata
    'bylines': (H1, '<p>By A B C</p>'),
    'bylines and dates': (H1, '<p>by a b, 12 May 2020</p>'),
    'dates': (H1, '<p>12. 11. 2020, 10:30 h, 12 May 2020, 1 2 3</p>'),
    '79 bytes with digits': (H1, '<p>' + 'a 12 b 2020 c 1 ' * 4 + '12345'),
    'times': (H1, '<time datetime=2020>12 May</time>'),
    'headlines like the title': (
        '<title>' + 'ice ' * 40 + '</title>',
        '<h1>' + ' '.join('ice%d' % i for i in range(40)) + '</h1>'),
    'descriptions': ('', '<meta name=description content="a b c d e f">'),
    # tags
    'unknown elements': ('', '<a-b>x</a-b>'),
    'misnested': ('<b>' * 40, '<p>x</i></u>'),
    'end tags without a start': ('<div>' * 40, '</section>'),
    'nested div': ('', '<div>'),
    'nested div, 70 deep, closed': ('', '<div>' * 70 + '</div>' * 70),
    'attributes': ('<p ', 'a%d=b '),
    'class words': ('<p class="', 'author share '),
    'duplicate attributes': ('', '<p a=b a=c a=d a=e>'),
    # the tokenizer
    '<': ('', '<'),
    '&': ('<p>', '&'),
    '&a': ('<p>', '&a'),
    '&am': ('<p>', '&am'),
    '&amp;': ('<p>', '&amp;'),
    '&CounterClockwiseContourIntegra': (
        '<p>', '&CounterClockwiseContourIntegra'),
    '&#1114111;': ('<p>', '&#1114111;'),
    'carriage returns': ('<p>', '\r'),
    'comment': ('<!-- ', 'a'),
    'comment of dashes': ('<!-- ', '-'),
    'script': ('<script>', 'var a = 1; '),
    'script that almost ends': ('<script>', '</scrip '),
    'script of <!--': ('<script><!--', '<script '),
    'processing instruction of ?': ('<?xml ', '?'),
    'CDATA': ('<svg><![CDATA[', ']]'),
    # JSON
    'articleBody': (LD, 'The ice came early. '),
    'articleBody of references': (LD, '&amp;'),
    'JSON strings': ('<script type=application/ld+json>{', '"name":"a",'),
    'JSON arrays': ('<script type=application/ld+json>', '['),
    # bytes
    'ill-formed UTF-8': ('<p>', b'\xc3'),
    'windows-1252': ('<meta charset=windows-1252><p>', b'\xe9'),
    'UTF-16': (b'\xff\xfe', '<p>a'.encode('utf-16le')),
    'NUL in text': ('<p>' + STORY * 9, STORY * 9 + '\0'),
}

# What is in the window is moved when something is dropped from it.
LISTS = (H1, '<ul><li>ice harbour boat winter snow</ul>')
WINDOWS = {'lists in a window of %d bytes' % size: size
           for size in (512, 2048, 16384, 65536)}
INPUTS.update({name: LISTS for name in WINDOWS})


def page(name, size):
    """Bytes of at least this size."""
    head, unit = INPUTS[name]
    head, unit = (part if isinstance(part, bytes) else part.encode()
                  for part in (head, unit))
    if b'%d' in unit:
        return head + b''.join(unit % i for i in range(size // len(unit) + 1))
    return head + unit * (size // len(unit) + 1)
