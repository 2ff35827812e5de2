import { closeSync, openSync, writeSync } from 'node:fs'
import { drawing } from './charts.ts'
import type { Reporter, Sample, Start } from './report.ts'
import { jsonReporter } from './report-json.ts'
import { textReporter } from './report-text.ts'

/**
 * Draws a run when it is over: an SVG picture, or with a name that ends in `.html` a page that has the summary and the
 * figures too. The page loads nothing from elsewhere.
 * @throws {Error} with the system's code where the file cannot be written
 */
export function pageReporter(path: string): Reporter {
  const file = openSync(path, 'w')
  const samples: Sample[] = []
  let start: Start | undefined
  return {
    onStart: (given) => (start = given),
    onSample: (sample) => samples.push(sample),
    onEnd(summary) {
      const svg = drawing(samples, summary)
      const words = linesOf(textReporter, (reporter) => {
        if (start !== undefined) reporter.onStart?.(start)
        void reporter.onEnd?.(summary)
      })
      const figures = linesOf(jsonReporter, (reporter) => {
        if (start !== undefined) reporter.onStart?.(start)
        for (const sample of samples) reporter.onSample?.(sample)
        void reporter.onEnd?.(summary)
      })
      writeSync(file, path.endsWith('.svg') ? svg : page(svg, words, figures))
      closeSync(file)
    },
  }
}

/** What a reporter prints. */
function linesOf(
  make: (print: (line: string) => void, isColored: boolean) => Reporter,
  tell: (reporter: Reporter) => void,
): string {
  const lines: string[] = []
  tell(make((line) => lines.push(line), false))
  return lines.join('\n')
}

function page(svg: string, words: string, figures: string): string {
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>wirehare perf</title>
<style>
  body { font: 15px/1.5 system-ui, sans-serif; max-width: 62rem; margin: 2rem auto; padding: 0 1rem; color: #212529; background: #fff }
  pre { font-size: 13px; overflow-x: auto }
  svg { max-width: 100%; height: auto }
</style>
<h1>wirehare perf</h1>
<pre>${escaped(words)}</pre>
${svg}
<details><summary>All figures, as lines of JSON</summary><pre>${escaped(figures)}</pre></details>
</html>
`
}

function escaped(words: string): string {
  return words.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
}
