"""The map page: declared views of the graph. Each .toml file here is one; a workspace's own lie in its folder maps."""
