#!/usr/bin/env python3
"""Writes a made table of reports over ten years in a region of three degrees; with `clustered`, four of five reports in twelve towns, each told by
its centre, and on sixty days: as tables of an offensive are.

usage: table.py ROWS [clustered [SEED]] > table.csv
"""
import datetime
import random
import sys

rows, is_clustered = int(sys.argv[1]), sys.argv[2:3] == ["clustered"]
seed = int(sys.argv[3]) if len(sys.argv) > 3 else 1
random.seed(seed)
FIRST = datetime.date(2010, 1, 1)
DAYS = [(FIRST + datetime.timedelta(day)).isoformat() for day in range(3_652)]
KINDS = ["shelling", "clash", "raid", "siege"]
ACTORS = ["army", "rebels", "militia"]
TOWNS = [(35.2 + town % 4 * 0.6, 36.2 + town // 4 * 0.9) for town in range(12)]
OFFENSIVE = DAYS[2_200:2_260]
# Rows of another seed are of another source, which has ids of its own.
mark = "" if seed == 1 else f"t{seed}-"
print("id,date,latitude,longitude,kind,actor,deaths,source")
for row in range(rows):
    day = DAYS[random.randrange(len(DAYS))]
    lat, lon = 35 + random.randrange(30_000) / 10_000, 36 + random.randrange(30_000) / 10_000
    kind, actor = random.choice(KINDS), random.choice(ACTORS)
    if is_clustered and random.randrange(5):
        (lat, lon), day = random.choice(TOWNS), random.choice(OFFENSIVE)
    print(f"{mark}{row},{day},{lat:.4f},{lon:.4f},{kind},{actor},{random.randrange(6)},s{random.randrange(9)}")
