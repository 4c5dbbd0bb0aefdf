"""The sources page: what the facts were read from, part by part."""
