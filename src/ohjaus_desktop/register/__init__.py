"""What was done for a client: secret, encrypted, never pointing into the catalogue."""
