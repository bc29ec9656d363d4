#!/usr/bin/env python3
"""Runs a command, tells its processor time and peak memory, and what it found in the words of the bench.

usage: compare.py ours|theirs COMMAND...
"""
import json
import resource
import subprocess
import sys
import time

start = time.monotonic()
told = json.loads(subprocess.run(sys.argv[2:], check=True, capture_output=True, text=True).stdout)
wall = time.monotonic() - start
spent = resource.getrusage(resource.RUSAGE_CHILDREN)
if sys.argv[1] == "ours":
    area = told["commitments"][0]["areas"][0]
    period = area["periods"][0]
    told = {
        "count": period["count"],
        "ratio": round(period["ratio"], 3),
        "low": round(period["ratio_low"], 3),
        "alarm": area["alarm"]["day"],
        "found": told["alike"]["found"],
    }
cpu = spent.ru_utime + spent.ru_stime
print(f"{sys.argv[1]}: {cpu:.2f} s of processor time, {wall:.2f} s, {spent.ru_maxrss / 1024:.0f} MiB; {json.dumps(told)}")
