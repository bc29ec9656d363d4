# The record: receipts, checkpoints, entries.

verify-included = Verified: entry { $seq } is in the record { $origin }, which had { $size ->
    [one] one entry
   *[other] { $size } entries
} when it was signed.
verify-entry = It records: { $kind }, by { $actor }, at { $time }.
verify-erased = Its content was erased; that it stood in the record is proven all the same.
verify-continues = Verified: the record { $origin } began with the same { $old ->
    [one] entry
   *[other] { $old } entries
} and now has { $size }; nothing was changed or taken out.
verify-same = Verified: both checkpoints are of the same state of the record { $origin }, with { $size ->
    [one] one entry
   *[other] { $size } entries
}.
verify-witnessed = The witness { $witness } saw this record at { $time }.
verify-failed = Not verified: { $reason }.
verify-two-files = a receipt and an --entry are needed
verify-three-files = --consistency takes the earlier checkpoint, the later one, and the proof

record-long = the file has more than { $limit } bytes
record-byte = byte { $at } is a control character or not UTF-8
record-line = line { $line } should be { $wanted }
record-part-receipt-header = “c2sp.org/tlog-proof@v1”
record-part-extra = “extra” with Base64
record-part-old = “old” with a number of entries
record-part-index = “index” with the entry's number
record-part-proof-hash = a hash of the proof in Base64
record-part-blank = empty
record-part-origin = the name of the record
record-part-size = the number of entries
record-part-root = the root hash in Base64
record-part-extension = one of a few further lines, none of them empty
record-part-signature = “— ”, the name of a key, and a signature in Base64
record-unsigned = the signatures are missing: a blank line, then lines that begin with “— ”
record-signatures = there are more than { $limit } signatures
record-note-text = a signed text ends with a newline and has no control characters
record-key-form = a key looks like example.org/record+1a2b3c4d+AbC…=, this does not
record-key-name = a key's name has 1 to { $limit } bytes, no spaces and no +
record-key-type = the key is of type { $found }; only types 1 (record) and 4 (witness) are used
record-key-hash = the key { $written } should be { $computed }; a character was changed or lost
record-key-point = the key is not a point that Ed25519 can trust
record-key-not-record = the key { $key } is a witness's key (type 4); a record's key (type 1) is needed
record-key-not-witness = the key { $key } is a record's key (type 1); a witness's key (type 4) is needed
record-entry-number = seq and time are numbers from 0 to 9223372036854775807
record-actor = an actor has 1 to { $limit } bytes and no spaces or invisible characters
record-kind = a kind has 1 to { $limit } lower-case letters, digits and hyphens and begins with a letter; its version is at least 1
record-payload = a payload is JSON text of at most { $limit } bytes
record-content = an entry has either salt and payload or, once erased, its commitment
record-entry-file = the entry cannot be read: { $why }
record-head = the checkpoint's size and root do not go together
record-origin = the checkpoint is of the record { $checkpoint }, not of { $wanted }
record-not-signed = { $key } has not signed this checkpoint
record-bad-signature = the signature of { $key } does not fit: the checkpoint or the signature was changed
record-other-entry = the entry has number { $entry }, but the receipt is for number { $receipt }
record-beyond = entry { $index } lies beyond the { $size ->
    [one] one entry
   *[other] { $size } entries
} of the checkpoint
record-short = the record has { $have ->
    [one] one entry
   *[other] { $have } entries
}, { $wanted } are needed: its end is missing
record-shrunk = the later checkpoint has { $new ->
    [one] one entry
   *[other] { $new } entries
}, the earlier one { $old }
record-other-size = the request starts from entry { $asked }, but this witness has seen { $seen }: ask from there
record-proof-length = the proof has { $found ->
    [one] one hash
   *[other] { $found } hashes
}; here it must have { $wanted }
record-not-included = entry { $index } does not lead to the root of the { $size } entries: the entry or the receipt was changed
record-not-consistent = the record of { $old } entries is not shown to be the beginning of that of { $new }: something was changed
witness-made = The witness { $name } has a key now. Give the line below to everybody who relies on the record:
witness-signed = Signed: { $origin } with { $size ->
    [one] one entry
   *[other] { $size } entries
}. It continues the { $old ->
    [one] one entry
   *[other] { $old } entries
} seen before.
witness-first = Signed: { $origin } with { $size ->
    [one] one entry
   *[other] { $size } entries
}. It is the first checkpoint seen of this record; its key is { $key }.
witness-refused = Not signed: { $reason }
witness-unknown = this witness does not know the record { $origin } yet: give its key with --record, from a source you trust
witness-other-key = this witness knows the record { $origin } by another key, { $known }; a record does not change its key
witness-not-new = there is a witness in { $folder } already
witness-none = { $folder } holds no witness; make one with `mawqif witness new { $folder } --name NAME`
witness-busy = another process signs in { $folder }; try again
verify-archive = Proven: the archive holds the whole record { $origin }, { $size ->
    [one] one entry
   *[other] { $size } entries
}, as it was signed{ $erased ->
    [0] .
    [one] ; what one of them said was erased.
   *[other] ; what { $erased } of them said was erased.
}
verify-archive-lost = Missing: { $count ->
    [one] one sealed file of evidence that the record keeps is not in it.
   *[other] { $count } sealed files of evidence that the record keeps are not in it.
}
archive-at = { $file }, line { $line }: { $reason }
