"""WebSocket frames made once and written to many: a server's text frames are unmasked, so all are alike."""

import struct

FIN_TEXT = 0x81


def text_frame(payload: bytes) -> bytes:
    """An unfragmented, uncompressed text frame. `payload` is UTF-8."""
    size = len(payload)
    if size < 126:
        return struct.pack("!BB", FIN_TEXT, size) + payload
    if size < 65536:
        return struct.pack("!BBH", FIN_TEXT, 126, size) + payload
    return struct.pack("!BBQ", FIN_TEXT, 127, size) + payload
