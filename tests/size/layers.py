"""Who calls whom among object files, by their symbols, and the order of
src/README.md, which calls have to follow.

Everything here takes texts and returns lists of complaints, so that
test_layers.py can try it on made-up trees.
"""
import os
import re

README = 'src/README.md'


def order(readme):
    """The files that src/README.md lists, in its order: the names NAME.c that
    begin a line (of a table, a list or a block of code)."""
    files = []
    for line in readme.split('\n'):
        names = re.match(r'[\s|*-]*((?:`?\w+\.c`?(?:,? +|$|(?= *\|)))+)', line)
        for name in re.findall(r'\w+\.c', names.group(1) if names else ''):
            if name not in files:
                files.append(name)
    return files


def in_order(sources):
    """These files of src/ as src/README.md lists them; what it does not
    list comes last, by name."""
    listed = []
    if os.path.exists(README):
        with open(README, encoding='utf-8') as f:
            listed = order(f.read())
    return sorted(sources, key=lambda name: (
        listed.index(name) if name in listed else len(listed), name))


def unlisted(listed, sources):
    """Files that are on one side only."""
    return ['%s is not listed in %s' % (name, README)
            for name in sorted(set(sources) - set(listed))] + \
        ['%s is listed in %s but is not there' % (name, README)
         for name in sorted(set(listed) - set(sources))]


def symbols(nm):
    """{file.c: (symbols that it defines, symbols that it lacks)} of what
    `nm -g` prints for an archive or for several objects."""
    files, now = {}, None
    for line in nm.split('\n'):
        head = re.match(r'(?:.*[/(])?(\w+)\.o\)?:$', line)
        entry = re.match(r'[0-9a-fA-F ]+ ([A-Za-z]) (\S+)$', line)
        if head:
            now = files.setdefault(head.group(1) + '.c', (set(), set()))
        elif entry and not entry.group(2).startswith('__'):
            now[entry.group(1) in 'Uw'].add(entry.group(2))
    return files


def calls(files):
    """{caller: {callee: symbols}}"""
    owner = {name: file for file, (defined, _) in files.items()
             for name in defined}
    found = {file: {} for file in files}
    for file, (_, lacking) in files.items():
        for name in sorted(lacking):
            if owner.get(name, file) != file:
                found[file].setdefault(owner[name], []).append(name)
    return found


def path(graph, start, end):
    """The shortest way from start to end, or []."""
    ways, seen = [[start]], set()
    for way in ways:
        for callee in sorted(graph[way[-1]]):
            if callee == end:
                return way + [end]
            if callee not in seen:
                seen.add(callee)
                ways.append(way + [callee])
    return []


def circles(graph):
    """Files that call each other, each group once, with one way round."""
    complaints, done = [], set()
    for file in sorted(graph):
        if file in done:
            continue
        ring = [other for other in sorted(graph)
                if path(graph, file, other) and path(graph, other, file)]
        done.update(ring)
        if ring:
            complaints.append('circle of %s: %s' % (
                ' '.join(ring), ' > '.join(path(graph, file, file))))
    return complaints


def upward(graph, listed):
    """Calls of a file further up the list."""
    place = {name: i for i, name in enumerate(listed)}
    return ['%s calls up to %s: %s' % (caller, callee, ' '.join(names))
            for caller in listed for callee, names in sorted(
                graph.get(caller, {}).items())
            if place.get(callee, len(listed)) < place[caller]]


def words_of(headers):
    """The identifiers of C text outside its comments."""
    return set(re.findall(r'\w+', re.sub(r'/\*.*?\*/', ' ', headers,
                                         flags=re.S)))


def singular(stem):
    if stem.endswith('ies'):
        return stem[:-3] + 'y'
    return stem[:-1] if stem.endswith('s') else stem


def names(files, public, private):
    """Global symbols without a prefix: galley_ and, unless they stand in
    the text of the public headers, that of their file."""
    public, private = words_of(public), words_of(private)
    complaints = []
    for file, (defined, _) in sorted(files.items()):
        stem = file[:-2]
        prefixes = tuple('galley_%s_' % s for s in (stem, singular(stem)))
        if stem == 'galley':  # the verbs' own file: any two words
            prefixes = ('galley_',)
        for name in sorted(defined):
            if not name.startswith('galley_'):
                complaints.append('%s: %s lacks the prefix galley_'
                                  % (file, name))
            elif name in public:
                continue
            elif name not in private:
                complaints.append('%s: no header declares %s' % (file, name))
            elif not name.startswith(prefixes) or name.count('_') < 2:
                complaints.append('%s: %s lacks the prefix of its file'
                                  % (file, name))
    return complaints
