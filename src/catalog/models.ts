import { requireModel } from './model-form';
import { ConfigOptions, modelFromConfig } from './models/from-config';
import { modelFromDirectory } from './models/from-directory';
import type { Model as OpenModel } from './models/model';
import { MODELS } from './models/rows';
import { oneOf } from '../errors/did-you-mean';
import { requireProps, requireRecord, requireText } from '../errors/requirements';
import { ValidationError } from '../errors/validation-error';

export type { AttentionGroup } from './models/attention';
export type { ConfigOptions } from './models/from-config';
export type { Measurement } from './models/model';

/** An open-weights language model, as far as serving it needs to know. */
export type Model = OpenModel;

/** The models that the catalog knows, and others from their own files or facts. */
export const Model = {
  ...MODELS,

  /** A model that the catalog lacks, or one with figures that were measured. */
  custom(facts: Model): Model {
    requireRecord('facts', facts);
    requireModel('facts', facts, '');
    return { ...facts };
  },

  /**
   * The model that a parsed `config.json` of the model hub describes; architectures that nothing is known of are refused by name.
   *
   * @param json the parsed file
   * @param index the parsed `model.safetensors.index.json`: makes the bytes of the weights exact
   */
  fromConfig(json: unknown, index?: unknown, options: ConfigOptions = {}): Model {
    requireProps(options, undefined, 'options');
    return modelFromConfig(json, index, options);
  },

  /** The model in a directory of the model hub's form: its `config.json`, and its weights or their index where they are there. */
  fromDirectory(directory: string, options: ConfigOptions = {}): Model {
    requireText('directory', directory);
    requireProps(options, undefined, 'options');
    return modelFromDirectory(directory, options);
  },

  /** The model of the catalog with a name; refuses names that the catalog lacks. */
  of(name: string): Model {
    const found = Model.all().find((row) => row.name === name);
    if (found === undefined) {
      throw new ValidationError({
        code: 'UnknownModel', prop: 'name', value: name, rule: 'is no model of the catalog', remedy: oneOf(name, Model.all().map((row) => row.name)),
      });
    }
    return found;
  },

  /** Every model of the catalog. */
  all(): readonly Model[] {
    return Object.values<Model>(MODELS);
  },
};
