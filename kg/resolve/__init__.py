"""What the words mean: one thing for many mentions, days for phrases of time, places on the map, and things across documents."""
