"""Makes sure that the tests have a Chromium and a font with Chinese characters: ``python -m tests.browser_setup``.

Debian packages when root on a machine with apt; else Playwright's own download of Chromium; else a message that says
what to install.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def chromium_path() -> str | None:
    """The Chromium that tests drive: ZHITU_CHROMIUM, one on the PATH, or Playwright's own download."""
    named = os.environ.get("ZHITU_CHROMIUM")
    if named:
        return named
    found = next((path for name in _NAMES if (path := shutil.which(name))), None)
    if found:
        return found
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 - only where no browser is on the PATH

    with sync_playwright() as playwright:
        own = playwright.chromium.executable_path
    return own if Path(own).exists() else None


def has_cjk_font() -> bool:
    """True when a font with Chinese characters is there; macOS and Windows bring their own."""
    if shutil.which("fc-list") is None:
        return sys.platform != "linux"
    return bool(subprocess.run(["fc-list", ":lang=zh"], capture_output=True, text=True, check=True).stdout.strip())


def _is_root_on_debian() -> bool:
    return hasattr(os, "geteuid") and os.geteuid() == 0 and shutil.which("apt-get") is not None


def _install_debian(packages: list[str]) -> None:
    environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    for command in (
        ["apt-get", "update", "-qq"],
        ["apt-get", "install", "-y", "-qq", "--no-install-recommends", *packages],
    ):
        subprocess.run(command, check=True, env=environment, stdout=subprocess.DEVNULL)


def main() -> int:
    """Install what is missing; exit status 1 with one message a missing thing."""
    missing = [
        package for package, there in (("chromium", chromium_path()), ("fonts-noto-cjk", has_cjk_font())) if not there
    ]
    if missing and _is_root_on_debian():
        _install_debian(missing)
    elif "chromium" in missing:
        subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], check=False)
    problems = []
    if chromium_path() is None:
        problems.append(
            "No Chromium: install the package chromium, or set ZHITU_CHROMIUM to a Chromium or Chrome binary."
        )
    if not has_cjk_font():
        problems.append("No font with Chinese characters: install Noto Sans CJK (Debian: fonts-noto-cjk).")
    sys.stderr.writelines(problem + "\n" for problem in problems)
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
