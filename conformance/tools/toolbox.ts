import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { buildGoTool, editionOf } from './go-build';
import { goTool, type GoTool } from './go-tools';
import { installPythonTool, isInstalled, PYTHON_TOOLS } from './python-tools';
import { onPath, readyProgram } from './ready-programs';
import { MissingTool, type Tool } from './tool';
import type { Processes } from '../processes/processes';
import type { Progress } from '../report/progress';

/** Finds the programs of a run: ready ones, else cached ones, else built ones; each once. */
export class Toolbox {
  private readonly wanted = new Map<string, Promise<Tool>>();
  private building: Promise<unknown> = Promise.resolve();

  public constructor(private readonly cache: string, private readonly processes: Processes, private readonly progress: Progress) {}

  /** A program of the Go catalog; `version` where there are several. */
  public go(name: string, version?: string): Promise<Tool> {
    const row = goTool(name, version);
    return this.once(`${name}@${row.version}`, () => this.findGo(row));
  }

  /** A program of the Python catalog. */
  public python(name: string): Promise<Tool> {
    return this.once(name, () => this.findPython(name));
  }

  /** A program that the machine must have; `remedy` says what supplies it. */
  public installed(name: string, version: (path: string) => Promise<string>, remedy: string): Promise<Tool> {
    return this.once(name, async () => {
      const path = onPath(name);
      if (path === undefined) {
        throw new MissingTool(name, remedy);
      }
      return { name, path, version: await version(path), source: 'PATH' };
    });
  }

  /** The programs that were used, sorted by name and version. */
  public async used(): Promise<readonly Tool[]> {
    const settled = await Promise.allSettled(this.wanted.values());
    const tools = settled.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []));
    return tools.sort((a, b) => `${a.name} ${a.version}`.localeCompare(`${b.name} ${b.version}`));
  }

  private once(key: string, find: () => Promise<Tool>): Promise<Tool> {
    const tool = this.wanted.get(key) ?? find().then((found) => this.announced(found));
    this.wanted.set(key, tool);
    return tool;
  }

  private announced(tool: Tool): Tool {
    this.progress.say(`uses ${tool.name} ${tool.version} (${tool.source})`);
    return tool;
  }

  private async findGo(row: GoTool): Promise<Tool> {
    const { tool, passedOver } = await readyProgram(row, this.processes);
    if (tool !== undefined) {
      return tool;
    }
    passedOver.forEach((line) => this.progress.say(`passes over ${line}: ${row.version} is asked for`));
    const path = join(this.cache, row.name, editionOf(row), row.name);
    const { name, version } = row;
    if (existsSync(path)) {
      return { name, version, path, source: 'cache' };
    }
    if (onPath('go') === undefined) {
      throw new MissingTool(name, `install Go 1.26 or newer, and it is built; or set KUBEBUILDER_ASSETS to a folder with ${name} ${version}`);
    }
    await this.oneAtATime(`builds ${name} ${version}, which is kept for later runs`, () => buildGoTool(row, path, this.processes));
    return { name, version, path, source: 'built' };
  }

  private async findPython(name: string): Promise<Tool> {
    const row = PYTHON_TOOLS.find((tool) => tool.name === name)!;
    const folder = join(this.cache, name, row.version);
    const path = join(folder, 'bin', name);
    if (isInstalled(folder)) {
      return { name, version: row.version, path, source: 'cache' };
    }
    if (onPath('python3') === undefined) {
      throw new MissingTool(name, `install Python 3.10 or newer with venv, and it is installed by 'pip install ${row.requirement}'`);
    }
    await this.oneAtATime(`installs ${row.requirement}, which is kept for later runs`, () => installPythonTool(row, folder, this.processes));
    return { name, version: row.version, path, source: 'built' };
  }

  /** A build takes every core there is; two at once only take more memory. */
  private oneAtATime(message: string, build: () => Promise<void>): Promise<void> {
    const mine = this.building.catch(() => undefined).then(() => {
      this.progress.say(message);
      return build();
    });
    this.building = mine;
    return mine;
  }
}
