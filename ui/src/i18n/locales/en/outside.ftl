# Said by the system, outside the page. Others may see the screen: no names, no places, no numbers.

outside-search-ended = The search has ended
outside-search-ended-body = Open Satchel to see what it found.
outside-search-stopped = The search stopped
outside-search-stopped-body = Open Satchel to see what you can do.
