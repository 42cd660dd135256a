// Loaded before the server (`node --require`): at its end, tells the packages that it took from node_modules.
const Module = require('node:module');
const { writeFileSync } = require('node:fs');

const packages = new Set();
const load = Module._load;
Module._load = function (request, parent, ...rest) {
  if (!Module.isBuiltin(request)) {
    let file = '';
    try {
      file = Module._resolveFilename(request, parent);
    } catch {
      // Whoever asks for it handles that it is not there.
    }
    const [, name] = /.*node_modules[\\/]((?:@[^\\/]+[\\/])?[^\\/]+)/.exec(file) ?? [];
    if (name) packages.add(name.replace('\\', '/'));
  }
  return load.call(this, request, parent, ...rest);
};
process.on('exit', () => {
  writeFileSync(process.env.LOADED_PACKAGES, [...packages].sort().join('\n'));
});
