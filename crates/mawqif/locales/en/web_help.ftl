# Help: read by people who see the program for the first time.

help-title = Help
keys-title = Keys
keys-arrows = go through tables and lists, in the direction in which they are read
keys-ends = to the first and the last in a row or list
keys-tab = to the next link, button or field; the first Tab leads past the head of the page
keys-question = shows these keys
keys-close = Close
keys-off = Do not open this by “?”
keys-on = Open this by “?” again
help-lead-title = What this is for
help-lead =
    An offer from outside lies on the table, and a coalition of bodies has to answer it with one voice. Each body says what it can accept and under which conditions; these pages find the answer that the coalition’s own rule allows and that asks least of the other side, and keep a record of how it came about.

    Begin with your role: the secretariat runs the case, a delegate speaks for a body, an observer reads. The five words name the way from the offer to its keeping.
help-words = The five words
help-words-initiative-title = Initiative
help-words-initiative =
    The offer: who makes it, what it says, clause by clause, and until when an answer is due. When it changes, it gets a new version, and bodies are asked again.
help-words-consultation-title = Consultation
help-words-consultation =
    The bodies of the coalition, who speaks for each, when they meet, which conditions are asked for, and what each body says: its stance.
help-words-position-title = Position
help-words-position =
    What the rule makes of all stances together: accept, reject, or accept with conditions. It is worked out, voted on, and adopted.
help-words-statement-title = Statement
help-words-statement =
    The adopted position as it is announced.
help-words-follow-up-title = Follow-up
help-words-follow-up =
    Who watches over it, what the other side was asked for and what the offer binds it to, and which date comes next. When what was promised is broken, the position can be put under review.
help-secretariat = For the secretariat
help-secretariat-offer-title = Enter the offer
help-secretariat-offer =
    Enter who offers what and until when you must answer. Divide the offer into provisions: who must do what, from when until when, who verifies it, and what follows a breach. A gap there is worth seeing.
help-secretariat-bodies-title = Call the bodies together
help-secretariat-bodies =
    Enter each body with its weight and chamber, and the rule by which you decide, as your statutes have it. Invite a delegate for each: you get a link for every one, which works once and for 72 hours.
help-secretariat-consult-title = Consult
help-secretariat-consult =
    Open the consultation. From then on delegates file what their bodies say. Call meetings, mark who is here, note decisions; the minutes are drafted for you.
help-secretariat-decide-title = Decide
help-secretariat-decide =
    The page of the position shows at any time what the coalition could answer. Work the position out, so that it stands in the record; open a ballot on its conditions; when the bodies have ratified it, adopt it.
help-secretariat-two-title = Two people
help-secretariat-two =
    Once bodies are consulted, the rule, the roll of bodies and who speaks for them are changed by two people: one proposes, another confirms, each with a one-time code. Set the codes up in your account before you need them.
help-delegate = For a delegate
help-delegate-begin-title = Come in
help-delegate-begin =
    Follow the link that the secretariat sent you and choose a password, or come in with the account you have. Then accept the mandate: until you do, you do not speak for the body.
help-delegate-say-title = Say what your body says
help-delegate-say =
    Choose for each condition whether it must be there, whether one of several is enough, or whether you accept nothing with it. The sentence that comes of it is shown before it is filed, and you can file another at any time until a ballot is opened.
help-delegate-secret-title = Confidential stances
help-delegate-secret =
    A confidential stance is seen by those who speak for your body alone. Everybody else sees that there is one; it counts like any other. The outcome may let others guess at it.
help-delegate-vote-title = Vote
help-delegate-vote =
    When a ballot is open, the page of the position has three buttons for your body. In a secret ballot it is known who voted and not how.
help-observer = For an observer
help-observer-see-title = What you see
help-observer-see =
    You see everything in the case but confidential stances, and you cannot change anything. The pages follow the record by themselves.
help-observer-past-title = How it came about
help-observer-past =
    The record has every step, with the time and who took it. From each entry you can look at every page as it was then.
help-stances = What a body says
help-stances-choose-title = By choosing
help-stances-choose =
    “Must be there”: without it your body does not accept. “One of these”: it is enough when as many of those you marked are there as you say. “Never with this”: with it your body accepts nothing.
help-stances-words-title = In words
help-stances-words =
    The same can be written: accept if monitors and (response or routes) unless troops; abstain otherwise. “And” holds tighter than “or”. A body is named with @ when you wait for it: accept if @council.
help-stances-silence-title = What is not said
help-stances-silence =
    What a stance does not mention is a no: “accept if monitors” rejects every answer without monitors. A body that has said nothing counts as absent.
help-statement = The statement and the press
help-statement-write-title = Write it
help-statement-write =
    Begin on the page “Statement” with what was adopted: the program drafts both languages side by side, and you change what you like. Each sentence that it drafted leads to what it rests on, and stands out when that has changed.

    Every version is kept, and members comment on each paragraph. It goes out when one of the secretariat asks for it and another confirms; what is out is never changed, only corrected or withdrawn, and both stay to be seen.
help-statement-sign-title = Sign it
help-statement-sign =
    Keys are made on a machine of your own, by “mawqif key new”, and never come here. Two of the secretariat say whose keys count and how many are needed.

    Take the exact text from the statement’s page, read it, sign it where your key is – with “mawqif sign”, OpenSSH or minisign – and hand the signature in on the same page. It is held against that text at once, and refused with the reason when it does not fit.
help-statement-check-title = Let anybody check it
help-statement-check =
    The public page leads to one that says how anyone checks the statement on an ordinary computer, with keys and commands filled in. It prints as a leaflet for journalists. Whoever has a copy can paste it there and learns whether exactly these words were published.
help-statement-press-title = Meet the press
help-statement-press =
    At the press desk you call a conference, draft the invitation, keep the list of journalists, and agree on answers: somebody writes one, another agrees. What a member says afterwards is read from a press report and shown when it departs from what was agreed.
help-meetings = Meetings
help-meetings-call-title = Call one
help-meetings-call =
    Give it a title, a day, a time and by whose clock it is, and an agenda with one item a line. Everybody in the case finds it here and can take the dates into their calendar.
help-meetings-sit-title = While it sits
help-meetings-sit =
    Tap a name when a body arrives, and again when it leaves; delegates may do so for their own. The gauge shows whether the quorum of your rule is met. Without it no decision can be noted. Each decision keeps who was there; at the end the quorum is counted once more.
help-position = How a position comes about
help-position-what-title = What is looked for
help-position-what =
    A set of conditions with which enough bodies accept for the coalition’s rule, whatever that asks: weights, chambers, a quorum, vetoes.
help-position-least-title = Which of them is taken
help-position-least =
    Of all sets that win, the one that asks least of the other side: every condition has a burden, agreed in the room, and the sum of burdens is made as small as it can be. The plot shows what more support would cost.
help-position-board-title = How to read the page
help-position-board =
    The sentence on top is the answer. Below stand the rule’s requirements, each with what it has reached and what it needs, then a table: a row for each body, a column for each condition. ● is needed, ◐ is one of several ways, ✕ is never accepted. A body with ◆ decides: without it the answer falls.
help-position-if-title = What if
help-position-if =
    Below the table you can suppose that a body says something else, or that a condition is given or out of reach. Nobody else sees that, and nothing of it enters the record.
help-position-check-title = Why it can be trusted
help-position-check =
    Every answer is worked out a second time, from the dossier as it is written, by a part of the program that shares nothing with the first; what the two do not agree on is not shown. Figures are whole numbers and fractions throughout. Whoever has the dossier can work it out again on their own machine.
help-receipts = Record and receipts
help-receipts-what-title = What a receipt is
help-receipts-what =
    Every act is an entry in the record, and every entry has a receipt: a small file that proves that this entry stood in this place of the record when the server signed it. With receipts in many hands nobody can change the past unseen.
help-receipts-check-title = How to check one
help-receipts-check =
    Take the receipt, the entry and the key of the record with you, and run “mawqif verify” on a machine of your own; it needs no network and no server. It says whether the entry is the one that was signed, or what does not fit.
help-receipts-erased-title = What is hidden or erased
help-receipts-erased =
    What you may not see, and what was erased because somebody had a right to it, leaves its place in the record: the proof still holds, and only the words are gone.
cases-begin = New here? What to do first:
