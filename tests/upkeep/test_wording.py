"""Wording: a wrong character in a name of the report, told from ordinary rewording."""

from bot.upkeep.wording import Slip, Wording, bare

SOURCE = bare("双桥镇石门村的教师周远山发起“夜读灯”行动,史河现代农业产业园获批。")
WORDING = Wording(SOURCE, ["产业园的路修好了", "石门村在哪"], ["双桥镇石门村", "现代农业产业园"])


def test_one_wrong_character_of_a_name_is_told_with_the_name() -> None:
    assert list(WORDING.slips("他住在双桥镇石闷村。")) == [Slip("双桥镇石闷村", "双桥镇石门村")]


def test_the_name_itself_and_other_words_are_left_alone() -> None:
    assert list(WORDING.slips("现代农业产业园在双桥镇石门村。")) == []
    assert list(WORDING.slips("现代渔业示范园在双桥镇沙洲村。")) == []


def test_words_that_the_rest_of_the_knowledge_uses_are_no_slips() -> None:
    other = Wording(SOURCE, ["现代农业示业园是另一处", "农业示业园"], ["现代农业产业园"])
    assert list(other.slips("现代农业示业园")) == []
    assert list(Wording(SOURCE, [], ["现代农业产业园"]).slips("现代农业示业园")) == [Slip("现代农业示业园", "现代农业产业园")]
