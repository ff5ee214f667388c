"""The contact request as it is written, and its ways out once it has been made."""
