"""The proof of claims: many analysts at once, processes and connections killed, then everything counted."""
