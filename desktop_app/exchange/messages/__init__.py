"""One message type a module: its fields, written and read strictly."""
