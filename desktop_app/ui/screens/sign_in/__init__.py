"""Sign-in: who works at the desk, with the passphrase or, when that is lost, with the recovery sheet."""
