home-hello-morning = Good morning, { $name }.
home-hello-afternoon = Good afternoon, { $name }.
home-hello-evening = Good evening, { $name }.
home-today = It’s { $day }.

## One state, one sentence

home-loading = We’re asking the network.
    .sub = Please wait for its answer.
home-problem = We could not look just now.
    .sub = What we know is not gone.
home-offline = You’re offline.
    .sub = What you see here is from the last time we looked. When this computer is online again, we look again.
home-never-asked = Finding your records is off.
    .sub = We look only when you say yes. You can turn it off any time.
home-off = Finding your records is off.
    .sub = When you turn it on, the network looks for your records again.
    .elsewhere = It was turned off { $day }, but not in this copy.
    .paused = { $count ->
        [one] { $count } place is paused. It should come back when you turn it on. We check it.
       *[other] { $count } places are paused. They should come back when you turn it on. We check each one.
    }
home-turning-on = We’re turning on finding.
    .sub = The network said yes. We check until it shows. Then we tell you.
home-turning-off = We’re turning off finding.
    .sub = The network said yes. We check until each place shows it. Then we tell you.
home-unclear = We can’t tell if finding is on.
    .sub = The network gave an answer we do not know. You can look again.
home-in-line = You’re in line.
    .sub = The search has not started yet. You can close Satchel.
# How long a search may take, as the organization’s settings have it; a blank follows. 0: they leave it out.
search-may-take = { $searchMinutes ->
    [0] {""}
    [1] It can take a minute.{" "}
    [60] It can take an hour.{" "}
    [120] It can take two hours.{" "}
   *[other] It can take { $searchMinutes } minutes.{" "}
}
home-searching = We’re looking for your records.
    .sub = The search began at { $time }.{ $minutes ->
        [0] {""}
        [one] {" "}{ $minutes } minute so far.
       *[other] {" "}{ $minutes } minutes so far.
    } { search-may-take }You can close Satchel. The search goes on without it.
    .short = { search-may-take }You can close Satchel. The search goes on without it.
home-search-unclear = We can’t tell how the search is going.
    .sub = The network gave an answer we do not know. You can look again.
home-search-stopped = The search stopped.
    .sub = You did nothing wrong. The network ended it early. What we found so far is safe.
home-search-rejected = The network called off the search.
    .sub = You did nothing wrong. Finding is on, but no search runs. You can start a new one.
home-nothing-found = We didn’t find your records this time.
    .sub = This happens. You did nothing wrong. You can search again.
home-sign-in = { $count ->
    [one] { $count } place needs you to sign in.
   *[other] { $count } places need you to sign in.
}
    .ended = First: { $place }. Your permission there ended { $day }.
    .again = First: { $place }. Your permission there ended.
    .first = First: { $place }. They have records for you. They ask you to sign in yourself.
home-needs-help = { $count ->
    [one] { $count } place needs some help.
   *[other] { $count } places need some help.
}
    .sub = We can’t start { $place } again from here.
home-trouble = { $count ->
    [one] { $count } place has trouble now.
   *[other] { $count } places have trouble now.
}
    .sub = The last update from { $place } did not work. It is not your fault. We look again each time you open Satchel.
home-records-coming = Records are coming in.
    .sub = { $count ->
        [one] { $place } is sending them now.
       *[other] { $count } places are sending them now.
    }
# How old an update may be that counts as fresh, as the organization’s settings have it.
fresh-for = { $freshHours ->
    [24] in the last day
    [36] in the last day and a half
    [48] in the last two days
    [one] in the last hour
   *[other] in the last { $freshHours } hours
}
home-up-to-date = The places we reach are up to date.
    .sub = { $count ->
        [one] It sent an update { fresh-for }. We look again each time you open Satchel.
       *[other] All { $count } sent an update { fresh-for }. We look again each time you open Satchel.
    }
home-connected = { $count ->
    [one] Your place is connected.
   *[other] Your places are connected.
}
    .sub = { $count ->
        [one] See below when its last update came. We look again each time you open Satchel.
       *[other] See below when each last update came. We look again each time you open Satchel.
    }
home-all-off = Your places are turned off.
    .sub = You turned them off. You can turn each one back on.

home-clasp-turn-on = Turn on finding
home-clasp-sign-in = Sign in to { $place }
home-clasp-search-again = Search again
home-clasp-look-again = Look again
home-clasp-help = Get help
home-clasp-see-places = See your places

## Cards

home-fresh = How fresh is it?
home-have = What you have
home-ends = When permission ends
home-ends-next = Next: { $place }, around { $day }.
    .sub = Satchel says so three weeks before.
home-ends-none = We don’t know when your permissions end.
home-ends-around = around { $day }
home-ends-ended = ended
home-ends-not-told = we don’t know
home-records = { $count ->
    [0] No records have come to the network yet.
    [one] The network holds { $count } record for you.
   *[other] The network holds { $count } records for you.
}
    .least = { $count ->
        [0] No records have come to the network yet.
        [one] The network holds at least { $count } record for you.
       *[other] The network holds at least { $count } records for you.
    }
home-records-not-all = This may not be everything.
home-found = Found so far
home-found-none = No place yet. Places may show up one by one, or all at the end.
home-diary = Open the search diary
home-next = What happens next
home-next-end = The search ends
home-next-end-body = When you open Satchel again, we look right away. While it is open, we tell you.
home-next-sign-in = You sign in where needed
home-next-sign-in-body = Only some places ask for this.
home-again = What “Search again” does
home-again-alone = We ask you for a yes
home-again-alone-body = A new search starts only when you say yes. Your places stay as they are.
home-again-off = Finding goes off, then on
home-again-off-body = A new search starts only when you say yes. We ask you first.
home-again-pause = Your places pause for a short time
home-again-pause-body = They should come back. We check each one.
home-why = Why this can happen
home-why-1 = Your name or address changed
home-why-1-body = A place may still have the old one.
home-why-2 = Your clinic is not on the network yet
home-why-2-body = Some small clinics, dentists and eye doctors are not.
home-why-add = Add a place by name
home-why-3 = It was your first visit
home-why-3-body = New records can take a few days to show up.
home-happened = What happened
home-happened-ran = The search ran from { $start } to { $end }.
home-happened-unseen = The network gave us no place. We can’t see who did not answer.
home-works = What works now
home-works-yes = Works
home-works-no = Needs internet
home-works-places = See your places as they were
home-works-activity = Read what you and Satchel did
home-works-share = Make a QR code
home-works-sign-in = Sign in to a place
home-works-finding = Turn finding on or off
home-as-of = As of { $when }.
home-as-of-asking = As of { $when }. We’re asking the network now.
known-title = What this copy knows
    .sub = Sign in to see what has changed. Nothing is sent before that.
known-none = No place was on your list.
home-desk = At the desk?
home-desk-body = Make a QR code. It works for about 5 minutes.
home-desk-make = Make a QR code
home-documents = Documents of your visits
home-documents-body = A second network can send notes and letters from your visits.
home-documents-open = Get my documents
