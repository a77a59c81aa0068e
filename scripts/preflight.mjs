/** Says what to do where the installed Node cannot run Drydock; plain JavaScript, so that any Node can read it. */
const [major] = process.versions.node.split('.').map(Number);

if (major < 24) {
  const advice = process.env.npm_execpath
    ? 'Node 24 comes with the dependencies, and its install script has not run. Run `npm ci` (without --ignore-scripts), or `npm rebuild node`.'
    : 'Start it through npm, which brings Node 24 along: `npm start`, `npm test`, `npx drydock`.';
  console.error(`Drydock needs Node 24 and this is Node ${process.versions.node}. ${advice}`);
  process.exit(1);
}
