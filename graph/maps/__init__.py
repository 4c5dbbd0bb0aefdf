"""Maps of the graph: declared views with their queries, and the figures that are made of what these find."""
