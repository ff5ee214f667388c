"""The central side: build and check the central file."""
