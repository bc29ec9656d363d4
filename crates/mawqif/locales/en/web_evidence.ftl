# Evidence: files and names under a seal, whose keys open it, and who has had it in hand.

evidence-title = Evidence
evidence-lead = Files and names that came with reports are sealed before they are kept: whoever takes the server cannot read them, and nor can the server. They open only on the computers of those whose keys stand here, and everybody who takes, hands on or destroys something leaves an entry.
evidence-all = All evidence
evidence-pieces = What is kept
evidence-none = Nothing has come in yet.
evidence-sentence = { $count ->
    [one] One piece has come in; { $size } are kept under seal.
   *[other] { $count } pieces have come in; { $size } are kept under seal.
}
evidence-heading = Evidence { $number }: { $kind }
evidence-kind = { $kind ->
    [names] names
    [jpeg] picture (JPEG)
    [png] picture (PNG)
    [webp] picture (WebP)
    [heic] picture (HEIC)
    [pdf] document (PDF)
    [mp4] film (MP4)
    [three-gp] film (3GP)
    [mov] film (MOV)
    [mp3] recording (MP3)
    [ogg] recording (OGG)
    [m4a] recording (M4A)
    [text] plain text
   *[other] { $kind }
}
evidence-which = What
evidence-report = Came with report
evidence-came = Came in
evidence-size = Size
evidence-opens = Opens with the key of
evidence-key-gone = a key that is no longer set ({ $name }…)
evidence-same = Same file as evidence
evidence-sha256 = SHA-256 of what came in
evidence-sealed-sha256 = SHA-256 of what is kept
evidence-whole = What is kept is what was sealed
evidence-other = What is kept is not what was sealed
evidence-missing = Nothing is kept of it any more
evidence-destroyed = Destroyed
evidence-not-compared = Not compared on this page
evidence-take = Take it sealed
evidence-bundle = Take everything as a bundle
evidence-bundle-hint = A zip of the sealed files, their hashes and custody, 200 MB and 200 pieces at most, the newest first. Each piece gets an entry that you have taken it.
evidence-older = Earlier evidence
evidence-no-file = Choose the opened file first.
report-sealed = Under seal

seal-keys-title = Whose keys open it
seal-keys-none = The committee has no keys yet. Until it has, no file and no name is taken with a report.
seal-keys-changing = A change of the keys waits for a second person.
seal-keys-confirm = Look at it
seal-keys-set = Set the keys
seal-keys-lead = Each member makes a key on their own computer, with “age-keygen -o key.txt” (the program is age, a package of that name in Debian and others) or “mawqif backup --new-key key.txt”, and gives the line here that begins with age1. The file key.txt stays with its owner, twice, and never comes here. Whoever loses all keys loses everything that was sealed to them: give at least two. A second person confirms the change, and what was sealed before stays under its old seal until somebody seals it anew.
seal-key-number = Key { $name }
seal-key-name = Whose
seal-key-key = Public key, age1…
seal-key-hint = An empty row is no key.
seal-key-secret = That is a secret key. It was not kept, but it has travelled: make a new pair, and give the line that begins with age1.
seal-key-whose = Say whose key this is.
seal-key-none = Give at least one key.
change-set-seal-keys = Whose keys open evidence

refusal-seal-key = { $fault ->
    [secret] Key { $number } is a secret key. It was not kept, but it has travelled: make a new pair, and give the line that begins with age1.
    [no-key] Key { $number } is no public key of age. One begins with age1 and has 62 characters.
    [misspelt] In key { $number } a character is missing or wrong. Copy it again.
    [weak] Anybody could open what is sealed to key { $number }. Make one with age-keygen.
   *[twice] Key { $number } stands there twice.
}

custody-title = Who has had it
custody-none = Nobody has taken it.
custody-taken = { $moment }: { $name } took the sealed file.
custody-handed = { $moment }: { $name } noted that it was handed sealed to { $to } ({ $when }): { $why }
custody-handed-open = { $moment }: { $name } noted that it was handed opened to { $to } ({ $when }): { $why }
custody-resealed = { $moment }: { $name } had it sealed anew: { $why }
custody-destroyed = { $moment }: { $name } had it destroyed: { $why }

handing-title = Note a handing over
handing-lead = Whoever gives evidence to somebody else notes to whom, when and why. This stays in the record for good, and only the secretariat and the committee see it: name an office rather than a person where that is enough.
handing-to = To whom
handing-to-hint = Such as the prosecutor's office of a court, or an archive.
handing-at = When ({ $name })
handing-opened = How
handing-is-opened = It was handed over opened, not sealed

destruction-title = Destroy it
destruction-lead = The sealed bytes are removed for good; backups keep them until they are removed themselves. Hashes, custody and the reason stay in the record.

reseal-title = Seal it anew
reseal-lead = It is under a seal to other keys than the committee has now. Take it, open it on your own computer with “age -d -i key.txt -o file file.age”, and send the opened file: its SHA-256 must be that of what came in, and it is sealed to the keys as they are now before it is kept.
reseal-file = The opened file
reseal-button = Seal it anew

reporter-told-by = Who told you (sealed)
reporter-told-by-hint = Names belong here and nowhere else. This and the next line are sealed before they are kept: only the committee's keys open them, and no page shows them.
reporter-reach = How to reach them (sealed)
reporter-names-long = That is too long to be sealed: 2,000 characters at most.
reporter-files = Files
reporter-files-hint = Five at most, 20 MB each and 40 MB together: pictures (JPEG, PNG, WebP, HEIC), films (MP4, 3GP, MOV), recordings (MP3, OGG, M4A), PDF, plain text. They are sealed before they are kept. Without a network they can wait on this device, up to 100 MB in all; sealed names cannot.
reporter-files-again = Choose these files again, since none of them was kept: { $name }
reporter-no-keys = Files and names cannot be taken: the committee has set no keys to seal them to. The report itself can be sent.
reporter-left-out = It cannot be sent now, and sealed names are not kept on this device. Keep the report here without them?
reporter-large = Larger than 20 MB, so it cannot be sent:
reporter-many = Five files and 40 MB together are the most that a report can have. Send the others with another report.

file-empty = { $name } has nothing in it.
file-too-long = { $name } is larger than { $each } MB, the most that one file may have. The other fields are as you wrote them.
file-too-long-in-all = With { $name } the files are larger than { $all } MB together. Leave one out, and send it with another report.
file-too-many = { $name } is one file too many: a report takes { $most }.
file-archive = { $name } is an archive or an office file. None is opened here, so none is taken: send what is in it, as pictures or PDF.
file-no-kind = { $name } is of no kind that is taken, or its name ends like one of another kind. Pictures, films, recordings, PDF and plain text in UTF-8 are.
file-lies = { $name } says by its name that it is a { $says }, and is a { $is }. Name it as what it is, or send the file that you meant.
file-not-asked = “{ $name }” belongs to nothing that was asked for here, so it was not kept. A file is sent with a report, or to be sealed anew.
file-no-keys = { $name } cannot be taken: the committee has set no keys to seal it to.
file-not-kept = { $name } cannot be kept now. Try again later, or send the report without it.

size-bytes = { $count } bytes
size-kilobytes = { $count } kB
size-megabytes = { $count } MB
