"""Who is certified, endorsed and active: why, and until when."""
