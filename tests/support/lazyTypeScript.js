// In the place of the SDK's typescript-shim, which it loads for closures, in every process.
const { lazily } = require('./lazily.js');

module.exports = lazily(() => require('typescript'));
