"""Opinion groups of Mawqif and of red-dwarf on the same votes: processor seconds, peak memory, partitions.

Two comparisons, each of one job on both sides. From the file: of Mawqif the whole process, from its start to the statements that stand for
the groups; of red-dwarf reading the file with pandas, as fast as it goes, and run_pipeline, without the imports. From memory: votes are there
already; of Mawqif the processor seconds of groups and what they say, of red-dwarf those of run_pipeline. Peak memory is of either process.
"""
import csv
import json
import os
import re
import resource
import subprocess
import sys
import time

KEYS = [("participant", "voter-id"), ("statement", "comment-id")]


def votes_of(path):
    """The votes of a file as red-dwarf wants them, the last one of a person on a statement."""
    last = {}
    for line, row in enumerate(csv.DictReader(open(path))):
        person, statement = (row.get(plain) or row[polis] for plain, polis in KEYS)
        key = (int(person), int(statement))
        at = int(row.get("timestamp") or line)
        if key not in last or last[key]["modified"] <= at:
            last[key] = {"participant_id": key[0], "statement_id": key[1], "vote": int(row["vote"]), "modified": at}
    return list(last.values())


def read_by_pandas(path):
    """As `votes_of`, by the fastest reader there is for it."""
    import pandas

    table = pandas.read_csv(path)
    names = {polis if polis in table else plain: f"{plain}_id" for plain, polis in KEYS}
    table = table.rename(columns=names | {"timestamp": "modified"})
    if "modified" in table:
        table = table.sort_values("modified", kind="stable")
    else:
        table["modified"] = range(len(table))
    table = table.drop_duplicates(["participant_id", "statement_id"], keep="last")
    return table[["participant_id", "statement_id", "vote", "modified"]].to_dict("records")


def theirs(path):
    """One run of red-dwarf: for a process of its own."""
    from reddwarf.implementations.polis import run_pipeline

    begun = time.process_time()
    votes = read_by_pandas(path)
    read = time.process_time() - begun
    begun = time.process_time()
    run_pipeline(votes=votes, mod_out_statement_ids=[], random_state=1)
    seconds = time.process_time() - begun
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print(json.dumps({"read": read, "seconds": seconds, "peak": peak / 1024}))


def ours(program, path, *words):
    """Processor seconds, seconds by the clock, and MiB of a run of ours."""
    begun = time.monotonic()
    child = subprocess.Popen([program, path, *words], stdout=subprocess.PIPE, text=True)
    told = child.stdout.read().strip()
    _, status, usage = os.wait4(child.pid, 0)
    assert status == 0, told
    clock = time.monotonic() - begun
    return usage.ru_utime + usage.ru_stime, clock, usage.ru_maxrss / 1024, told


def run_theirs(path):
    command = [sys.executable, __file__, "theirs", path]
    return json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


def row(name, program, path):
    runs = [ours(program, path, "polis", "1") for _ in range(20)]
    often = [ours(program, path, "polis", "1", "often")[3] for _ in range(2)]
    stages = [re.findall(r"(?:groups|figures) [0-9.]+ s \(([0-9.]+) s", told) for told in often]
    whole, inside = min(run[0] for run in runs), min(sum(map(float, stage)) for stage in stages)
    memory = min(run[2] for run in runs)
    other = [run_theirs(path) for _ in range(3)]
    outside, peak = min(run["seconds"] for run in other), min(run["peak"] for run in other)
    both = min(run["read"] + run["seconds"] for run in other)
    print(
        f"| {name} | {whole:.3f} | {both:.3f} | {both / whole:.0f} | {inside:.4f} | {outside:.3f} | {outside / inside:.0f} "
        f"| {memory:.0f} | {peak:.0f} | {peak / memory:.0f} |",
        flush=True,
    )


def adjusted_rand(one, two):
    from sklearn.metrics import adjusted_rand_score

    both = sorted(set(one) & set(two))
    return len(both), adjusted_rand_score([one[person] for person in both], [two[person] for person in both])


def published(folder, name):
    """Votes, what was moderated out, and groups of a set with Polis' own result."""
    production = os.path.join(folder, "production-output", name)
    if os.path.isdir(production):
        math = json.load(open(os.path.join(production, "math-pca2.json")))
        votes = json.load(open(os.path.join(production, "votes.json")))
        base = dict(zip(math["base-clusters"]["id"], math["base-clusters"]["members"]))
    else:
        math = json.load(open(os.path.join(folder, "clojure-output", f"{name}.clj.json")))
        votes = votes_of(os.path.join(folder, name, "votes.csv"))
        base = {cluster["id"]: cluster["members"] for cluster in math["base-clusters"]}
    groups = {person: group["id"] for group in math["group-clusters"] for at in group["members"] for person in base[at]}
    return votes, math["mod-out"] or [], groups


def partitions(folder):
    from reddwarf.implementations.polis import run_pipeline

    print("| set | people | red-dwarf, number open | red-dwarf, Polis' number |\n|---|---:|---:|---:|")
    singles = sorted(name[:-9] for name in os.listdir(os.path.join(folder, "clojure-output")))
    produced = sorted(name for name in os.listdir(os.path.join(folder, "production-output")) if "ptpt" in name)
    for name in singles + produced:
        votes, out, groups = published(folder, name)
        told = []
        for count in (None, len(set(groups.values()))):
            result = run_pipeline(votes=votes, mod_out_statement_ids=out, random_state=1, force_group_count=count)
            found = {int(person): int(at) for person, at in result.participants_df["cluster_id"].dropna().items()}
            told.append(adjusted_rand(groups, found))
        print(f"| {name} | {told[0][0]} | {told[0][1]:.3f} | {told[1][1]:.3f} |", flush=True)


def drawn(program, work, people, statements, votes):
    path = os.path.join(work, f"drawn-{people}-{statements}-{votes}.csv")
    if not os.path.exists(path):
        with open(path + ".part", "wb") as out:
            subprocess.run([program, "draw", str(people), str(statements), str(votes), "1"], check=True, stdout=out)
        os.rename(path + ".part", path)
    return path


def main():
    program, folder, work, what = sys.argv[1:]
    if what in ("real", "drawn", "all"):
        print("| votes | from the file: s | red-dwarf s | ratio | from memory: s | red-dwarf s | ratio | MiB | red-dwarf MiB | ratio |")
        print("|---" + "|---:" * 9 + "|")
    if what in ("real", "all") and os.path.isdir(folder):
        for name in sorted(os.listdir(folder)):
            path = os.path.join(folder, name, "votes.csv")
            if os.path.exists(path):
                row(name, program, path)
    if what in ("drawn", "all"):
        row("20,000 × 300, 1,000,000 drawn", program, drawn(program, work, 20_000, 300, 1_000_000))
    if what in ("drawn", "large", "all"):
        sizes = [(33_000, 783, 2_000_000)] + ([(1_000_000, 1_000, 50_000_000)] if what == "large" else [])
        for people, statements, votes in sizes:
            path = drawn(program, work, people, statements, votes)
            cpu, clock, memory, told = ours(program, path, "mawqif", str(min(os.cpu_count(), 2)), "certify", "update")
            print(f"{people} × {statements}, {votes} votes: {clock:.2f} s by the clock, {cpu:.2f} s CPU, {memory:.0f} MiB; {told}")
    if what in ("partitions", "all") and os.path.isdir(folder):
        partitions(folder)


if __name__ == "__main__":
    if sys.argv[1] == "theirs":
        theirs(sys.argv[2])
    else:
        main()
