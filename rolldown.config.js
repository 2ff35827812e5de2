import { readFileSync } from 'node:fs'
import { defineConfig } from 'rolldown'

/**
 * What every entry point stands on goes into one file, with the part of the client that each program loads: Node's
 * loader takes longer over a file than over what is in it. What the client loads later, or never, stays apart.
 */
const partsApart =
  /client[/\\](?:publisher|pending-publish|consumer|delivery-stream|rpc-|callbacks)|protocol[/\\](?:index|frame-cutter|server-c)|transport[/\\]memory/

const forNode = defineConfig({
  input: {
    index: 'src/index.ts',
    'protocol/index': 'src/protocol/index.ts',
    'broker/index': 'src/broker/index.ts',
    'inspect/index': 'src/inspect/index.ts',
    'cli/main': 'src/cli/main.ts',
    // A program of its own, which `wirehare perf` starts.
    'perf/broker-process': 'src/cli/perf/broker-process.ts',
  },
  platform: 'node',
  transform: { target: 'node20.19' },
  external: [
    'binary-parser',
    /^binary-parser\//,
    'commander',
    'amqplib',
    'd3-scale',
    'd3-shape',
    'get-east-asian-width',
    'marked',
  ],
  output: {
    dir: 'dist',
    format: 'esm',
    chunkFileNames: 'chunks/[name].js',
    codeSplitting: {
      groups: [
        {
          name: 'core',
          test: (id) =>
            /src[/\\](?:errors|util|wire|protocol|transport|client|generated(?![/\\]metadata))/.test(id) &&
            !partsApart.test(id),
        },
      ],
    },
  },
})

/** The page of the lab, with the libraries that it is built from: a browser loads these files and nothing else. */
const page = defineConfig({
  input: { lab: 'src/lab/page/lab.ts' },
  platform: 'browser',
  output: { dir: 'dist/lab/page', format: 'esm', minify: true },
  plugins: [
    {
      name: 'static-files',
      generateBundle() {
        for (const fileName of ['index.html', 'lab.css']) {
          const source = readFileSync(new URL(`src/lab/page/${fileName}`, import.meta.url))
          this.emitFile({ type: 'asset', fileName, source })
        }
      },
    },
  ],
})

export default [forNode, page]
