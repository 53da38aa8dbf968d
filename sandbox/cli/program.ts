import { resolve } from 'node:path';
import { Command, InvalidArgumentError, Option } from 'commander';
import { SandboxError } from '../errors';
import { sandboxEnvironment, toShell } from '../state/environment';
import { DEFAULT_STATE_FOLDER, StateFolder, stateFolderPath } from '../state/folder';
import { readRunning, type Running } from '../state/running';
import { loadSettings, type Flavour, type Ports, type Settings } from '../state/settings';
import { startDaemon, stopDaemon } from './daemonControl';

interface CommonOptions {
  readonly state?: string;
}

interface StartFlags extends CommonOptions {
  readonly flavour?: Flavour;
  readonly ordsVersion?: string;
  readonly wrongScopeStatus?: string;
  readonly officialPlugins?: boolean;
  readonly ordsConfig?: string;
  readonly auth0Port?: number;
  readonly entraPort?: number;
  readonly identityDomainPort?: number;
  readonly oraclePort?: number;
  readonly oracleTlsPort?: number;
  readonly ordsPort?: number;
  readonly controlPort?: number;
  readonly ociPort?: number;
}

/** The command line `ords-sandbox`. */
export function createProgram(): Command {
  const program = new Command('ords-sandbox')
    .description(
      'Local stand-ins on loopback: an Auth0 tenant, a Microsoft Entra tenant, an OCI IAM identity domain, an Oracle database and ORDS in front of it.\nNot the software of Auth0, Microsoft or Oracle.',
    )
    .addHelpText(
      'after',
      '\nExamples:\n  $ ords-sandbox start\n  $ eval "$(ords-sandbox env)" && pulumi up\n  $ ords-sandbox stop && ords-sandbox reset\n\nThe control API makes bad days (dropped calls, a stopped database, locked accounts): docs/sandbox-faults.md',
    );

  withState(program.command('start'))
    .description('start in the background and wait until everything answers')
    .addOption(new Option('--flavour <name>', 'the Oracle release to play').choices(['19c', '23ai']))
    .option(
      '--ords-version <release>',
      'the ORDS release to play: 23.4 (only the old OAUTH packages), 24.4, 25.1, 26.2 or another from 23.3 on (default: 26.2)',
      ordsVersion,
    )
    .addOption(
      new Option(
        '--wrong-scope-status <code>',
        'status of a valid token without the scope; sources disagree (default: 401)',
      ).choices(['401', '403']),
    )
    .option(
      '--official-plugins',
      "leave the sandbox's resource plugins out: Pulumi then fetches the official ones",
    )
    .option(
      '--ords-config <folder>',
      'configuration directory of ORDS: databases/<pool>/pool.xml in it are obeyed',
    )
    .option('--auth0-port <port>', 'port of the Auth0 tenant (0 = any free one)', port)
    .option('--entra-port <port>', 'port of the Entra tenant (0 = any free one)', port)
    .option('--identity-domain-port <port>', 'port of the identity domain (0 = any free one)', port)
    .option('--oracle-port <port>', 'port of the Oracle listener', port)
    .option('--oracle-tls-port <port>', 'port of the Oracle TLS listener', port)
    .option('--ords-port <port>', 'port of ORDS', port)
    .option('--control-port <port>', 'port of the control API', port)
    .option('--oci-port <port>', "port of OCI's control plane", port)
    .action(async (flags: StartFlags) => {
      const state = stateFolderPath(flags.state);
      print(await startDaemon({ state, ...settingsFrom(flags) }));
    });

  withState(program.command('stop'))
    .description('stop it; its state is kept')
    .action(async (flags: CommonOptions) => {
      const stopped = await stopDaemon(stateFolderPath(flags.state));
      console.log(stopped ? 'stopped' : 'no sandbox was running');
    });

  withState(program.command('status'))
    .description('say what runs where; exit status 3 when nothing runs')
    .option('--json', 'as JSON, without secrets')
    .action((flags: CommonOptions & { json?: boolean }) => {
      const running = readRunning(new StateFolder(stateFolderPath(flags.state)));
      if (flags.json) console.log(JSON.stringify(running ? withoutSecrets(running) : null, null, 2));
      else if (running) print(running);
      else console.log('no sandbox is running');
      if (!running) process.exitCode = 3;
    });

  withState(program.command('env'))
    .description('print the environment for Pulumi and other tools; secrets are in it')
    .addOption(new Option('--format <name>', 'how to write it').choices(['shell', 'json']).default('shell'))
    .action((flags: CommonOptions & { format: string }) => {
      const folder = new StateFolder(stateFolderPath(flags.state));
      const running = readRunning(folder);
      if (!running)
        throw new SandboxError(
          'sandbox.not_running',
          `no sandbox is running in ${folder.path}`,
          'ords-sandbox start',
        );
      const environment = sandboxEnvironment(folder, running, loadSettings(folder, {}));
      console.log(flags.format === 'json' ? JSON.stringify(environment, null, 2) : toShell(environment));
    });

  withState(program.command('reset'))
    .description('stop it and wipe its state: the tenants, the database, the CA, the Pulumi state')
    .action(async (flags: CommonOptions) => {
      const folder = new StateFolder(stateFolderPath(flags.state));
      await stopDaemon(folder.path);
      folder.wipe();
      console.log(`wiped ${folder.path}`);
    });

  return program;
}

function withState(command: Command): Command {
  return command.option(
    '--state <folder>',
    `folder that holds the state (default: ORDS_SANDBOX_STATE, else ${DEFAULT_STATE_FOLDER} here)`,
  );
}

function settingsFrom(flags: StartFlags): Partial<Settings> {
  const ports: Partial<Record<keyof Ports, number>> = {
    ...(flags.auth0Port !== undefined && { auth0: flags.auth0Port }),
    ...(flags.entraPort !== undefined && { entra: flags.entraPort }),
    ...(flags.identityDomainPort !== undefined && { identityDomain: flags.identityDomainPort }),
    ...(flags.oraclePort !== undefined && { oracle: flags.oraclePort }),
    ...(flags.oracleTlsPort !== undefined && { oracleTls: flags.oracleTlsPort }),
    ...(flags.ordsPort !== undefined && { ords: flags.ordsPort }),
    ...(flags.controlPort !== undefined && { control: flags.controlPort }),
    ...(flags.ociPort !== undefined && { oci: flags.ociPort }),
  };
  return {
    ...(Object.keys(ports).length > 0 && { ports: ports as Ports }),
    ...(flags.ordsConfig !== undefined && { ordsConfig: resolve(flags.ordsConfig) }),
    ...(flags.flavour !== undefined && { flavour: flags.flavour }),
    ...(flags.ordsVersion !== undefined && { ords: { version: flags.ordsVersion } }),
    ...(flags.wrongScopeStatus !== undefined && {
      wrongScopeStatus: flags.wrongScopeStatus === '401' ? 401 : 403,
    }),
    ...(flags.officialPlugins !== undefined && { officialPlugins: flags.officialPlugins }),
  };
}

function port(text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 0 || value > 65_535)
    throw new InvalidArgumentError('a port is 0 to 65535.');
  return value;
}

/** JWT profiles came with ORDS 23.3 (facts/ords.md 0, ONEILL). */
const FIRST_RELEASE = [23, 3] as const;

function ordsVersion(text: string): string {
  const [, major = '', minor = ''] = /^(\d{2})\.(\d{1,2})(\.\d+)*(\.r\d+)?$/.exec(text) ?? [];
  const [oldestMajor, oldestMinor] = FIRST_RELEASE;
  const known =
    major !== '' &&
    (Number(major) > oldestMajor || (Number(major) === oldestMajor && Number(minor) >= oldestMinor));
  if (!known) throw new InvalidArgumentError('a release is written 24.4 or 24.4.1, and is 23.3 or newer.');
  return text;
}

function withoutSecrets(running: Running): unknown {
  const { clientSecret: _auth0, ...auth0 } = running.auth0;
  const { clientSecret: _entra, ...entra } = running.entra;
  return { ...running, auth0, entra };
}

function print(running: Running): void {
  console.log(`Auth0 tenant   https://${running.auth0.domain}/`);
  console.log(`Entra tenant   ${running.entra.issuer}`);
  console.log(`OCI IAM domain ${running.oci.domainUrl}`);
  console.log(
    `Oracle ${running.flavour.padEnd(8)}${running.oracle.connectString}   TLS ${running.oracle.tlsConnectString}`,
  );
  console.log(`ORDS           ${running.ords.baseUrl}`);
  console.log(`OCI            ${running.oci.controlPlaneUrl}   region ${running.oci.region}`);
  console.log(`ready after    ${running.readyAfterSeconds} s (process ${running.pid})`);
  console.log('next           eval "$(npx ords-sandbox env)"');
}
