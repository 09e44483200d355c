"""The command line: one file a command, and the one place where an error becomes an exit code."""
