"""What is on screen: each page asks the engine and shows what it says."""
