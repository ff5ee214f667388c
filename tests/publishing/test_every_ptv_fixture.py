"""Every file of PTV that other projects have published is read, and nothing of it is refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from ohjaus_desktop.publishing.ptv.sources import gather


@pytest.mark.parametrize("folder", ["ptv-api-v8", "ptv-api-v11", "ptv-general-descriptions", "ptv-services"])
def test_every_file_holds_records_that_are_known(shared_data: Path, folder: str):
    sources = gather(shared_data / "catalogues" / folder)

    assert sources.unused == []
