"""Many wait at once: who goes where is then decided for all together, not one after the other (ADR 23)."""
