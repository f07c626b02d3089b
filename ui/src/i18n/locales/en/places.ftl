places-title = Your places
places-group-need = We need you
places-group-work = We’re working on it
places-group-rest = Nothing to do
places-group-paused = Paused because finding is off
places-group-off = Turned off
places-none = No places here yet
places-none-yet = Places may show up one by one, or all at the end of the search.
places-none-found = The last search gave us no place.
places-add = Add a place
places-aside = { $count ->
    [one] { $count } place you hid or removed
   *[other] { $count } places you hid or removed
}
places-not-yours = Not a place you know? Open it and choose “Hide this place”.
places-not-all = Some dentists, eye doctors and small clinics are not on the network yet.

finding-label = Finding my records
finding-on = On
finding-off = Off
finding-turning-on = Turning on…
finding-turning-off = Turning off…
finding-searching-again = Starting…
finding-line-off = The network does not look for your records.
finding-late = The network does not show your change yet. We look again each time you open Satchel.
finding-late-on = { $count ->
    [one] { $names } has not come back yet. We look again each time you open Satchel.
   *[other] { $count } places have not come back yet: { $names }. We look again each time you open Satchel.
}
finding-late-off = { $count ->
    [one] { $names } is not paused yet. We look again each time you open Satchel.
   *[other] { $count } places are not paused yet: { $names }. We look again each time you open Satchel.
}
search-line-none = No search yet.
search-line-ready = In line. The search has not started yet.
search-line-running = Searching since { $time }.
search-line-running-short = Searching now.
search-line-done = { $count ->
    [0] Last search: { $day }, { $time }. Found no place.
    [one] Last search: { $day }, { $time }. Found { $count } place.
   *[other] Last search: { $day }, { $time }. Found { $count } places.
}
search-line-done-short = { $count ->
    [0] The search finished. Found no place.
    [one] The search finished. Found { $count } place.
   *[other] The search finished. Found { $count } places.
}
search-line-stopped = { $count ->
    [0] The search stopped { $day }, { $time }. Found no place.
    [one] The search stopped { $day }, { $time }. Found { $count } place.
   *[other] The search stopped { $day }, { $time }. Found { $count } places.
}
search-line-stopped-short = { $count ->
    [0] The search stopped. Found no place.
    [one] The search stopped. Found { $count } place.
   *[other] The search stopped. Found { $count } places.
}
search-line-unknown = We can’t tell how the search is going.

## What a row says

place-needs-sign-in = Needs your sign-in.
    .found = Found { $day }. They ask you to sign in yourself.
    .why = They ask you to sign in yourself.
place-needs-sign-in-again = Needs you to sign in again.
    .ended = Your permission ended { $day }.
place-needs-identity-again = Needs proof of who you are again.
    .ended = Your permission ended { $day }. You can try to turn it back on.
place-records-coming = Connected.
    .detail = Records are coming in.
    .short = Records are coming in.
place-connected-for-you = Connected for you.
place-connected-by-sign-in = Connected. You signed in.
place-connected-apart = Connected. You added this one.
place-connected-unknown = Connected.
place-system-down = Their system is down.
place-also-down = Their system is down too.
place-not-matched = They could not match your details.
    .detail = Your name, birth date or address may differ there.
place-trouble = Their last update did not work.
place-cannot-renew-here = We can’t start this one again from here.
    .detail = Get help to find out what you can do.
place-wants-password = This place takes a user name and a password.
    .detail = Satchel never asks for those. Get help to find another way.
place-turned-off = You turned this off.
    .since = You turned this off { $day }.
    .detail = It stays off until you turn it on here.
place-removing = The network is deleting its copy.
    .detail = We show it here when that is done.
place-removed = You removed this.
    .since = You removed this { $day }.
    .detail = It does not send records.
place-deleted = Removed. The network deleted its copy.
    .since = Removed { $day }. The network deleted its copy.
    .detail = What came to this computer stays here.
place-is-hidden = You hid this place. It is hidden on this computer only.
place-ends-soon = It needs you again around { $day }.
place-where-brand = You sign in with { $brand }.
place-details = Details
place-paused-chip = Paused
place-paused = Paused.
    .since = Paused { $day }.
    .detail = Should come back when finding is on. We check.
place-unknown = We can’t tell how this place is doing.
place-last-update = Last update: { $when }.
place-nothing-came = Nothing has come yet.
place-fresh-waiting = Nothing has come. Waiting for your sign-in.

place-action-sign-in = Sign in
place-action-turn-back-on = Turn back on
place-action-turn-on-finding = Turn on finding
place-action-look-again = Look again
place-action-get-help = Get help
place-busy-looking = Looking…
place-busy-turning-on = Turning on…
place-news-connected = { $place } is connected.
place-news-coming = { $place } is connected. Records are coming in.
place-news-not-yet = { $place } is not connected yet. See what it needs below.

## The search diary

diary-title = Search diary
diary-empty = No search has run yet.
diary-receipt = See the receipt of your permission
diary-tell = Tell me when it ends
    .means = Works while Satchel is open.
diary-still = Still looking
diary-finding-turned-on = You turned on finding
diary-finding-turned-off = You turned off finding
diary-finding-on-elsewhere = Finding was turned on, but not in this copy
diary-finding-off-elsewhere = Finding was turned off, but not in this copy
diary-search-began = The search began
diary-place-connected = { $place } connected
diary-place-needs-sign-in = { $place } has records
    .more = They ask you to sign in. You can do it now or later.
diary-search-ended = The search finished
diary-search-stopped = The search stopped
    .more = The network ended it early. You did nothing wrong.
diary-so-far = So far
diary-in-all = In all
diary-count-found = places found
diary-count-connected = connected
diary-count-sign-in = { $count ->
    [one] asks you to sign in
   *[other] ask you to sign in
}
diary-unseen = What we can’t see
    .body = The network does not tell us who has not answered. Places may show up one by one, or all at the end.
