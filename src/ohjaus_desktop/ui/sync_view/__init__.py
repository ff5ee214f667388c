"""Where the service information comes from and how it is: the view behind the status line."""
