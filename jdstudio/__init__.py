"""JD Studio: an offline desktop editor for job descriptions and KPI sheets."""

__version__ = "0.1.0"
