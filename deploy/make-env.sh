#!/bin/sh
# Writes .env beside docker-compose.yml: a fresh secret for each name that deploy/env.example leaves empty, and a fresh
# key pair for each user of NATS. Pairs are made by the project's own environment, or, where there is none, in the image.
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

key_pairs() {
  if [ -x .venv/bin/python ]; then
    .venv/bin/python -m deploy.nats.keys "$@"
  else
    docker build --quiet --tag kabinet:local --file deploy/Dockerfile . >/dev/null
    docker run --rm kabinet:local python -m deploy.nats.keys "$@"
  fi
}

umask 077
# shellcheck disable=SC2046 # one word a user
pairs="$(key_pairs $(sed -n 's/^NATS_SEED_\(.*\)=$/\1/p' deploy/env.example))"
while IFS= read -r line; do
  case "$line" in
    '#'* | '') echo "$line" ;;
    NATS_SEED_*= | NATS_NKEY_*=) echo "$pairs" | grep "^$line" ;;
    *=) echo "$line$(secret)" ;;
    *) echo "$line" ;;
  esac
done < deploy/env.example > "$target"
