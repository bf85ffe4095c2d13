"""Names are spelled once, when they are saved, so that they can be found by initials."""

from command.service.places import spelled


def test_chinese_is_spelled_without_tones_and_everything_else_stays() -> None:
    assert spelled("府城社区") == "fu cheng she qu"
    assert spelled("凤翔社区第12网格") == "feng xiang she qu di 12 wang ge"
    assert spelled("绿苑雅苑") == "lv yuan ya yuan"
    assert spelled("Block A") == "block a"
    assert spelled("") == ""


def test_a_character_with_two_readings_is_read_by_its_word() -> None:
    assert spelled("重庆路") == "chong qing lu"
    assert spelled("银行") == "yin hang"
