"""Many generated supporters, for measuring."""
