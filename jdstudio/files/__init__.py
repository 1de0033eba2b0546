"""Bytes and projects: the file format, the one way to the disk, locks, backups and recovery."""
