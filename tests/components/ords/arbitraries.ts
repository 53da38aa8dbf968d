import fc from 'fast-check';

import { enabledSchemaKind } from '../../../components/ords/lifecycle/enabledSchema';
import { jwtProfileKind } from '../../../components/ords/lifecycle/jwtProfile';
import type { Kind } from '../../../components/ords/lifecycle/kind';
import { moduleKind } from '../../../components/ords/lifecycle/module';
import { moduleProtectionKind } from '../../../components/ords/lifecycle/moduleProtection';
import type { Props } from '../../../components/ords/lifecycle/plain';
import { privilegeKind } from '../../../components/ords/lifecycle/privilege';
import { roleKind } from '../../../components/ords/lifecycle/role';

export const connection = {
  connectString: 'db.example.com:1521/freepdb1',
  user: 'ordsdemo',
  password: 'not-a-real-one',
};

const name = fc.stringMatching(/^[A-Za-z][A-Za-z0-9._-]{0,20}$/);
const comment = fc.stringMatching(/^[ -~]{1,40}$/);
const maybe = <T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> =>
  fc.option(arbitrary, { nil: undefined });

const parameter = fc.record(
  {
    name,
    bindVariableName: name,
    sourceType: fc.constantFrom('HEADER', 'RESPONSE', 'URI'),
    paramType: fc.constantFrom('STRING', 'INT'),
    accessMethod: fc.constantFrom('IN', 'OUT', 'INOUT'),
    comments: comment,
  },
  { requiredKeys: ['name'] },
);
const handler = fc.record(
  {
    method: fc.constantFrom('GET', 'POST', 'PUT', 'DELETE'),
    sourceType: fc.constantFrom('json/collection', 'plsql/block'),
    source: fc.stringMatching(/^[!-~][ -~\n]{0,60}$/),
    itemsPerPage: fc.nat(100),
    mimesAllowed: name,
    comments: comment,
    parameters: fc.uniqueArray(parameter, { selector: ({ name: key }) => key, maxLength: 3 }),
  },
  { requiredKeys: ['method', 'sourceType', 'source'] },
);
const template = fc.record(
  {
    pattern: name,
    priority: fc.nat(9),
    etagType: fc.constantFrom('HASH', 'QUERY', 'NONE'),
    etagQuery: comment,
    comments: comment,
    handlers: fc.uniqueArray(handler, { selector: ({ method }) => method, maxLength: 3 }),
  },
  { requiredKeys: ['pattern', 'handlers'] },
);

/** Each kind with what a program may declare. */
export const resources: Record<string, { kind: Kind<never>; own: fc.Arbitrary<Props> }> = {
  EnabledSchema: {
    kind: enabledSchemaKind as unknown as Kind<never>,
    own: fc.record({ urlMappingPattern: maybe(name), autoRestAuth: maybe(fc.boolean()) }),
  },
  Role: { kind: roleKind as unknown as Kind<never>, own: fc.record({ name }) },
  Module: {
    kind: moduleKind as unknown as Kind<never>,
    own: fc.record(
      {
        name,
        basePath: name.chain((path) => fc.constantFrom(path, `/${path}`, `${path}/`, `/${path}/`)),
        itemsPerPage: fc.nat(1000),
        status: fc.constantFrom('PUBLISHED', 'NOT_PUBLISHED'),
        comments: comment,
        templates: fc.uniqueArray(template, { selector: ({ pattern }) => pattern, maxLength: 3 }),
      },
      { requiredKeys: ['name', 'basePath', 'templates'] },
    ),
  },
  Privilege: {
    kind: privilegeKind as unknown as Kind<never>,
    own: fc.record(
      {
        name,
        roles: fc.array(name, { maxLength: 4 }),
        patterns: fc.array(
          name.map((path) => `/${path}/*`),
          { maxLength: 4 },
        ),
        label: name,
        description: comment,
        comments: comment,
      },
      { requiredKeys: ['name'] },
    ),
  },
  ModuleProtection: {
    kind: moduleProtectionKind as unknown as Kind<never>,
    own: fc.record(
      {
        module: fc.constant('orders'),
        privilege: fc.constantFrom('orders.read', 'orders.admin'),
        publish: fc.boolean(),
        onDelete: fc.constantFrom('unpublish', 'keepProtected', 'makePublic'),
      },
      { requiredKeys: ['module', 'privilege'] },
    ),
  },
  JwtProfile: {
    kind: jwtProfileKind as unknown as Kind<never>,
    own: fc.record(
      {
        issuer: fc.constantFrom('https://tenant.example.com/', 'urn:issuer'),
        audience: fc.webUrl(),
        jwkUrl: fc.constant('https://tenant.example.com/.well-known/jwks.json'),
        description: comment,
        allowedSkew: fc.integer({ min: 1, max: 60 }),
        allowedAge: fc.integer({ min: 1, max: 86_400 }),
        roleClaimName: fc.constantFrom('/roles', '/iam_groups'),
      },
      { requiredKeys: ['issuer', 'audience', 'jwkUrl'] },
    ),
  },
};
