"""The query page over a Neo4j, in real Chromium: what is only there, a profile."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import expect

from graph.store import Store
from tests.browser.conftest import Profiles, leave
from tests.browser.querying import run, visit, write
from tests.browser.site import SECONDS, serving
from tests.explore_world import build


def test_a_profile_shows_what_each_step_counted(
    neo4j_store: Store, profiles: Profiles, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    endpoint = neo4j_store.connection.endpoint()
    monkeypatch.setenv("NEO4J_USERNAME", endpoint.user)
    monkeypatch.setenv("NEO4J_PASSWORD", endpoint.password)
    build(tmp_path / "workspace", tmp_path / "tables", endpoint.uri)
    with serving(tmp_path / "workspace", endpoint.uri) as site:
        page = profiles("zh-CN", root=site.address).new_page()
        visit(page, "MATCH (n:Startup)-[:SUPPLIES]->(hub) RETURN n.name_en AS name, hub")
        profile = page.locator(".zt-editor").get_by_role("button", name="性能剖析")
        profile.click()
        tree = page.locator(".zq.plan")
        expect(tree.locator("h3")).to_contain_text("共访问数据库", timeout=SECONDS)
        expect(tree.locator(".step").first).to_contain_text("ProduceResults")
        expect(tree.locator(".step").first).to_contain_text("40 行")
        write(page, "MATCH (n) SET n.x = 1 RETURN n")
        profile.click()
        expect(page.locator(".st-key-zt-query-trouble")).to_contain_text("SET 会改动图谱", timeout=SECONDS)
        write(page, "RETURN 1 AS one")
        run(page)
        expect(page.locator(".zq .large dd")).to_have_text("1", timeout=SECONDS)
        leave(page)
