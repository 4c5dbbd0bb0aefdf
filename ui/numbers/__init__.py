"""The numbers page: every observation to find, compare, draw and take along."""
