consent-ask = May we look for your records?
    .sub = The network looks for places that have them. You can turn this off any time.
consent-yes = Yes, look for my records
consent-not-now = Not now
    .means = We do not look until you say yes.
consent-who = Who searches?
    .answer = Satchel asks the network. The network asks places that may know you.
consent-what = What is sent?
    .answer = Your yes. The network looks with the details it has, such as your name, birth date and address. It also says that your ID was checked. We send no records.
consent-long = For how long?
    .answer = Until you turn it off. Some places set an end date of their own. We show it when they tell us.
consent-copy = Who keeps a copy?
    .answer = The network keeps a copy of what it finds. Satchel keeps one here, for you alone. If you turn this off, the network still keeps its copy.

consent-receipt = We save a dated receipt in Activity.

consent-sent = The network said yes. We check until it shows.
consent-now-on = Finding your records is on. The network looks for them now.
consent-now-off = Finding your records is off. The network shows it. You can turn it on again any time.

## Turning off: what happens, counted

consent-off-ask = Turn off finding your records?
consent-keep-on = Keep it on
consent-turn-off = Turn off finding
consent-off-pause = { $count ->
    [one] place pauses now
   *[other] places pause now
}
    .which = { $names }. No new records come.
consent-off-back = { $count ->
    [one] place should come back
   *[other] places should come back
}
    .which = When you turn finding on again. We check each one.
consent-off-wait = { $count ->
    [one] place waits for your sign-in
   *[other] places wait for your sign-in
}
    .which = { $names }. You sign in when finding is on.
consent-off-stays = { $count ->
    [one] place stays off
   *[other] places stay off
}
    .which = { $names }. You turned this off yourself.
    .since = { $names }. You turned this off yourself { $day }.
consent-off-untouched = { $count ->
    [one] place is not part of this
   *[other] places are not part of this
}
    .which = { $names }. You connected this in another way. It stays as it is.
consent-off-unclear = { $count ->
    [one] place we can’t tell about
   *[other] places we can’t tell about
}
    .which = { $names }. Look again to see what changed.
consent-off-records = { $count ->
    [one] record stays on this computer
   *[other] records stay on this computer
}
    .which = You can still read what is here.
consent-off-copy = The network keeps its own copy
    .which = If you turn this off, it does not delete that copy.
consent-off-undo = You can turn it on again any time. We save a receipt in Activity.
consent-off-counting = Counting what this does. We’re asking the network…
consent-off-uncounted = We can’t count your places now.

## Searching again

search-again-ask = Search again for your records?
    .body = A search starts only when you say yes. So we turn finding off, then on. Your yes counts as new permission.
    .alone = A search starts only when you say yes. Your yes counts as new permission.
search-again-pause = { $count ->
    [one] place pauses for a short time
   *[other] places pause for a short time
}
    .which = { $names }. They should come back. We check each one.
search-again-kept = What you have stays
    .which = Nothing on this computer is deleted.
search-again-facts = What is sent, and to whom
search-again-yes = Yes, search again
search-again-doing = Starting…
