// Reads a JSON list of diagrams from a file and gives each to Mermaid's own parser; prints a line for each that it refuses.
// node mermaid-check.mjs <folder with node_modules> <file>
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import { join } from 'node:path';

const [folder, file] = process.argv.slice(2);
const require = createRequire(join(folder, 'package.json'));
const { JSDOM } = require('jsdom');
const page = new JSDOM('<!DOCTYPE html><body></body>');
globalThis.window = page.window;
globalThis.document = page.window.document;
const { default: mermaid } = await import(pathToFileURL(join(folder, 'node_modules/mermaid/dist/mermaid.core.mjs')));
mermaid.initialize({ startOnLoad: false, maxTextSize: 5_000_000, maxEdges: 100_000 });

const diagrams = JSON.parse(readFileSync(file, 'utf8'));
for (let i = 0; i < diagrams.length; i++) {
  try {
    const parsed = await mermaid.parse(diagrams[i]);
    if (parsed.diagramType !== 'flowchart-v2') {
      console.log(`${i}: is a ${parsed.diagramType}`);
    }
  } catch (error) {
    console.log(`${i}: ${String(error.message).replaceAll('\n', ' | ')}`);
  }
}
console.log(`checked ${diagrams.length}`);
