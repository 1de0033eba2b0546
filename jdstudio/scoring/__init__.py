"""From actuals to scores: each KPI's curve beside the Excel formula that computes the same, totals and grades.

The window, the review sheet and whoever reads a sheet back take their scores from here, so that they cannot disagree.
To add a way of scoring: one module with `points` and `formula`, named in `curve`.
"""
