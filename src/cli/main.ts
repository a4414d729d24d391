declare const STOWAGE_VERSION: string;

if (process.argv.includes('--version')) console.log(STOWAGE_VERSION);
else console.log('stowage: no commands yet');
