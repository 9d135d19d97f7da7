"""Servers that people use, started here: nginx, Python's, node's."""
import contextlib
import os
import shutil
import socket
import subprocess
import sys
import time

HERE = os.path.dirname(os.path.abspath(__file__))
FIXTURES = os.path.join(HERE, '..', 'fixtures')
PAGES = 'demo', 'german', 'japanese', 'arabic', 'long'

# Server, way, whether by TLS.
WAYS = (
    ('nginx', 'plain', False), ('nginx', 'chunked', False),
    ('nginx', 'gzip', False), ('nginx', 'relative', False),
    ('nginx', 'absolute', False), ('nginx', 'plain', True),
    ('nginx', 'gzip', True), ('nginx', 'relative', True),
    ('python', '', False),
    ('node', 'length', False), ('node', 'chunked', False),
    ('node', 'gzip', False), ('node', 'deflate', False),
    ('node', 'close', False), ('node', 'early', False),
)



# ---- pages ----

def put_pages(place):
    """The fixtures, and one that goes on long behind its story."""
    for name in PAGES[:-1]:
        shutil.copy(os.path.join(FIXTURES, name + '.html'), place)
    with open(os.path.join(FIXTURES, 'demo.html'), encoding='utf-8') as f:
        page = f.read()
    more = '<li><a href="/%d">Storm warning lifted for island %d</a>\n'
    with open(os.path.join(place, 'long.html'), 'w', encoding='utf-8') as f:
        f.write(page.replace('</body>', '<aside class="most-read"><ol>'
                             + ''.join(more % (i, i) for i in range(3000))
                             + '</ol></aside></body>'))



# ---- servers ----

def free_port():
    with socket.socket() as s:
        s.bind(('127.0.0.1', 0))
        return s.getsockname()[1]


def wait_for(port, process):
    for _ in range(200):
        try:
            socket.create_connection(('127.0.0.1', port), 1).close()
            return
        except OSError:
            if process.poll() is not None:
                break
            time.sleep(.05)
    raise RuntimeError('no server at port %d' % port)


def start_nginx(place, pages):
    """The process, (its port, that for TLS)."""
    ports = free_port(), free_port()
    subprocess.run([os.path.join(HERE, '..', 'lwip', 'certificates'), place],
                   check=True, stderr=subprocess.DEVNULL)
    with open(os.path.join(HERE, 'nginx.conf'), encoding='ascii') as f:
        text = f.read().format(place=place, pages=pages, port=ports[0],
                               secure_port=ports[1],
                               certificates=place)
    path = os.path.join(place, 'nginx.conf')
    with open(path, 'w', encoding='ascii') as f:
        f.write(text)
    process = subprocess.Popen([nginx(), '-c', path],
                               stderr=subprocess.DEVNULL)
    wait_for(ports[0], process)
    return process, ports


def start_python(place, pages):
    port = free_port()
    process = subprocess.Popen(
        [sys.executable, '-m', 'http.server', '--bind=127.0.0.1',
         '--directory=' + pages, str(port)], stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL)
    wait_for(port, process)
    return process, (port, None)


def start_node(place, pages):
    process = subprocess.Popen(['node', os.path.join(HERE, 'server.js'), pages],
                               stdout=subprocess.PIPE)
    return process, (int(process.stdout.readline()), None)


START = {'nginx': start_nginx, 'python': start_python, 'node': start_node}


def nginx():
    """The one that make setup unpacks, or one that is installed."""
    return shutil.which('nginx', path=os.pathsep.join((
        os.path.join(HERE, '..', '..', 'build', 'nginx', 'usr', 'sbin'),
        os.environ.get('PATH', ''), '/usr/sbin')))


def lacking(server):
    if server == 'nginx' and not nginx():
        return 'no nginx: make setup fetches it (package nginx)'
    if server == 'nginx' and not shutil.which('openssl'):
        return 'no openssl (package openssl)'
    if server == 'node' and not shutil.which('node'):
        return 'no node (package nodejs)'
    return None


@contextlib.contextmanager
def running(place):
    """The pages in place/pages, certificates in place (ca.pem is the
    authority); {server: (its port, that for TLS)}, and why others are not
    there."""
    pages = os.path.join(place, 'pages')
    os.mkdir(pages)
    put_pages(pages)
    processes, ports, reasons = [], {}, []
    try:
        for server, start in START.items():
            reason = lacking(server)
            if reason:
                reasons.append('%s: %s' % (server, reason))
                continue
            process, ports[server] = start(place, pages)
            processes.append(process)
        yield ports, reasons
    finally:
        for process in processes:
            process.terminate()
            process.wait()


def url(ports, way, name, secure, host):
    return '%s://%s:%d/%s%s.html' % (
        'https' if secure else 'http', host, ports[secure],
        way + '/' if way else '', name)
