"""The ontology page: what can be said, as a graph and as a page for each class and relation."""
