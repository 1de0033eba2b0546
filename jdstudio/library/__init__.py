"""Structures, roles and KPIs that new positions start from."""
