// Who may import values from whom. A type-only import passes: it leaves no trace at run time.
const layers = {
  units: [],
  problems: [],
  scenario: ['units', 'problems'],
  catalog: ['units', 'problems'],
  inventory: ['units', 'problems'],
  engine: ['units'],
  report: ['units'],
  browser: ['units', 'engine', 'report'],
};
const edges = ['files', 'openstack', 'batch', 'serve'];

const valueImport = { dependencyTypesNot: ['type-only'] };
const inside = (folders) => `^src/(${folders.join('|')})/`;

const forbidden = [
  ...Object.entries(layers).map(([from, to]) => ({
    name: `${from}-stays-low`,
    severity: 'error',
    comment: `src/${from} may import values only from: ${to.join(', ') || 'nothing of ours'}.`,
    from: { path: inside([from]) },
    to: { path: '^src/', pathNot: inside([from, ...to]), ...valueImport },
  })),
  ...edges.map((from) => ({
    name: `${from}-stays-an-edge`,
    severity: 'error',
    comment: `src/${from} may import anything below it, but no other edge and no page code. The cli brings edges together.`,
    from: { path: inside([from]) },
    to: { path: inside(['browser', ...edges.filter((edge) => edge !== from)]), ...valueImport },
  })),
  ...['cli', 'tools', 'browser'].map((top) => ({
    name: `nobody-imports-${top}`,
    severity: 'error',
    comment: `src/${top} is an end point: move what is shared below it.`,
    from: { path: '^src/', pathNot: inside([top]) },
    to: { path: inside([top]), ...valueImport },
  })),
  {
    name: 'io-at-the-edges',
    severity: 'error',
    comment: 'Only the edges use Node modules: pass text in, hand text out.',
    from: { path: '^src/', pathNot: inside(['cli', 'tools', ...edges]) },
    to: { dependencyTypes: ['core'] },
  },
  {
    name: 'no-circular',
    severity: 'error',
    comment: 'Two modules that need each other are one module, or there is a third one between them.',
    from: { path: '^src/' },
    to: { circular: true, viaOnly: valueImport },
  },
  {
    name: 'no-unresolvable',
    severity: 'error',
    comment: 'The file or package is not there: a misspelt path, or a package that package.json does not name.',
    from: { path: '^src/' },
    to: { couldNotResolve: true },
  },
];

module.exports = {
  forbidden,
  options: {
    tsPreCompilationDeps: 'specify',
    tsConfig: { fileName: 'tsconfig.base.json' },
    doNotFollow: { path: 'node_modules' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'default', 'types'] },
  },
};
