# The minutes of a meeting.

minutes-title = Minutes of meeting { $number }: { $title }
minutes-case = Case: { $case }
minutes-convened = Convened for { $time }
minutes-place = Place: { $place }
minutes-not-opened = The meeting has not been opened yet.
minutes-opened = Opened at { $time }.
minutes-quorum = { $state ->
    [met] Quorum met: { $sum } of { $base }.
    [lost] Quorum not met: { $sum } of { $base }.
   *[none] The rule asks for no quorum; there: { $sum } of { $base }.
}
minutes-present = { $count ->
    [0] No body was there at the opening.
    [one] There at the opening, one body: { $list }.
   *[other] There at the opening, { $count } bodies: { $list }.
}
minutes-absent = { $count ->
    [0] No body was absent.
    [one] Absent at the opening, one body: { $list }.
   *[other] Absent at the opening, { $count } bodies: { $list }.
}

minutes-agenda = Agenda
minutes-no-agenda = There was no agenda.
minutes-item = { $number }. { $title }

minutes-events = What happened
minutes-nothing = Nothing is recorded.
minutes-came = { $time }: { $body } came.
minutes-left = { $time }: { $body } left.
minutes-decision = { $time }: decision on item { $number }, { $count ->
    [0] with no body there
    [one] with one body there
   *[other] with { $count } bodies there
}. { $quorum }
minutes-closed = Closed at { $time }.
minutes-open = The meeting has not been closed yet.

minutes-drafted = { $count ->
    [one] Drafted from the first entry of the record { $origin }.
   *[other] Drafted from the first { $count } entries of the record { $origin }.
}
