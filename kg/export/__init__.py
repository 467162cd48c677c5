"""A graph written out for others: RDF in three formats, and one page to look at."""
