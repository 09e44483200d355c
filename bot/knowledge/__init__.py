"""What a report says, as curated data: entries, their figures, the lexicon, the bot's own sentences; loaded with line numbers and checked."""
