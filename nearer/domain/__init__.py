"""The pure core: what a person can write down, and what follows from it. Standard library only."""
