"""The paper of a contact request: what the client holds, what the organization gets.

Everything is composed from the request as it was recorded. ``discretion`` says what may be told
to whom; the others only choose words.
"""
