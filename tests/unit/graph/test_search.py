"""What a reader types finds the thing, whatever name, script, width or case they know it by."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from graph.search import NamedThing, NameIndex, fold

NVIDIA = NamedThing("org:nvidia", ("ChipVendor",), "英伟达", "NVIDIA", aliases=("辉达",), importance=0.9)
TSMC = NamedThing("org:tsmc", ("Foundry",), "台积电", "TSMC", aliases=("台湾积体电路制造",))
INTEL = NamedThing("org:intel", ("ChipVendor",), "英特尔", "Intel", misspellings=("Inetl",))
INTEL_CAPITAL = NamedThing("org:intel-capital", ("FinancialInstitution",), None, "Intel Capital", importance=1.0)
LEE = NamedThing("person:jay-lee", ("Person",), "李杰", "Jay Lee", aliases=("李杰 (Jay Lee)",))
PLAN = NamedThing("policy:plan", ("Plan",), "《新一代人工智能发展规划》", "AI Development Plan")
INDEX = NameIndex.build([NVIDIA, TSMC, INTEL, INTEL_CAPITAL, LEE, PLAN])


def ids(text: str, limit: int = 20) -> list[str]:
    return [hit.id for hit in INDEX.find(text, limit)]


def test_a_chinese_an_english_name_an_alias_and_an_id_all_find_the_thing() -> None:
    assert [ids(text)[0] for text in ("英伟达", "NVIDIA", "辉达", "org:nvidia")] == ["org:nvidia"] * 4


def test_traditional_characters_find_simplified_names() -> None:
    assert ids("輝達") == ["org:nvidia"]
    assert ids("臺灣積體電路") == ["org:tsmc"]


def test_width_case_quotes_and_spaces_do_not_matter() -> None:
    assert ids("ｎｖｉｄｉａ") == ["org:nvidia"]
    assert ids("  intel　capital ") == ["org:intel-capital"]
    assert ids("新一代 人工智能") == ["policy:plan"]


def test_a_hit_says_which_text_matched_and_of_what_kind_it_is() -> None:
    (hit,) = INDEX.find("輝達")
    assert (hit.matched, hit.kind, hit.fit) == ("辉达", "alias", "exact")
    assert INDEX.find("inetl")[0].kind == "misspelling"


def test_an_exact_name_comes_before_a_more_important_prefix() -> None:
    assert ids("intel") == ["org:intel", "org:intel-capital"]


def test_the_start_of_a_word_comes_before_the_inside_of_one() -> None:
    index = NameIndex.build(
        [NamedThing("a", name_en="Metaphor", importance=1.0), NamedThing("b", name_en="The Phoenix")]
    )
    assert [hit.id for hit in index.find("pho")] == ["b", "a"]


def test_words_are_found_in_any_order() -> None:
    assert ids("plan ai") == ["policy:plan"]


def test_a_thing_comes_once_however_many_of_its_names_match() -> None:
    assert ids("李杰") == ["person:jay-lee"]


def test_nothing_is_found_for_an_empty_or_unknown_text() -> None:
    assert ids("") == ids("   ") == ids("《》") == ids("没有这样的名字") == []


def test_the_limit_holds_and_keeps_the_best() -> None:
    many = NameIndex.build(NamedThing(f"x:{n}", name_en=f"Item {n}", importance=n) for n in range(3000))
    assert [hit.id for hit in many.find("item", 3)] == ["x:2999", "x:2998", "x:2997"]
    assert many.find("Item 7", 1)[0].id == "x:7"


def test_a_name_with_line_breaks_stays_one_name() -> None:
    index = NameIndex.build([NamedThing("a", name_en="two\nlines\u2028here"), NamedThing("b", name_en="other")])
    assert [hit.id for hit in index.find("two lines here")] == ["a"]


names = st.text(alphabet="abAB 12臺灣台湾芯片智能-·《》　ＡＩ", min_size=1, max_size=12)


@given(st.lists(names, min_size=1, max_size=30), st.data())
def test_any_part_of_a_name_finds_it_and_every_hit_holds_the_text(texts: list[str], data: st.DataObject) -> None:
    index = NameIndex.build(NamedThing(f"t:{n}", name_zh=text) for n, text in enumerate(texts))
    text = data.draw(st.sampled_from(texts))
    start = data.draw(st.integers(0, len(text) - 1))
    part = text[start : data.draw(st.integers(start + 1, len(text)))]
    if not fold(part):
        return
    hits = index.find(part, limit=len(texts))
    assert text in {hit.matched for hit in hits if hit.kind == "name"} or texts.index(text) in {
        int(hit.id.removeprefix("t:")) for hit in hits
    }
    assert all(fold(part) in fold(hit.matched) or hit.fit in ("words", "sound", "initials", "near") for hit in hits)


@given(names)
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


def test_pinyin_whole_in_part_or_its_initials_finds_a_chinese_name() -> None:
    chongqing = NamedThing("place:chongqing", ("City",), "重庆市", None)
    index = NameIndex.build([NVIDIA, TSMC, chongqing])
    for text, fit in (("yingweida", "sound"), ("ying wei", "sound"), ("weida", "sound"), ("ywd", "initials")):
        (hit,) = index.find(text)
        assert (hit.id, hit.fit, hit.matched) == ("org:nvidia", fit, "英伟达"), text
    assert [index.find(text)[0].id for text in ("chongqing", "cqs")] == ["place:chongqing"] * 2
    assert index.find("zhongqing") == ()


def test_pinyin_finds_where_a_syllable_begins_and_nowhere_else() -> None:
    assert NameIndex.build([NVIDIA]).find("ingwei") == ()


def test_a_name_that_begins_so_comes_before_one_that_sounds_so_and_that_before_one_that_holds_it() -> None:
    index = NameIndex.build(
        [NamedThing("a", name_en="Xinhua"), NamedThing("b", name_zh="芯片"), NamedThing("c", name_en="Maxinet")]
    )
    assert [hit.id for hit in index.find("xin")] == ["a", "b", "c"]


def test_other_characters_that_sound_alike_find_the_name_when_nothing_else_does() -> None:
    (hit,) = INDEX.find("英维达")
    assert (hit.id, hit.fit) == ("org:nvidia", "sound")


def test_a_mistyped_name_is_found_and_said_to_be_near() -> None:
    for text in ("nvdia", "NVIDAI", "nividia", "英特耳"):
        hit = INDEX.find(text)[0]
        assert hit.fit in ("near", "sound"), text
    assert INDEX.find("Captial")[0].id == "org:intel-capital"
    assert ids("xyz") == ids("人力") == []


@given(st.text(alphabet="abcdefgh", min_size=5, max_size=12), st.data())
def test_any_name_of_five_letters_is_found_with_one_letter_wrong(name: str, data: st.DataObject) -> None:
    index = NameIndex.build([NamedThing("t:1", name_en=name)])
    at = data.draw(st.integers(0, len(name) - 1))
    assert [hit.id for hit in index.find(name[:at] + "z" + name[at + 1 :])] == ["t:1"]
