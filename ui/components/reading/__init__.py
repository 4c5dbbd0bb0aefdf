"""The parts of the sources page: the list of a source's parts, and one part with facts and text."""
