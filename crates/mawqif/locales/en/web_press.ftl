# The press desk: conferences, lines, what members say afterwards, and the words of the house.

tab-press = Press
press-to-desk = To the press desk
press-conferences = Press conferences
press-conferences-none = No press conference was called.
press-conference-new = Call a press conference
press-conference-change = Change it
press-conference-lead = Only the case sees it until its invitation is out, and everybody only if you say so below.
press-title = Title
press-title-hint = What it is about, in a line.
press-at = Begins ({ $name })
press-place = Place
press-about = About statement
press-no-statement = None
press-statement = { $number }: { $name }
press-speakers = Speakers
press-speaker = { $name } ({ $body })
press-speaker-number = Speaker { $name }
press-speaker-body = Speaks for
press-speaker-ar = Name, in Arabic
press-speaker-en = Name, in English
press-speaker-whose = Choose for which body this person speaks.
press-no-body = Nobody
press-accreditation = How to be let in
press-accreditation-hint = Where and until when a journalist asks. The invitation says it, and so does the page for everybody.
press-notes = Notes of the desk
press-notes-hint = Only the case sees them.
press-announcement = Who may know of it
press-for-invited = Those who are invited
press-for-everybody = Everybody
press-announcement-hint = Everybody sees it beside what was published, once its invitation is out.
press-in-days = { $count ->
    [one] in one day
   *[other] in { $count } days
}
press-in-hours = { $count ->
    [one] in one hour
   *[other] in { $count } hours
}
press-in-minutes = { $count ->
    [one] in one minute
   *[other] in { $count } minutes
}
press-asked = { $count ->
    [0] Nobody has asked to be let in.
    [one] One journalist has asked to be let in; { $accepted } accepted.
   *[other] { $count } journalists have asked to be let in; { $accepted } accepted.
}
press-is-off = It does not take place.
press-off = Why not
press-call-off = Call it off
press-changed-since = It was changed since it was invited to. Correct the invitation.
press-invite = Write the invitation
press-invitation = Invitation
press-calendar = File for calendars
press-coming = Press conference
press-journalists = Who asks to be let in
press-journalist-new = Enter a journalist
press-journalist-lead = The secretariat alone sees names and contacts. Whoever runs the server can erase them from the record.
press-journalist-conference = Press conference
press-journalist-name = Name
press-journalist-outlet = Outlet
press-journalist-contact = Contact
press-journalist-contact-hint = An address or a number; may be left out.
press-journalist-language = Language
press-journalist-standing = Stands
press-waiting = waits
press-accepted = accepted
press-declined = declined
press-accept = Accept
press-decline = Decline
press-door = List for the door
press-door-none = Nobody was accepted yet.
press-door-here = Here
press-lines = Lines and answers
press-lines-lead = What everybody says on a subject, and answers to questions that will come. One writes, another agrees.
press-lines-none = Nothing was written yet.
press-holding = Holding lines
press-questions = Questions and answers
press-answers = Sheet for the speaker
press-answers-lead = What two people have agreed to, in both languages. Say nothing beyond it.
press-left-out = { $count ->
    [one] One line is left out: nobody has agreed to it yet.
   *[other] { $count } lines are left out: nobody has agreed to them yet.
}
press-line-new = Write a line
press-line-change = Write it anew
press-line-lead = Words that are written anew have to be agreed anew, by somebody else.
press-line-kind = What it is
press-kind-answer = Question and answer
press-kind-holding = Holding line
press-line-about = Subject, or question
press-line-about-hint = In both languages, to be agreed.
press-line-words = What is said
press-line-words-hint = A sentence or two, no more than what was decided.
press-line-rests = It rests on
press-line-rests-hint = The statement or the provision that it can be held against.
press-line-rests-missing = Choose what it rests on. Without a statement or a provision there is nothing to say yet.
press-rests-statement = rests on statement { $name }
press-rests-provision = rests on: { $name }
press-rests-gone = rests on the provision { $name }, which is gone
press-drafted = drafted by { $name }; waits for a second person
press-agreed = written by { $by }, agreed by { $name }, { $date }
press-agree = Agree
press-drop = Take it away
confirm-call-off = Call off “{ $name }”?
confirm-agree-line = Agree to these words on “{ $name }”?
confirm-drop-line = Take away the line on “{ $name }”?
remarks-title = What members say afterwards
remarks-lead = What members said after this statement, held against it.
remarks-against = Held against the statement
remarks-no-statement = No statement of a position is out that anything could be held against.
remarks-none = Nothing was entered yet. Read a press report; what a member says in it appears here.
remark-title = What the words say of the offer
remark-lead = What you say here stands in place of what the reader found. The finding follows from it.
remark-settle = Say what it says
remark-said = Words
remark-body = Said for
remark-verdict = Of the offer it says
remark-verdict-none = nothing
remark-verdict-accept = that it is accepted
remark-verdict-conditional = that it is accepted on conditions
remark-verdict-reject = that it is rejected
remark-verdict-needed = Say whether the words accept or reject; only then can conditions be named.
remark-conditions = Agreed conditions that the words name
remark-conditions-hint = In whatever words. What is not marked counts as left out.
remark-conditions-needed = Mark the conditions that are named, or write the one that is not among them.
remark-asks = A condition that was not agreed
remark-asks-hint = Empty when there is none.
remark-lines = Red lines that the words give up
remark-member = for { $name }
remark-by-reader = by the press reader; nobody has confirmed it yet
remark-by-person = as the secretariat says
remark-condition = { $number }: { $name }
remark-agrees = Agrees
remark-agrees-why = It says what was agreed.
remark-departs = Departs
remark-silent = Says nothing of the offer
remark-silent-why = The words neither accept nor reject, so there is nothing to hold against the statement.
remark-unread = No stance found
remark-unread-why = The press reader finds neither acceptance nor rejection in these words, so nothing is held against the statement. Read them; if it is wrong, say what they say.
remark-unsettled = To be settled
remark-unsettled-why = It sets a condition in words that are not those agreed: “{ $name }”. Somebody has to say whether it is one of them.
remark-outside = Not held
remark-outside-why = It was said by nobody who speaks for a member.
remark-accepts-without = { $count ->
    [one] It accepts without the condition that was agreed:
   *[other] It accepts without the { $count } conditions that were agreed:
}
remark-accepts-rejected = It accepts an offer that the coalition rejects.
remark-rejects = It rejects an offer that the coalition accepts.
remark-answers-alone = It answers where the coalition has no common answer.
remark-drops = { $count ->
    [one] It leaves out an agreed condition:
   *[other] It leaves out { $count } agreed conditions:
}
remark-adds = It sets a condition that was not agreed:
remark-gives-up = { $count ->
    [one] It gives up a red line:
   *[other] It gives up { $count } red lines:
}
house-title = Words of the house
house-lead = The templates by which statements are drafted, in both languages. The case may have its own.
house-phrases = What all kinds share
house-edited = the case's own
house-built-in = as the program has them
house-edit-lead = Edit the words, look at what a statement would say by them, and keep them. Everybody in the case sees that they were changed.
house-words = Template
house-words-hint = TOML: a title, and blocks with sentences in both languages. A value stands between braces.
house-preview = Show
house-keep = Keep
house-back = Back to the program's own
house-names = What can stand between braces
house-names-lead = Values of the case and of the occasion; the last ones are phrases that all templates share. A sentence with a value that is not known is left out.
house-previewed = What a statement would say
house-no-preview = By these words no statement can be drafted here: { $name }
refusal-template = { $fault ->
    [form] { $file } is no template: { $name }
    [long] { $file } is too long for a template.
    [name] { $file }, { $place }: “{ $name }” means nothing. What can stand there is listed below the template.
    [meant] { $file }, { $place }: “{ $name }” means nothing. Did you mean “{ $meant }”?
    [brace] { $file }, { $place }: a brace is opened and not closed.
   *[deep] { $file }, { $place }: “{ $name }” has too many phrases in each other, or itself. Write one of them out.
}
