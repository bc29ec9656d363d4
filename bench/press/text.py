#!/usr/bin/env python3
"""Prints the texts of the annotated sets, one on a line, repeated up to a number of bytes."""

import json
import pathlib
import sys

folder, limit = pathlib.Path(sys.argv[1]), int(sys.argv[2])
texts = []
for name in ("gold_native_dev", "gold_dev2", "gold_seed"):
    with open(folder / f"{name}.jsonl", encoding="utf-8") as lines:
        texts += [json.loads(line)["text"] for line in lines if line.strip()]
once = "\n".join(texts) + "\n"
sys.stdout.write(once * (limit // len(once.encode())))
