"""Several sources become one catalogue: who is who, whose word counts, what people have decided."""
