"""From a question to a reply: the river, and what a conversation carries over."""
