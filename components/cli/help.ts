/** What stands below the options in `--help`: examples, exit codes, environment. */
function help(sections: Readonly<Record<string, readonly string[]>>): string {
  return Object.entries(sections)
    .map(([title, lines]) => `\n${title}:\n${lines.map((line) => `  ${line}`).join('\n')}`)
    .join('\n');
}

const DATABASE = [
  'ORDS_PASSWORD          password of the database user; without it ORDS is not read.',
  '                       ORDS_PASSWORD_<API> where APIs have a database each',
  'ORDS_USER              instead of the user in the manifest',
  'ORDS_CONNECT_STRING    instead of the connect string in the manifest',
  'AUTH0_DOMAIN           with AUTH0_CLIENT_ID and AUTH0_CLIENT_SECRET: reads the API,',
  '                       its clients and grants of that tenant too',
  'OCI_tenancy_ocid       with OCI_user_ocid, OCI_fingerprint and OCI_private_key_path (or',
  '                       ~/.oci/config): reads the apps of an identity domain too',
  'ARM_TENANT_ID          with ARM_CLIENT_ID and ARM_CLIENT_SECRET: reads the',
  '                       applications of that directory of Microsoft Entra too',
];
const CLIENT_SECRETS = [
  'PULUMI_ORDS_CLIENT_SECRET_<KEY>',
  '                       secret of a client by its key, in capitals, other',
  '                       characters as _; default: the outputs of the stack.',
  '                       <API>_<KEY> where two APIs have such a client',
];
const UNKNOWN = '1  could not tell: a side could not be read, or an error';

export const PROGRAM_HELP = help({
  Examples: [
    '$ pulumi-ords drift',
    '$ pulumi-ords doctor --url https://host.example.com/ords/demo/orders/',
    '$ pulumi-ords verify --output junit > verify.xml',
  ],
  'Exit codes': ['0  agreement', UNKNOWN, '2  drift, a failed check, a broken link or leftovers'],
});

export const DRIFT_HELP = help({
  Examples: [
    '$ pulumi-ords drift',
    '$ pulumi-ords drift --stack prod --output sarif > drift.sarif',
    '$ pulumi stack output --json > outputs.json && pulumi-ords drift --manifest outputs.json',
    '$ pulumi-ords drift --watch 60',
  ],
  'Exit codes': [
    '0  agreement; findings that are only worth knowing may be there',
    `${UNKNOWN};`,
    '   what could be compared is shown all the same',
    '2  drift: a finding of severity error or warning',
  ],
  Environment: DATABASE,
});

export const VERIFY_HELP = help({
  Examples: [
    '$ pulumi-ords verify',
    '$ pulumi-ords verify --parallel 8 --output junit > verify.xml',
    '$ pulumi-ords verify --stack prod --path orders=list?limit=1 --expect-status 403',
  ],
  'Exit codes': [
    '0  every check passed',
    `${UNKNOWN};`,
    '   also a check that proves nothing, and an API where nobody was let in',
    '2  a check failed',
  ],
  Environment: CLIENT_SECRETS,
});

export const DOCTOR_HELP = help({
  Examples: [
    '$ pulumi-ords doctor --url https://host.example.com/ords/demo/orders/ --token - < token.txt',
    '$ pulumi-ords doctor --url https://host.example.com/ords/demo/orders/ --client backend',
    '$ pulumi-ords doctor --database --schema HR',
  ],
  'Exit codes': [
    '0  no link is broken; --database: everything that the schema needs can be done',
    `${UNKNOWN};`,
    '   links that could be judged are shown all the same',
    '2  a link is broken; --database: something cannot be done',
  ],
  Environment: [...DATABASE, ...CLIENT_SECRETS],
});

export const REPORT_HELP = help({
  Examples: ['$ pulumi-ords report', '$ pulumi-ords report --stack prod --out report.html'],
  'Exit codes': [
    '0  the page is written, whatever it shows',
    `${UNKNOWN};`,
    '   the page is written all the same',
  ],
  Environment: DATABASE,
});

export const EXPORT_HELP = help({
  Examples: [
    '$ pulumi-ords export --out Pulumi.new.yaml && pulumi stack init new',
    '$ pulumi-ords export --schema HR --format typescript --definitions --out index.ts',
    '$ pulumi-ords export --auth0 --import-file import.json --out values.yaml',
    '$ pulumi-ords export --schema HR --oci-iam --definitions --format typescript --out index.ts',
    '$ pulumi-ords export --postman --stack dev --output-dir requests',
  ],
  'Exit codes': ['0  written, whatever could not be expressed', '1  an error'],
  Environment: [
    'ORDS_CONNECT_STRING    the database',
    'ORDS_USER              the schema, or a user with ORDS_ADMINISTRATOR_ROLE',
    'ORDS_PASSWORD          its password',
    'AUTH0_DOMAIN           with AUTH0_CLIENT_ID and AUTH0_CLIENT_SECRET: the tenant,',
    '                       for --auth0',
    'OCI_tenancy_ocid       with OCI_user_ocid, OCI_fingerprint and OCI_private_key_path (or',
    '                       ~/.oci/config): the API key, for --oci-iam',
    'OCI_IAM_DOMAIN_URL     the domain, for --oci-iam; default: that of the JWT profile',
    'ARM_TENANT_ID          with ARM_CLIENT_ID and ARM_CLIENT_SECRET: the directory,',
    '                       for --entra',
    '--postman and --http need none; with ORDS_PASSWORD they find the paths of modules',
    'that the stack did not make',
  ],
});

export const CLEANUP_HELP = help({
  Examples: [
    '$ pulumi-ords cleanup',
    '$ pulumi-ords cleanup --stack dev --yes',
    '$ pulumi-ords cleanup --api https://api.example.com/orders --yes',
    '$ pulumi stack export > state.json && pulumi-ords cleanup --state state.json',
  ],
  'Exit codes': [
    '0  nothing is left, or everything was removed',
    `${UNKNOWN};`,
    '   nothing is removed then',
    '2  something is left and was not removed',
  ],
  Environment: DATABASE,
});
