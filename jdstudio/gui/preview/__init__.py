"""The preview is paper: blocks are laid out once, placed on A4 pages by arithmetic, and only what is seen is painted."""
