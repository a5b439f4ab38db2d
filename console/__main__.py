"""``python -m console``: reads the command line and opens the room."""

from __future__ import annotations

import sys

from console.arguments import ArgumentError, Arguments, HelpWanted, parse


def main() -> int:
    """Returns the exit code: 0 after an orderly end, 1 for a faulty site or export, 2 for a wrong
    command or what is no export."""
    # each command imports what it needs: the room itself runs for months and keeps all it has
    try:
        arguments = parse(sys.argv[1:])
    except HelpWanted as wanted:
        print(wanted)  # noqa: T201  # what was asked for
        return 0
    except ArgumentError as fault:
        print(fault, file=sys.stderr)  # noqa: T201  # before there is a log
        return 2
    if arguments.check is not None:
        from console.site.check import check

        return check(arguments.check)
    if arguments.verify is not None:
        from media.export.verify import verify

        return verify(arguments.verify, arguments.noted)
    if arguments.report is not None:
        from console.desk.report_command import write_report

        return write_report(arguments.report, arguments.period, arguments.out)
    if arguments.audit is not None:
        from console.audit.verify import audit

        return audit(arguments.audit, arguments.audit_csv)
    if arguments.join_cards:
        return _join_cards(arguments)
    from console.opening import open_room

    return open_room(arguments)


def _join_cards(arguments: Arguments) -> int:
    from console.desk.join_cards import print_cards
    from console.site.rooms import read_rooms, rooms_file

    folder = arguments.site or next(iter(read_rooms(rooms_file())), None)
    if folder is None:
        print("no room was opened here yet: join-cards --site DIR", file=sys.stderr)  # noqa: T201
        return 2
    return print_cards(folder, arguments.out, arguments.language)


if __name__ == "__main__":
    sys.exit(main())
