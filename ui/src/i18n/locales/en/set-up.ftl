written-by = Written by { $name }
set-up-steps = The four steps
set-up-here = You are here.
set-up-step-terms = Your account and the terms
    .about = You do this once.
set-up-step-identity = Check it’s you
    .about = With your ID, in your browser.
set-up-step-details = Your details
    .about = Name, birth date, address, phone.
set-up-step-permission = Permission to look
    .about = You can say no and still use Satchel.
set-up-later = Not now
    .means = You can look around. We can’t find records yet.
set-up-note-terms = One step is missing: the terms.
set-up-note-identity = One step is missing: the ID check.
set-up-note-details = One step is missing: your details.
set-up-go-on = Go on with it

## The terms

terms-title = Set up Satchel.
terms-about = You do this once. It takes four steps.
terms-organization = Your organization: { $name }
    .about = Satchel works through an organization you trust. This one is set up on this computer.
terms-account = Your account: { $name }
    .about = You signed in at { $name }.
terms-not-me = Not me
terms-from = These are the terms of { $name }, from { $date }.
terms-read = Read them
terms-agree = I agree to these terms
terms-first = First check the box, if you agree.
terms-accept = Agree and go on
terms-accepting = Saving your answer…

## The check of the identity

identity-start = Start the ID check
identity-start-again = Do the check again
identity-opening = We are opening the ID check.
    .sub = Your web browser opens for this.
identity-waiting = Do the ID check in your web browser.
    .sub = It is open at { $host }. Come back here when you are done.
identity-confirming = You are back. We are asking the network.
    .sub = It says if the check went well.
identity-stopped = The ID check was not finished.
    .sub = You can start it again at any time.
identity-time-is-up = We waited, and heard nothing new.
    .sub = If you finished the check, look again in a while. Or start it again.
identity-proof-proved = We know it’s you.
    .sub = The network says that your ID check counts.
identity-proof-not-yet = First, we make sure it’s really you.
    .sub = Places only send records when they know who is asking. Your web browser opens for this.
identity-proof-under-way = Your ID check is being looked at.
    .sub = The network has not said yes or no yet. You can close this and come back.
identity-proof-again = It’s time to check it’s you again.
    .sub = Your last ID check has run out. Your web browser opens for this.
identity-proof-differs = Your ID check and your details don’t match.
    .sub = Look at your details first. Then do the check again.
identity-proof-checker-trouble = The ID check had trouble.
    .sub = It is not your fault. You can do the check again.
identity-proof-failed = The ID check could not tell that it’s you.
    .sub = This happens with old cards or dark pictures. You can do the check again.
identity-proof-unknown = We don’t know where your ID check stands.
    .sub = The network said something new to us. You can do the check again.
identity-finished = I finished
identity-look = Look again
identity-trouble = Trouble?
identity-reopen = Open the page again
identity-stop = Stop for now
identity-until = We wait until { $time }.
identity-do = What you’ll do
identity-know = Good to know
identity-satchel = What Satchel knows
identity-gets = What does Satchel get?
    .answer = A yes or no from the network. Never your pictures.
identity-no = What if it says no?
    .answer = You can do the check again.

## The details

details-title = Are these details right?
details-title-later = Your details
details-about = Places use them to find you.
details-given = First name
details-family = Last name
details-birth-date = Birth date
details-gender = Gender on file
details-phone = Phone
details-email = Email
details-street = Street
details-unit = Apartment or unit
details-city = City
details-state = State
details-postal-code = ZIP code
gender-none = Not told
gender-female = Female
gender-male = Male
gender-other = Other
gender-unknown = Not known
details-look = { $count ->
    [one] Look at { $count } line once more. Nothing was sent yet.
   *[other] Look at { $count } lines once more. Nothing was sent yet.
}
details-not-right-given = Type a first name
details-not-right-family = Type a last name
details-not-right-birth-date = Type a real day in the past
details-not-right-gender = Choose one
details-not-right-phone = Type at least 7 numbers
details-not-right-email = Type it like name@mail.com
details-not-right-street = Make it one short line
details-not-right-city = Make it one short line
details-not-right-state = Two letters, like WI
details-not-right-postal-code = Five numbers, like 54099
details-differs = Not the same as in your ID check
details-mismatch = { $count ->
    [one] { $count } thing doesn’t match your ID check.
   *[other] { $count } things don’t match your ID check.
}
    .sub = { $fields }. Places may not find you until they match.
details-mismatch-some = Your details don’t match your ID check.
    .sub = Look at each line. Make it the same as on your ID. Then do the check again.
details-save = Save
details-save-go = Yes, save and go on
details-save-again = Save and try again
details-saving = Saving…
details-leave = Leave it as it is
details-id-old = My ID is out of date
details-tell = What we can tell you
    .lines = We know which lines differ. Type them as they are on your ID. For your safety we don’t show what the ID check has.
    .none = The network says that something differs. It does not say which line.
details-why = Why we ask
    .answer = A wrong street or an old last name can be why records are not found.
details-who = Who gets this?
    .answer = { $name } and the network keep it in your account. Places see it only when you give permission to look.
details-saved = Your details are saved.
