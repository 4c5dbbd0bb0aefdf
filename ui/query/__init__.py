"""The query page: what is typed, asked and shown, and the page itself."""
