"""The `bot` command: its subcommands, and the one place where an error becomes an exit code."""

import importlib
import logging
import os
import sys
from typing import Any

import click

from bot import __version__
from bot.cli.misuse import in_chinese
from bot.errors import WenbaoError

FINE, PROBLEMS, MISUSE, OUR_BUG = 0, 1, 2, 3

#: Each command with the one line that `--help` shows; the module is imported only when the command runs.
COMMANDS = {
    "ask": "问一句,或用 --batch 问一个文件",
    "chat": "在终端里对话,一行一问",
    "serve": "在 Telegram 里回答(要先设 TELEGRAM_BOT_TOKEN)",
    "check": "检查知识库,列出所有问题和位置",
    "schema": "写出给编辑器用的说明,写知识库时自动补全和检查",
    "coverage": "按目录列出报告答了多少、还缺什么",
    "draft": "从一份报告写出知识库的草稿",
    "eval": "用考题打分",
    "misses": "列出没答上的和被点 👎 的问题,相近的归在一起",
    "suggest": "给没答上的问题提出补法,先看会影响哪些题,--apply 才写进文件",
    "calibrate": "从有标准答案的问题里重新求出权重和门槛",
    "bench": "打印速度和检索质量的对照表",
}


class _Commands(click.Group):
    """Finds a command's module by its name, so that a command imports only what it needs."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        if name not in COMMANDS:
            return None
        command = importlib.import_module(f"bot.cli.{name}").command
        assert isinstance(command, click.Command)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("命令"):
            formatter.write_dl(list(COMMANDS.items()))


@click.group(
    cls=_Commands,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="例:python -m bot ask 脱贫群众人均纯收入是多少",
)
@click.version_option(__version__, "--version", message="wenbao %(version)s", help="显示版本")
def bot() -> None:
    """问报:回答关于一份公开报告的问题,答得准,或者不答。"""


def main(arguments: list[str]) -> int:
    """Run the command line and give its exit status: 0 fine, 1 problems found, 2 misuse, 3 a bug of ours."""
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        reconfigure: Any = getattr(stream, "reconfigure", None)
        if reconfigure:
            reconfigure(encoding="utf-8", errors="surrogateescape" if stream is sys.stdin else "replace")
    try:
        result = bot.main(args=arguments, prog_name="python -m bot", standalone_mode=False, obj=tuple(arguments))
        sys.stdout.flush()
        return result if isinstance(result, int) else FINE
    except click.exceptions.Exit as stop:
        return stop.exit_code
    except click.ClickException as error:
        click.echo(in_chinese(error), err=True)
        return MISUSE
    except WenbaoError as error:
        click.echo(str(error), err=True)
        return MISUSE
    except (KeyboardInterrupt, click.Abort, EOFError):
        return 130
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return FINE
    except Exception as error:
        if os.environ.get("WENBAO_DEBUG"):
            raise
        logging.getLogger("bot").debug("bug", exc_info=True)
        click.echo(f"程序出错了({type(error).__name__}),这是我们的问题。设 WENBAO_DEBUG=1 再运行一次,把结果发给维护者。", err=True)
        return OUR_BUG


def run() -> None:
    """The entry point of the installed `wenbao` command."""
    sys.exit(main(sys.argv[1:]))
