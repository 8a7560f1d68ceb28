"""What strangers' bytes are fed to: one function for each, tried by Hypothesis and by Atheris."""
