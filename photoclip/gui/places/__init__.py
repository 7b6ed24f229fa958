"""The page of places: photos on a map that needs no net, and the towns they are from."""
