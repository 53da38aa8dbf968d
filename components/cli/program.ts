import { Command, Option } from 'commander';

import { cleanup, type CleanupOptions } from './commands/cleanupCommand';
import { databaseDoctor, type DatabaseDoctorOptions } from './commands/databaseDoctorCommand';
import { doctor, type DoctorOptions } from './commands/doctorCommand';
import { drift, type DriftOptions } from './commands/driftCommand';
import { exportSchema, type ExportCommandOptions } from './commands/exportCommand';
import { exportRequests, type ExportRequestsOptions } from './commands/exportRequestsCommand';
import { report, type ReportOptions } from './commands/reportCommand';
import { verify, type VerifyOptions } from './commands/verifyCommand';
import { OrdsError } from '../errors';
import type { ExitCode } from './exitCode';
import { packageVersion } from './findingsPage';
import {
  CLEANUP_HELP,
  DOCTOR_HELP,
  DRIFT_HELP,
  EXPORT_HELP,
  PROGRAM_HELP,
  REPORT_HELP,
  VERIFY_HELP,
} from './help';
import {
  DEFAULT_PARALLEL,
  DEFAULT_TIMEOUT,
  DEFAULT_WATCH,
  modulePath,
  parallelRequests,
  repeated,
  timeoutSeconds,
  watchSeconds,
} from './options';
import type { Run } from './run';

/** Options of `export` that say how a schema is read and written. */
const OF_A_SCHEMA = [
  'schema',
  'format',
  'out',
  'definitions',
  'auth0',
  'ociIam',
  'entra',
  'importFile',
  'project',
];

/** What a command does once its options are read. */
export type Perform = (action: (run: Run) => Promise<ExitCode>, options: CommonOptions) => Promise<void>;

export interface CommonOptions {
  readonly debug?: boolean;
}

/** The command line `pulumi-ords`: names, options and help; `perform` runs what was asked for. */
export function createProgram(perform: Perform): Command {
  const program = new Command('pulumi-ords')
    .description(
      'Looks at both sides: the identity provider that issues tokens, and Oracle REST Data Services that must trust them.',
    )
    .version(packageVersion())
    .addHelpText('after', PROGRAM_HELP);

  common(program.command('drift'), ['table', 'json', 'sarif', 'html'])
    .description('compare what the stack declares with the identity provider and with ORDS, live')
    .option(
      '--watch [seconds]',
      `look again and again, and show what changes (default: ${DEFAULT_WATCH})`,
      watchSeconds,
    )
    .addHelpText('after', DRIFT_HELP)
    .action((options: Omit<DriftOptions, 'watch'> & { watch?: number | true } & CommonOptions) => {
      const { watch, ...rest } = options;
      const seconds = watch === true ? DEFAULT_WATCH : watch;
      return perform(
        (run) => drift({ ...rest, ...(seconds !== undefined && { watch: seconds }) }, run),
        options,
      );
    });

  common(program.command('verify'), ['table', 'json', 'junit'])
    .description('call the endpoints with real tokens: what must be let in is, what must be refused is')
    .option('--parallel <requests>', 'requests at the same time', parallelRequests, DEFAULT_PARALLEL)
    .option('--timeout <seconds>', 'longest time for one request', timeoutSeconds, DEFAULT_TIMEOUT)
    .addOption(
      new Option('--expect-status <status>', 'of a token without the scope (default: either)').choices([
        '401',
        '403',
      ]),
    )
    .option('--path <module=path>', 'what to GET of a module or a pattern; may be repeated', modulePath)
    .option('--refusals-only', 'refusals are enough where only people are let in')
    .addHelpText('after', VERIFY_HELP)
    .action((options: Omit<VerifyOptions, 'expectStatus'> & { expectStatus?: string } & CommonOptions) => {
      const { expectStatus, ...rest } = options;
      const status = expectStatus === undefined ? undefined : Number(expectStatus) === 401 ? 401 : 403;
      return perform((run) => verify({ ...rest, ...(status && { expectStatus: status }) }, run), options);
    });

  common(program.command('doctor'), ['table', 'json'])
    .description('name the first broken link between a client and a module')
    .option('--url <url>', 'URL of the refused call')
    .option('--token <->', 'read the refused token from standard input; only - is taken')
    .option('--client <key>', 'take a new token for this client of the manifest')
    .option('--api <name>', 'ProtectedApi that the URL belongs to (default: the one whose endpoints fit)')
    .addOption(
      new Option('--database', 'instead: what the database user can be used for').conflicts([
        'url',
        'token',
        'client',
      ]),
    )
    .option('--schema <name>', 'with --database: schema to look after (default: those of the manifest)')
    .addHelpText('after', DOCTOR_HELP)
    .action(
      ({
        database,
        url,
        ...rest
      }: Partial<DoctorOptions> & DatabaseDoctorOptions & CommonOptions & { database?: true }) =>
        perform((run) => {
          if (database) return databaseDoctor(rest, run);
          if (url !== undefined) return doctor({ ...rest, url }, run);
          throw new OrdsError('neither --url nor --database was given', {
            code: 'cli.doctor.what',
            field: '--url',
            remedy: 'give the URL of the refused call, or --database',
          });
        }, rest),
    );

  common(program.command('report'))
    .description('write one page of HTML with the chain, what is compared and what differs')
    .option('--out <file>', 'file to write; - is standard output', 'pulumi-ords-report.html')
    .addHelpText('after', REPORT_HELP)
    .action((options: ReportOptions & CommonOptions) => perform((run) => report(options, run), options));

  program
    .command('export')
    .description(
      'write a live schema of ORDS as the values of a ProtectedApi, or the calls of a stack for Postman',
    )
    .option('--schema <name>', 'schema to read (default: the database user)')
    .addOption(
      new Option('--format <format>', 'configuration of a stack, or a program')
        .choices(['yaml', 'typescript'])
        .default('yaml'),
    )
    .option('--out <file>', 'file to write; - is standard output', '-')
    .option('--definitions', 'include the full definitions of the modules')
    .option('--auth0', 'include the API of Auth0 with that audience, and its clients')
    .addOption(
      new Option(
        '--oci-iam',
        'include the resource app of the identity domain with that audience, and its clients',
      ).conflicts('auth0'),
    )
    .addOption(
      new Option(
        '--entra',
        'include the application of Microsoft Entra with that client id, and its clients',
      ).conflicts(['auth0', 'ociIam']),
    )
    .option('--import-file <file>', 'with --auth0: also write what pulumi import --file takes')
    .option('--project <name>', 'namespace of the keys, and name of the API (default: that of Pulumi.yaml)')
    .addOption(
      new Option('--postman', 'instead: a Postman collection and environment of each API').conflicts(
        OF_A_SCHEMA,
      ),
    )
    .addOption(new Option('--http', 'instead: a .http file of each API').conflicts(OF_A_SCHEMA))
    .option('--output-dir <directory>', 'with --postman or --http: where to write (default: here)')
    .option('--stack <name>', 'with these: stack whose outputs are read (default: the selected one)')
    .option('--manifest <file>', 'with these: a manifest, or the JSON of pulumi stack output')
    .option('--force', 'replace files that exist')
    .option('--quiet', 'write only the values')
    .option('--debug', 'show where an error came from')
    .addHelpText('after', EXPORT_HELP)
    .action((options: ExportCommandOptions & ExportRequestsOptions & CommonOptions) =>
      perform((run) => {
        if (options.postman || options.http) return exportRequests(options, run);
        const stray = (['outputDir', 'stack', 'manifest'] as const).find(
          (name) => options[name] !== undefined,
        );
        if (stray === undefined) return exportSchema(options, run);
        const field = stray === 'outputDir' ? '--output-dir' : `--${stray}`;
        throw new OrdsError('is about calls of a stack, and a schema is to be read', {
          code: 'cli.export.what',
          field,
          remedy: `add --postman or --http, or leave ${field} out`,
        });
      }, options),
    );

  program
    .command('cleanup')
    .description('list what interrupted runs of a stack have left on both sides, and remove it on request')
    .option('--stack <name>', 'stack whose state is read (default: the selected one)')
    .option('--state <file>', 'read a file instead, and only list: what pulumi stack export printed')
    .option('--schema <name>', 'also look in this schema; may be repeated', repeated)
    .option('--claim <token>', 'also take what carries this token of a lost state; may be repeated', repeated)
    .option('--api <identifier>', 'also take this API of Auth0, which has no mark; may be repeated', repeated)
    .option('--dry-run', 'only list')
    .option('--yes', 'remove without asking')
    .addOption(
      new Option('--output <format>', 'how to write the result').choices(['table', 'json']).default('table'),
    )
    .option('--quiet', 'write only what is left')
    .option('--debug', 'show where an error came from')
    .addHelpText('after', CLEANUP_HELP)
    .action((options: CleanupOptions & CommonOptions) => perform((run) => cleanup(options, run), options));

  return program;
}

function common(command: Command, outputs: readonly string[] = []): Command {
  command
    .option('--stack <name>', 'stack whose outputs are read (default: the selected one)')
    .option('--manifest <file>', 'read a file instead: a manifest, or the JSON of pulumi stack output');
  if (outputs.length > 0)
    command.addOption(
      new Option('--output <format>', 'how to write the result').choices(outputs).default('table'),
    );
  return command
    .option('--quiet', 'write only what is wrong')
    .option('--debug', 'show where an error came from');
}
