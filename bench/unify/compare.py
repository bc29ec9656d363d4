#!/usr/bin/env python3
"""Least burden of a winning package: Mawqif beside CP-SAT, HiGHS and RC2.

Every solver gets the same instance, on one thread, with the same time limit. What is timed, on each side within its
own process, is building the model from the instance in memory and solving it; reading files is not. An optimum counts
only when the solver says it is proven, and all proven optima of an instance must agree.
"""
import argparse, json, os, platform, statistics, subprocess, sys, tempfile, time


def instances(quick):
    """(name, bodies, conditions, templates, seeds, red-line density, quota of w1)."""
    tight, loose, usual = (3, 4), (1, 2), (2, 3)
    rows = [
        ("30×15", 30, 15, None, (1, 2, 3), 0.25, usual),
        ("60×25", 60, 25, None, (1, 2, 3), 0.25, usual),
        ("100×40", 100, 40, None, (1, 2, 3), 0.25, usual),
    ]
    if not quick:
        rows += [
            ("100×40 tight", 100, 40, None, (1, 2, 3), 0.25, tight),
            ("100×40 loose", 100, 40, None, (1, 2, 3), 0.25, loose),
            ("100×40 no red lines", 100, 40, None, (1, 2, 3), 0.0, usual),
            ("100×40 half red lines", 100, 40, None, (1, 2, 3), 0.5, usual),
            ("200×60", 200, 60, None, (1, 2, 3), 0.25, usual),
            ("300×80", 300, 80, None, (1, 2), 0.25, usual),
            ("500×100", 500, 100, None, (1,), 0.25, usual),
            ("5000 in 100 stances ×200", 5000, 200, 100, (1, 2), 0.25, usual),
        ]
    return rows


class Case:
    """An instance as plain data, the same for everybody."""

    def __init__(self, generator, n, m, seed, templates, red, quota):
        self.cost, bodies, self.vetoes, self.excludes = generator.instance(n, m, seed, templates, red)
        self.stances = [stance for stance, _ in bodies]
        self.weights = [weight for _, weight in bodies]
        self.quota = quota

    def toml(self):
        out = ["mawqif = 1", "[initiative]", 'id = "bench"', ""]
        for j, c in enumerate(self.cost):
            out += ["[[condition]]", f'id = "c{j}"', f"burden = {c}"]
            ex = sorted({b for a, b in self.excludes if a == j})
            if ex:
                out.append("excludes = [" + ", ".join(f'"c{b}"' for b in ex) + "]")
        for i, w in enumerate(self.weights):
            out += ["[[body]]", f'id = "b{i}"', f"weight = {w[0]}", f"measures = {{ w0 = {w[0]}, w1 = {w[1]} }}"]
        for i, (dnf, lines) in enumerate(self.stances):
            if dnf == [[]]:
                says = "accept"
            elif not dnf:
                says = "reject"
            else:
                says = "accept if " + " or ".join("(" + " and ".join(f"c{j}" for j in t) + ")" for t in dnf)
            if lines and dnf:
                says += " unless " + " or ".join(f"c{j}" for j in lines)
            out += ["[[stance]]", f'body = "b{i}"', f'says = "{says}"']
        p, q = self.quota
        out += ["[rule]", 'support = "w0"', "veto = [" + ", ".join(f'"b{i}"' for i in self.vetoes) + "]",
                'requires = [ { measure = "w0", more_than = "1/2" }, '
                f'{{ measure = "w1", more_than = "{p}/{q}" }} ]']
        return "\n".join(out) + "\n"

    def needs(self):
        """The least accepting sums of the two weights."""
        p, q = self.quota
        return [sum(w[0] for w in self.weights) // 2 + 1, sum(w[1] for w in self.weights) * p // q + 1]

    def merged(self):
        """Bodies of one stance as one, weights added: every solver gets the instance merged."""
        groups = {}
        for i, (dnf, lines) in enumerate(self.stances):
            key = (tuple(map(tuple, dnf)), tuple(lines) if dnf else ())
            group = groups.setdefault(key, [0, 0, False])
            group[0] += self.weights[i][0]
            group[1] += self.weights[i][1]
            group[2] |= i in self.vetoes
        return [(dnf, lines, *group) for (dnf, lines), group in groups.items()]


def highs(case, limit):
    import highspy
    start = time.perf_counter()
    h = highspy.Highs()
    h.setOptionValue("output_flag", False)
    h.setOptionValue("threads", 1)
    h.setOptionValue("time_limit", float(limit))
    x = [h.addVariable(lb=0, ub=1, obj=c, type=highspy.HighsVarType.kInteger) for c in case.cost]
    sums = [[], []]
    for dnf, lines, w0, w1, veto in case.merged():
        if not dnf:
            continue
        y = h.addVariable(lb=0, ub=1)
        ways = []
        for term in dnf:
            z = h.addVariable(lb=0, ub=1)
            for j in term:
                h.addConstr(z <= x[j])
            ways.append(z)
        h.addConstr(y <= sum(ways))
        for j in lines:
            h.addConstr(y + x[j] <= 1)
        if veto:
            h.addConstr(y >= 1)
        sums[0].append(w0 * y)
        sums[1].append(w1 * y)
    for terms, need in zip(sums, case.needs()):
        h.addConstr(sum(terms) >= need)
    for a, b in case.excludes:
        if a != b:
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
    x = [model.new_bool_var("") for _ in case.cost]
    sums = [[], []]
    for dnf, lines, w0, w1, veto in case.merged():
        if not dnf:
            continue
        y = model.new_bool_var("")
        ways = []
        for term in dnf:
            z = model.new_bool_var("")
            for j in term:
                model.add_implication(z, x[j])
            ways.append(z)
        model.add_bool_or(ways + [~y])
        for j in lines:
            model.add_implication(y, ~x[j])
        if veto:
            model.add(y == 1)
        sums[0].append(w0 * y)
        sums[1].append(w1 * y)
    for terms, need in zip(sums, case.needs()):
        model.add(sum(terms) >= need)
    for a, b in case.excludes:
        if a != b:
            model.add_at_most_one([x[a], x[b]])
    model.minimize(sum(c * v for c, v in zip(case.cost, x)))
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
    x = [pool.id(("x", j)) for j in range(len(case.cost))]
    ys, w = [], [[], []]
    for k, (dnf, lines, w0, w1, veto) in enumerate(case.merged()):
        if not dnf:
            continue
        y = pool.id(("y", k))
        ways = []
        for t, term in enumerate(dnf):
            z = pool.id(("z", k, t))
            for j in term:
                formula.append([-z, x[j]])
            ways.append(z)
        formula.append(ways + [-y])
        for j in lines:
            formula.append([-y, -x[j]])
        if veto:
            formula.append([y])
        ys.append(y)
        w[0].append(w0)
        w[1].append(w1)
    for weights, need in zip(w, case.needs()):
        formula.extend(PBEnc.atleast(lits=ys, weights=weights, bound=need, vpool=pool).clauses)
    for a, b in case.excludes:
        if a != b:
            formula.append([-x[a], -x[b]])
    for c, v in zip(case.cost, x):
        formula.append([-v], weight=c)
    with RC2(formula) as solver:
        found = solver.compute()
        pipe.send((time.perf_counter() - start, "none" if found is None else solver.cost))


def mawqif(binary, case, limit):
    with tempfile.NamedTemporaryFile("w", suffix=".toml", delete=False) as file:
        file.write(case.toml())
    try:
        told = subprocess.run([binary, file.name, "heart", str(limit)], capture_output=True, text=True, check=True)
    finally:
        os.unlink(file.name)
    told = json.loads(told.stdout)
    burden = "none" if told["burden"] is None else told["burden"]
    return told["heart"], burden if told["optimal"] else None


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--generator", required=True)
    parser.add_argument("--mawqif", required=True)
    parser.add_argument("--limit", type=int, default=60)
    parser.add_argument("--quick", action="store_true")
    asked = parser.parse_args()
    sys.path.insert(0, asked.generator)
    import coalition
    solvers = {
        "Mawqif": lambda case: mawqif(asked.mawqif, case, asked.limit),
        "CP-SAT": lambda case: cpsat(case, asked.limit),
        "HiGHS": lambda case: highs(case, asked.limit),
        "RC2": lambda case: rc2(case, asked.limit / 3),
    }
    from importlib.metadata import version
    print(f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}; "
          + ", ".join(f"{p} {version(p)}" for p in ("ortools", "highspy", "python-sat"))
          + f"; limit {asked.limit} s ({asked.limit // 3} s for RC2)\n")
    print("| instances | " + " | ".join(f"{name} (s)" for name in solvers) + " | best peer ÷ Mawqif | same optimum |")
    print("|---|" + "---:|" * (len(solvers) + 1) + "---|", flush=True)
    for name, n, m, templates, seeds, red, quota in instances(asked.quick):
        times, agree = {solver: [] for solver in solvers}, True
        for seed in seeds:
            case = Case(coalition, n, m, seed, templates, red, quota)
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


if __name__ == "__main__":
    main()
