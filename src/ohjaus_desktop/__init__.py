"""Ohjaus: from a need and a place to the right service."""

__version__ = "0.1.0"
