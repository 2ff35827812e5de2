import type { Verdict } from './conform.ts'

/** The verdicts as JUnit XML, which build servers read. */
export function junit(verdicts: readonly Verdict[], name: string): string {
  const failures = verdicts.filter(({ differences }) => differences.length > 0).length
  const seconds = verdicts.reduce((sum, { durationMs }) => sum + durationMs, 0) / 1000
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuite name="${escaped(name)}" tests="${verdicts.length}" failures="${failures}" time="${seconds.toFixed(3)}">`,
    ...verdicts.map(testCase),
    '</testsuite>',
    '',
  ].join('\n')
}

function testCase({ scenario, differences, durationMs }: Verdict): string {
  const name = escaped(`${scenario.number} ${scenario.title}`)
  const start = `  <testcase classname="${escaped(scenario.source)}" name="${name}" time="${(durationMs / 1000).toFixed(3)}"`
  if (differences.length === 0) return `${start}/>`
  return `${start}>\n    <failure message="answers otherwise">${escaped(differences.join('\n'))}</failure>\n  </testcase>`
}

/** What XML cannot hold at all becomes a question mark. */
function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll(/[^\t\n\r\x20-\ud7ff\ue000-\ufffd]/g, '?')
}
