"""Opened knowledge for the tests of this folder."""

from tests.opened import bot, county, county_folder, data

__all__ = ["bot", "county", "county_folder", "data"]
