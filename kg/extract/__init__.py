"""What a document says, as its words say it: names, times, numbers, events, roles and relations, each with its characters."""
