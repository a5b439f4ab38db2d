"""What is opened, how long each phase may take, and what a camera was seen not to bear."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from media.rtsp.auth import Login
from media.rtsp.url import RtspUrl
from media.secret import Secret


@dataclass(frozen=True, slots=True)
class Deadlines:
    """Seconds for each phase of opening. A device that is mute shows it at its first answer; the
    others are allowed the time a slow recorder takes."""

    connect_s: float = 3.0
    first_s: float = 3.0
    answer_s: float = 10.0
    packet_s: float = 3.0  # by multicast: from PLAY to the first packet


@dataclass(slots=True)
class Manners:
    """What a camera was seen not to bear; kept from one connection to the next."""

    plain: bool = False  # it drops the line on any keep-alive but OPTIONS
    mute: bool = False  # it gives no pictures when its sound is asked for


@dataclass(frozen=True, slots=True)
class Target:
    """What to open. The login, where given, goes before the one in the address."""

    url: RtspUrl
    user: str | None = None
    password: Secret | None = None
    follow_elsewhere: bool = False  # a redirect may lead to another host
    sound: bool = True  # ask for the sound too
    ca: Path | None = None  # RTSPS: who has to have signed the camera's certificate; None: anybody
    fingerprint: str | None = (
        None  # RTSPS: of the one certificate that is right; ``ca`` is not asked
    )
    by_multicast: bool = False  # instead of inside of the connection
    card: str = ""  # IPv4 address of the network card that hears multicast; "": the system chooses
    manners: Manners = field(default_factory=Manners, compare=False)

    def login(self, url: RtspUrl) -> Login:
        """For a connection to ``url``: a host elsewhere is not told the login of this one."""
        if self.user is not None and url.host == self.url.host:
            return Login(self.user, self.password)
        own = self.url if url.host == self.url.host else url
        return Login(own.user, own.password)
