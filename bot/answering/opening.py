"""Opening a knowledge folder for answering: the index from the cache, or built and put there."""

import gc
import hashlib
import os
import pickle
import sys
import tempfile
from pathlib import Path

from bot import __version__
from bot.knowledge.folder import layout
from bot.knowledge.loading import load
from bot.matching.index import Index, build


def open_index(folder: Path, cache: Path | None) -> Index:
    """The index of a knowledge folder.

    `cache` is a folder of the user's own in which built indexes are kept, named by a digest of the program that built them and of every
    byte they were built from; None builds anew. Where the knowledge changed, it is built from the newest index of the same program. A cache
    that cannot be read or written is passed over.

    Raises `FolderError` and `KnowledgeError` as `load` does.
    """
    program = hashlib.sha256(f"{__version__} {_program()} {sys.version}".encode()).hexdigest()[:16]
    kept = cache / f"index-{program}-{layout(folder).fingerprint()[:32]}.pickle" if cache else None
    found = _found(kept) if kept else None
    if found:
        return found
    earlier = sorted(cache.glob(f"index-{program}-*.pickle"), key=lambda old: old.stat().st_mtime) if cache else []
    index = build(load(folder), _found(earlier[-1]) if earlier else None)
    if kept:
        _keep(index, kept)
    return index


def _found(path: Path) -> Index | None:
    """A kept index; None where there is none, or a damaged one, which is built anew whatever its damage."""
    try:
        found = _unpickled(path.read_bytes()) if path.is_file() and _own(path) else None
    except Exception:  # noqa: BLE001
        return None
    return found if isinstance(found, Index) else None


def _unpickled(data: bytes) -> object:
    """What was pickled; without the garbage collector, which would look through the growing index again and again."""
    gc.disable()
    try:
        return pickle.loads(data)
    finally:
        gc.enable()


def _program() -> str:
    """A digest of the modules that an index depends on, so that a changed program does not read an old index."""
    package = Path(__file__).resolve().parent.parent
    parts = [path for floor in ("language", "knowledge", "matching") for path in sorted((package / floor).glob("*.py"))]
    return hashlib.sha256(b"".join(hashlib.sha256(path.read_bytes()).digest() for path in parts)).hexdigest()


def _own(path: Path) -> bool:
    """Only a file of this user's is unpickled."""
    return not hasattr(os, "getuid") or path.stat().st_uid == os.getuid()


def _keep(index: Index, path: Path) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        with tempfile.NamedTemporaryFile(dir=path.parent, delete=False) as file:
            pickle.dump(index, file, protocol=pickle.HIGHEST_PROTOCOL)
        os.replace(file.name, path)
        older = sorted(path.parent.glob("index-*.pickle"), key=lambda old: old.stat().st_mtime)[:-4]
        for old in older:
            old.unlink(missing_ok=True)
    except OSError:
        pass
