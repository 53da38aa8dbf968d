import type { Meaning, OpenDatabase, Part, Row } from '../../database/database';
import { passwordOf } from '../../database/password';
import { OrdsError } from '../../errors';
import type { Announcer } from './adoption/announcer';
import type { Created, Kind, Outcome } from './kind';
import { Lifecycle } from './lifecycle';
import { unordered } from './plain';
import { renamed } from './renamed';
import { checkSchemaInputs, type SchemaInputs } from './schemaInputs';
import { refuseDrop } from './schemaLoss';
import type { Target } from './target';

/** The life of a `Schema`: the database user that owns REST modules and their tables. */
export function schemaLifecycle(open: OpenDatabase, announcer: Announcer): ReturnType<typeof renamed> {
  return renamed(new Lifecycle(schemaKind, open, announcer), {
    adminConnection: 'connection',
    name: 'schema',
  });
}

// A user has no text that could carry a mark: one that an interrupted run has left is an error by name, as any other.
const schemaKind: Kind<SchemaInputs> = {
  kind: 'user',
  className: 'Schema',
  properties: [
    'password',
    'passwordEnv',
    'passwordVersion',
    'defaultTablespace',
    'quota',
    'privileges',
    'roles',
    'accountStatus',
    'restEnabled',
    'urlMappingPattern',
    'forceDestroy',
  ],
  identity: [],

  check: checkSchemaInputs,
  objectName: () => undefined,
  label: () => 'the database user',

  create: (target, inputs, adopt) => define(target, inputs, { adopt, setPassword: true, disable: false }),

  async read(target, state) {
    return withAuthentication(state, await liveSchema(target, state));
  },

  // Nobody can see which password a user has: with a declared one it is set when the user is taken over.
  async observe(target, inputs) {
    const live = await liveSchema(target, inputs);
    return live && { ...live.values, ...(inputs.forceDestroy !== undefined && { forceDestroy: true }) };
  },

  async update(target, old, inputs) {
    const secrets = ['password', 'passwordEnv', 'passwordVersion'] as const;
    const { outcome } = await define(target, inputs, {
      adopt: true,
      setPassword: secrets.some((property) => old[property] !== inputs[property]),
      disable: old.restEnabled === true && inputs.restEnabled !== true,
    });
    if (outcome === 'exists') throw new Error('a user that is brought up to date cannot be in its own way');
    return {};
  },

  async remove(target, { forceDestroy }) {
    if (forceDestroy !== true) return refuseDrop(target);
    await target.endSessionsOf(target.schema);
    await target.block({
      text: 'user/drop',
      binds: { name: target.schema },
      purpose: 'drop the user',
      meanings: {
        1940: {
          code: 'ords.user.connected',
          summary: `somebody is connected as ${target.schema}`,
          remedy: `end these sessions (select sid, serial#, program from v$session where username = '${target.schema}'; alter system kill session 'sid,serial#'), then run the same command again`,
        },
      },
    });
  },
};

interface Manner {
  readonly adopt: boolean;
  readonly setPassword: boolean;
  /** REST is no longer this resource's: the schema is disabled. */
  readonly disable: boolean;
}

async function define(target: Target, inputs: SchemaInputs, manner: Manner): Promise<Created> {
  const { urlMappingPattern, quota } = inputs;
  const enabling: readonly Part[] =
    urlMappingPattern === undefined
      ? manner.disable
        ? [{ text: 'user/disable' }]
        : []
      : [{ text: 'user/enable', binds: { pattern: urlMappingPattern } }];
  const { status, repeated, out } = await target.block(
    {
      text: 'user/define',
      binds: {
        name: target.schema,
        password: passwordOf(inputs) ?? null,
        set_password: manner.setPassword ? 1 : 0,
        tablespace: inputs.defaultTablespace,
        quota_megabytes: quota === 'unlimited' ? null : Number.parseInt(quota, 10),
        privileges: inputs.privileges.join('\n') || null,
        roles: inputs.roles.join('\n') || null,
        adopt: manner.adopt ? 1 : 0,
      },
      secretBinds: ['password'],
      parts: {
        opening: urlMappingPattern === undefined ? [] : [{ text: 'user/opening' }],
        enabling,
      },
      purpose: 'define the user',
      meanings: meaningsOf(inputs),
    },
    ['recent', 'detail'],
  );
  if (status === 'maintained') throw maintained(target.schema);
  if (status === 'would_open') throw wouldOpen(target.schema, out.detail);
  // Of a user that was there long before, no lost attempt of this create can be the maker.
  return { outcome: status as Outcome, repeated: repeated && out.recent === '1' };
}

interface LiveSchema {
  readonly values: Partial<SchemaInputs>;
  readonly hasPassword: boolean;
}

async function liveSchema(target: Target, { restEnabled }: SchemaInputs): Promise<LiveSchema | undefined> {
  const rows = await target.rows({
    text: 'user/read',
    binds: { name: target.schema },
    parts: { mapping: restEnabled === true ? [{ text: 'user/mapping' }] : [] },
    purpose: 'read the user',
  });
  const user = rows.find((row) => row.KIND === 'user');
  if (!user) return undefined;
  const names = (kind: string): string[] =>
    unordered(rows.filter((row) => row.KIND === kind).map((row) => String(row.NAME)));
  const [pattern] = names('mapping');
  return {
    values: {
      defaultTablespace: String(user.NAME),
      quota: liveQuota(user),
      privileges: names('privilege'),
      roles: names('role'),
      accountStatus: String(user.STATUS),
      ...(pattern !== undefined && { restEnabled: true, urlMappingPattern: pattern }),
    },
    hasPassword: user.DETAIL !== 'NONE',
  };
}

const MEGABYTE = 1_048_576;

/** -1 is unlimited; no row is no quota. What is no whole megabyte is shown as it is, in bytes. */
function liveQuota({ QUOTA }: Row): string {
  const bytes = Number(QUOTA ?? 0);
  if (bytes < 0) return 'unlimited';
  return bytes % MEGABYTE === 0 ? `${bytes / MEGABYTE}M` : `${bytes}`;
}

/** With what only the state knows. A user who has lost the password shows none, so that the next `up` sets it again. */
function withAuthentication(
  state: SchemaInputs,
  live: LiveSchema | undefined,
): Partial<SchemaInputs> | undefined {
  if (!live) return undefined;
  const { password, passwordEnv, passwordVersion, forceDestroy } = state;
  return {
    ...live.values,
    ...(live.hasPassword && password !== undefined && { password }),
    ...(live.hasPassword && passwordEnv !== undefined && { passwordEnv }),
    ...(passwordVersion !== undefined && { passwordVersion }),
    ...(forceDestroy === true && { forceDestroy }),
  };
}

function meaningsOf({ defaultTablespace, roles }: SchemaInputs): Record<number, Meaning> {
  const password = {
    code: 'ords.user.password',
    field: 'password',
    remedy:
      'choose another one; Autonomous Database takes 12 to 30 characters with upper case, lower case and a digit, without the name of the user',
  };
  const refused = { ...password, summary: 'the database does not accept the password' };
  return {
    28003: refused,
    988: refused,
    28007: { ...password, summary: 'the user had this password before, and the database wants another one' },
    959: {
      code: 'ords.user.tablespace',
      field: 'defaultTablespace',
      summary: `there is no tablespace ${defaultTablespace}`,
      remedy:
        'select tablespace_name from dba_tablespaces; users have DATA on Autonomous Database, and USERS on most others',
    },
    990: {
      code: 'ords.user.privilege',
      field: 'privileges',
      summary: 'one of the privileges is none of this database',
      remedy: 'select name from system_privilege_map',
    },
    1919: {
      code: 'ords.user.role',
      field: 'roles',
      summary: `one of the roles ${roles.join(', ')} does not exist`,
      remedy: 'create it first, or correct the name: select role from dba_roles',
    },
  };
}

function maintained(schema: string): OrdsError {
  return new OrdsError(`user ${schema} belongs to Oracle itself`, {
    code: 'ords.user.maintained',
    field: 'name',
    remedy: 'choose the name of a user of your own',
  });
}

function wouldOpen(schema: string, module: string | null | undefined): OrdsError {
  return new OrdsError(
    `ORDS still has the published module "${module}" of a schema ${schema}, which no privilege covers; enabled, it would answer everybody`,
    {
      code: 'ords.user.would_open',
      field: 'restEnabled',
      remedy: `as an administrator: begin ords_admin.drop_rest_for_schema('${schema.replaceAll("'", "''")}'); commit; end; which takes its modules away, or ords_admin.publish_module with NOT_PUBLISHED`,
    },
  );
}
