# Public consultation: groups of opinion.

opinion-few = Fewer than five people have voted, so nothing is told of what they said.
opinion-nobody = Nobody has voted.
opinion-groups = { $people ->
    [one] One person
   *[other] { $people } people
} voted and form { $count } groups of opinion; { $agreed ->
    [0] there is no statement that all agree with
    [one] all agree with one statement
   *[other] all agree with { $agreed } statements
}{ $disagreed ->
    [0] .
    [one] {" "}and disagree with one.
   *[other] {" "}and disagree with { $disagreed }.
}
opinion-no-groups = { $people ->
    [one] One person
   *[other] { $people } people
} voted; there are no stable groups of opinion; { $agreed ->
    [0] there is no statement that all agree with
    [one] all agree with one statement
   *[other] all agree with { $agreed } statements
}{ $disagreed ->
    [0] .
    [one] {" "}and disagree with one.
   *[other] {" "}and disagree with { $disagreed }.
}
opinion-base-kept = The recommended package loses no group.
opinion-base-lost = The recommended package would lose { $count ->
    [one] group { $list }
   *[other] groups { $list }
}.
opinion-counted = { $votes } votes count; { $inside } people voted enough to be grouped.
opinion-replaced = { $count ->
    [one] One vote was replaced by a later one.
   *[other] { $count } votes were replaced by later ones.
}
opinion-unknown = { $count ->
    [one] One vote on a statement that is not listed does not count.
   *[other] { $count } votes on statements that are not listed do not count.
}
opinion-certificate = Do the groups hold?
opinion-doubt-too-few = No: there are too few people, or they do not differ.
opinion-doubt-no-structure = No: shuffled votes show as much.
opinion-doubt-not-repeated = No: people drawn anew form other groups.
opinion-doubt-number-open = How many groups there are is open: most draws lead to another number.
opinion-certificate-figures = Drawn anew: likeness { $likeness }, the same number in { $same }. Silhouette { $silhouette }. Chance shows as much with at most { $chance }.
opinion-group = group { $group }
opinion-group-people = Group { $group }: { $count ->
    [one] one person
   *[other] { $count } people
}
opinion-group-few = Group { $group }: fewer than five people
opinion-agrees = + { $statement } ({ $count })
opinion-disagrees = − { $statement } ({ $count })
opinion-statement = { $id }. { $text }
opinion-statement-id = statement { $id }
opinion-of = { $success } of { $trials }
opinion-withheld = withheld
opinion-shared = What all share (+ agree, − disagree)
opinion-shared-none = There is nothing that all share.
opinion-all = all
opinion-column-condition = Asked for
opinion-column-package = Content with
opinion-column-statement = statement
opinion-column-text = text
opinion-column-voted = voted
opinion-column-agree = agree
opinion-column-disagree = disagree
opinion-column-pass = pass
opinion-base-conditions = What the base asks for: votes for a condition, of those on it
opinion-base-packages = Would we lose our base? People of whose wishes a package meets more than half
opinion-package-empty = no conditions
opinion-unknown-ties = Tied to what the case does not have: { $list }.
opinion-hangs = On whom does the result hang?
opinion-alike = { $count } ballots are nearly the same as others, in { $sets ->
    [one] one set
   *[other] { $sets } sets
}.
opinion-without-invite = whoever came by invitation { $invite }
opinion-without-copies = copies of ballots
opinion-without = Without { $who } ({ $count }): { $groups ->
    [one] one group
   *[other] { $groups } groups
}, likeness { $likeness }.
opinion-lost = No longer shared: { $list }.
opinion-gained = Shared only then: { $list }.
opinion-says-agree = { $id } (+)
opinion-says-disagree = { $id } (−)
opinion-channel = Channel { $channel } ({ $count }) shares { $list }.
opinion-channel-nothing = Channel { $channel } ({ $count }) shares nothing.
opinion-channel-few = Channel { $channel }: fewer than five people.
opinion-map-title = Map of opinions
opinion-map-how = Who votes alike is close together; circles are people, larger when they are more.
opinion-no-column = the first line has no column { $names }; one of these names is wanted
opinion-no-field = { $name } is missing in this line
opinion-bad-vote = “{ $said }” is no vote; 1, 0 or -1 is, and agree, pass or disagree
opinion-bad-time = “{ $said }” is no time; a whole number is
opinion-twice = statement { $id } stands here again; each stands once
opinion-long-name = an id has at most 128 bytes
opinion-long-row = a line has at most 1 MiB; perhaps a quotation mark is not closed
opinion-too-many = { $what }: at most { $limit }
opinion-more-mistakes = …and { $count } more.
opinion-file-too-large = a file of statements has at most { $limit }
