/**
 * For `node --require`: what Pulumi's SDK loads in every process for closures and for archives of a program's code, which hardly any program
 * has, is loaded at its first use. That is half of the start of a program and of a dynamic provider. And no promise of the SDK keeps the place
 * in its sources where it was made, which it shows with PULUMI_DEBUG_PROMISE_LEAKS only: that is a fifth of a program's run.
 */
const Module = require('node:module');
const { lazily } = require('../../support/lazily.js');

/** The SDK's files, each with what it asks for at its head. */
const LAZY = [
  [/[\\/]@pulumi[\\/]pulumi[\\/]runtime[\\/]closure[\\/]parseFunction\.js$/, '../../typescript-shim'],
  [/[\\/]@pulumi[\\/]pulumi[\\/]runtime[\\/]closure[\\/]codePaths\.js$/, '@npmcli/arborist'],
];

const DEBUGGABLE = /^(\.|\.\/runtime)\/debuggable$/;
const load = Module._load;
const patched = new WeakSet();

Module._load = function (...args) {
  const [request, parent] = args;
  const isLazy = LAZY.some(([file, name]) => request === name && file.test(parent?.filename ?? ''));
  if (isLazy) return lazily(() => load.apply(this, args));
  const loaded = load.apply(this, args);
  if (DEBUGGABLE.test(request) && !patched.has(loaded)) withoutPlaces(loaded);
  return loaded;
};

function withoutPlaces(debuggable) {
  const { debuggablePromise } = debuggable;
  patched.add(debuggable);
  if (process.env.PULUMI_DEBUG_PROMISE_LEAKS) return;
  debuggable.debuggablePromise = (...args) => {
    const { stackTraceLimit } = Error;
    Error.stackTraceLimit = 0;
    try {
      return debuggablePromise(...args);
    } finally {
      Error.stackTraceLimit = stackTraceLimit;
    }
  };
}
