import type { JsonObject } from '../../../target/infrastructure';

/** Units of Grafana's that our panels use. */
export type Unit = 's' | 'percentunit' | 'short' | 'reqps' | 'bytes' | 'none';

/** A curve, or several. */
export interface Curve {
  readonly expr: string;
  /** What it is called; labels of the series in double braces. */
  readonly legend: string;
}

/** A graph over time. */
export interface PanelFacts {
  readonly title: string;
  /** What it says, and from when on it is bad. */
  readonly description: string;
  readonly unit: Unit;
  readonly curves: readonly Curve[];
  /** Where it begins to be bad; drawn as a line. @default - there is no such value */
  readonly limit?: number;
}

/** The Prometheus that whoever looks has chosen; without braces, so that nothing which fills in manifests takes it for its own. */
const DATASOURCE = { type: 'prometheus', uid: '$datasource' };

const COLUMNS = 2;
const WIDTH = 12;
const HEIGHT = 8;

/** A dashboard of graphs, two in a row; each is one line, for whoever compares two versions. @see https://grafana.com/docs/grafana/latest/dashboards/build-dashboards/view-dashboard-json-model/ */
export function dashboardJson(uid: string, title: string, panels: readonly PanelFacts[]): string {
  const fields = {
    uid,
    title,
    tags: ['aiplane', 'inference'],
    schemaVersion: 39,
    editable: false,
    refresh: '30s',
    time: { from: 'now-6h', to: 'now' },
    templating: { list: [{ name: 'datasource', label: 'Prometheus', type: 'datasource', query: 'prometheus' }] },
  };
  const lines = Object.entries(fields).map(([key, value]) => `  ${JSON.stringify(key)}: ${JSON.stringify(value)},\n`);
  const drawn = panels.map((panel, index) => `    ${JSON.stringify(panelJson(panel, index))}`);
  return `{\n${lines.join('')}  "panels": [\n${drawn.join(',\n')}\n  ]\n}\n`;
}

function panelJson({ title, description, unit, curves, limit }: PanelFacts, index: number): JsonObject {
  return {
    id: index + 1,
    type: 'timeseries',
    title,
    description,
    datasource: DATASOURCE,
    gridPos: { x: (index % COLUMNS) * WIDTH, y: Math.floor(index / COLUMNS) * HEIGHT, w: WIDTH, h: HEIGHT },
    fieldConfig: { defaults: { unit, min: 0, ...(limit !== undefined && limited(limit)) }, overrides: [] },
    options: { legend: { displayMode: 'list', placement: 'bottom', showLegend: true }, tooltip: { mode: 'multi', sort: 'desc' } },
    targets: curves.map(({ expr, legend }, curve) => ({ refId: 'ABCDEFGH'[curve]!, datasource: DATASOURCE, expr, legendFormat: legend })),
  };
}

function limited(limit: number): JsonObject {
  return {
    thresholds: { mode: 'absolute', steps: [{ color: 'green', value: null }, { color: 'red', value: limit }] },
    custom: { thresholdsStyle: { mode: 'line' } },
  };
}
