"""What tests of several floors open, each once a run: the knowledge that ships, and a county that does not exist (`tests/invented.py`)."""

from functools import lru_cache
from pathlib import Path

import pytest

from bot.answering.answerer import Answerer
from bot.answering.library import Library
from bot.answering.opening import open_index
from bot.knowledge.folder import shipped
from tests import shelf as three
from tests.invented import write

__all__ = ["bot", "county", "county_folder", "data", "shelf", "shelf_folder"]


@lru_cache(maxsize=4)
def _opened(folder: Path, cache: Path) -> Library:
    return Library(open_index(folder, cache))


@pytest.fixture(scope="session")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The data folder (`WENBAO_DATA`) of the whole run, with the cache of built indexes."""
    folder = tmp_path_factory.getbasetemp() / "data"
    folder.mkdir(exist_ok=True)
    return folder


@pytest.fixture(scope="session")
def bot(data: Path) -> Answerer:
    """An answerer over the knowledge that ships."""
    return _opened(shipped(), data / "cache")


@pytest.fixture(scope="session")
def county_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The knowledge folder of the invented county."""
    folder = tmp_path_factory.getbasetemp() / "county"
    return folder if folder.is_dir() else write(folder)


@pytest.fixture(scope="session")
def county(county_folder: Path, data: Path) -> Answerer:
    """An answerer over the invented county."""
    return _opened(county_folder, data / "cache")


@pytest.fixture(scope="session")
def shelf_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The knowledge folder of three reports (`tests/shelf.py`)."""
    folder = tmp_path_factory.getbasetemp() / "shelf"
    return folder if folder.is_dir() else three.write(folder)


@pytest.fixture(scope="session")
def shelf(shelf_folder: Path, data: Path) -> Library:
    """An answerer over three reports: 白鹭县 of 2021 and 2022, 青石县 of 2022."""
    return _opened(shelf_folder, data / "cache")
