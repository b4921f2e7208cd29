"""See scripts/try-desk."""

import sys

import queue_times
import walk

if __name__ == "__main__":
    words = sys.argv[1:]
    if words[:1] == ["--queue"]:
        sys.exit(queue_times.run(int(words[1]) if words[1:] else 10_000))
    sys.exit(walk.run(words[1] if words[:1] == ["--screenshots"] else None))
