/** What a pool promises its clients, and who goes first where pools share nodes. */
export interface ObjectiveRequest {
  /** Time until the first token of an answer, milliseconds. @default - nothing is promised */
  readonly timeToFirstTokenMs?: number;
  /** Time from one token of an answer to the next, milliseconds. @default - nothing is promised */
  readonly interTokenLatencyMs?: number;
  /** Requests of a lower one wait, or are dropped below zero, where there is too little for all. @default 0 */
  readonly priority?: number;
  /** Class of the pods of that priority, as `bindPriority` named it. @default - none: they rank as all pods do */
  readonly priorityClassName?: string;
}
