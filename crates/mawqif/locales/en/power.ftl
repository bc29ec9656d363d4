# The power of the rule.

power-title = The power that the rule alone gives each body
power-lead = The most power: { $list }. If bodies joined one by one, { $count ->
    [one] it
   *[other] each of these
} would be the one that decides in { $share } of all orders.
power-nobody = Under this rule nothing can be decided, even if every body accepts.
power-null = Never makes a difference: { $list }.
power-sampled = Too large to count exactly: { $draws } random orders were drawn; Shapley–Shubik shares are within ±{ $within } of 1 (95 %).
power-column-body = Body
power-column-shapley = Shapley–Shubik
power-column-banzhaf = Banzhaf
