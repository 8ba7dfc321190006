import type { EngineOptions } from '../../../target/engine-request';

/** Flags for the options that the memory estimate depends on. Adapters and drafts have files too, so that their flags are said with those. */
export function optionArguments({ languageModelOnly, enforceEager, enablePrefixCaching }: EngineOptions): readonly string[] {
  return [
    ...(languageModelOnly === true ? ['--language-model-only'] : []),
    ...(enforceEager === true ? ['--enforce-eager'] : []),
    ...(enablePrefixCaching === false ? ['--no-enable-prefix-caching'] : []),
  ];
}
