"""Telegram: the bot in private chats, groups and inline."""
