"""Project -> neutral typed blocks: the one pipeline behind the preview and every document."""
