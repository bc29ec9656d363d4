# Messages from telephones, and the gateways that bring them.

messages-title = Messages
messages-lead = What people send from telephones. A message is no report until one of you has made one of it, with place and grade; whatever is not about this is discarded.
messages-waiting-title = Waiting
messages-waiting = { $count ->
    [0] Nothing waits.
    [one] One message waits.
   *[other] { $count } messages wait, the oldest first.
}
messages-waiting-more = { $count ->
    [one] One more waits; it comes when one of these is dealt with.
   *[other] { $count } more wait; they come when these are dealt with.
}
messages-message = Message { $name }
messages-sender = From
messages-nobody = nobody named
messages-sent = Sent
messages-words = Words
messages-came = Came
messages-on-that-day = { $name }; of the time nothing is said
messages-by-gateway = by “{ $name }”
messages-by-paste = pasted by { $name }
messages-somebody = somebody
messages-places = Perhaps: { $name }
messages-make = Make a report of it
messages-discard = Discard
messages-discard-hint = The words are deleted; that it was discarded, by whom and why stays.
messages-paste-title = Paste messages
messages-paste = Messages as they come from a telephone
messages-paste-hint = One or many: a chat as a messenger exports it, “From: … Date: … words”, rows such as “number | date time | words”, or words alone, a paragraph for each message.
messages-limit = At most { $name } at once.
messages-look = See what is understood
messages-nothing = Paste one message or more.
messages-understood-title = What is understood
messages-understood = { $count ->
    [one] One message. Nothing of it is kept yet.
   *[other] { $count } messages. Nothing of them is kept yet.
}
messages-two-ways = Some days can be read in two ways. Say below how they are written; as they are, such messages are kept without a day.
messages-more = { $count } more follow, and no more than { $limit } are read at once. Paste the rest by itself afterwards.
messages-when-two-ways = two days are possible
messages-when-unread = cannot be read
messages-when-unsaid = not said
messages-twin = The same as { $name } above.
messages-before = It came before, as message { $name }.
messages-keep = Keep
messages-keep-these = Keep those ticked
messages-keep-hint = They wait until somebody makes a report of each or discards it. A number is not kept, since the committee has no keys that it could be sealed to: in its place stands a mark, the same whenever that number writes. A number without its country, and a name, has a mark of its own.
messages-keep-hint-sealed = They wait until somebody makes a report of each or discards it. A number is sealed to the committee's keys, and in its place stands a mark, the same whenever that number writes. A number without its country, and a name, has a mark of its own.
messages-number = Number
messages-number-sealed = sealed to the committee's keys; it comes along with the report
messages-number-gone = not kept
messages-none-chosen = Tick the messages that are to be kept.
messages-full = { $name } messages wait, which is the most. Deal with some of them first.
messages-reason = Give a reason, of at most { $name } characters.
messages-discarded = Message { $name } was discarded.
messages-kept = { $count ->
    [0] Nothing new was kept.
    [one] One message waits now.
   *[other] { $count } messages wait now.
} { $before ->
    [0] { "" }
    [one] One had come before.
   *[other] { $before } had come before.
}
messages-filed = The message is dealt with.
messages-ended-title = Dealt with
messages-ended = { $how ->
    [report] { $name } made a report of it, { $date } (entry { $entry }).
    [expired] Nobody dealt with it; its words were deleted, { $date }.
   *[discarded] { $name } discarded it, { $date }:
}
messages-age = Words that nobody has dealt with after { $name } days are deleted.
messages-goes = Words are deleted
messages-again = Came again
messages-again-times = { $count ->
    [one] once, { $date }
   *[other] { $count } times, last { $date }
}
messages-has-number = There seems to be a number in them. Take it out when you make the report.
messages-ahead = That is still to come: the telephone's clock is ahead, or the day is read wrongly.
messages-goes-on = It goes on from the one above: a message has { $name } characters at most, so this one is kept in parts.
messages-number-stale = sealed to keys that are no longer the committee's; it does not come along with the report
messages-discard-all = { $count ->
    [one] Discard it
   *[other] Discard all { $count } of this sender
}
messages-all-discarded = { $count ->
    [0] None of this sender's messages waits any more.
    [one] One message was discarded.
   *[other] { $count } messages were discarded.
}
messages-over = Something had become of message { $name } before; it stands below.
messages-claimed = Somebody is making a report of message { $name } at this moment. See in a moment what became of it.
message-what-number-hint = There seems to be a number in the words. Take it out unless it is needed: whoever reads the record could find somebody by it.
message-origin-local = The mark of a number without its country. It may be a telephone that has another mark as well, so beside such a mark it is no second witness by itself.
message-origin-name = The mark of a name that somebody has given the sender. It may be a telephone that has another mark as well, so beside such a mark it is no second witness by itself.
message-number-stale = The number is sealed to keys that are no longer the committee's. It cannot come along, and goes once the report is made.
message-without-number = Make the report without the number
message-number-lost = Say that the report is made without the number, or leave the message until the keys are as they were.
message-title = A report of a message
message-lead = The words are those of the message. Take out what would find its sender, and whatever is not about what happened. Nothing enters the record but what stands here.
message-what-hint = It may be shortened and mended where a letter is missing; what happened stays in the sender's words.
message-choose = choose
message-where-guessed = A guess by the names of places in the words. See whether it is right.
message-where-hint = No place of the case is named in the words.
message-when-hint = When it happened. Filled in is when the message was sent.
message-origin-hint = Who wrote, as you know them. Only the secretariat and the committee see it.
message-origin-known = The mark of the telephone. Two messages from it are one witness, however many there are.
gateways-title = Gateways
gateways-lead = A gateway is a telephone with a program, a provider of text messages or a form elsewhere that sends messages on to this case. Its token can do that and nothing else.
gateways-make = Make a gateway
gateways-label = What it is called
gateways-label-hint = Such as “Telephone of the northern office”.
gateways-label-wrong = Give it a name of at most { $name } characters.
gateways-full = There are { $name } gateways, which is the most. Take one back that is no longer used.
gateways-made-title = The gateway is made
gateways-once = The token is shown this once. Put it into the gateway's settings now; if it is lost, take the gateway back and make another.
gateways-token = Token
gateways-address = Address
gateways-try = To try it:
gateways-all = Gateways of this case
gateways-none = There is none.
gateways-made = Made { $date } by { $name }
gateways-used = Last used { $name }
gateways-unused = Never used
gateways-received = { $count ->
    [one] One message came by it
   *[other] { $count } messages came by it
}
gateways-turned-away = { $count ->
    [one] One message was turned away: too many of its sender or of this gateway waited
   *[other] { $count } messages were turned away: too many of their sender or of this gateway waited
}
gateways-revoked = Taken back { $name }
gateways-revoke = Take it back

muted-title = Muted senders
muted-lead = What gateways bring of these is not kept; it is counted. Anybody can still paste a message of theirs.
muted-mute = Discard, and mute this sender
muted-unmute = Hear this sender again
muted-by = muted by { $name }, { $date }: { $why }
muted-turned = { $count ->
    [0] nothing was turned away since
    [one] one message was turned away since
   *[other] { $count } messages were turned away since
}
muted-done = The sender is muted. { $count ->
    [0] Nothing of it waits.
    [one] One message was discarded.
   *[other] { $count } messages were discarded.
}
muted-heard = What this sender writes is kept again.
muted-full = { $name } senders are muted, which is the most. Let one be heard again first.
