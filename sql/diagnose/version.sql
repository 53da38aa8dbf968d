select ords.installed_version version from dual
