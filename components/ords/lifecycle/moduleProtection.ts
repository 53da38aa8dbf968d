import { OrdsError } from '../../errors';
import type { Created, Kind } from './kind';
import { NAME_MAX } from './limits';
import { normalBasePath } from './moduleDefinition';
import { heldBy, releaseRemedy, type Ownership } from './ownership';
import { unordered } from './plain';
import type { Target } from './target';

export const ON_DELETE = ['unpublish', 'keepProtected', 'makePublic'] as const;

/**
 * Live value of a module that somebody left published without any privilege. It is not "gone": then Pulumi would forget
 * the module, and a destroy would leave it open.
 */
const NO_PRIVILEGE = '';

export interface ModuleProtectionInputs {
  readonly module: string;
  readonly privilege: string;
  readonly publish: boolean;
  readonly onDelete: (typeof ON_DELETE)[number];
}

export interface ModuleProtectionExtra {
  /** Of the module, as it stands in the database. */
  readonly basePath?: string;
}

interface Wish {
  readonly adopt: boolean;
  /** Whether another privilege may lose the module. */
  readonly takeOver: boolean;
  /** The privilege that this stack had put on the module. */
  readonly former?: string;
  /** 1 publishes, 0 unpublishes, null leaves the status. */
  readonly publish: 0 | 1 | null;
}

async function protect(
  target: Target,
  inputs: ModuleProtectionInputs,
  wish: Wish,
  { stack, claim, revises }: Ownership,
): Promise<Created<ModuleProtectionExtra>> {
  const { module, privilege } = inputs;
  const { status, out, repeated } = await target.block(
    {
      text: 'protection/protect',
      binds: {
        module,
        privilege,
        adopt: wish.adopt ? 1 : 0,
        take_over: wish.takeOver ? 1 : 0,
        former: wish.former ?? null,
        publish: wish.publish,
        own_stack: stack,
        claim,
        revise: revises ? 1 : 0,
      },
      purpose: `protect module "${module}" with privilege "${privilege}"`,
    },
    ['detail', 'base_path'],
  );
  const where = `in schema ${target.schema}`;
  switch (status) {
    case 'unknown_module':
      throw new OrdsError(`module "${module}" does not exist ${where}`, {
        code: 'ords.module.unknown',
        field: 'module',
        remedy:
          'create it with a Module resource (or ords.modules), or correct the name: select name from user_ords_modules',
      });
    case 'unknown_privilege':
      throw new OrdsError(
        `privilege "${privilege}" does not exist ${where}; module "${module}" was left as it was`,
        {
          code: 'ords.privilege.unknown',
          field: 'privilege',
          remedy:
            'create it with a Privilege resource, or correct the name: select name from user_ords_privileges',
        },
      );
    case 'other_privilege':
      throw new OrdsError(`module "${module}" stands under privilege "${out.detail}" ${where}`, {
        code: 'ords.module.other_privilege',
        field: 'module',
        expected: 'no privilege, because a module takes one',
        remedy: `protect another module, or set adopt: true to move this one from "${out.detail}" to "${privilege}"`,
      });
    case 'held':
      throw new OrdsError(
        `module "${module}" stands under a privilege ${where} that is ${heldBy(out.detail, stack)}; it was left as it is`,
        {
          code: 'ords.protection.held',
          field: 'module',
          remedy: releaseRemedy(out.detail, stack),
        },
      );
    default:
      return {
        outcome: status as Created['outcome'],
        repeated,
        extra: { basePath: normalBasePath(out.base_path ?? '') },
      };
  }
}

export const moduleProtectionKind: Kind<ModuleProtectionInputs, ModuleProtectionExtra> = {
  kind: 'protection',
  className: 'ModuleProtection',
  properties: ['module', 'privilege', 'publish', 'onDelete'],
  // Not the privilege: a module moves from one to the other in one transaction, protected and published all the time.
  identity: ['module'],

  check: (checker) => ({
    module: checker.text('module', { required: true, max: NAME_MAX }),
    privilege: checker.text('privilege', { required: true, max: NAME_MAX }),
    publish: checker.flag('publish') ?? true,
    onDelete: checker.oneOf('onDelete', ON_DELETE) ?? 'unpublish',
  }),
  objectName: ({ module }) => module,
  label: ({ module, privilege }) => `protection of module "${module}" by privilege "${privilege}"`,

  create: (target, inputs, adopt, ownership) =>
    protect(target, inputs, { adopt, takeOver: adopt, publish: inputs.publish ? 1 : null }, ownership),

  async observe(target, { module, publish, onDelete }) {
    const catalogue = await target.reading({ module }).catalogue();
    const head = catalogue.module(module).find((row) => row.KIND === 'module');
    const privileges = catalogue.privilegesOf(module);
    // A module without a privilege has no protection to take over: the stack gives it one.
    if (!head || privileges.length === 0) return undefined;
    return {
      module,
      // Several, which a module should not have, equal none that could be declared.
      privilege: unordered(privileges).join('" and "'),
      publish: publish && head.TEXT2 === 'PUBLISHED',
      onDelete,
      basePath: normalBasePath(String(head.TEXT1 ?? '')),
    };
  },
  // One that somebody had put there stays with destroy, also after a repair; where the stack has moved the module to, it does not.
  becomesOwn: (before, after) => before.privilege !== NO_PRIVILEGE && before.privilege !== after.privilege,

  async read(target, state) {
    const { module, privilege } = state;
    const catalogue = await target.reading({ module }).catalogue();
    const live = catalogue.module(module).find((row) => row.KIND === 'module');
    if (!live) return undefined;
    const published = live.TEXT2 === 'PUBLISHED';
    const linked = catalogue.privilegesOf(module);
    const ours =
      linked.find((name) => name === privilege) ??
      (privilege === NO_PRIVILEGE ? linked[0] : undefined) ??
      (state.onDelete === 'unpublish' && linked.length === 0 && published ? NO_PRIVILEGE : undefined);
    // The module is gone, closed, or somebody else's: the next up makes the protection anew.
    if (ours === undefined) return undefined;
    return {
      module,
      privilege: ours,
      onDelete: state.onDelete,
      publish: state.publish && published,
      basePath: normalBasePath(String(live.TEXT1 ?? '')),
    };
  },

  async update(target, old, inputs, ownership) {
    // Only a change of the answer unpublishes; `publish: false` as such leaves the status to others.
    const publish = inputs.publish ? 1 : old.publish ? 0 : null;
    const { extra } = await protect(
      target,
      inputs,
      { adopt: true, takeOver: false, former: old.privilege, publish },
      ownership,
    );
    return extra ?? {};
  },

  async remove(target, { module, privilege, onDelete }, { stack, claim }) {
    if (onDelete === 'keepProtected') return;
    await target.block({
      text: 'protection/release',
      binds: { module, privilege, unpublish: onDelete === 'makePublic' ? 0 : 1, own_stack: stack, claim },
      purpose: `release module "${module}" from privilege "${privilege}"`,
    });
  },
};
