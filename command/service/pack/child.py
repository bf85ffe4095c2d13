"""A document set in a process of its own, with little priority: JSON from standard input to a PDF on standard output.

Run as a file, by itself. It may not read the system's fonts, and nothing is fetched: what it needs comes with the data.
"""

import os
import resource
import sys
from pathlib import Path

_MEMORY = 4 << 30


def main() -> None:
    """The limits first, then the document. Arguments: the fonts' folder, seconds of processor time, the template."""
    fonts, seconds, name = sys.argv[1], int(sys.argv[2]), sys.argv[3]
    os.nice(10)
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    import typst

    template = Path(__file__).with_name(Path(name).name).read_bytes()
    data = sys.stdin.buffer.read().decode()
    found = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[fonts])
    made = typst.compile(template, font_paths=found, format="pdf", sys_inputs={"data": data})
    sys.stdout.buffer.write(made)


if __name__ == "__main__":
    main()
