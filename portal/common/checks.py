"""System checks of the house: what must be true before the portal starts."""
