# Taking records away, bringing them back, deleting them here.
take-open = Take my records with me
take-title = Take my records with me
take-about = { $records ->
    [one] { $records } record
   *[other] { $records } records
} from { $places ->
    [one] { $places } place
   *[other] { $places } places
} are on this computer. They are yours.
take-back = Back to records
take-paper = A PDF to read
    .about = One paper for a visit or for you. Print it or put it on a stick.
    .one = Health problems, medicines, allergies, results
    .two = Says where each fact came from
    .three = Not locked. Keep it safe.
    .do = Save a PDF
take-paper-pages = { $count ->
    [one] It has { $count } page.
   *[other] It has { $count } pages.
}
take-paper-letters = Some letters could not be printed. Each is a “?” there.
take-files = Files for another app
    .about = All records in the common form, and the papers as they came.
    .one = Most health apps can open it
    .two = Where and when each one came
    .three = Not locked. Keep it safe.
    .do = Save the files
take-files-in = { $records ->
    [one] { $records } record
   *[other] { $records } records
} and { $files ->
    [one] { $files } file
   *[other] { $files } files
} are in it.
take-backup = A locked backup
    .about = For a new computer. You need your backup password to open it.
    .one = All records, receipts and what happened
    .two = Locked with a password you choose
    .three = No sign-ins. You sign in again.
    .do = Make a backup
take-backup-move = Now put it on a stick or another disk.
take-restore = Bring a backup back
take-restore-do = Open a backup
take-last = Last backup: { $when }, in “{ $folder }”.
take-last-none = You have made no backup here yet.
take-since = { $count ->
    [0] Nothing new came since then.
    [one] { $count } record came or changed since then.
   *[other] { $count } records came or changed since then.
}
take-lost = Lost the backup password? Without it the backup stays shut. We can’t open it either.

## Making a backup

backup-title = Make a locked backup
backup-forget = Write the password down.
    .more = Without it the backup can never be opened.
backup-password = Backup password
    .hint = At least 8 letters. Three or four words work well.
    .again = The same password again
    .short = This is too short. Use at least 8 letters.
    .differ = The two do not match. Type the password again.
backup-make = Make the backup
backup-not-now = Not now

## Bringing one back

restore-title = Bring a backup back
restore-about = It brings your records to this computer. You sign in after that.
restore-back = Back
restore-choose = Choose the backup file
restore-choose-other = Choose another file
restore-none = No file chosen yet.
restore-password = Backup password
    .hint = The one you chose for this backup.
restore-open = Open the backup
restore-opening = Opening…
restore-of = This is the backup of { $name }
restore-of-someone = The backup is open
restore-made = It was made { $when }.
restore-replaces = You have a copy on this computer now.
    .more = We put it aside and keep it. The backup takes its spot.
restore-do = Bring it back
restore-replace = Put it aside and bring the backup back
restore-stop = Stop
restore-doing = Bringing it back… { $done } of { $total ->
        [one] { $total } part
       *[other] { $total } parts
    }
restore-done = { $records ->
    [one] { $records } record
   *[other] { $records } records
} and { $files ->
    [one] { $files } file
   *[other] { $files } files
} are back.
restore-wrong-password = That password does not open this backup. Type it again.
restore-not-a-backup = This file is not a Satchel backup.
    .next = Choose another file. Its name most often ends in “.age”.
restore-damaged = This backup is damaged.
    .next = Nothing was changed here. Try another copy of the file.
restore-newer = A newer Satchel made this backup.
    .next = Get the new Satchel first. Then open the backup again.
restore-someone-elses = This backup is of someone else.
    .next = Sign out first. Then open it from the first screen.
restore-locked = The copy on this computer is locked.
    .next = Open the copy first. Then bring the backup back.

## Deleting here

delete-record = Delete this record
delete-file = Delete this file
delete-file-ask = Delete the file “{ $name }” here?
delete-file-goes = The file on this computer
    .which = With each copy of it here. It does not come back when we look again.
delete-file-stays = What is said about it stays
    .which = Its name, its day and the place it came from.
delete-file-done = The file is gone from this computer. We looked.
delete-record-ask = Delete “{ $name }” here?
complete-delete = On this computer
    .all = Delete…
delete-place-ask = Delete all that came from { $name }?
delete-goes = { $count ->
    [one] { $count } record on this computer
   *[other] { $count } records on this computer
}
    .which = With the files in it. It does not come back when we look again.
delete-network = The network’s copy stays
    .which = Other apps of yours may still show it.
delete-clinic = The clinic’s own record stays
    .which = We do not ask clinics to delete a thing.
delete-others = What other places sent stays
    .which = So does what this place still keeps for you.
delete-keep = Keep it
delete-yes = Delete it here
delete-undo = You can’t undo this. A backup you made before still has it.
delete-done = { $records ->
    [one] { $records } record is gone from this computer. We looked.
   *[other] { $records } records are gone from this computer. We looked.
}
delete-kept = { $count ->
    [one] { $count } record stays, for another place sent it too.
   *[other] { $count } records stay, for other places sent them too.
}
delete-not-gone = Some of it is still here. Try once more, or get help.

## Closing the account

close-account = Your account on the network
    .open = It is open. The network keeps what it found for you.
    .asked = You asked to close it { $when }. The network does that in its own time.
    .do = Close my account…
    .back = Keep my account
close-account-ask = Close your account on the network?
    .body = This is for when you want the network to forget you.
close-account-network = The network deletes its copy
    .which = All that it found, and your sign-in. It may take days.
close-account-here = Your copy here stays
    .which = You can still read it, and you can delete it in Settings.
close-account-clinics = Each clinic keeps its own records
    .which = We can’t delete those.
close-account-keep = Keep my account
close-account-yes = Ask to close it
close-account-undo = You can take this back as long as the network has not done it.
close-account-said = You asked the network to close your account.
close-account-kept = You told the network to keep your account.

## On the paper

paper-title = Health summary of { $name }
paper-title-plain = Health summary
paper-made = Made on { $when } with Satchel.
paper-not-all = This may not be everything. Places that did not answer are not in it.
paper-ask = Each line says when, and which place it came from. Ask the person if you are not sure.
paper-none = None came. That does not mean there is none.
paper-more = The newest { $shown } of { $count } are here.
paper-foot = Page { $page } of { $pages } · This may not be everything.
