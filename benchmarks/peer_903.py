"""Runs every rule of csc-validator-be-903 on a folder of modules, in that program's environment."""

import contextlib
import csv
import importlib
import io
import json
import logging
import sys
from pathlib import Path
from time import perf_counter

from lac_validator.config import column_names
from lac_validator.lac_validator import LacValidator

RULES = "lac2025_26"


def main(folder: Path) -> None:
    """Print the seconds that reading and validating took, with the rows and rules that it used."""
    logging.disable()
    rules = importlib.import_module(f"lac_validator.rules.{RULES}").registry
    files, rows, known = [], 0, set()
    for path in sorted(folder.glob("*.csv")):
        content = path.read_bytes()
        table = list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))
        module = next((name for name in column_names if column_names[name] == table[0]), None)
        if module is not None and module not in known:
            known.add(module)
            rows += len(table) - 1
            files.append({"name": path.name, "description": "This year", "file_content": content})
    metadata = {"collectionYear": "2017", "localAuthority": "E09000027"}
    with contextlib.redirect_stdout(io.StringIO()):
        start = perf_counter()
        LacValidator(metadata=metadata, files=files, registry=rules)
        seconds = perf_counter() - start
    print(json.dumps({"seconds": seconds, "rows": rows, "checks": len(rules)}))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
