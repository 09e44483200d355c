"""Slots: what a figure is of, in comparable form, so that two figures of the same thing are known for it."""

from bot.knowledge.entry import Figure
from bot.knowledge.lexicon import Lexicon
from bot.knowledge.report import Report

Slots = tuple[str, str, str, str, str, str]


def slots(figure: Figure, report: Report | None, lexicon: Lexicon) -> Slots:
    """Subject, metric, unit without its scale, period, population and qualifier; words of one concept are the same (低保 and 最低生活保障).

    The report's own year is that of a figure without a period, and its own place that of one without a population.
    """
    subject, population = _meant(figure.subject, lexicon), _meant(figure.population, lexicon)
    here = {report.place, *report.aliases} if report else set()
    period = figure.period or (str(report.year) if report else "")
    return (subject, _meant(figure.metric, lexicon), figure.measure, period, "" if population in {subject, *here} else population, figure.qualifier)


def _meant(text: str, lexicon: Lexicon) -> str:
    concept = lexicon.by_word.get(text)
    return concept.name if concept else text
