import { defineConfig } from 'vitest/config'

const property = 'test/**/*.property.test.ts'
const integration = 'test/integration/**/*.test.ts'
const house = 'test/house/**/*.test.ts'
/** Tests that are about failing handlers look at the warnings themselves; printed, they would look like failures. */
const execArgv = ['--disable-warning=WirehareWarning']

export default defineConfig({
  test: {
    // Long enough for real brokers to shut down.
    teardownTimeout: 30_000,
    projects: [
      {
        test: {
          name: 'unit',
          include: ['test/**/*.test.ts'],
          exclude: [property, integration, house],
          execArgv,
        },
      },
      { test: { name: 'property', include: [property], testTimeout: 60_000 } },
      { test: { name: 'house', include: [house], testTimeout: 30_000 } },
      {
        test: {
          name: 'integration',
          include: [integration],
          globalSetup: 'test/support/brokers-setup.ts',
          execArgv,
          testTimeout: 60_000,
          hookTimeout: 60_000,
          // The files share the brokers and their limits: side by side they would be slower, not faster.
          fileParallelism: false,
        },
      },
    ],
  },
})
