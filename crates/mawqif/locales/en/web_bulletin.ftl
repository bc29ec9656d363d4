# Bulletins, the public page of the follow-up, and the board on paper.

bulletin-due = Bulletin no. { $number }, of { $from } to { $until }, is due.
bulletin-draft = Draft it
bulletin-drafted = It is drafted and waits to go out
bulletin-secretariat = The secretariat drafts it.
bulletin-past = As it is drafted, this bulletin cannot go out any more: its days, or what is known and may be told of them, are others by now.
bulletin-anew = Draft it anew
bulletin-of-week = bulletin of the follow-up

watch-title = How the answer is kept
watch-lead = This is what the last bulletin told; nothing here is newer.
watch-bulletin = The words of the bulletin
watch-bulletins = Bulletins
watch-earlier = This is what an earlier bulletin told.
watch-latest = To the latest
watch-corrected = This bulletin was corrected; the figures below are those that it told first.
watch-correction = The correction
watch-shown = shown here
watch-then = As it was known then
watch-beside = How commitments were kept in these days, area by area

week-heading = Bulletin no. { $number }: { $from } to { $until }
week-points = Where somebody looked, { $points } of { $of } points were reached.
week-strict = If what was not observed counts as not kept, it is { $points } of { $of }.
week-hushed = { $count ->
    [one] One more verified breach counts for no commitment here, for the safety of people; the points are without it.
   *[other] { $count } more verified breaches count for no commitment here, for the safety of people; the points are without them.
}
week-points-short = { $points } of { $of } points
week-nothing = Nothing could be scored: nobody looked on enough days, or a committee judges.
week-unobserved = { $count ->
    [one] In one place nobody looked on enough days. Silence is not compliance.
   *[other] In { $count } places nobody looked on enough days. Silence is not compliance.
}
week-lead = Commitments by area, from 0 (not kept) to 3 (kept). What is hatched was not observed.
week-all-areas = All areas
week-breaches = new: { $new } · in all: { $all }
week-not-told = not told
week-words-not-told = What happened is not told, for the safety of people there
week-from = in the week from { $name }
week-breaks = It breaks
week-again = Told before
week-again-in = in bulletin { $name }; this is what is known of it now
week-incidents = Verified incidents
week-incidents-lead = Two people have verified each. Each is told once, and again when more is known or may be told of it. Places are told as far as nobody is endangered, and weeks in place of hours.
week-incidents-none = There is nothing new of verified incidents that can be told.
week-withheld = { $count ->
    [one] Of one more verified incident nothing is told, for the safety of people.
   *[other] Of { $count } more verified incidents nothing is told, for the safety of people.
}
week-more = { $count ->
    [one] One more verified incident has no room here.
   *[other] { $count } more verified incidents have no room here.
}
week-others = { $count ->
    [one] One more commitment has no room here and is in no sum, neither of all nor of a theme.
   *[other] { $count } more commitments have no room here and are in no sum, neither of all nor of a theme.
}
week-beside = What everybody sees beside the words
week-beside-lead = When the terms of the follow-up publish it, this stands on the public page. Look at it before the bulletin goes out.

sensitivity-title = What the public sees of it
sensitivity-lead = What happened stays as it was judged. It is less at once, also of bulletins that are out; it is more from the next bulletin on.
sensitivity-reason-hint = Only those who follow up read it.

terms-bulletin = A bulletin is due
terms-bulletin-hint = For the days since the one before. It is drafted by the program, edited by people, let out by two.
terms-bulletin-day = { $day ->
    [never] never
    [monday] every Monday
    [tuesday] every Tuesday
    [wednesday] every Wednesday
    [thursday] every Thursday
    [friday] every Friday
    [saturday] every Saturday
   *[sunday] every Sunday
}
terms-public = Who sees how the answer is kept
terms-public-hint = The public page tells what the last bulletin told, and nothing newer.
terms-public-kept = those in the case
terms-public-public = everybody, as the last bulletin told it
terms-zone = By which clock days are told
terms-zone-hint = On which day something happened, and when a week ends.

reopening-waits = Somebody asks to put the position under review, and waits for a second person.
change-waits-follow-up = Another of the secretariat or the committee can confirm it.

kept-untold = { $count ->
    [one] Of one of these breaches the place is not told; it counts in no area.
   *[other] Of { $count } of these breaches the place is not told; they count in no area.
}
paper-day = As of { $name }
paper-score = Score
paper-counted = Counted
paper-seen = Days observed
paper-seen-of = { $seen } of { $days }
paper-legend = How to read it
board-paper-lead = Scores go from 3, kept, to 0, not kept. What is not observed has none: silence is never compliance.

task-public = Who may know of it
task-public-no = those in the case
task-public-yes = everybody: bulletins tell it
task-public-hint = No names of people or hidden places then. What names one is left out.

watch-files-lead = The same for programs: what this bulletin told, as far as it may still be told. Of a place they have the area, to a tenth of a degree.
watch-board-csv = Commitments: CSV (HXL)
watch-board-geojson = Commitments: GeoJSON
watch-incidents-csv = Incidents: CSV (HXL)
watch-incidents-geojson = Incidents: GeoJSON
lists-incidents = incidents: CSV (HXL)
lists-findings = findings: CSV (HXL)
lists-triggers = triggers: CSV (HXL)
