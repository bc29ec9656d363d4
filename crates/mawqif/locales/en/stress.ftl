# The stress test of an offer.

stress-watertight = Watertight: { $harms ->
    [one] the one harm is covered
   *[other] all { $harms } harms are covered
} everywhere, with somebody who verifies and a response to breach.
stress-partial = Partial: of { $harms ->
    [one] one harm
   *[other] { $harms } harms
} { $list }.
stress-covered = { $count ->
    [one] one is covered
   *[other] { $count } are covered
}
stress-partly = { $count ->
    [one] one is partly covered
   *[other] { $count } are partly covered
}
stress-open = { $count ->
    [one] one is open
   *[other] { $count } are open
}
stress-no-harms = The dossier names no harm, so that there is nothing to cover. Enter what the coalition wants stopped.
stress-too-large = There are too many harms, places and periods for a matrix.
stress-nobody-verifies = Nobody verifies.
stress-some-verified = { $count } of { $of } provisions say who verifies.
stress-no-answer = A breach has no answer.
stress-some-answered = { $count } of { $of } provisions say what follows a breach.
stress-nobody-bound = Nobody is bound.
stress-one-bound = Only one side is bound.
stress-coverage = Coverage
stress-legend = ● covered   ◐ partly   ○ open
stress-everywhere = (no place)
stress-period-both = { $from } to { $until }
stress-period-from = from { $from }
stress-period-until = until { $until }
stress-period-always = at any time
stress-cell = { $harm }, { $place }, { $period }: { $standing }
stress-is-covered = covered by { $by }
stress-is-partial = partly covered by { $by }; missing: { $list }
stress-is-open = open
stress-obliged = who must act
stress-place = where
stress-start = from when
stress-verifier = who verifies
stress-response = what follows a breach
stress-brings = What each condition would bring by itself
stress-brings-stops = stops { $list }
stress-brings-elements = adds { $list } to every provision
stress-brings-nothing = nothing that the matrix looks at
stress-mend = The least that makes the offer watertight
stress-mend-conditions = { $list }: burden { $burden }.
stress-mend-nothing = No condition on the table is needed.
stress-mend-drafts = No condition brings the rest; to be drafted: { $list }.
stress-mend-not-least = Whether less would do was not settled.
stress-draft-verifier = who verifies, for the whole offer
stress-draft-response = what follows a breach, for the whole offer
stress-draft-amendment = { $element }, in { $provision }
stress-draft-provision = a provision against { $harm }
stress-lint = Findings
stress-lint-none = No rule finds anything.
stress-finding-allowed = Allowed: { $reason }
stress-untold = { $count ->
    [one] One more finding is
   *[other] { $count } more findings are
} not told.
stress-explain-hint = Reasons and wording: mawqif stress --explain RULE
stress-error = error
stress-warning = warning
stress-note = note
stress-reason = Why: { $words }
stress-suggest = To write: { $words }
stress-source = Source: { $words }
stress-pack = Field: { $words }
stress-stability = Stability
stress-refused = The game has no analysis: { $message }.
stress-helpful-one = It would help if at most one of { $player }’s options could be taken at a time: infeasible = ["{ $pattern }"]
stress-helpful-unspoken = No preference speaks of the option { $option }: leave it out.
stress-from-dossier = The game of the dossier: { $players } players, { $states } states.
stress-from-provisions = A game made of the provisions: each obliged side may keep or break them; { $players } players, { $states } states.
stress-no-agreed = The game does not say which state is agreed (agreed = […]), so that only equilibria are told.
stress-holds = The agreed state holds: nobody gains by leaving it.
stress-holds-under = The agreed state holds under { $list }.
stress-holds-not = The agreed state does not hold under any concept.
stress-fails-under = It does not hold under { $list }.
stress-gains = Who gains by leaving it: { $player }, by { $list }.
stress-no-reply = Nothing in the game lets anybody answer that.
stress-reply-expected = It would be answered, and whoever answers gains: { $path }.
stress-reply-threat = It could be answered, and whoever does so loses by it: { $path }.
stress-move = { $player }: { $list }
stress-breaks = breaking { $provision }
stress-keeps = keeping { $provision }
stress-goes-on = going on with { $harm }
stress-ends = ending { $harm }
stress-answers = answering a breach of { $provision }
stress-answers-no-more = no longer answering a breach of { $provision }
stress-takes = taking { $option }
stress-drops = dropping { $option }
stress-deters = What would deter it: a response by { $list } that is verified and would be given; it then holds under { $concepts }. As a bare threat: { $threat }.
stress-would-stay = It would stay if it valued the agreement as high as this: { $state } ({ $concepts }).
stress-nothing-taken = nothing of all this
stress-nothing = nothing
stress-together = Who gains by leaving it together: { $members }, by { $list }.
stress-together-stays = They stay all the same under { $concepts }, for what the others could answer.
stress-together-leaves = Nothing that the others could answer keeps them.
stress-no-coalition = No coalition gains by leaving it together.
stress-now-improving = From today, improving moves lead to it: { $path }.
stress-now-any = From today it can be reached, but not by everybody’s own advantage: { $path }.
stress-now-never = From today no moves lead to it.
stress-now-there = It is the state of today.
stress-equilibria = Equilibria
stress-equilibrium = { $concept }: { $count ->
    [0] none
   *[other] { $list }
}
stress-more = and { $count } more
stress-notice-idle = { $player }: “{ $statement }” holds in every state or in none, and decides nothing.
stress-notice-same = { $player }: “{ $statement }” says what “{ $by }” says already.
stress-notice-opposite = { $player }: “{ $statement }” contradicts “{ $by }”, which stands before it and has decided.
stress-notice-indifferent = Without preferences, so that every state is as good as another: { $player }.
stress-the-coalition = the coalition
stress-beside = Beside: { $title }
stress-beside-verdict = { $covered } covered, { $partial } partly, { $open } open
stress-beside-harm = Harm
stress-beside-here = here
stress-beside-there = there
stress-beside-unknown = not named
stress-beside-clauses = Clauses there and not here: { $list }.
stress-beside-own = Clauses here and not there: { $list }.
stress-beside-no-follow-up = How it fared: a dossier has no follow-up yet.
stress-graph-title = The agreed state and what improving moves lead to
stress-graph-drawn = { $drawn } of { $of } states are drawn. A thick line leaves the agreed state.
stress-graph-agreed = agreed
stress-graph-now = today
stress-graph-arc = { $from } → { $to }: { $player }, { $list }
stress-rules = { $count } rules
stress-unknown-rule = There is no such rule; mawqif stress --rules lists them
stress-refused-no-state = the infeasible patterns rule out every combination of options
stress-refused-too-many = { $options } options leave more than { $most } states
stress-refused-ruled = the state { $state } is ruled out by an infeasible pattern
stress-refused-unranked = the ranking of { $player } leaves out { $missing } of { $states } states, the first of them { $first }
stress-refused-twice = the ranking of { $player } has the state { $state } twice
stress-refused-players = { $sides } sides are obliged to something, and a game holds { $most }: say in `[game]` which of them play
stress-refused-nothing = nobody is obliged to anything, so that there is nothing to keep or to break
