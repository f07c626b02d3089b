## The demo's director: for whoever shows Satchel, not for a patient

director = Demo director
director-reset = Reset
director-close = Hide (F9)
director-story = Story
director-choose = Choose a story
director-steps = Steps
director-next = Next step
director-key = or press F8
director-clock = Clock
director-later = +{ $days ->
        [one] { $days } day
       *[other] { $days } days
    }
director-clock-means = It runs faster only while a network is waited for.
director-faults = Faults
director-fault-place-down = Places are down
director-fault-slow = Slow answers
director-fault-permission-ends = Permissions end
director-fault-network-down = Network is down
director-fault-partial = Partial answers
director-fault-unknown-status = Unknown status
director-fault-not-authorized = Signed out (401), once
director-fault-busy = Too busy (429), once
director-wire = Show what is happening
director-wire-hide = Hide what is happening
wire-title = What is happening
wire-masked = secrets masked
notes-open = Presenter notes
notes-step = Step { $step } of { $steps }
notes-point = Point at
notes-next = Next
notes-begin = The story begins with the next step.
notes-end = The story ends here.
notes-none = Choose a story in the director.
