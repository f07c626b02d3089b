activity-title = Activity
activity-about = What you and Satchel did.
activity-kept = It stays on this computer.
activity-forgotten = Satchel forgets this when you close it.
activity-filter = Show
activity-filter-all = All
activity-filter-permissions = Permissions
activity-filter-sharing = Sharing
activity-filter-problems = Problems
activity-none-all = Nothing here yet
    .more = What you and Satchel do shows up here.
activity-none-permissions = Nothing about permissions yet
activity-none-sharing = Nothing shared yet
activity-none-problems = No problems so far
activity-changed = Some lines may have been changed.
    .more = Do not count on this list. Get help to find out more.

## What was done, one fact about it, and what was tried when it did not work

activity-failed = This did not work: { $what }
activity-signed-in = You signed in
    .more = Satchel can ask the network for you.
    .tried = sign in
activity-signed-out = You signed out
    .more = Satchel does not ask the network while you are away.
    .tried = sign out
activity-finding-turned-on = You turned on finding your records
    .more = You can turn it off any time.
    .tried = turn on finding
activity-finding-turned-off = You turned off finding your records
    .more = The network keeps its own copy.
    .tried = turn off finding
activity-finding-on-elsewhere = Finding your records was turned on
    .more = Not in this copy. It may have been on another device.
    .tried = see if finding is on
activity-finding-off-elsewhere = Finding your records was turned off
    .more = Not in this copy. It may have been on another device.
    .tried = see if finding is on
activity-search-ended = Search finished
    .more = { $count ->
        [one] { $count } place found.
       *[other] { $count } places found.
    }
    .short = The network says so.
    .tried = search for your records
activity-search-stopped = The search stopped
    .more = The network ended it early. You did nothing wrong.
    .tried = search for your records
activity-place-connected = { $place } connected
    .more = The network says so.
    .tried = sign in to { $place }
activity-place-turned-back-on = You turned { $place } back on
    .more = See Places for how it is doing.
    .tried = turn { $place } back on
activity-place-turned-off = You turned { $place } off
    .more = What came from there stays.
    .tried = turn { $place } off
activity-place-removed = You removed { $place }
    .more = We asked the network to delete its copy.
    .tried = remove { $place }
activity-network-deleted-copy = The network deleted its copy from { $place }
    .more = The network says so.
    .tried = delete the copy from { $place }
activity-place-hidden = You hid { $place }
    .more = On this computer only. Nothing was sent.
    .tried = hide { $place }
activity-place-shown = You showed { $place } again
    .more = It is in your list of places.
    .tried = show { $place } again
activity-place-vouched = You said that { $place } is your place
    .more = The network keeps that you said so.
    .tried = say that { $place } is your place
activity-place-asked-for = You asked the network to add a place
    .more = It does not tell us when it will.
    .tried = ask the network to add a place
activity-permission-ends-soon = Your permission at { $place } ends before long
    .more = See Places for the day.
    .tried = tell you about { $place }
activity-sign-in-stopped = You stopped the sign-in to { $place }
    .more = You can start it again in Places.
    .tried = stop the sign-in to { $place }
activity-sign-in-ran-out = Time ran out for the sign-in to { $place }
    .more = You can start it again in Places.
    .tried = sign in to { $place }
activity-code-made = You made a QR code to share
    .more = It works for about 5 minutes. It has a 6-digit passcode.
    .tried = make a QR code
activity-passcode-shown = You looked at the passcode
    .more = Its 6 numbers were on this screen.
    .tried = show the passcode
activity-picture-saved = You saved a picture of the QR code
    .more = The passcode is not in the picture.
    .tried = save a picture of the QR code
activity-page-saved = You saved a page to print
    .more = The passcode is not on the page.
    .tried = save a page to print
activity-link-copied = You copied the QR code’s address
    .more = Satchel took it out of the clipboard again.
    .tried = copy the QR code’s address
activity-summary-looked-at = You looked at what a clinic sees
    .more = The network may have it in its own list too.
    .tried = look at what a clinic sees
activity-link-opened = You opened what somebody gave you
    .more = Nothing is kept until you say so.
    .tried = open what somebody gave you
activity-link-kept = You kept what somebody gave you
    .more = It is in your copy now.
    .tried = keep what somebody gave you
activity-copy-made = Satchel made your copy here
    .more = It is on this computer only.
    .tried = make your copy here
activity-copy-locked = Your copy was locked
    .more = By you, or after some quiet time.
    .tried = lock your copy
activity-copy-unlocked = Your copy was opened
    .more = With the right PIN or passphrase.
    .tried = open your copy
activity-wrong-pin = A wrong PIN or passphrase was typed
    .more = Your copy stayed locked.
    .tried = open your copy
activity-pin-set = You set a PIN
    .more = From then on it opens your copy.
    .tried = set a PIN
activity-pin-changed = You changed what opens your copy
    .more = The old one no longer works.
    .tried = change what opens your copy
activity-pin-removed = You removed the PIN
    .more = Your copy has no lock of its own now.
    .tried = remove the PIN
activity-signed-out-by-network = The network signed you out
    .more = It does so to keep you safe. Your copy stayed here.
    .tried = stay signed in
activity-copy-put-aside = Your old copy was put aside
    .more = It is still here, under another name.
    .tried = put your old copy aside
activity-activity-saved = You saved this list as a file
    .more = Anyone with that file can read it.
    .tried = save this list
activity-report-saved = You saved a report for help
    .more = It has just the lines that you saw.
    .tried = save a report
activity-records-came = Records came
    .more = { $count ->
        [one] { $count } new record is on this computer.
       *[other] { $count } new records are on this computer.
    }
    .tried = read your records
activity-record-saved = You saved a record as a file
    .more = The file is as the place sent it.
    .tried = save a record
activity-documents-wanted = You asked for your documents
    .more = A second network was to send them.
    .tried = ask for your documents
activity-documents-asked = The request for documents was sent
    .more = The proof of your ID check was used once.
    .tried = send the request for documents
activity-documents-ready = { $count ->
    [0] The second network is finished
    [one] The second network found { $count } document
   *[other] The second network found { $count } documents
}
    .more = We fetch each and check that it is whole.
    .tried = ask the second network
activity-documents-came = { $count ->
    [0] No new documents came
    [one] { $count } document came
   *[other] { $count } documents came
}
    .more = Kept locked on this computer.
    .tried = fetch your documents
activity-some-documents-came = { $count ->
    [0] Some documents are missing
    [one] { $count } document came, others are missing
   *[other] { $count } documents came, others are missing
}
    .more = You can ask again. That can’t make doubles.
    .tried = fetch your documents
activity-documents-failed = Your documents did not come
    .more = See My documents for why.
    .tried = ask for your documents
activity-documents-stopped = You stopped asking for documents
    .more = What had come before is still here.
    .tried = stop asking for documents
activity-records-taken = You saved all your records as files
    .more = Anyone with those files can read them.
    .tried = save all your records
activity-summary-saved = You saved a PDF of your records
    .more = Anyone with that file can read it.
    .tried = save a PDF of your records
activity-backup-made = You made a backup
    .more = It opens with your backup password.
    .tried = make a backup
activity-backup-restored = You brought a backup back
    .more = Your copy here is what the backup had.
    .tried = bring a backup back
activity-record-deleted = You deleted a record here
    .more = The network and the clinic keep theirs.
    .tried = delete a record here
activity-file-deleted = You deleted a file here
    .more = What is said about it stays. The network and the clinic keep theirs.
    .tried = delete a file here
activity-place-records-deleted = You deleted what came from { $place }
    .more = The network and the place keep theirs.
    .tried = delete what came from { $place }
activity-account-closing = You asked to close your account on the network
    .more = The network does that in its own time.
    .tried = close your account
activity-account-kept = You kept your account on the network
    .more = You took back what you had asked for.
    .tried = keep your account
activity-everything-removed = You deleted your copy here
    .more = The list of what happened stays.
    .tried = delete your copy here
activity-code-forgotten = You closed the QR code here
    .more = It could still work until its time ended.
    .tried = close the QR code
activity-terms-accepted = You agreed to the terms
    .more = In the version that you saw.
    .tried = agree to the terms
activity-details-saved = You saved your details
    .more = The network keeps them in your account.
    .tried = save your details
activity-identity-check-began = You started an ID check
    .more = Your web browser opened for it.
    .tried = start an ID check
activity-identity-proved = The ID check says it is you
    .more = Satchel can ask for your records with it.
    .tried = finish the ID check
activity-identity-not-proved = The ID check could not tell that it is you
    .more = You can do the check again.
    .tried = finish the ID check
activity-identity-differs = The ID check does not match your details
    .more = You can correct your details.
    .tried = match your details
activity-identity-check-stopped = The ID check was not finished
    .more = You can start it again.
    .tried = stop the ID check

## This list and the report, as files

activity-take = Take this list with you
activity-save = Save what happened
    .means = A file for another app: what you did, and when. It has no names and no health records.
report-open = Save a report for support
report-title = Report for support
    .sub = This is all that goes into the file. Read it first.
report-has = What is in it
    .what = Times and reference numbers. Which steps worked and which did not. Facts about Satchel and this computer.
report-has-not = What is not in it
    .what = No health records. Not your name, your birth date, your PIN or a passcode.
report-lines = { $count ->
    [one] { $count } line
   *[other] { $count } lines
}
report-making = Writing the lines…
report-save = Save this report
report-send = Satchel sends it to no one. You choose who gets the file.

## Receipts

activity-receipt = See receipt
receipt-title = Receipt
receipt-kept = Kept in this copy
receipt-none = There is no such receipt in this copy.
receipt-on = You turned on finding your records.
receipt-off = You turned off finding your records.
receipt-allowed = What you allowed
receipt-taken-back = What you took back
receipt-who = Who
    .answer = The network that Satchel asks for you
receipt-to-do = To do what
    .answer = Look for places that have your records, and bring them to you
receipt-long = For how long
    .answer = Until you turn it off
    .off = It ended at this time
receipt-sent = What was sent
    .answer = Your yes. No records.
    .off = Your no. No records.
receipt-did = What it does
receipt-uncounted = The network did not list your places then. So nothing was counted.
receipt-no-places = No place was on your list yet.
receipt-places = { $count ->
    [one] { $count } place
   *[other] { $count } places
}
receipt-pauses = Pauses. It should come back when finding is on.
receipt-should-come-back = Should come back.
receipt-waits-for-sign-in = Waits for your sign-in.
receipt-stays-off = Stays off. You turned it off yourself.
receipt-untouched = Not part of this. It stays as it is.
receipt-unclear = We can’t tell.
receipt-answered = What the network answered
receipt-active = Permission is active
receipt-ended = Permission has ended
receipt-shown = The network’s own lists show it
receipt-not-shown = The network’s lists have not shown it yet.
receipt-search-ended = { $count ->
    [one] Search finished. { $count } place found
   *[other] Search finished. { $count } places found
}
receipt-search-stopped = The search stopped early
receipt-copy = The network keeps its own copy of what it finds. If you turn this off, it does not delete that copy.
receipt-turn-off = Turn off finding…
receipt-others = Other receipts
