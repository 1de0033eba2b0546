"""Findings: what is wrong or weak in a project."""
