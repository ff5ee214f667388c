"""Needs for which nothing suitable was found: what is written down, how it is told, when it goes."""
