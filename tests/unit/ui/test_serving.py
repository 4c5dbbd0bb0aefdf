"""The page is started with options that Streamlit knows, and with nothing of the outside's."""

from __future__ import annotations

import socket
from pathlib import Path

from streamlit import config

from ui.serving import is_ready, streamlit_command, streamlit_environment


def options() -> list[tuple[str, str]]:
    return [(key[2:], value) for key, _, value in (o.partition("=") for o in streamlit_command(8501)) if value]


def test_every_option_is_one_that_streamlit_knows() -> None:
    assert not [key for key, _ in options() if key not in config._config_options_template]


def test_the_page_stays_on_this_machine_and_tells_nobody() -> None:
    assert {("server.address", "127.0.0.1"), ("browser.gatherUsageStats", "false"), ("server.port", "8501")} <= set(
        options()
    )


def test_neither_light_nor_dark_leaves_a_colour_to_chance() -> None:
    named = {
        theme: {k.rpartition(".")[2] for k, _ in options() if k.startswith(f"theme.{theme}.")}
        for theme in ("light", "dark")
    }
    assert (
        named["light"] == named["dark"] >= {"primaryColor", "backgroundColor", "secondaryBackgroundColor", "textColor"}
    )


def test_the_environment_names_workspace_and_store_and_drops_other_applications_settings() -> None:
    outside = {"PATH": "/bin", "STREAMLIT_SERVER_PORT": "1", "STREAMLIT_THEME_BASE": "dark"}
    made = streamlit_environment(workspace=Path("/w"), store="bolt://h", environment=outside)
    assert made == {
        "PATH": "/bin",
        "ZHITU_WORKSPACE": str(Path("/w")),
        "ZHITU_STORE": "bolt://h",
        "PYTHONUNBUFFERED": "1",
    }


def test_a_port_where_nobody_listens_is_not_ready() -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        assert not is_ready(probe.getsockname()[1], timeout=0.2)
