import type { Row } from '../../database/database';
import { visible } from '../../visible';
import type { Checker } from './checker';
import type { Created, Kind } from './kind';
import { NAME_MAX, SKEW_MAX, TEXT_MAX, URL_MAX } from './limits';
import { heldError, ownershipBinds, tellKept, type Ownership } from './ownership';
import { isUnknown } from './plain';
import { createText, deleteCall, takesRoleClaims } from './profileCalls';
import type { Target } from './target';

export interface JwtProfileInputs {
  readonly issuer: string;
  readonly audience: string;
  readonly jwkUrl: string;
  readonly description?: string;
  readonly allowedSkew?: number;
  readonly allowedAge?: number;
  readonly roleClaimName?: string;
}

export interface JwtProfileExtra {
  /** As this stack last wrote it: a refresh overwrites the properties with what stands there, this says whose it is. */
  readonly written?: Pick<JwtProfileInputs, 'issuer' | 'audience' | 'jwkUrl'>;
}

/** Where a profile may have a role claim that the view does not show: it equals none, so that a profile is written. */
const UNSEEN = '(not shown by this release of ORDS)';

async function define(
  target: Target,
  inputs: JwtProfileInputs,
  adopt: boolean,
  ownership: Ownership,
): Promise<Created> {
  const role = inputs.roleClaimName;
  const create = await createText(target, role !== undefined);
  const { status, out, repeated } = await target.block(
    {
      text: 'jwt_profile/define',
      binds: {
        adopt: adopt ? 1 : 0,
        user_text: inputs.description ?? null,
        ...ownershipBinds(ownership),
      },
      parts: {
        delete: [
          adopt || ownership.ownMark !== null
            ? await deleteCall(target)
            : { text: 'jwt_profile/delete_nothing' },
        ],
        create: [
          {
            text: create,
            binds: {
              issuer: inputs.issuer,
              audience: inputs.audience,
              jwk_url: inputs.jwkUrl,
              allowed_skew: inputs.allowedSkew ?? null,
              allowed_age: inputs.allowedAge ?? null,
              ...(role !== undefined && { role_claim_name: role }),
            },
          },
        ],
      },
      purpose: 'create the JWT profile',
    },
    ['detail', 'live_issuer'],
  );
  const issuer = out.live_issuer && `issuer ${out.live_issuer}`;
  return {
    outcome: status as Created['outcome'],
    detail: (status === 'held' ? out.detail : issuer) ?? null,
    repeated,
  };
}

function live(row: Row): JwtProfileInputs {
  const text = (column: string): string | undefined =>
    row[column] == null ? undefined : String(row[column]);
  // 0 and null are one here: 0 cannot be declared, and one source has it as the default age (facts/ords.md 1).
  const seconds = (column: string): number | undefined => (row[column] ? Number(row[column]) : undefined);
  // The name of the role claim's column has no source; no other column speaks of a claim.
  const claim = Object.keys(row).find((column) => column.includes('CLAIM'));
  const optional = {
    description: text('DESCRIPTION'),
    allowedSkew: seconds('ALLOWED_SKEW'),
    allowedAge: seconds('ALLOWED_AGE'),
    roleClaimName: claim && text(claim),
  };
  return {
    issuer: text('ISSUER') ?? '',
    audience: text('AUDIENCE') ?? '',
    jwkUrl: text('JWK_URL') ?? '',
    ...(Object.fromEntries(Object.entries(optional).filter(([, value]) => value !== undefined)) as object),
  };
}

function checkUrl(checker: Checker): string {
  const jwkUrl = checker.text('jwkUrl', { required: true, max: URL_MAX });
  if (jwkUrl && !isUnknown(jwkUrl) && !(jwkUrl.startsWith('https://') && URL.canParse(jwkUrl))) {
    checker.fail(
      'jwkUrl',
      `must be a URL that begins with https://, found ${JSON.stringify(jwkUrl)}; ORDS refuses any other`,
    );
  }
  return jwkUrl;
}

function written({ issuer, audience, jwkUrl }: JwtProfileInputs): JwtProfileExtra {
  return { written: { issuer, audience, jwkUrl } };
}

export const jwtProfileKind: Kind<JwtProfileInputs, JwtProfileExtra> = {
  kind: 'jwt_profile',
  className: 'JwtProfile',
  properties: ['issuer', 'audience', 'jwkUrl', 'description', 'allowedSkew', 'allowedAge', 'roleClaimName'],
  identity: [],
  markedIn: 'description',

  check(checker) {
    const description = checker.text('description', { max: TEXT_MAX, free: true });
    const allowedSkew = checker.integer('allowedSkew', {
      min: 1,
      max: SKEW_MAX,
      because: '0 switches the tolerance off; leave it out for the setting of ORDS',
    });
    const allowedAge = checker.integer('allowedAge', {
      min: 1,
      because: '0 is not "no limit"; leave it out for none',
    });
    const roleClaimName = checker.text('roleClaimName', { max: NAME_MAX });
    if (roleClaimName !== undefined && !isUnknown(roleClaimName) && !roleClaimName.startsWith('/')) {
      checker.fail(
        'roleClaimName',
        `must be a JSON pointer with a leading slash, found ${JSON.stringify(roleClaimName)}; e.g. "/roles"`,
      );
    }
    return {
      issuer: checker.text('issuer', { required: true, max: URL_MAX }),
      audience: checker.text('audience', { required: true, max: URL_MAX }),
      jwkUrl: checkUrl(checker),
      ...(description !== undefined && { description }),
      ...(allowedSkew !== undefined && { allowedSkew }),
      ...(allowedAge !== undefined && { allowedAge }),
      ...(roleClaimName !== undefined && { roleClaimName }),
    };
  },
  objectName: () => undefined,
  label: () => 'a JWT profile',

  async create(target, inputs, adopt, ownership) {
    return { ...(await define(target, inputs, adopt, ownership)), extra: written(inputs) };
  },

  async read(target, state) {
    const row = await target.reading().profile();
    if (!row) return undefined;
    const readable = Object.keys(row).some((column) => column.includes('CLAIM'));
    // A view that does not show the role claim must not look like drift.
    const unseen =
      readable || state.roleClaimName === undefined ? {} : { roleClaimName: state.roleClaimName };
    return { ...live(row), ...unseen };
  },

  async observe(target, inputs) {
    const found = await jwtProfileKind.read(target, { ...inputs, roleClaimName: UNSEEN });
    if (found?.roleClaimName !== UNSEEN || (await takesRoleClaims(target))) return found;
    const { roleClaimName: _none, ...profile } = found;
    return profile;
  },
  unchanged: (inputs) => written(inputs),

  async update(target, _old, inputs, ownership) {
    const { outcome, detail } = await define(target, inputs, true, ownership);
    if (outcome === 'held')
      throw heldError('jwt_profile', 'the JWT profile', target.schema, detail, ownership.stack);
    return written(inputs);
  },

  async remove(target, state, { stack, ownMark }) {
    const { issuer, audience, jwkUrl } = state.written ?? state;
    const { status, out } = await target.block(
      {
        text: 'jwt_profile/delete',
        binds: { issuer, audience, jwk_url: jwkUrl, own_stack: stack, own_mark: ownMark },
        parts: { delete: [await deleteCall(target)] },
        purpose: 'delete the JWT profile',
      },
      ['detail'],
    );
    if (status === 'held') tellKept('the JWT profile', target.schema, out.detail, stack);
    if (status === 'foreign') {
      console.info(
        visible(
          `ords: the JWT profile of schema ${target.schema} is another one by now (issuer ${out.detail}); it stays`,
        ),
      );
    }
  },
};
