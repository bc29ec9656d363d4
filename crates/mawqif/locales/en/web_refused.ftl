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
    [statement-older] The statement was drafted before the position was adopted. Draft it anew by what was adopted.
    [statement-untranslated] The statement needs Arabic and English, or a reason why one is missing.
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
