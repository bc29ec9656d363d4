#!/usr/bin/env python3
"""What `mawqif follow` does with the table of the bench, in pandas and numpy: read, doubled ids, counts by day, rates, a
CUSUM line, and the pairs within a day and three kilometres that share kind and actor. Prints what it found as JSON.

usage: pandas_follow.py TABLE.csv
"""
import json
import sys

import numpy as np
import pandas as pd

EARTH = 6_371.0
CELL = 0.03

table = pd.read_csv(sys.argv[1], parse_dates=["date"])
table = table.drop_duplicates("id")
table["day"] = (table["date"] - pd.Timestamp("1970-01-01")).dt.days

counted = table[(table["kind"] == "shelling") & (table["actor"] == "army")]
counts = counted.groupby("date").size()
days = counts.reindex(pd.date_range("2010-01-01", "2019-12-31"), fill_value=0)
before, since = days[:"2014-12-31"], days["2015-01-01":"2019-12-31"]
mean = before.mean()
dispersion = max(1.0, ((before - mean) ** 2 / mean).sum() / (len(before) - 1))
ratio = since.mean() / mean
spread = np.exp(1.96 * np.sqrt(dispersion * (1 / since.sum() + 1 / before.sum())))
bad, good = mean, mean / 2
reference = round((bad - good) / np.log(bad / good) * 1000)
stands, alarm = 0, None
for day, count in since.items():
    stands = max(0, stands + int(count) * 1000 - reference)
    if stands >= 8_000 and alarm is None:
        alarm = day.date().isoformat()

# Pairs: every report meets those of its day and the next in its cell and the eight around it.
table["x"] = np.floor(table["latitude"] / CELL).astype(int)
table["y"] = np.floor(table["longitude"] / (CELL * 1.3)).astype(int)
left = table[["id", "day", "x", "y", "latitude", "longitude", "kind", "actor"]]
found = 0
for later in (0, 1):
    for x in (-1, 0, 1):
        for y in (-1, 0, 1):
            right = left.assign(day=left["day"] - later, x=left["x"] - x, y=left["y"] - y)
            pairs = left.merge(right, on=["day", "x", "y", "kind", "actor"], suffixes=("", "2"))
            if later == 0:
                pairs = pairs[pairs["id"] < pairs["id2"]]
            a, b = np.radians(pairs["latitude"]), np.radians(pairs["latitude2"])
            across = np.radians(pairs["longitude2"] - pairs["longitude"])
            half = np.sin((b - a) / 2) ** 2 + np.cos(a) * np.cos(b) * np.sin(across / 2) ** 2
            found += int((2 * EARTH * np.arcsin(np.sqrt(half)) <= 3.0).sum())
print(json.dumps({"count": int(since.sum()), "ratio": round(ratio, 3), "low": round(ratio / spread, 3), "alarm": alarm, "found": found}))
