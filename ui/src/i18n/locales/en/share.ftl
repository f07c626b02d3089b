share-ask = What do you want to share?
    .sub = You get a QR code to show at the desk. It works for about 5 minutes.
share-what = What to share
share-everything = Everything in the summary
    .means = The network puts in all it has.
share-choose = Choose
    .means = Pick the kinds of records.
share-kinds = Kinds of records
share-kinds-none = Pick at least one kind.
share-kinds-no-name = Leave your name in. Without it, a clinic may not know whose summary it is.
share-kind-patient = Name and birth date
share-kind-medication-statement = Medicines
share-kind-allergy-intolerance = Allergies
share-kind-condition = Health problems
share-kind-immunization = Vaccines
share-kind-observation = Lab results and vitals
share-kind-procedure = Procedures
share-kind-care-plan = Care plans
share-kind-coverage = Insurance
share-kind-none-came = none came
share-kind-not-counted = not counted
share-title = Title
share-title-hint = The clinic reads this first. Leave out what is private.
share-title-first = Health records
share-title-none = No title yet
share-title-empty = Write a title. One word is enough.
share-title-too-long = Make the title shorter. Use { $longest } letters or less.
share-title-count = { $length } of { $longest }
share-seen = What the clinic will see
share-person = { $name }, born { $date }
share-missing = May be missing: { $names }.
share-missing-always = Scanned pages and PDFs are not part of a summary.
share-make = Make my QR code
    .means = You also get a 6-digit passcode. The clinic needs both. A clinic that opens it keeps a copy.
share-making = Making it…

## The QR code is live

share-qr-name = QR code for the clinic to scan
share-step-scan = They scan
share-step-say = You say the passcode
share-let-scan = Let them scan this QR code.
share-left = left.
share-stops = Stops working at { $time }.
share-scanned = They scanned it
    .next = Next you get the passcode to tell them.
share-seen-what = “{ $title }”. { $what }.
share-after = After { $time } the QR code no longer works. A clinic that opened it keeps its copy.
share-look = Look at it first
    .means = It counts as one visit.
share-looking = Looking…
share-look-as = { $name } (looking first)
share-ways = Other ways to give the QR code:
share-ways-none = None of these has the passcode.
share-copy = Copy link
share-copying = Copying…
share-copied = Copied. Satchel takes it out of the clipboard after 30 seconds. It does not have the passcode.
share-save = Save picture
share-save-drawing = Save drawing
share-save-page = Page to print until { $time }
share-page-after = After { $time } this paper does not work any more.
share-page-how = Scan it at the clinic’s desk. They also ask for a passcode, which is not on this page.
share-page-print = You print it from there. After { $time } the paper does not work.
share-full = Full screen
share-full-close = Smaller
share-clock-off = { $minutes ->
    [one] The clock of this computer is 1 minute off. The times here are the network’s.
   *[other] The clock of this computer is { $minutes } minutes off. The times here are the network’s.
}
share-past = QR codes you made
share-past-when = { $start }, until { $end }.
share-past-all = Show all { $count }
share-saving = Saving…
share-saved = Saved as { $name } in { $folder }. It does not have the passcode.
share-new-short = New QR code
share-done = Done sharing
share-ending = Closing…
share-done-said = You are done. The QR code can still work until { $time }.
share-said-120 = 2 minutes left for the QR code.
share-said-60 = 1 minute left for the QR code.
share-said-30 = 30 seconds left for the QR code.
share-said-ended = The QR code has ended.

## The passcode

share-say = Now tell them this passcode.
share-they-have-it = They have it
share-back-to-qr = Back to the QR code
share-why-gone = Why the QR code is gone now
    .body = One photo must not hold both. Say the passcode. Don’t write it on paper. Too many wrong tries can lock the QR code. Then make a new one.
passcode-label = Your passcode
passcode-spoken = Passcode: { $digits }
passcode-covers = { $seconds ->
    [one] Covers again in { $seconds } second.
   *[other] Covers again in { $seconds } seconds.
}
passcode-covered = The passcode is covered again.
passcode-cover = Cover it
passcode-hear = Hear it…
passcode-hear-ask = Say it out loud?
    .body = People near you will hear the passcode. Use headphones if you can.
passcode-say = Say it once
passcode-saying = Saying it…
passcode-say-not = Don’t say it
passcode-show = Show it again
passcode-asking = Getting it…

## The QR code has ended

share-ended = This QR code has ended.
    .body = The QR code no longer works. A clinic that opened it keeps its copy.
share-ended-flap = Stopped working at { $time }
share-ended-caption = { $title } · ended
share-new = Make a new QR code
    .means = Your choices stay the same. You get a new passcode too.
share-happened = What happened
share-happened-times = Made at { $start }, ended at { $end }.
share-happened-unseen = We can’t tell if it was opened. Ask the clinic.
