"""Rule packs and the Agreement's open points, read from resources and checked."""
