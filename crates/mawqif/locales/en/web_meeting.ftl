# Meetings.

tab-meetings = Meetings
meetings-none = No meeting has been called yet. The secretariat calls one; bodies are then marked as present here, and decisions are noted.
meetings-calendar = These dates as a file for your calendar
meetings-all = All meetings
meeting-convene = Call a meeting
meeting-convene-button = Call this meeting
meeting-title = What it is called
meeting-date = Day
meeting-time = Time
meeting-zone = By the clock of
meeting-zone-hint = Everybody reads the time by their own clock; calendars get it right as well.
meeting-when = When
meeting-place = Where
meeting-place-optional = Where (may be left out)
meeting-agenda = Agenda
meeting-agenda-hint = One item a line.
meeting-when-unclear = Say on which day and at what time it begins, after 1970.
meeting-not-begun = It has not begun.
meeting-open-since = It sits, since { $name }.
meeting-closed-at = It ended on { $name }.
meeting-presence = Who is here
meeting-here = { $all ->
    [one] { $count } of { $all } body here
   *[other] { $count } of { $all } bodies here
}
meeting-no-quorum-asked = The rule asks for no quorum.
seat-here = here
seat-away = not here
meeting-agenda-title = Agenda and decisions
meeting-agenda-none = There is no agenda.
meeting-decide = Note a decision on item { $name }
meeting-decision = What was decided
meeting-decision-button = Note this decision
meeting-decided = { $at }, { $count ->
    [one] one body present
   *[other] { $count } bodies present
}; { $quorum }
meeting-quorum = { $state ->
    [met] quorum met, { $sum } of { $base }
    [lost] no quorum, { $sum } of { $base }
   *[none] no quorum asked for
}
meeting-end-quorum = At the end: { $name }.
meeting-open = Open the meeting
meeting-close = Close the meeting
meeting-close-lead = A closed meeting cannot be opened again; nothing more can be noted in it.
meeting-close-button = Yes, close it
meeting-minutes = Minutes
minutes-lead = Drafted from the record. What was said is not in it; add that by hand before you sign.
minutes-back = Back to the meeting
meetings-link = Make a link that your calendar can follow
meetings-link-made = Give this link to your calendar. It is shown this once, is good until { $name }, and stands among your tokens, where you can take it back. Whoever has it sees these dates.
