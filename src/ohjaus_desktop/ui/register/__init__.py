"""The protected client data on the screen: set up, opened, hidden, looked after."""
