import type { Row } from '../../database/database';
import { OrdsError } from '../../errors';
import type { Kind, Outcome } from './kind';
import { NAME_MAX } from './limits';
import { heldBy, type Ownership } from './ownership';
import { checkPathSegment } from './urlMapping';
import type { Target } from './target';

export interface EnabledSchemaInputs {
  readonly urlMappingPattern?: string;
  readonly autoRestAuth?: boolean;
  /** What the stack's Claim saw before anything was made: an enabling since then may be this stack's own. */
  readonly enabledBefore?: boolean;
}

export interface EnabledSchemaExtra extends EnabledSchemaInputs {
  /** False when the schema had been enabled before: then destroy leaves it enabled. */
  readonly enabledByUs?: boolean;
}

/** Enables, or brings an enabled schema to what is wanted, and returns the live values. */
async function enable(
  target: Target,
  inputs: EnabledSchemaInputs,
  adopt: boolean,
  { stack, claim, revises }: Ownership,
): Promise<{ status: string; repeated: boolean; live: EnabledSchemaInputs; holder: string | null }> {
  const { status, repeated, out } = await target.block(
    {
      text: 'schema/enable',
      binds: {
        adopt: adopt ? 1 : 0,
        pattern: inputs.urlMappingPattern ?? null,
        default_pattern: target.schema.toLowerCase(),
        auto_rest_auth:
          inputs.autoRestAuth === undefined ? null : inputs.autoRestAuth ? 'ENABLED' : 'DISABLED',
        claimed: inputs.enabledBefore === false && !revises ? 1 : 0,
        own_stack: stack,
        claim,
      },
      purpose: 'enable the URL mapping',
    },
    ['live_pattern', 'live_auto_rest_auth', 'detail', 'holder'],
  );
  if (status === 'would_open') {
    const quoted = String(out.detail).replaceAll("'", "''");
    throw new OrdsError(
      `schema ${target.schema} is disabled and holds the published module "${out.detail}", which no privilege covers; enabled, it would answer everybody`,
      {
        code: 'ords.schema.would_open',
        field: 'schema',
        remedy: `unpublish it (as ${target.schema}, in one transaction: begin ords.enable_schema; ords.publish_module('${quoted}', 'NOT_PUBLISHED'); ords.enable_schema(p_enabled => false); commit; end;), or, if it is meant to, enable the schema yourself (begin ords.enable_schema; commit; end;) and say adopt: true`,
      },
    );
  }
  const live = liveValues({
    PATTERN: out.live_pattern ?? null,
    AUTO_REST_AUTH: out.live_auto_rest_auth ?? null,
  });
  return { status, repeated, live, holder: out.holder ?? null };
}

function liveValues(row: Row): EnabledSchemaInputs {
  return {
    ...(row.PATTERN !== null && { urlMappingPattern: String(row.PATTERN) }),
    ...(row.AUTO_REST_AUTH !== null && {
      autoRestAuth: /^(ENABLED|TRUE|YES|Y|1)$/i.test(String(row.AUTO_REST_AUTH)),
    }),
  };
}

export const enabledSchemaKind: Kind<EnabledSchemaInputs, EnabledSchemaExtra> = {
  kind: 'schema',
  className: 'EnabledSchema',
  properties: ['urlMappingPattern', 'autoRestAuth', 'enabledBefore'],
  identity: [],
  // A URL mapping belongs to one schema of the database at a time.
  deleteBeforeReplace: true,
  leaves: ['urlMappingPattern', 'autoRestAuth'],

  check(checker) {
    const urlMappingPattern = checker.text('urlMappingPattern', { max: NAME_MAX });
    checkPathSegment(checker, urlMappingPattern);
    const autoRestAuth = checker.flag('autoRestAuth');
    const enabledBefore = checker.flag('enabledBefore');
    return {
      ...(urlMappingPattern !== undefined && { urlMappingPattern }),
      ...(autoRestAuth !== undefined && { autoRestAuth }),
      ...(enabledBefore !== undefined && { enabledBefore }),
    };
  },
  objectName: () => undefined,
  label: () => 'an enabled URL mapping',

  async create(target, inputs, adopt, ownership) {
    const { status, repeated, live, holder } = await enable(target, inputs, adopt, ownership);
    return {
      outcome: status as Outcome,
      detail: [
        live.urlMappingPattern ?? '',
        ...(holder === null ? [] : [`what is in it is ${heldBy(holder, ownership.stack)}`]),
      ].join('; '),
      repeated,
      extra: { ...live, enabledByUs: status !== 'adopted' },
    };
  },

  async read(target, state) {
    const { schema: row } = await target.reading().catalogue();
    return (
      row && {
        ...liveValues({ PATTERN: row.TEXT1 ?? null, AUTO_REST_AUTH: row.TEXT2 ?? null }),
        ...(state.enabledByUs !== undefined && { enabledByUs: state.enabledByUs }),
        ...(state.enabledBefore !== undefined && { enabledBefore: state.enabledBefore }),
      }
    );
  },

  async update(target, _old, inputs, ownership) {
    return (await enable(target, inputs, true, ownership)).live;
  },

  async remove(target, { enabledByUs }, { stack, claim }) {
    if (enabledByUs !== true) return;
    const { status, out } = await target.block(
      {
        text: 'schema/disable',
        binds: { own_stack: stack, claim },
        purpose: 'disable the URL mapping',
      },
      ['holder'],
    );
    if (status === 'held')
      console.info(
        `ords: schema ${target.schema} stays enabled: what is in it is ${heldBy(out.holder, stack)}`,
      );
  },
};
