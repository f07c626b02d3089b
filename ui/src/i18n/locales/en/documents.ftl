documents-title = My documents, from a second network

## Before the first time

documents-start = Get my documents.
    .sub = A second network can send papers: visit notes, letters, discharge papers. It asks for a fresh ID check each time.
documents-check = Check my ID and start
documents-check-again = Check my ID and ask again
documents-checking = Do the ID check in your browser.
    .sub = It opened at { $host }. Come back here when you are done.
    .short = It is opening. Come back here when you are done.
documents-confirming = We look at your ID check.
    .sub = You came back from { $host }. This takes a moment.
    .short = This takes a moment.
documents-check-not-proved = The ID check did not work out. You can do it again.
documents-check-stopped = You stopped the ID check. Nothing was sent.
documents-check-time-is-up = Time ran out for the ID check. Nothing was sent.
documents-how = How it goes
documents-how-check = You do the ID check
    .body = In your browser. The proof is used once and not kept.
documents-how-ask = The network asks the places
    .body = We can’t read anything until it is finished.
documents-how-come = Your documents come
    .body = They are kept locked on this computer.
documents-know = Good to know
documents-know-sent = What is sent
    .body = Your name, birth date, gender, address, phone and the proof of your ID check.
documents-know-copy = Who keeps a copy
    .body = The network and your health group may keep a copy of what they send.
documents-know-stop = You can stop
    .body = Stop any time. What has come stays here.

## While it goes on

documents-sending = We send your request.
    .sub = Your ID check passed. This takes a moment.
documents-asked = We asked for your documents.
    .sub = { $minutes ->
        [0] Asked at { $time }. Nothing can be read until it is finished. You can close Satchel.
        [one] Asked at { $time }. { $minutes } minute so far. Nothing can be read until it is finished. You can close Satchel.
       *[other] Asked at { $time }. { $minutes } minutes so far. Nothing can be read until it is finished. You can close Satchel.
    }
documents-coming = Your documents are coming in.
    .sub = The network is finished. We fetch each document and check that it is whole.
documents-offline = No internet.
    .sub = We go on when it is back. Nothing is lost.
documents-signed-out = Please sign in again.
    .sub = The network wants your sign-in. Then we go on where we were.
documents-diary = Diary
documents-still = Still working
    .ago = { $seconds ->
        [one] We last asked { $seconds } second ago.
       *[other] We last asked { $seconds } seconds ago.
    }
    .told = { $seconds ->
        [one] They told us when to ask again: in { $seconds } second.
       *[other] They told us when to ask again: in { $seconds } seconds.
    }
    .next = { $seconds ->
        [one] We ask again in { $seconds } second.
       *[other] We ask again in { $seconds } seconds.
    }
documents-note-proof-passed = Your ID check passed
    .more = The proof was used once. We did not keep it.
documents-note-request-sent = The request was sent
    .more = Reference { $reference }
documents-note-places-answered = { $total ->
    [one] { $answered } of { $total } place answered
   *[other] { $answered } of { $total } places answered
}
    .more = The network told us this number. It does not say which.
documents-note-network-finished = The network is finished
    .more = Now the documents can be read.
documents-answered = Places that answered
documents-answered-of = of { $total }
documents-stop-title = Want to stop?
    .body = Nothing has come yet.
    .some = What has come stays here.
documents-stop = Stop asking
documents-stop-looking = Stop looking
documents-stopping = Stopping…

## How it ended

documents-came = { $count ->
    [0] Nothing new came.
    [one] Your document came.
   *[other] Your documents came.
}
    .sub = { $count ->
        [0] You had all of them before. Each is kept once.
        [one] { $count } new document is kept locked on this computer.
       *[other] { $count } new documents are kept locked on this computer.
    }
documents-nothing = No documents were found.
    .sub = The second network asked and got none. That does not mean that there are none.
documents-most = { $count ->
    [0] Some documents are missing.
   *[other] Some of your documents came.
}
    .sub = { $silent ->
        [0] { $count ->
            [one] { $count } came. We kept it. Asking again can’t make doubles.
           *[other] { $count } came. We kept them all. Asking again can’t make doubles.
        }
        [one] { $count } came. { $silent } place did not send. Asking again can’t make doubles.
       *[other] { $count } came. { $silent } places did not send. Asking again can’t make doubles.
    }
documents-stopped = You stopped asking.
    .sub = What had come before is still here.
documents-again = Get documents again
documents-ask-missing = Ask again
documents-list = What came, and what did not
documents-place-unnamed = A place that we can’t name
documents-place-documents = { $count ->
    [0] No documents
    [one] { $count } document
   *[other] { $count } documents
}
documents-place-had = { $count ->
    [one] { $count } document.
   *[other] { $count } documents.
} { $had } you already had, kept once.
documents-place-too-slow = Took too long to answer. You can ask again.
documents-place-down = Their system was down. You can ask again.
documents-place-unknown = We don’t know what happened. You can ask again.
documents-place-missing = Missing
documents-see-all = { $count ->
    [one] See { $count } more place
   *[other] See { $count } more places
}
documents-kept = { $count ->
    [one] One document is among your records
   *[other] { $count } documents are among your records
}
    .body = Read them there, look for a word in them, or save one.
    .before = { $count ->
        [0] All of them came before.
        [one] One of them came this time. The rest came before.
       *[other] { $count } of them came this time. The rest came before.
    }
documents-see-records = See my records
documents-before = Before you ask again
    .body = You do the ID check again. It is a new request, tied to this one.
documents-aside = { $count ->
    [one] One document was set aside
   *[other] { $count } documents were set aside
}
    .body = { $count ->
        [one] It names another person. We did not mix it with yours.
       *[other] They name another person. We did not mix them with yours.
    }
documents-aside-why = Look at why
documents-aside-one = { $title } from { $place }
    .differs = Not like yours: { $fields }.
documents-missing = { $count ->
    [one] One document did not come
   *[other] { $count } documents did not come
}
documents-missing-not-there = It is not there any more.
documents-missing-too-large = It is too large to keep.
documents-missing-damaged = It came damaged. Ask again.
documents-missing-elsewhere = It is at a host we do not trust. We sent nothing there.
documents-missing-unreadable = It came in a form we can’t open.
documents-missing-no-answer = The network did not answer. Ask again.
documents-missing-untitled = A document
documents-list-short = The list was not whole.
    .body = The network said there are more. Ask again for the rest.
documents-twice = { $count ->
    [one] { $count } document came twice. It is kept once, with the names of all who sent it.
   *[other] { $count } documents came twice. Each is kept once, with the names of all who sent it.
}
documents-listed = { $count ->
    [one] { $count } document is only listed. The place sent no content.
   *[other] { $count } documents are only listed. The places sent no content.
}
documents-records = { $count ->
    [one] The network made { $count } record of them.
   *[other] The network made { $count } records of them.
}
documents-finished = Finished at { $time }. Reference { $reference }
documents-follows = It follows { $reference }.

## It did not work: what happened, whose fault it is not, what to do

documents-do = What you can do
documents-happened = What happened
documents-happened-times = Asked at { $asked }. It stopped at { $ended }.
documents-happened-words = Their words: { $words }
documents-happened-kept = No document was lost or doubled.
documents-reference = Reference { $reference }
documents-fix = Fix my details
documents-help = Get help
documents-do-again = Ask again later
    .body = You need a new ID check. The old proof can’t be used twice.
documents-do-details = Check your details
    .body = A wrong name or address can stop it.
documents-do-help = Get help
    .body = Read out the reference. It has nothing private in it.
documents-failed-proof-expired = Your ID check ran out.
    .sub = A proof works for a short time only. You did nothing wrong. Nothing was sent to any place.
documents-failed-proof-refused = Your ID check was not taken.
    .sub = The second network could not use it. Nothing was sent to any place.
documents-failed-proof-too-weak = They want a stronger ID check.
    .sub = The second network needs a check with your ID card. Nothing was sent to any place.
documents-failed-details-differ = Your details don’t match your ID check.
    .sub = So the second network did not start. Nothing was sent to any place.
documents-failed-details-missing = Some of your details are missing.
    .sub = The second network needs your name, birth date, gender and address.
documents-failed-not-eligible = They can’t do this for you.
    .sub = The second network has rules of its own, such as an age of 18. Nothing was sent to any place.
documents-failed-already-running = A request is running already.
    .sub = The second network works on one at a time. Wait a while, then ask again.
documents-failed-not-allowed = This is not open to you yet.
    .sub = Your health group must turn it on. You did nothing wrong.
documents-failed-refused = The second network said no.
    .sub = You did nothing wrong. It gave no reason that we know.
documents-failed-network-busy = The second network is busy.
    .sub = We asked a few times. All you had before is still here.
documents-failed-network-stopped = Your documents did not come.
    .sub = You did nothing wrong. The second network stopped the request. All you had before is still here.
documents-failed-took-too-long = It took too long.
    .sub = The second network did not finish, so we stopped asking. All you had before is still here.
documents-failed-results-gone = The answer is gone.
    .sub = The second network keeps an answer for a short time only. All you had before is still here.
documents-failed-unknown-answer = We can’t read their answer.
    .sub = The second network said something that we do not know. All you had before is still here.
documents-failed-interrupted = Satchel closed too early.
    .sub = It closed before your request was on its way. All you had before is still here.
documents-differs = What differs
documents-differs-is = The ID check has something else.
documents-field-first-name = First name
documents-field-last-name = Last name
documents-field-birth-date = Birth date
documents-field-gender = Gender
documents-field-street = Street
documents-field-city = City
documents-field-state = State
documents-field-zip = ZIP code
documents-field-phone = Phone
documents-field-email = E-mail
documents-field-other = Something else
documents-right = Which one is right?
documents-right-id = Your ID is right?
    .body = Change your details here.
documents-right-old = Your ID is old?
    .body = Get a new ID first. Then do the ID check again.
documents-right-both = Both are right?
    .body = Names can be written in two ways. Get help and read out { $reference }.
