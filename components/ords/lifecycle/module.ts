import type { BlockResult } from '../../database/database';
import type { Created, Kind } from './kind';
import { checkModule, type ModuleInputs } from './moduleDefinition';
import { definitionCounts, definitionParts, hasLongSource, moduleFromRows } from './moduleRows';
import type { Target } from './target';

function define(
  target: Target,
  inputs: ModuleInputs,
  adopt: boolean,
): Promise<BlockResult & { status: string }> {
  const { name, templates } = inputs;
  return target.block({
    text: 'module/define',
    binds: {
      name,
      adopt: adopt ? 1 : 0,
      base_path: inputs.basePath,
      items_per_page: inputs.itemsPerPage,
      wanted_status: inputs.status ?? null,
      comments: inputs.comments ?? null,
      ...definitionCounts(templates),
    },
    parts: { definition: definitionParts(templates) },
    purpose: `define module "${name}"`,
    meanings: {
      1: {
        code: 'ords.module.base_path_taken',
        field: 'basePath',
        summary: `another module has the base path ${inputs.basePath}, or the module has a template twice`,
        remedy: 'choose another base path: select name, uri_prefix from user_ords_modules',
      },
    },
  });
}

export const moduleKind: Kind<ModuleInputs> = {
  kind: 'module',
  className: 'Module',
  properties: ['name', 'basePath', 'itemsPerPage', 'status', 'comments', 'templates'],
  identity: ['name'],
  // Two modules cannot have one base path.
  deleteBeforeReplace: true,
  leaves: ['status'],

  check: (checker) => checkModule(checker),
  objectName: ({ name }) => name,
  label: ({ name }) => `module "${name}"`,

  async create(target, inputs, adopt) {
    const { status, repeated } = await define(target, inputs, adopt);
    return { outcome: status as Created['outcome'], repeated };
  },

  async read(target, state) {
    const { name } = state;
    const purpose = `read module "${name}"`;
    const rows = await target.rows({ text: 'module/read', binds: { name }, purpose });
    const sources = hasLongSource(rows)
      ? await target.rows({ text: 'module/sources', binds: { name }, purpose })
      : [];
    const live = moduleFromRows(name, rows, sources);
    if (!live || state.status !== undefined) return live;
    // Left to ModuleProtection, which publishes it: not this resource's business, and no drift.
    const { status: _status, ...definition } = live;
    return definition;
  },

  async update(target, _old, inputs) {
    await define(target, inputs, true);
    return {};
  },

  async remove(target, { name }) {
    await target.block({ text: 'module/delete', binds: { name }, purpose: `delete module "${name}"` });
  },
};
