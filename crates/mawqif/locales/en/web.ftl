# What the pages say.

site-name = Mawqif
skip = Skip to the page
sign-out = Sign out
tabs = Pages of the case
foot = Nothing on these pages comes from, or goes to, anywhere but this server.
date = { $day } { $month } { $year }
moment = { $date }, { $clock } ({ $city }, UTC{ $ahead })
moment-utc = { $date }, { $clock } UTC
zone = { $zone ->
    [Qatar] Doha
    [Sao_Paulo] São Paulo
   *[other] { $name }
}
month = { $month ->
    [1] January
    [2] February
    [3] March
    [4] April
    [5] May
    [6] June
    [7] July
    [8] August
    [9] September
    [10] October
    [11] November
   *[12] December
}

sign-in-title = Sign in
sign-in-lead = Pages are for those who take part in a case. Whoever runs it sends you a link.
address = E-mail address
password = Password
password-hint = 12 characters or more.
name = Your name
sign-in-button = Sign in
code-title = One-time code
code-lead = Type the code that your authenticator shows, or a recovery code.
code = Code
enter-title = Sign in by link
enter-lead = This link signs you in once. After that it is used up.
invitation-title = Invitation
invitation-leads = You are invited to “{ $case }”, as { $role }.
invitation-as = You accept as { $name }.
invitation-accept = Accept the invitation
invitation-has-account = You have an account? Sign in first.

cases-title = Your cases
cases-none = You have no role in any case yet. Whoever runs a case can send you an invitation.
head-version = version { $version } of the offer
head-due = answer due { $date }
stage-empty = empty
stage-preparing = in preparation
stage-consulting = in consultation
stage-adopted = position adopted
role-secretariat = secretariat
role-delegate = delegate of { $name }
role-invited = invited to speak for { $name }
role-committee = committee
role-observer = observer
role-reporter = reporter
role-participant = participant in the public consultation
role-observer-awaited = invited to read along
role-reporter-awaited = invited to report
role-participant-awaited = invited to the public consultation

tab-initiative = Offer
tab-bodies = Bodies
tab-stances = Stances
tab-board = Position
tab-record = Record

done = Done, and in the record.
done-receipt = Take the receipt with you
news-grown = The case has changed; the page shows it as it is now.

board-no-offer = No offer has been received yet. The secretariat enters it, and then the bodies are consulted.
board-working = The answer is being worked out. This page follows by itself.
board-working-first = These conditions win. Whether fewer or lighter ones do, and what else there is to choose from, is being worked out; this page follows by itself.
board-no-bodies = The coalition has no bodies yet. The secretariat enters them before anybody can be asked.
board-can-accept-with = The coalition can accept with { $count ->
    [one] one condition.
   *[other] { $count } conditions.
}
board-legend = ● needs it · ◐ one of several ways · ✕ never with it · ◌ can hurt · ± can help or hurt · · makes no difference. Marked columns are in the package; without the bodies marked ◆ it would lose.
bodies-word = Bodies
matrix-body = Body
matrix-in = (in the package)
mark-needs = needs it
mark-helps = one of several ways
mark-never = never with it
mark-hurts = can hurt
mark-mixed = can help or hurt
mark-none = not known
pivotal = The package would lose without this body.
gauge-met = met
gauge-unmet = not met
axis-burden = burden on the other side →
axis-support = ↑ support
adopted-accept = Adopted on { $date }: the coalition accepts the offer.
adopted-with = Adopted on { $date }: the coalition accepts with { $count ->
    [one] one condition.
   *[other] { $count } conditions.
}
adopted-reject = Adopted on { $date }: the coalition rejects the offer.
adopted-none = Adopted on { $date }: the coalition has no common position.
adopted-reopened = Under review since { $date }: { $reason }
committee-formed = Formed to follow up: { $name } ({ $list }).

what-if-title = What if?
what-if-lead = Suppose what you like: nothing of it enters the record, and nobody else sees it.
what-if-as-is = as it is
what-if-free = as the engine finds
what-if-with = always asked for
what-if-without = never asked for
what-if-button = See what follows
what-if-end = Back to how it is
what-if-left-out = { $count ->
    [one] This is reckoned without one confidential stance that is not for you. The coalition may come to something else.
   *[other] This is reckoned without { $count } confidential stances that are not for you. The coalition may come to something else.
}
what-if-made = { $count ->
    [one] This only supposes one thing.
   *[other] This only supposes { $count } things.
} Nothing of it is in the record.

next-title = What you can do now
do-file-stance = Say what { $name } says
do-cast-ballot = Vote for { $name }
do-open-consultation = Open the consultation
do-compute-position = Work the position out
do-open-ballot = Ask the bodies to ratify: { $name }
do-close-ballot = Close the ballot and count
do-adopt-position = Adopt the position
do-accept-mandate = Accept the mandate of { $name }
do-cancel-ballot = Cancel the ballot
cancel-reason = Why the ballot is cancelled
do-reopen-position = Put the position under review
reopen-reason = Why the adopted position is to be looked at again
vote-accept = Accept
vote-reject = Reject
vote-abstain = Abstain
ballots-title = Ballots
ballot-title = Ballot { $name }
ballot-asks = It asks whether the bodies take: { $name }
ballot-open = Open: { $count } of { $all } have voted.
ballot-closed = { $outcome ->
    [ratified] Ratified
    [no-quorum] No quorum
   *[not-ratified] Not ratified
}: { $accept } accept, { $reject } reject, { $abstain } abstain, { $absent } did not vote.
ballot-cancelled = Cancelled: { $name }
ballot-voted = has voted
ballot-secret = Secret: it is known who voted, and not how

confirm-act = { $act ->
    [open-consultation] Open the consultation? From then on bodies say what they say, and two people are needed to change the roll or the rule.
    [compute-position] Work the position out and put the answer in the record?
    [open-ballot] Open a ballot on these conditions? While it is open, stances, conditions and rule stand still.
    [close-ballot] Close the ballot and count the votes?
    [cancel-ballot] Cancel the ballot?
    [adopt-position] Adopt the position? It then stands as the coalition's answer.
   *[reopen-position] Put the adopted position under review?
}
confirm-file-stance = This is what { $name } would say
confirm-file-stance-button = File this stance
confirm-cast-ballot = { $name } votes: { $choice }
confirm-accept-mandate = Accept the mandate to speak for { $name }?
confirm-for-good = It enters the record, where everybody in the case can see that it was done, when, and by whom.
confirm-button = Yes, do it
confirm-back = Back, without doing it

stances-none = No body has said anything to this version yet that you may see.
stances-hidden = { $count ->
    [one] One more stance is confidential.
   *[other] { $count } more stances are confidential.
} They count in the answer, and only their bodies see them.
stances-silent = Nothing said yet
standing-mandated = decided by the body
standing-expected = the delegate's word; the body has not decided yet
standing-reported = known from reports only
stance-confidential = confidential
stance-title = What { $name } says
stance-problems = This cannot be read as a stance yet:
stance-by-choices = By choosing
stance-by-words = Or in words
stance-with-it = And with it
stance-verdict = To the offer we say
stance-accept = accept
stance-reject = reject
stance-abstain = abstain
wish-nothing = does not matter
wish-need = must be there
wish-any = one of these
wish-never = never with this
stance-least = How many of “one of these” must be there
stance-waits = Only if these bodies accept as well
stance-otherwise = And otherwise
stance-preview-choices = Continue with this
stance-says = The stance
stance-names = Names that can stand in it:
stance-preview-words = Continue with these words
stance-make-confidential = Confidential: only this body sees it; others see counts
stance-is-expected = The body has not decided it yet
stance-reason = Why (may be left out)
stance-confidential-note = It is confidential: nobody but this body sees the sentence. It counts in the answer.
stance-empty = Nothing is said. Write “accept”, “reject”, “abstain”, or for example “accept if” and a condition.
stance-long = It is too long.
stance-deep = Parentheses are nested too deeply.
stance-ends = It ends in the middle of a sentence.
stance-unexpected = “{ $name }” cannot stand here.
stance-meant = Did you mean “{ $name }”?
stance-name = “{ $name }” cannot be a name.
stance-misplaced = A body can only be waited for: “{ $name }” cannot stand after “not” or “unless”.
stance-number = The number “{ $name }” is too large.
stance-unreachable = “{ $name }” is never reached: what stands before it always holds.
stance-unattainable = “{ $name }” asks for more than are named.
stance-unknown-body = There is no body “{ $name }”.
stance-unknown-condition = There is no condition “{ $name }”.

bodies-none = The coalition has no bodies yet.
body-weight = weight { $name }
delegate-none = nobody speaks for it yet
delegate-invited = invited, not here yet
delegate-waits = { $name } (has not accepted yet)
invite-title = Invite somebody
invite-for = To be
invite-address = Their e-mail address (may be left out)
invite-button = Make an invitation
invite-link = Give this link to whoever is invited. It is shown this once, works once, and ends after 72 hours.
invite-mailed = The invitation is on its way by mail.
invitations-title = Invitations
invitation-is-used = used
invitation-is-over = over
invitation-waits = good until { $date }

offer-sponsor = From
offer-received = Received
offer-deadline = Answer due
offer-version = Version
offer-scope = About
deadline-today = today
deadline-left = { $count ->
    [one] tomorrow
   *[other] in { $count } days
}
deadline-past = { $count ->
    [one] yesterday
   *[other] { $count } days ago
}
provisions-title = What is offered
provisions-none = No provision has been entered.
provision-draft = proposed
provision-announced = announced in public
provision-agreed = agreed
provision-rejected = turned down
provision-obliged = Who must act
provision-stops = What it would stop
provision-where = Where
provision-from = From
provision-until = Until
provision-verified = Who verifies
provision-breach = If it is broken
provision-nothing = not said
harms-title = What should stop
parties-title = Parties
places-title = Places

record-lead = { $name } entries, the latest first. A receipt proves later, without this server, that an entry stood here.
record-receipt = receipt
record-receipt-of = Receipt for entry { $name }
record-older = Older entries
record-newer = Newer entries
entry-hidden = not for you to see, or erased
entry-kind = { $kind ->
    [case-opened] Case opened
    [secretary-appointed] Somebody joined the secretariat
    [secretary-dismissed] Somebody left the secretariat
    [observer-admitted] Observer admitted
    [observer-dismissed] Observer dismissed
    [initiative-received] Offer received
    [initiative-revised] Offer revised
    [place-entered] Place entered
    [place-withdrawn] Place withdrawn
    [party-entered] Party entered
    [party-withdrawn] Party withdrawn
    [harm-entered] Harm entered
    [harm-withdrawn] Harm withdrawn
    [provision-entered] Provision entered
    [provision-withdrawn] Provision withdrawn
    [red-line-entered] Red line entered
    [red-line-withdrawn] Red line withdrawn
    [quote-entered] Quote entered
    [quote-withdrawn] Quote withdrawn
    [committee-planned] Committee planned
    [committee-withdrawn] Committee withdrawn
    [commitment-entered] Commitment entered
    [commitment-withdrawn] Commitment withdrawn
    [game-set] Model of stability set
    [test-set] How the offer is tested set
    [finding-allowed] Finding accepted
    [finding-disallowed] Finding no longer accepted
    [body-admitted] Body admitted
    [body-changed] Body changed
    [body-dismissed] Body dismissed
    [rule-set] Rule set
    [change-proposed] Change proposed
    [change-confirmed] Change confirmed
    [change-dropped] Change dropped
    [delegate-mandated] Delegate mandated
    [mandate-accepted] Mandate accepted
    [mandate-ended] Mandate ended
    [consultation-opened] Consultation opened
    [meeting-convened] Meeting convened
    [attendance-taken] Attendance taken
    [meeting-opened] Meeting opened
    [decision-taken] Decision taken
    [meeting-closed] Meeting closed
    [condition-proposed] Condition proposed
    [condition-changed] Condition changed
    [condition-withdrawn] Condition withdrawn
    [wording-offered] Wording offered
    [wording-agreed] Wording agreed to
    [wording-refused] Wording refused
    [wording-taken] Wording taken
    [wording-retracted] Wording retracted
    [stance-filed] Stance filed
    [stance-withdrawn] Stance withdrawn
    [position-computed] Position worked out
    [ballot-opened] Ballot opened
    [ballot-cast] Vote cast
    [ballot-marked] Vote cast in secret
    [urn-opened] Urn opened
    [ballot-closed] Ballot closed
    [ballot-cancelled] Ballot cancelled
    [position-adopted] Position adopted
    [committee-formed] Committee formed
    [committee-members-changed] Members of a committee changed
    [position-reopened] Position put under review
    [statement-drafted] Statement drafted
    [statement-released] Statement let out
    [signers-set] Signers set
    [statement-signed] Statement signed
    [statement-commented] Draft commented on
    [comment-resolved] Comment settled
    [press-conference-called] Press conference called
    [press-conference-called-off] Press conference called off
    [journalist-listed] Journalist asks to be let in
    [admission-decided] Decided on who is let in
    [press-line-written] Line of the press desk written
    [press-line-agreed] Line of the press desk agreed
    [press-line-dropped] Line of the press desk taken away
    [remark-noted] What a member said after the statement
    [house-template-set] Words of the house changed
    [follow-up-set] Terms of the follow-up set
    [report-received] Report received
    [incident-reported] Incident reported
    [incident-opened] Incident entered
    [incident-changed] Incident described anew
    [incident-sensitivity-set] What the public sees of an incident set
    [report-linked] Incident rested on a report
    [report-graded] Report graded
    [report-unlinked] Report taken away from an incident
    [incident-attributed] Said who did it
    [incident-reviewed] Judged whether it happened
    [finding-made] Held against a commitment
    [finding-dissented] Disagreed with a finding
    [performance-noted] How a commitment is kept
    [access-noted] Access to a place noted
    [outside-change-noted] Change from outside noted
    [obstacle-noted] Obstacle watched
    [obstacle-cleared] Obstacle gone
    [trigger-fired] Trigger fired
    [trigger-answered] Trigger answered
    [trigger-escalated] Trigger put to everybody
    [reports-imported] Table of reports taken in
    [import-taken-back] Table of reports taken back
    [seal-keys-set] Keys of the evidence set
    [evidence-received] Evidence came in under seal
    [evidence-taken] Sealed evidence taken
    [evidence-handed] Evidence handed over
    [evidence-resealed] Evidence sealed anew
    [evidence-destroyed] Evidence destroyed
    [task-given] Task given
    [task-ended] Task ended
    [public-consultation-opened] Public consultation opened
    [public-consultation-changed] Public consultation changed
    [public-consultation-closed] Public consultation closed
    [public-words-withheld] Words of a public consultation withheld
    [public-words-shown] Words of a public consultation shown again
    [public-ballots-forgotten] Ballots of a public consultation destroyed
   *[other] { $kind }
}
