"""Paper, read-aloud texts and messages: a frozen page in, bytes out."""
