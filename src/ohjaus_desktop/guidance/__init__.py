"""From a need and a place to the right service."""
