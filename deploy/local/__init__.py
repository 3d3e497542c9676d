"""The whole of Kabinet on one machine: real servers out of wheels, every service, one supervisor.

Run as `python -m deploy.local <command>`; the Makefile calls it. Everything that is kept lives under the data folder.
"""
