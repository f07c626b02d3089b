kiosk-title = Satchel

## Before anybody has begun

kiosk-attract = Show your health records here.
kiosk-start = Start in English
kiosk-touch = Touch here
kiosk-known = Used Satchel before?
kiosk-known-minutes = { $minutes ->
        [one] About 1 minute.
       *[other] About { $minutes } minutes.
    }
kiosk-known-here = Show them at the desk.
kiosk-new = New?
kiosk-new-about = Start here, finish at home.
kiosk-offline = This machine has no internet now. Please ask staff. They can help you.
kiosk-help = Get help from staff
kiosk-text = Text
kiosk-colors = Colors
kiosk-listen = Listen
kiosk-quiet = Stop
kiosk-volume = Volume
kiosk-down = Move down
kiosk-up = Move up

## On every screen of a visit

kiosk-minutes =
    { $count ->
        [one] 1 minute left
       *[other] { $count } minutes left
    }
kiosk-done = I’m done
kiosk-clear = We clear this machine when you leave.
kiosk-busy = One moment…
kiosk-touch-on = Touch to go on
kiosk-help-said = Asking for help.
kiosk-help-title = Ask staff for help
    .called = We called them. Somebody comes to you. You need not say anything aloud.
    .shown = Please wave to staff at the desk. You need not say anything aloud.
kiosk-help-close = Go on

## The way in

kiosk-choose = What do you want to do?
kiosk-show = Show my records
kiosk-show-minutes = You have an account. { $minutes ->
        [one] About 1 minute.
       *[other] About { $minutes } minutes.
    }
kiosk-show-sub = You have an account. You get a QR code for the desk.
kiosk-fresh = Start here, finish at home
    .sub = You are new. Finding your records goes on in your account.
kiosk-sign-in = Sign in on your own phone.
kiosk-sign-in-caption = Opens { $at }
kiosk-sign-in-opening = We ask for a QR code…
kiosk-sign-in-over = Nobody signed in.
kiosk-sign-in-again = Show a new QR code
kiosk-phone-qr = QR code for your own phone
kiosk-phone-point = Point your phone’s camera at the square.
kiosk-phone-sign-in = Sign in there. Then look back here.
kiosk-phone-typed = No camera? Go to { $address } and type these letters:
kiosk-phone-waiting = Waiting for your phone.
kiosk-phone-until = This screen waits until { $time }.
kiosk-phone-confirming = Your phone is done. One moment…
kiosk-phone-finished = I finished on my phone
kiosk-phone-home = Finish at home
kiosk-opens = Opens { $host }
kiosk-terms-read = Read it on my phone
kiosk-terms-accept = I agree
kiosk-identity = Next: show who you are.
    .sub = You do it on your own phone, with your ID. Or do it at home.
kiosk-identity-here = Do it now
    .sub = On your own phone. Have your ID with you.
kiosk-identity-phone = Show who you are, on your own phone.
kiosk-at-home = Finish at home
    .sub = We clear this machine. Your account stays.
kiosk-details = Please finish at home.
    .sub = Some of your details are missing. Sign in to Satchel at home and add them.
kiosk-copy = Who keeps a copy?
    .answer = The network keeps a copy of what it finds. Nothing stays on this machine.
kiosk-begun = We are finding your records.
    .sub = { search-may-take }It goes on in your account. You need not wait here.
kiosk-begun-leave = Finish at home
    .sub = Sign in to Satchel at home to see what was found.
kiosk-begun-stay = Stay here a little

## Home

kiosk-hello = Hello. What do you want to do?
kiosk-finding = We are finding your records.
    .sub = { search-may-take }You can finish at home.
kiosk-share = Show my records here
kiosk-share-minutes = { $minutes ->
        [one] About 1 minute.
       *[other] About { $minutes } minutes.
    } You get a QR code for the desk.
kiosk-share-sub = You get a QR code for the desk.
kiosk-find = Find my records
    .sub = We ask for your permission first.
kiosk-sign-ins =
    { $count ->
        [one] 1 place needs you to sign in
       *[other] { $count } places need you to sign in
    }
    .sub = On your own phone. Or finish at home.
kiosk-look = Look again for new records
kiosk-look-last = Last update { $when }.
kiosk-looked = We looked again.
kiosk-places = Which place do you want to sign in to?
    .sub = On your own phone. No password is typed here.
kiosk-connect = Sign in to { $place } on your own phone.
kiosk-connected = { $place } is connected.
kiosk-connect-failed = That did not work.
kiosk-connect-over = Not signed in.
    .sub = You can do it at home, in your account.
kiosk-not-yet = At { $time } they had not told us yet. We ask again every few seconds.

## At the desk

kiosk-step-scan = Desk scans
kiosk-step-passcode = Passcode
kiosk-scan = Ask the desk to scan this.
    .sub = They get everything in your summary. A clinic that opens it keeps a copy.
kiosk-tell = Tell the desk your passcode.
    .sub = Show it to them, or say it quietly.
kiosk-covered = Covered, so only you see it.
kiosk-show-passcode = Show it for { $seconds ->
        [one] { $seconds } second
       *[other] { $seconds } seconds
    }
kiosk-back-to-qr = Back to the QR code
kiosk-new-qr = New QR code
kiosk-qr-ended = The QR code no longer works.
    .sub = Make a new one if the desk still needs it.

## Still there?

kiosk-need = We need you
kiosk-still-there = Are you still there?
kiosk-still-there-left =
    { $count ->
        [one] In 1 second we clear your records from this machine.
       *[other] In { $count } seconds we clear your records from this machine.
    }
kiosk-still-here = I’m still here
kiosk-end-now = End and clear now

## The end

kiosk-ending = We clear this machine…
kiosk-proof =
    { $count ->
        [one] 1 check passed. You can go.
       *[other] { $count } checks passed. You can go.
    }
    .sub = Finding stays on in your account. Turn it off at home if you like.
kiosk-proof-at = What we checked at { $time }
kiosk-check-signed-out = Signed out
    .sub = Before the visit ended.
kiosk-check-page-closed = Page closed
    .sub = No program of this visit runs.
kiosk-check-folder-gone = Folder gone
    .sub = The page’s own data folder.
kiosk-check-no-file = No file found
    .sub = Where this visit could leave one.
kiosk-check-clipboard-empty = Clipboard empty
    .sub = Nothing can be pasted.
kiosk-check-safe-unused = Safe not used
    .sub = This computer’s safe has nothing of it.
kiosk-take = Take your card and papers.
kiosk-over-in =
    { $count ->
        [one] Starting over in 1 second
       *[other] Starting over in { $count } seconds
    }
kiosk-over-now = Start over now
kiosk-locked-voice = We need staff
kiosk-locked = Please tell staff. This machine is locked.
kiosk-locked-over = Your visit is over. Nobody else can use this machine until staff check it.

## Staff

kiosk-staff = Staff
kiosk-pin = Staff PIN
kiosk-pin-digits =
    { $count ->
        [one] 1 digit typed
       *[other] { $count } digits typed
    }
kiosk-pin-wrong = That PIN is not right.
kiosk-pin-wait =
    { $count ->
        [one] Wait 1 second before the next try.
       *[other] Wait { $count } seconds before the next try.
    }
kiosk-pin-erase = Take one digit back
kiosk-pin-enter = Enter
kiosk-self-test = Staff: self-test
kiosk-self-test-when = Tested { $when }. Satchel { $version }. No patient data is on this page.
kiosk-self-test-failed = That did not work. Try again.
kiosk-test-again = Test again
kiosk-testing = Testing…
kiosk-open = Open for patients
kiosk-extend = More time for this visit
kiosk-staff-leave = Back to the visit
kiosk-close = Close kiosk
kiosk-staff-only = Staff only
kiosk-test-need =
    { $count ->
        [one] 1 of { $all } checks needs you.
       *[other] { $count } of { $all } checks need you.
    }
kiosk-test-good = { $count ->
        [one] { $count } check is good
       *[other] { $count } checks are good
    }.
kiosk-lock-off = The screen lock of this computer is off. Patients could leave Satchel. The guide has the steps.
kiosk-checks = Checks
kiosk-self-unknown = This computer cannot tell.
kiosk-self-screen-lock = Screen lock of the computer
    .good = On
    .needs-you = Off. Satchel alone is not a lockdown.
kiosk-self-network = Network
    .good = Reached in { $value ->
        [one] { $value } thousandth of a second
       *[other] { $value } thousandths of a second
    }
    .needs-you = Not reached
kiosk-self-clock = Clock
    .good = Off by { $value ->
        [one] { $value } second
       *[other] { $value } seconds
    }
    .needs-you = Off by { $value ->
        [one] { $value } second.
       *[other] { $value } seconds.
    } Set it right.
kiosk-self-safe = Safe of the computer
    .good = Not used, as it should be
    .needs-you = Something of Satchel is in it
kiosk-self-disk = Disk
    .good = Nothing left of a visit
    .needs-you = Something is left of a visit
kiosk-self-clipboard = Clipboard
    .good = Empty after the last visit
    .needs-you = Not empty after the last visit
kiosk-self-staff-pin = Staff PIN
    .good = Set
    .needs-you = Not set
kiosk-self-restart = Restart after a crash
    .good = On
    .needs-you = Off
kiosk-self-last-wipe = Last wipe
    .good = Passed: { $value ->
        [one] { $value } check
       *[other] { $value } checks
    }
    .needs-you = A check failed
kiosk-counters = Counted since { $when }
kiosk-count-visits = Visits
kiosk-count-person = Ended by the patient
kiosk-count-timer = Ended by a timer
kiosk-count-staff = Ended by staff
kiosk-count-crashed = Crashed
kiosk-count-failed = Failed wipes
kiosk-counters-only = Numbers only. No names, no places.
