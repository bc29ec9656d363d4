# Why something was not done, as pages say it. Codes are those of `docs/acts.md`.

trouble-title = Not done
trouble-on = To your cases
trouble-missing = There is nothing here for you.
trouble-not-for-you = This is not for your role in the case.
trouble-foreign = This form does not come from a page of this server, or is too old. Load the page again and send it anew.
trouble-too-long = There is too much in the form.
trouble-slow = It took too long. What you asked for may have been done: look at the record before you ask again.
trouble-what-if = { $kind ->
    [body] This cannot be supposed: there is no body “{ $name }” here.
    [condition] This cannot be supposed: there is no condition “{ $name }” here.
    [twice] “{ $name }” is supposed two things at once; one is enough.
    [many] So much cannot be supposed at once.
    [stance] This stance cannot be supposed: { $name }
   *[other] This cannot be supposed.
}
trouble-key-reused = This form was sent before with other content. Load the page again.
trouble-busy = The server has too much to do at this moment. Try again.
trouble-database = The database cannot be reached at this moment. Send the form again: it is done only once.
trouble-full = The server's disk is full. Everything can be read, and nothing was changed.
trouble-no-day = “{ $name }” is no day. Write it as 2030-04-30.
trouble-unprintable = No font of the printed form has the letter { $letter } ({ $code }), which stands in “{ $line }”. Write it in another way; then the statement can go out.
trouble-unchecked = The answer failed its own check, so it is not shown.
trouble-internal = The server failed. Nothing that was acknowledged is lost.

refusal = { $code ->
    [not-allowed] This is not for your role in the case.
    [mandate] Your mandate does not let you do this now.
    [same-person] Whoever asked for a change cannot confirm it; somebody else of the secretariat can.
    [stage] The case has not come so far yet, or is past it.
    [unknown] There is nothing called “{ $name }”.
    [dossier] The case would not be sound: { $problem }
    [version] The offer has changed and is at version { $current } now. Look at it, and answer anew.
    [quorum] Too few are there for anything to be decided.
    [package-loses] These conditions do not win under the rule.
    [not-ratified] The ballot did not ratify anything.
    [limit] There can be { $limit } at most.
   *[other] This cannot be done as things stand.
}
refusal-words-missing = “{ $name }” is needed.
refusal-words-long = “{ $name }” is too long.
refusal-words-character = “{ $name }” has characters that nobody can see.
refusal-words-blank = There is nothing to be seen in “{ $name }”. Write it, or leave it out.
refusal-words-language = “{ $name }” is written in Arabic (ar), English (en) or both.
refusal-state = { $state ->
    [no-initiative] No offer has been received.
    [initiative-received] An offer was received already. A new version of it can be entered.
    [other-initiative] A new version of the offer keeps its id.
    [not-new] A dossier is taken over before anything else is entered.
    [ballot-waits] The ballot is secret and has no end: everybody votes first, or it is cancelled.
    [too-few-for-secrecy] With so few votes a ballot is no secret. It can only be cancelled.
    [last-secretary] Somebody must be left in the secretariat.
    [last-member] One body at least sits in a committee.
    [substitute-of-substitute] A substitute has no substitute.
    [ends-before-it-begins] The mandate would end before it begins.
    [meeting-not-open] The meeting is not open.
    [meeting-begun] The meeting has begun already, or is over.
    [meeting-closed] The meeting is closed.
    [words-are-the-proposers] The words of a body's condition are its own: offer it another wording.
    [wording-settled] This wording does not wait for the body's answer.
    [wording-offered] Another wording of this condition waits for an answer.
    [wording-empty] A wording needs different conditions on either side.
    [source-missing] Say where the stance was read.
    [statement-released] The statement has gone out. Correct or withdraw it.
    [statement-not-released] Only a statement that has gone out can be corrected or withdrawn.
    [statement-withdrawn] The statement was withdrawn.
    [statement-about-none] Only a correction or a withdrawal is about another statement.
    [statement-keeps-kind] A further version stays of the same kind, and about the same statement.
    [statement-changed] The statement has a newer version. Look at it, and release that one.
    [statement-moved] Another version was written meanwhile. Look at it first.
    [statement-older] The statement was drafted before the position was adopted. Draft it anew by what was adopted.
    [statement-untranslated] Every part of the statement needs Arabic and English, or a reason why one is missing.
    [statement-unfinished] The statement has blanks, ⟨…⟩, that nobody has filled in yet.
    [conference-off] The press conference was called off.
    [line-is-yours] You wrote these words. Somebody else agrees to them.
    [line-changed] The words were changed meanwhile. Look at them, and agree to those.
    [line-untranslated] Write the line in Arabic and in English before it is agreed.
    [nothing-to-hold-against] No statement of a position is out that this could be held against.
    [said-before] This was said before the statement was out.
    [reported-before] This report has arrived before. It is in the list of what you have reported.
    [imported-before] This file was taken in before. The same bytes count once.
    [nothing-imported] No row of this file can be counted, so there is nothing to take in. The list says what would be right.
    [no-seal-keys] The committee has no keys yet, so nothing can be sealed. It sets them on the page of the evidence.
    [seal-keys-changed] The committee's keys were changed in this moment. Send it again.
    [file-sent-before] You have sent one of these files before: it is evidence { $number }. Leave it out, and write that number under “What there is to show”.
    [other-file] This is another file than evidence { $number }: its SHA-256 is not that of what came in.
    [evidence-destroyed] What was kept of evidence { $number } is destroyed.
    [in-the-future] That is still to come. What has happened can be entered.
    [estimate-out-of-order] The most likely number lies between the lowest and the highest.
    [source-twice] Either you saw it yourself or somebody told you. Tick the box, or name who told you.
    [access-given] The place could be reached after that day. Name a later one.
    [reviewed-by-you] You have said so already. A second person is needed.
    [report-is-yours] The incident rests on a report of yours, so somebody else judges it.
    [grade-is-yours] You have filed this report, so somebody else grades it.
    [too-few-origins] That it happened takes two independent origins, or one with evidence (a file, a link, a SHA-256) that somebody other than the reporter has graded A or B. Grade the report, or rest the incident on another one first.
    [origins-by-one] One account has named all sources of this incident, and so far they are its word alone. Let somebody else grade the source of one report (A to D), or rest the incident on a report by another account, on evidence (a file, a link, a SHA-256) or on a telephone’s message first.
    [sensitivity-apart] What the public may see of an incident is said by itself: choose “What the public sees of it”.
    [bulletin-tells-more] What the bulletin tells is not what would be told now: more than the public may see, or what no longer holds. Draft it anew.
    [bulletin-not-next] It is not the next bulletin, or its days do not follow those of the one before. Draft it anew.
    [week-unreckoned] What a bulletin tells of its days is reckoned by the server, for a statement of that kind alone.
    [not-verified] Only what is verified can be a breach. Two people judge first whether it happened.
    [not-due] This is not due, or it has fired already.
    [trigger-answered] The trigger was answered already.
    [answer-needs-another] You fired this trigger, noted what it rests on, or made every finding that it rests on. Somebody else of the committee answers it.
    [ground-taken-back] What this trigger rested on was taken back since it fired. Waive it.
    [answer-awaited] The committee may still answer; it is not silent yet.
    [public-consultation-over] The public consultation has ended.
    [public-consultation-not-closed] The public consultation is not closed yet. Close it first; until then a statement can be taken out.
    [public-consultation-uncounted] The votes of the public consultation have not been counted yet. Try again.
    [closes-in-the-past] It would close before it is opened. Choose a later time.
    [ballot-open] A ballot is open: until it is closed, nothing that it decides on may change.
    [ballot-not-open] The ballot is not open.
    [has-voted] The body has voted already.
    [ballot-runs-until] Somebody has not voted yet and still may.
    [ballot-over] Votes are no longer taken.
    [urn-disagrees] Roll and urn of the ballot do not agree.
    [rule-needs-names] The rule does not count every body the same, so a ballot cannot be secret.
    [reason-names-voter] A secret vote cannot carry a reason.
    [not-computed] Work the position out first: something has changed since.
    [not-confirmed] The answer could not be confirmed, so it is not taken.
    [package-wins] Conditions win, so a ballot must ratify them first.
    [ballot-lapsed] This ballot is from before the position was put under review.
    [dossier-changed] Something has changed since the ballot: ask the bodies again.
    [already-there] That is so already.
    [already-allowed] The finding is accepted for exactly this already.
    [mandate-settled] The mandate is accepted or over.
    [mandated-stance-stands] The body's own stance stands.
   *[other] This cannot be done as things stand.
}

refusal-signature = { $fault ->
    [no-signers] Nobody has said yet whose keys sign for the coalition. The secretariat sets that first.
    [no-text] This version has no words in that language.
    [other-newest] Version { $version } is signed now. Download its text and sign that.
    [unknown] The key { $name } is none of those that sign here.
    [early] The key of { $name } counts from { $day } on.
    [expired] The key of { $name } counted until { $day }. What it signed before stays.
    [other-language] This signature is over the { $language ->
        [ar] Arabic
       *[en] English
    } text. Hand it in there.
    [other-version] This signature is over version { $version } of this statement, in { $language ->
        [ar] Arabic
       *[en] English
    }, and not over this text.
    [other-statement] This signature is over statement { $statement }, version { $version }, in { $language ->
        [ar] Arabic
       *[en] English
    }.
    [other-text] This signature names the key of { $name } and is not over this text, nor over another of the case: the text or the signature was changed. Download the text again and sign it anew.
    [twice] A signature of { $name } over this text is here already.
   *[other] This signature is not taken.
}
refusal-signature-unreadable = { $why ->
    [long] This is too long for a signature.
    [form] This is no signature. One begins with “-----BEGIN SSH SIGNATURE-----” or with “untrusted comment:”.
    [kind] The key is of the kind { $name }. Statements are signed by Ed25519 keys (ssh-ed25519).
    [namespace] This signature was made for “{ $name }”. Sign with the namespace mawqif-statement.
    [older] This is a signature of minisign's older form. Sign with “minisign -S -H”.
   *[damaged] This signature was changed on its way: it is not as the tool wrote it. Send the file itself.
}
refusal-signers-nobody = Nobody would have to sign. Say how many must: at least one of the coalition, or one body.
refusal-signers-few = { $of ->
    [bodies] { $needed } bodies would have to sign, and { $there } can.
   *[coalition] { $needed } of the coalition would have to sign, and { $there } can.
}
refusal-signers-signer = { $why ->
    [name] Signer { $number }: “{ $name }” cannot be a name. It has Latin letters, digits and @ . _ - + only, such as salma@coalition.example.
    [kind] Signer { $number }: the key is of the kind { $name }. Statements are signed by Ed25519 keys (ssh-ed25519, or minisign's RW…).
    [record-key] Signer { $number }: this is a key of a record or a witness. Statements have keys of their own.
    [same-key] Signer { $number }: the key is also that of { $name }.
    [other-body] Signer { $number }: { $name } signs for another body already, or for the coalition.
    [span] Signer { $number }: the last day is before the first.
   *[key] Signer { $number }: this is no public key. One begins with “ssh-ed25519” or, as minisign's, with “RW”.
}

# Where the languages of a statement disagree. Part 0 is the title.
disagreement-part = { $part ->
    [0] The title stands in one language only.
   *[other] Part { $part } is not the same in Arabic and in English: another kind of part, or more points or rows.
}
disagreement-figure = { $part ->
    [0] In the title
   *[other] In part { $part }
} the figure { $figure } stands { $ar ->
    [one] once
   *[other] { $ar } times
} in Arabic and { $en ->
    [one] once
   *[other] { $en } times
} in English. Let both say the same.
disagreement-name = { $part ->
    [0] The title
   *[other] Part { $part }
} names { $en } (“{ $ar }”) and does not name it in { $lacks ->
    [ar] Arabic
   *[other] English
}.
