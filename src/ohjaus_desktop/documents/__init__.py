"""Paper, text messages and words to read aloud: a frozen page in, bytes out."""
