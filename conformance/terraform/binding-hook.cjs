'use strict';

// Loaded before the program: its AWS bindings come from the folder in AIPLANE_AWS_BINDING, and share everything else with it.
const Module = require('node:module');
const path = require('node:path');

const BINDING = '@cdktf/provider-aws';
const { AIPLANE_AWS_BINDING: folder } = process.env;
const program = Module.createRequire(path.join(__dirname, '..', '..', 'package.json'));
const resolve = Module._resolveFilename;

Module._resolveFilename = function resolveFilename(request, parent, ...rest) {
  if (request.startsWith(`${BINDING}/`)) {
    return resolve.call(this, path.join(folder, request.slice(BINDING.length)), parent, ...rest);
  }
  const fromBinding = parent?.filename?.startsWith(`${folder}${path.sep}`) === true;
  // a second cdktf would not know the constructs of the first
  return fromBinding && /^(cdktf|constructs)(\/|$)/.test(request) ? program.resolve(request) : resolve.call(this, request, parent, ...rest);
};
