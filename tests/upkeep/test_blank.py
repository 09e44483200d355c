"""A blank: the report's own sentence with 多少 in place of one figure."""

import pytest

from bot.upkeep.blank import blanked
from bot.upkeep.published import Paragraph
from bot.upkeep.stated import figures_of


@pytest.mark.parametrize(
    ("sentence", "unit", "asked"),
    [
        ("围绕“便民”等十个重点领域提出76项改革任务,成效明显。", "项", "围绕“便民”等十个重点领域提出多少项改革任务"),
        ("31个社区成立公共卫生委员会。", "个", "多少个社区成立公共卫生委员会"),
        ("推进热线改革,受理诉求133万条。", "条", "推进热线改革受理诉求多少条"),
        ("学法考试(线上)的优秀率达到99.88%。", "", "学法考试的优秀率达到多少"),
        ("一是投入12.5万元,惠及困难家庭89户。", "户", "惠及困难家庭多少户"),
        ("栽树5棵。", "棵", ""),
        ("对2007—2021年印发的99份文件进行梳理。", "份", "对印发的多少份文件进行梳理"),
        ("组建3个专班、派出驻村干部12名。", "名", "派出驻村干部多少名"),
    ],
)
def test_the_last_figure_is_asked_for_in_all_the_words_around_it(sentence: str, unit: str, asked: str) -> None:
    assert blanked(list(figures_of(Paragraph(sentence, 1)))[-1], unit) == asked
