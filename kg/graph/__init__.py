"""The graph itself: RDF terms, codings turned into quads, the store that answers SPARQL, and the view for networkx."""
