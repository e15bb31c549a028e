"""The fixtures every test may use, and the watches that fail a test for what it leaves behind."""
