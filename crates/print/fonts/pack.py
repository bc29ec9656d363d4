#!/usr/bin/env python3
"""Packs the fonts: Amiri Regular and Bold without the names of their glyphs, which are a quarter of them and nobody's to read here,
deflated (zlib), which halves them within the program.

usage: pack.py FOLDER      the folder with Amiri-Regular.ttf and Amiri-Bold.ttf, for example that of Debian's fonts-hosny-amiri
"""

import pathlib
import struct
import sys
import zlib


def nameless(font):
    """The font with version 3 of the table `post`, which has no names (OpenType, `post`); every other table as it is."""
    (count,) = struct.unpack(">H", font[4:6])
    tables = {}
    for at in range(12, 12 + 16 * count, 16):
        tag, _, offset, length = struct.unpack(">4sLLL", font[at : at + 16])
        tables[tag] = font[offset : offset + length]
    tables[b"post"] = struct.pack(">L", 0x00030000) + tables[b"post"][4:32]
    # The sum of the whole file counts as if it were not there.
    tables[b"head"] = tables[b"head"][:8] + bytes(4) + tables[b"head"][12:]
    head, body, start = font[:12], b"", 12 + 16 * len(tables)
    for tag, table in sorted(tables.items()):
        head += struct.pack(">4sLLL", tag, checksum(table), start + len(body), len(table))
        if tag == b"head":
            adjustment = start + len(body) + 8
        body += padded(table)
    whole = head + body
    sum_of_all = struct.pack(">L", (0xB1B0AFBA - checksum(whole)) % 2**32)
    return whole[:adjustment] + sum_of_all + whole[adjustment + 4 :]


def padded(table):
    return table + bytes(-len(table) % 4)


def checksum(table):
    table = padded(table)
    return sum(struct.unpack(f">{len(table) // 4}L", table)) % 2**32


for weight in ("Regular", "Bold"):
    font = pathlib.Path(sys.argv[1], f"Amiri-{weight}.ttf").read_bytes()
    pathlib.Path(__file__).with_name(f"Amiri-{weight}.ttf.zz").write_bytes(zlib.compress(nameless(font), 9))
