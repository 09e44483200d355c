"""`draft`: make the draft of a knowledge folder from a published report."""

import re
from pathlib import Path

import click

from bot.cli.opened import knowledge_option
from bot.errors import WenbaoError
from bot.knowledge.loading import load_all, shared_lexicon
from bot.knowledge.printed import plainly
from bot.upkeep.check import checked
from bot.upkeep.draft import Draft, draft
from bot.upkeep.published import read_published


class DraftError(WenbaoError):
    """A folder that may not be written into."""


@click.command("draft", epilog="例:python -m bot draft 报告.docx --into knowledge/bailu-2021")
@knowledge_option
@click.option("--into", type=click.Path(path_type=Path), required=True, metavar="文件夹", help="写到哪个文件夹,名字用小写字母、数字和“-”,如 knowledge/bailu-2021")
@click.option("--place", default="", metavar="地方", help="报告管的地方,如 白鹭县(默认:从报告里认)")
@click.option("--year", type=click.IntRange(1950, 2099), default=None, metavar="年份", help="数字是哪一年的(默认:从报告里认)")
@click.option("--again", is_flag=True, help="文件夹里已经有东西:只补没有的,不动已有的文件")
@click.argument("report", type=click.Path(path_type=Path), metavar="报告文件")
def command(knowledge: Path | None, into: Path, place: str, year: int | None, again: bool, report: Path) -> None:
    """从报告(.txt .docx .pdf .html)写出知识库的草稿。

    有目录、每个数字一条问答、名称、做法、答记者问、报告没有写的。草稿不会拿来回答,审好才上线。"""
    into = Path(*into.parts)
    if into.exists() and not into.is_dir():
        raise DraftError(f"{into} 是文件,--into 后面要写文件夹")
    old = into.is_dir() and any(into.iterdir())
    if old and not again:
        raise DraftError(f"文件夹 {into} 里已经有东西:换一个名字,或加 --again 只补没有的")
    id = into.name if re.fullmatch(r"[a-z][a-z0-9-]{0,30}", into.name) else ""
    if not id:
        raise DraftError(f"--into 的文件夹名“{into.name}”要用小写字母、数字和“-”,以字母开头,最多 31 个字符,例如 bailu-2021")
    published = read_published(report)
    lexicon = shared_lexicon(knowledge or into.parent)
    found = draft(published, id, lexicon, place=place, year=year or 0, progress=lambda line: click.echo(line, err=True))
    files = found.files(_known(into) if old else frozenset())
    written = _write(into, files, old)
    click.echo(_told(into, found, written))


def _known(into: Path) -> frozenset[str]:
    """What the folder already has: figures by section, and questions."""
    if not (into / "report.yaml").is_file():
        return frozenset()
    known: set[str] = set()
    for placed in load_all(into).entries:
        entry = placed.thing
        known |= {entry.question, *entry.similar}
        if entry.figures:
            known.add(f"{entry.section} {plainly(entry.figures[0].value)}{entry.figures[0].unit}")
    return frozenset(known)


def _write(into: Path, files: dict[str, str], old: bool) -> list[str]:
    """Write the files that are not there; new entries of a section that has a file go into one beside it."""
    try:
        into.mkdir(parents=True, exist_ok=True)
        written = []
        for name, text in files.items():
            path = into / name
            if path.exists():
                if name in ("report.yaml", "lexicon.yaml"):
                    continue
                number = next(number for number in range(1, 1000) if not (into / f"{path.stem}-补充{number}.yaml").exists())
                path = into / f"{path.stem}-补充{number}.yaml"
            path.write_text(text, "utf-8")
            written.append(path.name)
    except OSError as error:
        raise DraftError(f"写不进文件夹 {into}({error.strerror}),请检查权限和磁盘") from None
    return written


def _told(into: Path, found: Draft, written: list[str]) -> str:
    """What was written and what is left to do."""
    if not written:
        return f"{into} 里什么都不缺,没有写。"
    result = checked(into)
    sure = sum(one.sure for one in found.figures)
    lines = [
        f"写好了 {into}:{len(written)} 个文件;报告里 {len(found.figures)} 个数字,{sure} 个认出了说的是什么。",
        f"检查:{result.errors} 个错误,{result.warnings} 个提醒,{result.drafts} 条草稿。",
        "",
        "接下来:",
    ]
    steps = [f"核对 {into / 'report.yaml'}:名称、日期、单位、年份、地方、目录"]
    steps += found.doubts
    steps += [
        "一个文件一个文件审:对照每条上面的原文,改 subject、问法和回答;不要的整条删掉",
        "补上人们平常的叫法(lexicon.yaml)和报告没有写、人们会问的事",
        "审好一个文件,删掉开头的 draft: true,整个文件就上线;先上一条,在那一条里写 draft: false",
        f"python -m bot check {into},直到没有错误",
        f"python -m bot ask --knowledge {into} 问几句看看",
    ]
    return "\n".join(lines + [f"{number}. {step}" for number, step in enumerate(steps, start=1)])
