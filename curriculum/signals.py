"""What the curriculum tells the rooms above it, inside the transaction of the service that did it.

`learned`: a fact about one person's training was recorded (completion, acceptance, attendance);
arguments `person`, `on` (the date of the fact) and `by`. `published`: an edition was published; argument `edition`.
`course_changed`: a module left the course or came back; arguments `course` and `by`.
"""

from django.dispatch import Signal

learned = Signal()
published = Signal()
course_changed = Signal()
