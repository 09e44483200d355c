"""The documentation: it names every command and setting, and shows what the program prints today."""

import contextlib
import re
from pathlib import Path

import pytest

from bot.cli.main import COMMANDS
from bot.matching.weights import weights
from bot.settings import Settings
from tests.measured import HEADS, marked, refreshed
from tests.transcripts import ROOT, Shown, files, printed, shown

READMES = ("README.md", "README.zh-CN.md")
PAGES = sorted(str(path.relative_to(ROOT)) for pattern in ("*.md", "knowledge/*.md", "deploy/*.md") for path in ROOT.glob(pattern))
#: The settings of the command-line contract.
SETTINGS = (
    "TELEGRAM_BOT_TOKEN",
    "TELEGRAM_API_URL",
    "WENBAO_KNOWLEDGE",
    "WENBAO_DATA",
    "DATABASE_URL",
    "WEBHOOK_URL",
    "WEBHOOK_LISTEN",
    "WEBHOOK_SECRET",
    "HEALTH_LISTEN",
    "STAFF_IDS",
)
_LINK = re.compile(r"\]\((?!https?:|mailto:|#)([^)#\s]+)[^)]*\)")
_MACHINE = re.compile(r"/(?:work|home|root|tmp|Users|mnt)/|\b[A-Z]:\\")
_REGISTRY = re.compile(r"(?:pypi|pythonhosted|npmjs|docker|ghcr|quay|conda)\.(?:org|com|io)|mirrors?\.[a-z]|pypi\.[a-z]+\.|\blocalhost:\d{4,5}/simple", re.IGNORECASE)


@pytest.fixture(autouse=True)
def _one_cache(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """Built indexes are kept in the run's own folder, not in the user's."""
    monkeypatch.setenv("WENBAO_DATA", str(tmp_path_factory.getbasetemp() / "data"))


def read(page: str) -> str:
    return (ROOT / page).read_text("utf-8")


def transcripts() -> list[object]:
    return [pytest.param(page, each, id=f"{page}-{each.command}") for page in PAGES if not files(read(page)) for each in shown(read(page))]


@pytest.mark.parametrize("page", READMES)
@pytest.mark.parametrize("command", COMMANDS)
def test_each_command_is_in_both_readmes(page: str, command: str) -> None:
    assert f"python -m bot {command}" in read(page)


@pytest.mark.parametrize("name", sorted({*SETTINGS, *(field.upper() for field in Settings.model_fields)}))
def test_each_setting_has_a_row_in_the_readme(name: str) -> None:
    assert re.search(rf"^\| `{name}` \|", read("README.md"), re.MULTILINE)


@pytest.mark.parametrize("name", SETTINGS)
def test_each_setting_of_the_contract_is_one_of_the_program(name: str) -> None:
    assert name.lower() in Settings.model_fields


@pytest.mark.parametrize(("page", "example"), transcripts())
def test_the_program_prints_today_what_the_documentation_shows(page: str, example: Shown) -> None:
    """Where it does not, `python -m tests.transcripts PAGE` writes it anew: read the change before keeping it."""
    with contextlib.chdir(ROOT):
        assert printed(example.command) == example.output


@pytest.mark.parametrize("page", READMES)
def test_both_readmes_show_replies(page: str) -> None:
    assert any(" ask " in each.command for each in shown(read(page)))


@pytest.mark.parametrize("page", READMES)
def test_a_reply_is_shown_in_a_block_that_is_run_again(page: str) -> None:
    """No other fenced block has a prompt, so that none escapes the test above."""
    rest = re.sub(r"^```console\n.*?^```$", "", read(page), flags=re.MULTILINE | re.DOTALL)
    assert not re.search(r"^\$ ", rest, re.MULTILINE)


@pytest.mark.parametrize("page", PAGES)
def test_no_page_names_a_path_of_one_machine_or_a_registry(page: str) -> None:
    text = read(page)
    assert not _MACHINE.findall(text)
    assert not _REGISTRY.findall(text)


@pytest.mark.parametrize("lock", ["requirements.lock", "requirements-dev.lock"])
def test_the_locks_name_no_host(lock: str) -> None:
    assert "://" not in read(lock)
    assert not _REGISTRY.findall(read(lock))


@pytest.mark.parametrize("page", PAGES)
def test_links_within_the_project_lead_somewhere(page: str) -> None:
    broken = [link for link in _LINK.findall(read(page)) if not (ROOT / Path(page).parent / link).exists()]
    assert broken == []


@pytest.mark.parametrize("page", PAGES)
def test_each_make_target_that_is_named_exists(page: str) -> None:
    targets = set(re.findall(r"^([a-z]+):", read("Makefile"), re.MULTILINE))
    assert set(re.findall(r"(?:^|`)make ([a-z]+)", read(page), re.MULTILINE)) <= targets


@pytest.mark.parametrize(("page", "name"), [(page, name) for page, heads in HEADS.items() for name in heads])
def test_a_readme_holds_each_measured_table_between_its_marks(page: str, name: str) -> None:
    """`python -m tests.measured` writes them."""
    tables = marked(name).findall(read(page))
    assert len(tables) == 1
    lines = tables[0].splitlines()
    assert lines[0] == f"| {' | '.join(HEADS[page][name])} |"
    assert len(lines) > 5
    assert {line.count("|") for line in lines} == {len(HEADS[page][name]) + 1}


@pytest.mark.parametrize("page", READMES)
def test_the_threshold_marked_as_in_use_is_the_one_in_use(page: str) -> None:
    """Where it is not, the weights were found again and the tables were not: run `python -m tests.measured`."""
    assert re.findall(r"^\| \*\*(\S+)\*\* ", marked("thresholds").findall(read(page))[0], re.MULTILINE) == [f"{weights().answer:.2f}"]


def test_writing_the_tables_anew_keeps_the_rest_of_the_page() -> None:
    page = "前\n<!-- exam:begin -->\n旧\n<!-- exam:end -->\n后\n"
    assert refreshed(page, {"exam": ("组", "对")}, {"exam": [("书面", "9")]}) == "前\n<!-- exam:begin -->\n| 组 | 对 |\n| --- | --: |\n| 书面 | 9 |\n<!-- exam:end -->\n后\n"


def test_the_changelog_keeps_its_form() -> None:
    text = read("CHANGELOG.md")
    assert text.startswith("# Changelog\n")
    assert text.count("\n## [Unreleased]\n") == 1
    assert set(re.findall(r"^### (.+)$", text, re.MULTILINE)) <= {"Added", "Changed", "Deprecated", "Removed", "Fixed", "Security"}
