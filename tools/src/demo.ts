import { join, resolve } from 'node:path';
import {
  loadSettings,
  sandboxEnvironment,
  startDaemon,
  stopDaemon,
  StateFolder,
  stateFolderPath,
} from 'ords-sandbox';
import { Schema, Tenant } from './demo/bothSides';
import { Http } from './demo/http';
import { Narrator } from './demo/narrator';
import { PulumiCli } from './pulumiCli';
import { PulumiOrds } from './demo/pulumiOrds';
import { changesOnly, summarise } from './demo/summary';
import { linkEngine } from './engineHome';

/** The repository: this file runs as tools/dist/demo.js. */
const ROOT = resolve(__dirname, '../..');

interface Outputs {
  readonly audience: string;
  readonly clients: Readonly<Record<'backend' | 'auditor', { clientId: string; clientSecret: string }>>;
  readonly endpoints: Readonly<Record<'orders' | 'audit', string>>;
}

/** The main job from nothing to nothing: both sides made, used, damaged, repaired and removed again. */
async function main(keep: boolean): Promise<void> {
  const narrator = new Narrator();
  const folder = new StateFolder(stateFolderPath(undefined, {}));

  const environment = await narrator.step(
    'Start the sandbox: an Auth0 tenant, an Oracle database, ORDS',
    async () => {
      const running = await startDaemon({ state: folder.path });
      const engine = await linkEngine(folder.pulumiHome);
      narrator.say(
        `Auth0 https://${running.auth0.domain}/, Oracle ${running.oracle.connectString}, ORDS ${running.ords.baseUrl}`,
      );
      narrator.say(`Pulumi ${engine.version}; the sandbox was ready after ${running.readyAfterSeconds} s`);
      return sandboxEnvironment(folder, running, loadSettings(folder, {}));
    },
  );
  // This process needs the CA too; NODE_EXTRA_CA_CERTS is read at the start of a process only.
  const http = new Http(join(folder.path, 'ca.pem'));
  const pulumi = new PulumiCli(ROOT, environment);
  try {
    await walk(narrator, pulumi, http, environment, keep);
  } finally {
    await http.close();
    if (!keep) {
      await stopDaemon(folder.path);
      folder.wipe();
    }
  }
  console.log(`\nDone in ${narrator.elapsed} s.`);
  if (keep) printWhatNext();
}

async function walk(
  narrator: Narrator,
  pulumi: PulumiCli,
  http: Http,
  environment: Readonly<Record<string, string>>,
  keep: boolean,
): Promise<void> {
  const domain = environment['AUTH0_DOMAIN'] ?? '';
  const pulumiOrds = new PulumiOrds(ROOT, environment);

  await narrator.step('pulumi up: both sides from the values in Pulumi.dev.yaml', async () => {
    await pulumi.run(['stack', 'init', 'dev']);
    narrator.quote(
      summarise((await pulumi.run(['up', '--yes', '--skip-preview', '--suppress-outputs'])).output),
    );
  });
  const outputs = await pulumi.outputs<Outputs>();
  const tenant = await Tenant.open(http, environment);
  const token = (client: 'backend' | 'auditor'): Promise<string> =>
    http.token(
      domain,
      outputs.clients[client].clientId,
      outputs.clients[client].clientSecret,
      outputs.audience,
    );

  await narrator.step('Call the protected module', async () => {
    const granted = await http.get(outputs.endpoints.orders, await token('backend'));
    narrator.check(
      'a token with the scope',
      granted.status === 200,
      `${granted.status}, ${firstOrder(granted.body)}`,
    );
    await refused('no token', undefined);
    await refused('a token for another API', tenant.managementToken);
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

  await narrator.step(
    'Behind Pulumi’s back: a scope changes in Auth0, a privilege goes in ORDS',
    async () => {
      await tenant.describeScope(outputs.audience, 'orders.read', 'Everything, says somebody in the console');
      const schema = await Schema.open(environment);
      await schema.deletePrivilege('orders.read');
      await schema.close();
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
      narrator.check(
        'the scope of Auth0 is named',
        /says somebody/.test(preview.output),
        'ResourceServerScopes',
      );
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
    narrator.quote(summarise((await pulumi.run(['destroy', '--yes', '--skip-preview'])).output));
    const left = await tenant.leftovers(environment['AUTH0_CLIENT_ID'] ?? '');
    narrator.check(
      'Auth0 has no API, client or grant of the stack',
      left.length === 0,
      left.join(', ') || 'none',
    );
    const schema = await Schema.open(environment);
    const objects = await schema.leftovers();
    await schema.close();
    narrator.check(
      'ORDS has no module, privilege or profile of it',
      objects.length === 0,
      objects.join(', ') || 'none',
    );
    const gone = await http.get(outputs.endpoints.orders);
    narrator.check('the endpoint is gone', gone.status === 404, String(gone.status));
  });
}

function firstOrder(body: string): string {
  const { items, count } = JSON.parse(body) as { items: { customer: string }[]; count: number };
  return `${count} orders, the first of ${items[0]?.customer ?? 'nobody'}`;
}

function printWhatNext(): void {
  console.log(`
The sandbox runs on, with the stack up. Try next:
  eval "$(npx ords-sandbox env)"
  pulumi stack output endpoints
  pulumi preview                       # the drift check: no changes now
  npx pulumi-ords drift                # the same by comparing both sides; doctor, verify and report as well
  curl --cacert .ords-sandbox/ca.pem -i "$(pulumi stack output endpoints --json | node -p 'JSON.parse(require("fs").readFileSync(0)).orders')"
  pulumi destroy && npx ords-sandbox reset`);
}

main(process.argv.includes('--keep')).catch((error: unknown) => {
  console.error(`\n${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 1;
});
