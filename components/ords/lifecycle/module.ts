import type { Created, Kind } from './kind';
import { checkModule, type ModuleInputs } from './moduleDefinition';
import { definitionCounts, definitionParts, moduleFromRows, needsWholeSources } from './moduleRows';
import { heldError, ownershipBinds, tellKept, type Ownership } from './ownership';
import type { Target } from './target';

async function define(
  target: Target,
  inputs: ModuleInputs,
  adopt: boolean,
  ownership: Ownership,
): Promise<Created> {
  const { name, templates } = inputs;
  const call = {
    text: 'module/define',
    binds: {
      name,
      adopt: adopt ? 1 : 0,
      base_path: inputs.basePath,
      items_per_page: inputs.itemsPerPage,
      wanted_status: inputs.status ?? null,
      comments: inputs.comments ?? null,
      ...definitionCounts(templates),
      ...ownershipBinds(ownership),
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
  };
  const { status, repeated, out } = await target.block(call, ['detail']);
  return { outcome: status as Created['outcome'], detail: out.detail ?? null, repeated };
}

export const moduleKind: Kind<ModuleInputs> = {
  kind: 'module',
  className: 'Module',
  properties: ['name', 'basePath', 'itemsPerPage', 'status', 'comments', 'templates'],
  identity: ['name'],
  // Two modules cannot have one base path.
  deleteBeforeReplace: true,
  leaves: ['status'],
  markedIn: 'comments',

  check: (checker) => checkModule(checker),
  objectName: ({ name }) => name,
  label: ({ name }) => `module "${name}"`,

  create: define,

  async read(target, state) {
    const { name } = state;
    const reading = target.reading({ module: name });
    const rows = (await reading.catalogue()).module(name);
    const sources = needsWholeSources(rows) ? await reading.wholeSources(name) : [];
    const live = moduleFromRows(name, rows, sources);
    if (!live || state.status !== undefined) return live;
    // Left to ModuleProtection, which publishes it: not this resource's business, and no drift.
    const { status: _status, ...definition } = live;
    return definition;
  },

  unchanged: () => ({}),

  async update(target, _old, inputs, ownership) {
    const { outcome, detail } = await define(target, inputs, true, ownership);
    if (outcome === 'held')
      throw heldError('module', `module "${inputs.name}"`, target.schema, detail, ownership.stack);
    return {};
  },

  async remove(target, { name }, { stack, ownMark }) {
    const { status, out } = await target.block(
      {
        text: 'module/delete',
        binds: { name, own_stack: stack, own_mark: ownMark },
        purpose: `delete module "${name}"`,
      },
      ['detail'],
    );
    if (status === 'held') tellKept(`module "${name}"`, target.schema, out.detail, stack);
  },
};
