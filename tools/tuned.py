"""Whether this Python was built along a profile of how it runs: exit status 0 if so.

Those of distributions, python.org, uv and conda are, and pyenv's are not unless asked to: without,
mail takes a fifth longer to read (docs/decisions.md). `tools/setup.sh` asks each that it finds.
"""

import sys
import sysconfig


def is_tuned() -> bool:
    """By how it was configured; what a distribution puts into /usr does not tell, and is."""
    asked = str(sysconfig.get_config_var("CONFIG_ARGS"))
    return "--enable-optimizations" in asked or sys.base_prefix == "/usr"


if __name__ == "__main__":
    sys.exit(not is_tuned())
