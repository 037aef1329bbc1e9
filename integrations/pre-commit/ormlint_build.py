# SPDX-License-Identifier: MIT
"""Build backend (PEP 517) that makes a wheel with the program ormlint, for pre-commit's hooks and for `pip install .`.

It runs CMake and puts the program it built into the wheel's scripts. It needs no other Python package, so that nothing is downloaded;
what the C build needs must be installed (scripts/setup). Arguments in the environment variable CMAKE_ARGS are handed to CMake.
"""

import base64
import hashlib
import os
import pathlib
import re
import shlex
import shutil
import subprocess
import sysconfig
import tarfile
import tempfile
import zipfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
SUMMARY = "A linter for the data models of C programs"
FIRST_DATE = (1980, 1, 1, 0, 0, 0)  # of every entry, so that equal contents make equal wheels


def build_wheel(wheel_directory, config_settings=None, metadata_directory=None):
    """Builds ormlint and writes the wheel; returns its name."""
    version = read_version()
    tag = "py3-none-" + re.sub(r"[-.]", "_", sysconfig.get_platform())
    name = f"ormlint-{version}-{tag}.whl"
    information = f"ormlint-{version}.dist-info"
    with tempfile.TemporaryDirectory(prefix="ormlint-build-") as build:
        programs = compile_programs(pathlib.Path(build))
        program, worker = (path.read_bytes() for path in programs)
    files = {
        f"ormlint-{version}.data/scripts/ormlint": program,
        f"ormlint-{version}.data/scripts/ormlint-worker": worker,
        f"{information}/LICENSE": (ROOT / "LICENSE").read_bytes(),
        f"{information}/METADATA": metadata(version),
        f"{information}/WHEEL": f"Wheel-Version: 1.0\nGenerator: ormlint_build\nRoot-Is-Purelib: false\nTag: {tag}\n".encode(),
    }
    record = f"{information}/RECORD"
    lines = [f"{path},sha256={digest(data)},{len(data)}" for path, data in files.items()]
    files[record] = "\n".join([*lines, f"{record},,", ""]).encode()
    with zipfile.ZipFile(pathlib.Path(wheel_directory, name), "w", zipfile.ZIP_DEFLATED) as wheel:
        for path, data in files.items():
            entry = zipfile.ZipInfo(path, FIRST_DATE)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = (0o100755 if "/scripts/" in path else 0o100644) << 16
            wheel.writestr(entry, data)
    return name


def build_sdist(sdist_directory, config_settings=None):
    """Writes the sources that git knows, as an archive; returns its name."""
    version = read_version()
    name = f"ormlint-{version}.tar.gz"
    listed = subprocess.run(["git", "-C", str(ROOT), "ls-files", "-z"], check=True, stdout=subprocess.PIPE).stdout
    with tempfile.NamedTemporaryFile() as information, tarfile.open(pathlib.Path(sdist_directory, name), "w:gz") as archive:
        for path in filter(None, os.fsdecode(listed).split("\0")):
            archive.add(ROOT / path, f"ormlint-{version}/{path}", recursive=False)
        information.write(metadata(version))
        information.flush()
        archive.add(information.name, f"ormlint-{version}/PKG-INFO")
    return name


def read_version():
    text = (ROOT / "CMakeLists.txt").read_text(encoding="utf-8")
    return re.search(r"^project\(ormlint VERSION ([0-9.]+)", text, re.MULTILINE).group(1)


def metadata(version):
    return f"Metadata-Version: 2.1\nName: ormlint\nVersion: {version}\nSummary: {SUMMARY}\nLicense: MIT\n".encode()


def digest(data):
    return base64.urlsafe_b64encode(hashlib.sha256(data).digest()).rstrip(b"=").decode()


def compile_programs(build):
    """Builds in the folder `build`; returns the paths of the program and of its worker, which lie side by side. What the tools say is shown if one of them fails."""
    if shutil.which("cmake") is None:
        raise SystemExit("ormlint is built from its sources, and cmake was not found. Run scripts/setup of ormlint, or use the "
                         "hook `ormlint-system` with an installed ormlint.")
    generator = ["-G", "Ninja"] if shutil.which("ninja") else []
    run("cmake", "-S", str(ROOT), "-B", str(build), *generator, "-DCMAKE_BUILD_TYPE=Release", "-DBUILD_TESTING=OFF",
        *shlex.split(os.environ.get("CMAKE_ARGS", "")))
    jobs = os.environ.get("CMAKE_BUILD_PARALLEL_LEVEL") or str(os.cpu_count() or 1)
    run("cmake", "--build", str(build), "--target", "ormlint", "--parallel", jobs)
    programs = []
    for name in ("ormlint", "ormlint-worker"):
        stripped = build / f"{name}.stripped"
        run("cmake", "-E", "copy", str(build / name), str(stripped))
        if shutil.which("strip"):
            run("strip", str(stripped))
        programs.append(stripped)
    return programs


def run(*command):
    result = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    if result.returncode != 0:
        raise SystemExit(f"{shlex.join(command)} failed:\n{result.stdout.decode(errors='replace')}"
                         "What the build needs is installed by scripts/setup of ormlint.")
