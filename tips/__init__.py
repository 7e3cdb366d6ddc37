"""What a tip is and what may happen to it: draft, place, plates, priority. Pure."""
