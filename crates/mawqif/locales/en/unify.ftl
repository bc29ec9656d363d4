# What unify tells a person.

title-line = { $title } · version { $version }
due = answer due { $date }

can-accept = The coalition can accept the offer as it stands.
can-accept-with = The coalition can accept with { $count ->
    [one] one condition
   *[other] { $count } conditions
}: { $list }.
can-accept-with-these = The coalition can accept with { $count ->
    [one] one condition
   *[other] { $count } conditions
}:
must-reject = No package of conditions wins: the coalition rejects the offer.
no-package = No package of conditions wins: the coalition has no position.
no-quorum = There is no quorum, and so no position yet.
only-counted = Only mandated stances are counted.
assumed = Supposed for this answer: { $list }.
assumed-with = { $condition } in every package
assumed-without = no { $condition }

who-accepts = { $bodies } of { $all } bodies would accept ({ $support } of { $base } by { $measure }); the burden is { $burden }.
who-accepts-only = The only body would accept ({ $support } of { $base } by { $measure }); the burden is { $burden }.
hidden-stances = Confidential stances: { $accept } accept, { $reject } reject, { $abstain } abstain.
measure-weight = weight
measure-bodies = number of bodies
counted-population = population
counted-members = members
counted-staff = staff
chamber-political = political
chamber-military = military
chamber-civil = civil
chamber-elected = elected
chamber-permanent = permanent
chamber-secured = secured
chamber-unsecured = unsecured
pivotal-one = The package loses if one body turns away: { $list }.
pivotal-many = The package loses if any one of these { $count } bodies turns away: { $list }.
margin = The package loses only if { $count ->
    [one] one accepting body turns away.
   *[other] at least { $count } accepting bodies turn away together.
}

not-proven = This is the best package found before the search reached its limit; a better one is not excluded.
ties-open-burden = No package has less burden; whether another of the same burden has more support, or fewer conditions, was not settled before the search reached its limit.
ties-open-support = No package has more support; whether another with the same support has less burden, or fewer conditions, was not settled before the search reached its limit.
not-proven-bound = This is the best package found before the search reached its limit; none can have less burden than { $bound }.
nothing-proven = The search reached its limit without finding a package that wins; that is no proof that there is none.
cut-short = Cut short by a limit: { $list }.

part-position = the position itself
part-ties = ties between equal packages
part-minimal-packages = packages that cannot be made smaller
part-frontier = the trades of burden against support
part-burden-without = what leaving a condition out costs
part-because = what settles each verdict (some of it may be spared)
part-pivotal = who is pivotal
part-margin = how far the package is from falling
part-unlock = who would have to accept
part-clash = the smallest clash
part-power = power figures (sampled)

not-rechecked = Not checked a second time by separate code, which would take too long: { $list }.
claim-no-package-wins = that no package wins
claim-optimal = that no package is better
claim-turning = who needs or opposes a condition

rule-title = The rule
rule-title-offer = The rule, for the offer as it is, without conditions
rule-quorum = quorum, by { $measure }
rule-quorum-chamber = quorum of { $chamber }, by { $measure }
share-percent = { $share } %
rule-everybody = all bodies, by { $measure }
rule-chamber = { $chamber }, by { $measure }
rule-alternative = alternative { $number }
rule-figures = { $sum } of { $base }
rule-needs = needs { $needs }
rule-at-least = at least { $quantity }
rule-more-than = more than { $quantity }
rule-of-members = { $share } of all
rule-of-present = { $share } of those present
rule-of-cast = { $share } of those for or against
rule-vetoes = Veto of { $list }: { $count ->
    [0] not used
   *[other] used
}
rule-objections = Objections: { $count }, at most { $most }

conditions-title = Conditions
condition-role-indispensable = indispensable
condition-role-exchangeable = exchangeable
condition-role-unneeded = not needed to win
condition-role-not-found = in none of the packages found that cannot be made smaller
condition-needed-by = needed by { $list }
condition-opposed-by = keeps from accepting: { $list }
condition-without = without it the least burden is { $burden }
condition-burden = burden { $burden }

bodies-title = Bodies and conditions
column-now = as offered
column-with = with package
legend = ● needs it · ◐ one of several ways · ✕ never with it · ◌ can hurt · ± can help or hurt · ■ recommended · ◆ pivotal
legend-numbers = The numbers are those of the conditions above.
matrix-left-out = { $count ->
    [one] One condition has no column here; --all-conditions shows it too.
   *[other] { $count } conditions that fewer bodies name have no column here; --all-conditions shows them too.
}
waits-for = { $body } waits for { $list }
waits-line = Some bodies make their acceptance depend on others: { $list }.
verdict-accept = accepts
verdict-reject = rejects
verdict-abstain = abstains
verdict-absent = absent
verdict-hidden = confidential

frontier-title = More support for more burden
frontier-line = burden { $burden }, support { $support }: { $list }
frontier-adds = burden { $burden }, support { $support }: adds { $list } and wins { $bodies }
frontier-adds-hidden = burden { $burden }, support { $support }: adds { $list } and wins over a confidential stance
frontier-axis = support ↑   burden →
nothing-asked = no condition
nobody = nobody

others-title = Other packages that win and cannot be made smaller

unlock-title = What it would take
nothing-left-out = No package is left to choose from: with { $list } comes { $out }, which is to be left out.
nothing-left-excluded = No package is left to choose from: with { $list } come { $one } and { $other }, which exclude each other.
unlock-none = Not even every body accepting would meet the rule.
unlock-size = { $count ->
    [one] One more body would have to accept; each line is enough:
   *[other] { $count } more bodies would have to accept; each line is enough:
}
unlock-line = { $bodies }, for { $list }
unlock-more = … and { $count } more.
unlock-empty = the offer as it stands

clash-title = What cannot all hold
clash-line = At least one of these would have to change: { $list }.
clash-stance = what { $body } says
clash-absence = the silence of { $body }
clash-requirement = the rule “{ $who }: { $needs }”
clash-veto = the veto of { $body }
clash-objections = the limit on objections
clash-others = { $count ->
    [one] what one more body says
   *[other] what { $count } more bodies say
}
clash-hidden = { $count ->
    [one] one stance or veto of a body not named
   *[other] { $count } stances or vetoes of bodies not named
}
hidden-bodies = { $count ->
    [one] one body with a confidential stance
   *[other] { $count } bodies with confidential stances
}

ask-line = Ask: { $list }.
ask-again = Their stance answers an older version; ask again: { $list }.
reported-line = Known only from reports, not from the body itself: { $list }.
try-assume = To see what their acceptance would change: { $options }
try-outcome = The coalition could then accept with { $list }.
try-outcome-accept = The coalition could then accept the offer as it stands.

red-lines-title = Red lines
red-line-crossed = crossed by { $list }
red-lines-more = … and { $count } more.
committee-line = Follow-up: { $name } ({ $list }).

# What `mawqif check` says.
check-unlisted = … and { $count ->
    [one] one more problem
   *[other] { $count } more problems
}
check-sound = { $name }: sound; bodies: { $bodies }, conditions: { $conditions }, stances: { $stances }
check-warnings = ; warnings: { $warnings }
