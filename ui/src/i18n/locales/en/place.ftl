place-all = All places

## What is known of one place

place-connection = The connection
place-fact-since = Connected
place-fact-since-value = Since { $day }, { $time }
place-fact-update = Last update
    .more = The network sets when updates come.
place-fact-how = How
place-how-for-you = For you, by finding
    .more = They take the proof of who you are.
place-how-by-sign-in = You sign in yourself
    .more = Finding found it. Their own page asks you to sign in.
place-how-apart = You added it yourself
    .more = It is not part of finding. It stays when finding is off.
place-how-unknown = We can’t tell
    .more = The network used a word that is new to us.
place-fact-ends = Permission ends
place-fact-ends-value = Around { $day }
    .lasts-days = { $count ->
        [one] They say it lasts { $count } day.
       *[other] They say it lasts { $count } days.
    }
    .lasts-months = { $count ->
        [one] They say it lasts { $count } month.
       *[other] They say it lasts { $count } months.
    }
    .lasts-years = { $count ->
        [one] They say it lasts { $count } year.
       *[other] They say it lasts { $count } years.
    }
place-records = Records from here
    .some = Counted on this computer. This may not be everything.
    .none = None came to this computer so far. The network may hold some.

## Stop or tidy up

place-tidy = Stop or tidy up
place-off = Turn off this place
    .signin = No new records come. You can turn it back on by signing in.
    .press = No new records come. You can turn it back on here.
place-off-act = Turn off
place-off-doing = Turning off…
place-off-sending = Telling the network…
place-off-in = { $seconds ->
    [one] Turning off in { $seconds } second
   *[other] Turning off in { $seconds } seconds
}
place-off-ask = Turn off { $place }?
place-off-stops = New records stop coming
    .which = From this place only. Your other places go on.
place-off-stays = What came stays on this computer
    .which = The network keeps its own copy too.
place-off-back-signin = You sign in to turn it back on
    .which = It does not come back by itself.
place-off-back-press = You can turn it back on here
    .which = It does not come back by itself.
place-off-keep = Keep it on
place-off-undo = After you choose, you have { $seconds ->
        [one] { $seconds } second
       *[other] { $seconds } seconds
    } to undo. Nothing is sent before that.
place-off-at-once = The network is told right away.
place-undo = { $seconds ->
    [one] Turning off { $place } in { $seconds } second.
   *[other] Turning off { $place } in { $seconds } seconds.
}
place-undo-nothing-sent = Nothing is sent yet.
place-undo-act = Undo
place-undo-said = Turning off { $place } in { $seconds ->
        [one] { $seconds } second
       *[other] { $seconds } seconds
    }. Nothing is sent yet. You can undo it.
place-off-kept = { $place } stays on. Nothing was sent.
place-off-done = { $place } is off. What came stays on this computer.
place-off-not-yet = We told the network. It does not show { $place } as off yet.
place-hide = Hide this place
    .more = Not yours? Hides it on this computer only.
place-hide-act = Hide
place-show = Show this place
    .more = You hid it on this computer.
place-show-act = Show again
place-now-hidden = { $place } is hidden on this computer. Nothing was sent.
place-now-shown = { $place } is in your list again.
place-remove = Remove this place
    .more = The network deletes what it got from here.
place-remove-act = Remove…
place-remove-ask = Remove { $place }?
place-remove-network = The network deletes its copy
    .which = Of what it got from this place. We show it when the network says it is done.
place-remove-here = { $count ->
    [0] What came to this computer stays
    [one] { $count } record stays on this computer
   *[other] { $count } records stay on this computer
}
    .which = Your copy here is yours.
place-remove-also = Also delete them here
place-remove-clinic = The clinic keeps its records
    .which = Removing changes nothing there.
place-remove-keep = Keep this place
place-remove-yes = Remove it
place-remove-undo = This can’t be undone. You may be able to add the place again.
place-remove-off = Turn it off instead
place-remove-asked = We asked the network to delete its copy from { $place }.

## Add a place by name

add-title = Add a place by name
add-for = For a place that finding did not find.
add-name = Name of the clinic, hospital or doctor
add-name-empty = Type a name first.
add-search = Search
add-found = { $count ->
    [one] { $count } place fits
   *[other] { $count } places fit
}
add-have = You have this one.
add-open = Open
add-mine = This is mine
add-sign-in = You sign in on their website.
add-namesake = Same name, other city. Look at the address.
add-no-sign-in = We can’t connect this one yet.
    .more = They don’t offer a sign-in.
add-ask = Ask the network to add it
add-asked = You asked the network to add it.
add-more = Show more
add-none = No place fits “{ $words }”
    .more = Try a shorter name, or the city. Some places are not on the network yet.
add-apart = A place you add is not part of finding. It stays when you turn finding off.
vouch-ask = Is { $place } your place?
    .sub = They want to hear it from you: you get care there and ask for your own records.
vouch-yes = Yes, it is mine
