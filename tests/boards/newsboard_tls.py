"""What a newsboard with https is asked for, and what it must say: pages by
TLS from servers whose certificates are right and from others that are not.
The length of the records that reach it is seen on their way.
"""
import os
import shutil
import socket
import ssl
import subprocess
import threading

import newsboard

# Certificate of the server, its name in the URL, authority that is trusted,
# and what the board then says: nothing is wrong where it is None.
CASES = (
    ('good', 'www.test', 'ca', None),
    ('rsa', 'www.test', 'rsa-ca', None),
    ('selfsigned', 'www.test', 'selfsigned', None),
    ('good', 'mail.test', 'ca', 'the certificate is that of another host'),
    ('good', '10.0.2.2', 'ca', 'the certificate is that of another host'),
    ('expired', 'www.test', 'ca', "the host's certificate is not valid today"),
    ('selfsigned', 'www.test', 'ca', "the host's certificate is not trusted"),
    ('good', 'www.test', 'rsa-ca', "the host's certificate is not trusted"),
    ('good', 'www.test', None, 'https is not built in'),
    ('good', 'www.test', 'nobody', 'no authorities can be read from it'),
)
# Those that are right, by their keys.
KEYS = {'ecdsa': CASES[0], 'rsa': CASES[1]}
NO_TLS = 'no secure connection to the host'

# Bytes of the longest record that a board has room for.
RECORD = {'newsboard-tls': 4096, 'newsboard-tls-16k': 16384}

# Each record of the handshake is read by the first of these functions of the
# image; what waits for the next one is the second.
HANDSHAKE = 'mbedtls_ssl_handshake', 'galley_lan9118_poll'

# Bytes that AES-GCM in TLS 1.2 adds to a record: nonce and tag.
ADDED = 8 + 16


def lacking():
    return None if shutil.which('openssl') else 'no openssl (package openssl)'


def certificates(board):
    """The folder of those that tests/lwip/certificates makes."""
    folder = board.path('certificates')
    subprocess.run(['tests/lwip/certificates', folder], check=True,
                   stderr=subprocess.DEVNULL)
    return folder


def context(folder, name, version=None):
    """A server's, with this certificate and, if said, this version only."""
    secure = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    secure.load_cert_chain(os.path.join(folder, name + '.pem'),
                           os.path.join(folder, name + '.key'))
    if version:
        secure.minimum_version = secure.maximum_version = version
    return secure


# ---- what passes between board and server ----

class Tap:
    """A port that leads to another; the longest record that came back."""

    def __init__(self, port):
        self.to = port
        self.longest = 0
        self.listener = socket.create_server(('127.0.0.1', 0))
        self.port = self.listener.getsockname()[1]
        threading.Thread(target=self.accept, daemon=True).start()

    def accept(self):
        while True:
            try:
                board, _ = self.listener.accept()
            except OSError:
                return  # closed
            server = socket.create_connection(('127.0.0.1', self.to))
            for move in ((self.pass_on, board, server),
                         (self.pass_back, server, board)):
                threading.Thread(target=move[0], args=move[1:],
                                 daemon=True).start()

    @staticmethod
    def pass_on(board, server):
        try:
            while data := board.recv(4096):
                server.sendall(data)
            server.shutdown(socket.SHUT_WR)
        except OSError:
            pass  # one of them has hung up

    def pass_back(self, server, board):
        """RFC 5246, 6.2.1: type, version, length, and so many bytes."""
        try:
            with server.makefile('rb') as records, board:
                while head := records.read(5):
                    length = int.from_bytes(head[3:], 'big')
                    if head[0] == 23:  # application data
                        self.longest = max(self.longest, length - ADDED)
                    board.sendall(head + records.read(length))
        except OSError:
            pass

    def close(self):
        self.listener.close()


# ---- fetches ----

def fetch(board, folder, page, case, version=None, more=()):
    """(console, exit status, bytes of the longest record) of a case."""
    certificate, host, authority, _ = case
    server = newsboard.serve(os.path.dirname(page),
                             context(folder, certificate, version))
    tap = Tap(server.server_port)
    try:
        said, status = newsboard.fetch(
            board, 'https://%s:%d/length/%s' % (
                host, tap.port, os.path.basename(page)),
            board.path('tls.wire'), authority and os.path.abspath(
                os.path.join(folder, authority + '.pem')), more)
    finally:
        tap.close()
        server.shutdown()
    return said, status, tap.longest


def wrong(board, folder, page, case, version=None):
    """What is wrong with the outcome of a case, or ''."""
    says = case[3]
    said, status, _ = fetch(board, folder, page, case, version)
    if says is None and status == 0:
        if newsboard.read(board.path('tls.wire')) == newsboard.read(
                newsboard.expect(board, page)):
            return ''
    elif says and status == 1 and ': %s\n' % says in said:
        return ''
    return '%s: not %r, but status %d: %s' % (
        ', '.join(map(str, case[:3])), says or 'an article', status, said)


def complaints(board, folder, page):
    """One for each case that is tried, '' where nothing is wrong."""
    for case in CASES:
        yield wrong(board, folder, page, case)
    # mbedTLS 2 reads a certificate of 7 KB from one record only.
    yield wrong(board, folder, page, (
        'long', 'www.test', 'ca',
        None if RECORD[board.name] > 8192 else NO_TLS))
    yield wrong(board, folder, page, CASES[0], ssl.TLSVersion.TLSv1_2)
    yield wrong(board, folder, page, ('good', 'www.test', 'ca', NO_TLS),
                ssl.TLSVersion.TLSv1_3)
