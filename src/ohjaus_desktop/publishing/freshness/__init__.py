"""Keep the catalogue true: who is asked to confirm now, with what message, and what they answered.

Twice a year every organization confirms its record; a reminder follows after three weeks. Whoever
has no e-mail address, or has not answered the reminder, is called.
"""
