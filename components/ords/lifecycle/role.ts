import type { Kind } from './kind';
import { NAME_MAX } from './limits';

export interface RoleInputs {
  readonly name: string;
}

export const roleKind: Kind<RoleInputs> = {
  kind: 'role',
  className: 'Role',
  properties: ['name'],
  identity: ['name'],

  check: (checker) => ({ name: checker.text('name', { required: true, max: NAME_MAX }) }),
  objectName: ({ name }) => name,
  label: ({ name }) => `role "${name}"`,

  async create(target, { name }, adopt) {
    const { status, repeated } = await target.block({
      text: 'role/create',
      binds: { name, adopt: adopt ? 1 : 0 },
      purpose: `create role "${name}"`,
    });
    return { outcome: status as 'created' | 'adopted' | 'exists', repeated };
  },

  async read(target, { name }) {
    const rows = await target.rows({ text: 'role/read', binds: { name }, purpose: `read role "${name}"` });
    return rows.length > 0 ? { name } : undefined;
  },

  async update(target, _old, inputs) {
    await roleKind.create(target, inputs, true);
    return {};
  },

  async remove(target, { name }) {
    await target.block({ text: 'role/delete', binds: { name }, purpose: `delete role "${name}"` });
  },
};
