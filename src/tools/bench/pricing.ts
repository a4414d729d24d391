import { measureCharges } from './charge-speed.js';
import { measureImport } from './import-speed.js';

/** `npm run bench:pricing`: bills on exact numbers and on doubles, and an offer file of 300 MB beside JSON.parse of as much. */
const MEGABYTES = 300;

const megabytes = process.argv[2] === undefined ? MEGABYTES : +process.argv[2];
const charges = measureCharges();
const millions = (perSecond: number): string => `${(perSecond / 1e6).toFixed(3)} million charge lines a second`;
console.log(`exact path (Decimal): ${millions(charges.exactLinesPerSecond)}`);
console.log(
  `double path:          ${millions(charges.doubleLinesPerSecond)}, within ${charges.disagreement.toExponential(1)} of the exact bill`,
);
const imported = await measureImport(megabytes);
const size = `${(imported.bytes / 1e6).toFixed(0)} MB`;
console.log(
  `import of an offer file of ${size}: ${imported.importMbPerSecond.toFixed(0)} MB/s, ${imported.extraMb.toFixed(0)} MB of memory more`,
);
console.log(`JSON.parse of as much, in pieces: ${imported.parseMbPerSecond.toFixed(0)} MB/s`);
const [ours, rival] = [imported.importMbPerSecond, imported.parseMbPerSecond];
console.log(`importing takes ${(rival / ours).toFixed(2)} times the time of JSON.parse`);
console.log(JSON.stringify({ bench: 'pricing', ours, rival, ratio: ours / rival, unit: 'MB/s', ...charges, ...imported }));
if (charges.disagreement > 1e-9) process.exitCode = 1;
