"""Reads pictures with RapidOCR and PassportEye, in an environment of its own: a list of work in, a line of JSON an answer out."""

import json
import os
import resource
import sys

os.environ["OMP_NUM_THREADS"] = os.environ["OMP_THREAD_LIMIT"] = "1"


def spent():
    """Processor seconds of this process and of those it started."""
    own, others = resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)
    return own.ru_utime + own.ru_stime + others.ru_utime + others.ru_stime


def answers(name, work, read):
    """Reads each picture, and prints what it took."""
    for item in work:
        start = spent()
        try:
            lines = read(item["file"])
        except Exception as error:  # noqa: BLE001 — a reader that fails has read nothing
            print(f"{name}: {error}", file=sys.stderr)
            lines = []
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        answer = {"name": name, "index": item["index"], "lines": lines, "seconds": spent() - start, "memory": memory}
        print(json.dumps(answer), file=real, flush=True)


def rapid():
    """RapidOCR with the models that it ships, on one thread."""
    from rapidocr import RapidOCR

    engine = RapidOCR(params={"EngineConfig.onnxruntime.intra_op_num_threads": 1,
                              "EngineConfig.onnxruntime.inter_op_num_threads": 1, "Global.log_level": "error"})  # fmt: skip
    return lambda file: list(engine(file).txts or ())


def passport_eye():
    """PassportEye: code lines only."""
    from passporteye import read_mrz

    def read(file):
        zone = read_mrz(file)
        return zone.aux["text"].split("\n") if zone else []

    return read


# Both print on standard output when it suits them.
real, sys.stdout = sys.stdout, sys.stderr
work = json.load(sys.stdin)
# Their first picture carries the start: it is read twice.
for name, reader, its in (
    ("rapidocr", rapid(), work),
    ("passporteye", passport_eye(), [item for item in work if item["mrz"]]),
):
    if its:
        reader(its[0]["file"])
    answers(name, its, reader)
