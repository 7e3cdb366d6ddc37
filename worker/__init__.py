"""What happens while nobody waits: retention and housekeeping."""
