#!/usr/bin/env python3
"""Writes a made case whose commitments all name all of its areas, in the region of `table.py`.

usage: wide_case.py COMMITMENTS AREAS > case.toml
"""
import random
import sys

random.seed(2)
commitments, areas = int(sys.argv[1]), int(sys.argv[2])
kinds = ["shelling", "clash", "raid", "siege"]
actors = ["army", "rebels", "militia"]
print('mawqif = 1\n[initiative]\nid = "wide"\n[rule]\nfallback = "none"\n[[body]]\nid = "ours"\n[[party]]\nid = "theirs"')
for area in range(areas):
    lat, lon = 35 + random.random() * 3, 36 + random.random() * 3
    print(f'[[place]]\nid = "p{area}"\nat = [{lat:.4f}, {lon:.4f}]')
where = ", ".join(f'"p{area}"' for area in range(areas))
for number in range(commitments):
    kind, actor = kinds[number % 4], actors[number % 3]
    counts = "deaths" if number % 2 else "events"
    month = 1 + number % 12
    print(f'[[commitment]]\nid = "c{number}"\nobliged = ["theirs"]\nkind = "abstain"\nwhere = [{where}]')
    print(f'from = 2015-{month:02d}-01\nindicator = {{ counts = "{counts}", kinds = ["{kind}"], actors = ["{actor}"] }}')
    print(f'baseline = {{ from = 2014-{month:02d}-01, until = 2014-12-31 }}')
