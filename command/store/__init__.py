"""What PostgreSQL remembers, and the only place that speaks SQL."""
