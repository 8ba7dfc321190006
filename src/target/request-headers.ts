/**
 * Headers by which a request tells the endpoint picker what it asks for.
 *
 * @see https://github.com/llm-d/llm-d-router/blob/v0.10.0/pkg/epp/metadata/consts.go
 */
export const RequestHeader = {
  /** Name of an InferenceObjective, whose priority the request has. */
  OBJECTIVE: 'x-llm-d-inference-objective',
  /** Time until the first token, milliseconds; read where replicas are chosen by predicted latency. */
  TIME_TO_FIRST_TOKEN: 'x-llm-d-slo-ttft-ms',
  /** Time from one token to the next, milliseconds; likewise. */
  INTER_TOKEN_LATENCY: 'x-llm-d-slo-tpot-ms',
} as const;
