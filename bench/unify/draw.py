"""Draws coalitions for the comparison: bodies that ask for conditions, with weights, vetoes and a rule.

Each body has its subject, some six conditions of which it takes most of what it names; the rest it takes from all
conditions, the popular ones more often. Some 7 % of the bodies accept whatever is asked for and 10 % reject; the others
name one to four ways to win them, of one to five conditions each, and a part of these has red lines beside. There are
two weights, of which the rule wants more than one half and more than a quota, three bodies with a veto, and a tenth
as many exclusions as conditions. With `stances`, bodies share that many stances. The same seed draws the same
coalition on every machine; only the standard library is needed.
"""
import dataclasses, random


@dataclasses.dataclass(frozen=True)
class Stance:
    """Ways to win a body, each a tuple of conditions, and what it will not have. No way: it rejects."""
    ways: tuple
    red_lines: tuple = ()

    def says(self):
        if not self.ways:
            return "reject"
        if self.ways == ((),):
            return "accept"
        ways = " or ".join("(" + " and ".join(f"c{c}" for c in way) + ")" for way in self.ways)
        return f"accept if {ways}" + (" unless " + " or ".join(f"c{c}" for c in self.red_lines) if self.red_lines else "")


@dataclasses.dataclass(frozen=True)
class Coalition:
    """Burdens by condition; a stance and two weights by body; who may veto; pairs that exclude each other; the quota
    of the second weight."""
    burdens: tuple
    stances: tuple
    weights: tuple
    vetoes: tuple
    exclusions: tuple
    quota: tuple

    def needs(self):
        """The least accepting sums of the two weights."""
        first, second = (sum(column) for column in zip(*self.weights))
        part, whole = self.quota
        return first // 2 + 1, second * part // whole + 1

    def merged(self):
        """(stance, first weight, second weight, whether it has a veto): bodies of one stance as one, for every solver."""
        voices = {}
        for body, (stance, (first, second)) in enumerate(zip(self.stances, self.weights)):
            voice = voices.setdefault(stance, [0, 0, False])
            voice[0] += first
            voice[1] += second
            voice[2] = voice[2] or body in self.vetoes
        return [(stance, *voice) for stance, voice in voices.items()]

    def toml(self):
        """The same as a dossier."""
        lines = ["mawqif = 1", "", "[initiative]", 'id = "drawn"']
        for condition, burden in enumerate(self.burdens):
            lines += ["", "[[condition]]", f'id = "c{condition}"', f"burden = {burden}"]
            others = [f'"c{b}"' for a, b in self.exclusions if a == condition]
            lines += [f"excludes = [{', '.join(others)}]"] if others else []
        for body, (first, second) in enumerate(self.weights):
            lines += ["", "[[body]]", f'id = "b{body}"', f"weight = {first}", f"measures = {{ second = {second} }}"]
        for body, stance in enumerate(self.stances):
            lines += ["", "[[stance]]", f'body = "b{body}"', f'says = "{stance.says()}"']
        part, whole = self.quota
        vetoes = ", ".join(f'"b{body}"' for body in self.vetoes)
        lines += ["", "[rule]", f"veto = [{vetoes}]", "requires = [", '  { more_than = "1/2" },',
                  f'  {{ measure = "second", more_than = "{part}/{whole}" }},', "]", ""]
        return "\n".join(lines)


def draw(bodies, conditions, seed, stances=None, red_lines=0.25, quota=(2, 3)):
    """A coalition of so many bodies and conditions."""
    dice = random.Random(f"{bodies} {conditions} {seed} {stances}")
    everything = list(range(conditions))
    rank = dice.sample(everything, conditions)
    popularity = [(1 + place) ** -0.8 for place in rank]
    subjects = [dice.sample(everything, min(6, conditions)) for _ in range(max(3, conditions // 8))]

    def way(subject):
        size, named = dice.choices((1, 2, 3, 4, 5), (1, 2, 2, 1, 1))[0], set()
        while len(named) < min(size, conditions):
            source, weights = (subject, None) if dice.random() < 0.6 else (everything, popularity)
            named.add(dice.choices(source, weights)[0])
        return tuple(sorted(named))

    def stance():
        kind, subject = dice.random(), dice.choice(subjects)
        if kind < 0.17:
            return Stance(((),) if kind < 0.07 else ())
        ways = tuple(way(subject) for _ in range(dice.choices((1, 2, 3, 4), (2, 2, 1, 1))[0]))
        # Drawn whatever the share of red lines, so that only this differs between the rows that vary it.
        has_red_lines, count = dice.random() < red_lines, dice.choices((1, 2, 3), (2, 1, 1))[0]
        asked = {condition for named in ways for condition in named}
        others = [condition for condition in everything if condition not in asked]
        unwanted = sorted(dice.sample(others, min(count, len(others))))
        return Stance(ways, tuple(unwanted) if has_red_lines else ())

    pool = [stance() for _ in range(stances)] if stances else None
    said = tuple(dice.choice(pool) if pool else stance() for _ in range(bodies))
    # Few are heavy: half of all weigh 1, a quarter 2 or 3, and so on, up to 50.
    weights = tuple(tuple(min(50, int(dice.paretovariate(1))) for _ in range(2)) for _ in range(bodies))
    can_be_won = [body for body, stance in enumerate(said) if stance.ways]
    return Coalition(
        burdens=tuple(dice.choices((1, 2, 3, 5), (3, 2, 1, 1))[0] for _ in everything),
        stances=said,
        weights=weights,
        vetoes=tuple(sorted(dice.sample(can_be_won, min(3, len(can_be_won))))),
        exclusions=tuple(sorted({tuple(sorted(dice.sample(everything, 2))) for _ in range(conditions // 10)})),
        quota=quota,
    )
