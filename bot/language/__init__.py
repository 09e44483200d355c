"""What is known about Chinese in general: characters, words, sounds, numbers, dates. Knows no report."""
