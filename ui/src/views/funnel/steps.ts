/* steps - which steps a funnel has: those of the address, or a first proposal out of the map. */
import type { WendMap } from '../../api/map'

export const most = 20

/* Of each stage up to the goal's the touchpoint that most journeys reach, then the goal. An answer is no step. */
export function proposed(map: WendMap): string[] {
	const goal = map.touchpoints.find((one) => one.goal)
	const goalStage = map.stages.findIndex((one) => one.id === goal?.stage_id)
	const last = goalStage < 0 ? map.stages.length - 1 : goalStage
	const steps: string[] = []
	for (const stage of map.stages.slice(0, last + 1)) {
		const inside = map.touchpoints.slice(stage.first, stage.first + stage.count)
		const before = inside.filter((one) => one.id !== goal?.id && !one.answers && one.reach.journeys > 0)
		before.sort((a, b) => b.reach.journeys - a.reach.journeys)
		if (before[0]) steps.push(before[0].id)
	}
	if (goal) steps.push(goal.id)
	return steps.slice(0, most)
}

/* The address has them with "|" between: a name may have a comma. */
export function read(text: string | null): string[] {
	return text ? text.split('|').filter(Boolean) : []
}

export function write(steps: string[]): string {
	return steps.join('|')
}

export function moved(steps: string[], at: number, by: number): string[] {
	const next = [...steps]
	const [one] = next.splice(at, 1)
	if (one !== undefined) next.splice(Math.max(0, Math.min(next.length, at + by)), 0, one)
	return next
}
