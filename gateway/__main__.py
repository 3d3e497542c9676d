"""`python -m gateway serve | openapi`."""

from chassis.service import main
from gateway import openapi
from gateway.bootstrap import build
from gateway.settings import GatewaySettings

if __name__ == "__main__":
    main("gateway", GatewaySettings, build, commands={"openapi": openapi.command})
