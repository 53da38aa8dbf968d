// In the place of @npmcli/arborist, which Pulumi's SDK loads for archives of a program's code, in every process.
const { dirname, join } = require('node:path');
const { lazily } = require('./lazily.js');

const folder = dirname(require.resolve('@npmcli/arborist/package.json'));
module.exports = lazily(() => require(join(folder, 'lib/index.js')));
