#!/usr/bin/env python3
"""Scores readings of press reports against annotated sets: frames, speakers, contents, by mode.

    mawqif read --jsonl GOLD.jsonl > READ.jsonl
    bench/press/score.py GOLD.jsonl READ.jsonl [--errors]

Both files hold a line {"id", "frames": [{"verb", "speaker", "mode", "content", ...}]} per text, offsets in code
points. A frame is found when the verbs overlap (frames without a verb: when the contents do). A speaker is right
when both are null or the tokens agree with F1 >= .6, exactly right when equal; a content when F1 >= .8. Gold frames
of the classes position, other and orphan are neither asked for nor punished. Standard library only.
"""

import argparse
import json
import re
import sys
from collections import Counter

SURE = 97  # what a reading calls sure
WORD = re.compile(r"\w+")


def rows(path):
    with open(path, encoding="utf-8") as lines:
        return [json.loads(line) for line in lines if line.strip()]


def words(text, span):
    return [match.span() for match in WORD.finditer(text, *span)] if span else []


def agreement(text, a, b):
    """F1 of the words two spans share."""
    a, b = set(words(text, a)), set(words(text, b))
    if not a or not b:
        return float(a == b)
    shared = len(a & b)
    return 2 * shared / (len(a) + len(b)) if shared else 0.0


def overlap(a, b):
    return bool(a and b and a[0] < b[1] and b[0] < a[1])


def same_frame(text, gold, read):
    if gold.get("verb") is None or read.get("verb") is None:
        return gold.get("verb") is read.get("verb") is None and agreement(text, gold["content"], read["content"]) >= 0.5
    return overlap(gold["verb"], read["verb"]) or overlap(gold.get("verb_alt"), read["verb"])


def pairs(text, gold, read):
    """Each read frame with the gold frame it found; the same verb first."""
    left, found = list(range(len(read))), []
    for g in gold:
        best = [i for i in left if same_frame(text, g, read[i])]
        best.sort(key=lambda i: read[i].get("verb") != g.get("verb"))
        found.append(best[0] if best else None)
        if best:
            left.remove(best[0])
    return found, left


class Tally:
    def __init__(self):
        self.hit = self.gold = self.read = 0

    def line(self):
        p = self.hit / self.read if self.read else 0.0
        r = self.hit / self.gold if self.gold else 0.0
        f = 2 * p * r / (p + r) if p + r else 0.0
        return f"P {p:5.3f}  R {r:5.3f}  F1 {f:5.3f}   ({self.hit} of {self.gold} gold, {self.read} read)"


def ascribed(frame, text, gold, read, kind):
    a, b = gold.get(kind), read.get(kind)
    if kind == "speaker" and (a is None or b is None):
        return a is b, a is b
    f1 = agreement(text, a, b)
    return f1 >= (0.6 if kind == "speaker" else 0.8), a == b


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold")
    parser.add_argument("read")
    parser.add_argument("--errors", action="store_true", help="list what was missed or wrong")
    args = parser.parse_args()
    by_id = {row["id"]: row["frames"] for row in rows(args.read)}
    tallies = {name: Tally() for name in ("frame", "speaker", "speaker exact", "content", "content exact")}
    by_mode = {mode: Counter() for mode in "DIN"}
    sure = Counter()
    extra = {name: Tally() for name in ("stance", "condition", "commitment")}
    wrong = []
    for row in rows(args.gold):
        text, read = row["text"], by_id.get(row["id"], [])
        found, left = pairs(text, row["frames"], read)
        for gold, at in zip(row["frames"], found):
            asked = gold.get("cls", "say") not in ("position", "other", "orphan")
            if not asked:
                continue
            mode = by_mode[gold["mode"]]
            mode["gold"] += 1
            for tally in tallies.values():
                tally.gold += 1
            if at is None:
                wrong.append((row["id"], "missed", gold["mode"], text, gold, None))
                continue
            mine = read[at]
            mode["frame"] += 1
            for tally in tallies.values():
                tally.read += 1
            tallies["frame"].hit += 1
            for kind in ("speaker", "content"):
                near, exact = ascribed(None, text, gold, mine, kind)
                tallies[kind].hit += near
                tallies[f"{kind} exact"].hit += exact
                mode[kind] += near
                if (mine.get(f"{kind}_confidence") or 0) >= SURE:
                    sure[kind] += 1
                    sure[f"{kind} right"] += near
                if not near:
                    wrong.append((row["id"], kind, gold["mode"], text, gold, mine))
            for kind, tally in extra.items():
                a, b = gold.get(kind), mine.get(kind)
                if kind == "condition":
                    tally.gold += a is not None
                    tally.read += b is not None
                    tally.hit += bool(a and b and agreement(text, a, b) >= 0.6)
                else:
                    tally.gold += bool(a)
                    tally.read += bool(b)
                    tally.hit += bool(a) and a == b
        for at in left:
            for tally in tallies.values():
                tally.read += 1
            wrong.append((row["id"], "invented", read[at]["mode"], text, None, read[at]))
    for name, tally in tallies.items():
        print(f"{name:14} {tally.line()}")
    for mode, count in by_mode.items():
        if count["gold"]:
            shares = "  ".join(f"{kind} {count[kind] / count['gold']:5.3f}" for kind in ("frame", "speaker", "content"))
            print(f"recall in {mode}    {shares}   ({count['gold']} gold)")
    for kind in ("speaker", "content"):
        if sure[kind]:
            print(f"sure {kind:9} {sure[kind + ' right'] / sure[kind]:5.3f} right of {sure[kind]}")
    for name, tally in extra.items():
        if tally.gold:
            print(f"{name:14} {tally.line()}")
    if args.errors:
        def cut(text, span):
            if span is None:
                return "-"
            part = text[span[0]:span[1]].replace("\n", " ")
            return part if len(part) < 110 else f"{part[:60]} … {part[-45:]}"

        for name, kind, mode, text, gold, mine in wrong:
            print(f"\n[{kind} {mode}] {name} {(mine or {}).get('rule', '')}")
            verb = (gold or mine)["verb"]
            if verb:
                print(f"   {text[max(0, verb[0] - 60):verb[0]]}⟦{text[verb[0]:verb[1]]}⟧{text[verb[1]:verb[1] + 130]}".replace("\n", " "))
            for label, frame in (("gold", gold), ("read", mine)):
                if frame and kind in ("speaker", "content"):
                    print(f"   {label}: {cut(text, frame[kind])}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
