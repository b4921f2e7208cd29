"""See scripts/try-server."""

import sys

import check
import kill
import load

if __name__ == "__main__":
    what, rest = sys.argv[1], [int(word) for word in sys.argv[2:]]
    sys.exit({"check": check.run, "load": load.run, "kill": kill.run}[what](*rest))
