-- What an administrator runs once so that the library can work. Replace the names before running it.

-- Own-schema mode: the connected user looks after its own schema. Creating the user is all it takes where ORDS is
-- installed: ORDS and ORDS_SECURITY are executable by PUBLIC there.
-- create user ordsdemo identified by "<password>";
-- grant create session to ordsdemo;

-- Administrator mode: the connected user looks after another schema with ORDS_ADMIN and ORDS_SECURITY_ADMIN.
-- grant create session, ords_administrator_role to ords_deployer;
