open-link = Open a link somebody gave you
    .sub = From another patient app, or from a clinic.
open-link-go = Open a link somebody gave you
open-link-paste = Paste it here
open-link-picture = Or choose a picture with a QR code in it
open-link-choose = Choose a picture
open-link-reading = Reading it…
open-link-passcode = Passcode
open-link-passcode-hint = 6 digits. The person who made it tells you.
open-link-tries = { $count ->
    [one] 1 try left.
   *[other] { $count } tries left.
}
open-link-name = Your name, for their list
open-link-name-hint = They may see that you opened it.
open-link-open = Open it
open-link-opening = Opening it…
open-link-opened = It is open.
open-link-first = Paste it or choose a picture first.
open-link-checked = What we check first
open-link-title = Its title: { $title }
open-link-leads = Where it leads:
open-link-until = It says it works until { $time }
open-link-no-end = It does not say when it ends
open-link-needs-passcode = It needs a passcode
open-link-no-passcode = It needs no passcode
open-link-may-change = What it holds may change later
open-link-strange-end = Its end makes no sense. Be careful with it.
open-link-key-sent = The web page it was made for could read what is in it.
open-link-not-keeping = Opening is not keeping
    .body = You look first. Then you choose if Satchel keeps it. Someone else’s records are never mixed with yours.
open-link-keep = Keep it on this computer
open-link-keeping = Keeping it…
open-link-look-again = Look again
open-link-close = Close, keep nothing
open-link-close-kept = Close
open-link-wait = Wait { $seconds ->
        [one] { $seconds } second
       *[other] { $seconds } seconds
    } first.

## Why it did not open

open-link-why-not-a-link = This is not one that Satchel knows. Copy all of it, from the first letter to the last.
open-link-why-health-card = This is a health card. Satchel can’t open it here.
open-link-why-not-a-picture = We can’t open this picture. Choose a PNG or JPEG picture of up to 16 MB.
open-link-why-no-code = We found no QR code in this picture. Try one that is sharp and straight.
open-link-why-damaged = It is damaged, or a part is missing. Ask for a new one.
open-link-why-too-long = It is too long. Copy only what you were given.
open-link-why-newer = It was made by newer software. This Satchel can’t open it yet.
open-link-why-expired = It has ended. Ask for a new one.
open-link-why-passcode-required = It needs the passcode. Ask who made it.
open-link-why-wrong-passcode = That passcode is not right.
open-link-why-locked-out = That was the last try. It is locked now. Ask for a new one.
open-link-why-not-active = It is not active. It may have ended, or somebody stopped it. Ask for a new one.
open-link-why-asked-too-often = Their server asks us to wait. Then try again.
open-link-why-server-trouble = Their server has trouble. Try again later.
open-link-why-no-connection = We can’t reach their server. Check your internet, then try again.
open-link-why-past-proxy = Your network wants us to go through a proxy. To keep you safe, Satchel opens this without one. Try at home.
open-link-why-too-slow = Their server is too slow to answer. Try again later.
open-link-why-blocked = It leads to a place that Satchel does not go to. We did not open it.
open-link-why-too-large = It holds more than Satchel opens. Ask for less.
open-link-why-unsupported = It is locked in a way that Satchel does not know. Ask for a new one.
open-link-why-wrong-key = It was changed on its way, so we show nothing of it. Ask for a new one.
open-link-why-no-records = It opened, but there are no health records in it.

## What came

received-opened = You opened this at { $time }
received-own = What a clinic sees. You looked at { $time }
received-from = From { $host }
received-not-kept = Not kept yet
received-kept = { $count ->
    [one] 1 record kept in your copy.
   *[other] { $count } records kept in your copy.
}
received-no-title = No title
received-their-title = That is the title they gave it
received-your-title = That is the title you gave it
received-somebody-else = This is about { $name }, not you.
    .body = You can look at it here. Satchel does not keep it in your copy.
received-unknown-person = It does not say clearly whom it is about.
    .body = You can look at it here. Satchel does not keep it in your copy.
received-person = Patient
received-born = Born
received-holds = Holds
received-not-said = It does not say
received-count = { $kinds ->
    [one] 1 kind
   *[other] { $kinds } kinds
}, { $items ->
    [one] 1 item
   *[other] { $items } items
}
received-unasked = You did not choose this, and it came too: { $kinds }. You may not want to share it.
received-more = { $count ->
    [one] And 1 more.
   *[other] And { $count } more.
}
received-others = What else is in it
received-cards = { $count ->
    [one] 1 signed health card. Satchel does not open it.
   *[other] { $count } signed health cards. Satchel does not open them.
}
received-credentials = A way in to { $servers }. Satchel does not use it.
received-unread = { $count ->
    [one] 1 file that we can’t read.
   *[other] { $count } files that we can’t read.
}
received-missing = What is not in it
received-missing-what = Did not come: { $kinds }.
received-missing-always = What did not come may still be there.
received-kind-patient = Name and birth date
received-kind-medication-statement = Medicines
received-kind-allergy-intolerance = Allergies
received-kind-condition = Health problems
received-kind-immunization = Vaccines
received-kind-observation = Lab results and vitals
received-kind-procedure = Procedures
received-kind-care-plan = Care plans
received-kind-coverage = Insurance
received-kind-report = Reports
received-kind-visit = Visits
received-kind-document = Documents
received-kind-other = Other
