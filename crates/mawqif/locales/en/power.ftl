# The power of the rule.

power-title = The power that the rule alone gives each body
power-lead = { $list } { $count ->
    [one] has
   *[other] have
} the most power: { $share } of all orders in which one body decides{ $count ->
    [one] .
   *[other] {" "}each.
}
power-nobody = Under this rule nothing can be decided, even if every body accepts.
power-null = Can never make a difference: { $list }.
power-sampled = Too large to count exactly: { $draws } random orders were drawn; shares are within ±{ $within } at 95 %.
power-column-body = Body
power-column-shapley = Shapley–Shubik
power-column-banzhaf = Banzhaf
