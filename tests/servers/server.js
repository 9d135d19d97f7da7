// node's own server, for test_servers.py: /WAY/FILE of the folder that is its
// argument.  Says its port.
'use strict';
const fs = require('fs');
const http = require('http');
const path = require('path');
const zlib = require('zlib');

const ways = {
    length(answer, page) {
        answer.setHeader('Content-Length', page.length);
        answer.end(page);
    },
    chunked(answer, page) {
        for (let i = 0; i < page.length; i += 1021)
            answer.write(page.subarray(i, i + 1021));
        answer.end();
    },
    gzip(answer, page) {
        answer.setHeader('Content-Encoding', 'gzip');
        answer.end(zlib.gzipSync(page));
    },
    deflate(answer, page) {
        answer.setHeader('Content-Encoding', 'deflate');
        answer.end(zlib.deflateSync(page));
    },
    // HTTP/1.0 has no other way: the end of the connection is the page's.
    close(answer, page) {
        answer.useChunkedEncodingByDefault = false;
        answer.setHeader('Connection', 'close');
        answer.removeHeader('Transfer-Encoding');
        answer.end(page);
    },
    early(answer, page) {
        answer.writeEarlyHints({link: '</style.css>; rel=preload'});
        ways.chunked(answer, page);
    },
};

const server = http.createServer((request, answer) => {
    const [, way, name] = request.url.split('/');
    const file = path.join(process.argv[2], path.basename(name || ''));

    if (!Object.hasOwn(ways, way) || !fs.existsSync(file)) {
        answer.writeHead(404);
        answer.end();
        return;
    }
    answer.setHeader('Content-Type', 'text/html; charset=utf-8');
    ways[way](answer, fs.readFileSync(file));
});
server.listen(0, '127.0.0.1', () => console.log(server.address().port));
