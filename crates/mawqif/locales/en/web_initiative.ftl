# Sheets by which something is entered, and the pages of the offer.

sheet-button = Enter it
sheet-back = Back, without entering anything
sheet-change = change
sheet-remove = Take it out
sheet-problems = Nothing has been entered yet. What is to be mended:
sheet-needed = Something has to be written here.
sheet-number = Write a whole number here.
sheet-day = Write a day as 2030-04-30.
sheet-moment = Write a day and a time, such as 2030-04-30 18:00.
sheet-unknown = There is nothing called “{ $name }”.
sheet-name = Name
sheet-id = Short name
sheet-id-hint = By this it is referred to; it does not change later. Made from the words when left empty.
sheet-id-taken = “{ $name }”, or one that looks like it, is taken already.
sheet-id-character = { $name } cannot stand in a short name: it has letters, digits, - and _.
sheet-id-keyword = “{ $name }” means something in stances, so it cannot be a short name.
sheet-id-long = A short name has at most 128 characters.
sheet-sent-before = What this form said before has been entered already. What it says now would be something further: send it again if you mean that.
sheet-problem = { $code ->
    [too-long] This is too long.
    [too-many] These are too many.
    [bad-character] There is a character in it that nobody can see.
    [unknown-id] It names something that is not there.
    [duplicate-id] The short name is taken already.
    [look-alike-id] The short name looks like one that is taken already.
    [date-order] The last day is before the first.
    [cyclic-place] A place cannot lie within itself.
    [excludes-itself] A condition cannot exclude itself.
    [out-of-range] The number is too small or too large.
    [bad-measure] A measure cannot have this name.
    [bad-quorum] A quorum is counted before anybody answers, so it cannot be a share of those who take a side.
    [stance] A stance that was filed would no longer be sound: it names what would go.
   *[other] { $problem } { $help }
}

fresh-title = To be sure that it is you
fresh-lead = This changes who decides, who speaks or how it is decided, so your password is asked for again.
fresh-codes-first = This changes who decides, who speaks or how it is decided, so it asks for a one-time code. Set your codes up first; what you have written here stays.
fresh-account = To your account

new-case-title = Open a case
new-case-lead = A case is one offer from outside and everything by which the coalition comes to its answer. You will run it; others are invited afterwards.
new-case-name = What the case is called
new-case-hint = One language is enough; with both, everybody reads it in theirs.
new-case-button = Open the case
new-case-untitled = Give the case a name, in either language.

offer-new = Receive an offer
offer-lead = What has arrived, from whom, and by when an answer is due. Its provisions are entered one by one afterwards.
offer-title = What is offered, in a few words
offer-title-hint = Such as “Freeze of the fighting in the city”.
offer-sponsor-hint = Whoever has made it or brings it.
offer-deadline-hint = Everybody sees how many days are left.
revision-title = A new version has arrived
revision-lead = Stances answer one version. With the new one, every body is asked again; what was said to the old one stays in the record.
versions-title = Versions of the offer
versions-back = To the offer
version-number = Version { $name }
version-since = since { $name }
version-same = Nothing of what was entered has changed.
change-added = new
change-altered = changed
change-removed = gone
diff-gone = before:
diff-new = now:

provision-new = Enter a provision
provision-change = Change a provision
provision-lead = One clause of the offer, in its own words. What is not said in it is left empty: that it is not said is worth knowing.
provision-text = Its words
provision-status = How far it has come
provision-obliged-hint = Parties are entered on the page of the offer.
provision-unsaid-hint = Left empty when the offer does not say.
harm-new = Enter what should stop
harm-change = Change what should stop
harm-lead = Something that the coalition wants to end, such as shelling. Provisions and conditions say which of these they stop.
harms-none = Nothing has been entered.
party-new = Enter a party
party-change = Change a party
party-lead = Somebody outside the coalition whom the offer binds or serves.
parties-none = No party has been entered.
place-new = Enter a place
place-change = Change a place
place-within = It lies within
place-nowhere = no other place
places-none = No place has been entered.
red-line-new = Enter a red line
red-line-change = Change a red line
red-line-lead = What the coalition will not give up, in its own words.
red-line-text = Its words
red-line-against = What would cross it
red-line-crossed-by = crossed by { $name }
red-lines-none = No red line has been entered.
quotes-title = Who said what
quotes-none = No quote has been entered.
quote-new = Enter a quote
quote-lead = What somebody has said of the offer, and where that was read.
quote-said = The words
quote-speaker = Who spoke
quote-role = In what office
quote-outlet = To whom, such as a newspaper
quote-date = When
quote-source = Where it can be read
quote-source-hint = An address or the name of a file.
quote-mode = How the source gives them
quote-direct = word for word
quote-indirect = in its own words
quote-nominal = in passing
committee-new = Plan a committee
committee-change = Change a committee
committee-lead = Who follows up. A committee that is planned is formed when a position is adopted, so that follow-up is not forgotten.
committee-members = Bodies that sit in it
committee-on = When it is formed
committee-on-hint = Nothing chosen: whatever the answer is.
committee-on-accept = when the offer is accepted
committee-on-with = when it is accepted with conditions
committee-on-reject = when it is rejected
committee-on-none = when there is no common position
committees-title = Committees
committees-none = No committee is planned.

dossier-title = The case as a file
dossier-lead = A dossier is the whole case in one file that people and programs can read. Stances that are confidential to others are not in it.
dossier-export = Take the case with you as a file
import-title = Take a dossier over
import-file = A file
import-paste = Or its text, pasted here
import-button = Take it over
import-empty = Choose a file, or paste a dossier.
import-problems = Nothing was taken over. What is to be mended, where it is:
import-place = line { $line }, character { $column }
import-unlisted = { $count ->
    [one] And one more.
   *[other] And { $count } more.
}

draft-kept = What you had written here and not sent is back.
draft-drop = Begin anew without it
