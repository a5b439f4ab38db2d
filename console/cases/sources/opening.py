"""Which class follows which kind of source."""

from __future__ import annotations

from console.cases.sources.platform import PlatformSource
from console.cases.sources.settings import SourceSettings
from console.cases.sources.source import CaseSource, Tell


def open_source(settings: SourceSettings, tell: Tell) -> CaseSource:
    """The source, not yet running. ValueError when its settings cannot be used at all.

    What a kind needs is imported when the first of it is opened: most rooms have none.
    """
    match settings.kind:
        case "platform":
            return PlatformSource(settings.id, settings.url, settings.token, tell)
        case "open311":
            from console.cases.sources.open311 import Open311Reader
            from console.cases.sources.polling import PolledSource

            return PolledSource(settings, Open311Reader(settings), tell)
        case "features":
            from console.cases.sources.features import FeaturesReader
            from console.cases.sources.polling import PolledSource

            return PolledSource(settings, FeaturesReader(settings), tell)
        case "mqtt":
            from console.cases.sources.mqtt import MqttSource

            return MqttSource(settings, tell)
        case _:
            raise ValueError(f"{settings.id}: {settings.kind!r} is no kind of source")
