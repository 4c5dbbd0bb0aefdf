"""The part of the data page that lists what is wrong in files."""
