# A press report, as it was read.

read-lead = { $name }: { $count ->
    [0] nobody is quoted
    [one] one statement
   *[other] { $count } statements
}
read-dateline = From: { $list }
read-legend = Marks: { $marks }
read-mark-said = what was said
read-mark-speaker = who says it
read-mark-verb = the word that reports it
read-mark-condition = a condition
read-mark-red-line = what must not happen
read-speaker = { $who } ({ $how })
read-sure = named in the sentence; sure
read-check = named in the sentence; please check where the name ends
read-shared = the subject of the verb before
read-guessed = not named in the sentence; supposed from those before, to be confirmed
read-nearest = the quotation stands alone; the nearest speaker is supposed, to be confirmed
read-nobody = Speaker not named
read-alone = stands alone
read-direct = word for word
read-indirect = in the reporter’s sentence
read-nominal = summed up by the reporter
read-words-sure = sure where it begins and ends
read-words-check = please check where it begins and ends
read-said = { $verb } ({ $mode }; { $sure }): { $content }
read-outlet = Told to: { $outlet }
read-accepts = in favour
read-rejects = against
read-accepts-if = in favour under a condition
read-stance = Reported stance: { $verdict }
read-stance-if = Reported stance: { $verdict }. The condition: { $condition }
read-commitment = A commitment, by the word: { $words }
read-commitment-of = A commitment of: { $party }. By the word: { $words }
read-attitudes = Attitudes told without words of their own
read-attitude = { $who } – { $verb }: { $content }
read-red-lines = What must not happen or is not given up
read-events = Meetings, press conferences, committees
read-meeting = Meeting
read-press-conference = Press conference
read-committee = Committee
read-event = { $kind }: { $words }
read-days = Days
read-day = { $words }: { $date }
read-notices = To know before working with this
read-nothing-said = The text quotes nobody.
read-cut-short = Only the first ten MiB were read.
read-direction-control = At byte { $place } stands a character that changes the direction of the text; it was passed over.
read-date-needed = Days are told by words such as “today”; give the day of publication with --date.
read-open-quotation = At byte { $place } a quotation opens that does not close in its paragraph.
read-unconfirmed = All of this is reported. Nothing enters a case before somebody confirms it.
read-draft-head =
    A draft made from a press report by `mawqif read --dossier`.
    Everything in it is reported, and nothing is confirmed. Check every quote against its source, name the
    bodies, weigh the conditions, write the rule, and only then work with it.
