import { join } from 'node:path';
import { PulumiCli } from '../pulumiCli';
import type { Http } from './http';
import type { DemoIdentityProvider, DemoOutputs, Environment } from './identityProvider';
import type { Narrator } from './narrator';
import { PulumiOrds } from './pulumiOrds';
import { Schema } from './schema';
import { changesOnly, summarise } from './summary';

export interface Scene {
  readonly narrator: Narrator;
  readonly idp: DemoIdentityProvider;
  readonly http: Http;
  readonly environment: Environment;
  /** Leaves the stack up. */
  readonly keep: boolean;
  /** The repository. */
  readonly root: string;
}

/** The scope of each client of the demo's stacks. */
const SCOPES = { backend: 'orders.read', auditor: 'orders.audit' } as const;

/** From nothing to nothing, whichever identity provider: made, used, damaged, found out, repaired, removed. */
export async function tellStory({ narrator, idp, http, environment, keep, root }: Scene): Promise<void> {
  const { project } = idp;
  const directory = join(root, project.directory);
  const pulumi = new PulumiCli(directory, environment);

  await narrator.step(`pulumi up: both sides from the values in ${project.values}`, async () => {
    await pulumi.run(['stack', 'init', project.stack]);
    narrator.quote(
      summarise((await pulumi.run(['up', '--yes', '--skip-preview', '--suppress-outputs'])).output),
    );
  });
  const outputs = await pulumi.outputs<DemoOutputs>();
  const { connectString, user, password } = idp.database(environment, outputs);
  const pulumiOrds = new PulumiOrds(root, directory, {
    ...environment,
    ORDS_CONNECT_STRING: connectString,
    ORDS_USER: user,
    ORDS_PASSWORD: password,
  });
  const operator = await idp.operator(http, environment);
  const token = (client: 'backend' | 'auditor'): Promise<string> =>
    operator.token(outputs.clients[client], outputs.audience, [SCOPES[client]]);

  await narrator.step('Call the protected module', async () => {
    const granted = await http.get(outputs.endpoints.orders, await token('backend'));
    narrator.check(
      'a token with the scope',
      granted.status === 200,
      `${granted.status}, ${firstOrder(granted.body)}`,
    );
    await refused('no token', undefined);
    await refused('a token for another API', await operator.foreignToken());
    await refused('a token without the scope', await token('auditor'));
  });

  async function refused(what: string, bearer: string | undefined): Promise<void> {
    const answer = await http.get(outputs.endpoints.orders, bearer);
    narrator.check(
      `${what} is refused`,
      answer.status === 401 || answer.status === 403,
      `${answer.status}${answer.challenge ? `, ${answer.challenge}` : ''}`,
    );
  }

  await narrator.step('pulumi-ords doctor: why was the last one refused?', async () => {
    const doctor = await pulumiOrds.run(
      ['doctor', '--url', outputs.endpoints.orders, '--token', '-'],
      await token('auditor'),
    );
    narrator.quote(doctor.output);
    narrator.check('the first broken link is named', /BROKEN +privilege/.test(doctor.output), 'privilege');
  });

  let changed = { what: '', shown: /$^/ };
  await narrator.step(
    `Behind Pulumi’s back: ${idp.damage} in ${idp.name}, a privilege goes in ORDS`,
    async () => {
      changed = await operator.changeBehindPulumi(outputs, SCOPES.backend);
      const schema = new Schema(environment, idp.database(environment, outputs));
      await schema.deletePrivilege(SCOPES.backend);
      const open = await http.get(outputs.endpoints.orders);
      narrator.say(`the module now answers without a token (${open.status}), and nothing says so`);
    },
  );

  await narrator.step('pulumi-ords drift: where have the two sides come apart?', async () => {
    const drift = await pulumiOrds.run(['drift']);
    narrator.quote(drift.output);
    narrator.check('it says so with exit status 2', drift.status === 2, String(drift.status));
    narrator.check(
      'the open module is named',
      drift.output.includes('ords.module.public'),
      'ords.module.public',
    );
  });

  await narrator.step(
    'pulumi preview --diff: the drift of both sides (Pulumi.yaml refreshes always)',
    async () => {
      const preview = await pulumi.run(['preview', '--diff']);
      narrator.quote(changesOnly(preview.output));
      narrator.check(`the change in ${idp.name} is named`, changed.shown.test(preview.output), changed.what);
      narrator.check(
        'the privilege of ORDS is named',
        /orders-privilege-orders\.read/.test(preview.output),
        'Privilege',
      );
    },
  );

  await narrator.step('pulumi up: repaired', async () => {
    narrator.quote(
      summarise((await pulumi.run(['up', '--yes', '--skip-preview', '--suppress-outputs'])).output),
    );
    await refused('no token', undefined);
    const granted = await http.get(outputs.endpoints.orders, await token('backend'));
    narrator.check('a token with the scope', granted.status === 200, String(granted.status));
    const again = await pulumi.run(['preview', '--expect-no-changes']);
    narrator.check('another preview finds nothing', again.status === 0, 'no changes');
  });
  if (keep) return;

  await narrator.step('pulumi destroy: nothing is left, nothing is open', async () => {
    if (idp.slowDestroy !== undefined) narrator.say(idp.slowDestroy);
    narrator.quote(summarise((await pulumi.run(['destroy', '--yes', '--skip-preview'])).output));
    const left = await operator.leftovers();
    narrator.check(
      `${idp.name} has ${idp.nothing} of the stack`,
      left.length === 0,
      left.join(', ') || 'none',
    );
    await idp.afterDestroy({ narrator, http, environment, outputs });
  });
}

function firstOrder(body: string): string {
  const { items, count } = JSON.parse(body) as { items: { customer: string }[]; count: number };
  return `${count} orders, the first of ${items[0]?.customer ?? 'nobody'}`;
}
