"""Misuse of the command line, told in one line of Chinese."""

import click


def in_chinese(error: click.ClickException) -> str:
    """What is wrong with the call and what to do, in one line."""
    return f"{_said(error)}。用法见:{_help_of(error)}"


def _said(error: click.ClickException) -> str:
    match error:
        case click.exceptions.NoArgsIsHelpError():
            return "缺少命令"
        case click.NoSuchOption():
            return f"没有 {error.option_name} 这个选项"
        case click.MissingParameter():
            name = error.param.human_readable_name if error.param else ""
            return f"缺少 {name}"
        case click.FileError():
            return f"打不开文件 {error.ui_filename}"
        case click.BadParameter():
            hint = error.param.human_readable_name if error.param else error.param_hint or "参数"
            return f"{hint} 不对:{_reason(error)}"
        case click.BadOptionUsage():
            return f"选项 {error.option_name} 后面缺少内容或写法不对"
        case click.BadArgumentUsage():
            return "参数不对"
        case click.UsageError() if "No such command" in error.message:
            return f"没有 {error.message.split(chr(39))[1]} 这个命令"
        case click.UsageError() if "unexpected extra argument" in error.message:
            return "参数太多;一个问题里有空格时请加引号"
        case click.UsageError() if "Missing command" in error.message:
            return "缺少命令"
    return error.message


def _reason(error: click.BadParameter) -> str:
    said = error.message
    if "does not exist" in said:
        return f"没有这个文件或文件夹:{said.split(chr(39))[1] if chr(39) in said else ''}"
    if "is a directory" in said:
        return "这是文件夹,要的是文件"
    if "is a file" in said:
        return "这是文件,要的是文件夹"
    if "is not a valid" in said or "is not in the range" in said:
        return "不是合适的值"
    return said


def _help_of(error: click.ClickException) -> str:
    context = getattr(error, "ctx", None)
    return f"{context.command_path if context else 'python -m bot'} --help"
