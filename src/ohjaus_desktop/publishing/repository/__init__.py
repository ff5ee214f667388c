"""A published folder that any web server, share or memory stick carries, and its keys.

``keys`` keeps the keys, ``state`` reads what a folder holds, ``signing`` writes it anew;
``init``, ``publish``, ``refresh`` and ``rotate`` are what a publisher does.
"""
