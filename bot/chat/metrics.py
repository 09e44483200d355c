"""Metrics: counters and gauges in Prometheus' text form. No chat, person or text is ever a label."""

import math
from collections import defaultdict

_HELP = {
    "wenbao_updates_total": ("counter", "Updates received, by kind"),
    "wenbao_updates_repeated_total": ("counter", "Updates that Telegram sent again"),
    "wenbao_replies_total": ("counter", "Replies sent, by status"),
    "wenbao_api_calls_total": ("counter", "Calls of the Bot API, by method and outcome"),
    "wenbao_api_waits_total": ("counter", "Times that Telegram told us to wait (429)"),
    "wenbao_unreachable_total": ("counter", "Messages that could not be delivered for good, by cause"),
    "wenbao_slowed_total": ("counter", "Messages left unanswered because their sender was too fast"),
    "wenbao_thumbs_total": ("counter", "Thumbs, by direction"),
    "wenbao_failures_total": ("counter", "Updates that failed because of a bug"),
    "wenbao_reloads_total": ("counter", "Reloads of the knowledge, by outcome"),
    "wenbao_waiting": ("gauge", "Updates received and not yet handled"),
    "wenbao_entries": ("gauge", "Entries of the knowledge that is served"),
    "wenbao_last_poll_timestamp_seconds": ("gauge", "Time of the last good getUpdates"),
    "wenbao_start_timestamp_seconds": ("gauge", "Time of the start"),
    "wenbao_answer_seconds": ("histogram", "Time from handling a question to its reply"),
}
_BUCKETS = (0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 60.0, math.inf)


class Metrics:
    """Everything that is counted."""

    def __init__(self) -> None:
        self._values: dict[str, dict[tuple[tuple[str, str], ...], float]] = defaultdict(lambda: defaultdict(float))
        self._seconds: list[int] = [0] * len(_BUCKETS)
        self._sum = 0.0

    def count(self, name: str, **labels: str) -> None:
        """Add one to a counter."""
        self._values[name][tuple(sorted(labels.items()))] += 1

    def set(self, name: str, value: float) -> None:
        """Set a gauge."""
        self._values[name][()] = value

    def took(self, seconds: float) -> None:
        """Note how long an answer took."""
        self._sum += seconds
        for number, bound in enumerate(_BUCKETS):
            if seconds <= bound:
                self._seconds[number] += 1

    def value(self, name: str, **labels: str) -> float:
        """A counter or gauge as it stands."""
        return self._values[name].get(tuple(sorted(labels.items())), 0.0)

    def text(self) -> str:
        """All of it, as Prometheus reads it."""
        lines: list[str] = []
        for name, (kind, told) in _HELP.items():
            lines += [f"# HELP {name} {told}", f"# TYPE {name} {kind}"]
            if kind == "histogram":
                lines += [f'{name}_bucket{{le="{_number(bound)}"}} {count}' for bound, count in zip(_BUCKETS, self._seconds, strict=True)]
                lines += [f"{name}_sum {_number(round(self._sum, 6))}", f"{name}_count {self._seconds[-1]}"]
                continue
            values = dict(self._values.get(name, {})) or ({(): 0.0} if kind == "gauge" else {})
            for labels, value in sorted(values.items()):
                told_labels = ",".join(f'{key}="{_escaped(text)}"' for key, text in labels)
                lines.append(f"{name}{{{told_labels}}} {_number(value)}" if told_labels else f"{name} {_number(value)}")
        return "\n".join(lines) + "\n"


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")


def _number(value: float) -> str:
    return "+Inf" if value == math.inf else str(int(value)) if value == int(value) else repr(value)
