"""The proof that nothing is lost: real bots killed with -9 while scripted phones report, and all counted after."""
