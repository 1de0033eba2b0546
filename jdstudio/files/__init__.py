"""Bytes to project and back, and the one way to the disk."""
