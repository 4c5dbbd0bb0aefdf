"""What is said: facts, the property graph, the store, queries, analysis, export."""
