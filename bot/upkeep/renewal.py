"""The renewal of a knowledge folder that is being served: what changed on disk is checked, read and indexed, quickly."""

import gc
from pathlib import Path

from bot.answering.answerer import Answerer
from bot.answering.opening import open_index
from bot.errors import WenbaoError
from bot.knowledge.folder import layout
from bot.knowledge.loading import Shelf, load_all, servable
from bot.knowledge.problem import KnowledgeError
from bot.knowledge.rules import check_all
from bot.matching.index import Index, build


class Renewal:
    """A knowledge folder, opened again and again; each time only what changed is read."""

    def __init__(self, folder: Path, cache: Path | None) -> None:
        self.folder = folder
        self.cache = cache
        self._index: Index | None = None
        self._shelf = Shelf()

    def look(self) -> str:
        """What changes when a file of the folder is saved, comes or goes; quick enough to be asked several times a second."""
        try:
            files = layout(self.folder).files
        except (WenbaoError, OSError) as error:
            return str(error)
        return "\n".join(_seen(path) for path in files)

    def open(self) -> Answerer:
        """An answerer over the folder as it is now.

        The first time as any command opens it. From then on every rule holds too: raises `KnowledgeError` with every error, so that what was
        served before can stay. Warnings stop nothing.
        """
        self._index = self._renewed(self._index) if self._index else open_index(self.folder, self.cache)
        # An index lives long and goes as a whole: the collector need not stop everything to look through it.
        gc.freeze()
        return Answerer(self._index)

    def _renewed(self, before: Index) -> Index:
        # The collector would look through the whole index again and again while the new one grows.
        gc.disable()
        try:
            loaded = load_all(self.folder, self._shelf)
            errors = tuple(sorted(problem for problem in {*loaded.problems, *check_all(loaded)} if not problem.warning))
            if errors:
                raise KnowledgeError(errors)
            return build(servable(loaded), before)
        finally:
            gc.enable()


def _seen(path: Path) -> str:
    try:
        now = path.stat()
    except OSError:
        return f"{path} -"
    return f"{path} {now.st_ino} {now.st_size} {now.st_mtime_ns}"
