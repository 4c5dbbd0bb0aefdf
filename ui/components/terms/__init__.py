"""The parts of the ontology page: the list of classes and relations, and the page of one of them."""
