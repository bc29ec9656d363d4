#!/usr/bin/env python3
"""Counts, for every rule, how often its speaker and its content were right on annotated sets: the figures of
`crates/core/src/initiative/press/confidence.rs`.

    bench/press/calibrate.py GOLD.jsonl READ.jsonl [GOLD.jsonl READ.jsonl …]
"""

import sys
from collections import Counter

from score import agreement, pairs, rows

right, all_ = Counter(), Counter()
for gold_file, read_file in zip(sys.argv[1::2], sys.argv[2::2]):
    by_id = {row["id"]: row["frames"] for row in rows(read_file)}
    for row in rows(gold_file):
        text, read = row["text"], by_id.get(row["id"], [])
        found, _ = pairs(text, row["frames"], read)
        for gold, at in zip(row["frames"], found):
            if at is None or gold.get("cls", "say") in ("position", "other", "orphan"):
                continue
            mine = read[at]
            speaker, content = mine["rule"].split("/")
            a, b = gold.get("speaker"), mine.get("speaker")
            all_["speaker", speaker] += 1
            right["speaker", speaker] += (a is b) if a is None or b is None else agreement(text, a, b) >= 0.6
            kind = f"{content}-{mine['mode']}"
            for key in (content, kind):
                all_["content", key] += 1
                right["content", key] += agreement(text, gold["content"], mine["content"]) >= 0.8
for kind, rule in sorted(all_):
    count = all_[kind, rule]
    print(f"{kind:8} {rule:18} {100 * right[kind, rule] // count:3} of 100   ({right[kind, rule]} of {count})")
