import type { Row } from '../../database/database';
import { OrdsError } from '../../errors';
import type { Kind } from './kind';
import { NAME_MAX } from './limits';
import { isUnknown } from './plain';
import type { Target } from './target';

export interface EnabledSchemaInputs {
  readonly urlMappingPattern?: string;
  readonly autoRestAuth?: boolean;
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
): Promise<{ status: string; repeated: boolean; live: EnabledSchemaInputs }> {
  const { status, repeated, out } = await target.block(
    {
      text: 'schema/enable',
      binds: {
        adopt: adopt ? 1 : 0,
        pattern: inputs.urlMappingPattern ?? null,
        default_pattern: target.schema.toLowerCase(),
        auto_rest_auth:
          inputs.autoRestAuth === undefined ? null : inputs.autoRestAuth ? 'ENABLED' : 'DISABLED',
      },
      purpose: 'enable the URL mapping',
    },
    ['live_pattern', 'live_auto_rest_auth', 'detail'],
  );
  if (status === 'would_open') {
    const quoted = String(out.detail).replaceAll("'", "''");
    throw new OrdsError(
      `schema ${target.schema} is disabled and holds the published module "${out.detail}", which no privilege covers; enabled, it would answer everybody`,
      {
        code: 'ords.schema.would_open',
        field: 'schema',
        remedy: `unpublish it (as ${target.schema}, in one transaction: begin ords.enable_schema; ords.publish_module('${quoted}', 'NOT_PUBLISHED'); ords.enable_schema(p_enabled => false); commit; end;), or say adopt: true to enable the schema as it is`,
      },
    );
  }
  const live = liveValues({
    PATTERN: out.live_pattern ?? null,
    AUTO_REST_AUTH: out.live_auto_rest_auth ?? null,
  });
  return { status, repeated, live };
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
  properties: ['urlMappingPattern', 'autoRestAuth'],
  identity: [],
  // A URL mapping belongs to one schema of the database at a time.
  deleteBeforeReplace: true,
  leaves: ['urlMappingPattern', 'autoRestAuth'],

  check(checker) {
    const urlMappingPattern = checker.text('urlMappingPattern', { max: NAME_MAX });
    if (
      urlMappingPattern !== undefined &&
      !isUnknown(urlMappingPattern) &&
      !/^[\w.~-]+$/.test(urlMappingPattern)
    ) {
      checker.fail(
        'urlMappingPattern',
        `must be one path segment without slashes, found ${JSON.stringify(urlMappingPattern)}; it stands between /ords/ and the module's base path`,
      );
    }
    const autoRestAuth = checker.flag('autoRestAuth');
    return {
      ...(urlMappingPattern !== undefined && { urlMappingPattern }),
      ...(autoRestAuth !== undefined && { autoRestAuth }),
    };
  },
  objectName: () => undefined,
  label: () => 'an enabled URL mapping',

  async create(target, inputs, adopt) {
    const { status, repeated, live } = await enable(target, inputs, adopt);
    return {
      outcome: status as 'created' | 'adopted' | 'exists',
      detail: live.urlMappingPattern ?? null,
      repeated,
      extra: { ...live, enabledByUs: status !== 'adopted' },
    };
  },

  async read(target, state) {
    const [row] = await target.rows({ text: 'schema/read', purpose: 'read the URL mapping' });
    return (
      row && {
        ...liveValues(row),
        ...(state.enabledByUs !== undefined && { enabledByUs: state.enabledByUs }),
      }
    );
  },

  async update(target, _old, inputs) {
    return (await enable(target, inputs, true)).live;
  },

  async remove(target, { enabledByUs }) {
    if (enabledByUs !== true) return;
    await target.block({ text: 'schema/disable', purpose: 'disable the URL mapping' });
  },
};
