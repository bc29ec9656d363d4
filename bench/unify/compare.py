#!/usr/bin/env python3
"""Mawqif on drawn coalitions (`draw.py`).

As it is: the least burden of a winning package, beside CP-SAT, HiGHS and RC2. Every solver gets the same coalition, on
one thread, with the same time limit. What is timed, on each side within its own process, is building the model from the
coalition in memory and solving it; reading files is not. An optimum counts only when the solver says it is proven, and
all proven optima of a coalition must agree.

With --answer: the whole answer of Mawqif at each size of the table in docs/benchmarks.md, time and memory.
With --write: the dossiers of that table as files.
"""
import argparse, json, os, pathlib, platform, statistics, subprocess, sys, tempfile, time

from draw import draw

SEEDS = (1, 2, 3)


def instances(quick):
    """(name, bodies, conditions, stances shared, share of red lines, quota of the second weight)."""
    tight, loose, usual = (3, 4), (1, 2), (2, 3)
    rows = [
        ("30×15", 30, 15, None, 0.25, usual),
        ("60×25", 60, 25, None, 0.25, usual),
        ("100×40", 100, 40, None, 0.25, usual),
    ]
    if not quick:
        rows += [
            ("100×40, tight quota (3/4)", 100, 40, None, 0.25, tight),
            ("100×40, loose quota (1/2)", 100, 40, None, 0.25, loose),
            ("100×40, no red lines", 100, 40, None, 0.0, usual),
            ("100×40, red lines in half of the stances", 100, 40, None, 0.5, usual),
            ("200×60", 200, 60, None, 0.25, usual),
            ("300×80", 300, 80, None, 0.25, usual),
            ("500×100", 500, 100, None, 0.25, usual),
            ("5,000 bodies in 100 stances × 200", 5000, 200, 100, 0.25, usual),
        ]
    return rows


def sizes(quick):
    """(name, bodies, conditions, stances shared) of the table of whole answers."""
    small = [("30×15", 30, 15, None), ("60×25", 60, 25, None)]
    large = [("100×50", 100, 50, None), ("200×60", 200, 60, None), ("500×100", 500, 100, None),
             ("5,000 in 100 stances × 200", 5000, 200, 100)]
    return small if quick else small + large


def highs(case, limit):
    import highspy
    start = time.perf_counter()
    h = highspy.Highs()
    h.setOptionValue("output_flag", False)
    h.setOptionValue("threads", 1)
    h.setOptionValue("time_limit", float(limit))
    x = [h.addVariable(lb=0, ub=1, obj=c, type=highspy.HighsVarType.kInteger) for c in case.burdens]
    sums = [[], []]
    for stance, w0, w1, veto in case.merged():
        if not stance.ways:
            continue
        y = h.addVariable(lb=0, ub=1)
        ways = []
        for term in stance.ways:
            z = h.addVariable(lb=0, ub=1)
            for j in term:
                h.addConstr(z <= x[j])
            ways.append(z)
        h.addConstr(y <= sum(ways))
        for j in stance.red_lines:
            h.addConstr(y + x[j] <= 1)
        if veto:
            h.addConstr(y >= 1)
        sums[0].append(w0 * y)
        sums[1].append(w1 * y)
    for terms, need in zip(sums, case.needs()):
        h.addConstr(sum(terms) >= need)
    for a, b in case.exclusions:
        h.addConstr(x[a] + x[b] <= 1)
    h.run()
    took = time.perf_counter() - start
    status = h.getModelStatus()
    if status == highspy.HighsModelStatus.kOptimal:
        return took, round(h.getInfo().objective_function_value)
    return took, "none" if status == highspy.HighsModelStatus.kInfeasible else None


def cpsat(case, limit):
    from ortools.sat.python import cp_model
    start = time.perf_counter()
    model = cp_model.CpModel()
    x = [model.new_bool_var("") for _ in case.burdens]
    sums = [[], []]
    for stance, w0, w1, veto in case.merged():
        if not stance.ways:
            continue
        y = model.new_bool_var("")
        ways = []
        for term in stance.ways:
            z = model.new_bool_var("")
            for j in term:
                model.add_implication(z, x[j])
            ways.append(z)
        model.add_bool_or(ways + [~y])
        for j in stance.red_lines:
            model.add_implication(y, ~x[j])
        if veto:
            model.add(y == 1)
        sums[0].append(w0 * y)
        sums[1].append(w1 * y)
    for terms, need in zip(sums, case.needs()):
        model.add(sum(terms) >= need)
    for a, b in case.exclusions:
        model.add_at_most_one([x[a], x[b]])
    model.minimize(sum(c * v for c, v in zip(case.burdens, x)))
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.max_time_in_seconds = limit
    status = solver.solve(model)
    took = time.perf_counter() - start
    if status == cp_model.OPTIMAL:
        return took, round(solver.objective_value)
    return took, "none" if status == cp_model.INFEASIBLE else None


def rc2(case, limit):
    """In a process of its own, so that it can be stopped."""
    import multiprocessing
    context = multiprocessing.get_context("fork")
    ours, theirs = context.Pipe()
    process = context.Process(target=rc2_alone, args=(case, theirs))
    process.start()
    answer = ours.recv() if ours.poll(limit) else (limit, None)
    process.kill()
    process.join()
    return answer


def rc2_alone(case, pipe):
    from pysat.examples.rc2 import RC2
    from pysat.formula import IDPool, WCNF
    from pysat.pb import PBEnc
    start = time.perf_counter()
    formula, pool = WCNF(), IDPool()
    x = [pool.id(("x", j)) for j in range(len(case.burdens))]
    ys, w = [], [[], []]
    for k, (stance, w0, w1, veto) in enumerate(case.merged()):
        if not stance.ways:
            continue
        y = pool.id(("y", k))
        ways = []
        for t, term in enumerate(stance.ways):
            z = pool.id(("z", k, t))
            for j in term:
                formula.append([-z, x[j]])
            ways.append(z)
        formula.append(ways + [-y])
        for j in stance.red_lines:
            formula.append([-y, -x[j]])
        if veto:
            formula.append([y])
        ys.append(y)
        w[0].append(w0)
        w[1].append(w1)
    for weights, need in zip(w, case.needs()):
        formula.extend(PBEnc.atleast(lits=ys, weights=weights, bound=need, vpool=pool).clauses)
    for a, b in case.exclusions:
        formula.append([-x[a], -x[b]])
    for c, v in zip(case.burdens, x):
        formula.append([-v], weight=c)
    with RC2(formula) as solver:
        found = solver.compute()
        pipe.send((time.perf_counter() - start, "none" if found is None else solver.cost))


def mawqif(binary, case, limit):
    with tempfile.TemporaryDirectory() as folder:
        file = pathlib.Path(folder, "case.toml")
        file.write_text(case.toml())
        told = subprocess.run([binary, file, "heart", str(limit)], capture_output=True, text=True, check=True)
    told = json.loads(told.stdout)
    burden = "none" if told["burden"] is None else told["burden"]
    return told["heart"], burden if told["optimal"] else None


def compare(asked):
    solvers = {
        "Mawqif": lambda case: mawqif(asked.mawqif, case, asked.limit),
        "CP-SAT": lambda case: cpsat(case, asked.limit),
        "HiGHS": lambda case: highs(case, asked.limit),
        "RC2": lambda case: rc2(case, asked.limit / 3),
    }
    from importlib.metadata import version
    print(f"{machine()}; " + ", ".join(f"{p} {version(p)}" for p in ("ortools", "highspy", "python-sat"))
          + f"; limit {asked.limit} s ({asked.limit // 3} s for RC2); median over {len(SEEDS)} seeds\n")
    print("| bodies × conditions | " + " | ".join(f"{name} (s)" for name in solvers)
          + " | best other ÷ Mawqif | same optimum |")
    print("|---|" + "---:|" * (len(solvers) + 1) + "---|", flush=True)
    for name, bodies, conditions, stances, red_lines, quota in instances(asked.quick):
        times, agree = {solver: [] for solver in solvers}, True
        for seed in SEEDS:
            case = draw(bodies, conditions, seed, stances, red_lines, quota)
            optima = set()
            for solver, run in solvers.items():
                took, optimum = run(case)
                times[solver].append(took if optimum is not None else float("inf"))
                if optimum is not None:
                    optima.add(optimum)
            agree &= len(optima) <= 1
        medians = {solver: statistics.median(taken) for solver, taken in times.items()}
        best = min(median for solver, median in medians.items() if solver != "Mawqif")
        shown = [f"{median:.4f}" if median != float("inf") else "not proven" for median in medians.values()]
        ratio = f"{best / medians['Mawqif']:.1f}" if best != float("inf") and medians["Mawqif"] != float("inf") else "–"
        print(f"| {name} | " + " | ".join(shown) + f" | {ratio} | {'yes' if agree else 'NO'} |", flush=True)
        if not agree:
            sys.exit("the optima differ")


def machine():
    return f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}"


def measured(binary, file):
    """What `time_unify` tells of a whole answer, and the most memory its process had, in MiB."""
    process = subprocess.Popen([binary, file, "answer"], stdout=subprocess.PIPE, text=True)
    told = process.stdout.read()
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        sys.exit(f"{binary} failed on {file}")
    return json.loads(told), used.ru_maxrss / 1024


def answers(asked):
    """The table of whole answers: the best of three runs for each seed, the most memory of all of them."""
    print(f"{machine()}; seeds {', '.join(map(str, SEEDS))}, the best of three runs\n")
    print("| bodies × conditions | seconds | cut short | not rechecked | resident memory |")
    print("|---|---|---|---|---:|", flush=True)
    with tempfile.TemporaryDirectory() as folder:
        for name, *size in sizes(asked.quick):
            seconds, memory, cut, unchecked = [], 0, set(), set()
            for seed in SEEDS:
                file = pathlib.Path(folder, "case.toml")
                file.write_text(coalition(size, seed).toml())
                runs = [measured(asked.mawqif, file) for _ in range(3)]
                took = min(told["answer"] for told, _ in runs)
                # Where nothing wins, the answer is another one: who would have to accept, and what clashes.
                seconds.append(f"{took:.4f}" + (" (nothing wins)" if runs[0][0]["burden"] is None else ""))
                memory = max([memory, *(used for _, used in runs)])
                for told, _ in runs:
                    cut |= set(told["incomplete"])
                    unchecked |= set(told["unchecked"])
            listed = [", ".join(sorted(parts)).replace("_", " ") or "–" for parts in (cut, unchecked)]
            print(f"| {name} | {', '.join(seconds)} | {' | '.join(listed)} | {memory:.0f} MiB |",
                  flush=True)


def coalition(size, seed):
    bodies, conditions, stances = size
    return draw(bodies, conditions, seed, stances)


def write(asked):
    asked.write.mkdir(parents=True, exist_ok=True)
    for _, *size in sizes(asked.quick):
        for seed in SEEDS:
            file = asked.write / f"{size[0]}x{size[1]}-{seed}.toml"
            file.write_text(coalition(size, seed).toml())
            print(file)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--mawqif", help="the example time_unify, built for release")
    parser.add_argument("--limit", type=int, default=60, help="seconds for each solver")
    parser.add_argument("--quick", action="store_true", help="the small rows only")
    parser.add_argument("--answer", action="store_true", help="time the whole answer instead")
    parser.add_argument("--write", type=pathlib.Path, metavar="DIR", help="write the dossiers of whole answers instead")
    asked = parser.parse_args()
    if asked.write:
        return write(asked)
    if not asked.mawqif:
        parser.error("--mawqif is needed")
    answers(asked) if asked.answer else compare(asked)


if __name__ == "__main__":
    main()
