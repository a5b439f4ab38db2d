"""What is wrong with a line of a camera list, in the operator's language.

The site's reader tells its faults in English sentences; those of a list are known here, any other
is shown as it came.
"""

from __future__ import annotations

import re

from console.ui.words import N, say

_MEANT = r'(?:; did you mean "(?P<meant>.*)"\?|; there are: .*)?'
_SENTENCES: tuple[tuple[str, str], ...] = (
    (r"is empty and must not be(: .*)?", N("must not be empty")),
    (r"is longer than (?P<n>\d+) characters", N("at most {n} characters")),
    (r"(is too long or )?holds (a line break or another control character|control characters)",
     N("holds a line break or another control character")),
    (r'"(?P<text>.*)" is no id: .*', N('"{text}" is no id: letters, digits, - and _, 1 to 64')),
    (r'"(?P<text>.*)" is already the id of line (?P<n>\d+)',
     N('"{text}" is the id of line {n} already')),
    (r'"(?P<text>.*)" is no path such as .*',
     N('"{text}" is no group: parts between /, as in Village/Grid 3')),
    (r'"(?P<text>.*)" is neither yes nor no', N('"{text}" is neither yes nor no')),
    (r'"(?P<text>.*)" is not one of (?P<those>.*)', N('"{text}" is none of: {those}')),
    (r'"(?P<text>.*)" is no number from (?P<least>\S+) to (?P<most>\S+)',
     N('"{text}" is no number from {least} to {most}')),
    (r"needs longitude and latitude, or neither", N("needs longitude and latitude, or neither")),
    (r".*is no RTSP address: .*", N("is no RTSP address: rtsp://host/path")),
    (r".*(names no host).*", N("names no host: rtsp://host/path")),
    (r"the address names port (?P<n>\S+)", N("there is no port {n}")),
    (r".*holds blanks or control characters", N("holds blanks or control characters")),
    (r"is no address: .*", N("is no address")),
    (r".*in a password @ is written %40.*", N("in a password @ is written %40, / %2F and : %3A")),
    (r"does not go with transport (?P<text>\S+): write (?P<right>.*) there",
     N("does not go with transport {text}: there {right} is right")),
    (r"localaddr is no IPv4 address of a network card: .*",
     N("localaddr is no IPv4 address of a network card: 10.20.30.2")),
    (r"has another login than main: .*", N("has another login than main: one camera has one")),
    (r"is there, and (?P<text>\S+) holds a login too: keep one",
     N("is there, and {text} holds a login too: keep one")),
    (r"(?P<file>\S+) has no \[(?P<text>[^\]]+)\].*", N("{file} has no [{text}]")),
    (r'"(?P<text>.*)" is no time of recording: .*',
     N('"{text}" is no time of recording: no, always or 08:00-18:00')),
    (r'"(?P<text>.*)" is no ratio of a picture: .*',
     N('"{text}" is no ratio of a picture: 16:9, 4:3, or main for the sub stream as the main one')),
    (r"main is for a camera with a sub stream: .*",
     N("main is for a camera with a sub stream: write a ratio such as 16:9")),
    (r"has (?P<n>\d+) cells for (?P<most>\d+) columns; .*",
     N("has {n} cells for {most} columns: a comma in a cell needs quotes around it")),
    (r"is one line too many: (?P<n>\d+) are the most", N("is one line too many: {n} are the most")),
    (rf"is no column{_MEANT}", N("there is no such column")),
    (r"is there twice", N("is there twice")),
    (r"is a column that must be there", N("is a column that must be there")),
    (r"is separated by .*: save it as CSV with commas", N("save it as CSV with commas")),
    (r"is neither UTF-8 nor GBK: .*", N("is neither UTF-8 nor GBK: save it as CSV UTF-8")),
    (r"is larger than (?P<n>\d+) MB", N("is larger than {n} MB")),
    (r"is no CSV: .*", N("is no CSV here: look for a quote without its pair")),
    (r"is for transport rtsps: (?P<text>\S+) does not ask for it",
     N("is for transport rtsps: {text} does not ask for it")),
    (r"is there, and ca is too: .*", N("is there, and ca is too: keep one")),
    (r"there is no file (?P<file>.*)", N("there is no file {file}")),
    (r"(?P<file>.*) is larger than (?P<n>\d+) MB", N("{file} is larger than {n} MB")),
    (r"(?P<file>.*) holds no certificate in PEM form",
     N("{file} holds no certificate in PEM form")),
    (r"(?P<file>.*) cannot be read: .*", N("{file} cannot be read")),
    (r'"(?P<text>.*)" is no SHA-256 fingerprint: .*',
     N('"{text}" is no SHA-256 fingerprint: 64 hexadecimal digits')),
    (r'there is no layout "(?P<text>[^"]*)".*', N("there is no layout {text}")),
    (r'there is no program layout "(?P<text>[^"]*)".*', N("there is no program layout {text}")),
    (r'there is no tour "(?P<text>[^"]*)".*', N("there is no tour {text}")),
    (r'there is no scene "(?P<text>[^"]*)".*', N("there is no scene {text}")),
    (r'there is no camera "(?P<text>[^"]*)".*', N("the list has no camera {text}")),
    (r'"(?P<text>.*)" is no time of day: .*', N('"{text}" is no time of day: 09:00')),
    (r"is missing: what the meeting is called", N("what the meeting is called is missing")),
    (r"is missing: nodes, groups or kinds .*",
     N("who is invited is missing: kinds, groups or sites")),
    (r"(is missing: the|needs a) day,? such as .*", N("a day such as 2026-12-01 is needed")),
    (r'there is no group "(?P<text>[^"]*)".*', N("the list has no group {text}")),
    (r'"(?P<text>[^"]*)" is no camera of cameras\.csv.*', N("the list has no camera {text}")),
)  # fmt: skip
_KNOWN = tuple((re.compile(pattern, re.DOTALL), text) for pattern, text in _SENTENCES)


def list_fault_told(fault: str) -> str:
    """A fault of the reader, in the language spoken now; what was meant comes along."""
    for pattern, text in _KNOWN:
        if found := pattern.fullmatch(fault):
            told = found.groupdict()
            words = say(text).format(**told)
            if told.get("meant"):
                words = say("{fault}; did you mean {meant}?").format(fault=words, **told)
            return words
    return fault
