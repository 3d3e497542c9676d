#!/bin/sh
# Writes .env beside docker-compose.yml: a fresh secret for each name that deploy/env.example leaves empty.
set -eu

cd "$(dirname "$0")/.."
target="${1:-.env}"
if [ -e "$target" ]; then
  echo "$target is there already: new secrets would lock the services out of their data." >&2
  exit 1
fi

secret() {
  # Begins with a letter (NATS would read digits as a number) and needs no quoting anywhere.
  printf 'k%s' "$(od -An -N24 -tx1 /dev/urandom | tr -d ' \n')"
}

umask 077
while IFS= read -r line; do
  case "$line" in
    '#'* | '') echo "$line" ;;
    *=) echo "$line$(secret)" ;;
    *) echo "$line" ;;
  esac
done < deploy/env.example > "$target"
