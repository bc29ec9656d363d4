# Follow-up: triggers, commitments, incidents, reports, what is watched, tasks, and the way back to the position.

follow-now-nothing = Nothing waits for an answer, and nothing is due.
follow-now-due = { $count ->
    [one] Something has happened that sends the coalition back to its position. It waits to be fired.
   *[other] { $count } things have happened that send the coalition back to its position. They wait to be fired.
}
follow-now-undone = { $count ->
    [one] One thing of the committee's work is late.
   *[other] { $count } things of the committee's work are late.
}
follow-now-waiting = { $count ->
    [one] One trigger waits for the committee's answer.
   *[other] { $count } triggers wait for the committee's answer.
}
follow-now-late = { $count ->
    [one] The committee has not answered a trigger in time. Put it to everybody.
   *[other] The committee has not answered { $count } triggers in time. Put them to everybody.
}
follow-reason = Why
follow-look = To the follow-up
late-title = Late
late-task = { $name } ({ $body }), by { $date }
late-task-advice = Say how it ended, or ask the body.
late-sitting = { $name }, { $date }
late-sitting-advice = It has not begun. Open it and take attendance, or call another.

triggers-title = Triggers
trigger-heading = Trigger { $number }: { $name }
trigger-heading-due = Due: { $name }
trigger-due = Due, and not fired yet. Firing it freezes what it rests on and starts the committee's time.
trigger-fire = Fire it
trigger-waits = { $count ->
    [one] Fired { $fired }. The committee answers until { $date }; one hour is left.
   *[other] Fired { $fired }. The committee answers until { $date }; { $count } hours are left.
}
trigger-late = Fired { $fired }. The committee should have answered until { $date } and has not.
trigger-escalated = Fired { $fired }. The committee was silent; a meeting is called, and the secretariat may answer as well.
trigger-confirmed = Fired { $fired }. Confirmed { $date }:
trigger-waived = Fired { $fired }. Waived { $date }:
trigger-frozen = What it rests on, as it was when it fired
trigger-incidents = Incidents
trigger-inputs = SHA-256 of what it rests on
trigger-confirm = It counts
trigger-waive = Nothing follows from it
trigger-escalate = Put it to everybody
trigger-void = What it rested on was taken back since it fired: it can be waived, and not confirmed.
trigger-needs-another = You fired this trigger, or made every finding that it rests on. Somebody else answers it.
back-maintained = The position is maintained: a winning coalition still stands. The breach is noted.
back-reopened = The position is open again: the coalition no longer stands. The old one holds until there is a new one, and its statement says that it is under review.
back-unanswered = No recorded stance says what follows from this, so the bodies are asked, and the position is under review.
back-breached = Counts as broken: { $name }.
back-lost = No longer accept: { $name }.
back-pivotal = Pivotal among them: { $name }.
back-ask = To be asked, since their stance does not say what they do now: { $name }.
back-more = { $count ->
    [one] one more
   *[other] { $count } more
}
back-partial = There was not time or room for everything that would mend it; there may be a lesser repair.
repair-least = The least repair: { $name }
repair-else = Or: { $name }
repair-restore = it is kept again: { $name } (burden { $burden }).
repair-grant = it is granted: { $name } (burden { $burden }, support then { $support }).
repair-grant-veiled = it is granted: { $name } (burden { $burden }).
repair-persuade = these accept nevertheless: { $name }; with it: { $package }.

commitments-title = What was promised, and whether it is kept
commitments-lead = Silence is not compliance: what nobody has observed is not kept by that.
commitments-none = No commitment was entered.
commitment-new = Enter a commitment
commitment-change = Change it
commitment-lead = Who owes what, and by what it is seen. What follows from a breach depends on the conditions that it rests on.
commitment-text = What is owed
commitment-text-hint = So that two people who have seen the same would say the same of it.
commitment-rests = It follows from
commitment-rests-hint = Conditions count as broken when a breach of this is confirmed.
commitment-kind = What is owed is
commitment-abstain = to do something no longer
commitment-do = to do something
commitment-allow = to let others do something
commitment-due = To be done by
commitment-seen = By what it is seen
commitment-seen-hint = What is counted of the reports, or that nothing is counted and a committee judges.
commitment-seen-choose = Choose
commitment-seen-needed = Choose what is counted, or a committee that judges it. A promise that nobody can look at is no measure of anybody.
commitment-seen-kinds = { $name }: { $kinds }
commitment-seen-judged = { $name } judges
commitment-counts-events = events
commitment-counts-deaths = the dead, most likely
commitment-counts-deaths-low = the dead, at least
commitment-counts-deaths-high = the dead, at most
commitment-counts-nothing = nothing is counted; the committee judges
commitment-nothing-counted = How it was before, and the most that is still kept, are of what is counted. Choose what that is.
commitment-kinds = Kinds of events
commitment-kinds-hint = As reports name them, with commas between. Leave it empty for every kind.
commitment-theme = Theme
commitment-theme-hint = What it is about, such as “Detainees”. Commitments whose theme is written alike (capitals and spaces aside) are added up on the board. It may be left out.
commitment-actors = By whom
commitment-actors-hint = As reports name them, with commas between. Leave it empty for whoever it was.
commitment-base = Before
commitment-base-count = Before: how many
commitment-base-days = Before: in how many days
commitment-base-hint = A figure from elsewhere, such as 30 in 30 days. The trigger for too many breaches needs one when the ceiling is a share.
commitment-base-from = Before: reports from
commitment-base-until = Before: reports until
commitment-base-period-hint = In place of a figure: what the reports themselves tell of a time.
commitment-base-half = Write both numbers or both days, and not both kinds.
commitment-base-figure = { $count } in { $days } days
commitment-base-period = reports from { $from } to { $until }
commitment-ceiling = The most that is still kept
commitment-ceiling-hint = A number in a week, or a share of how it was before: 1/2 or 50 %. More breaches in a week fire a trigger.
commitment-ceiling-form = Write a number such as 3, or a share such as 1/2 or 50 %.
commitment-judged = Judged by
commitment-judged-nobody = nobody: what is counted is enough
commitment-judged-hint = Beside what is counted, or in its place.
commitment-weight = One breach is enough
commitment-weight-hint = A red line fires with one verified and attributed breach.
commitment-red-line = red line
commitment-flagged = watch: something is alleged
commitment-breaches = Breaches
commitment-kept = Kept
performance-title = Say how it is kept
performance-lead = What the committee says, with its reason. Whatever it did not see it has not observed.
performance-unsaid = nobody has said
performance-said = { $how }, { $date }: { $why }
performance-kept = kept
performance-in-part = kept in part
performance-not-kept = not kept
performance-not-observed = not observed

incidents-title = What has happened
incidents-lead = Whether it happened, who did it, and whether it breaks a promise are three questions. Two people answer the first.
incidents-none = No incident was entered.
incident-new = Enter an incident
incident-change = Describe it anew
incident-lead = An incident rests on reports, and says no more than they do. Links can be undone.
incident-what = What happened
incident-what-hint = In a sentence, without who did it.
incident-occurred = When ({ $name })
incident-when = When
incident-near = How exactly the place is known
incident-nearly = { $name } ({ $how })
incident-public = The public sees
incident-sensitivity = What the public may see of the place
incident-sensitivity-hint = Everybody in the case sees the place itself. Close it when the place alone tells who was there.
nearness-exact = at the place
nearness-near = near it
nearness-district = somewhere around it
sensitivity-open = the place
sensitivity-blurred = what it lies in, such as its district
sensitivity-closed = nothing
sensitivity-nothing = no place
incident-low = Killed, at least
incident-best = Killed, most likely
incident-high = Killed, at most
incident-killed-hint = All three, or none when it is not known.
incident-killed-whole = Write all three numbers, or none.
incident-killed = Killed
incident-killed-range = { $best } (from { $low } to { $high })
incident-by = Who did it
incident-by-nobody = not known
incident-by-somebody = { $name }, { $certainty }
incident-rests = Rests on
incident-reports = { $count ->
    [0] no report
    [one] one report
   *[other] { $count } reports
}
incident-review = { $name }: { $judgement }. { $why }
incident-of-report = Enter an incident of it
verification-received = received
verification-under-review = under review
verification-verified = verified
verification-not-verifiable = not verifiable
verification-refuted = refuted
verification-disputed = disputed
judgement-verified = It happened
judgement-not-verifiable = It cannot be known
judgement-refuted = It did not happen
judgement-undecided = I am looking at it
certainty-alleged = alleged
certainty-likely = likely
certainty-established = established
verdict-breach = Breach
verdict-no-breach = No breach
verdict-outside-scope = Outside what was promised
verdict-undetermined = Cannot be said
link-title = Rest it on another report
link-lead = Only people link; nothing is merged.
link-report = Report
link-none = There is no report left that no incident rests on.
attribution-title = Say who did it
attribution-lead = Nothing follows from what is only alleged, but that people watch.
attribution-certainty = How certain that is
attribution-certainty-hint = Likely and established fire triggers; alleged does not.
review-title = Judge whether it happened
review-lead = Two people are needed, and neither may have reported it. Your reason is for the secretariat and the committee alone. "It cannot be known" is not "It did not happen".
review-judgement = I say
review-judgement-hint = That it happened takes two independent origins (those that one account names are its word alone, until somebody else grades the source of one, A to D, or there is evidence), or one with evidence (a file, a link, a SHA-256) that somebody other than the reporter has graded A or B.
review-missing = What is missing
incident-missing-report = Nobody can say yet that it happened: no report that it rests on counts. Link one that names its source and is neither unreliable (E) nor improbable (5).
incident-missing-origin = Nobody can say yet that it happened: all that it rests on may come from one source. A second source is missing, or evidence (a file, a link, a SHA-256) and a grade of A or B by somebody other than the reporter.
incident-missing-voice = Nobody can say yet that it happened: one account has named all its sources. Missing is somebody else’s grade (A to D) for the source of one report, or a report by another account, evidence, or a telephone’s message.
review-one-body = { $name } both say that it happened and speak for one body, { $body }. The rule takes them for two people; let somebody of another body judge it as well.
finding-title = Hold it against a commitment
finding-lead = Only what is verified can be a breach. A later finding stands in the place of an earlier one, which stays in the record.
finding-commitment = Commitment
finding-verdict = It is
finding-told = { $verdict }: { $commitment } ({ $name })
finding-earlier = an earlier finding
finding-dissent = { $name } disagrees: { $why }
dissent-title = Disagree
unlink-why = Why it does not belong here
unlink-button = Take it away
grading-title = Grade this report
grading-lead = What the reporter gave is a hint. One source alone verifies something when somebody other than the reporter has graded it A or B and there is a file, a link or a SHA-256. The latest grade counts, earlier ones stay. If what an incident rests on is not enough any more, whoever said that it happened says so anew.
grading-reason-hint = What you know of this source, and what speaks for what it says. For the secretariat and the committee alone.

reports-title = Reports that no incident rests on
reports-lead = The secretariat and the committee alone see reports, since they name their sources.
report-number = Report { $number }
report-line = { $number } ({ $grade }): { $name }
report-when = { $date }, to the { $how }
report-origin = Who says so
report-oneself = Whoever sent the report
report-grade = Grade
report-grade-by-author = { $name } (by the reporter; it counts for no verification by one source)
report-grade-given = { $grade } ({ $name }, { $date }): { $why }
report-grade-before = Grade before
report-known = Known since
report-told = Told
report-commitment = May be about
report-evidence = There is to show
report-alike = Perhaps of the same as
alike-report = { $number } ({ $why })
alike-same = the same place
alike-within = one place lies in the other
alike-near = { $count ->
    [0] places beside each other
    [one] places 1 km apart
   *[other] places { $count } km apart
}
alike-beside = places in the same district
alike-at-once = at the same time
alike-hours = { $count ->
    [one] no more than an hour apart
   *[other] no more than { $count } hours apart
}
alike-days = { $count ->
    [one] no more than a day apart
   *[other] no more than { $count } days apart
}
alike-commitment = the same promise
precision-hour = hour
precision-day = day
precision-week = week

reporter-title = Report an incident
reporter-lead = Say what you know and nothing that you suppose. If the line breaks, send it again: it arrives once.
reporter-what = What happened
reporter-when = When ({ $name })
reporter-precision = Exact to the
reporter-origin = Who says so
reporter-seen = Were you there?
reporter-oneself = I saw it myself
reporter-origin-hint = What they are, if you did not see it yourself: “a nurse of the clinic”. Write no name here. Only the secretariat and the committee see it.
reporter-reliability = The source
reporter-credibility = What it says
reporter-commitment = Which promise it may break
reporter-no-commitment = I do not know
reporter-told = When you were told ({ $name })
reporter-told-hint = If you have heard it from somebody, and not just now. Leave it empty otherwise.
reporter-map = Choose the place here or in the list below. Not to scale; north is at the top.
reporter-evidence = What there is to show
reporter-evidence-hint = Where a picture, film or paper can be seen: its address (https://…) or its SHA-256. Other words are kept, and are no evidence by themselves.
reporter-arrived = It has arrived. It is report { $name }.
reporter-own = What you have reported
grade-source = { $grade ->
    [A] A: always reliable so far
    [B] B: usually reliable
    [C] C: fairly reliable
    [D] D: not usually reliable
    [E] E: unreliable
   *[other] F: I cannot judge
}
grade-content = { $grade ->
    [1] 1: confirmed by others
    [2] 2: probably true
    [3] 3: possibly true
    [4] 4: doubtful
    [5] 5: improbable
   *[other] 6: I cannot judge
}

watched-title = What is watched
watched-none = No obstacle, no place without access, no change from outside.
watched-obstacle = In the way: { $name }
watched-gone = Gone: { $name }
watched-access = No access to { $name } since { $date }
watched-text = The text has changed: { $name }
watched-party = A party has changed: { $name }
obstacle-new = Watch an obstacle
obstacle-gone = It is gone
obstacle-lead = What stands in the way of an acceptance is watched also after a rejection. When it is gone, the position is looked at again.
obstacle-what = What stands in the way
obstacle-gone-how = How it is known that it is gone
access-title = Note access to a place
access-which = It
access-denied = cannot be reached
access-given = can be reached
access-since = Since
change-title = Note a change from outside
change-lead = When the text of the offer or one of its parties is not what it was, the position is looked at again.
change-of = What has changed
change-of-text = the text
change-of-party = a party
change-what = How, and where that was read
follow-places = Places
follow-places-count = { $count ->
    [one] one place
   *[other] { $count } places
}
place-lead = Places tell where something is and change no position, so that they can be entered at any time.

tasks-title = Tasks
tasks-none = No task was given.
task-new = Give a task
task-what = What is to be done
task-owner = By which body
task-by = By which day
task-due = by { $name }
task-done = done
task-dropped = dropped
task-end-done = done
task-end-dropped = not needed
sitting-new = Call a sitting
sitting-lead = Its agenda is made from what is due. Minutes and the calendar file are those of a meeting.
sitting-committee = Committee
forming-title = Form a committee
forming-now = Form { $name } now
forming-lead = It follows up from now on, whatever the answer is, also when there is none. What was formed cannot be planned again.
seating-title = Change who sits in it
seating-lead = Tick those who are to sit in it. Another of the secretariat or the committee confirms. One body at least stays; a sitting that has begun keeps the members that it began with.
seating-nobody = One body at least sits in a committee.
seating-same = These sit in it already.
seating-without = Keys that go with those who leave
seating-without-hint = Nothing is sealed to these keys any more. What was sealed to them before they still open, wherever it is: seal it anew on the page of the evidence.
seating-reason-hint = Everybody in the case reads it.
change-form-committee = Another committee: { $name }
change-committee-members = Who sits in { $name }
terms-title = Terms of the follow-up
terms-lead = How long the committee has, and when the position is looked at again.
terms-mandate = What the committee is to do
terms-answer = Hours to answer a trigger
terms-answer-hint = When they are over without an answer, it is put to everybody.
terms-meet = Hours until the coalition meets when its position is lost
terms-access = Days without access until somebody has to answer for it
terms-review = Look at the position again on
terms-review-hint = Added to the days that there are.

confirm-fire-trigger = Fire this trigger?
confirm-answer-confirm = Confirm trigger { $name }? If no coalition stands after it, the position is opened again and a meeting is called at once.
confirm-answer-waive = Waive trigger { $name }? The same inputs do not fire again.
confirm-escalate-trigger = Put trigger { $name } to everybody? A meeting is called at once.
confirm-unlink-report = Take report { $name } away from the incident? Whoever has judged it judges it anew.
queue-title = Not sent yet
queue-waiting = It cannot be sent now. What stands here is on this device and is sent as soon as it can be.
queue-sending = Sending…
queue-door = You are signed out. Sign in on this device, and what stands here is sent.
queue-refused = Something in it has to be put right.
queue-open = Put it right
queue-drop = Delete
queue-sure = This report has not been sent. Delete it?
queue-leaving = Reports on this device have not been sent yet. Whoever signs out deletes them. Sign out?
queue-send = Send now
queue-keep-it = It cannot be sent now. Keep the report on this device until it can be?
queue-files-stay = Its files stay here until they have been sent: whoever holds this device can open them.
queue-full = Nothing was kept on this device: the browser keeps nothing or has no room left, or too much waits already (50 reports, or files of 100 MB). What you have written stands here: leave this page open and send it when there is a network.
queue-lost = Its files are no longer on this device. Choose them again:
queue-tried = The line broke ten times while its files were sent. Try it again, or with fewer or smaller files.
keep-form = Keep this form on this device
keep-form-offer = Then it opens without a network as well. Whoever holds the device sees that you report here; signing out removes it.
keep-form-kept = This form opens on this device without a network. Signing out removes it.
keep-form-forget = Remove it from this device
