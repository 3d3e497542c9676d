"""`python -m services.validator.native`: build the library and tell where it lies; 1 where it can't be built."""

import sys

from services.validator.native.build import BuildError, build


def main() -> int:
    try:
        print(build())
    except BuildError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
