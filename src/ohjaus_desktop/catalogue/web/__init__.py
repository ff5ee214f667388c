"""A published folder on a web server that may be slow, endless, wrong or somebody else's."""
