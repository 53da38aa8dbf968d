import { OrdsError } from '../../errors';
import type { Checker } from './checker';
import type { Created, Kind } from './kind';
import { LABEL_MAX, NAME_MAX, TEXT_MAX } from './limits';
import { checkPath } from './moduleDefinition';
import { heldError, ownershipBinds, tellKept, type Ownership } from './ownership';
import { isUnknown, unordered } from './plain';
import type { Target } from './target';

export interface PrivilegeInputs {
  readonly name: string;
  readonly roles: readonly string[];
  readonly patterns: readonly string[];
  readonly label?: string;
  readonly description?: string;
  readonly comments?: string;
}

async function define(
  target: Target,
  inputs: PrivilegeInputs,
  adopt: boolean,
  ownership: Ownership,
): Promise<Created> {
  const { name, roles, patterns } = inputs;
  const { status, repeated, out } = await target.block(
    {
      text: 'privilege/define',
      binds: {
        name,
        adopt: adopt ? 1 : 0,
        roles: roles.join('\n') || null,
        patterns: patterns.join('\n') || null,
        label: inputs.label ?? null,
        description: inputs.description ?? null,
        comments: inputs.comments ?? null,
        ...ownershipBinds(ownership),
      },
      purpose: `define privilege "${name}"`,
      meanings: {
        // facts/ords.md 4: roles are not created implicitly.
        1403: {
          code: 'ords.role.unknown',
          field: 'roles',
          summary: `one of the roles ${roles.map((entry) => `"${entry}"`).join(', ') || '(none)'} does not exist`,
          remedy: 'add a Role resource for it, or correct the name: roles are case sensitive',
        },
      },
    },
    ['detail'],
  );
  if (status === 'still_protects') {
    throw new OrdsError(
      `a pattern that privilege "${name}" of schema ${target.schema} would lose is all that protects the published module "${out.detail}"; without it the module would answer everybody`,
      {
        code: 'ords.privilege.still_protects',
        field: 'patterns',
        remedy: `keep the old pattern beside the new ones, run pulumi up so that the module moves or gets a privilege of its own, then remove the pattern; or unpublish the module (${unpublishing(target, out.detail)})`,
      },
    );
  }
  return { outcome: status as Created['outcome'], detail: out.detail ?? null, repeated };
}

function unpublishing({ schema }: Target, module: string | null | undefined): string {
  const name = (module ?? '').replaceAll("'", "''");
  return `as ${schema}: begin ords.publish_module('${name}', 'NOT_PUBLISHED'); commit; end;`;
}

function checkPatterns(checker: Checker): string[] {
  const patterns = checker.names('patterns', TEXT_MAX) ?? [];
  if (isUnknown(patterns)) return patterns;
  for (const pattern of patterns) {
    if (isUnknown(pattern)) continue;
    checkPath(checker, 'patterns', pattern);
    if (pattern.startsWith('/')) continue;
    checker.fail(
      'patterns',
      `must begin with a slash, found ${JSON.stringify(pattern)}; they are relative to the schema's URL, e.g. "/orders/*"`,
    );
  }
  return patterns;
}

export const privilegeKind: Kind<PrivilegeInputs> = {
  kind: 'privilege',
  className: 'Privilege',
  properties: ['name', 'roles', 'patterns', 'label', 'description', 'comments'],
  // A new name stands beside the old one until every module has moved, so nothing is unprotected in between.
  identity: ['name'],

  check(checker) {
    const label = checker.text('label', { max: LABEL_MAX });
    const description = checker.text('description', { max: TEXT_MAX, free: true });
    const comments = checker.text('comments', { max: TEXT_MAX, free: true });
    return {
      name: checker.text('name', { required: true, max: NAME_MAX }),
      roles: checker.names('roles', NAME_MAX) ?? [],
      patterns: checkPatterns(checker),
      ...(label !== undefined && { label }),
      ...(description !== undefined && { description }),
      ...(comments !== undefined && { comments }),
    };
  },
  markedIn: 'comments',
  objectName: ({ name }) => name,
  label: ({ name }) => `privilege "${name}"`,

  create: define,

  async read(target, { name }) {
    const rows = (await target.reading({ privilege: name }).catalogue()).privilege(name);
    const head = rows.find((row) => row.KIND === 'privilege');
    if (!head) return undefined;
    const items = (kind: string): string[] =>
      unordered(rows.filter((row) => row.KIND === kind).map((row) => String(row.TEXT1)));
    return {
      name,
      roles: items('privilege_role'),
      patterns: items('privilege_pattern'),
      ...(head.TEXT1 !== null && { label: String(head.TEXT1) }),
      ...(head.TEXT2 !== null && { description: String(head.TEXT2) }),
      ...(head.COMMENTS !== null && { comments: String(head.COMMENTS) }),
    };
  },

  unchanged: () => ({}),

  async update(target, _old, inputs, ownership) {
    const { outcome, detail } = await define(target, inputs, true, ownership);
    if (outcome === 'held')
      throw heldError('privilege', `privilege "${inputs.name}"`, target.schema, detail, ownership.stack);
    return {};
  },

  async remove(target, { name }, { stack, ownMark }) {
    const { status, out } = await target.block(
      {
        text: 'privilege/delete',
        binds: { name, own_stack: stack, own_mark: ownMark },
        purpose: `delete privilege "${name}"`,
      },
      ['detail'],
    );
    if (status === 'held') tellKept(`privilege "${name}"`, target.schema, out.detail, stack);
    if (status !== 'still_protects') return;
    throw new OrdsError(
      `privilege "${name}" of schema ${target.schema} is all that protects the published module "${out.detail}"; without it the module would answer everybody`,
      {
        code: 'ords.privilege.still_protects',
        field: 'name',
        remedy: `unpublish it (${unpublishing(target, out.detail)}), protect it with another privilege, or keep this one with retainOnDelete`,
      },
    );
  },
};
