# Tables of reports, and the board of what is kept.

tables-title = Tables of reports
tables-lead = A table of what happened, such as UCDP GED or ACLED publish, or one of your own. You see what was read before anything counts.
tables-waiting-title = Not counted yet
tables-taken-title = Taken in
tables-none = No table has been taken in.
tables-bring = Bring a table
tables-file = File
tables-paste = Or paste the table, its first row included
tables-pasted = pasted
tables-limit = CSV in UTF-8 or a workbook of Excel (XLSX), at most { $count } MiB.
tables-formats = Of a workbook one sheet is read; formulas count with their last value.
tables-grade = Grade of the source
tables-grade-none = not graded
tables-grade-hint = How reliable the source is, A to F, and how credible what it says, 1 to 6.
tables-look = Look at it
tables-look-again = Read it again
tables-nothing = Choose a file, or paste a table.
tables-before = These very bytes were brought before; here they are. A file counts once.
tables-waits = Waits: nothing of it counts yet.
tables-brought = brought { $date } · { $size }
tables-counts = { $taken } of { $rows } rows count · { $format }
tables-taken = Taken in { $date }.
tables-taken-back = Taken back { $date }: { $why }
tables-facts = What it is
tables-when = Brought
tables-size = Size
tables-format = Kind
tables-rows = Rows
tables-rows-taken = Rows that count
tables-rows-out = Rows left out
tables-days = Days
tables-from-until = { $from } – { $until }
tables-root = Root of the rows
tables-entry = Entry of the record
tables-kib = { $count } KiB
tables-mib = { $count } MiB
tables-comes-to = What commitments would come to
tables-kept-now = Now: { $name }
tables-kept-then = With this table: { $name }
tables-take = Take it in
tables-take-hint = Its hash, the number of its rows and their root enter the record. It can be taken back, with a reason.
tables-changed = What would be taken in is no longer what you looked at. Look at it again below.
tables-begun = This table is being taken in. With so many rows that takes a while, and goes on by itself: open this page again in a minute.
tables-failed = On { $date } this table was to be taken in, and was not; nothing of it counts. { $why } { $then }
tables-unclear = On { $date } this table was to be taken in, and it is not known whether it was. { $why } { $then }
tables-failed-right = The file is still here: take it in again below when nothing stands in its way any more.
tables-failed-wait = The file is still here: wait ten minutes and take it in again below. If it fails again, tell whoever runs this server, and say when it was.
tables-claimed = Somebody else is taking this table in or dropping it at this moment. See in a moment what became of it.
tables-others = Beside other tables
tables-overlap = Table { $number } has reports from { $from } to { $until } as well. An event that is in both counts twice, unless it has the same id in both.
tables-left-behind = Table { $number } was taken back. { $count ->
    [one] Up to one row that this table left out
   *[other] Up to { $count } rows that this table left out
} for it may count nowhere: take this table back first, then bring it again.
tables-within = Within this table: { $name }
tables-across = In this table and in others that count: { $name }
tables-across-pair = Row { $row } ({ $date }, { $place }) and row { $other } of table { $number }.
tables-sheet = Sheet of the workbook
tables-drop = Discard this table
tables-back = Take the table back
tables-back-hint = Nothing of it counts any more; the file and its entry stay. Rows that a later table left out because this one had them then count nowhere: take that table back first, then bring it again.
tables-gone = The record names this table, and the server does not have it. It may have been lost with a database.
tables-field = { $field ->
    [id] What the source calls it
    [date] First day
    [end] Last day
    [date-precision] How surely the day is known
    [latitude] Latitude
    [longitude] Longitude
    [kind] Kind of event
    [subkind] Kind within that
    [actor] One side
    [against] Other side
    [place] Place
    [district] District
    [region] Region
    [low] Fewest dead
    [deaths] Dead
    [high] Most dead
   *[origin] Who says so
}
tables-no-column-chosen = none
tables-days-label = How days are written
tables-days-written = { $days ->
    [day-first] 3/2/2030 is the third of February
    [month-first] 3/2/2030 is the second of March
    [counted] as days since 1 January 1970
   *[plain] so that they can be read in one way only
}
tables-line = Line
tables-doubt = What is doubtful
tables-stands = What stands there
tables-right-title = What would be right
tables-two-ways = a day that can be read in two ways
tables-doubts-more = { $count ->
    [one] One more is not listed here.
   *[other] { $count } more are not listed here.
}
tables-none-alike = None: no two rows look like one event.
tables-right = { $kind ->
    [width] As many cells as the first row; put quotation marks around a cell that has a comma.
    [no-day] A day, such as 2030-03-01.
    [bad-day] A day, such as 2030-03-01.
    [two-ways] Choose above how days are written.
    [sentinel] The real day; leave the row out when nobody knows it.
    [other-calendar] The day of the Gregorian calendar.
    [future] A day that has come.
    [ends-first] A last day that is not before the first.
    [repeated] Nothing: a row counts once.
    [same-id] An id of its own.
    [taken-before] Nothing: it counts by the earlier table.
    [revised] Nothing, or the new version: take the earlier table back first, then bring both again.
    [id-elsewhere] Nothing if it is another event; it counts.
    [long] A day that is known to a week, or as it is: it counts only where the commitment allows it.
    [bad-precision] The number of days to which it is known.
    [no-point] Coordinates, or the name of a place in the case.
    [bad-point] Degrees, such as 36.2 and 37.1.
    [off-earth] Latitude from -90 to 90, longitude from -180 to 180.
    [swapped] Latitude first; change the columns above if all rows have it so.
    [zero] Coordinates, or none.
    [bad-deaths] A whole number.
   *[deaths-order] The fewest, the best number and the most, in this order.
}
tables-no-date = No column is known to tell the day. Say below which one does.
tables-no-column = There is no column { $name } any more. Choose anew below.
follow-no-commitments-page = The case has no commitments yet that reports could be held against.

kept-title = How commitments are kept
kept-lead = Each commitment in each area: from 3, kept, to 0, not kept. Hatched is not observed: silence is never compliance.
kept-shares = { $lenient } % where anybody looked, { $strict } % when silence counts nothing
kept-unseen = nowhere did anybody look
kept-nothing = nothing could be scored
kept-sentence = Kept: { $name }.
kept-until = Reports from { $from } to { $until }, of { $tables }.
kept-tables = { $count ->
    [0] no table
    [one] one table
   *[other] { $count } tables
}
kept-no-reports = No table of reports counts yet, so nothing is scored.
kept-missing = { $count ->
    [one] A table that the record names is not on this server; the figures are without it.
   *[other] { $count } tables that the record names are not on this server; the figures are without them.
}
kept-left-out = Of { $rows } rows in them, { $left } were left out; { $doubted } doubts are listed beside the tables.
kept-as-known = As known on { $date }: tables that were taken in and incidents that were judged by the end of that day.
kept-known-label = As it was known on
kept-owed-label = against what
kept-owed-now-choice = is owed now
kept-owed-then-choice = was owed then
kept-owed-now = Held against what is owed now.
kept-owed-then = Held against what was owed then: commitments, their places and their figures as they stood.
kept-known-go = Show
kept-known-now = As it is known now
kept-too-many = There are { $count } commitments times areas; a board has { $limit } at most.
kept-matrix = Commitments and areas
kept-commitment = Commitment
kept-everywhere = everywhere
kept-score = { $score ->
    [3] kept
    [2] mostly kept
    [1] hardly kept
   *[0] not kept
}
kept-not-observed = not observed
kept-not-due = not due
kept-not-binding = not in force
kept-not-asked = –
kept-committee = judged by a committee
kept-figure = { $count } · { $seen }/{ $days } d
kept-figure-says = { $count } counted; somebody reported on { $seen } of { $days } days
kept-verified = { $count ->
    [one] one verified breach in the record
   *[other] { $count } verified breaches in the record
}
kept-legend = Below each score: what was counted, and on how many days anybody reported anything from there.
kept-map = Map
kept-map-lead = One tile for each area, north at the top where coordinates are known; not to scale.
kept-area = Area
kept-share = Kept
kept-counted = Counted
kept-themes = By theme
kept-themes-lead = All commitments of a theme in all their areas, of the most that they could have: where anybody looked, and when silence counts nothing.
kept-lenient = Where anybody looked
kept-strict = Silence counts nothing
kept-percent = { $share } %
kept-no-percent = –
kept-no-theme = without a theme
kept-unobserved = Not observed
kept-breaches = Verified breaches
kept-lines = Each commitment over time
kept-rate = { $rate } a day: { $count } in { $days } days ({ $from } – { $until }).
kept-before = Before: { $rate } a day; now { $ratio } times that (95 %: { $low } to { $high }).
kept-before-alone = Before: { $rate } a day; nothing to compare it with.
kept-no-before = No figure from before is known, so there is no line.
kept-alarm = Alarm on { $date }: by then it was clear that the rate did not stay down.
kept-no-alarm = No alarm: the line stayed below { $height }.
kept-line-says = The line from { $from }: highest { $peak }, now { $stands }, alarm at { $height }.
kept-take-home = To take home
kept-print = The page prints as it stands.
kept-bundle = Evidence: tables, board and hashes (ZIP)

rows-title = Rows of tables
rows-lead = Rows of the tables that count. What becomes an incident is first made a report of; nothing is verified by standing in a table.
rows-square = Counted for “{ $name }”: { $place }.
rows-read = { $name } rows have been looked through here. The next page goes on with those that follow.
rows-none = No such row.
rows-from = From
rows-until = until
rows-which = Row
rows-day = Day
rows-what = What
rows-where = Where
rows-dead = Dead
rows-report = Report
rows-make = Make a report
rows-next = More rows
rows-row = Row { $row } of table { $number }
rows-within = { $date } (known to { $count } days)
rows-dead-range = { $best } ({ $low }–{ $high })
rows-of-table = All rows that count
rows-reported = Reports made of its rows
rows-of-square = Rows
row-title = A report of a row
row-lead = What the table says stands in the form. Place, time and grade are yours to decide; nothing enters the record but what stands here.
row-of = From
row-what-hint = It can be shortened, and put into sentences.
row-where-guessed = The nearest place of the case, or one that is named alike. See whether it is right.
row-where-hint = None of the case's places is near or named in it.
row-when-hint = The table gives a day; noon stands for it.
row-when-long = The table does not know the day to a week. Look for a better one, or leave the row a row.
row-origin-hint = Who says so, as the table names them. Whoever stands behind several rows is one witness.
row-dead = Dead: { $name }
row-nothing = The row says only when it was.
report-row = Made of
report-row-back = { $name }, which was taken back
