#!/usr/bin/env python3
"""Checks that an entry leads to the root of the checkpoint in its receipt, as docs/record.md says.

usage: verify_inclusion.py RECEIPT ENTRY.json

Shares no code with Mawqif and needs only the standard library, which has no Ed25519: whether the
checkpoint is signed by the right key must be checked by other means.
"""

import base64
import hashlib
import json
import sys


def sha256(*parts):
    return hashlib.sha256(b"".join(parts)).digest()


receipt = open(sys.argv[1], encoding="utf-8").read()
entry = json.load(open(sys.argv[2], encoding="utf-8"))
lines, checkpoint = (part.split("\n") for part in receipt.split("\n\n", 1))
lines = [line for line in lines if not line.startswith("extra ")]
index = int(lines[1].removeprefix("index "))
proof = [base64.b64decode(line, validate=True) for line in lines[2:]]
size, root = int(checkpoint[1]), base64.b64decode(checkpoint[2], validate=True)

header = "mawqif entry v1\nseq {seq}\ntime {time}\nactor {actor}\nkind {kind} {version}\n".format(**entry)
if "commitment" in entry:
    commitment = bytes.fromhex(entry["commitment"])
else:
    commitment = sha256(bytes.fromhex(entry["salt"]), entry["payload"].encode())
top = sha256(b"\0", header.encode(), commitment)

# From the leaf up: `first` is the place of the subtree at this height, `last` that of the last one.
first, last = index, size - 1
for other in proof:
    if first % 2 == 1 or first == last:
        top = sha256(b"\1", other, top)
        # At the right edge, heights at which there is no sibling are skipped.
        while first % 2 == 0 and first > 0:
            first, last = first // 2, last // 2
    else:
        top = sha256(b"\1", top, other)
    first, last = first // 2, last // 2

proven = lines[0] == "c2sp.org/tlog-proof@v1" and index == entry["seq"] < size and last == 0 and top == root
print(f"entry {index} is {'' if proven else 'NOT '}among the {size} entries of {checkpoint[0]}")
sys.exit(not proven)
