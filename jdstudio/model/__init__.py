"""What a project is: frozen values, and the pure functions that change them."""
