"""The graph as RDF: triples, files, stores, shapes."""
