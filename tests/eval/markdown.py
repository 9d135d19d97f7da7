"""Tables in Markdown, on standard output."""


def cell(value):
    if value is None:
        return ''
    return '%.3f' % value if isinstance(value, float) else str(value)


def row(*cells):
    print('| %s |' % ' | '.join(map(cell, cells)), flush=True)


def head(texts, numbers):
    """The head of a table: columns of text, columns of numbers."""
    print()
    row(*texts, *numbers)
    print('|%s%s' % ('---|' * len(texts), '--:|' * len(numbers)))


def marked(cells, chosen):
    """The row that says what is built stands out."""
    return ['**%s**' % cell(value) for value in cells] if chosen else cells
