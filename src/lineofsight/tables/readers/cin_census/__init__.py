"""The children in need census: an XML file a collection year, several of which are one history."""

from lineofsight.tables.readers.cin_census.deliveries import read, takes

__all__ = ["read", "takes"]
