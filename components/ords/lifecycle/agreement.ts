import type { Connection } from '../../database/database';
import { OrdsError } from '../../errors';
import { restoreNulls, type Manifest } from '../../manifest';
import type { OciCredentials } from '../../oci/credentials';
import { checkCredentials } from '../../oci/lifecycle/checkCredentials';
import { Checker, type CheckFailure } from './checker';
import { checkConnection } from './connection';
import type { Difference } from './difference';
import { isUnknown, same, type Props } from './plain';

/** What a look at both sides gave, in lines that hold no secret and no time of day. */
export interface Assessment {
  /** Findings of severity error: `ords.module.public: module "orders": ...`. */
  readonly findings: readonly string[];
  /** Findings of severity warning and info, those of `passing` aside. */
  readonly warnings: readonly string[];
  /** Of these two severities, about what an `up` may be about to delete: clients that are not declared, and with Entra assignments. */
  readonly passing: readonly string[];
  /** Sides that could not be read, and why. */
  readonly unread: readonly string[];
}

/** Client secrets by the key of the client. */
export type ClientSecrets = Readonly<Record<string, string>>;

/** With what the two sides are looked at. */
export interface Access {
  readonly connection: Connection;
  /** Absent: what the environment has. */
  readonly ociCredentials?: OciCredentials | undefined;
}

/** The I/O behind an Agreement. */
export interface Assessor {
  /** Reads both sides and compares them. `justWritten`: what has been made may take a while to be seen. */
  assess(manifest: Manifest, access: Access, justWritten?: boolean): Promise<Assessment>;
  /** Real tokens and real calls; one line for each check that did not pass. */
  verify(manifest: Manifest, access: Access, secrets: ClientSecrets): Promise<readonly string[]>;
}

interface AgreementInputs extends Access {
  readonly manifest: Manifest;
  readonly onDisagreement: 'fail' | 'warn';
  readonly clientSecrets?: ClientSecrets;
  /** What the program declares: none. A refresh puts the live ones in its place, which shows as a change. */
  readonly findings: readonly string[];
}

const REACTIONS = ['fail', 'warn'] as const;
const PROPERTIES = [
  'connection',
  'manifest',
  'onDisagreement',
  'clientSecrets',
  'ociCredentials',
  'findings',
] as const;

/**
 * The life of an `Agreement`: it changes nothing on either side. Create and update look and judge, read looks and reports.
 */
export class AgreementLifecycle {
  constructor(private readonly assessor: Assessor) {}

  check(news: Props): { inputs: Props; failures: CheckFailure[] } {
    const checker = new Checker(news);
    const connection = checkConnection(checker);
    const manifest = checker.value('manifest');
    if (manifest === undefined) checker.fail('manifest', 'is required: pass ProtectedApi.manifest');
    const onDisagreement = checker.oneOf('onDisagreement', REACTIONS) ?? 'fail';
    const clientSecrets = checker.value('clientSecrets');
    const ociCredentials = checkCredentials(checker, 'ociCredentials');
    checker.done('Agreement');
    const inputs = { connection, manifest, onDisagreement, clientSecrets, ociCredentials, findings: [] };
    return { inputs, failures: checker.failures };
  }

  diff(olds: Props, news: Props): Difference {
    const changed = PROPERTIES.filter((property) => !same(olds[property], news[property]));
    return { changed, replaces: [], deleteBeforeReplace: false };
  }

  async create(props: Props): Promise<{ id: string; outs: Props }> {
    const { manifest } = props as unknown as AgreementInputs;
    return { id: `ords:${manifest.ords.schema}:agreement:${manifest.api}`, outs: await this.judged(props) };
  }

  async read(id: string, props: Props): Promise<{ id: string; outs: Props; inputs: Props } | undefined> {
    const { manifest, ...access } = accessOf(props);
    const { passing, ...live } = await this.assessor.assess(restoreNulls(manifest), access);
    const inputs = Object.fromEntries(PROPERTIES.map((property) => [property, props[property]]));
    const warnings = [...live.warnings, ...passing];
    return { id, outs: { ...props, ...live, warnings }, inputs: { ...inputs, findings: live.findings } };
  }

  update(_olds: Props, news: Props): Promise<Props> {
    return this.judged(news);
  }

  async delete(): Promise<void> {}

  private async judged(props: Props): Promise<Props> {
    const { onDisagreement, clientSecrets } = props as unknown as AgreementInputs;
    const { manifest: stored, ...access } = accessOf(props);
    const manifest = restoreNulls(stored);
    // What the program has dropped is deleted at the end of up, after this look.
    const { passing: _passing, ...live } = await this.assessor.assess(manifest, access, true);
    const broken =
      clientSecrets === undefined || isUnknown(clientSecrets) || live.findings.length > 0
        ? []
        : await this.assessor.verify(manifest, access, clientSecrets);
    const findings = [...live.findings, ...broken];
    if (findings.length > 0 && onDisagreement === 'fail') throw disagreement(manifest.api, findings);
    return { ...props, ...live, findings };
  }
}

function accessOf(props: Props): Access & Pick<AgreementInputs, 'manifest'> {
  const { connection, ociCredentials, manifest } = props as unknown as AgreementInputs;
  return { connection, manifest, ...(ociCredentials && { ociCredentials }) };
}

function disagreement(api: string, findings: readonly string[]): OrdsError {
  const count = findings.length === 1 ? 'one finding' : `${findings.length} findings`;
  return new OrdsError(
    `both sides of ProtectedApi "${api}" were written and still disagree, ${count}: ${findings.join(' | ')}`,
    {
      code: 'ords.agreement.disagreement',
      remedy: 'npx pulumi-ords drift; or set agreement: { onDisagreement: "warn" } to let up succeed',
    },
  );
}
