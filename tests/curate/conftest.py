"""What the tests of curation share: one Label Studio server for all of them."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.curate.servers import PROGRAM, label_studio


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a real server, which takes as long to start as its tests take."""
    if not PROGRAM:
        pytest.skip("CH3EF_LABEL_STUDIO does not say where the program label-studio lies")
    with label_studio(tmp_path_factory.mktemp("label-studio")) as url:
        yield url
