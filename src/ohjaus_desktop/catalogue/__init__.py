"""What exists: the public directory and how it gets here."""
