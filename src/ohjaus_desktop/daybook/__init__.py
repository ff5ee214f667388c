"""How the work went: no person in it."""
