"""`serve`: the bot in Telegram."""

import asyncio

import click

from bot.chat.logs import set_up
from bot.chat.service import Service
from bot.chat.watch import Deaf
from bot.cli.explaining import explained
from bot.knowledge.folder import shipped
from bot.questions.store import Store, open_store
from bot.settings import Settings, read_settings
from bot.upkeep.renewal import Renewal


@click.command("serve", epilog="设置都从环境变量和 .env 文件读,见 deploy/README.zh-CN.md。按 Ctrl-C 停止。")
def command() -> int:
    """在 Telegram 里回答居民的问题;要先设 TELEGRAM_BOT_TOKEN。"""
    settings = read_settings()
    secrets = (settings.telegram_bot_token, settings.webhook_secret, settings.database_url)
    set_up(settings.log_format, *(secret.get_secret_value() for secret in secrets if secret))
    database = settings.database_url.get_secret_value() if settings.database_url else None
    store = open_store(settings.wenbao_data, database)
    try:
        asyncio.run(_run(settings, store))
    except Deaf as error:
        click.echo(f"停止服务:{error}", err=True)
        return 1
    finally:
        store.close()
    return 0


async def _run(settings: Settings, store: Store) -> None:
    renewal = Renewal(settings.wenbao_knowledge or shipped(), settings.wenbao_data / "cache")
    await Service(settings, store, renewal.open, explained, look=renewal.look).run()
