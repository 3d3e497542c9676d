"""`python -m gateway serve | openapi | access`."""

from chassis.service import main
from gateway import access_page, openapi
from gateway.bootstrap import build
from gateway.settings import GatewaySettings

if __name__ == "__main__":
    commands = {"openapi": openapi.command, "access": access_page.command}
    main("gateway", GatewaySettings, build, commands=commands)
