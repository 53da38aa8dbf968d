import type { ModuleFacts, SchemaFacts } from '../facts';
import type { Finding } from '../finding';
import { finding, shown, shownList } from './build';
import { doubtfulTemplates, isPublished, openTemplates } from './coverage';
import { protectionRule } from './protection';
import { nearestName } from './spelling';
import { protectModule, publishModule } from './statements';
import { declaredModules, own, trimSlashes, type ApiView } from './view';

/** Each declared module: there, where it was declared, published, and behind the privilege of its scope. */
export function moduleRules(view: ApiView, schema: SchemaFacts): Finding[] {
  return [
    ...declaredModules(view.manifest).flatMap((name) => {
      const module = schema.modules.find((candidate) => candidate.name === name);
      if (!module) return [missingModule(view, schema, name)];
      return [
        ...protectionRule(view, schema, module),
        ...basePathRule(view, module),
        ...statusRule(view, module),
      ];
    }),
    ...undeclaredRule(view, schema),
  ];
}

function missingModule(view: ApiView, schema: SchemaFacts, name: string): Finding {
  const names = schema.modules.map((module) => module.name);
  const near = nearestName(name, names);
  const ours = own(view.manifest.ords.modules, name) !== undefined;
  return finding('ords.module.missing', {
    subject: view.subject('module', name),
    field: 'name',
    expected: shown(name),
    found: near ? `${shown(near.name)}, which differs ${near.how}` : shownList(names),
    remedy: ours
      ? 'run pulumi up --refresh, which defines the module'
      : `define the module in ORDS, add it to ords.modules in the program, or ${near ? `write ${shown(near.name)} in the scope` : 'take it out of the scope'}`,
  });
}

/** `/orders/` and `orders/` are the same place (facts/ords.md 4). */
function basePathRule(view: ApiView, module: ModuleFacts): Finding[] {
  const declared = own(view.manifest.ords.modules, module.name)?.basePath;
  if (declared === undefined || trimSlashes(declared) === trimSlashes(module.basePath)) return [];
  return [
    finding('ords.module.base_path', {
      subject: view.subject('module', module.name),
      field: 'basePath',
      expected: shown(declared),
      found: shown(module.basePath),
      remedy: `run pulumi up --refresh, which moves the module to ${shown(declared)}`,
    }),
  ];
}

function statusRule(view: ApiView, module: ModuleFacts): Finding[] {
  if (isPublished(module)) return [];
  return [
    finding('ords.module.not_published', {
      subject: view.subject('module', module.name),
      field: 'status',
      expected: shown('PUBLISHED'),
      found: shown(module.status),
      remedy: `once it is protected: ${publishModule(view.manifest, module.name, 'PUBLISHED')}`,
    }),
  ];
}

/** Modules that nobody who was asked about declares; the first API of a schema speaks for all of them. */
function undeclaredRule(view: ApiView, schema: SchemaFacts): Finding[] {
  const declared = new Set([view.manifest, ...view.sameSchema].flatMap(declaredModules));
  return schema.modules
    .filter((module) => !declared.has(module.name))
    .flatMap((module) => {
      // Of what only a * inside of a pattern covers nobody knows either.
      const open = [...openTemplates(schema, module), ...doubtfulTemplates(schema, module)];
      if (open.length === 0) return [];
      return [
        finding('ords.module.unprotected', {
          subject: view.subject('module', module.name),
          field: 'privilege',
          expected: 'a privilege that covers it',
          found: `none covers ${shownList(open)} for sure`,
          remedy: `name it in a scope, or state public: true for it in ords.modules; by hand: ${protectModule(
            view.manifest,
            module.name,
            view.manifest.scopes[0]?.name ?? 'orders.read',
          )}`,
        }),
      ];
    });
}
