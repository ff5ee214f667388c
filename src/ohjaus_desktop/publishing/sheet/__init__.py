"""A spreadsheet that an association's secretary fills in, and a central file made of it.

One row is one service of one organization at one place. The columns stand in ``fields…``: what a
cell means is said there once, for reading, writing, the template and its instructions alike.
"""
