settings-about = About Satchel
back-about = Back to About

about-title = Satchel { $version }
    .built = Built { $day } from { $commit }.
    .trial = A trial build.
    .free = Free software: Apache-2.0 or MIT.
about-report = Make a report for support

## Who runs what

about-who = Who runs what
about-organization = Your organization
    .means = From this computer’s settings. It sets the terms, the help line and the ID check.
about-network = The network
    .does = Finds places and brings records
about-second = Second network
    .does = Sends documents
about-satchel = Satchel
    .does = This program
    .means = It has no server of its own.

## Where it connects

about-connects = Where Satchel connects
about-nothing-else = Nothing else. No counting, no ads.
about-browser = The sign-in page of a place opens in your browser.
about-demo-connects = To nothing outside. The demo’s networks run on this computer.
about-for-network = the network
about-for-account = your account
about-for-identity-check = your ID check
about-for-documents = documents
about-for-shares = shared records
about-for-staff = help from staff
about-for-other = named by your organization

## The work of others

about-made = Made with the work of others
about-made-font = The letters. { $licence }
about-made-icons = Icons. { $licence }
about-made-window = The window. { $licence }
about-made-page = The page. { $licence }
about-made-store = Locked storage. { $licence }
about-made-tls = Safe connections. { $licence }
about-more = { $count } more
about-licences = Read all licenses
licences-title = All licenses
    .sub = What Satchel is made with, and under which license. The full texts come with the package.
licences-looking = Getting the list…
licences-failed = The list could not be read.
