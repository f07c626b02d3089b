# Said by the system, outside the page. Others may see the screen: no names, no places, no numbers.

outside-landing = You can close this page
outside-landing-body = Go back to Satchel. It goes on there.
outside-search-ended = The search has ended
outside-search-ended-body = Open Satchel to see what it found.
outside-search-stopped = The search stopped
outside-search-stopped-body = Open Satchel to see what you can do.

## What saved files are called

outside-file-qr-code = Satchel QR code
outside-file-records = Satchel records
outside-file-bundle = All records for other apps
outside-file-record = Record
outside-file-summary = Satchel summary
outside-file-backup = Satchel backup
outside-file-activity = Satchel activity
outside-file-report = Satchel report

## On the terminal, before there is a window

outside-no-display = Satchel needs a screen. There is no display here. Start it from your desktop.
outside-no-window = Satchel could not open its window. Is this desktop still running?
outside-no-keychain = This computer has no keychain that is running (Secret Service). Satchel will ask for a passphrase to keep records here.
outside-page-lost = The window keeps closing its page. Your records are safe. Restart this computer, then open Satchel again.
outside-permission-ends-soon = A permission ends before long
outside-permission-ends-soon-body = Open Satchel to see which place needs you again.

## On the terminal of a clinic's kiosk

outside-kiosk-not-set-up = This computer is not set up as a kiosk. Put a kiosk section into the settings file.
outside-kiosk-no-pin = The kiosk does not start without a staff PIN. Make one and put it into the settings file.
outside-kiosk-settings = The settings file cannot be used. Check it first, then start the kiosk.
outside-kiosk-failed = The kiosk could not start. Look at what it wrote to its log.
outside-kiosk-pin-new = New staff PIN:
outside-kiosk-pin-again = The same PIN once more:
outside-kiosk-pin-shape = A staff PIN has 4 to 12 digits, and nothing else.
outside-kiosk-pin-differs = The two PINs are not the same. Start again.
