// eslint-disable-next-line @typescript-eslint/no-require-imports -- some loaders give every other import a copy of the module, which cdktf does not see
import stackTrace = require('cdktf/lib/tokens/private/stack-trace');

/**
 * Stops cdktf from keeping the stack trace of each token for as long as the process lives.
 *
 * They are most of the time of construction and a fifth of its memory, and only the texts of cdktf's own errors show
 * them. cdktf has a setting for the traces of constructs, but none for these; aws-cdk keeps its own in debug mode only.
 */
export function stopTokenTraces(): void {
  Object.assign(stackTrace, { captureStackTrace: () => [] });
}
