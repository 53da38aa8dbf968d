import type { Installer, PackageMember } from '../../dictionary/installer';
import type { Release } from '../../dictionary/systemViews';
import { ASSERTIONS } from './assertions';
import { DBMS_OUTPUT } from './dbmsOutput';
import { LOB_PACKAGES } from './lobs';
import { SESSION_PACKAGES } from './sessionPackages';
import { output, procedure } from './subprograms';
import { HTP, OWA_UTIL } from './webToolkit';

const TYPES: readonly PackageMember[] = [
  ['OWA', 'VC_ARR'],
  ['OWA_UTIL', 'VC_ARR'],
  ['OWA_UTIL', 'IDENT_ARR'],
  ['DBMS_OUTPUT', 'CHARARR'],
  ['DBMS_SQL', 'VARCHAR2_TABLE'],
].map(([packageName = '', name = '']) => ({
  kind: 'tableType',
  owner: 'SYS',
  package: packageName,
  name,
  elementType: 'VARCHAR2(32767)',
  indexBy: 'integer',
}));

/** Packages without subprograms of their own here. */
const TYPE_PACKAGES = ['OWA', 'DBMS_SQL'];

/** The packages of SYS that everybody may use. */
export function installSystemPackages(installer: Installer, release: Release): void {
  const utility = [
    procedure(
      'DBMS_UTILITY',
      'DB_VERSION',
      [output('VERSION', 'VARCHAR2'), output('COMPATIBILITY', 'VARCHAR2')],
      (_, args) => {
        args.set('VERSION', release.version);
        args.set('COMPATIBILITY', release.version.replace(/\.0$/, ''));
      },
    ),
  ];
  const all = [
    ...ASSERTIONS,
    ...DBMS_OUTPUT,
    ...HTP,
    ...OWA_UTIL,
    ...SESSION_PACKAGES,
    ...LOB_PACKAGES,
    ...utility,
  ];
  installer.register(all, {
    members: TYPES,
    emptyPackages: TYPE_PACKAGES.map((name) => ({ owner: 'SYS', name })),
  });
  const names = new Set([...all.map((subprogram) => subprogram.package ?? ''), ...TYPE_PACKAGES]);
  for (const name of names) {
    installer.publicSynonym(name, 'SYS', name);
    installer.grantExecute('SYS', name, 'PUBLIC');
  }
}
