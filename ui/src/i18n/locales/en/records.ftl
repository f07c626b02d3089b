# Looking through records, finding, reading.
records-title = Your records
records-not-all = This may not be everything.
records-what-came = What came, and what did not
records-by = Group your records
records-by-place = By place
records-by-date = By date
records-by-kind = By kind
records-search-label = Search your records
records-search = { $count ->
    [one] Search { $count } record
   *[other] Search { $count } records
}
records-filter-kind = Kind
records-filter-place = Place
records-all-kinds = All kinds
records-all-places = All places
records-list = Records
records-found = { $count ->
    [0] Found in no record
    [one] Found in { $count } record
   *[other] Found in { $count } records
}
records-found-more = Found in more than { $count ->
        [one] { $count } record
       *[other] { $count } records
    }
records-reading = New records are coming in.
records-read-at = We looked { $when }.
records-left-out = { $count ->
    [one] { $count } record is not shown. The place said it was a mistake.
   *[other] { $count } records are not shown. The places said they were mistakes.
}
records-none = No records came yet.
records-none-more = They come in when a place has answered. You can go on with other things.
records-none-found = Nothing fits this.
records-none-found-more = Try fewer words, or look at all kinds and places.
records-clear = Show all records
records-no-date = No date
records-no-place = Place not stated
records-back = Back to records
record-new = New
record-copies = { $count ->
   *[other] { $count } copies
}
record-place-unknown = Place not stated
record-place-no-name = Place without a name
record-unknown-code = { $code } (not known to us)
record-from-to = { $start } to { $end }
record-since = since { $start }
record-until = until { $end }
record-parts = Parts of this record
record-from = From { $places }
record-came = Came { $when }
record-copy = { $places }, came { $when }
record-see-copy = See this one
record-copies-mean = These records say the same. We show one and keep all.
record-source-means = We keep it as it came. “Save” gives you that file.
record-gone = The network does not list it any more. Your copy stays.
record-save = Save
record-no-date = No date
record-none-open = Choose a record to read it here.
record-about-file = About this file
record-open-file = Open { $title }
record-save-file = Save this file
record-file-deleted = You deleted a file of this record here.
    .more = The network and the clinic keep theirs.
record-no-file = No file came with this record.
    .more = This is what is said about it.
record-picture = Picture: { $title }
record-pdf = Pages of { $title }
record-page = Page
record-pages = { $count ->
    [one] { $count } page
   *[other] { $count } pages
}
record-pdf-failed = We can’t draw these pages. You can save the file and open it with another app.
record-file-mislabelled = The label on this file is wrong. We show what is in it.
record-file-too-long = This file is too large to show.
    .more = You can save it and open it with another app.
record-file-damaged = This file is damaged, or only part of it came.
    .more = You can save it as it is.
record-file-not-shown = Satchel can’t show this kind of file.
    .more = You can save it and open it with another app.
record-over-time = Over time
record-range-shown = range on the newest report: { $low } to { $high }
    .to = range on the newest report: up to { $high }
    .from = range on the newest report: from { $low }
record-as-table = Show as a table
record-as-picture = Show as a picture
record-chart-means = { $count ->
   *[other] Drawn from { $count } reports that came. Other tests may be missing. It is not advice. Ask your care team what the numbers mean for you.
}
record-kind-visit = Visits
record-kind-document = Letters and notes
record-kind-report = Reports
record-kind-lab = Lab results
record-kind-vital-sign = Measurements
record-kind-medicine = Medicines
record-kind-condition = Health problems
record-kind-allergy = Allergies
record-kind-vaccine = Vaccines
record-kind-procedure = Procedures
record-kind-care-plan = Care plans
record-kind-insurance = Insurance
record-kind-other = Other
record-notice-shortened = This is only the first part. Save it to have all of it.
record-notice-media-not-shown = A picture in the text is not shown here.
record-notice-letters-unclear = Some letters could not be read. They show as �.
record-notice-from-coded-entries = A part had no text. What you see comes from its single entries.
record-notice-content-missing = The file that this record names did not come.
record-notice-content-unreadable = The file inside could not be read. You can save it.
record-notice-entered-in-error-left-out = Records that their place called a mistake are left out.
record-notice-meaning-changed = This record carries a mark that we do not know. Ask the place before you rely on it.
record-notice-unknown-kind = We do not know this kind of record. You see what we could read.
complete-title = What came, and what did not
complete-about = This may not be everything. “None came” does not mean there is none.
complete-records = { $count ->
    [one] { $count } record
   *[other] { $count } records
}
complete-row-visits = Visits
complete-row-medicines = Medicines
complete-row-labs = Lab results
complete-row-letters = Letters and notes
complete-row-vaccines = Vaccines
complete-row-pictures = X-ray pictures
complete-row-other = Other
complete-none-came = none came
complete-not-sent = not sent this way
complete-last = Last update
complete-no-date = no date given
complete-not-above = Not shown above
complete-off = { $count ->
    [0] { $place } is off since { $since }. No records from there are here.
    [one] { $place } is off since { $since }. Its { $count } record stays.
   *[other] { $place } is off since { $since }. Its { $count } records stay.
}
complete-paused = { $count ->
    [0] { $place } is paused. No records from there are here.
    [one] { $place } is paused. Its { $count } record stays.
   *[other] { $place } is paused. Its { $count } records stay.
}
complete-trouble = { $place } had a problem. Some of its records may be missing.
complete-needs-sign-in = { $place } asks you to sign in. Nothing new comes from there until then.
complete-failed = { $kind }: not all could be read.
complete-files = { $count ->
    [one] { $count } file did not come.
   *[other] { $count } files did not come.
}
complete-unreadable = { $count ->
    [one] { $count } record could not be read.
   *[other] { $count } records could not be read.
}
complete-never-read = We have not looked yet.
complete-again = Look again
complete-missing = Missing something?
complete-ask = Ask the place for “all my records, with notes and pictures”.
    .right = In the US you have a right to ask for them.
