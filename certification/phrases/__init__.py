"""The sentences that people read about certification: whole, marked for translation, and apart from the rules."""
