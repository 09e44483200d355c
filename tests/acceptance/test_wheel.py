"""A wheel carries the knowledge with it and answers from any folder."""

import json
import os
import re
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from bot import __version__
from bot.answering.answerer import Answerer
from bot.knowledge.folder import shipped

ROOT = Path(__file__).resolve().parents[2]
QUESTION = "脱贫群众人均纯收入是多少"


def run(*command: str, cwd: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    clean = {name: value for name, value in os.environ.items() if name not in ("PYTHONPATH", "WENBAO_KNOWLEDGE")}
    return subprocess.run(command, cwd=cwd, env={**clean, **environment}, capture_output=True, text=True, timeout=240, check=False)


@pytest.mark.slow
def test_a_wheel_answers_from_another_folder(bot: Answerer, tmp_path: Path) -> None:
    built = run(sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(tmp_path / "dist"), str(ROOT), cwd=tmp_path)
    assert built.returncode == 0, built.stdout + built.stderr
    (wheel,) = (tmp_path / "dist").glob("*.whl")
    assert re.fullmatch(rf"wenbao-{re.escape(__version__)}-py3-none-any\.whl", wheel.name)

    names = zipfile.ZipFile(wheel).namelist()
    carried = {name.removeprefix("bot/_knowledge/") for name in names if name.startswith("bot/_knowledge/")}
    assert {str(path.relative_to(shipped())) for path in shipped().rglob("*.yaml")} <= carried
    assert "bot/matching/weights.json" in names
    assert not [name for name in names if name.startswith(("tests/", "knowledge/", "deploy/")) or "__pycache__" in name]

    site, elsewhere = tmp_path / "site", tmp_path / "elsewhere"
    elsewhere.mkdir()
    installed = run(sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--disable-pip-version-check", "--target", str(site), str(wheel), cwd=tmp_path)
    assert installed.returncode == 0, installed.stderr

    where = run(sys.executable, "-c", "import bot; print(bot.__file__)", cwd=elsewhere, PYTHONPATH=str(site))
    assert where.stdout.strip().startswith(str(site)), "the installed package is the one that answers"
    asked = run(sys.executable, "-m", "bot", "ask", "--json", QUESTION, cwd=elsewhere, PYTHONPATH=str(site), WENBAO_DATA=str(tmp_path / "data"))
    assert (asked.returncode, asked.stderr) == (0, "")
    assert json.loads(asked.stdout) == bot.ask(QUESTION).reply.as_json()

    script = run(sys.executable, str(site / "bin" / "wenbao"), "--version", cwd=elsewhere, PYTHONPATH=str(site))
    assert script.stdout == f"wenbao {__version__}\n"
    assert not list(elsewhere.iterdir()), "nothing is left in the folder it is run from"
