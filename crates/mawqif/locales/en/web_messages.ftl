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
messages-keep-hint = They wait until somebody makes a report of each or discards it. A number is not kept, since the committee has no keys that it could be sealed to: in its place stands a mark that is the same whenever that telephone writes.
messages-keep-hint-sealed = They wait until somebody makes a report of each or discards it. A number is sealed to the committee's keys, and in its place stands a mark that is the same whenever that telephone writes.
messages-number = Number
messages-number-sealed = sealed to the committee's keys; it comes along with the report
messages-number-gone = not kept
messages-none-chosen = Tick the messages that are to be kept.
messages-full = { $name } messages wait, which is the most. Deal with some of them first.
messages-reason = Give a reason, of at most 500 characters.
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
    [report] Made a report, { $date }, by { $name } (entry { $entry }).
   *[discarded] Discarded, { $date }, by { $name }:
}
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
gateways-revoked = Taken back { $name }
gateways-revoke = Take it back
