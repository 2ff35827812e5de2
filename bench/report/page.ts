import type { Results } from '../harness/results.ts'
export function writePage(_results: Results): void {}
