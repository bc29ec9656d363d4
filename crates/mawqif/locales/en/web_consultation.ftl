# Pages of the consultation: the roll and mandates, the rule, changes that two people make, conditions.

tab-conditions = Conditions
somebody-invited = somebody who was invited

body-new = Enter a body
body-change = Change a body
body-lead = A member of the coalition: a council, a union, a brigade. Once bodies are consulted, a second person of the secretariat has to confirm this.
body-chambers = Chambers that it sits in
body-chamber-new = Another chamber
body-chamber-hint = Left empty when the coalition has no chambers. Several are separated by commas.
body-weight-label = Weight
body-weight-hint = What it counts when the rule counts weight.
body-measures = Further measures
body-measures-hint = Such as “seats 12, members 3000”, when the rule counts something else as well.
body-measures-form = “{ $name }” is not a name and a number, such as “seats 12”.
confirm-dismiss-body = Let { $name } leave the coalition? Its stances go with it.
confirm-withdraw-part = Take “{ $name }” out?
confirm-withdraw-condition = Take this condition back? { $name }
confirm-withdraw-stance = Take back what { $name } says?
confirm-agree-to-wording = { $name } agrees to the new wording?
confirm-refuse-wording = { $name } refuses the new wording?
confirm-retract-wording = Take the offered wording back?
confirm-end-mandate = End the mandate to speak for { $name }? Those of its substitutes end with it.
confirm-confirm-change = Confirm this change? { $name }
confirm-drop-change = Let this change not happen? { $name }

mandate-new = Mandate somebody who is here already
mandate-lead = Somebody who has a part in the case already speaks for a body. They accept it on their own pages. Others are invited.
mandate-who = Who
mandate-who-hint = Whoever is not here yet is invited first.
mandate-body = For which body
mandate-nobody = Choose somebody.
mandate-end = end the mandate
mandate-for = stands in for { $name }
mandate-from = from { $name }
mandate-until = until { $name }
mandate-scope = only for: { $name }
mandate-from-label = From (by the clock of { $name })
mandate-from-hint = From now on when left empty.
mandate-until-label = Until (by the clock of { $name })
mandate-until-hint = Without an end when left empty.
mandate-scope-label = For what
mandate-scope-hint = Nothing chosen: for everything.
scope-conditions = conditions
scope-stances = stances
scope-meetings = meetings
scope-ballots = votes
substitute-new = name a substitute
substitute-lead = While the substitute's mandate is in force, the delegate is silent in what the substitute may do.
invite-term = From when, until when, for what
invite-link-here = invite somebody

changes-title = Changes that wait
changes-lead = Once bodies are consulted, two people change the roll and the rule: one asks, another confirms.
changes-none = No change waits.
changes-look = Look at them
changes-awaited = { $count ->
    [one] A change waits for you to confirm or refuse it.
   *[other] { $count } changes wait for you to confirm or refuse them.
}
changes-waiting = { $count ->
    [one] A change waits for a second person.
   *[other] { $count } changes wait for a second person.
}
change-admit-body = { $name } joins the coalition
change-change-body = { $name } is changed
change-dismiss-body = { $name } leaves the coalition
change-set-rule = Another rule
change-appoint-secretary = Somebody joins the secretariat
change-dismiss-secretary = Somebody leaves the secretariat
change-name-delegate = Somebody of the secretariat speaks for { $name }
change-release-statement = Statement { $number } goes out
change-who = Who
change-by = { $name } asked for it, { $date }.
change-waits = It can be confirmed by: { $name }.
change-waits-delegate = It can be confirmed by a delegate who speaks for { $name } in stances.
change-waits-nobody = Nobody else is in the secretariat who could confirm it. Invite a second person.
change-confirm = Confirm it
change-drop = Let it not happen

rule-page-title = How the coalition decides
rule-set-title = Set the rule by choosing
rule-set-lead = What must hold for the coalition to accept. All requirements must be met together.
rule-words-title = Set the rule in words
rule-words-lead = The rule as a dossier has it. Several alternatives, any of which suffices, can be said here alone.
rule-needs-two = Bodies are consulted already, so a second person has to confirm another rule.
rule-to-bodies = To the bodies
rule-field-quorum = Quorum: who must have answered
rule-quorum-hint = No quorum when the quantity is left empty.
rule-field-requires = Requirement { $name }
rule-requires-hint = A quantity is a share such as 2/3 or 55%, or a number. A row without a quantity does not count; without any, more than half of the bodies is required.
rule-field-veto = Who has a veto
rule-veto-hint = When one of these rejects, the offer is not accepted.
rule-field-objections = At most so many bodies may reject
rule-objections-hint = Without limit when left empty.
rule-field-fallback = When nothing wins
rule-field-support = What counts as support when conditions are compared
rule-support-hint = It decides between what wins, not what wins.
rule-cell-in = Who counts
rule-cell-op = How much
rule-cell-quantity = Quantity
rule-cell-measure = Counted by
rule-cell-of = A share of
rule-of-everybody = all bodies
rule-of-chamber = only { $name }
threshold-more-than = more than
threshold-at-least = at least
base-members = all of them
base-present = those that have answered
base-cast = those that take a side
fallback-reject = the offer is rejected
fallback-none = there is no common position
measure-is-bodies = bodies
measure-is-weight = weight
measure-is-named = “{ $name }”
rule-quantity-form = “{ $name }” is no quantity. Write a share such as 2/3 or 55%, or a number.
rule-field-words = The rule
rule-words-hint = Such as requires = [ {"{"} more_than = "1/2" {"}"} ].
rule-words-long = The rule is too long.
rule-words-problem = { $place }, at “{ $word }”: { $problem } { $help }
rule-requirement = { $threshold ->
    [at-least] at least
   *[more-than] more than
} { $quantity }{ $kind ->
    [share] { $base ->
        [present] {" "}of those that have answered
        [cast] {" "}of those that take a side
       *[members] {" "}of all
    }
   *[count] {""}
}, counted by { $measure }
rule-in-chamber = of { $chamber } alone { $told }
rule-line-quorum = Before anything is decided, these must have answered: { $name }.
rule-line-requires = To accept, it takes { $name }.
rule-line-alternative = Or, way “{ $name }”:
rule-line-veto = When one of these rejects, the offer is not accepted: { $name }.
rule-line-objections = { $count ->
    [one] At most one body may reject.
   *[other] At most { $count } bodies may reject.
}
rule-line-fallback-reject = When nothing wins, the offer is rejected.
rule-line-fallback-none = When nothing wins, there is no common position.
rule-line-support = Support is counted by { $name }.

condition-new = Propose a condition
condition-propose = Propose a condition for { $name }
condition-lead = What is asked for, in words that the other side can be held to. The secretariat may offer another wording, which the proposer agrees to or refuses.
condition-change = what it costs and binds
condition-change-lead = What the condition costs the other side, and which conditions it binds. Its words are changed by another wording.
condition-text = The condition
condition-text-hint = One demand in one sentence. What belongs together by necessity is said below.
condition-text-proposers = These words are the proposer's: offer another wording to change them.
condition-id-hint = By this it is named in stances and on the board, such as “monitors”. Made from the words when left empty.
condition-burden-label = Burden on the other side
condition-burden-hint = How hard it is for the other side to grant, from 1. The lightest conditions that win are recommended.
condition-stops = What it would stop
condition-implies = What must be asked for with it
condition-implies-hint = Such as monitors with an answer to every breach.
condition-excludes = What cannot stand beside it
condition-excludes-hint = Such as monitors beside an armed force.
condition-proposer = Proposed by
condition-for-nobody = the secretariat
condition-by = proposed by { $name }
condition-by-nobody = entered by the secretariat
condition-with = only together with { $name }
condition-not-beside = not beside { $name }
condition-against = would stop { $name }
condition-from = It came of: { $name }.
condition-is-asked = Another wording waits for an answer.
condition-withdraw = take it back
conditions-none-yet = No condition has been proposed. What must the offer contain for the coalition to accept it?
conditions-no-offer = Conditions are proposed once an offer has been received.
conditions-ballot = A ballot is open: conditions stand still until it is closed.
conditions-adopted = The position is adopted: conditions stand still.
conditions-search = Look for a condition
conditions-search-button = Look
conditions-count = { $count ->
    [one] One condition
   *[other] { $count } conditions
}
conditions-all = show all
conditions-choose = Choose { $name }
conditions-merge = Merge those chosen into one
conditions-pages = Further conditions
wordings-title = Wordings that wait for an answer
wordings-past = Earlier wordings, and what came of what
wording-new = Offer another wording
wording-lead = Nothing changes before every body that proposed one of these has agreed.
wording-of = In place of
wording-of-hint = One for another wording or a split; several to merge them.
wording-of-none = Choose at least one condition that this would stand in place of.
wording-text = The new wording
wording-text-hint = It goes on under the short name of the first that it replaces.
wording-part = Part { $name }
wording-part-hint = May be left empty.
wording-other = Another wording
wording-merger = A merger
wording-split = A split
wording-other-link = another wording
wording-split-link = split it
wording-old = In place of
wording-by = would stand
wording-waits = It waits for: { $name }.
wording-agreed = Agreed: { $name }.
wording-taken = Taken { $name }.
wording-refused = { $name } refused.
wording-refused-for = { $name } refused: { $reason }
wording-retracted = Taken back.
wording-answer = Answer for { $name }
wording-reason = Why, when you refuse (may be left out)
wording-agree = Agree to it
wording-refuse = Refuse it
wording-retract = take the wording back

way-title = The way to an answer
way-done = done
way-below = further down on this page
way-count = { $count ->
    [0] none so far
    [one] one so far
   *[other] { $count } so far
}
way-of-all = { $count } of { $all }
way-offer = Receive the offer
way-provisions = Enter its provisions, one by one
way-bodies = Enter the bodies of the coalition
way-delegates = Invite a delegate for every body
way-rule = Set how the coalition decides
way-rule-default = more than half of the bodies, unless you set another rule
way-conditions = Propose conditions
way-consultation = Open the consultation
way-stances = Every body says where it stands
way-decide = Work the position out, have it ratified, adopt it

says-accept-first = We accept
says-reject-first = We reject
says-abstain-first = We abstain
says-accept = we accept
says-reject = we reject
says-abstain = we abstain
says-then = {"; "}
says-end = .
says-otherwise = otherwise { $name }
says-else = or else { $name }
says-if = { $verb } if { $holds }
says-unless = { $verb }, but never with { $never }
says-holds = “{ $name }”
says-condition = “{ $name }”
says-accepts = { $name } accepts
says-not = without { $name }
says-and = {" and "}
says-or = {" or "}
says-comma = {", "}
says-any = either { $name }
says-at-least = at least { $count } of these: { $list }

stance-show = Show the sentence
stance-sentence = In words
stance-sentence-none = Choose, and the sentence stands here.
stance-by-hand = This stance says more than choices can: it stands below in the stance language. Whoever chooses here puts another in its place.
stance-again = The offer is at version { $version } now. To version { $before } this body said what stands below. Look at what has changed, and answer anew.
stance-standing = How firm it is
stance-is-mandated = The body has decided it
stance-is-reported = Known from reports only
stance-source = Where it was read
stance-source-hint = Needed when it is known from reports only.
stance-report = Enter a reported stance
stance-report-lead = The body has not answered itself. What is entered here is marked as known from reports, and gives way to what the body says.
stance-withdraw = take it back
stance-asked-again = Asked again since the offer has changed
stance-complete = Suggestions

ballot-is-secret = Secret: who votes is known, how they vote is not.
ballot-is-open = Open: everybody sees how bodies vote.
ballot-closes = Votes are taken until { $name }.
ballot-missing = Not voted yet: { $name }.
ballot-counted = How it is counted
ballot-closes-label = Votes are taken until (by the clock of { $name }; without an end when left empty)
vote-reason = Why (may be left out)
committee-form = Form a committee
committee-is-formed = formed
