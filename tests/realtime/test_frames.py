"""What a socket reads by itself it reads as the core would, however the bytes are cut."""

import asyncio
import struct
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from realtime.door import Door
from realtime.websocket import Socket
from tests.realtime.raw import BINARY, CLOSE, HANDSHAKE, PING, TEXT, frame

LONGEST = 300
REQUEST = HANDSHAKE.format(port=1, more="").encode()
CONT, PONG = 0, 10


class Wire(asyncio.Transport):
    """Remembers what is written to it."""

    def __init__(self) -> None:
        super().__init__()
        self.told: list[bytes | str] = []

    def write(self, data: Any) -> None:
        self.told.append(bytes(data))

    def write_eof(self) -> None:
        self.told.append("half-closed")

    def can_write_eof(self) -> bool:
        return True

    def is_closing(self) -> bool:
        return "closed" in self.told or "aborted" in self.told

    def close(self) -> None:
        self.told.append("closed")

    def abort(self) -> None:
        self.told.append("aborted")

    def get_write_buffer_size(self) -> int:
        return 0


class Ear:
    """Remembers what is heard."""

    def __init__(self, socket: Socket) -> None:
        self.socket = socket
        self.heard: list[bytes] = []

    def on_message(self, text: bytes) -> None:
        self.heard.append(text)

    def on_lost(self) -> None:
        return


class CoreOnly(Socket):
    """As it would be without reading anything by itself."""

    def data_received(self, data: bytes) -> None:
        self._feed(data)


def told(kind: type[Socket], chunks: list[bytes], *, ends: bool) -> tuple[Any, ...]:
    """What a listener hears, and what goes back over the wire."""

    async def play() -> tuple[Any, ...]:
        ears: list[Ear] = []

        def welcome(socket: Socket) -> Ear:
            ears.append(Ear(socket))
            return ears[-1]

        socket, wire = kind(Door(welcome, max_message=LONGEST)), Wire()
        socket.connection_made(wire)
        for chunk in chunks:
            socket.data_received(chunk)
        if ends:
            socket.eof_received()
        return [ear.heard for ear in ears], _joined(wire.told), socket.closing

    return asyncio.run(play())


def _joined(written: list[bytes | str]) -> list[bytes | str]:
    found: list[bytes | str] = []
    for one in written:
        if isinstance(one, bytes) and found and isinstance(found[-1], bytes):
            found[-1] += one
        elif not (isinstance(one, bytes) and one.startswith(b"HTTP/1.1 101")):
            found.append(one)
    return found


def cut(stream: bytes, places: list[int]) -> list[bytes]:
    marks = sorted({place % (len(stream) + 1) for place in places} | {0, len(stream)})
    return [stream[a:b] for a, b in pairwise(marks)]


def long_form(payload: bytes) -> bytes:
    """A short text whose length takes the longer form."""
    return bytes([0x81, 0xFE]) + struct.pack("!H", len(payload)) + bytes(4) + payload


TEXTS = st.one_of(
    st.text(max_size=20).map(str.encode),
    st.sampled_from([b"", b"{}", b"x" * 125, b"x" * 126, b"x" * 127, b"x" * LONGEST, "灯".encode() * 60]),
)
SPLIT = st.lists(TEXTS, min_size=2, max_size=3).map(
    lambda parts: (
        frame(parts[0], fin=False)
        + b"".join(frame(b"!", PING) + frame(part, CONT, fin=False) for part in parts[1:-1])
        + frame(b"", CONT)
    )
)
GOOD = st.one_of(
    TEXTS.map(frame),
    st.binary(max_size=100).map(long_form).filter(lambda made: made[8:].isascii()),
    st.binary(max_size=125).map(lambda payload: frame(payload, PING)),
    st.binary(max_size=125).map(lambda payload: frame(payload, PONG)),
)
LAST = st.one_of(
    st.just(b""),
    st.sampled_from([b"", struct.pack("!H", 1000) + b"bye", b"x", struct.pack("!H", 5)]).map(lambda p: frame(p, CLOSE)),
    st.just(frame(b"\xff\xfe")),
    st.just(frame(b"\x00", BINARY)),
    st.just(frame(b"x", mask=False)),
    st.just(frame(b"x", CONT)),
    st.just(frame(b"x", 3)),
    st.just(frame(b"begun", fin=False) + frame(b"another")),
    st.just(frame(b"x", PING, fin=False)),
    st.just(frame(b"x" * 126, PING)),
    st.just(frame(b"x" * (LONGEST + 1))),
    st.just(b"\x81\xff" + struct.pack("!Q", 3) + bytes(4) + b"abc"),
    st.just(b"\x81\xff" + struct.pack("!Q", 2**40)),
    st.sampled_from([0x40, 0x20, 0x10]).map(lambda bit: bytes([0x81 | bit]) + frame(b"x")[1:]),
    st.binary(min_size=1, max_size=12),
)
CUTS = st.lists(st.integers(0, 10_000), max_size=12)


@settings(max_examples=400, deadline=None)
@given(st.lists(GOOD | SPLIT, max_size=6), LAST, CUTS, st.booleans())
def test_any_frames_in_any_pieces_come_out_as_from_the_core(
    good: list[bytes], last: bytes, places: list[int], ends: bool
) -> None:
    stream = b"".join(good) + last
    bytewise = [REQUEST, *(bytes([one]) for one in stream)]
    assert told(Socket, [REQUEST, *cut(stream, places)], ends=ends) == told(CoreOnly, bytewise, ends=ends)


@settings(max_examples=150, deadline=None)
@given(st.lists(GOOD, max_size=4), st.lists(GOOD, max_size=3), LAST, CUTS)
def test_after_a_frame_that_closes_nothing_is_heard_and_the_closing_is_as_the_cores(
    before: list[bytes], after: list[bytes], last: bytes, places: list[int]
) -> None:
    stream = b"".join([*before, frame(b"\xff"), *after, last])
    bytewise = [REQUEST, *(bytes([one]) for one in stream)]
    assert told(Socket, [REQUEST, *cut(stream, places)], ends=False) == told(CoreOnly, bytewise, ends=False)


@settings(max_examples=100, deadline=None)
@given(st.lists(TEXTS.map(frame), min_size=1, max_size=3), st.integers(0, 300), CUTS)
def test_what_comes_with_the_request_is_read_as_the_core_reads_it(
    good: list[bytes], early: int, places: list[int]
) -> None:
    stream = b"".join(good)
    chunks = [REQUEST + stream[:early], *cut(stream[early:], places)]
    assert told(Socket, chunks, ends=True) == told(CoreOnly, chunks, ends=True)


@settings(max_examples=50, deadline=None)
@given(st.lists(TEXTS.map(frame), min_size=1, max_size=3), CUTS)
def test_a_request_in_pieces_changes_nothing(good: list[bytes], places: list[int]) -> None:
    chunks = cut(REQUEST + b"".join(good), places)
    assert told(Socket, chunks, ends=True) == told(CoreOnly, chunks, ends=True)


@pytest.mark.parametrize("first", [[REQUEST], [REQUEST[:-1], b"\n"]])
def test_a_text_that_looks_like_a_frame_is_none_when_its_beginning_came_with_the_request(first: list[bytes]) -> None:
    lure = b"\x81\x82\x00\x00\x00\x00{}"
    begun = b"\x81" + bytes([0x80 + 4 + len(lure)]) + bytes(4) + b"\r\n\r\n"
    chunks = [*first[:-1], first[-1] + begun, lure]
    assert told(Socket, chunks, ends=False) == told(CoreOnly, chunks, ends=False)


@pytest.mark.parametrize("stream", [frame(b"{}") * 3, frame(b"x" * 200) + frame(b"?", PING)])
def test_plain_frames_do_not_trouble_the_core_with_texts(stream: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    fed: list[bytes] = []
    feed = Socket._feed
    monkeypatch.setattr(Socket, "_feed", lambda self, data: (fed.append(data), feed(self, data)))
    for chunks in ([stream], [stream[:3], stream[3:]]):
        fed.clear()
        told(Socket, [REQUEST, *chunks], ends=False)
        assert [data for data in fed[1:] if data[0] == 0x80 | TEXT] == []


def test_many_small_frames_in_one_piece_cost_no_more_than_their_number() -> None:
    chunk = frame(b"{}") * 30_000
    [heard], _, _ = told(Socket, [REQUEST, chunk], ends=False)
    assert len(heard) == 30_000
