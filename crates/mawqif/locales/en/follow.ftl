# Reports held against commitments: `mawqif follow`.

follow-no-commitments = The dossier has no commitments to hold reports against. Add `[[commitment]]` sections.
follow-sentence = Of { $count ->
    [one] one commitment
   *[other] { $count } commitments
}, { $lenient } % is kept where anybody looked, { $strict } % when silence counts nothing; { $alarms }.
follow-sentence-unseen = { $count ->
    [one] The one commitment could not be scored
   *[other] None of { $count } commitments could be scored
} from these reports; { $alarms }.
follow-alarms = { $count ->
    [0] no alarm
    [one] one alarm
   *[other] { $count } alarms
}
follow-read = { $rows } rows of { $format }: { $taken } counted, { $left } left out.
follow-days = Reports from { $from } to { $until }.
follow-format-ucdp = UCDP georeferenced events
follow-format-acled = ACLED events
follow-format-plain = a plain table
follow-columns = Which column tells what
follow-red-line = red line
follow-owed = Owed by { $list }; { $kind }.
follow-kind-do = it must be done
follow-kind-abstain = it must not happen
follow-kind-allow = nobody must be kept from it
follow-judged = Judged by { $name }.
follow-not-counted = Nothing is counted here.
follow-where = where
follow-when = when
follow-seen = days seen
follow-events = events
follow-deaths = dead
follow-deaths-low = dead, at least
follow-deaths-high = dead, at most
follow-a-day = a day
follow-of-before = of before (95 %)
follow-score = score
follow-not-observed = NO
follow-everywhere = everywhere
follow-before = Before, { $place }: { $rate } a day ({ $count } in { $days } days, { $from } to { $until }; dispersion { $dispersion }).
follow-before-figure = Before, { $place }: { $rate } a day ({ $count } in { $days } days, a figure from elsewhere).
follow-alarm = Alarm, { $place }: on { $day } the line passed { $height }; it stands at { $stands }.
follow-no-alarm = No alarm, { $place }: the line never passed { $height }; at its highest it stood at { $peak }.
follow-undated = { $place }: { $count } more would count if their day were known better.
follow-uncounted = { $place }: of { $count } more nothing says how many died.
follow-themes = By theme
follow-theme = theme
follow-lenient = where anybody looked
follow-strict = silence counts nothing
follow-unobserved = not observed
follow-share = { $share } %
follow-no-theme = without a theme
follow-legend = Scores go from 0 (not kept) to 3 (kept); NO is not observed. “Days seen” are those on which anybody reported anything from there: silence is not compliance.
follow-why-nothing = nothing happened
follow-why-under-ceiling = under the ceiling
follow-why-much-less = surely less, half at most
follow-why-less = surely less
follow-why-not-less = not surely less
follow-why-some = it happened
follow-why-not-seen = too few looked
follow-why-done = done
follow-why-late = done too late
follow-why-missed = not done in time
follow-why-not-due = not due yet
follow-why-not-binding = not in force
follow-why-judged = judged by a committee
follow-why-red-line = a red line was crossed
follow-why-untold = a verified breach may have been there
follow-doubts = Rows in doubt
follow-no-doubts = None.
follow-doubted = { $count } × { $kind }
follow-row = line { $line }: { $kind }: { $words }
follow-row-left-out = line { $line }, left out: { $kind }: { $words }
follow-more = … and { $count } more; --json lists up to a hundred of each kind.
follow-doubt = { $kind ->
    [width] another number of cells than the first row
    [no-day] no day
    [bad-day] a day that cannot be read
    [two-ways] a day that can be read in two ways; say which with --dates
    [sentinel] a day that stands for “unknown”
    [other-calendar] a day of another calendar, which is not converted
    [future] a day that has not come
    [ends-first] it ends before it begins
    [repeated] the same row again
    [same-id] the id of another row
    [taken-before] it is in a table that was taken in before
    [revised] it is in a table that was taken in before, and says something else now
    [id-elsewhere] another event has this id in a table that was taken in before
    [long] known to a month or worse
    [bad-precision] how surely the day is known cannot be read
    [no-point] no coordinates
    [bad-point] coordinates that are no numbers
    [off-earth] coordinates that are nowhere on the earth
    [swapped] coordinates that seem to be swapped
    [zero] coordinates 0, 0, which stand for “unknown”
    [bad-deaths] a number of dead that is none
   *[deaths-order] numbers of dead in the wrong order
}
follow-alike = Reports that may be one event told twice
follow-none-alike = None.
follow-found-alike = { $count ->
    [one] One pair. It is suggested only; nothing is merged.
   *[other] { $count } pairs. They are suggested only; nothing is merged.
}
follow-alike-incomplete = There were too many neighbours to compare all of them.
follow-pair = { $first } and { $second }: { $reasons }
follow-days-apart = { $count ->
    [0] same day
    [one] one day apart
   *[other] { $count } days apart
}
follow-metres = { $count ->
    [0] same point
   *[other] { $count } m apart
}
follow-same-place = same place by name
follow-same-kind = same kind
follow-same-sides = same sides
follow-same-deaths = as many dead
follow-other-origin = two sources
follow-comma = ,{" "}
follow-too-large = a table of reports has at most { $count } MiB; this file is larger. Cut it by year or by place.
follow-too-many-rows = a table of reports has at most { $count } rows; this one has more. Cut it by year or by place.
follow-too-many-columns = the first row has { $count } columns; the limit is { $limit }. The cells may be set apart by something else than commas, semicolons or tabs.
follow-empty = the file is empty; a table of reports begins with a row of column names.
follow-no-rows = there is nothing below the first row.
follow-not-utf8 = from byte { $count } on this is not text in UTF-8. Save it as “CSV UTF-8”; older Arabic files are often Windows-1256.
follow-is-other = this is { $kind }, whatever its name says. Save the table as CSV in UTF-8, or as a workbook (XLSX).
follow-is-workbook = a workbook of Excel or another packed file
follow-is-old-workbook = an old workbook of Excel
follow-is-pdf = a PDF
follow-is-compressed = compressed
follow-is-picture = a picture
follow-is-markup = a web page or other markup
follow-is-json = JSON
follow-is-utf16 = text in UTF-16
follow-is-binary = no text
follow-book-other = this is an archive or a document of another program, not a workbook of Excel (XLSX). Save the table as XLSX, or as CSV in UTF-8.
follow-book-encrypted = this workbook asks for a password. Take the password off in the program that made it, and save it anew.
follow-book-damaged = this workbook is damaged: { $name } in it cannot be read. Open it in a spreadsheet program and save it anew, or save the table as CSV.
follow-book-declares = this workbook declares its own signs for texts (a DTD, in { $name }), so that a cell may say something else than it seems to. Open it in a spreadsheet program and save it anew, or save the table as CSV.
follow-book-swollen = unpacked, this workbook is larger than { $count } MiB, which is the most. Save the one sheet as CSV, or cut it by year or by place.
follow-book-parts = this workbook has more than { $count } parts or sheets, which is the most. Save the one sheet as CSV.
follow-book-empty = this workbook has no sheet with cells.
follow-book-no-sheet = there is no sheet { $name }; the sheets are { $list }.
follow-no-date = no column is known to tell the day. Say which with --column date=NAME; the columns are { $list }.
follow-no-column = there is no column { $name }; the columns are { $list }.
follow-no-field = { $name } is nothing that a column tells; it can be { $list }.
follow-too-many-areas = there are { $count } commitments times places; the limit is { $limit }.
follow-too-many-periods = there are { $count } times to look at; the limit is { $limit }.
