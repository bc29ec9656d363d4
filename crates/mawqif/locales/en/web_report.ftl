# Reading a press report.

report-title = Read a press report
report-lead = Paste a report or choose a file. The program marks who says what; you look at each quote and decide what enters the case. Nothing enters before that.
report-paste = The report’s text
report-limit = Up to { $limit } KiB are kept with the case, as they are.
report-file = Or a file: text, a web page, a Word document, or a PDF with text in it
report-encoding-label = Letters of the file
report-encoding-found = found out
report-name = Who published it
report-published = When it was published
report-published-hint = Words such as “today” and “Saturday” are told against this day.
report-read = Read it
report-empty = There is no text here. Paste the report, or choose a file.
report-long = This is longer than { $limit } KiB. Paste only the part that the case rests on.
report-encoding = The file is not in UTF-8. As { $name } it would begin: { $begins }. If that reads right, choose { $name } under “Letters of the file”.
report-encoding-unknown = Nobody knows letters called { $name }.
report-misfit = Some bytes of the file mean nothing in { $name }. Leave the letters to be found out.
report-no-text = No text could be found in this file. Is it a scan? Then paste its words.
report-nothing-said = Nobody is quoted in this text. If somebody should be, look whether it was pasted whole.
report-cut-short = Only the beginning was read.
report-direction = There are characters in the text that turn the direction of letters. They are shown as ⟨U+…⟩ and change nothing.
report-date-needed = Days are told by words such as “today”. Go back and say when the report was published, and they become dates.
report-open-quotation = A quotation opens and does not close. Look at where it ends.
report-many = There are more quotes than { $limit }; those after them are not shown. Read the report in parts.
report-nobody = nobody whom the report names
report-direct = word for word
report-indirect = in the reporter’s words
report-nominal = told as a thing
report-sure = surely read
report-likely = likely read right
report-unsure = look closely
report-stance-if = accepts, if { $name }
report-stance-accept = accepts
report-stance-reject = rejects
report-stance-unclear = For or against could not be read. Leave the stance out, or enter it by hand afterwards.
report-stance-twice = The report tells of two different stances of this body. Leave one of them out.
report-kept-already = This report was entered on { $date }. What is confirmed now comes in addition.
report-member-none = choose
report-member-new = the body above, which joins the coalition with this
report-nothing-confirmed = Nothing is confirmed yet. Choose “Enter it” for at least one quote.
report-who-missing = Say who said it.
report-words-missing = These words do not stand in the report. Copy them from it.
report-party-missing = A commitment needs somebody who is bound by it. Say who.
report-member-missing = Say whose stance it is.
report-offer-missing = A stance answers an offer. Say what is offered.
report-entered = Entered
report-hash = SHA-256 of its text
report-untitled = A report
report-link = in the report

reading-title = What the report says
reading-lead = { $count ->
    [0] No quotes were found.
    [one] One quote was found. Look at it, mend what is wrong, and decide.
   *[other] { $count } quotes were found. Look at each, mend what is wrong, and decide. With a keyboard: j and k go on and back, y takes, n leaves out.
}
reading-text = The report
reading-quote = Quote
reading-said = what was said
reading-speaker = who
reading-cue = how it is told
reading-red-line = red line
reading-see = in the text
reading-take = Enter it
reading-leave = Leave it out
reading-take-sure = { $count ->
    [one] Enter the one that is surely read
   *[other] Enter the { $count } that are surely read
}
reading-who = Who said it
reading-inferred = The sentence does not name the speaker. These are guesses from what stands around it; choose one yourself.
reading-other = somebody else:
reading-other-name = Name
reading-role = Office
reading-body = For which body
reading-words = What was said
reading-other-words = other words from the report:
reading-from-text = Take the words marked in the report
reading-to-text = Move where the words begin and end in the report
reading-begins = Beginning of quote {"{"}n{"}"}
reading-ends = End of quote {"{"}n{"}"}
reading-moved = Quote {"{"}n{"}"}: {"{"}words{"}"}
reading-stance = Also a stance on the offer, as reported:
reading-member = Whose stance
reading-commitment = Also an announced commitment:
reading-red-lines = Red lines
reading-offer = What is offered, in a few words
reading-offer-hint = The case has no offer yet. With a title here it is entered as received; details can follow.
reading-enter = Enter what is confirmed
