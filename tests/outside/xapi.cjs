'use strict';
// Validates statements on standard input, one a line, with the checker of Learning Locker; exit code 1 if any is refused.
const validate = require('@learninglocker/xapi-validation').default;
const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(require('fs').readFileSync(0));
// Not by a line reader: those also split at a separator that may stand in a name.
const lines = text.split('\n').filter(line => line !== '');
const ids = new Set();
let refused = 0;
const say = (n, words) => { refused += 1; console.log(`line ${n + 1}: ${words}`); };
lines.forEach((line, n) => {
  const statement = JSON.parse(line);
  for (const found of validate(statement)) say(n, `${found.name} at ${(found.path || []).join('.')}`);
  if (typeof statement.id !== 'string' || ids.has(statement.id)) say(n, 'no id of its own');
  ids.add(statement.id);
});
console.log(`${lines.length} statements, ${refused} refused`);
process.exitCode = refused > 0 || lines.length === 0 ? 1 : 0;
