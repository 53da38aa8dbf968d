/**
 * For `node --require`: what Pulumi's SDK loads in every process for closures and for archives of a program's code, which hardly any program
 * has, is loaded at its first use. That is half of the start of a program and of a dynamic provider.
 */
const Module = require('node:module');
const { lazily } = require('../../support/lazily.js');

/** The SDK's files, each with what it asks for at its head. */
const LAZY = [
  [/[\\/]@pulumi[\\/]pulumi[\\/]runtime[\\/]closure[\\/]parseFunction\.js$/, '../../typescript-shim'],
  [/[\\/]@pulumi[\\/]pulumi[\\/]runtime[\\/]closure[\\/]codePaths\.js$/, '@npmcli/arborist'],
];

const load = Module._load;
Module._load = function (...args) {
  const [request, parent] = args;
  const isLazy = LAZY.some(([file, name]) => request === name && file.test(parent?.filename ?? ''));
  return isLazy ? lazily(() => load.apply(this, args)) : load.apply(this, args);
};
