"""A client that breaks the rules: WebSocket frames by hand over a bare TCP connection."""

import asyncio
import struct
from dataclasses import dataclass, field
from hashlib import sha256

HANDSHAKE = (
    "GET /connection/websocket HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
    "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n{more}\r\n"
)
TEXT, BINARY, CLOSE, PING = 1, 2, 8, 9


def frame(payload: bytes, opcode: int = TEXT, *, fin: bool = True, mask: bool = True) -> bytes:
    """A client's frame; `mask=False` breaks the protocol."""
    head = bytes([(0x80 if fin else 0) | opcode])
    bit = 0x80 if mask else 0
    size = len(payload)
    if size < 126:
        head += bytes([bit | size])
    elif size < 65536:
        head += struct.pack("!BH", bit | 126, size)
    else:
        head += struct.pack("!BQ", bit | 127, size)
    if not mask:
        return head + payload
    key = sha256(payload).digest()[:4]  # another for each payload, the same in every process that collects tests
    long_key = (key * (size // 4 + 1))[:size]
    return head + key + (int.from_bytes(payload, "big") ^ int.from_bytes(long_key, "big")).to_bytes(size, "big")


@dataclass
class Raw:
    """A TCP connection after the handshake."""

    reader: asyncio.StreamReader
    writer: asyncio.StreamWriter
    status: int
    seen: list[tuple[int, bytes]] = field(default_factory=list)

    def send(self, *frames: bytes) -> None:
        self.writer.write(b"".join(frames))

    async def next(self) -> tuple[int, bytes]:
        """The next frame: opcode and payload."""
        head = await self.reader.readexactly(2)
        size = head[1] & 0x7F
        if size == 126:
            (size,) = struct.unpack("!H", await self.reader.readexactly(2))
        elif size == 127:
            (size,) = struct.unpack("!Q", await self.reader.readexactly(8))
        return head[0] & 0x0F, await self.reader.readexactly(size)

    async def close_code(self, timeout_s: float = 5) -> int:
        """The code the server closes with; 0 when it cuts the connection without one."""
        async with asyncio.timeout(timeout_s):
            try:
                while True:
                    opcode, payload = await self.next()
                    if opcode == CLOSE:
                        return int.from_bytes(payload[:2], "big")
                    self.seen.append((opcode, payload))
            except (asyncio.IncompleteReadError, ConnectionError):
                return 0

    async def gone(self, timeout_s: float = 5) -> None:
        """Until the server's side of the connection is closed."""
        async with asyncio.timeout(timeout_s):
            try:
                while await self.reader.read(65536):
                    pass
            except ConnectionError:
                return


async def knock(port: int, *, path: str = "", more: str = "", buffer: int | None = None) -> Raw:
    """Open a connection and ask for an upgrade. `buffer`: a small receive buffer, to stall early."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port, limit=2**16)
    if buffer is not None:
        import socket

        writer.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, buffer)
    request = HANDSHAKE.format(port=port, more=more)
    if path:
        request = request.replace("/connection/websocket", path)
    writer.write(request.encode())
    head = await reader.readuntil(b"\r\n\r\n")
    return Raw(reader, writer, int(head.split()[1]))
