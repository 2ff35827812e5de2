/**
 * Whether output is to be in colour: not where `--no-color` says so; else as FORCE_COLOR says; not where NO_COLOR is set;
 * else where a terminal reads it. (https://no-color.org, https://force-color.org)
 */
export function wantsColor(
  isAllowed: boolean,
  stream: { readonly isTTY?: boolean },
  env: NodeJS.ProcessEnv,
): boolean {
  const { FORCE_COLOR, NO_COLOR } = env
  if (!isAllowed) return false
  if (FORCE_COLOR !== undefined && FORCE_COLOR !== '') return FORCE_COLOR !== '0' && FORCE_COLOR !== 'false'
  if (NO_COLOR !== undefined && NO_COLOR !== '') return false
  return stream.isTTY === true
}
