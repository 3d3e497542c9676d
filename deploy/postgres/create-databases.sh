#!/bin/sh
# A database and a role for each service; no role enters another's database. The official image runs this once, on an
# empty data folder. Passwords come from the environment: DATABASE_PASSWORD_<SERVICE>.
set -eu

for service in auth members reports validator messaging calendar journal; do
  variable="DATABASE_PASSWORD_$(echo "$service" | tr '[:lower:]' '[:upper:]')"
  password="$(printenv "$variable")" || { echo "$variable is not set" >&2; exit 1; }
  # :"name" and :'name' are quoted by psql itself, so that no password can end the statement.
  psql --no-psqlrc --quiet --set ON_ERROR_STOP=1 --set service="$service" --set password="$password" <<'SQL'
CREATE ROLE :"service" LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE PASSWORD :'password';
CREATE DATABASE :"service" OWNER :"service";
REVOKE ALL ON DATABASE :"service" FROM PUBLIC;
SQL
done

psql --no-psqlrc --quiet --set ON_ERROR_STOP=1 <<'SQL'
REVOKE ALL ON DATABASE postgres FROM PUBLIC;
REVOKE ALL ON DATABASE template1 FROM PUBLIC;
SQL
