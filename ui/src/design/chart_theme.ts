/* chart_theme - the page's colours and letters, as ECharts takes them: read from the tokens when a chart is drawn. */
import { decimal } from '../words/format'

function token(name: string): string {
	return getComputedStyle(document.documentElement).getPropertyValue(name).trim()
}

/* Whole numbers whole, others as they are. */
export function number(value: unknown): string {
	return typeof value === 'number' ? decimal(value, Number.isInteger(value) ? 0 : 1) : String(value ?? '')
}

export function chartTheme(): Record<string, unknown> {
	const soft = token('--text-soft')
	const axis = {
		axisLine: { lineStyle: { color: token('--line-strong') } },
		axisTick: { lineStyle: { color: token('--line-strong') } },
		axisLabel: { color: soft, fontSize: 13, hideOverlap: true },
		nameTextStyle: { color: soft },
		splitLine: { lineStyle: { color: token('--line') } },
	}
	return {
		color: [1, 2, 3, 4, 5, 6].map((n) => token(`--persona-${n}`)),
		backgroundColor: 'transparent',
		textStyle: { fontFamily: token('--font'), color: token('--text') },
		categoryAxis: { ...axis, splitLine: { show: false } },
		valueAxis: { ...axis, axisLabel: { ...axis.axisLabel, formatter: number } },
		timeAxis: axis,
		logAxis: axis,
		legend: { textStyle: { color: token('--text') }, inactiveColor: token('--line-strong') },
		tooltip: { backgroundColor: token('--surface-raised'), borderColor: token('--line-strong'), valueFormatter: number, textStyle: { color: token('--text'), fontFamily: token('--font') } },
		visualMap: { textStyle: { color: soft } },
		bar: { label: { color: token('--text') } },
		markLine: { label: { color: soft } },
	}
}
