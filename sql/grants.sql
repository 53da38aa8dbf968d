-- What a database administrator grants so that the library can work: the least that it works with, for a user that looks after
-- its own schema, for one that looks after others, and for one that creates schemas. Run the part that is wanted, in SQL*Plus or SQLcl. Most of it everybody
-- has already, through PUBLIC; `pulumi-ords doctor --database` shows what is missing, and reads it from this file.
--
-- Each right says:
--   for      why it is needed
--   without  what fails when it is missing: resources by their class; drift stands for everything that reads the catalogue
--            (drift, doctor, verify, report, Agreement), export for the command. What stands in brackets is left out of the
--            answer and the rest goes on. A test takes each right away and finds exactly this.
--            One query reads a whole schema for a refresh, so most views are needed for all of it.
--   given    by whom everybody has it already; without this line it has to be granted
--   only     where it is needed at all; without this line everywhere
--   means    objects that come with a role
--   used     how a text under sql/ shows that it uses a system privilege; without this line by the privilege's own words

define owner = ordsdemo
define deployer = ords_deployer
define creator = schema_creator

-- mode: own-schema
-- The user looks after its own schema: with a user that may log on, ORDS gives the rest to PUBLIC.

-- for: logging on
-- without: EnabledSchema, Role, Module, Privilege, ModuleProtection, JwtProfile, Claim, drift, export
grant create session to &owner;

-- for: calls that define schema, roles, modules and privileges, and the version of ORDS
-- without: EnabledSchema, Role, Module, Privilege, ModuleProtection, Claim, [drift: version]
-- given: PUBLIC, by ORDS
grant execute on ords_metadata.ords to &owner;

-- for: calls that create and delete the JWT profile
-- without: JwtProfile, Claim
-- given: PUBLIC, by ORDS
grant execute on ords_metadata.ords_security to &owner;

-- for: the same, in releases that have no ORDS_SECURITY
-- without: JwtProfile, Claim
-- given: PUBLIC, by ORDS
-- only: ords_metadata.ords_security is not there
grant execute on ords_metadata.oauth to &owner;

-- for: the type OWA.VC_ARR, in which ORDS takes lists
-- without: Module, Privilege, ModuleProtection, Claim
-- given: PUBLIC, by the database
grant execute on sys.owa to &owner;

-- for: reading the sources of handlers, which are CLOBs
-- without: EnabledSchema, Role, Module, Privilege, ModuleProtection
-- given: PUBLIC, by the database
grant execute on sys.dbms_lob to &owner;

-- for: whether the schema is enabled, and its alias
-- without: EnabledSchema, Role, Module, Privilege, ModuleProtection, Claim, drift, export
-- given: PUBLIC, by ORDS
grant select on ords_metadata.user_ords_schemas to &owner;

-- for: the modules, and which are published: a schema or a privilege must open none
-- without: EnabledSchema, Role, Module, Privilege, ModuleProtection, Claim, drift, export
-- given: PUBLIC, by ORDS
grant select on ords_metadata.user_ords_modules to &owner;

-- for: the templates of the modules
-- without: EnabledSchema, Role, Module, Privilege, ModuleProtection, drift, export
-- given: PUBLIC, by ORDS
grant select on ords_metadata.user_ords_templates to &owner;

-- for: the handlers of the templates
-- without: EnabledSchema, Role, Module, Privilege, ModuleProtection, export
-- given: PUBLIC, by ORDS
grant select on ords_metadata.user_ords_handlers to &owner;

-- for: the parameters of the handlers
-- without: EnabledSchema, Role, Module, Privilege, ModuleProtection, export
-- given: PUBLIC, by ORDS
grant select on ords_metadata.user_ords_parameters to &owner;

-- for: the roles of the schema
-- without: EnabledSchema, Role, Module, Privilege, ModuleProtection, drift, export
-- given: PUBLIC, by ORDS
grant select on ords_metadata.user_ords_roles to &owner;

-- for: the privileges
-- without: EnabledSchema, Role, Module, Privilege, ModuleProtection, Claim, drift, export
-- given: PUBLIC, by ORDS
grant select on ords_metadata.user_ords_privileges to &owner;

-- for: the roles that a privilege asks for
-- without: EnabledSchema, Role, Module, Privilege, ModuleProtection, Claim, drift, export
-- given: PUBLIC, by ORDS
grant select on ords_metadata.user_ords_privilege_roles to &owner;

-- for: the modules that a privilege protects
-- without: EnabledSchema, Role, Module, Privilege, ModuleProtection, Claim, drift, export
-- given: PUBLIC, by ORDS
grant select on ords_metadata.user_ords_privilege_modules to &owner;

-- for: the patterns that a privilege protects
-- without: EnabledSchema, Role, Module, Privilege, ModuleProtection, Claim, drift, export
-- given: PUBLIC, by ORDS
grant select on ords_metadata.user_ords_privilege_mappings to &owner;

-- for: the JWT profile
-- without: JwtProfile, Claim, drift, export
-- given: PUBLIC, by ORDS
grant select on ords_metadata.user_ords_jwt_profile to &owner;

-- for: the finding that names OAuth clients of ORDS itself
-- without: [drift: old clients]
-- given: PUBLIC, by ORDS
grant select on ords_metadata.user_ords_clients to &owner;

-- mode: administrator
-- The user looks after other schemas, through ORDS_ADMIN, ORDS_SECURITY_ADMIN and the views DBA_ORDS_*. ORDS_ADMIN runs with
-- the caller's rights: whoever revoked INHERIT PRIVILEGES on the user from PUBLIC grants it to ORDS_METADATA (ORA-06598).
-- The schemas themselves need CREATE SESSION, without which ORDS cannot answer for them.

-- for: logging on
-- without: EnabledSchema, Role, Module, Privilege, ModuleProtection, JwtProfile, Claim, drift, export
grant create session to &deployer;

-- for: calls for another schema and the views of all schemas. Roles are enough: the library runs no stored code
-- without: EnabledSchema, Role, Module, Privilege, ModuleProtection, JwtProfile, Claim, drift, export
-- means: ords_metadata.ords_admin, ords_metadata.ords_security_admin, ords_metadata.oauth_admin,
--   ords_metadata.dba_ords_schemas, ords_metadata.dba_ords_modules, ords_metadata.dba_ords_templates,
--   ords_metadata.dba_ords_handlers, ords_metadata.dba_ords_parameters, ords_metadata.dba_ords_roles,
--   ords_metadata.dba_ords_privileges, ords_metadata.dba_ords_privilege_roles, ords_metadata.dba_ords_privilege_modules,
--   ords_metadata.dba_ords_privilege_mappings, ords_metadata.dba_ords_jwt_profile, ords_metadata.dba_ords_clients
grant ords_administrator_role to &deployer;

-- for: the version of ORDS
-- without: [drift: version]
-- given: PUBLIC, by ORDS
grant execute on ords_metadata.ords to &deployer;

-- for: the type OWA.VC_ARR, in which ORDS takes lists
-- without: Module, Privilege, ModuleProtection, Claim
-- given: PUBLIC, by the database
grant execute on sys.owa to &deployer;

-- for: reading the sources of handlers, which are CLOBs
-- without: EnabledSchema, Role, Module, Privilege, ModuleProtection
-- given: PUBLIC, by the database
grant execute on sys.dbms_lob to &deployer;

-- for: the finding that names stored code which still calls OAUTH or OAUTH_ADMIN
-- without: [drift: old packages]
grant select on sys.dba_dependencies to &deployer;

-- mode: schema-creator
-- The user creates the users of schemas, with Schema. ADMIN of an Autonomous Database has all of this.

-- for: logging on
-- without: Schema
grant create session to &creator;

-- for: creating the user of a schema
-- without: Schema
grant create user to &creator;

-- for: a new password, tablespace or quota, and unlocking
-- without: Schema
grant alter user to &creator;

-- for: taking a user back that could not be finished, and forceDestroy
-- without: Schema
grant drop user to &creator;

-- for: granting the schema its privileges. Having each of them WITH ADMIN OPTION would do instead
-- without: Schema
-- used: v_system_privilege
grant grant any privilege to &creator;

-- for: granting the schema roles. Having each of them WITH ADMIN OPTION would do instead
-- without: Schema
-- used: v_granted_role
grant grant any role to &creator;

-- for: whether ORDS has open modules of a former user or anything of another stack, taking a dropped schema away from ORDS, restEnabled
-- without: Schema
-- means: ords_metadata.ords_admin, ords_metadata.dba_ords_schemas, ords_metadata.dba_ords_modules,
--   ords_metadata.dba_ords_privileges, ords_metadata.dba_ords_privilege_modules, ords_metadata.dba_ords_privilege_mappings
grant ords_administrator_role to &creator;

-- for: names in statements that are built
-- without: Schema
-- given: PUBLIC, by the database
grant execute on sys.dbms_assert to &creator;

-- for: whether the user exists, its status and tablespace
-- without: Schema
grant select on sys.dba_users to &creator;

-- for: its quota
-- without: Schema
grant select on sys.dba_ts_quotas to &creator;

-- for: its privileges
-- without: Schema
grant select on sys.dba_sys_privs to &creator;

-- for: its roles
-- without: Schema
grant select on sys.dba_role_privs to &creator;

-- for: saying what a destroy would lose
-- without: Schema
grant select on sys.dba_objects to &creator;
