/** Characters that a shell leaves alone. */
const PLAIN = /^[\w%+,./:=@-]*$/;

/** An argument as one word of the command line that KServe has a shell evaluate; of a flag with its value, the value alone is quoted. */
export function shellWord(argument: string): string {
  const [, flag = '', value = argument] = /^(--[\w-]+=)([^]*)$/.exec(argument) ?? [];
  return PLAIN.test(value) ? argument : `${flag}'${value.replaceAll("'", "'\\''")}'`;
}
