consent-ask = May we look for your records?
    .sub = The network looks for places that have them. You can turn this off any time.
consent-yes = Yes, look for my records
consent-not-now = Not now
    .means = We do not look until you say yes.
consent-who = Who searches?
    .answer = Satchel asks the network. The network asks places that may know you.
consent-what = What is sent?
    .answer = Your yes. The network looks with the details it has, such as your name and birth date. We send no records.
consent-long = For how long?
    .answer = Until you turn it off. Some places set an end date of their own.
consent-copy = Who keeps a copy?
    .answer = The network keeps a copy of what it finds. If you turn this off, it still keeps that copy.

consent-now-on = Finding your records is on. The network looks for them now.
consent-now-off = Finding your records is off. You can turn it on again any time.
consent-now-searching = You gave a new yes. The network looks again.

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
consent-off-unclear = { $count ->
    [one] place we can’t tell about
   *[other] places we can’t tell about
}
    .which = { $names }. Look again to see what changed.
consent-off-copy = The network keeps its own copy
    .which = If you turn this off, it does not delete that copy.
consent-off-undo = You can turn it on again any time.

## Searching again

search-again-ask = Search again for your records?
    .body = A search starts only when you say yes. So we turn finding off, then on. Your yes counts as new permission.
search-again-pause = { $count ->
    [one] place pauses for a short time
   *[other] places pause for a short time
}
    .which = { $names }. They should come back. We check each one.
search-again-yes = Yes, search again
search-again-doing = Starting…
