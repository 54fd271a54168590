"""The command line's commands, one a file: arguments in, calls out. Nothing heavy is imported before a command runs."""
