import { OrdsError } from '../../errors';
import type { Created, Kind } from './kind';
import { NAME_MAX } from './limits';
import type { Target } from './target';

export interface RoleInputs {
  readonly name: string;
}

async function create(target: Target, { name }: RoleInputs, adopt: boolean): Promise<Created> {
  const { status, repeated } = await target.block({
    text: 'role/create',
    binds: { name, adopt: adopt ? 1 : 0 },
    purpose: `create role "${name}"`,
  });
  return { outcome: status as Created['outcome'], repeated };
}

export const roleKind: Kind<RoleInputs> = {
  kind: 'role',
  className: 'Role',
  properties: ['name'],
  identity: ['name'],
  // It has no text that could carry a mark: one that was left is an error by name, as any other.
  whereLeft:
    'where an interrupted run of this stack has left it, delete it by hand (ORDS.DELETE_ROLE) and run pulumi up again',

  check: (checker) => ({ name: checker.text('name', { required: true, max: NAME_MAX }) }),
  objectName: ({ name }) => name,
  label: ({ name }) => `role "${name}"`,

  create,

  async read(target, { name }) {
    const catalogue = await target.reading({ role: name }).catalogue();
    return catalogue.hasRole(name) ? { name } : undefined;
  },

  async update(target, _old, inputs) {
    await create(target, inputs, true);
    return {};
  },

  async remove(target, { name }) {
    const { status, out } = await target.block(
      { text: 'role/delete', binds: { name }, purpose: `delete role "${name}"` },
      ['detail'],
    );
    if (status !== 'still_required') return;
    throw new OrdsError(
      `role "${name}" of schema ${target.schema} is the only one that privilege "${out.detail}" asks for; without it every token with the role claim would be let in`,
      {
        code: 'ords.role.still_required',
        field: 'name',
        remedy: `give the privilege another role or delete it, and let its resource depend on the role (roles: [role.name]); or keep the role with retainOnDelete`,
      },
    );
  },
};
