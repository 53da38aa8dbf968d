import { changesOnly, summarise } from '../../../tools/src/demo/summary';

test('an up is one line a resource, and the counts', () => {
  expect(
    summarise(
      [
        'Updating (dev):',
        '@ updating....',
        ' ~  auth0:index:Client orders-x refreshing (0s) ',
        ' ~  auth0:index:Client orders-x refresh (1s) ',
        ' +  auth0:index:Client orders-x creating (0s) ',
        ' +  auth0:index:Client orders-x created (2s) ',
        ' ++ auth0:index:ResourceServer orders-api created replacement (1s) [diff: ~identifier]',
        ' -- auth0:index:ResourceServer orders-api deleted original (0.02s) [diff: ~identifier]',
        ' ~  pulumi-nodejs:dynamic/ords:Privilege orders-privilege-orders.read updated (0.3s) [diff: ~description]',
        ' +  pulumi:pulumi:Stack orders-dev created (11s) 1 warning',
        'Resources:',
        '    + 7 created',
        '    +-3 replaced',
        '    4 unchanged',
        'Duration: 16s',
      ].join('\n'),
    ),
  ).toBe(
    [
      'created auth0 Client orders-x',
      'created auth0 ResourceServer orders-api',
      'deleted auth0 ResourceServer orders-api',
      'updated ords Privilege orders-privilege-orders.read',
      '+ 7 created, +-3 replaced, 4 unchanged',
    ].join('\n'),
  );
});

test('of a preview only the resources that change are left', () => {
  const output = [
    'Previewing update (dev):',
    '  pulumi:pulumi:Stack: (same)',
    '    [urn=urn:pulumi:dev::orders::pulumi:pulumi:Stack::orders-dev]',
    '    ~ auth0:index/resourceServerScopes:ResourceServerScopes: (update)',
    '        [id=https://api.example.com/orders]',
    '        [urn=urn:pulumi:dev::orders::pulumi-ords…::orders-scopes]',
    '        [provider=urn:pulumi:dev::orders::pulumi:providers:auth0::default::x]',
    '      ~ scopes: [',
    '          ~ [0]: {',
    '                  ~ description: "somebody" => "Read orders"',
    '                }',
    '        ]',
    '    auth0:index/client:Client: (same)',
    '        [id=x]',
    'Resources:',
    '    ~ 1 to update',
    '    18 unchanged',
    '',
  ].join('\n');
  expect(changesOnly(output)).toBe(
    [
      '    ~ auth0:index/resourceServerScopes:ResourceServerScopes: (update) orders-scopes',
      '      ~ scopes: [',
      '          ~ [0]: {',
      '                  ~ description: "somebody" => "Read orders"',
      '                }',
      '        ]',
      '~ 1 to update',
      '18 unchanged',
    ].join('\n'),
  );
});
