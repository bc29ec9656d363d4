# Public consultations: the pages on which anybody votes, what came of it, and those of the secretariat.

tab-base = Popular base
voter-title = Consultation
voter-to-door = Start page
voter-foot = This page needs no script and asks nobody but this server for anything.
voter-asks = { $name } asks
voter-open-until = Open until { $name }.
voter-closed-since = Closed since { $name }. Votes are no longer taken.
voter-results-kept = Only those who take part in the case see the result.
voter-results-after = Everybody sees the result here once the consultation is closed.
voter-results-always = Everybody sees the result here, also while people vote.
voter-begin = Begin
voter-go-on = Go on voting
voter-known-here = Somebody has begun on this device already. Is that you? Then go on; your votes are there.
voter-somebody-else = I am somebody else: begin anew
voter-code = Your code
voter-code-hint = As it stands on your slip. Capital letters and hyphens do not matter.
voter-begin-by-code = Begin with the code
voter-without-code = No code? You can take part all the same. Votes with a code and without one are told beside each other.
voter-begin-open = Begin without a code
voter-how-title = How it goes
voter-how = You see one short statement at a time and say whether you agree. You can stop whenever you like, change every vote until the end, and add statements of your own; each is read before it is shown.
voter-kept-title = What is kept of you
voter-kept = Kept are your votes, the day on which you came, the statements that you add and which code you came by, under a number that is not your name. Not kept are your name, your address, your telephone, your device and your IP address.
voter-then-title = What happens with the votes
voter-then = They show what many agree on and where opinions part; whoever negotiates reads that beside the answers of the member bodies, who decide. What fewer than five people say is published nowhere.
voter-results = Results
voter-own = Your votes
voter-own-title = Your votes
voter-own-count = { $count ->
    [0] You have not voted on any statement yet.
    [one] You have voted on one statement.
   *[other] You have voted on { $count } statements.
}
voter-own-all = All your votes
voter-own-more = More of your votes
voter-last-counts = The last vote on a statement counts.
voter-vote-changed = Your vote is changed.
voter-vote-kept = Your vote is kept.
voter-vote-change = Change it
voter-agree = I agree
voter-disagree = I disagree
voter-pass = No opinion
voter-progress-none = { $count ->
    [one] There is one statement to vote on.
   *[other] There are { $count } statements to vote on.
}
voter-progress = { $count ->
    [one] You have voted on one of { $all } statements.
   *[other] You have voted on { $count } of { $all } statements.
}
voter-progress-all = { $count ->
    [one] You have voted on the one statement that is here.
   *[other] You have voted on all { $count } statements.
}
voter-no-statements = There are no statements to vote on yet.
voter-all-done = That is all for now. Thank you.
voter-all-done-next = Others add statements as long as the consultation is open; come back if you like. You can also add one of your own.
voter-add = Add a statement
voter-add-title = Add a statement
voter-add-lead = One thought in one sentence, with which somebody can agree or disagree. Somebody reads it before it is shown: no links, no names of people. It is shown without yours.
voter-add-words = Your statement
voter-add-button = Hand it in
voter-added = Your statement has arrived as number { $name }. It is shown once it has been read.
voter-leave-lead = Do you share this phone? Then leave when you are done, and delete the message with the link too: the link itself lets people in again. Whoever came without a code cannot come back to their votes afterwards.
voter-leave = Leave on this device
voter-take-part = Take part
voter-results-title = Results
voter-results-few = The first result is published once five people have voted.
voter-results-soon = The result is being worked out. Look again in a minute.
voter-results-from = The result is published here when the consultation is closed: { $name }.

voter-no-open-door = People take part here by code only. Type the code that you were given; whoever invited you has one.
voter-no-code-door = Here nobody needs a code. Begin without one.
voter-code-unknown = There is no such code. Compare it with your slip, letter by letter.
voter-code-used-up = As many people have begun by this code as it is for. Ask whoever gave it to you for another one.
voter-code-blocked = This code has been blocked, and votes by it are not counted. Ask whoever gave it to you.
voter-not-entered = This device is not known here yet. Begin first: with your code, or without one if that is offered.
voter-no-statement = Statement { $name } is no longer shown. Go on with the next one.
voter-crowd = Very many people come just now. Try again in a minute.
voter-busy = Your vote was not taken, since the server is busy. Press once more.
voter-vote-limit = That was faster than anybody reads. Wait a minute and go on.
voter-own-limit = { $count ->
    [one] Everybody can add one statement, and you have done so.
   *[other] Everybody can add { $count } statements, and you have done so.
}
voter-statement-limit = No more statements are taken for now: { $count } are there or wait to be read. You can go on voting.
voter-twice-waits = The same has arrived already. It is read before it is shown.
voter-twice = That is said already, in statement { $name }. You can vote on it.
voter-twice-vote = Vote on it
voter-own-added = Statements that you added
voter-added-waits = Nobody has read it yet. It is shown once it has been read.
voter-added-shown = It is shown, as statement { $name }.
voter-added-out = It is not shown.
voter-added-out-for = It is not shown, for this reason: { $name }
voter-words-empty = Write your statement first.
voter-words-long = That is too long: about { $count } letters are enough for one thought.
voter-words-lines = A statement stands in one line. Write it without line breaks.
voter-words-link = A statement has no links and no addresses. Write it in your own words.
voter-words-markup = The signs < and > and ` cannot stand in a statement. Write it without them.
voter-words-direction = There is an invisible sign in it that turns words around. Type it anew instead of pasting it.
voter-words-character = There is an invisible character in it. Type it anew instead of pasting it.

result-shared = What all share
result-divides = What divides
result-agree = Agree
result-disagree = Disagree
result-parts = agree { $agree }, disagree { $disagree }, no opinion { $pass }, of { $count }
result-most = most of { $count }
result-says = { $name } ({ $side })
result-holds = Yes: people drawn anew form the same groups, and chance does not.
result-computed = Worked out on { $name }.
result-steps = While people vote it is published anew only when at least five more have voted, and what is told of a statement changes only when at least five more voted on it by each way that anybody new came, so that votes are hard to work out from two results.
result-final = Final: worked out when it was closed, { $name }.
result-blocked = { $count ->
    [one] One person is left out, since the code or the ballot was blocked.
   *[other] { $count } people are left out, since their codes or ballots were blocked.
}
result-blocked-few = Fewer than five people are left out, since their codes or ballots were blocked.
result-no-poll = This is what those said who took part. It says nothing of anybody else.
result-channels = By which way people came
result-channels-lead = Codes were handed out to people who are known; the open link is for everybody. Where both say the same, nobody needs to ask who came by which way.
result-channel = { $name } ({ $count ->
    [one] one person
   *[other] { $count } people
})
result-channel-few = { $name } (fewer than five people)
channel-verified = by code
channel-open = by the open link
channel-paper = on paper
result-table = All statements
result-withheld = Counts below five are withheld, and what would give them away.
result-left-out = { $count } more statements are in the files.
result-csv = Table (CSV)
report-hangs-lead = The result found again without everybody below one invitation, and without ballots that are nearly the same. It shows what hangs on whom; it does not prove that anybody cheated.
report-hangs-none = Nothing of it hangs on one invitation or on copies.

base-title = Would we lose our base?
base-lead = From the public consultation. It is told beside the position and never goes into it: the rule and the bodies decide.
base-packages-more = { $count ->
    [one] One more package that the coalition could take is not in this table. Programs get the support for it from the API, at “consultations/…/base”.
   *[other] { $count } more packages that the coalition could take are not in this table. Programs get the support for them from the API, at “consultations/…/base”.
}
base-condition = The base: { $share } of { $count } people who voted on it ask for it.
base-condition-groups = The base: { $share } of { $count } people who voted on it ask for it ({ $list }).
base-group = group { $group } { $share }
base-more = The consultation

asking-lead = Ask many people what they agree with, by a link, by codes or on paper. Groups of opinion, and what all share, stand beside the position; they do not decide it.
asking-none = Nobody has been asked yet.
asking-open = Open a consultation
asking-open-lead = What is asked, until when and by which way people come in stands in the record. Statements are added after that.
asking-change = Change it
asking-change-lead = A change is entered in the record with its reason, and everybody in the case sees it.
asking-title = Title
asking-title-hint = What it is about, in a few words; everybody sees it.
asking-question = Question
asking-question-hint = One or two sentences, as you would ask a neighbour.
asking-closes = Open until ({ $name })
asking-closes-hint = After that no vote is taken, whether or not somebody has closed it.
asking-doors = How people come in
asking-doors-hint = Codes are for people whom somebody knows, the open link for everybody. Both are told beside each other.
doors-both = by code or by the open link
doors-code = by code only
doors-open = by the open link only
asking-results = Who sees the result
asking-results-hint = Members of the case see it at any time.
results-after = everybody, once it is closed
results-always = everybody, also while people vote
results-kept = only those in the case
asking-change-reason = Reason
asking-change-reason-hint = Why it is changed while people vote.
asking-report = Report
asking-no-result = There is no result yet. The first is there some seconds after the first votes.
asking-waiting = { $count ->
    [one] One statement waits to be read.
   *[other] { $count } statements wait to be read.
}
asking-opened = Opened
asking-until = Open until
asking-counted = Counted
asking-counted-few = Fewer than five people voted; nothing more is told of them.
asking-counted-says = { $people } people, { $votes } votes, { $statements } statements
asking-root = Hash over votes and statements
asking-work = What you do here
asking-statements = Statements
asking-codes = Codes
asking-paper = Ballots on paper
asking-link = Link for everybody
asking-link-lead = Send it, print it, or put the picture on a poster. It leads to the start page; whoever only looks at it has not voted.
asking-picture = The link as a picture to scan
asking-changes = What was changed
asking-changed = { $date }: open until { $until }.
asking-close = Close the consultation
asking-close-lead = No more votes are taken, the result is worked out for the last time, and its hashes are entered in the record. That cannot be undone.
asking-all = All consultations
confirm-close-consultation = Close “{ $name }”?
confirm-withhold-words = Withhold the words of statement { $name }?
confirm-show-words = Show the words of statement { $name } again?
confirm-forget-ballots = Destroy the ballots of “{ $name }”? A second person has to say so, too.
change-forget-ballots = Ballots of “{ $name }” are destroyed
asking-asks = Who asks
asking-asks-hint = Whoever stands behind the question, in one line; everybody sees it, also on slips of paper. If it is left empty, the case is named.
asking-result-hash = SHA-256 of the published result
asking-forgotten = Ballots destroyed
asking-forget = Destroy the ballots
asking-forget-lead = Votes, the numbers of those who took part, by which code each came and who added which statement are destroyed for good once a second person of the secretariat has confirmed it. The published result and its hashes in the record stay, and so do statements, and codes with how many came by each. After that nobody can count again, nothing more is told of packages, and the map is gone.
asking-forget-waits = A second person of the secretariat still has to confirm it.
asking-withhold = Withhold its words
asking-withhold-lead = What it says, for instance of a person, is then shown to nobody outside the secretariat: not on pages, not in files. Its counts stay, and so do the hashes in the record. The act and the reason stand in the record, and everybody sees the reason; so do not name anybody in it.
asking-withheld-now = Its words are withheld:
asking-show-again = Show its words again
words-withheld = (statement { $name }: its words are withheld)
words-withheld-title = Words that are withheld
words-withheld-lead = The result was published with these words. They are withheld since; what was counted has not changed.
words-withheld-since = Statement { $number }, since { $date }: { $reason }
words-withheld-hash = The files here say what is missing and are not the ones that were published. Those keep their hash in the record, and the secretariat gives them to whoever has to verify it. SHA-256:
result-as-published = The file as it was published (JSON), with all words, to verify the hash in the record

asking-list-waiting = { $count } to be read
asking-list-shown = { $count } shown
asking-list-out = { $count } taken out
asking-list-empty = There are none here.
asking-by-house = by the secretariat
asking-by-somebody = from a participant
asking-by-participant = by participant { $name }
asking-show = Show it
asking-wait = Back to be read
asking-other-reason = Take out for another reason
asking-why = Reason
asking-take-out = Take it out
reason-off-question = Not about the question
reason-said-already = Said already
reason-against-persons = Against persons
reason-not-one = Nothing to agree with
asking-tie = Tie it to the offer
asking-tie-lead = Whoever agrees with the statement then asks for these conditions or provisions, or against them, and the board tells what the base makes of each package.
asking-tie-button = Keep it
asking-asks-for = Agreeing asks for
asking-asks-against = Agreeing asks against
asking-tie-for = Asks for: { $name }
asking-tie-against = Asks against: { $name }
asking-about-persons = It is about the person who votes
asking-more = Further ones
asking-seeds = Statements to begin with
asking-seeds-label = One in each line
asking-seeds-hint = In one language, or in both with a bar between them: العربية | English. Ten to thirty that do not all say the same are a good beginning. They are shown at once.
asking-seeds-button = Add them
asking-seeds-none = Write a statement in each line.
asking-seeds-many = At most { $count } lines at once.
asking-seed-language = Line { $name } has two parts in the same language. Write العربية | English, or one of them.
asking-seed-twice = Line { $line } says the same as line { $other }.
asking-seed-there = Line { $line } says the same as statement { $other }, which is there already.
asking-seed-wrong = Line { $line }: { $told }
asking-did-seed = The statements are shown.
asking-did-moderate = It is done, and can be undone in the other lists.
asking-did-tie = It is kept.
asking-unknown-tie = The offer has no condition or provision { $name } any more. Choose again.
asking-no-reason = Say why, in one line.

asking-codes-lead = A code lets in as many people as it is for. One for a single person lets that person in again on another device. Only you see who got which slip: nothing of that is kept here.
asking-codes-make = Make codes
asking-codes-count = How many codes
asking-codes-quota = How many people each is for
asking-codes-label = For whom
asking-codes-label-hint = For yourself, so that you know them again, for example a district. No names of people.
asking-codes-within = Invited by
asking-codes-within-hint = If whoever gets them hands codes on: a path such as north/school. The report tells what would be without each branch.
asking-codes-channel = Counted as
asking-codes-button = Make them
asking-codes-csv = As a table (CSV)
asking-codes-made = Codes that were made
asking-codes-counted = { $count ->
    [0] None so far.
    [one] One code.
   *[other] { $count } codes.
}
asking-codes-number = Number
asking-codes-used = Used
asking-codes-count-wrong = Say how many codes you need, from 1 on.
asking-codes-quota-wrong = Say how many people each code is for, from 1 on.
asking-codes-label-wrong = Write for whom they are, and by whom they were invited, in one line each, without invisible characters.
asking-code-used = { $count } of { $quota }
asking-code-blocked = Blocked:
asking-code-block = Block it
asking-code-block-lead = Nobody comes in by it any more, and votes by it no longer count. You can undo that.
asking-code-admit = Let it in again
asking-codes-sheet = Codes to hand out
asking-codes-once = These codes are shown this once. Print the page or keep the table now; afterwards nobody can read them, you neither.
asking-code-for = { $count ->
    [one] for one person
   *[other] for { $count } people
}
asking-code-limit = That would be more than { $count }. Make fewer codes, or for fewer people.
asking-no-code = There is no code { $name }.
asking-no-codes = No code is called so, or hangs on that path, that this would change.
asking-codes-which = Say which codes: what they are called, or by whom they were invited, and not both.
asking-codes-several = Block several together
asking-codes-called = All that are for
asking-codes-below = Or all that were invited by
asking-codes-below-hint = A path such as north: all that hang on it or below it.
asking-codes-block = Block them
asking-codes-admit = Let them in again
asking-codes-again-title = These codes are made already
asking-codes-again = { $count ->
    [one] The order came twice and was carried out once: code { $first } is made.
   *[other] The order came twice and was carried out once: codes { $first } to { $last } are made.
}
asking-codes-again-lead = Codes are shown once, and this page cannot show them again. If the sheet or the table is open in another window or among your downloads, all is well. If it is not, block these codes and make others, so that nobody comes in by a sheet that went astray.
asking-codes-again-why = The sheet did not arrive.
asking-codes-block-made = Block these codes
asking-codes-have-sheet = I have the sheet
asking-did-block = { $count ->
    [one] The code is blocked.
   *[other] { $count } codes are blocked.
}
asking-did-papers = { $count ->
    [one] So is one ballot on paper that came by this path.
   *[other] So are { $count } ballots on paper that came by this path.
}
asking-did-admit = { $count ->
    [one] The code lets people in again.
   *[other] { $count } codes let people in again.
}

paper-lead = Ballots that were filled in by hand. Try them first: every mistake is told with its line, and nothing is entered until all can be read. The number on a ballot keeps it from being entered twice.
paper-ballots = Ballots
paper-ballots-hint = One in each line: the number on the ballot, its code or a hyphen, then the statements with + for agree, - for disagree, / for no opinion:
paper-form = What it is
paper-lines = a ballot in each line
paper-table = a table (CSV) with a vote in each line
paper-file = Or a file
paper-file-hint = A table with these columns; the last two can be left out:
paper-try = Try them
paper-enter = Enter them
paper-withdraw = Withdraw ballots
paper-withdraw-lead = For ballots that were typed wrongly. What stands first in each line above, or in the column participant, says which; the rest does not matter, so the same sheet can be sent. They count no more, and can be entered again with the same marks until the consultation is closed.
paper-withdrawn = { $count ->
    [one] One ballot is withdrawn.
   *[other] { $count } ballots are withdrawn.
}
paper-no-ballot = No ballot with the mark { $name } counts. Nothing was withdrawn.
paper-no-marks = Write the marks of the ballots first, each in its own line.
paper-too-many-votes = { $count ->
   *[other] no more than { $count } votes are entered at once; send the ballots in parts
}
paper-would-enter = { $count ->
    [0] No ballot would be entered.
    [one] One ballot with { $votes } votes would be entered. Nothing is entered yet.
   *[other] { $count } ballots with { $votes } votes would be entered. Nothing is entered yet.
}
paper-entered = { $count ->
    [0] No ballot was entered.
    [one] One ballot with { $votes } votes is entered.
   *[other] { $count } ballots with { $votes } votes are entered.
}
paper-more = …and { $count } more.
paper-mistake = Line { $line }: { $told }
paper-no-votes = the ballot has no votes; write statements with +, - or /.
paper-bad-vote = { $name } is no vote; write for example 12+, 12- or 12/.
paper-no-statement = statement { $name } is not shown.
paper-no-vote = { $name } is no vote; write 1, 0 or -1, or agree, pass or disagree.
paper-no-number = { $name } is no number of a statement.
paper-twice = ballot { $name } was entered before, and is left out.
paper-double = ballot { $name } stands in line { $other } already. Look at both papers: each number belongs to one of them.
paper-contradicts = for ballot { $name }, line { $other } says something else to statement { $about }. Keep the line that the paper bears out.
paper-again = for ballot { $name }, line { $other } has the same vote on statement { $about } already. Take one of the two away, or see whether two papers have one number.
paper-differs = for ballot { $name }, line { $other } has something else in the column { $about }. Write the same in all lines of a ballot.
paper-bad-invite = { $name } is no path of invitations; write words with a slash between them, such as north/school.
paper-code-unknown = there is no such code; compare it with the slip.
paper-code-used-up = as many people came by this code as it is for.
paper-code-blocked = this code is blocked.
paper-no-column = the first line has no column { $name }. The first line names the columns.
paper-empty-column = there is nothing in the column { $name }.
paper-too-many = at most { $count } at once; enter the rest afterwards.
paper-both = There is a file and there are lines as well. Send one of the two: take the file away, or empty the field.
paper-not-utf8 = The file is not text in UTF-8. Save it anew, in a spreadsheet as "CSV UTF-8".
paper-long-id = the number of the ballot cannot be one: it is too long, or has nothing in it that can be seen, or a line break.
