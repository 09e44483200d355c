"""`schema`: the JSON Schemas of the knowledge files, for editors."""

from pathlib import Path

import click

from bot.upkeep.editor import schemas, write


@click.command("schema", epilog="例:python -m bot schema --into knowledge/schema")
@click.option("--into", type=click.Path(path_type=Path, file_okay=False), default=None, metavar="文件夹", help="写进这个文件夹(默认:只列出有哪些)")
def command(into: Path | None) -> None:
    """给编辑器用的说明(JSON Schema):写知识库时自动补全字段,写错了马上标出来。怎么用见 knowledge/README.md。"""
    if into is None:
        for name, text in schemas().items():
            click.echo(f"{name:<16}{len(text)} 字节")
        return
    for path in write(into):
        click.echo(f"写好了 {path}")
