import { BarChart } from 'echarts/charts';
import { GridComponent } from 'echarts/components';
import { init, use } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';

use([BarChart, GridComponent, SVGRenderer]);

export interface ChartLook {
  /** Of bars, and of words and lines beside them. */
  readonly bar: string;
  /** Of bars that stand behind: what was sent. */
  readonly pale: string;
  readonly ink: string;
  readonly line: string;
  readonly fontFamily: string;
  readonly fontSize: number;
}

export interface Chart {
  /** Bars lie where names are long, and stand where they are months. */
  readonly lies: boolean;
  readonly labels: readonly string[];
  readonly series: readonly { readonly name: string; readonly values: readonly number[]; readonly isPale: boolean }[];
}

const barHeight_px = 26;

/** High enough for every bar and its name. */
export function chartHeight({ lies, labels }: Chart): number {
  return lies ? Math.max(90, labels.length * barHeight_px + 16) : 220;
}

/**
 * A bar chart as SVG, the same on screen and on paper: one ink and one pale, each bar with its number at its end, so that
 * it is read without colours and without a scale.
 */
export function chartSvg(chart: Chart, width: number, look: ChartLook): string {
  const { lies, labels, series } = chart;
  const height = chartHeight(chart);
  const instance = init(null, null, { renderer: 'svg', ssr: true, width, height });
  const text = { color: look.ink, fontFamily: look.fontFamily, fontSize: look.fontSize };
  const names = {
    type: 'category' as const,
    data: [...labels],
    inverse: lies,
    axisTick: { show: false },
    axisLine: { lineStyle: { color: look.line } },
    axisLabel: { ...text, interval: 0, ...(lies ? { width: width * 0.3, overflow: 'truncate' as const } : {}) },
  };
  const numbers = { type: 'value' as const, show: false, min: 0, minInterval: 1 };
  instance.setOption({
    animation: false,
    textStyle: text,
    grid: lies
      ? { left: Math.round(width * 0.32), right: 56, top: 8, bottom: 8 }
      : { left: 8, right: 8, top: 24, bottom: 28 },
    xAxis: lies ? numbers : names,
    yAxis: lies ? names : numbers,
    series: series.map(({ name, values, isPale }) => ({
      type: 'bar' as const,
      name,
      data: [...values],
      barMaxWidth: lies ? 16 : 24,
      barGap: '10%',
      silent: true,
      itemStyle: isPale
        ? { color: look.pale, borderColor: look.bar, borderWidth: 1 }
        : { color: look.bar, borderColor: look.bar, borderWidth: 1 },
      label: { ...text, show: true, position: lies ? ('right' as const) : ('top' as const) },
    })),
  });
  const svg = instance.renderToSVGString();
  instance.dispose();
  return withoutStyles(svg);
}

/** The same with attributes in the place of styles, which no page of the program takes from a text. */
function withoutStyles(svg: string): string {
  return svg
    .replace(/<style[^>]*>[\s\S]*?<\/style>/g, '')
    .replace(/ (?:class|ecmeta_\w+|pointer-events)="[^"]*"/g, '')
    .replace(/ style="([^"]*)"/g, (_whole, declarations: string) =>
      declarations
        .split(';')
        .map((declaration) => declaration.split(':'))
        .map(([name, value]) => (name && value ? ` ${name.trim()}="${value.trim()}"` : ''))
        .join(''),
    );
}
