"""The data page: what is in the workspace, and the way in and out of it."""
