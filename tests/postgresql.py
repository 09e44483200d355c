"""A PostgreSQL server of the tests' own: a fresh cluster in a temporary folder, reached by a socket in it."""

import os
import pwd
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_OWNERS = ("postgres", "nobody")


def programs() -> Path | None:
    """The folder of PostgreSQL's programs, the newest where there are several; None where it is not installed."""
    folders = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda folder: int(folder.parent.name) if folder.parent.name.isdigit() else 0)
    onpath = shutil.which("initdb")
    return next((folder for folder in (*reversed(folders), *([Path(onpath).parent] if onpath else [])) if (folder / "initdb").exists() and (folder / "postgres").exists()), None)


def expected() -> bool:
    """True where tests are to use PostgreSQL: where it is installed, and always in continuous integration, which installs it."""
    return programs() is not None or os.environ.get("CI") == "true"


@contextmanager
def running() -> Iterator[str]:
    """A server that runs meanwhile, as a database URL."""
    bin = programs()
    assert bin, "PostgreSQL is not installed: apt-get install postgresql"
    # The server will not run as root.
    owner = next(pwd.getpwnam(name) for name in _OWNERS if _known(name)) if os.geteuid() == 0 else None
    become = {"user": owner.pw_uid, "group": owner.pw_gid, "extra_groups": []} if owner else {}
    folder = Path(tempfile.mkdtemp(prefix="pg"))
    try:
        if owner:
            os.chown(folder, owner.pw_uid, owner.pw_gid)
        made = subprocess.run(
            [bin / "initdb", "-D", folder / "data", "-U", "wenbao", "--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8", "--no-sync"],
            cwd=folder, capture_output=True, text=True, **become,
        )  # fmt: skip
        assert made.returncode == 0, made.stderr
        with (folder / "log").open("w") as log:
            command = [bin / "postgres", "-D", folder / "data", "-k", folder, "-c", "listen_addresses=", "-c", "fsync=off"]
            server = subprocess.Popen(command, cwd=folder, stdout=log, stderr=log, **become)
        try:
            # The last line of the file says so once connections are taken.
            state = folder / "data" / "postmaster.pid"
            until = time.monotonic() + 60
            while not (state.exists() and state.read_text().endswith("ready   \n")):
                assert server.poll() is None, (folder / "log").read_text()
                assert time.monotonic() < until, (folder / "log").read_text()
                time.sleep(0.05)
            yield f"postgresql://wenbao@/postgres?host={folder}"
        finally:
            server.terminate()
            try:
                server.wait(10)
            except subprocess.TimeoutExpired:
                server.kill()
                server.wait()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _known(name: str) -> bool:
    try:
        pwd.getpwnam(name)
    except KeyError:
        return False
    return True
