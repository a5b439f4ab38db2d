"""Why something could not be kept, replayed or exported, in the operator's language.

Workers and exports tell their reasons in English sentences; those that can happen are known here,
any other is shown as it came.
"""

from __future__ import annotations

import re

from console.ui.words import N, say

_SENTENCES: tuple[tuple[str, str], ...] = (
    # of keeping
    (r"the camera's process does not answer", N("the camera's process does not answer")),
    (r"the camera's process was restarted", N("the camera's process was restarted")),
    (r"nothing was kept of this moment", N("nothing was kept of this moment")),
    (r"there is no folder to record to", N("there is no folder to record to")),
    (r"(?P<n>\d+) clips are being made already", N("{n} clips are being made already")),
    (r"(?P<n>\d+) snapshots are being taken already", N("{n} snapshots are being taken already")),
    (r"a fault(: .*| of this program; .*)", N("a fault of this program; its log says more")),
    (r"(the camera brought )?no picture", N("the camera brings no picture")),
    (r"the large stream brought no picture", N("the large stream brings no picture")),
    (r"only the small stream was kept of this moment",
     N("only the small stream was kept of this moment")),
    (r"the picture cannot be decoded", N("the picture cannot be decoded")),
    (r"no camera (?P<name>\S+) in this worker", N("there is no camera {name}")),
    (r"the codec (?P<name>.+) cannot be kept", N("{name} cannot be recorded")),
    (r"sound of (?P<name>.+) cannot be kept", N("{name} cannot be recorded")),
    (r"no parameter sets|a parameter set .*", N("the camera's stream is incomplete")),
    (r"how the camera looks is not known: no markers",
     N("how the camera looks is not known: no markers")),
    # of the disk
    (r"(No space left on device|Disk quota exceeded).*", N("the disk is full")),
    (r"database or disk is full", N("the disk is full")),
    (r".*Permission denied(: (?P<name>.*))?", N("no right to write there")),
    (r".*Read-only file system.*", N("no right to write there")),
    (r".*No such file or directory.*", N("the folder is not there")),
    (r".*Input/output error.*", N("the disk has a fault")),
    (r"too much waits for the disk", N("the disk is too slow, too much waits for it")),
    # of replays
    (r"cell \d+ cannot be replayed: .*", N("too many replays are open; close some first")),
    (r"cell \d+ shows no camera", N("this tile shows no camera")),
    (r"cell \d+ shows no replay", N("this tile shows no replay")),
    # of exports
    (r"(?P<n>\d+) exports run already", N("{n} exports run already")),
    (r".* exists already", N("the folder is there already")),
    (r"there is no archive in .*", N("nothing was ever recorded here")),
    (r"nothing was recorded of .*", N("nothing was recorded of these cameras then")),
    (r"nothing that can be read was .*", N("nothing that can be read was recorded then")),
    (r"no room: it takes about (?P<needed>\d+) MB and (?P<free>\d+) MB are free",
     N("it takes about {needed} MB, and {free} MB are free")),
    (r"(?P<name>.+) changed its stream, format or time too often",
     N("{name} changed its stream, format or time too often")),
    (r"the export's process ended", N("the export's process ended")),
    (r"cancelled", N("cancelled")),
    # of addresses that are searched
    (r'"(?P<text>.*)" is no address: 10\.0\..*',
     N('"{text}" is no address; 10.0.0.0/24, 10.0.0.10-40, 10.0.0.7:8000 are some')),
    (r"(?P<text>\S+) has more than (?P<n>\d+) addresses", N("{text} are more than {n} addresses")),
    (r"more than (?P<n>\d+) addresses: .*", N("more than {n} addresses: ask for fewer at a time")),
    (r"needs addresses, such as .*", N("write some, such as 10.0.0.0/24 or 10.0.0.10-40")),
    # of cameras that are added
    (r"cameras\.csv has no column (?P<name>\S+): .*",
     N("cameras.csv has no column {name}: add it to the first line")),
    (r"cameras\.csv is GBK, .*", N("cameras.csv is GBK, which lacks a sign: save it as UTF-8")),
    (r"(?P<name>\S+) is no TOML: mend it first", N("{name} is no TOML: mend it first")),
    (r"\S+:(?P<n>\d+): (?P<fault>.*)", N("line {n} of the list is faulty: {fault}")),
)  # fmt: skip
_KNOWN = tuple((re.compile(pattern, re.DOTALL), text) for pattern, text in _SENTENCES)


def reason_told(reason: str) -> str:
    """A worker's or an export's reason, in the language spoken now."""
    for pattern, text in _KNOWN:
        if found := pattern.fullmatch(reason):
            return say(text).format(**found.groupdict())
    return reason
