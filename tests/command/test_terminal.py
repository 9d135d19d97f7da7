"""What a page, a redirect or a file's name says never drives the terminal:
control characters are shown as U+FFFD there, and nowhere else."""
import os
import pty
import subprocess
import sys
import tempfile
import threading
import tty

sys.path.insert(0, os.path.join(os.path.dirname(__file__), '..', 'harness'))
from checks import GALLEY, check, run, same, summary  # noqa

DEMO = 'tests/fixtures/demo.html'
with open(DEMO, 'rb') as f:
    PAGE = f.read()
# ESC, BEL, DEL and C1's CSI and OSC; beside them characters whose last bytes
# look like C1.
EVIL = 'Storm\x1b]0;x\x07 \x7f\u009b31m\u009d \u00db\u2014\u65e5\U0001f600'
CLEAN = ('Storm\ufffd]0;x\ufffd \ufffd\ufffd31m\ufffd '
         '\u00db\u2014\u65e5\U0001f600')


END = b'\0the end\0'


def on_terminal(*arguments, data=b'', errors=False):
    """What the terminal gets when it is standard output, or standard error;
    and the other of the two.

    A terminal that the last one has closed may forget what was not yet read:
    this end stays open, and tells the end itself."""
    master, slave = pty.openpty()
    tty.setraw(slave)
    with subprocess.Popen(
            [GALLEY, *arguments], stdin=subprocess.PIPE,
            stdout=subprocess.PIPE if errors else slave,
            stderr=slave if errors else subprocess.PIPE) as process:
        process.stdin.write(data)
        process.stdin.close()

        def tell_the_end():
            process.wait()
            os.write(slave, END)

        teller = threading.Thread(target=tell_the_end)
        teller.start()
        shown = b''
        while not shown.endswith(END):
            shown += os.read(master, 65536)
        teller.join()
        other = (process.stdout if errors else process.stderr).read()
    os.close(slave)
    os.close(master)
    return shown[:-len(END)], other


def test_output():
    """Where nobody looks, the text is the page's; on a terminal it is the
    same but for the control characters."""
    paragraph = '<pre>one\ttwo\nthree</pre><p>%s, said the harbour ' \
        'master, who had waited for the ferry all night.' % EVIL
    at = PAGE.index(b'<h2')
    page = PAGE[:at] + paragraph.encode() + PAGE[at:]
    for form in 'text', 'blocks', 'json':
        option = '--format=' + form
        _, plain, _ = run(option, data=page)
        shown, errors = on_terminal(option, data=page)
        plain = plain.decode()
        same(errors, b'', form + ': no errors')
        check('31m' in plain and '\u009b' in plain, form + ': the page has it')
        if form != 'json':
            check(EVIL in plain and CLEAN in shown.decode(),
                  form + ': shown without')
        same(shown.decode(), ''.join(
            '\ufffd' if (c < ' ' and c not in '\n\t') or
            '\x7f' <= c <= '\x9f' else c for c in plain),
             form + ': the rest is as it was')
    same(on_terminal(DEMO)[0], run(DEMO)[1], 'a page without any')


def test_errors():
    with tempfile.TemporaryDirectory() as place:
        for name, shown in ((EVIL.encode(), CLEAN.encode()),
                            (b'a\x9b31m\x80\xc3\xa9\xe2\x80',
                             b'a\xef\xbf\xbd31m\xef\xbf\xbd\xc3\xa9\xe2\x80'),
                            (b'a\xc2', b'a')):
            path = os.path.join(place.encode(), name.replace(b'/', b''))
            seen, _ = on_terminal(path, errors=True)
            same(seen, b'galley: ' + place.encode() + b'/' + shown +
                 b': No such file or directory\n', 'no such file')
            same(run(path)[2], b'galley: ' + path +
                 b': No such file or directory\n', 'unless it is a file')
            with open(path, 'wb') as f:
                f.write(b'nothing')
            seen, _ = on_terminal(path, errors=True)
            same(seen, b'galley: ' + place.encode() + b'/' + shown +
                 b': no article on this page\n', 'no article')
    redirect = (b'HTTP/1.1 302 Found\r\nLocation: /\x1b[31m\xc2\x9b\r\n\r\n')
    seen, _ = on_terminal('--http', data=redirect, errors=True)
    same(seen, b'galley: -: redirected to another location: '
         b'/%1B[31m%C2%9B\n', 'a Location')


test_output()
test_errors()
summary()
