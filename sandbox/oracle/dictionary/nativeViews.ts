/** Views over lists that live in memory, in SQLite's own words. */
export const NATIVE_VIEWS: readonly {
  readonly name: string;
  readonly columns: readonly (readonly [name: string, type: 'VARCHAR2' | 'NUMBER'])[];
  readonly source: string;
  readonly grantee?: 'DBA';
}[] = [
  {
    name: 'NLS_SESSION_PARAMETERS',
    columns: [
      ['PARAMETER', 'VARCHAR2'],
      ['VALUE', 'VARCHAR2'],
    ],
    source: 'ora_nls_parameters()',
  },
  {
    name: 'V$SESSION',
    columns: [
      ['SID', 'NUMBER'],
      ['SERIAL#', 'NUMBER'],
      ['AUDSID', 'NUMBER'],
      ['USERNAME', 'VARCHAR2'],
      ['STATUS', 'VARCHAR2'],
      ['SCHEMANAME', 'VARCHAR2'],
      ['PROGRAM', 'VARCHAR2'],
      ['MACHINE', 'VARCHAR2'],
      ['MODULE', 'VARCHAR2'],
      ['ACTION', 'VARCHAR2'],
      ['CLIENT_INFO', 'VARCHAR2'],
      ['CLIENT_IDENTIFIER', 'VARCHAR2'],
      ['TYPE', 'VARCHAR2'],
    ],
    source: 'ora_sessions()',
    grantee: 'DBA',
  },
];
