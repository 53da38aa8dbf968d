import type { JsonObject } from '../../../identity/json';
import type { AutonomousDatabaseRecord } from './record';

/** Name in connection strings; a real one names a host of the region. */
const HOST = 'localhost';
const DOMAIN = 'adb.oraclecloud.com';
/** Predefined services by workload: analytic ones have no transaction services. */
const ANALYTIC = ['high', 'low', 'medium'] as const;
const TRANSACTIONAL = [...ANALYTIC, 'tp', 'tpurgent'] as const;
/** As in the strings of the console: a client tries for a minute. */
const RETRIES = '(retry_count=20)(retry_delay=3)';

export type ServiceLevel = (typeof TRANSACTIONAL)[number];

export function serviceLevels({ details }: AutonomousDatabaseRecord): readonly ServiceLevel[] {
  return details.dbWorkload === 'LH' ? ANALYTIC : TRANSACTIONAL;
}

/** `<prefix>_<database>`, as the pluggable database is called. */
export function containerName({ namePrefix, details }: AutonomousDatabaseRecord): string {
  return `${namePrefix}_${details.dbName.toLowerCase()}`;
}

export function serviceName(record: AutonomousDatabaseRecord, level: ServiceLevel): string {
  return `${containerName(record)}_${level}.${DOMAIN}`;
}

/** What the listeners accept; the first is also the name of the database. */
export function services(record: AutonomousDatabaseRecord): readonly string[] {
  return [containerName(record), ...serviceLevels(record).map((level) => serviceName(record, level))];
}

/** A `(description=...)` as in tnsnames.ora. */
export function longSyntax(record: AutonomousDatabaseRecord, level: ServiceLevel, port: number): string {
  return `(description= ${RETRIES}(address=(protocol=tcps)(port=${port})(host=${HOST}))(connect_data=(service_name=${serviceName(record, level)}))(security=(ssl_server_dn_match=yes)))`;
}

/** `connectionStrings` of the API's answer. */
export function connectionStrings(record: AutonomousDatabaseRecord): JsonObject {
  const { ports, details } = record;
  const short = (level: ServiceLevel): string => `${HOST}:${ports.mutual}/${serviceName(record, level)}`;
  const ways = [
    ['MUTUAL', ports.mutual] as const,
    ...(details.isMtlsConnectionRequired ? [] : [['SERVER', ports.server] as const]),
  ];
  return {
    allConnectionStrings: Object.fromEntries(
      serviceLevels(record).map((level) => [level.toUpperCase(), short(level)]),
    ),
    dedicated: null,
    high: short('high'),
    low: short('low'),
    medium: short('medium'),
    profiles: ways.flatMap(([tlsAuthentication, port]) =>
      serviceLevels(record).map((level) => ({
        consumerGroup: level.toUpperCase(),
        displayName: `${details.dbName.toLowerCase()}_${level}`,
        hostFormat: 'FQDN',
        isRegional: null,
        protocol: 'TCPS',
        sessionMode: 'DIRECT',
        syntaxFormat: 'LONG',
        tlsAuthentication,
        value: longSyntax(record, level, port),
      })),
    ),
  };
}

/** `connectionUrls` of the API's answer: only ORDS answers here. */
export function connectionUrls({ ports }: AutonomousDatabaseRecord): JsonObject {
  const origin = `https://${HOST}:${ports.ords}`;
  return {
    apexUrl: `${origin}/ords/apex`,
    databaseTransformsUrl: null,
    graphStudioUrl: null,
    machineLearningNotebookUrl: null,
    machineLearningUserManagementUrl: null,
    mongoDbUrl: null,
    ordsUrl: `${origin}/ords/`,
    sqlDevWebUrl: `${origin}/ords/sql-developer`,
  };
}
