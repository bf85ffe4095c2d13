"""Pictures as a camera makes them: large, and with an EXIF block that says more than it should."""

import base64
import struct

from playwright.async_api import FilePayload, Page

_DRAW = """([width, height]) => {
    const canvas = Object.assign(document.createElement('canvas'), {width, height})
    const pen = canvas.getContext('2d')
    for (let x = 0; x < width; x += 50) {
        pen.fillStyle = `hsl(${x % 360} 60% 50%)`
        pen.fillRect(x, 0, 50, height)
    }
    return canvas.toDataURL('image/jpeg', 0.8).split(',')[1]
}"""


async def with_exif(page: Page, width: int, height: int) -> bytes:
    """A JPEG of this size, with an APP1 segment right after its first two bytes."""
    jpeg = base64.b64decode(await page.evaluate(_DRAW, [width, height]))
    exif = b"Exif\0\0MM\0*\0\0\0\x08\0\0\0\0\0\0"
    return jpeg[:2] + b"\xff\xe1" + struct.pack(">H", len(exif) + 2) + exif + jpeg[2:]


async def picture(page: Page, name: str = "photo.jpg") -> FilePayload:
    """A picture to be chosen from a gallery."""
    return {"name": name, "mimeType": "image/jpeg", "buffer": await with_exif(page, 800, 600)}
