# The test of the offer, on pages.

test-page-title = The offer tested
test-title = How the offer is tested
test-lead = The words that the offer is read with, and which conditions bring somebody who verifies and a response to a breach.
test-pack = Field
test-pack-hint = By it the words are chosen that an agreement of this field would be expected to have.
test-pack-found = the one whose words occur most
test-verifies = Conditions that bring somebody who verifies
test-responds = Conditions that bring a response to a breach
test-responds-hint = When nothing is chosen in either list, the conditions’ words decide.

standing-covered = covered
standing-partial = partly covered
standing-open = open
standing-whole = as a whole
standing-reasons = Why
standing-why = { $place }, { $period }: { $standing }

findings-counted = The rules find { $list }.
findings-errors = { $count ->
    [one] one error
   *[other] { $count } errors
}
findings-warnings = { $count ->
    [one] one warning
   *[other] { $count } warnings
}
findings-notes = { $count ->
    [one] one note
   *[other] { $count } notes
}
findings-allowed = { $count ->
    [one] one that is allowed
   *[other] { $count } that are allowed
}
findings-of-offer = Findings on the whole offer
findings-draft = What the rules find in this
findings-none-here = Nothing so far.
findings-here = { $count ->
    [one] One finding:
   *[other] { $count } findings:
}
findings-check = Check it first
finding-why = Why, and what to write
finding-there = To the provision
finding-allow = Allow it, for a reason
finding-disallow = No longer allow it
confirm-disallow-finding = No longer allow the finding “{ $name }”

allow-title = Allow a finding
allow-lead = The finding stays visible, with your reason, and no longer counts. The reason stands in the record and in the dossier.
allow-rule = Finding
allow-on = For
allow-reason = Why it is accepted
allow-reason-hint = Such as “The sides have agreed to name the monitors by the tenth.”

game-title = Write the game yourself
game-change = Change the game
game-lead = Who decides on what, what cannot be, and what each side prefers, in the words of the file. As it stands here it was made of the provisions, or written before. Empty, it is made of the provisions again.
game-field = Game
game-hint = [game] and a [[game.player]] for each side: id, options, prefers.
game-long = The game is too long.
game-none = Begin with the line [game].
game-problem = { $place }: { $problem } { $help }

today-ways = Where improving moves lead from today, to states that hold
graph-in-words = The drawing in words
concepts-meaning = Nash: whoever stays has no move that improves. GMR: every such move can be answered. SMR: and the answer cannot be escaped. SEQ and SSEQ: the same, with answers by which whoever answers gains.

rules-title = Rules of the test
rules-lead = What is looked for in an offer. A finding names its rule; here is why it matters, what could be written, and where it comes from.
rules-of-shape = Any agreement: what its provisions say
rule-reason = Why
rule-suggest = What to write
rule-source = Source

beside-title = Beside another case
beside-choose = Another case
beside-button = Set it beside

board-tested = The test of the offer:
board-covers = it stops { $list }, which is not covered
board-adds = it brings { $list }, which findings ask for
board-deters = as a response that would be given, it deters { $list }
