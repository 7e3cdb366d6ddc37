"""What is printed or drawn, and how? Values in, bytes out: no clock, no randomness, no network."""
