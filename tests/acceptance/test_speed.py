"""Speed: `ask` starts and answers at once, and a running process answers in milliseconds.

Processor time is measured, so that a busy machine loses no test; the bars leave room for a machine half as fast as the one they were set on.
"""

import os
import resource
import statistics
import subprocess
import sys
import time
from pathlib import Path

from bot.answering.answerer import Answerer

ROOT = Path(__file__).resolve().parents[2]
#: Seconds of a process that answers one question with the index in its cache; of the median and of the slowest question in a running one.
STARTED, MEDIAN, SLOWEST = 2.0, 0.010, 0.5


def test_ask_starts_and_answers_at_once(bot: Answerer, data: Path) -> None:
    def used() -> float:
        spent = resource.getrusage(resource.RUSAGE_CHILDREN)
        return spent.ru_utime + spent.ru_stime

    before = used()
    done = subprocess.run(
        [sys.executable, "-m", "bot", "ask", "农村低保有多少户"], cwd=ROOT, env={**os.environ, "WENBAO_DATA": str(data)}, capture_output=True, timeout=60, check=False
    )
    assert (done.returncode, done.stderr) == (0, b"")
    assert used() - before < STARTED


def test_a_question_takes_milliseconds(bot: Answerer) -> None:
    took = []
    for entry in bot.index.knowledge.entries[::4]:
        # Not word for word, so that the whole river is taken.
        for question in (f"我想问问{entry.question.rstrip('?')}呀", f"{entry.question.rstrip('?')}在2022年的情况"):
            began = time.process_time()
            bot.ask(question)
            took.append(time.process_time() - began)
    assert len(took) > 100
    assert statistics.median(took) < MEDIAN
    assert max(took) < SLOWEST
