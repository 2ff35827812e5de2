/**
 * What the client costs whoever loads it: minified and gzipped, without Node's own modules.
 *
 * Publishers, consumers, loops and RPC are loaded by the first call that needs them, so they are not part of what an
 * import and a connection load; the second entry counts them all the same.
 */
const common = { path: 'src/index.ts', gzip: true }

const forNode = (config) => ({ ...config, platform: 'node', format: 'esm', target: 'node20' })

const leaveOutWhatIsLoadedLater = {
  name: 'leave-out-what-is-loaded-later',
  setup(build) {
    build.onResolve({ filter: /^\./ }, ({ kind, path }) =>
      kind === 'dynamic-import' ? { path, external: true } : undefined,
    )
  },
}

export default [
  {
    ...common,
    name: 'the client entry, with all that it loads at once',
    limit: '34.2 kB',
    modifyEsbuildConfig: (config) => ({
      ...forNode(config),
      plugins: [...(config.plugins ?? []), leaveOutWhatIsLoadedLater],
    }),
  },
  {
    ...common,
    name: 'the client entry, with all that it ever loads',
    limit: '42.7 kB',
    modifyEsbuildConfig: forNode,
  },
]
