#!/usr/bin/env python3
"""Cross-validates what a reading calls sure: rules are counted on one annotated set, and those that were right there in
97 of 100, at least ten times, are counted again on the other; then the other way round.

    bench/press/across.py GOLD_A.jsonl READ_A.jsonl GOLD_B.jsonl READ_B.jsonl

A rule's finding is told apart by what `confidence.rs` tells apart: for a speaker its rule and the rule of what he said,
for what was said its rule and whether a comma stands in it. Standard library only.
"""

import sys
from collections import Counter

from score import SURE, ascribed, pairs, rows

LEAST = 10  # findings without which nothing is called sure


def found(gold_file, read_file):
    """For every field of a found frame: kind, rule, whether it was right, whether the reading called it sure."""
    by_id = {row["id"]: row["frames"] for row in rows(read_file)}
    for row in rows(gold_file):
        text, read = row["text"], by_id.get(row["id"], [])
        for gold, at in zip(row["frames"], pairs(text, row["frames"], read)[0]):
            if at is None or gold.get("cls", "say") in ("position", "other", "orphan"):
                continue
            mine = read[at]
            speaker, content = mine["rule"].split("/")
            commas = any(mark in text[slice(*mine["content"])] for mark in ",،")
            rules = {"speaker": (speaker, content), "content": (content, commas)}
            for kind, rule in rules.items():
                if kind == "speaker" and mine["speaker"] is None:
                    continue
                right, _ = ascribed(None, text, gold, mine, kind)
                yield kind, rule, right, (mine.get(f"{kind}_confidence") or 0) >= SURE


def main():
    sets = [list(found(*sys.argv[at : at + 2])) for at in (1, 3)]
    for here, there, way in ((0, 1, "first to second"), (1, 0, "second to first")):
        right, all_ = Counter(), Counter()
        for kind, rule, is_right, _ in sets[here]:
            all_[kind, rule] += 1
            right[kind, rule] += is_right
        sure = {rule for rule in all_ if all_[rule] >= LEAST and 100 * right[rule] >= SURE * all_[rule]}
        for kind in ("speaker", "content"):
            tried = [is_right for its, rule, is_right, _ in sets[there] if its == kind and (its, rule) in sure]
            share = f"{sum(tried) / len(tried):.3f} right of {len(tried)}" if tried else "none"
            names = " ".join("/".join(map(str, rule)) for its, rule in sorted(sure, key=str) if its == kind)
            print(f"{way:16} {kind:8} {share}   sure there: {names or 'none'}")
    for kind in ("speaker", "content"):
        for at, name in enumerate(("first", "second")):
            called = [is_right for its, _, is_right, is_sure in sets[at] if its == kind and is_sure]
            share = f"{sum(called) / len(called):.3f} right of {len(called)}" if called else "none"
            print(f"as called, {name:6} {kind:8} {share}")


if __name__ == "__main__":
    main()
