settings-title = Settings
settings-look = How it looks and reads
settings-private = Keeping it private
settings-kept = What locks your records
settings-account = Your account
settings-take = Take it with you, or delete it
saving = Saving…
saved = Saved as { $name } in { $folder }.

## Keeping it private

settings-lock-none = No PIN is set
    .means = Anyone who uses your computer account can open Satchel. A PIN can stop them.
settings-lock-pin = PIN
    .means = Satchel asks for it when it opens, and after it locks.
settings-lock-passphrase = Passphrase
    .means = Satchel asks for it when it opens, and after it locks.
settings-set-pin = Set a PIN
settings-change-pin = Change the PIN
settings-remove-pin = Remove the PIN
settings-change-passphrase = Change the passphrase
settings-lock-after = Lock Satchel after
    .means = When nobody types, clicks or touches for this long.
settings-minutes = { $count } min
settings-notify = Tell me on this computer
    .means = While Satchel is open: when a search ends.

## What locks your records

settings-kept-safe = This computer’s own safe
settings-kept-passphrase = A passphrase
    .means = You type it to open Satchel.
settings-kept-session = Only until you close Satchel
    .means = Your copy is gone when Satchel is closed. The network keeps its own.
settings-safe-windows = It opens when you sign in to Windows.
settings-safe-macos = It opens when you sign in to this Mac.
settings-safe-linux = It opens when you sign in to this computer.
settings-safe-other = It opens when you sign in to this computer.
settings-checked = We checked it { $day } at { $time }.
settings-protects = What does this protect me from?
settings-protects-yes = It protects you when
settings-protects-no = It does not protect you when
protects-copied-file = Someone takes the file of your copy. They can’t read it.
protects-lost-computer = Someone steals the computer while you are not signed in to it.
protects-your-account = Someone else sits here while Satchel is locked.
protects-after-closing = Someone else sits here after you close Satchel.
exposed-your-account = Someone else uses your account here. They can open Satchel too.
exposed-left-open = Someone sits down here before Satchel locks.
exposed-guessed = Someone knows or guesses what you type.
exposed-bad-program = A bad program runs in your computer account.
exposed-closing = You close Satchel. Then your copy is gone for you too.

## Your account

settings-signed-in = You are signed in at the network.
settings-sign-out = Sign out
settings-details = Your details
    .about = Name, birth date, address, phone. Places use them to find you.
settings-details-see = See and correct
settings-people = People here
    .count = { $count ->
        [0] No one keeps a copy on this computer.
        [one] One person has a copy on this computer.
       *[other] { $count } people have a copy on this computer. Each copy is separate.
    }
settings-people-switch = Switch

## Take it with you, or delete it

settings-records = { $records ->
    [one] { $records } record
   *[other] { $records } records
} from { $places ->
    [one] { $places } place
   *[other] { $places } places
} are on this computer.
settings-remove = Delete everything here
    .means = This deletes the copy on this computer. Clinics keep theirs. The network keeps its copy too.

## Signing out

sign-out-ask = Sign out?
    .body = Your copy can stay on this computer, or go.
sign-out-stays-none = If it stays, it has no PIN
    .which = Anyone who uses your computer account can open it. A PIN in Settings can stop them.
sign-out-stays-pin = If it stays, it is locked
    .which = It opens with your PIN.
sign-out-stays-passphrase = If it stays, it is locked
    .which = It opens with your passphrase.
sign-out-stays-session = It stays only until you close Satchel
    .which = Then it is gone from this computer.
sign-out-network = The network goes on as it is
    .which = Signing out does not turn off finding. The network keeps its copy.
sign-out-keep = Sign out, keep my copy
sign-out-remove = Delete my copy…
sign-out-stay = Stay signed in
sign-out-doing = Signing out…

## Deleting

remove-ask = Delete everything here?
remove-goes = This goes
remove-copy = Your copy on this computer
    .which = Your records here, and the list of what happened.
    .records = { $count ->
        [one] { $count } record, and the list of what happened.
       *[other] { $count } records, and the list of what happened.
    }
remove-opener-safe = What opens it
    .which = It leaves this computer’s own safe.
remove-opener-passphrase = What opens it
    .which = Your passphrase opens nothing any more.
remove-opener-session = What opens it
    .which = Satchel forgets it now, not only when you close it.
remove-opener-unknown = What opens it
    .which = An old file can’t be opened with it any more.
remove-put-aside = Old files that we put aside
    .which = If there are any.
remove-trail = The list of what happened stays
    .which = The group that gave you Satchel must keep it. No health records are in it.
remove-stays = This stays
remove-clinics = Each clinic’s own records
    .which = We can’t delete those, and we do not ask them to.
remove-network = The network’s copy
    .which = This does not turn off finding. It does not delete that copy.
remove-others = { $count ->
    [one] copy of someone else here
   *[other] copies of other people here
}
    .which = Nobody else’s copy is touched.
remove-keep = Keep it all
remove-yes = Delete everything here
remove-doing = Deleting…
remove-undo = You can’t undo this. You can sign in again and start a new copy.

## After deleting

removed-checked = Checked
removed-title = Your copy on this computer is gone.
removed-partly = Some of your copy is still here.
removed-when = We looked at { $time }.
removed-checks = What we looked for
removed-key = What opens your copy
    .gone = Gone.
    .idle = Still there, but it opens nothing now. Get help to delete it.
    .left = Still there. Open your copy and delete it once more. If it stays, get help.
removed-file = The file of your copy
    .gone = Gone.
    .shut = Still there, but nothing opens it now. Get help to delete it.
    .left = Still there. Open your copy and delete it once more. If it stays, get help.
removed-put-aside = Old files that we put aside
    .gone = None there.
    .left = Still there. Get help to delete them.
removed-elsewhere = What others still keep
    .body = Each clinic keeps its own records. The network keeps its copy of what it found.
    .ask = Want that copy deleted too? Sign in, and close your account in Settings.
removed-trail = The list of what happened is still here. The group that gave you Satchel must keep it.
removed-start = Back to start

settings-finding = Finding your records
settings-receipts = Receipts
settings-receipts-kept = { $count ->
    [one] { $count } receipt is in this copy.
   *[other] { $count } receipts are in this copy.
}
settings-receipts-see = See the last one
