#!/usr/bin/env python3
"""Draws docs/pictures/unify.svg: what a terminal shows after `mawqif unify examples/wadi-nahr.toml`.

Runs the program behind a pseudo-terminal, so that it uses the colours it would use there, and sets
its output as text in an SVG. Lines wider than the picture are folded at a space and indented, which
is the only thing changed. Needs Python 3 on a Unix and nothing else.

usage: docs/pictures/unify.py [MAWQIF]    the program; target/release/mawqif when absent
"""

import os
import pty
import re
import struct
import sys
import termios
import unicodedata
from fcntl import ioctl
from html import escape
from pathlib import Path

TOP = Path(__file__).resolve().parents[2]
OUTPUT = Path(__file__).with_suffix(".svg")
CASE = "examples/wadi-nahr.toml"

COLUMNS = 128
ADVANCE, LEADING, SIZE = 7.4, 18, 12.3  # pixels: a column, a line, a letter
MARGIN, HEAD = 26, 44

# The program's colours by their ANSI code; the classes stand in STYLE.
CLASSES = {1: "bold", 2: "dim", 31: "red", 32: "green", 33: "yellow", 34: "blue", 35: "magenta", 36: "cyan"}

STYLE = """
  text { font: %(size)spx ui-monospace, 'DejaVu Sans Mono', 'SF Mono', Menlo, Consolas, monospace;
         fill: #1f2328; white-space: pre }
  .paper { fill: #fdfcf9; stroke: #d5d0c4 }
  .rule { stroke: #d5d0c4 }
  .command { fill: #6b6558 }
  .bold { font-weight: 600; fill: #14171a }
  .dim { fill: #6b6558 }
  .red { fill: #a3271f } .green { fill: #2c6e3f } .yellow { fill: #7a5a00 }
  .blue { fill: #27548a } .magenta { fill: #7a3b78 } .cyan { fill: #1f6a70 }
  @media (prefers-color-scheme: dark) {
    text { fill: #d6d3cc }
    .paper { fill: #1b1d20; stroke: #3a3d42 } .rule { stroke: #3a3d42 }
    .command, .dim { fill: #98948a } .bold { fill: #f3f1ec }
    .red { fill: #e98a80 } .green { fill: #86c798 } .yellow { fill: #d8b45c }
    .blue { fill: #8db6e6 } .magenta { fill: #d09ace } .cyan { fill: #7fc6cb }
  }
"""


def shown_by(program):
    """The bytes the program writes to a terminal of COLUMNS columns, as text."""
    child, terminal = pty.fork()
    if child == 0:
        os.chdir(TOP)
        for name in ("NO_COLOR", "COLUMNS"):
            os.environ.pop(name, None)
        os.environ["TERM"] = "xterm-256color"
        ioctl(1, termios.TIOCSWINSZ, struct.pack("HHHH", 60, COLUMNS, 0, 0))
        os.execv(program, [program, "unify", CASE])
    written = b""
    while True:
        try:
            block = os.read(terminal, 65536)
        except OSError:  # Linux says so when the other end is closed
            block = b""
        if not block:
            break
        written += block
    _, status = os.waitpid(child, 0)
    if status:
        sys.exit(f"{program} failed")
    return written.decode()


def styled(line):
    """The line as pairs of a character and its classes."""
    cells, classes = [], set()
    for part in re.split(r"(\x1b\[[0-9;]*m)", line):
        if part.startswith("\x1b"):
            for code in (int(it or 0) for it in part[2:-1].split(";")):
                classes = set() if code == 0 else classes | ({CLASSES[code]} if code in CLASSES else set())
        else:
            cells += [(character, " ".join(sorted(classes))) for character in part]
    return cells


def width(cells):
    return sum(0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) == "W" else 1 for c, _ in cells)


def folded(cells):
    """The line cut at spaces to COLUMNS, its rest indented a little further than its beginning."""
    indent = len(cells) - len("".join(c for c, _ in cells).lstrip(" "))
    lines = []
    while width(cells) > COLUMNS:
        spaces = [at for at in range(indent + 1, COLUMNS) if cells[at][0] == " "]
        if not spaces:
            break
        lines.append(cells[: spaces[-1]])
        cells = [(" ", "")] * (indent + 2) + cells[spaces[-1] + 1 :]
        indent = len(cells) - len("".join(c for c, _ in cells).lstrip(" "))
    return lines + [cells]


def words(cells):
    """Runs between spaces: column, letters, classes. Each is set at its own place, so that columns
    stay under each other in whatever font the reader has."""
    at, runs = 0, []
    for character, classes in cells:
        if character != " ":
            if runs and runs[-1][3] == at and runs[-1][2] == classes:
                runs[-1][1] += character
                runs[-1][3] += 1
            else:
                runs.append([at, character, classes, at + 1])
        at += 1
    return [run[:3] for run in runs]


def drawn(lines):
    side = round(2 * MARGIN + COLUMNS * ADVANCE)
    height = HEAD + MARGIN + LEADING * len(lines)
    title = f"$ mawqif unify {CASE}"
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {side} {height}" width="{side}" height="{height}" role="img">',
        f"<title>The output of mawqif unify {CASE}</title>",
        f"<style>{STYLE % {'size': SIZE}}</style>",
        f'<rect class="paper" x="0.5" y="0.5" width="{side - 1}" height="{height - 1}" rx="6"/>',
        f'<text class="command" x="{MARGIN}" y="27">{escape(title)}</text>',
        f'<line class="rule" x1="0.5" x2="{side - 0.5}" y1="{HEAD - 3}.5" y2="{HEAD - 3}.5"/>',
    ]
    for number, cells in enumerate(lines):
        y = HEAD + LEADING * (number + 1)
        spans = "".join(
            f'<tspan x="{MARGIN + at * ADVANCE:.1f}"{f" class={chr(34)}{classes}{chr(34)}" if classes else ""}>{escape(letters)}</tspan>'
            for at, letters, classes in words(cells)
        )
        if spans:
            parts.append(f'<text y="{y}">{spans}</text>')
    return "\n".join(parts) + "\n</svg>\n"


def main():
    program = sys.argv[1] if len(sys.argv) > 1 else TOP / "target/release/mawqif"
    text = shown_by(str(Path(program).resolve())).replace("\r\n", "\n").rstrip("\n")
    lines = [line for whole in text.split("\n") for line in folded(styled(whole))]
    OUTPUT.write_text(drawn(lines), encoding="utf-8")


if __name__ == "__main__":
    main()
