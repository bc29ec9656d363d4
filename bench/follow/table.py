#!/usr/bin/env python3
"""Writes a made table of reports over ten years in a region of three degrees.

usage: table.py ROWS > table.csv
"""
import datetime
import random
import sys

random.seed(1)
FIRST = datetime.date(2010, 1, 1)
DAYS = [(FIRST + datetime.timedelta(day)).isoformat() for day in range(3_652)]
KINDS = ["shelling", "clash", "raid", "siege"]
ACTORS = ["army", "rebels", "militia"]
print("id,date,latitude,longitude,kind,actor,deaths,source")
for row in range(int(sys.argv[1])):
    day = DAYS[random.randrange(len(DAYS))]
    lat, lon = 35 + random.randrange(30_000) / 10_000, 36 + random.randrange(30_000) / 10_000
    kind, actor = random.choice(KINDS), random.choice(ACTORS)
    print(f"{row},{day},{lat:.4f},{lon:.4f},{kind},{actor},{random.randrange(6)},s{random.randrange(9)}")
