"""`suggest`: what to add for a missed question, what that would change, and with `--apply` the change itself."""

import time
from pathlib import Path

import click

from bot.cli.logged import database_option, days_option, question_log
from bot.cli.opened import answerer, counting, knowledge_option
from bot.knowledge.folder import shipped
from bot.knowledge.loading import load_all
from bot.upkeep.check import checked
from bot.upkeep.exam import read_exam
from bot.upkeep.misses import grouped
from bot.upkeep.suggest import MorePhrasing, Radius, Shift, Suggestion, SuggestionError, exam_files, radius, suggested, written
from bot.upkeep.writing import saved, skeleton

_DAY = 86400.0


@click.command("suggest", epilog="例:python -m bot suggest 低保每月能拿几多 --entry dibao-money")
@knowledge_option
@click.option("--from-log", "from_log", is_flag=True, help="不写问句,用记录里没答上次数最多的一组")
@click.option("--entry", "entry", default=None, metavar="编号", help="写明补给哪一条问答(和 --answer 一起用:写在哪一条后面)")
@click.option("--answer", default=None, metavar="回答", help="新写一条“报告没有写”的问答,用这个回答")
@click.option("--apply", "apply", is_flag=True, help="写进 YAML 文件;写完马上检查,有错就恢复原样")
@click.option(
    "--exam", "exams", multiple=True, type=click.Path(path_type=Path, exists=True, dir_okay=False), metavar="考题.jsonl", help="看会影响哪些考题(默认:知识库里 exam/ 的;可写几次)"
)
@click.option("--all", "whole", is_flag=True, help="存着的问法全部再问一遍,不只问相近的(要几分钟)")
@database_option
@days_option
@click.argument("question", required=False, metavar="[问句]")
def command(
    knowledge: Path | None,
    from_log: bool,
    entry: str | None,
    answer: str | None,
    apply: bool,
    exams: tuple[Path, ...],
    whole: bool,
    database: str | None,
    days: float,
    question: str | None,
) -> int:
    """给一句没答上的问题提出补法:给已有的问答加一种问法,或新写一条;并列出加了以后哪些考题和问法会变好、变坏。

    不加 --apply 什么也不写。新写的一条先当作报告没有写的;报告里写了的,请照 knowledge/README.md 自己写。
    """
    if bool(question) == from_log:
        raise click.UsageError("请写一句问句,或用 --from-log(只用其中一个)")
    folder = knowledge or shipped()
    bot = answerer(knowledge)
    others: tuple[str, ...] = ()
    if not question:
        with question_log(database) as store:
            groups = grouped(store.missed(time.time() - days * _DAY), bot, counting("已看"))
        if not groups:
            raise SuggestionError(f"最近 {days:g} 天的记录里没有要补的")
        question, *more = (missed.text for missed in groups[0].questions)
        others = tuple(more)
    found = suggested(question, others, bot, entry, answer)
    # An index may have been built from another working folder: where things stand is read anew.
    change = found.change
    id = change.entry.id if isinstance(change, MorePhrasing) else change.after.id
    place = next(placed for placed in load_all(folder).entries if placed.thing.id == id)
    _show(found, place.where())
    questions = [each for path in exams or exam_files(folder) for each in read_exam(path)]
    steps = {name: counting(name) for name in ("考题", "存着的问法")}
    _show_radius(radius(found, bot, questions, lambda name, done, all: steps[name](done, all), whole=whole))
    if not apply:
        click.echo("没有写进文件;要写,加 --apply 再运行一次。")
        return 0
    return _apply(found, folder, Path(place.document.path))


def _show(found: Suggestion, where: str) -> None:
    click.echo(f"问句:{found.question}\n现在:{_reply(found.turn.reply.status, found.turn.reply.entry)} {found.turn.reply.text.splitlines()[0]}")
    for near in found.nearest:
        click.echo(f"相近:{near.entry} {near.question} {near.probability:.0%}")
    change = found.change
    if isinstance(change, MorePhrasing):
        click.echo(f"建议:给 {change.entry.id}({change.entry.question})加一种问法,{where}")
    else:
        click.echo(f"建议:在 {change.after.id} 后面新写一条,{where}\n{skeleton(change.entry)}")


def _show_radius(found: Radius) -> None:
    click.echo(f"加了以后:{_reply(found.turn.reply.status, found.turn.reply.entry)} {found.turn.reply.text.splitlines()[0]}")
    click.echo(f"再问了 {found.exam} 道考题、{found.stored} 种存着的问法(各自不算自己):变好 {len(found.gained)},变坏 {len(found.lost)}。")
    for mark, shifts in (("+", found.gained), ("-", found.lost)):
        for shift in shifts:
            click.echo(f"  {mark} {_shift(shift)}")


def _shift(shift: Shift) -> str:
    return f"{shift.name} {shift.question}:{shift.before} → {shift.after}"


def _reply(status: str, entry: str | None) -> str:
    told = {"answered": "答", "clarify": "请选", "no_answer": "没答", "smalltalk": "闲聊"}.get(status, status)
    return f"[{told}{' ' + entry if entry else ''}]"


def _apply(found: Suggestion, folder: Path, path: Path) -> int:
    """Write the change; take it back where the check finds an error that was not there."""
    before = {(problem.path, problem.message, problem.rule) for problem in checked(folder).problems if not problem.warning}
    old = path.read_bytes()
    saved(path, written(old, found.change))
    errors = [problem for problem in checked(folder).problems if not problem.warning and (problem.path, problem.message, problem.rule) not in before]
    if errors:
        saved(path, old)
        for problem in errors:
            click.echo(str(problem))
        click.echo(f"检查有 {len(errors)} 个错误,{path} 已经恢复原样。")
        return 1
    click.echo(f"写进了 {path},检查没有新的错误。")
    return 0
