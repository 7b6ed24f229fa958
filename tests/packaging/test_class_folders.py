"""Class folders are made of labelled shards, for the few-shot benchmark."""

from __future__ import annotations

import io
import json
import subprocess
import sys
import tarfile
from pathlib import Path

from PIL import Image

SCRIPT = Path(__file__).parents[2] / "packaging" / "class_folders.py"


def test_each_photo_goes_to_its_most_specific_class_that_is_large_enough(tmp_path: Path) -> None:
    rows = [(f"p{i}", ["poodle", "dog"] if i < 2 else ["dog"], "val") for i in range(5)]
    rows += [("q0", ["cat"], "val"), ("q1", ["dog"], "train")]
    with tarfile.open(tmp_path / "a.tar", "w") as tar:
        for key, _labels, _split in rows:
            out = io.BytesIO()
            Image.new("RGB", (8, 8), "red").save(out, "WEBP")
            member = tarfile.TarInfo(f"{key}.webp")
            member.size = len(out.getvalue())
            tar.addfile(member, io.BytesIO(out.getvalue()))
    lines = [json.dumps({"key": k, "labels": lab, "split": s}) for k, lab, s in rows]
    (tmp_path / "a.jsonl").write_text("\n".join(lines))
    done = subprocess.run(
        [sys.executable, SCRIPT, tmp_path / "out", tmp_path, "--fewest", "3"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout == "1 classes, 5 photos\n"
    assert [folder.name for folder in (tmp_path / "out").iterdir()] == ["dog"]
    assert len(list((tmp_path / "out" / "dog").glob("*.webp"))) == 5
