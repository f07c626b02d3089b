app-name = Satchel
app-title = { $screen } · Satchel
starting = Satchel is opening.
skip = Skip to content
close = Close
done = Done
working = Working…
looking = Looking…
looked-again = We looked again at { $time }.
loaded-again = Satchel had to open this window again. Your records are safe. What you were typing may be gone.
this-place = this place
a-place = A place
notice-close = Close this message
step-done = Done:
help-open = Get help
back-activity = Back to activity
back-settings = Back to settings
back-diary = Back to the search diary
back-documents = Back to my documents
back-home = Back to Home
back-places = Back to places
back-share = Back to share
back-satchel = Back to Satchel
back-lock = Back to the lock

## Names of the screens, for the window's title

screen-starting = Opening
screen-welcome = Welcome
screen-sign-in = Sign in
screen-terms = Terms
screen-identity = ID check
screen-details = Your details
screen-permission = Permission
screen-home = Home
screen-places = Places
screen-place = Place
screen-add-place = Add a place
screen-diary = Search diary
screen-connect = Sign in
screen-share = Share
screen-share-live = QR code
screen-share-passcode = Passcode
screen-open-link = Open a link
screen-share-ended = QR code ended
screen-records = Records
screen-completeness = What came
screen-documents = Documents of your visits
screen-take-away = Take my records with me
screen-restore = Bring a backup back
screen-activity = Activity
screen-settings = Settings
screen-report = Report
screen-receipt = Receipt
screen-about = About
screen-licences = Licenses
screen-removed = Your copy is gone
screen-people = People
screen-lock = Locked
screen-pin-offer = PIN
screen-safe = Your copy
screen-trouble = Your copy

## The rail

nav-label = Main
nav-home = Home
nav-places = Places
nav-share = Share
nav-records = Records
nav-activity = Activity
nav-settings = Settings
nav-people = People on this computer
nav-people-now = People (now: { $name })
nav-lock = Lock now
nav-more = More
nav-look = Look and language
nav-needing = { $count ->
    [one] { $count } place needs you
   *[other] { $count } places need you
}

## Whose move it is

voice-need = We need you
voice-work = We’re working on it
voice-rest = Nothing to do
voice-off = Turned off
voice-offline = No internet

## Days and times

when-today = today
when-yesterday = yesterday
when-weekday = { $weekday }
when-date = { $date }
when-day-and-time = { $day }, { $time }
when-title-today = Today, { $date }
when-title-yesterday = Yesterday, { $date }
names-more = { $count } more
asked-ago = { $seconds ->
    [one] We asked the network { $seconds } second ago.
   *[other] We asked the network { $seconds } seconds ago.
}
asked-next = { $seconds ->
    [one] We ask again in { $seconds } second.
   *[other] We ask again in { $seconds } seconds.
}

## Look and language

look-title = Look and language
look-language = Language
look-text = Text size
look-text-percent = { $percent }%
look-theme = Colors
look-theme-system = Same as computer
look-theme-light = Light
look-theme-dark = Dark
look-theme-contrast = High contrast
look-kept = Satchel keeps these choices on this computer.

## The demo

demo = DEMO
demo-director = Director
demo-label = Demo
demo-means = Made-up people. No real records. Nothing leaves this computer.
    .short = Made-up people.
demo-clock = { $speed ->
    [1] Demo time { $time }
   *[other] Demo time { $time }, { $speed }× speed
}
