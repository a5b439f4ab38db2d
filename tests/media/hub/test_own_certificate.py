"""A certificate that somebody else gave: faults and warnings in plain words."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec

from media.hub import certificate, own_certificate
from media.hub.certificate import LEAF_LIFE, Papers

NOW = datetime.now(UTC)


@pytest.fixture
def papers(tmp_path: Path) -> Papers:
    return certificate.prepare(tmp_path / "a", ["room.example", "10.1.1.1", "*.town.example"], NOW)


def test_a_sound_pair_has_no_fault(papers: Papers) -> None:
    assert not own_certificate.fault(papers.certificate, papers.key)


def test_every_fault_names_its_file(papers: Papers, tmp_path: Path) -> None:
    other = certificate.prepare(tmp_path / "b", ["room.example"], NOW)
    text, locked = tmp_path / "text", tmp_path / "locked.key"
    text.write_text("hello")
    locked.write_bytes(
        ec.generate_private_key(ec.SECP256R1()).private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.BestAvailableEncryption(b"secret"),
        )
    )
    for pair, why in (
        ((tmp_path / "none", papers.key), "No such file"),
        ((text, papers.key), "no certificate"),
        ((papers.certificate, text), "no private key"),
        ((papers.certificate, locked), "password"),
        ((papers.certificate, other.key), "another certificate"),
    ):
        found = own_certificate.fault(*pair)
        assert why in found
        assert str(pair[0]) in found or str(pair[1]) in found


@pytest.mark.parametrize(
    ("host", "after", "why"),
    [
        ("room.example", timedelta(0), ""),
        ("ROOM.example", timedelta(0), ""),
        ("10.1.1.1", timedelta(0), ""),
        ("a.town.example", timedelta(0), ""),
        ("", timedelta(0), ""),
        ("10.1.1.2", timedelta(0), "is not for 10.1.1.2"),
        ("other.example", timedelta(0), "is not for other.example"),
        ("room.example", LEAF_LIFE - timedelta(days=20), "ends in"),
        ("room.example", LEAF_LIFE, "ended on"),
        ("room.example", timedelta(days=-3), "begins on"),
    ],
)
def test_what_browsers_refuse_is_warned_of(
    papers: Papers, host: str, after: timedelta, why: str
) -> None:
    found = own_certificate.warning(papers.certificate, host, NOW + after)
    assert (why in found) if why else not found
