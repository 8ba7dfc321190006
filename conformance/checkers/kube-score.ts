import type { Failure } from '../run/step';

interface Scored {
  readonly object_name: string;
  readonly checks: readonly {
    readonly check: { readonly id: string };
    readonly grade: number;
    readonly skipped: boolean;
    readonly comments: readonly { readonly path: string; readonly summary: string }[] | null;
  }[];
}

/** What a checker said. */
export interface Verdict {
  readonly passed: number;
  readonly findings: readonly Failure[];
}

/** Grade of a check that found nothing. */
const FULL_MARKS = 10;

/** Reads what `kube-score score -o json` prints. */
export function kubeScoreVerdict(stdout: string): Verdict {
  const graded = (JSON.parse(stdout) as readonly Scored[]).flatMap(({ object_name: subject, checks }) => checks.filter(({ skipped }) => !skipped).map((check) => ({ subject, ...check })));
  const poor = graded.filter(({ grade }) => grade < FULL_MARKS);
  return {
    passed: graded.length - poor.length,
    findings: poor.flatMap(({ subject, check, comments }) => (comments ?? []).map(({ path, summary }) => ({ subject, message: `${check.id}: ${path === '' ? '' : `${path}: `}${summary}` }))),
  };
}
