export { conform, profileOf, type Verdict } from './conform.ts'
export { junit } from './junit.ts'
export { scenarios } from './scenarios.ts'
