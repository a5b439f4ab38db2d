from __future__ import annotations

from console.town.villages.stage import Stage
from tests.console.town.villages.conftest import a_reel


def test_the_stage_starts_each_strip_with_a_key_picture_and_keeps_in_step_with_the_voice() -> None:
    reel = a_reel()
    stage = Stage(reel)
    assert stage.picture(10.0) is reel.listen.pictures[0]
    assert stage.picture(10.1) is reel.listen.pictures[1]
    stage.speaking = True
    assert stage.picture(20.0) is reel.talk.pictures[0]
    assert stage.voice(20.0) is reel.talk.voice[0]
    assert stage.voice(21.0) is reel.talk.voice[50]
    stage.wish_key()
    assert stage.picture(20.6) is reel.talk.pictures[30]
    stage.wish_key()
    assert stage.picture(20.7) is reel.talk.pictures[31]  # not twice in half a second
    assert stage.picture(21.1) is reel.talk.pictures[60]
    for _ in range(29):
        stage.picture(21.2)
    assert stage.picture(22.0) is reel.talk.pictures[30]  # where the voice is
    stage.speaking = False
    assert stage.voice(22.0) in reel.listen.voice
