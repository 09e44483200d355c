"""The question log and what is remembered of conversations: one store, without personal data."""
