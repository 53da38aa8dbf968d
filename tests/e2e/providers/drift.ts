import type { Damage } from '../support/identityProviders/identityProvider';
import type { Prepared } from '../support/prepare';
import { expectAgreement } from './lifecycle';

/** A disabled schema is among them: it is not enabled again while a published module lacks its privilege. */
const ordsPropertyDamages = ({ schema }: Prepared): readonly Damage[] => [
  {
    resource: 'orders-profile',
    what: 'audience',
    act: () =>
      schema.run(`begin ords_security.delete_jwt_profile; ords_security.create_jwt_profile(
        p_issuer => 'https://other/', p_audience => 'x', p_jwk_url => 'https://other/jwks'); end;`),
  },
  {
    resource: 'orders-privilege-orders.read',
    what: 'pattern added',
    act: () => schema.run(`begin ords.create_privilege_mapping('orders.read', '/elsewhere/*'); end;`),
  },
  {
    resource: 'orders-module-orders',
    what: 'handler',
    act: () =>
      schema.run(`begin ords.define_handler(p_module_name => 'orders', p_pattern => '.', p_method => 'GET',
        p_source_type => 'json/collection', p_source => 'select 1 as x from dual'); end;`),
  },
  {
    resource: 'orders-module-audit',
    what: 'template added',
    act: () =>
      schema.run(`begin ords.define_template(p_module_name => 'audit', p_pattern => 'back-door'); end;`),
  },
  {
    resource: 'orders-protection-orders',
    what: 'unpublished',
    act: () => schema.run(`begin ords.publish_module('orders', 'NOT_PUBLISHED'); end;`),
  },
  {
    resource: 'orders-schema',
    what: 'disabled',
    act: () => schema.run(`begin ords.enable_schema(p_enabled => false); end;`),
  },
];

const ordsObjectDamages = ({ schema }: Prepared): readonly Damage[] => [
  {
    resource: 'orders-profile',
    what: 'profile gone',
    act: () => schema.run('begin ords_security.delete_jwt_profile; end;'),
  },
  {
    resource: 'orders-privilege-orders.read',
    what: 'privilege gone',
    act: () => schema.run(`begin ords.delete_privilege('orders.read'); end;`),
  },
  {
    resource: 'orders-module-audit',
    what: 'module gone',
    act: () => schema.run(`begin ords.delete_module('audit'); end;`),
  },
];

interface Group {
  readonly damages: (the: Prepared) => Promise<readonly Damage[]>;
  /** Tells whether a damage shows in the resource that it is of. An up has put all of them right by then. */
  readonly shown: (the: Prepared) => Promise<(damage: Damage) => boolean>;
}

/** What somebody does at once, behind Pulumi's back. */
const GROUPS: Readonly<Record<string, Group>> = {
  'properties show in a preview': {
    damages: async (the) => [
      ...the.provider.propertyDamages(await the.stack.outputs('orders')),
      ...ordsPropertyDamages(the),
    ],
    shown: async ({ stack }) => {
      const { output } = await stack.preview();
      await stack.up();
      return (damage) => isPrinted(damage, output);
    },
  },
  'whole objects show in a preview and in an up': {
    damages: async (the) => [
      ...the.provider.objectDamages(await the.stack.outputs('orders')),
      ...ordsObjectDamages(the),
    ],
    shown: async ({ stack }) => {
      const { output } = await stack.preview();
      const names = await stack.upChanging();
      return (damage) => isPrinted(damage, output) && names.includes(damage.resource);
    },
  },
};

/** Whether what a preview prints of the resource is there, with the property where one was changed. */
function isPrinted({ resource, property }: Damage, output: string): boolean {
  const [, ofResource] = output.split(`::${resource}]`);
  const [own = ''] = ofResource?.split('[urn=') ?? [];
  return ofResource !== undefined && (property === undefined || own.includes(property));
}

/** Of a stack with the orders' values. That a repair is complete shows in the next preview, of just what was done since. */
export function describeDrift(the: Prepared): void {
  test.each(Object.entries(GROUPS))(
    'behind Pulumi’s back, %s, each resource by its name, and the up repairs them',
    async (_what, { damages: damagesOf, shown }) => {
      const damages = await damagesOf(the);
      for (const { act } of damages) await act();
      const isShown = await shown(the);
      const named = damages.filter(isShown);
      const inWords = ({ resource, what }: Damage): string => `${resource}: ${what}`;
      expect(named.map(inWords)).toEqual(damages.map(inWords));
      await expectAgreement(the);
    },
  );
}
