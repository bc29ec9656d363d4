# Statements: drafting, letting out, and what everybody reads.

statement-told = What was written
statement-begin = Write:
statement-public = The page that everybody can read
statement-public-all = What everybody can read
statement-waits-second = One person has asked for it to go out. A second person has to confirm.
statement-to-changes = To what waits
statement-held-back = Held back before anybody outside the case saw it
statement-with = The position, with what is chosen here
statement-with-lead = The draft is made of what was adopted. Whatever is chosen here stands in it; every word can be changed before it goes out.
statement-voters = Who decided
statement-voters-counts = how many bodies
statement-voters-names = which bodies, unless a stance is confidential
statement-review = The position is looked at again on
statement-reply-by = An answer is asked for by
statement-quotes = Words of the record that it quotes
statement-with-button = Draft it
statement-led = Each sentence that was drafted from the case leads to what it rests on.
statement-differences = The two languages do not say the same
statement-versions = Versions of the statement
statement-rests = Rests on entries of the record:
statement-embargo = Nobody outside sees it before { $name }.
statement-stale = What is marked rests on something that has changed since it was drafted. Look at it again.
statement-edit = Write a further version
statement-release = Ask for it to go out
statement-correct = Correct it
statement-withdraw = Take it back
statement-version-by = { $name }, { $date }
statement-sheet-new = A statement
statement-sheet-change = A further version of the statement
statement-sheet-lead = It is seen in the case alone until two people of the secretariat have let it out. Every version is kept.
statement-sheet-kind = What it is
statement-sheet-about = It is about
statement-sheet-title = Title
statement-sheet-text = Words
statement-sheet-text-hint = An empty line begins a new paragraph. Say what was decided in the first sentence.
statement-sheet-embargo = Not before
statement-sheet-embargo-hint = Nobody outside the case sees it before this moment, by your clock. Empty: at once.
statement-sheet-untranslated = Why one language is missing
statement-sheet-untranslated-hint = Everybody reads the reason, and two people answer for it. Empty when both languages are there.
statement-sheet-rests = Entries that it rests on
statement-sheet-rests-hint = Their numbers in the record, with spaces between them.
statement-sheet-rests-wrong = Write the numbers of entries, with spaces between them.
statement-sheet-moved = While you wrote, version { $name } was saved. Look at it; what you send now is saved after it.
statement-sheet-gone = There is no such statement.
confirm-release-statement = Ask for statement { $number } to go out?
public-title = Published
public-lead = What this coalition has published. What was corrected or taken back stays, and says so.
public-since = public since { $name }
public-instead = Read that
public-about = It is about statement { $name }
public-all = Everything that was published here
public-proof = The exact words
public-proof-lead = SHA-256 of the text in each language, as its text file has it. Whoever has a copy can compare.

# Signatures, their signers, verifying, and what is said of a draft.
change-set-signers = Who signs for the coalition
signers-heading = Who signs for the coalition
signers-none = Nobody has said yet whose keys sign in the coalition's name.
signers-change = Say who signs
signers-how-many = Needed
signers-needed = { $coalition } of the coalition; { $bodies ->
    [0] no body
    [one] one body
   *[other] { $bodies } bodies
} with a key of its own
signers-from = from { $name } on
signers-until = until { $name }
signers-sheet = Who signs for the coalition
signers-sheet-lead = Names and public keys are seen by everybody who checks a statement. A second person of the secretariat confirms them. A key whose last day is past keeps what it has signed; one that is taken out loses it.
signers-sheet-coalition = How many of the coalition must sign
signers-sheet-coalition-hint = Of those with a key of the coalition, each person once.
signers-sheet-bodies = How many bodies must sign with a key of their own
signers-sheet-bodies-hint = 0, when bodies do not sign by themselves.
signers-sheet-signer = Signer { $name }
signers-sheet-signer-hint = The name is an address such as salma@coalition.example; the public key begins with ssh-ed25519 or, as minisign's, with RW. Days are written as 2031-12-31. An empty row is nobody.
signers-sheet-name = Name
signers-sheet-key = Public key
signers-sheet-for = For
signers-sheet-from = First day
signers-sheet-until = Last day
signing-draft = Signed by the server, as a draft
signing-draft-lead = The server has a key of its own for drafts. Its signature says that a draft came from here unchanged, and never that anybody stands by it.
signing-heading = Signatures
signing-lead = The text is signed where the key is, never here. Download it, read it, sign it, and hand in what the tool has written.
signing-no-signers = Nobody has said yet whose keys sign for the coalition.
signing-to-signers = To who signs
signing-coalition = Signed by { $count } of the coalition; { $needed ->
    [one] one is needed.
   *[other] { $needed } are needed.
}
signing-bodies = Signed by { $count ->
    [one] one body
   *[other] { $count } bodies
}; { $needed ->
    [one] one is needed.
   *[other] { $needed } are needed.
}
signing-for-coalition = the coalition
signing-missing = Not signed yet:
signing-download = The exact text:
signing-how = How it is signed
signing-how-lead = Each of these writes a file that can be handed in; KEY is the file of your own key.
signing-hand-in = Hand in a signature
signing-file = The file (.sig or .minisig)
signing-paste = Or its text, pasted
signing-button = Hand in
signing-bundle = Everything as evidence (zip)
checking-title = Check a statement
checking-link = Check it
checking-ask = Is what you have one of ours?
checking-ask-lead = Choose the file, or paste its text whole. It is compared byte for byte with everything that was published here, and not kept.
checking-file = The file
checking-paste = Or its text
checking-button = Compare
checking-arabic = Arabic
checking-english = English
checking-same = Byte for byte: this is statement { $statement }, version { $version }, in { $language }.
checking-near = Nearly: these are the words of statement { $statement }, version { $version }, in { $language }, but not byte for byte. Spaces, lines or characters that nobody sees are different. The exact text is on its page.
checking-other = This is no text that was published here. One letter more or less is enough for that.
checking-nothing = There was nothing to compare.
checking-commands = The commands, filled in
checking-commands-lead = Put the text, the signatures and the file of keys into one folder, and run there:
checking-unsigned = This text is not signed by any key that counts.
checking-keys = Whose keys count
checking-keys-lead = Compare them with what you have from elsewhere: who could change this page could change the keys on it.
checking-bundle = Everything to check it by (zip)
checking-leaflet = How to check, as PDF
talk-heading = Paragraph by paragraph
talk-title = Title
talk-paragraph = Paragraph { $name }
talk-open = { $count ->
    [one] One comment waits to be settled.
   *[other] { $count } comments wait to be settled.
}
talk-say = Say something of it
talk-words = What you have to say
talk-button = Say it
talk-settle = Settled
talk-settled = Settled by { $name }, { $date }
talk-earlier = Of words that read differently now
talk-earlier-about = Of version { $version }: “{ $words }”
