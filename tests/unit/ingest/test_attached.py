"""A copy is kept in the workspace and nowhere else; what is no copy is refused with a reason."""

from __future__ import annotations

import os
import stat
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from ingest.attached import AttachError, AttachReport, attach, detach, quotes
from ingest.errors import IngestError, IngestLimitReached
from ingest.limits import DEFAULT_LIMITS
from tests.copies import LINES, TEA, facts, id_of, pdf, pdf_file, put_facts, ranges, wrapped


def attached(folder: Path, data: bytes | str, name: str = "copy.txt", **options: object) -> AttachReport:
    put_facts(folder, facts())
    file = folder / name
    file.write_bytes(data.encode() if isinstance(data, str) else data)
    return attach(folder, file, facts(), **options)  # type: ignore[arg-type]


def refused(folder: Path, data: bytes | str, name: str = "copy.txt") -> str:
    with pytest.raises(IngestError) as caught:
        attached(folder, data, name)
    assert not list(folder.glob("copies/*"))
    assert caught.value.text("zh") != str(caught.value)
    return str(caught.value)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "gb18030"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_a_text_is_attached_in_any_encoding(tmp_path: Path, encoding: str, line_end: str) -> None:
    report = attached(tmp_path, TEA.replace("\n", line_end).encode(encoding))
    assert report == AttachReport("src:tea", "copy.txt", exact=len(ranges()), moved=0, missing=0)
    assert report.total == len(ranges())


def test_the_report_counts_what_moved_and_what_is_missing(tmp_path: Path) -> None:
    report = attached(tmp_path, "封面\n" + TEA.replace("120台", "102台"))
    assert (report.moved + report.exact, report.missing) == (len(ranges()) - 3, 3)
    assert report.moved > 20


@pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps no such modes")
def test_the_copy_is_for_its_owner_only(tmp_path: Path) -> None:
    attached(tmp_path, TEA)
    (kept,) = (tmp_path / "copies").iterdir()
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    assert stat.S_IMODE(kept.parent.stat().st_mode) == 0o700


def test_a_copy_attached_again_replaces_the_former_one(tmp_path: Path) -> None:
    attached(tmp_path, TEA, "first.txt")
    attached(tmp_path, wrapped(TEA, 30), "second.txt")
    known = quotes(tmp_path)
    assert [attached.copy.name for attached in known.copies.values()] == ["second.txt"]
    assert len(list((tmp_path / "copies").iterdir())) == 1


def test_a_refused_file_leaves_the_former_copy_alone(tmp_path: Path) -> None:
    attached(tmp_path, TEA, "first.txt")
    with pytest.raises(AttachError):
        attached(tmp_path, "别的文档，和茶叶没有关系。\n" * 30, "second.txt")
    assert quotes(tmp_path).copies["src:tea"].copy.name == "first.txt"


def test_a_damaged_copy_counts_as_none(tmp_path: Path) -> None:
    attached(tmp_path, TEA)
    (kept,) = (tmp_path / "copies").iterdir()
    kept.write_bytes(kept.read_bytes()[:-200])
    assert not quotes(tmp_path)


def test_a_copy_is_detached(tmp_path: Path) -> None:
    attached(tmp_path, TEA)
    assert detach(tmp_path) == "src:tea"
    assert not quotes(tmp_path)
    with pytest.raises(AttachError, match="no copy of a source is attached"):
        detach(tmp_path, "tea")


def test_which_copy_to_detach_is_asked_for_when_there_are_several(tmp_path: Path) -> None:
    (tmp_path / "copy.txt").write_text(TEA, "utf-8")
    both = [*facts(), *facts(source="water")]
    for source in ("tea", "water"):
        attach(tmp_path, tmp_path / "copy.txt", both, source)
    with pytest.raises(AttachError, match="several copies are attached; name one: tea, water"):
        detach(tmp_path)
    with pytest.raises(AttachError, match="there are copies of: tea, water"):
        detach(tmp_path, "coffee")
    assert detach(tmp_path, "src:water") == "src:water"
    assert detach(tmp_path) == "src:tea"


def test_a_pdf_with_a_text_layer_is_attached_with_its_pages(tmp_path: Path) -> None:
    lines = [line for line in wrapped(TEA, 40).split("\n") if line.strip() and "<ul" not in line]
    report = attached(tmp_path, pdf([lines[:20], lines[20:]]), "tea.pdf")
    assert report.missing <= 6  # the table's rows, and what holds them
    found = quotes(tmp_path).sentence(id_of(41, 41), ("二十七处",))
    assert found is not None
    assert found.text == "建议县里优先修通二十七处断头路，并在每个乡镇培训至少四名维修员。"
    assert (found.page, found.how) == (2, "moved")


def test_lines_of_a_pdf_are_not_taken_for_those_of_a_text_edition(tmp_path: Path) -> None:
    unmarked = list(facts(marks=False))
    (tmp_path / "tea.pdf").write_bytes(pdf([[line for line in LINES if line]]))
    with pytest.raises(AttachError):
        attach(tmp_path, tmp_path / "tea.pdf", unmarked)


def test_another_document_is_refused_with_what_made_it_look_so(tmp_path: Path) -> None:
    said = refused(tmp_path, "青岭茶业研究会\n\n" + "这里说的是水库与灌溉，和机器没有关系。\n" * 40)
    assert "does not look like a copy of tea" in said
    assert f" of its {len(ranges())} quoted places" in said


def test_a_chapter_of_the_source_is_a_copy(tmp_path: Path) -> None:
    report = attached(tmp_path, "\n".join(LINES[5:15]))
    assert report.missing > report.moved > 3


@pytest.mark.parametrize(
    ("name", "data", "says"),
    [
        ("copy.txt", b"", "holds no words"),
        ("copy.txt", "。\n——\n", "holds no words"),
        ("copy.txt", b"\x7fELF\x02\x01\x01" + bytes(range(256)) * 20, "neither a PDF nor text"),
        ("copy.docx", b"PK\x03\x04", "possible are .txt, .pdf"),
        ("copy.pdf", b"not a pdf at all", "damaged or no PDF"),
        ("copy.pdf", pdf([["茶园机器人年度观察"]])[:300], "damaged or no PDF"),
        ("copy.pdf", pdf([[], []]), "no text layer (2 pages"),
        ("copy.txt", pdf([[]]), "no text layer"),
        (
            "copy.pdf",
            pdf_file(
                ["<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [] /Count 0 >>"],
                f"/ID [(1) (1)] /Encrypt << /Filter /Standard /V 1 /R 2 /P -44 /O <{'00' * 32}> /U <{'00' * 32}> >> ",
            ),
            "protected by a password",
        ),
    ],
    ids=["empty", "no words", "binary", "docx", "no pdf", "cut pdf", "scan", "scan called txt", "password"],
)
def test_what_cannot_be_read_is_refused_in_one_line(tmp_path: Path, name: str, data: bytes | str, says: str) -> None:
    said = refused(tmp_path, data, name)
    assert said.startswith(name)
    assert says in said
    assert "\n" not in said


def test_what_is_no_file_is_refused(tmp_path: Path) -> None:
    put_facts(tmp_path, facts())
    for path, says in ((tmp_path / "absent.txt", "no such file"), (tmp_path, "no file")):
        with pytest.raises(IngestError, match=says):
            attach(tmp_path, path, facts())


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="pipes have no names here")
def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "copy.txt")
    with pytest.raises(IngestError, match="no file"):
        attach(tmp_path, tmp_path / "copy.txt", facts())


def test_what_is_too_large_reaches_a_limit(tmp_path: Path) -> None:
    for limits in (replace(DEFAULT_LIMITS, document_bytes=100), replace(DEFAULT_LIMITS, document_chars=100)):
        for name, data in (("tea.txt", TEA.encode()), ("tea.pdf", pdf([LINES[:20]]))):
            with pytest.raises(IngestLimitReached):
                attached(tmp_path, data, name, limits=limits)


def test_the_source_is_found_by_its_quotes_or_named(tmp_path: Path) -> None:
    both = [*facts(), *facts([(9, 9)], "water", marks=False)]
    (tmp_path / "copy.txt").write_text(TEA, "utf-8")
    assert attach(tmp_path, tmp_path / "copy.txt", both).source == "src:tea"
    report = attach(tmp_path, tmp_path / "copy.txt", both, "water")
    assert report == AttachReport("src:water", "copy.txt", exact=0, moved=0, missing=0, unverified=1)
    assert set(quotes(tmp_path).copies) == {"src:tea", "src:water"}


def test_a_source_without_digests_is_found_by_the_files_name(tmp_path: Path) -> None:
    both = [*facts(marks=False), *facts([(9, 9)], "water", marks=False)]
    for name in ("copy.txt", "water.txt"):
        (tmp_path / name).write_text(TEA, "utf-8")
    assert attach(tmp_path, tmp_path / "water.txt", both).source == "src:water"
    with pytest.raises(AttachError, match="--source: tea, water"):
        attach(tmp_path, tmp_path / "copy.txt", both)


def test_an_unknown_source_and_an_empty_workspace_are_refused(tmp_path: Path) -> None:
    (tmp_path / "copy.txt").write_text(TEA, "utf-8")
    with pytest.raises(AttachError, match="there are: tea"):
        attach(tmp_path, tmp_path / "copy.txt", facts(), "coffee")
    with pytest.raises(AttachError, match="zhitu build"):
        attach(tmp_path, tmp_path / "copy.txt", ())
