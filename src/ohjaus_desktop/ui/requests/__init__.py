"""The page Pyynnöt: the requests that have been made, and what becomes of them."""
