# newsboard-tls with a window for records of 16 KB, which any server may send.
include boards/newsboard-tls/board.mk
