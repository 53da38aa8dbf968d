import type { Arguments } from './arguments';
import { jwkUrlNotHttps, noDataFound, roleClaimNotPointer, skewTooLarge, uniqueViolated } from './errors';
import type { Metadata } from './metadata';
import { mandatory, optional, type Operation } from './operation';
import type { CompleteOrdsOptions } from './options';

/** Seconds (facts/ords.md 1). */
export const MAXIMUM_SKEW = 60;
const TABLE = 'OAUTH_JWT_PROFILE';

/** facts/ords.md 1. There is no UPDATE_JWT_PROFILE. */
export function createJwtProfile(options: CompleteOrdsOptions): Operation {
  return {
    name: 'CREATE_JWT_PROFILE',
    parameters: [
      mandatory('P_ISSUER'),
      mandatory('P_AUDIENCE'),
      mandatory('P_JWK_URL'),
      optional('P_DESCRIPTION'),
      optional('P_ALLOWED_SKEW', null, 'NUMBER'),
      optional('P_ALLOWED_AGE', null, 'NUMBER'),
      ...(options.hasRoleClaim ? [optional('P_ROLE_CLAIM_NAME')] : []),
    ],
    run: create,
  };
}

export const DELETE_JWT_PROFILE: Operation = {
  name: 'DELETE_JWT_PROFILE',
  parameters: [],
  run(metadata) {
    const deleted = metadata.run('delete from oauth_jwt_profile where schema_id = :schema_id', {
      schema_id: metadata.schemaId(),
    });
    if (deleted === 0 && metadata.options.deleteJwtProfile === 'raise') throw noDataFound();
  },
};

function create(metadata: Metadata, args: Arguments): void {
  const schema_id = metadata.schemaId();
  const issuer = args.requiredText('P_ISSUER', TABLE, 'ISSUER');
  const audience = args.requiredText('P_AUDIENCE', TABLE, 'AUDIENCE');
  const jwk_url = args.requiredText('P_JWK_URL', TABLE, 'JWK_URL');
  if (!jwk_url.startsWith('https://')) throw jwkUrlNotHttps();
  const allowed_skew = args.number('P_ALLOWED_SKEW');
  if (allowed_skew !== null && allowed_skew > MAXIMUM_SKEW) throw skewTooLarge(MAXIMUM_SKEW);
  const role_claim_name = args.text('P_ROLE_CLAIM_NAME');
  if (role_claim_name !== null && !role_claim_name.startsWith('/')) throw roleClaimNotPointer();
  if (metadata.findId('oauth_jwt_profile', { schema_id }) !== undefined) {
    throw uniqueViolated('OAUTH_JWT_PROFILE_SCHEMA_UK');
  }
  metadata.insert('oauth_jwt_profile', {
    schema_id,
    issuer,
    audience,
    jwk_url,
    description: args.text('P_DESCRIPTION'),
    allowed_skew,
    allowed_age: args.number('P_ALLOWED_AGE'),
    role_claim_name,
  });
}
