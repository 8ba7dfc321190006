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
  const scored = JSON.parse(stdout) as readonly Scored[];
  const all = scored.flatMap(({ object_name: subject, checks }) => checks.map((check) => ({ subject, ...check })));
  const graded = all.filter(({ skipped }) => !skipped);
  const poor = graded.filter(({ grade }) => grade < FULL_MARKS);
  return {
    passed: graded.length - poor.length,
    findings: poor.flatMap(({ subject, check, comments }) => wordsOf(comments).map((words) => ({ subject, message: `${check.id}: ${words}` }))),
  };
}

function wordsOf(comments: Scored['checks'][number]['comments']): readonly string[] {
  // a poor grade without a word is a finding too
  return comments === null || comments.length === 0 ? ['a poor grade'] : comments.map(({ path, summary }) => (path === '' ? summary : `${path}: ${summary}`));
}
