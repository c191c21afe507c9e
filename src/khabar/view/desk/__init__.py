"""The dashboard's server: records in, JSON out. Nothing here decides what is known or shown."""
