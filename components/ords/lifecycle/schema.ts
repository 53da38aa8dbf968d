import type { OpenDatabase, Part, Row } from '../../database/database';
import { passwordOf } from '../../database/password';
import type { Announcer } from './adoption/announcer';
import type { Created, Kind, Outcome } from './kind';
import { Lifecycle } from './lifecycle';
import { heldBy, type Ownership } from './ownership';
import { unordered } from './plain';
import { renamed } from './renamed';
import { ANY_CLAIM, dropUser } from './schemaDrop';
import { anotherUser, maintained, meaningsOf, wouldOpen } from './schemaErrors';
import { checkSchemaInputs, isDeclared, ofAdoptedUser, type SchemaInputs } from './schemaInputs';
import { refuseDrop } from './schemaLoss';
import type { Target } from './target';

/** The life of a `Schema`: the database user that owns REST modules and their tables. */
export function schemaLifecycle(open: OpenDatabase, announcer: Announcer): ReturnType<typeof renamed> {
  return renamed(new Lifecycle(schemaKind, open, announcer), {
    adminConnection: 'connection',
    name: 'schema',
  });
}

/** What the database says of the user, for the outputs. */
interface SchemaExtra {
  /** Tells the user from a later one of its name: id and time of creation. Absent in the state of an earlier release. */
  readonly incarnation?: string;
}

// A user has no text that could carry a mark: one that an interrupted run has left is an error by name, as any other.
const schemaKind: Kind<SchemaInputs, SchemaExtra> = {
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
    'authentication',
    'restEnabled',
    'urlMappingPattern',
    'forceDestroy',
  ],
  identity: [],
  leaves: ['accountStatus', 'authentication'],
  ofAdopted: ofAdoptedUser,

  check: checkSchemaInputs,
  objectName: () => undefined,
  label: () => 'the database user',

  create: (target, inputs, adopt, ownership) =>
    define(
      target,
      inputs,
      { adopt, authenticate: isDeclared(inputs), setPassword: true, disable: false },
      ownership,
    ),

  async read(target, state) {
    const live = await liveSchema(target, state);
    if (!live || (live.incarnation ?? '') !== (state.incarnation ?? live.incarnation)) return undefined;
    const { password, passwordEnv, passwordVersion, forceDestroy } = state;
    return {
      ...live,
      ...(password !== undefined && { password }),
      ...(passwordEnv !== undefined && { passwordEnv }),
      ...(passwordVersion !== undefined && { passwordVersion }),
      ...(forceDestroy === true && { forceDestroy }),
    };
  },

  // Nobody can see which password a user has: with a declared one it is set when the user is taken over.
  async observe(target, inputs) {
    const live = await liveSchema(target, inputs);
    return live && { ...live, ...(inputs.forceDestroy !== undefined && { forceDestroy: true }) };
  },

  async update(target, old, inputs, ownership) {
    const secrets = ['password', 'passwordEnv', 'passwordVersion'] as const;
    const { outcome, extra } = await define(
      target,
      inputs,
      {
        adopt: true,
        authenticate: inputs.authentication !== undefined,
        setPassword: secrets.some((property) => old[property] !== inputs[property]),
        disable: old.restEnabled === true && inputs.restEnabled !== true,
        ...(old.incarnation !== undefined && { incarnation: old.incarnation }),
      },
      ownership,
    );
    if (outcome === 'exists') throw new Error('a user that is brought up to date cannot be in its own way');
    return extra ?? {};
  },

  remove: (target, { forceDestroy, incarnation }, { stack }) =>
    forceDestroy === true ? dropUser(target, incarnation, stack) : refuseDrop(target, incarnation),
};

interface Manner {
  readonly adopt: boolean;
  /** Whether authentication and lock of a user that exists are this resource's business. */
  readonly authenticate: boolean;
  readonly setPassword: boolean;
  /** REST is no longer this resource's: the schema is disabled. */
  readonly disable: boolean;
  /** Of the user that the state knows. */
  readonly incarnation?: string;
}

async function define(
  target: Target,
  inputs: SchemaInputs,
  manner: Manner,
  { stack }: Ownership,
): Promise<Created<SchemaExtra>> {
  const { urlMappingPattern, quota } = inputs;
  const enabling: readonly Part[] =
    urlMappingPattern === undefined
      ? manner.disable
        ? [{ text: 'user/disable', binds: { own_stack: stack, claim: ANY_CLAIM } }]
        : []
      : [{ text: 'user/enable', binds: { pattern: urlMappingPattern } }];
  const { status, repeated, out } = await target.block(
    {
      text: 'user/define',
      binds: {
        name: target.schema,
        password: passwordOf(inputs) ?? null,
        authenticate: manner.authenticate ? 1 : 0,
        authentication: inputs.authentication ?? null,
        set_password: manner.setPassword ? 1 : 0,
        incarnation: manner.incarnation ?? null,
        tablespace: inputs.defaultTablespace,
        quota_megabytes: quota === 'unlimited' ? null : Number.parseInt(quota, 10),
        privileges: inputs.privileges.join('\n') || null,
        roles: inputs.roles.join('\n') || null,
        adopt: manner.adopt ? 1 : 0,
        enable: urlMappingPattern === undefined ? 0 : 1,
      },
      secretBinds: ['password'],
      parts: { enabling },
      purpose: 'define the user',
      meanings: meaningsOf(inputs),
    },
    ['recent', 'detail', 'live_account_status', 'live_authentication', 'live_incarnation'],
  );
  if (status === 'maintained') throw maintained(target.schema);
  if (status === 'would_open') throw wouldOpen(target.schema, out.detail);
  if (status === 'another') throw anotherUser(target.schema, out.detail);
  if (out.detail)
    console.info(
      `ords: schema ${target.schema} stays enabled: what is in it is ${heldBy(out.detail, stack)}`,
    );
  return {
    outcome: status as Outcome,
    // Of a user that was there long before, no lost attempt of this create can be the maker.
    repeated: repeated && out.recent === '1',
    extra: {
      ...(out.live_account_status && { accountStatus: out.live_account_status }),
      ...(out.live_authentication && { authentication: out.live_authentication }),
      ...(out.live_incarnation && { incarnation: out.live_incarnation }),
    },
  };
}

async function liveSchema(
  target: Target,
  { restEnabled }: SchemaInputs,
): Promise<(Partial<SchemaInputs> & SchemaExtra) | undefined> {
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
    defaultTablespace: String(user.NAME),
    quota: liveQuota(user),
    privileges: names('privilege'),
    roles: names('role'),
    accountStatus: String(user.STATUS),
    authentication: String(user.DETAIL),
    incarnation: String(user.INCARNATION),
    ...(pattern !== undefined && { restEnabled: true, urlMappingPattern: pattern }),
  };
}

const MEGABYTE = 1_048_576;

/** -1 is unlimited; no row is no quota. What is no whole megabyte is shown as it is, in bytes. */
function liveQuota({ QUOTA }: Row): string {
  const bytes = Number(QUOTA ?? 0);
  if (bytes < 0) return 'unlimited';
  return bytes % MEGABYTE === 0 ? `${bytes / MEGABYTE}M` : `${bytes}`;
}
