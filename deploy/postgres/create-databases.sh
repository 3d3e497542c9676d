#!/bin/sh
# A database for each service, with two roles: the owner makes the tables (migrations), the service uses their rows and
# owns nothing, so that it cannot lift the policies it is held to. No role enters another's database. The official image
# runs this once, on an empty data folder. Passwords come from the environment: DATABASE_PASSWORD_<SERVICE>, and
# DATABASE_PASSWORD_<SERVICE>_OWNER.
set -eu

password_of() {
  variable="DATABASE_PASSWORD_$(echo "$1" | tr '[:lower:]' '[:upper:]')"
  printenv "$variable" || { echo "$variable is not set" >&2; exit 1; }
}

for service in auth members reports validator messaging calendar journal; do
  password="$(password_of "$service")"
  owner_password="$(password_of "${service}_owner")"
  # :"name" and :'name' are quoted by psql itself, so that no password can end the statement.
  psql --no-psqlrc --quiet --set ON_ERROR_STOP=1 --set service="$service" --set password="$password" \
    --set owner="${service}_owner" --set owner_password="$owner_password" <<'SQL'
CREATE ROLE :"service" LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE PASSWORD :'password';
CREATE ROLE :"owner" LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE PASSWORD :'owner_password';
CREATE DATABASE :"service" OWNER :"owner";
REVOKE ALL ON DATABASE :"service" FROM PUBLIC;
GRANT CONNECT ON DATABASE :"service" TO :"service";
\connect :"service"
GRANT USAGE ON SCHEMA public TO :"service";
ALTER DEFAULT PRIVILEGES FOR ROLE :"owner" IN SCHEMA public GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO :"service";
ALTER DEFAULT PRIVILEGES FOR ROLE :"owner" IN SCHEMA public GRANT USAGE, SELECT ON SEQUENCES TO :"service";
SQL
done

psql --no-psqlrc --quiet --set ON_ERROR_STOP=1 <<'SQL'
REVOKE ALL ON DATABASE postgres FROM PUBLIC;
REVOKE ALL ON DATABASE template1 FROM PUBLIC;
SQL
