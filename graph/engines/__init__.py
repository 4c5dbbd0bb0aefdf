"""Where the Bolt server comes from."""
