"""The stock bots that Highbeam is measured beside. They import nothing of Highbeam but their questions."""
