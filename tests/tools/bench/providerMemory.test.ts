import { processes, providers } from '../../../tools/src/bench/schemas/providerMemory';

const listing = `
    1     0   900 /sbin/init
  100     1  5000 node /repo/tools/dist/bench.js
  101   100 90000 pulumi up --yes
  102   101 70000 node /repo/node_modules/@pulumi/pulumi/cmd/run/index.js --monitor 127.0.0.1:1
  103   101  1000 /bin/sh pulumi-resource-pulumi-nodejs 127.0.0.1:1
  104   103 81000 node /repo/node_modules/@pulumi/pulumi/cmd/dynamic-provider/index.js 127.0.0.1:1
  200     1 70000 node /other/node_modules/@pulumi/pulumi/cmd/dynamic-provider/index.js 127.0.0.1:2
`;

test('the provider processes of this run are measured, and nobody else is', () => {
  expect(providers(processes(listing), 100)).toEqual([81_000]);
  expect(providers(processes(listing), 200)).toEqual([70_000]);
  expect(providers(processes(''), 100)).toEqual([]);
});
