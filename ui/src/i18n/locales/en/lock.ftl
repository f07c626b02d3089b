## The lock screen

lock-title = Satchel is locked.
lock-hello = Hello, { $name }. Satchel is locked.
lock-how-pin = Type your PIN to open your copy.
lock-how-passphrase = Type your passphrase to open your copy.
lock-field-pin = Your Satchel PIN
lock-field-passphrase = Your Satchel passphrase
lock-open = Open
lock-opening = Opening…
lock-else = Someone else?
lock-forgot-pin = I forgot my PIN
lock-forgot-passphrase = I forgot my passphrase
lock-wrong-pin = That PIN is not right.
lock-wrong-passphrase = That passphrase is not right.
lock-tries = { $count ->
    [0] After the next wrong one you have to wait.
    [one] { $count } try left. Then you wait.
   *[other] { $count } tries left. Then you wait.
}
lock-wait-minutes = { $minutes ->
    [one] Try again in { $minutes } minute.
   *[other] Try again in { $minutes } minutes.
}
lock-wait-seconds = { $seconds ->
    [one] Try again in { $seconds } second.
   *[other] Try again in { $seconds } seconds.
}
lock-wait-over = You can try again now.

## It is forgotten

forgot-pin = Did you forget your PIN?
    .nobody = Nobody can open this copy without it. We can’t, and the network can’t. You can start again with a new copy.
forgot-passphrase = Did you forget your passphrase?
    .nobody = Nobody can open this copy without it. We can’t, and the network can’t. You can start again with a new copy.
forgot-gone = This copy is gone for good
    .which = What Satchel keeps for you here: records, places, and the list of what you did.
forgot-network = The networks and clinics keep theirs
    .which = Sign in again, and they can send your records once more.
forgot-others = Other people’s copies stay
    .which = Only this one is removed.
forgot-keep = Keep my copy
forgot-remove = Remove this copy
forgot-removing = Removing…
forgot-undo = There is no way to undo this.

## Setting a PIN or a passphrase

lock-forget-pin = If you forget your PIN, this copy can never be opened.
    .more = You would have to remove it and sign in again. The networks keep their records.
lock-forget-passphrase = If you forget it, this copy can never be opened.
    .more = You would have to remove it and sign in again. The networks keep their records.
lock-new-pin = New PIN
    .hint = 6 to 12 numbers.
    .again = The same PIN again
    .length = A PIN has 6 to 12 numbers, and nothing else.
    .easy = That PIN is easy to guess. Choose another one.
lock-new-passphrase = New passphrase
    .hint = A few words that only you know. At least 8 letters.
    .again = The same passphrase again
    .length = That is too short. Use at least 8 letters.
    .easy = That is easy to guess. Choose another one.
lock-differ = The two are not the same. Type both once more.
lock-now-pin = The PIN you have now
lock-now-passphrase = The passphrase you have now
lock-change = Change it
lock-change-pin = Change your PIN
    .done = Your PIN is changed.
lock-change-passphrase = Change your passphrase
    .done = Your passphrase is changed.
pin-set-title = Set a PIN
pin-set-done = Your PIN is set. From now on it opens your copy.
pin-cancel = Cancel
pin-keep = Keep my PIN
pin-remove = Remove the PIN
pin-remove-title = Remove your PIN?
    .means = Satchel has no lock then. Anyone who uses your computer account can open it.
pin-remove-done = Your PIN is removed.

## The first time

pin-offer-title = Do you want a PIN?
pin-offer-about = It keeps your health records from other people who use this computer.
pin-offer-set = Set this PIN
pin-offer-later = Not now
pin-offer-settings = You can set, change or remove a PIN later, in Settings.
pin-offer-does = What a PIN does
pin-offer-opens = It opens your copy
    .more = Satchel asks for it each time. You can lock Satchel any time.
pin-offer-away = It locks while you are away
    .more = After a few quiet minutes. You choose how many.
pin-offer-without = And without a PIN?
    .more = Satchel has no lock then. Anyone who uses your computer account can open it.

## Signed out by the network

not-signed-in-title = Your copy is open.
not-signed-in-why = Sign in to see what the network has for you.
not-signed-in-do = Sign in
signed-out-title = You were signed out to protect you.
signed-out-why = Your copy is still here. Sign in again to see what the network has for you.
signed-out-why-here = What is on this computer stays. Sign in again to ask the network.
signed-out-again = Sign in again
signed-out-busy = Signing in…

## This computer's own safe cannot be used

safe-not-there = This computer has no safe for your copy.
    .next = A safe keeps what opens your copy. You can use a passphrase in its place.
    .copy = What opens your copy was kept in a safe. Without it, your copy stays closed.
safe-not-set-up = This computer’s safe is not set up yet.
    .next = Set it up in the computer’s own settings, then look again.
safe-locked = This computer’s safe is locked.
    .next = Unlock it with your computer’s password. Then look again.
safe-silent = This computer’s safe does not answer.
    .next = It may show a question behind this window. Answer it, then look again.
safe-key-gone = What opens your copy is not in the safe.
    .next = Someone may have cleaned out this computer’s safe. Look again, or go on below.
    .copy = Without it, your copy here can’t be opened. Look again, or begin a new copy.
safe-failed = This computer’s safe has a problem.
    .next = It is not your fault. Start the computer again, then look again.
safe-copy = Your copy stays as it is
    .more = It is on this computer. We change nothing in it.
safe-passphrase = Use a passphrase
    .more = You type it each time you open Satchel. Then your copy needs no safe.
    .do = Set this passphrase
gate-look = Look again
gate-session = Only until Satchel is closed
    .more = You can use Satchel now. What it gets is gone when you close it. A copy that is here already stays as it is.
    .do = Go on for now
gate-fresh = Start a new copy
    .more = The old file stays on this computer, under another name. We delete nothing. The networks can send your records again.
    .do = Put the old one aside

## The copy cannot be opened

trouble-damaged = Your copy is damaged.
    .next = We can’t read its file. It is not your fault. Look again, or start a new copy below.
trouble-wrong-key = Your copy does not open.
    .next = What this computer’s safe holds does not fit this file.
trouble-newer = A newer Satchel made this copy.
    .next = Close this one, get the newer Satchel, and open your copy with it.
trouble-in-use = Your copy is open in another Satchel.
    .next = Close the other one. Then look again.
trouble-read-only = We may not write in the folder of your copy.
    .next = Ask the person who looks after this computer. Then look again.
trouble-disk-full = The disk of this computer is full.
    .next = Make some room on it. Then look again.
trouble-disk = The disk does not do what we ask.
    .next = It may be loose or broken. Check it, then look again.
trouble-safe = Your records are not lost
    .more = The places and the networks keep their own. They can send them again.
