"""How long a child takes with its sandbox and without: processor time (user and system) and wall-clock time of one child, from
its start to its end, in milliseconds. Both run in turn, so that whatever else the machine does meets both alike.

    scripts/bench sandbox [--runs N] [FILE …]

Without a file: an empty one, which shows the start alone, and a page of the fixtures.
"""

import argparse
import json
import os
import pathlib
import resource
import statistics
import struct
import subprocess
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]
LAYERS = {"with": "nothing", "without": "landlock,seccomp"}


def frames(document: bytes) -> bytes:
    """The order and the document, as the parent writes them."""
    order = {
        "accepts": ["pdf", "jpeg", "png"],
        "limits": {
            "files": 1, "pages": 20, "megabytes": 20, "megapixels": 60, "seconds": 120, "addressSpaceMegabytes": 2048,
        },
        "renderDotsPerInch": 300,
        "languages": ["dan", "eng"],
        "mask": ["cardVerificationCode", "cardNumber", "nationalIdentityNumber"],
        "requireSandbox": False,
    }
    bodies = [json.dumps(order).encode(), document]
    return b"".join(struct.pack("<BI", kind, len(body)) + body for kind, body in enumerate(bodies, 1))


def one_run(programs: pathlib.Path, layers: str, stream: bytes) -> tuple[float, float]:
    """Processor time and wall-clock time of one child."""
    environment = {
        "KYC_HOME": os.environ.get("KYC_HOME", "/usr/local/lib/kyc"), "OMP_THREAD_LIMIT": "1",
        "SWIFT_BACKTRACE": "enable=no", "LC_ALL": "C.UTF-8",
    }
    # Both ways go through the probe, which takes layers away or none.
    command = [programs / "SandboxProbe", "without", layers, programs / "kyc-inspector"]
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    start = time.perf_counter()
    subprocess.run(command, input=stream, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=environment, check=True)
    wall = time.perf_counter() - start
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    used = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return used * 1000, wall * 1000


def main() -> None:
    parser = argparse.ArgumentParser(prog="scripts/bench sandbox", description=__doc__.split("\n\n")[0])
    parser.add_argument("--runs", type=int, default=20)
    parser.add_argument("--programs", type=pathlib.Path, help="folder of release builds; built when not given")
    parser.add_argument("files", nargs="*", type=pathlib.Path)
    arguments = parser.parse_args()
    programs = arguments.programs
    if not programs:
        programs = ROOT / ".build" / "release"
        for product in ["kyc-inspector", "SandboxProbe"]:
            subprocess.run(["swift", "build", "-c", "release", "--product", product], cwd=ROOT, check=True)
    files = arguments.files or [None, ROOT / "Fixtures/uploads/A-1001/address/bill.pdf"]
    print(f"{'document':24} {'sandbox':8} {'CPU ms: least':>14} {'median':>8} {'wall ms: least':>15} {'median':>8}")
    for file in files:
        stream = frames(file.read_bytes() if file else b"")
        runs = {way: [] for way in LAYERS}
        for _ in range(arguments.runs):
            for way, layers in LAYERS.items():
                runs[way].append(one_run(programs, layers, stream))
        for way, results in runs.items():
            used, wall = zip(*results)
            print(
                f"{file.name if file else '(empty)':24} {way:8} {min(used):14.1f} {statistics.median(used):8.1f} "
                f"{min(wall):15.1f} {statistics.median(wall):8.1f}")


if __name__ == "__main__":
    main()
