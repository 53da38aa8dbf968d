#!/usr/bin/env node
// Outside dist, so that npm finds it before the first build.
require('../dist/cli/main.js');
