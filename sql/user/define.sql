-- Creates the user of a schema with its quota and grants, or brings an existing one (:adopt = 1) to what is declared. Every
-- CREATE, ALTER and GRANT commits by itself: a user that cannot be finished is dropped again before the error is raised, an
-- existing one is left half-way and the next run goes on. A null :password is NO AUTHENTICATION. Of an existing user :authenticate = 0
-- leaves authentication and lock as they are; 1 sets what differs or has expired, and with :set_password = 1 in any case.
-- :incarnation is the user that the state knows, null at first; one that has come in its place is left as it is. The lists are lines. What
-- goes into a statement goes through DBMS_ASSERT, which knows no system privileges: of these only capital letters and blanks get
-- through, and nothing that concerns one object.
declare
  v_user varchar2(130) := dbms_assert.enquote_name(:name, false);
  v_tablespace varchar2(130) := dbms_assert.enquote_name(:tablespace, false);
  v_identified varchar2(4000) := ' no authentication';
  v_quota varchar2(60) := 'unlimited';
  v_options varchar2(4000);
  v_count number;
  v_maintained varchar2(1);
  v_account_status varchar2(32);
  v_authentication varchar2(30);
  v_incarnation varchar2(80);
  v_admin_option varchar2(3);
  v_others number;
  v_other varchar2(32767);
  v_recent number;
  v_created number := 0;
  v_open number := 0;
  v_module varchar2(255);
  v_enabled number;
  v_rest varchar2(32767);
  v_end number;
  v_system_privilege varchar2(4000);
  v_granted_role varchar2(4000);
begin
  select count(*), max(oracle_maintained), max(account_status), max(authentication_type),
         max(case when created > sysdate - 1/96 then 1 else 0 end),
         max(to_char(user_id) || ' ' || to_char(created, 'YYYY-MM-DD HH24:MI:SS'))
    into v_count, v_maintained, v_account_status, v_authentication, v_recent, v_incarnation
    from dba_users
   where username = :name;
  -- include: opening

  if v_maintained = 'Y' then
    :status := 'maintained';
  elsif v_count = 1 and :adopt = 0 then
    :status := 'exists';
    -- Within the last quarter of an hour: it may be the work of an attempt whose answer was lost.
    :recent := v_recent;
    :live_account_status := v_account_status;
    :live_authentication := v_authentication;
    :live_incarnation := v_incarnation;
  elsif v_count = 1 and nvl(:incarnation, v_incarnation) <> v_incarnation then
    :status := 'another';
    :detail := v_incarnation;
  elsif v_open > 0 then
    :status := 'would_open';
    :detail := v_module;
  else
    if :password is not null then
      v_identified := ' identified by ' || dbms_assert.enquote_name(:password, false);
    end if;
    if :quota_megabytes >= 0 then
      v_quota := to_char(:quota_megabytes) || 'M';
    end if;
    v_options := ' default tablespace ' || v_tablespace || ' quota ' || v_quota || ' on ' || v_tablespace;
    if v_count = 0 then
      execute immediate 'create user ' || v_user || v_identified || v_options;
      v_created := 1;
      :status := 'created';
    else
      if :authenticate = 1 then
        if :set_password = 1 or v_account_status like 'EXPIRED%' or v_authentication <> :authentication then
          v_options := v_identified || v_options;
        end if;
        v_options := v_options || ' account unlock';
      end if;
      execute immediate 'alter user ' || v_user || v_options;
      :status := 'adopted';
    end if;

    v_rest := :privileges;
    while v_rest is not null loop
      v_end := instr(v_rest || chr(10), chr(10));
      v_system_privilege := substr(v_rest, 1, v_end - 1);
      v_rest := substr(v_rest, v_end + 1);
      if regexp_like(v_system_privilege, '[^A-Z ]') or instr(v_system_privilege, ' ON ') > 0 then
        raise_application_error(-20990, 'a system privilege consists of capital letters and blanks, and is of no object');
      end if;
      select max(admin_option) into v_admin_option
        from dba_sys_privs where grantee = :name and privilege = v_system_privilege;
      -- What may be passed on is granted again without that.
      if v_admin_option = 'YES' then
        execute immediate 'revoke ' || v_system_privilege || ' from ' || v_user;
      end if;
      if nvl(v_admin_option, 'YES') = 'YES' then
        execute immediate 'grant ' || v_system_privilege || ' to ' || v_user;
      end if;
    end loop;
    for p in (select privilege from dba_sys_privs
               where grantee = :name
                 and instr(chr(10) || :privileges || chr(10), chr(10) || privilege || chr(10)) = 0) loop
      execute immediate 'revoke ' || p.privilege || ' from ' || v_user;
    end loop;

    v_rest := :roles;
    while v_rest is not null loop
      v_end := instr(v_rest || chr(10), chr(10));
      v_granted_role := substr(v_rest, 1, v_end - 1);
      v_rest := substr(v_rest, v_end + 1);
      select max(admin_option) into v_admin_option
        from dba_role_privs where grantee = :name and granted_role = v_granted_role;
      if v_admin_option = 'YES' then
        execute immediate 'revoke ' || dbms_assert.enquote_name(v_granted_role, false) || ' from ' || v_user;
      end if;
      if nvl(v_admin_option, 'YES') = 'YES' then
        execute immediate 'grant ' || dbms_assert.enquote_name(v_granted_role, false) || ' to ' || v_user;
      end if;
    end loop;
    for r in (select granted_role from dba_role_privs
               where grantee = :name
                 and instr(chr(10) || :roles || chr(10), chr(10) || granted_role || chr(10)) = 0) loop
      execute immediate 'revoke ' || dbms_assert.enquote_name(r.granted_role, false) || ' from ' || v_user;
    end loop;
    -- include: enabling
    commit;
    select account_status, authentication_type,
           to_char(user_id) || ' ' || to_char(created, 'YYYY-MM-DD HH24:MI:SS')
      into v_account_status, v_authentication, v_incarnation
      from dba_users
     where username = :name;
    :live_account_status := v_account_status;
    :live_authentication := v_authentication;
    :live_incarnation := v_incarnation;
  end if;
exception
  when others then
    if v_created = 1 then
      begin
        execute immediate 'drop user ' || v_user || ' cascade';
      exception
        when others then
          -- What went wrong first is what has to be said; the next create names the user that is in the way.
          null;
      end;
    end if;
    raise;
end;
