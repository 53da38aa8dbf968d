/**
 * The metadata tables, in Oracle's SQL. Names follow the `%type` anchors of the documented signatures
 * (ords_schemas, ords_modules, ords_templates, ords_handlers, ords_parameters, sec_roles, oauth_jwt_profile);
 * the other names are ours. One statement per entry.
 */
const AUDIT = `created_by varchar2(128), created_on date, updated_by varchar2(128), updated_on date`;

export const METADATA_TABLES: readonly string[] = [
  `create table ords_installation (version varchar2(64) not null, status varchar2(30) not null)`,
  `create table ords_schemas (
    id number primary key,
    parsing_schema varchar2(128) not null unique,
    type varchar2(30) not null,
    pattern varchar2(255) not null unique,
    status varchar2(30) not null,
    auto_rest_auth varchar2(30) not null,
    ${AUDIT})`,
  `create table ords_modules (
    id number primary key,
    schema_id number not null,
    name varchar2(255) not null,
    uri_prefix varchar2(255) not null,
    items_per_page number,
    status varchar2(30) not null,
    comments varchar2(4000),
    pre_hook varchar2(255),
    origins_allowed varchar2(4000),
    ${AUDIT},
    constraint rest_modules_name_uk unique (schema_id, name),
    constraint rest_modules_uri_prefix_uk unique (schema_id, uri_prefix))`,
  `create table ords_templates (
    id number primary key,
    schema_id number not null,
    module_id number not null,
    uri_template varchar2(600) not null,
    priority number not null,
    etag_type varchar2(30),
    etag_query varchar2(4000),
    comments varchar2(4000),
    ${AUDIT},
    constraint rest_templates_uk unique (module_id, uri_template))`,
  `create table ords_handlers (
    id number primary key,
    schema_id number not null,
    template_id number not null,
    source_type varchar2(100) not null,
    method varchar2(30) not null,
    mimes_allowed varchar2(4000),
    items_per_page number,
    source clob not null,
    comments varchar2(4000),
    ${AUDIT},
    constraint rest_handlers_uk unique (template_id, method))`,
  `create table ords_parameters (
    id number primary key,
    schema_id number not null,
    handler_id number not null,
    name varchar2(255) not null,
    bind_variable_name varchar2(255) not null,
    source_type varchar2(30) not null,
    access_method varchar2(30) not null,
    param_type varchar2(30) not null,
    comments varchar2(4000),
    ${AUDIT},
    constraint rest_params_uk unique (handler_id, name))`,
  `create table sec_roles (
    id number primary key,
    schema_id number not null,
    name varchar2(255) not null,
    ${AUDIT},
    constraint sec_roles_name_uk unique (schema_id, name))`,
  `create table sec_privileges (
    id number primary key,
    schema_id number not null,
    name varchar2(255) not null,
    label varchar2(255),
    description varchar2(4000),
    comments varchar2(4000),
    ${AUDIT},
    constraint sec_privileges_name_uk unique (schema_id, name))`,
  `create table sec_privilege_roles (
    privilege_id number not null, role_id number not null,
    constraint sec_privilege_roles_pk primary key (privilege_id, role_id))`,
  `create table sec_privilege_modules (
    privilege_id number not null, module_id number not null,
    constraint sec_privilege_modules_pk primary key (privilege_id, module_id))`,
  `create table sec_privilege_mappings (
    privilege_id number not null, pattern varchar2(600) not null,
    constraint sec_privilege_mappings_pk primary key (privilege_id, pattern))`,
  `create table oauth_jwt_profile (
    id number primary key,
    schema_id number not null,
    issuer varchar2(2000) not null,
    audience varchar2(2000) not null,
    jwk_url varchar2(2000) not null,
    description varchar2(4000),
    allowed_skew number,
    allowed_age number,
    role_claim_name varchar2(2000),
    ${AUDIT},
    constraint oauth_jwt_profile_schema_uk unique (schema_id))`,
  `create table oauth_clients (
    id number primary key,
    schema_id number not null,
    name varchar2(255) not null,
    description varchar2(4000),
    auth_flow varchar2(32) not null,
    owner varchar2(255),
    origins_allowed varchar2(4000),
    redirect_uri varchar2(4000),
    support_email varchar2(255),
    support_uri varchar2(4000),
    client_id varchar2(64) not null,
    client_secret varchar2(64),
    ${AUDIT},
    constraint oauth_clients_name_uk unique (schema_id, name))`,
  `create table oauth_client_privileges (
    client_id number not null, privilege_id number not null,
    constraint oauth_client_privileges_pk primary key (client_id, privilege_id))`,
  `create table oauth_client_roles (
    client_id number not null, role_id number not null,
    constraint oauth_client_roles_pk primary key (client_id, role_id))`,
];

/** Tables whose ids share one sequence. */
export const TABLES_WITH_ID: readonly string[] = [
  'ords_schemas',
  'ords_modules',
  'ords_templates',
  'ords_handlers',
  'ords_parameters',
  'sec_roles',
  'sec_privileges',
  'oauth_jwt_profile',
  'oauth_clients',
];

/** Owner of the roles that every schema may use. */
export const BUILT_IN_SCHEMA_ID = 0;

/** Built-in ORDS roles that the guides name; the full list is unsure. */
export const BUILT_IN_ROLES: readonly string[] = [
  'OAuth Client Developer',
  'OAuth2 Client Developer',
  'RESTful Services',
  'SODA Developer',
  'SQL Developer',
  'Schema Administrator',
  'SQL Administrator',
  'System Administrator',
];
