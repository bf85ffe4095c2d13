"""What the district tells the public: drafted by one, released by two others, as CAP 1.2."""
