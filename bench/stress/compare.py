"""The matrix method for the graph model, in numpy, beside Mawqif on the same drawn games.

Moves, preferences and joint moves are matrices over pairs of states (Xu, Li, Hipel and Kilgour, "A matrix
approach to status quo analysis in the graph model for conflict resolution", Applied Mathematics and Computation 212,
2009). Joint moves carry along who moved last, so that nobody moves twice running. Written plainly, as
the definitions are; a product of matrices is a product of floats, which numpy does fastest.

usage: compare.py TIME_STABILITY
"""

import json
import subprocess
import sys
import time

import numpy as np

MASK = (1 << 64) - 1
CONCEPTS = ["Nash", "GMR", "SMR", "SEQ", "SSEQ"]


def ranks(options, players, seed):
    """The same numbers as the example draws (SplitMix64)."""
    count = 1 << options
    drawn = []
    for _ in range(players * count):
        seed = (seed + 0x9E3779B97F4A7C15) & MASK
        mixed = seed
        mixed = ((mixed ^ mixed >> 30) * 0xBF58476D1CE4E5B9) & MASK
        mixed = ((mixed ^ mixed >> 27) * 0x94D049BB133111EB) & MASK
        drawn.append((mixed ^ mixed >> 31) % count)
    return np.array(drawn).reshape(players, count)


def product(a, b):
    """Where a path of one step of each leads."""
    return (a.astype(np.float32) @ b.astype(np.float32)) > 0


def joint(moves, others):
    """Where the others come to by one move or more, nobody moving twice running."""
    last = {player: moves[player].copy() for player in others}
    while True:
        after = {}
        for player in others:
            reached = last[player].copy()
            for before in others:
                if before != player:
                    reached |= product(last[before], moves[player])
            after[player] = reached
        if all(np.array_equal(after[player], last[player]) for player in others):
            return np.logical_or.reduce([last[player] for player in others])
        last = after


def matrix_method(options, players, rank):
    """The equilibria under each concept, and the seconds that each took."""
    count = 1 << options
    states = np.arange(count)
    differ = states[:, None] ^ states[None, :]
    own = [sum(1 << at for at in range(options) if at % players == player) for player in range(players)]
    moves = [((differ & ~mask) == 0) & (differ != 0) for mask in own]
    better = [rank[player][None, :] > rank[player][:, None] for player in range(players)]
    improving = [moves[player] & better[player] for player in range(players)]
    told = {}
    for concept in CONCEPTS:
        begun = time.perf_counter()
        everybody = np.ones(count, dtype=bool)
        for player in range(players):
            up, worse = improving[player], ~better[player]
            if concept == "Nash":
                everybody &= ~up.any(axis=1)
                continue
            others = [other for other in range(players) if other != player]
            answers = joint(moves if concept in ("GMR", "SMR") else improving, others)
            if concept in ("GMR", "SEQ"):
                sanction = worse
            else:
                # From state s, an answer t does when t and all that the player reaches from t are no better.
                escaped = product(better[player], moves[player].T)
                sanction = worse & ~escaped
            # An improvement is answered when some answer to it is a sanction.
            answered = product(sanction, answers.T)
            everybody &= ~(up & ~answered).any(axis=1)
        found = np.flatnonzero(everybody)
        seconds = time.perf_counter() - begun
        told[concept] = {"seconds": seconds, "count": len(found), "sum": int(found.sum())}
    return told


def main():
    binary = sys.argv[1]
    head = " | ".join(f"{name} (numpy)" for name in CONCEPTS)
    print(f"| states, players | {head} | same equilibria |")
    print("|---|" + "---:|" * len(CONCEPTS) + "---|")
    for options, players in [(6, 3), (8, 4), (10, 5), (12, 6), (16, 8)]:
        cells, same = [], []
        run = subprocess.run([binary, str(options), str(players), "1"], capture_output=True, text=True, check=True)
        own = json.loads(run.stdout)
        other = matrix_method(options, players, ranks(options, players, 1)) if options <= 10 else None
        for name in CONCEPTS:
            beside = f"{other[name]['seconds']:.4f}" if other else "too large"
            cells.append(f"{own[name]['seconds']:.6f} ({beside})")
            if other:
                same.append(all(own[name][key] == other[name][key] for key in ("count", "sum")))
        verdict = "yes" if same and all(same) else ("–" if not same else "NO")
        print(f"| {1 << options:,}, {players} | {' | '.join(cells)} | {verdict} |", flush=True)


main()
