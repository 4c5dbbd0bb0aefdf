"""Kept views: written, read again, sent to others; other files and damaged ones are none."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.saved_views import KIND, MAX_NAME, SavedView, SavedViews, read_view

VIEW = SavedView("", "城市", "看看", {"n": "place:shanghai", "l": "region"}, {"place:shanghai": "上海"}, "")


def test_a_kept_view_comes_back_and_can_be_dropped(tmp_path: Path) -> None:
    views = SavedViews(tmp_path)
    assert views.all() == ()
    kept = views.keep(VIEW)
    assert views.get(kept.id) == kept
    assert (kept.name, kept.address, kept.names) == (VIEW.name, VIEW.address, VIEW.names)
    views.drop(kept.id)
    assert views.all() == ()


def test_the_newest_view_comes_first_and_a_view_kept_again_stays_one(tmp_path: Path) -> None:
    views = SavedViews(tmp_path)
    first, second = views.keep(VIEW), views.keep(VIEW)
    assert [view.id for view in views.all()] == [second.id, first.id]
    views.keep(first)
    assert [view.id for view in views.all()] == [first.id, second.id]


def test_an_exported_view_is_imported_as_one_of_its_own(tmp_path: Path) -> None:
    kept = SavedViews(tmp_path).keep(VIEW)
    imported = read_view(kept.to_json())
    assert imported is not None
    assert (imported.id, imported.name, imported.address) == ("", kept.name, kept.address)


def test_what_is_gone_is_named() -> None:
    assert VIEW.gone({"place:shanghai": 1}) == ()
    assert VIEW.gone({}) == ("上海",)


def test_a_damaged_file_is_no_view_and_spoils_none_beside_it(tmp_path: Path) -> None:
    views = SavedViews(tmp_path)
    kept = views.keep(VIEW)
    (tmp_path / "views" / "broken.json").write_text("{")
    assert views.all() == (kept,)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "{}",
        "[" * 100_000,
        f'{{"kind": "{KIND}", "id": "a", "name": " ", "note": "", "saved": "", "address": {{}}, "names": {{}}}}',
        f'{{"kind": "{KIND}", "id": "a", "name": "x", "note": "", "saved": "", "address": {{"n": 1}}, "names": {{}}}}',
    ],
)
def test_other_files_are_no_views(text: str) -> None:
    assert read_view(text) is None


@given(st.text(), st.text(), st.dictionaries(st.text(max_size=5), st.text(max_size=20), max_size=4))
def test_any_name_note_and_address_survive_the_way_out_and_in(name: str, note: str, address: dict[str, str]) -> None:
    view = read_view(SavedView("x", name, note, address, {}, "now").to_json())
    assert (view is None) == (not name.strip())
    if view is not None:
        assert (view.name, view.note, view.address) == (name.strip()[:MAX_NAME], note, address)
