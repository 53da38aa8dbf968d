-- `INSTALLING` where an installation has not come to its end (facts/ords.md 7).
select version, status from ords_metadata.ords_version
