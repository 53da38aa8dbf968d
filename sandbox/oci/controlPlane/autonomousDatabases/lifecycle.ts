import { randomBytes } from 'node:crypto';
import type { JsonObject } from '../../../identity/json';
import { newOcid } from '../../ocid';
import type { BackgroundWork } from '../backgroundWork';
import { incorrectState, invalidParameter, limitExceeded, notFound } from '../serviceError';
import { changedDetails } from './detailChanges';
import type { AutonomousDatabaseHost } from './host';
import { newDatabase } from './newDetails';
import type { AutonomousDatabaseRecord, LifecycleState } from './record';
import { newWalletAuthority } from './wallet';

/** Always Free databases of a tenancy. */
const FREE_LIMIT = 2;
const NO_PORTS = { mutual: 0, server: 0, ords: 0 };

export interface LifecycleOptions {
  readonly records: AutonomousDatabaseRecord[];
  readonly host: AutonomousDatabaseHost;
  readonly region: string;
  readonly work: BackgroundWork;
  readonly clock: () => Date;
  /** After every change of a record. */
  readonly changed: () => void;
}

/**
 * What happens to databases: each request begins work that goes on after its answer, as in the service. The text of the work is
 * `PROVISIONING <display name>`, `UPDATING <display name>` and so on.
 */
export class AutonomousDatabaseLifecycle {
  constructor(private readonly options: LifecycleOptions) {}

  /** Throws ServiceError 404. */
  find(id: string): AutonomousDatabaseRecord {
    const record = this.options.records.find((one) => one.id === id);
    if (!record) throw notFound(`The Autonomous Database ${id}`);
    return record;
  }

  create(body: JsonObject): AutonomousDatabaseRecord {
    const { records, region, clock } = this.options;
    const { details, adminPassword } = newDatabase(body);
    const living = records.filter(({ lifecycleState }) => lifecycleState !== 'TERMINATED');
    if (details.isFreeTier && living.filter((one) => one.details.isFreeTier).length >= FREE_LIMIT)
      throw limitExceeded('adb-free-count');
    // [?] text
    if (living.some((one) => one.details.dbName.toUpperCase() === details.dbName.toUpperCase()))
      throw invalidParameter(`The database name ${details.dbName} is already used in this tenancy.`);
    const record: AutonomousDatabaseRecord = {
      id: newOcid('autonomousdatabase', region),
      namePrefix: records[0]?.namePrefix ?? `g${randomBytes(7).toString('hex')}`,
      timeCreated: clock().toISOString(),
      details,
      lifecycleState: 'PROVISIONING',
      lifecycleDetails: null,
      ports: NO_PORTS,
      walletAuthority: null,
    };
    records.push(record);
    this.begin(record, 'PROVISIONING', 'AVAILABLE', async () => {
      record.walletAuthority = await newWalletAuthority(details.dbName);
      record.ports = await this.options.host.start(record, adminPassword);
    });
    return record;
  }

  update(record: AutonomousDatabaseRecord, body: JsonObject): void {
    this.requireState(record, 'AVAILABLE', 'STOPPED');
    const { details, adminPassword } = changedDetails(record.details, body);
    if (adminPassword !== undefined) this.requireState(record, 'AVAILABLE');
    record.details = details;
    this.begin(record, 'UPDATING', record.lifecycleState, async () => {
      await this.options.host.meet(record);
      if (adminPassword !== undefined) await this.options.host.setAdminPassword(record.id, adminPassword);
    });
  }

  stop(record: AutonomousDatabaseRecord, reason: string | null = null): void {
    this.requireState(record, 'AVAILABLE');
    record.lifecycleDetails = reason;
    this.begin(record, 'STOPPING', 'STOPPED', () => this.options.host.stop(record.id));
  }

  start(record: AutonomousDatabaseRecord): void {
    this.requireState(record, 'STOPPED');
    record.lifecycleDetails = null;
    this.begin(record, 'STARTING', 'AVAILABLE', async () => {
      record.ports = await this.options.host.start(record);
    });
  }

  terminate(record: AutonomousDatabaseRecord): void {
    this.requireState(record, 'AVAILABLE', 'STOPPED');
    this.begin(record, 'TERMINATING', 'TERMINATED', () => this.options.host.remove(record));
  }

  /** What an earlier process left: running databases run again, and half-made ones are gone. */
  async restore(): Promise<void> {
    for (const record of this.options.records) {
      const { lifecycleState } = record;
      if (lifecycleState === 'PROVISIONING' || lifecycleState === 'TERMINATING') {
        await this.options.host.remove(record);
        if (lifecycleState === 'PROVISIONING')
          record.lifecycleDetails = 'The sandbox was stopped while the database was made.';
        record.lifecycleState = 'TERMINATED';
      } else if (lifecycleState === 'STOPPING' || lifecycleState === 'STOPPED') {
        record.lifecycleState = 'STOPPED';
      } else if (lifecycleState !== 'TERMINATED') {
        record.ports = await this.options.host.start(record);
        record.lifecycleState = 'AVAILABLE';
      }
    }
  }

  private requireState({ id, lifecycleState }: AutonomousDatabaseRecord, ...allowed: LifecycleState[]): void {
    if (lifecycleState === 'TERMINATED') throw notFound(`The Autonomous Database ${id}`);
    // [?] text
    if (!allowed.includes(lifecycleState))
      throw incorrectState(
        `The operation cannot be performed because the Autonomous Database is in state ${lifecycleState}.`,
      );
  }

  private begin(
    record: AutonomousDatabaseRecord,
    meanwhile: LifecycleState,
    then: LifecycleState,
    act: () => Promise<void>,
  ): void {
    const { work, changed } = this.options;
    record.lifecycleState = meanwhile;
    changed();
    work.begin(`${meanwhile} ${record.details.displayName}`, act, async (done) => {
      if (!done) {
        record.lifecycleDetails = `${meanwhile} failed.`;
        await this.options.host.stop(record.id);
      }
      record.lifecycleState = done ? then : meanwhile === 'PROVISIONING' ? 'TERMINATED' : 'STOPPED';
      changed();
    });
  }
}
