"""From a query to photos in order: filters in SQL, relevance, ranking. Knows numpy, not torch."""
