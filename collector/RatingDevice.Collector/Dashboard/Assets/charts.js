// Draws what a page says in numbers already. The data stands in the figure; nothing is asked for or computed.
import './echarts.js';

const calm = matchMedia('(prefers-reduced-motion: reduce)').matches;

const dashes = { limit: 'dashed', inner: 'dotted', centre: 'solid' };

function tone(name) {
  return getComputedStyle(document.documentElement).getPropertyValue('--' + name).trim();
}

function look(series, place) {
  const data = series.points.map(p => ({ value: [p.x ?? p.name, p.y ?? null], name: p.name }));
  const base = { name: series.name, data, animation: !calm };
  switch (series.look) {
    case 'odd': return { ...base, type: 'scatter', symbol: 'diamond', symbolSize: 14, color: tone('bad'), z: 6 };
    case 'dots': return { ...base, type: 'scatter', symbolSize: 11, color: tone('brand'), z: 5 };
    case 'bars': return { ...base, type: 'bar', color: [tone('brand'), tone('line')][place % 2], barMaxWidth: 26 };
    case 'limit': case 'inner': case 'centre': return {
      ...base, type: 'line', symbol: 'none', smooth: true, color: tone(series.look === 'centre' ? 'brand' : 'soft'),
      lineStyle: { width: 1, type: dashes[series.look] },
    };
    default: return { ...base, type: 'line', symbolSize: 6, color: tone('brand'), lineStyle: { width: 2 } };
  }
}

// a line without marks has none in the legend either
function legend(series) {
  return [...new Map(series.map(s => [s.name, s.look])).entries()].map(([name, of]) =>
    of in dashes ? { name, itemStyle: { opacity: 0 } } : { name });
}

function draw(figure) {
  const chart = JSON.parse(figure.dataset.chart);
  const numbers = chart.series.every(s => s.points.every(p => p.x !== undefined));
  figure.hidden = false;
  const drawn = globalThis.echarts.init(figure.querySelector('.canvas'), null, { renderer: 'svg' });
  const text = { color: tone('soft'), fontFamily: 'inherit' };
  const axis = name => ({
    name, nameTextStyle: text, axisLabel: text, splitLine: { lineStyle: { color: tone('line') } },
    axisLine: { lineStyle: { color: tone('line') } },
  });
  drawn.setOption({
    textStyle: { fontFamily: 'inherit' },
    grid: { left: 56, right: 24, top: 44, bottom: 44 },
    legend: { data: legend(chart.series), textStyle: text, right: 24, top: 0, itemGap: 24 },
    tooltip: { trigger: 'item', renderMode: 'richText' }, // html of its own would need inline styles
    xAxis: {
      ...axis(chart.x), type: numbers ? 'value' : 'category', nameLocation: 'middle', nameGap: 28,
      splitLine: { show: false },
    },
    yAxis: { ...axis(chart.y), nameTextStyle: { ...text, align: 'left' }, type: 'value', scale: true,
      min: chart.yFrom, max: chart.yTo },
    series: chart.series.map(look),
  });
  new ResizeObserver(() => drawn.resize()).observe(figure);
}

document.querySelectorAll('figure[data-chart]').forEach(draw);
