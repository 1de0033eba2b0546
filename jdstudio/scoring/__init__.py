"""Points of a KPI's curve, totals and grades, computed once."""
