"""What has changed in the services since the user last looked."""
