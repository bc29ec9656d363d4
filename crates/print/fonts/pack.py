#!/usr/bin/env python3
"""Packs the fonts: Amiri Regular and Bold as their authors publish them, deflated (zlib), which halves them within the program.

usage: pack.py FOLDER      the folder with Amiri-Regular.ttf and Amiri-Bold.ttf, for example that of Debian's fonts-hosny-amiri
"""

import pathlib
import sys
import zlib

for weight in ("Regular", "Bold"):
    font = pathlib.Path(sys.argv[1], f"Amiri-{weight}.ttf").read_bytes()
    pathlib.Path(__file__).with_name(f"Amiri-{weight}.ttf.zz").write_bytes(zlib.compress(font, 9))
