import { Model } from '../../../catalog/models';
import type { Problem } from '../../../core/problem';
import { obstaclesTo } from '../../../inference/sizing/divisibility';
import { ONE_GPU, type Layout } from '../../../inference/sizing/layout';
import type { Engine } from '../../engines';
import { problemWith, Rule } from '../../rule';

/**
 * Rule 11: no engine is told to spread a model in a way that vLLM refuses to start with.
 *
 * Judged where the model is one of the catalog, by the repository at the end of its location; pools of the program are judged with their own model.
 */
export const layoutDividesTheModel: Rule = ({ engines, pools }) => {
  const models = new Map([...Model.all(), ...pools.map(({ request }) => request.model)].map((model) => [model.repository.toLowerCase(), model]));
  return engines.flatMap((engine) => {
    const model = modelOf(engine, models);
    const layout = layoutOf(engine);
    return model === undefined || layout === undefined ? [] : obstacles(engine, model, layout);
  });
};

function obstacles({ pod, field }: Engine, model: Model, layout: Layout): readonly Problem[] {
  return obstaclesTo({ model, layout }).slice(0, 1).map((obstacle) => problemWith(pod.source, { ...obstacle, prop: `${field}/args --${hyphened(obstacle.prop)}` }));
}

/** The model that the arguments name: `owner/name`, whatever stands before it, with or without a revision behind it. */
function modelOf({ line }: Engine, models: ReadonlyMap<string, Model>): Model | undefined {
  const located = [line.text('--model') ?? '', ...line.words.filter((word) => !word.startsWith('-') && word.includes('/'))];
  return located.map((location) => {
    const names = location.toLowerCase().split('/');
    return models.get(names.slice(-2).join('/')) ?? models.get(names.slice(-3, -1).join('/'));
  }).find((model) => model !== undefined);
}

function layoutOf({ line, pod }: Engine): Layout | undefined {
  const sizes = {
    tensorParallelSize: line.count('--tensor-parallel-size', ONE_GPU.tensorParallelSize),
    pipelineParallelSize: line.count('--pipeline-parallel-size', ONE_GPU.pipelineParallelSize),
    dataParallelSize: line.has('--enable-expert-parallel') ? line.count('--data-parallel-size', ONE_GPU.dataParallelSize) : ONE_GPU.dataParallelSize,
    decodeContextParallelSize: line.count('--decode-context-parallel-size', ONE_GPU.decodeContextParallelSize),
  };
  const known = Object.values(sizes).every((size) => size !== undefined && Number.isSafeInteger(size) && size > 0);
  return known && !line.has('--config') && !pod.isCompleted ? sizes as Layout : undefined;
}

function hyphened(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}
